/** Calls that no cmdlet takes, made by a seed from what the cmdlets do take, and some that they do. */
import {chance} from '../../src/adapters/mock/chance.js';
import {shortName} from '../../src/adapters/mock/convert.js';
import {enumerations} from '../../src/adapters/mock/enumerations.js';
import {type CmdletEntry, cmdletEntry, cmdletNames, isCommon, type Parameter} from '../../src/adapters/mock/parameter-table.js';
import type {CmdletName, Value} from '../../src/machines/cmdlet.js';
import type {ServiceVersion} from '../../src/machines/deployment/deployment.js';

/** Parameters are in the order in which they are given; a name may come twice. */
export type BinderCall = {readonly name: CmdletName; readonly parameters: readonly (readonly [string, Value])[]};

type Draw = <Item>(items: readonly Item[], ...names: readonly string[]) => Item;
type Named = readonly [string, Parameter];

/** One of each kind for each cmdlet of a version, as far as the cmdlet has what it takes. */
export function wrongCalls(version: ServiceVersion, seed: number): readonly BinderCall[] {
	const entries = cmdletNames.flatMap(name => cmdletEntry(name, version) ?? []);
	return [{name: 'Get-CsNope', parameters: []}, ...entries.flatMap(entry => callsOf(entry, drawing(seed, version, entry.name)))];
}

function drawing(seed: number, version: ServiceVersion, cmdlet: string): Draw {
	return (items, ...names) => items[Math.floor(chance(seed, String(version), cmdlet, ...names) * items.length)] as (typeof items)[number];
}

function callsOf(entry: CmdletEntry, draw: Draw): readonly BinderCall[] {
	const own = [...entry.parameters].filter(([name]) => !isCommon(name));
	const set = draw(entry.sets.length > 0 ? entry.sets : [''], 'set');
	const isIn = ([, {sets}]: Named, wanted: string) => !sets || sets.includes(wanted);
	const inSet = own.filter(each => isIn(each, set));
	const needed = inSet.filter(([, {required}]) => required);
	const right: [string, Value][] = needed.map(([name, {type}]) => [name, fitting(type)]);
	if (own.some(([name]) => name === 'Confirm')) right.push(['Confirm', false]);
	// What a certificate cannot be read from is said by the system, in its own words.
	const others = inSet.filter(([name, {type}]) => name !== 'Confirm' && name !== 'WhatIf' && !type.endsWith('X509Certificate2'));
	const elsewhere = own.filter(each => !isIn(each, set));

	const calls: BinderCall['parameters'][] = [right, [...right, ['NoSuchParameter', 1]], []];
	const without = <Item extends readonly [string, ...unknown[]]>(items: readonly Item[], name: string) =>
		items.filter(([each]) => each !== name);
	if (right.some(([name]) => name === 'Confirm')) calls.push(without(right, 'Confirm'), [...without(right, 'Confirm'), ['Confirm', true]]);
	if (needed.length > 0) calls.push(without(right, draw(needed, 'missing')[0]));
	if (elsewhere.length > 0) {
		const [name, {type}] = draw(elsewhere, 'elsewhere');
		calls.push([...right, [name, fitting(type)]]);
	}
	const prefix = ambiguousPrefix(entry, draw);
	if (prefix !== undefined) calls.push([...right, [prefix, true]]);
	for (const kind of ['first', 'second']) {
		if (others.length === 0) continue;
		const [name, {type, aliases}] = draw(others, kind);
		calls.push([...without(right, name), [name, draw(wrongFor(type), kind, 'wrong')]]);
		calls.push([...without(right, name), [name, draw(values, kind, 'any')]]);
		calls.push([...without(right, name), [name, fitting(type)], [aliases?.[0] ?? name.toLowerCase(), fitting(type)]]);
	}
	if (needed.length > 0) {
		const [name] = draw(needed, 'empty');
		for (const empty of ['', null, []]) calls.push([...without(right, name), [name, empty]]);
	}
	if (others.length > 0) {
		const [name, {type}] = draw(others, 'two');
		const wrong: readonly [string, Value] = [name, draw(wrongFor(type), 'two', 'wrong')];
		const unknown: readonly [string, Value] = ['NoSuchParameter', 1];
		const rest = without(right, name);
		calls.push([...rest, unknown, wrong], [...rest, wrong, unknown], [wrong], [unknown]);
		if (elsewhere.length > 0) calls.push([...right, [draw(elsewhere, 'two')[0], draw(values, 'two', 'value')], unknown]);
	}
	return calls.map(parameters => ({name: entry.name as CmdletName, parameters}));
}

/** What PowerShell 7 adds to every cmdlet is no prefix here: the farms' PowerShell does not have it. */
function ambiguousPrefix(entry: CmdletEntry, draw: Draw): string | undefined {
	const names = [...entry.parameters].flatMap(([name, {aliases}]) => [name, ...(aliases ?? [])]);
	const lower = names.map(name => name.toLowerCase());
	const prefixes = names.flatMap(name => [1, 2, 3].map(length => name.slice(0, length)));
	const ambiguous = prefixes.filter(prefix => {
		const small = prefix.toLowerCase();
		return !lower.includes(small) && [...entry.parameters].filter(([name]) => name.toLowerCase().startsWith(small)).length > 1;
	});
	return ambiguous.length > 0 ? draw(ambiguous, 'prefix') : undefined;
}

export function fitting(declared: string): Value {
	const type = shortName(declared);
	const special: Readonly<Record<string, Value>> = {
		SwitchParameter: true,
		Boolean: true,
		Int32: 1,
		UInt16: 1,
		UInt32: 1,
		TimeSpan: {timeSpan: '00:01:00'},
		PSCredential: {secret: 'x'},
		Guid: '6f0e3c52-2f0b-4c55-9d5e-000000000001',
		'Byte[]': [1, 2],
		'String[]': ['a', 'b'],
		XElement: '<a />',
	};
	return special[type] ?? enumerations[type]?.[0] ?? 'a.b';
}

const values: readonly Value[] = [
	...['', ' ', 'a b', 'yes', '17', '-1', '1.5', '1e3', '0x10', '00:05:00', '1.02:03:04', 'True', "it's", '\u2018quoted\u2019'],
	...[0, 1, 2, -1, 1.5, 65_536, 4_294_967_296, 2 ** 53],
	...[true, false, null],
	...[[], ['a'], ['a', 'b'], [1, 2], [null], [true], [['a']]],
	{timeSpan: '00:00:15'},
	{timeSpan: '1.00:00:00'},
	{secret: 'x'},
];

function wrongFor(declared: string): readonly Value[] {
	const type = shortName(declared);
	if (enumerations[type])
		return ['Nothing', '', 99, 1.5, '1', '99', true, null, [], ['CMS', 'Nothing'], enumerations[type][0]?.slice(0, 2) ?? ''];
	const special: Readonly<Record<string, readonly Value[]>> = {
		SwitchParameter: ['yes', '$true', '', 2, null, [true]],
		Boolean: ['yes', '', 'true', null, [false]],
		Int32: ['many', '', '1,5', 3_000_000_000, {timeSpan: '00:00:01'}, [1], null],
		UInt16: ['many', -1, 65_536, '65536', null],
		UInt32: ['many', -1, '4294967296', null],
		TimeSpan: ['soon', '', '5 min', '25:00:00:00:00', '25:00:00', '5', '1.2', '-00:01:00', 17, 1.5, true, ['00:01:00'], null],
		PSCredential: ['secret', '', 1, ['secret']],
		Fqdn: ['a b', '', '-a', 'a..', 'a/b', ['a.b', 'c.d'], {timeSpan: '00:00:01'}],
		Guid: ['no', '', 1],
		'Byte[]': ['a', [256], [-1], 300],
		X509Certificate2: ['none.cer', 1],
		Hashtable: ['a', 1, ['a']],
	};
	return special[type] ?? values;
}
