/** What the generated module declares, read from its text: the same as the simulator's binder knows. */
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {moduleText, products} from '../../scripts/stand-in/module-text.js';
import {cmdletEntry, cmdletNames, isCommon} from '../../src/adapters/mock/parameter-table.js';

const directory = fileURLToPath(new URL('../../scripts/stand-in', import.meta.url));
/** PowerShell has set these already. */
const taken = new Set(['args', 'error', 'false', 'home', 'host', 'input', 'matches', 'null', 'pid', 'profile', 'this', 'true', 'pscmdlet']);

describe.each(products)('the module for $year', product => {
	const text = moduleText(product, directory);
	const functions = new Map(
		text
			.split(/^function /m)
			.slice(1)
			.map(each => [each.slice(0, each.indexOf(' ')), each]),
	);
	const entries = cmdletNames.flatMap(name => cmdletEntry(name, product.version) ?? []);

	test('has one function for each cmdlet of the version, and says that it is generated', () => {
		expect([...functions.keys()].filter(name => /-Cs/i.test(name))).toEqual(entries.map(({name}) => name));
		expect(text).toMatch(/^# GENERATED .* Not to be edited\.$/m);
	});

	test.each(entries)('declares $name as the reference does', ({name, parameters, sets}) => {
		const declared = functions.get(name) ?? '';
		const own = [...parameters].filter(([each]) => !isCommon(each));
		const asks = own.some(([each]) => each === 'WhatIf');
		expect(declared.includes('SupportsShouldProcess = $true')).toBe(asks);
		const names = [...declared.matchAll(/^ {8}\[[\w.[\]]+\] \$(\w+)/gm)].map(([, each]) => each);
		expect([...names, ...(asks ? ['Confirm', 'WhatIf'] : [])]).toEqual(own.map(([each]) => each));
		expect(names.filter(each => taken.has(each?.toLowerCase() ?? ''))).toEqual([]);
		for (const set of sets) expect(declared).toContain(`ParameterSetName = '${set}'`);
	});

	test.each(entries)('gives each name of $name to one parameter', ({parameters}) => {
		const names = [...parameters].flatMap(([each, {aliases}]) => [each, ...(aliases ?? [])]).map(each => each.toLowerCase());
		expect(new Set(names).size).toBe(names.length);
	});
});
