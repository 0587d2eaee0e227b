/** What Microsoft's pages print and its reference does not know is never sent, and neither is a preview that executes (sources, contradictions). */
import {describe, expect, test} from 'vitest';
import {bundledScenarios} from '../../src/adapters/mock/bundled.js';
import {executesInPreview} from '../../src/machines/cmdlet.js';
import data from '../../src/machines/cmdlet-parameters.json' with {type: 'json'};
import {misprints} from '../../src/machines/procedures/misprints.js';
import {usedCalls} from '../../src/machines/procedures/used-calls.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {loadScenario, play} from '../playing/play.js';
import {entriesOf} from './operator.js';

const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-11-21T00:00:00Z'});
const reference = data.cmdlets as unknown as Record<string, {readonly parameters: Record<string, unknown>}>;

describe.each(misprints)('contradiction $contradiction: $cmdlet -$printed', ({cmdlet, printed, instead, hint}) => {
	test('is not in the reference, and what is sent in its place is', () => {
		const parameters = Object.keys(reference[cmdlet]?.parameters ?? {}).map(name => name.toLowerCase());
		expect(parameters).not.toContain(printed.toLowerCase());
		for (const name of instead) expect(parameters).toContain(name.toLowerCase());
	});

	test('is in no form of a call that a procedure can make', () => {
		const given = usedCalls.filter(call => call.cmdlet === cmdlet).flatMap(({gives}) => Object.keys(gives));
		expect(given.map(name => name.toLowerCase())).not.toContain(printed.toLowerCase());
	});

	test('has a hint that names both', () => {
		const said = render(hint);
		for (const name of [printed, ...instead]) expect(said).toContain(`-${name}`);
	});
});

test('in no rehearsal is any of them sent, nor a module of the backup service by its short name (contradiction 6)', () => {
	const calls = bundledScenarios.flatMap(({name}) =>
		entriesOf(play({scenario: loadScenario(name)}).entries, 'callBegan').flatMap(({what}) => ('name' in what ? [what] : [])),
	);
	expect(calls.length).toBeGreaterThan(1000);
	for (const {name, parameters} of calls) {
		const printed = misprints.filter(({cmdlet}) => cmdlet === name).map(misprint => misprint.printed.toLowerCase());
		for (const given of Object.keys(parameters)) expect(printed).not.toContain(given.toLowerCase());
		if (parameters.BackupModule !== undefined) expect(parameters.BackupModule).toMatch(/^\w+\.\w+$/);
		if (parameters.Registrar !== undefined) expect(parameters.Registrar).toMatch(/^Registrar:/);
		if (name === 'Set-CsEdgeServer') expect(parameters.Identity).toMatch(/^EdgeServer:edge|^EdgeServer:/);
	}
});

describe('Invoke-CsComputerFailOver -Force executes in spite of -WhatIf', () => {
	const call = (parameters: Record<string, boolean>) => ({name: 'Invoke-CsComputerFailOver', parameters}) as const;

	test('so it is never previewed with it', () => {
		expect(executesInPreview(call({Force: true}))).toBe(true);
		expect(executesInPreview(call({}))).toBe(false);
		expect(executesInPreview({name: 'Invoke-CsPoolFailOver', parameters: {Force: true}})).toBe(false);
	});

	test('and no procedure calls it at all', () => {
		expect(usedCalls.map(({cmdlet}) => cmdlet)).not.toContain('Invoke-CsComputerFailOver');
	});
});
