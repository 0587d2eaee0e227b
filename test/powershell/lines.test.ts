/**
 * The line that stands for a call can be typed: it is one command, with the call's own parameters, whatever their values are, and the
 * product that it is for has them.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {cmdletEntry} from '../../src/adapters/mock/parameter-table.js';
import type {CmdletCall} from '../../src/machines/cmdlet.js';
import {cmdletLine} from '../../src/machines/cmdlet-line.js';
import type {ServiceVersion} from '../../src/machines/deployment/deployment.js';
import {notOfferedTo, procedures} from '../../src/machines/procedures/catalog.js';
import {usedCalls} from '../../src/machines/procedures/used-calls.js';
import {always, sit} from '../guards/operator.js';
import {loadDeployment, loadScenario} from '../playing/play.js';
import {commandIn} from './grammar.js';

type Line = Pick<CmdletCall, 'name' | 'parameters'>;

const recordings = fileURLToPath(new URL('../../recordings', import.meta.url));

/** Every call that stands anywhere in the recorded drills: shown, run, or offered to be copied. */
const recorded = new Map(
	readdirSync(recordings)
		.filter(name => name.endsWith('.jsonl'))
		.flatMap(name => readFileSync(`${recordings}/${name}`, 'utf8').trimEnd().split('\n'))
		.flatMap(line => callsIn(JSON.parse(line)))
		.map(call => [cmdletLine(call), call] as const),
);

function callsIn(value: unknown): readonly Line[] {
	if (typeof value !== 'object' || value === null) return [];
	const inside = Object.values(value).flatMap(callsIn);
	const {name, parameters} = value as Partial<Line>;
	return name !== undefined && parameters !== undefined ? [{name, parameters}, ...inside] : inside;
}

const elements = ({name, parameters}: Line): readonly string[] => [name, ...Object.keys(parameters).map(each => `-${each}`)];

test('every line of the recorded drills is one command with the parameters of its call', () => {
	expect(recorded.size).toBeGreaterThan(20);
	const read = [...recorded].map(([line, call]) => ({line, elements: commandIn(line), call}));
	expect(read.filter(each => JSON.stringify(each.elements) !== JSON.stringify(elements(each.call)))).toEqual([]);
});

/** What the drill's operator leaves out. */
const thorough = {
	'askingAboutCompare asking': always('compare'),
	'boundingWait asking': always('wait5Flush'),
	'choosingWay asking': always('cmdlets'),
};
const deployment = loadDeployment();
const versions: readonly ServiceVersion[] = [6, 7, 8];
const lacksIn = (version: ServiceVersion, name: string, parameters: readonly string[]): readonly string[] => {
	const entry = cmdletEntry(name, version);
	return entry ? parameters.filter(each => !entry.parameters.has(each)).map(each => `${name} -${each}`) : [name];
};

describe.each(versions)('with version %i', version => {
	const ofVersion = {...deployment, pools: deployment.pools.map(pool => ({...pool, version}))};
	const offered = procedures.filter(one => one.within === undefined && notOfferedTo(one, ofVersion, 'pool1.contoso.com') === undefined);

	test.each(offered)('every line of $id is one command, whose parameters that version has', ({id, scenario}) => {
		const {entries} = sit({deployment: ofVersion, begunFor: id, scenario: loadScenario(scenario), overrides: thorough});
		const calls = [...new Map(entries.flatMap(callsIn).map(call => [cmdletLine(call), call])).entries()];
		// Remote access is looked at by probes.
		expect(calls.length > 3).toBe(id !== 'remoteAccess');
		expect(calls.filter(([line, call]) => JSON.stringify(commandIn(line)) !== JSON.stringify(elements(call)))).toEqual([]);
		expect(calls.flatMap(([, {name, parameters}]) => lacksIn(version, name, Object.keys(parameters)))).toEqual([]);
	});

	test('every form of a call that a procedure can make there has parameters of that version, with its preview', () => {
		const forms = usedCalls.filter(({until}) => version <= (until ?? 8));
		const lacks = forms.flatMap(({cmdlet, gives, hasPreview}) =>
			lacksIn(version, cmdlet, [...Object.keys(gives), ...(hasPreview ? ['WhatIf'] : [])]),
		);
		expect(lacks).toEqual([]);
	});
});

test.each([
	"it's",
	"'; Remove-Item x; '",
	'\u2018; Get-Evil; \u2019',
	'\u201a\u201b\u2019',
	'$(Get-Evil)',
	'`n$x',
	'a\nb; Get-Evil',
	'-Force',
	'@{a=1}',
	'a,b',
	'#c',
	'\u201cx\u201d',
	'| Get-Evil',
	'--%',
])('a value like %j ends no quotes and adds no command', value => {
	const call: Line = {name: 'Get-CsPool', parameters: {Identity: value, Confirm: false}};
	expect(commandIn(cmdletLine(call))).toEqual(elements(call));
});
