/** What keeps the Central Management store from being forced where it is well, moved where it is sick, or moved by whoever only wanted to find it. */
import {describe, expect, test} from 'vitest';
import type {ProcedureId} from '../../src/machines/procedures/ids.js';
import {loadScenario} from '../playing/play.js';
import {always, changesIn, endOfStep, entriesOf, inTurn, runEnded, scenarioWith, shownAt, sit} from './operator.js';

const name = 'Invoke-CsManagementServerFailover';
const scenarioFor = (scenario: string, procedure: ProcedureId) => ({...loadScenario(scenario), procedure});
const moves = (sitting: Parameters<typeof changesIn>[0]) => changesIn(sitting).filter(call => call.name === name);

test('the locator reads: the cmdlet that moves the store is never called to find it, with -WhatIf or without (contradiction 23)', () => {
	for (const scenario of ['site-dark', 'maintenance', 'store-dead', 'store-blank', 'store-stuck']) {
		const {entries} = sit({scenario: loadScenario(scenario)});
		const calls = entriesOf(entries, 'callBegan').flatMap(({call, what}) => ('name' in what && what.name === name ? [{call, what}] : []));
		expect(calls.length).toBeGreaterThan(0);
		for (const {call, what} of calls) {
			expect(call).toMatch(/\/(?:movingCms|restoring)(?:#\d+)?\/call\d+$/);
			expect(what.changesState).toBe(true);
			expect(Object.keys(what.parameters)).not.toContain('WhatIf');
		}
	}
});

test('a preview of it is offered nowhere: one key beside it moves the store', () => {
	const {entries} = sit({scenario: loadScenario('maintenance'), until: runEnded});
	const asked = entriesOf(entries, 'asked').filter(
		({step, choices}) => step.endsWith('/movingCms') && choices.some(({id}) => id === 'approve'),
	);
	expect(asked.length).toBeGreaterThan(0);
	for (const {choices} of asked) expect(choices.map(({id}) => id)).not.toContain('preview');
});

describe('force', () => {
	test('is refused against a store that is well, and led to the move that waits', () => {
		const sitting = sit({scenario: scenarioFor('maintenance', 'storeFailover'), until: runEnded});
		expect(endOfStep(sitting, 'refusingWellStore')).toMatchObject({kind: 'refused', why: {id: 'store.isWell'}});
		expect(shownAt(sitting, 'refusingWellStore', 'blocked')[0]?.remedy).toMatchObject({id: 'store.isWell.remedy'});
		expect(changesIn(sitting)).toEqual([]);
	});

	test('needs somebody who decides, and the repair instead ends the run with nothing changed', () => {
		const sitting = sit({
			scenario: scenarioFor('store-blank', 'storeFailover'),
			overrides: {'deciding asking': always('repairFirst')},
			until: runEnded,
		});
		expect(entriesOf(sitting.entries, 'runEnded')[0]).toMatchObject({outcome: 'ended'});
		expect(changesIn(sitting)).toEqual([]);
	});

	test('names the databases as the reference does, and always -Force; without a disaster neither (contradictions 3 and 21)', () => {
		const [forced, back] = moves(sit({scenario: loadScenario('store-dead')}));
		expect(Object.keys(forced?.parameters ?? {}).sort()).toEqual([
			...['BackupMirrorSqlInstanceName', 'BackupMirrorSqlServerFqdn', 'BackupSqlInstanceName', 'BackupSqlServerFqdn'],
			...['Confirm', 'Force', 'Verbose'],
		]);
		expect(forced?.runsOn).toBe('fe21.contoso.com');
		expect(Object.keys(back?.parameters ?? {}).sort()).toEqual(['Confirm', 'Verbose']);
		expect(back?.runsOn).toBe('fe11.contoso.com');
	});
});

test('a store without a master is not moved with waiting: it would wait for ever, and is repaired', () => {
	const sitting = sit({scenario: scenarioFor('store-blank', 'storeMove'), until: runEnded});
	expect(endOfStep(sitting, 'refusingSickCms')).toMatchObject({kind: 'refused', why: {id: 'planned.sickCms'}});
	expect(changesIn(sitting)).toEqual([]);
});

test('the way back needs a store that is away', () => {
	const sitting = sit({
		scenario: scenarioFor('maintenance', 'storeMove'),
		overrides: {'choosing asking': inTurn({choice: 'storeRepair'}, {choice: 'close'})},
	});
	const offered = entriesOf(sitting.entries, 'asked').filter(({step}) => step.startsWith('choosing'));
	for (const {choices} of offered) expect(choices.map(({id}) => id)).not.toContain('storeMoveBack');
});

test('and a home that lives: while its SQL is off it stays, and nothing is changed', () => {
	const dead = scenarioWith([{fault: 'off', role: 'hitSql', atMs: 0}], {procedure: 'storeFailover'});
	const sitting = sit({
		scenario: dead,
		overrides: {'choosing asking': inTurn(undefined, {choice: 'storeMoveBack'}, {choice: 'close'})},
	});
	expect(endOfStep(sitting, 'checkingHome')).toMatchObject({kind: 'refused', why: {id: 'store.homeDark'}});
	expect(moves(sitting)).toHaveLength(1);
});

test('the repair makes its calls in the order and on the servers of the article [SUP-CMS]', () => {
	const calls = changesIn(sit({scenario: loadScenario('store-stuck'), until: runEnded}));
	const order = calls.map(call => call.name).filter((each, index, all) => each !== all[index - 1]);
	expect(order.slice(0, 2)).toEqual(['Start-CsWindowsService', name]);
	const reload = order.slice(2, -2);
	expect(reload).toEqual([1, 2, 3, 4, 5, 6].flatMap(() => ['Export-CsConfiguration', 'Import-CsConfiguration']));
	expect(order.slice(-2)).toEqual(['Invoke-CsManagementStoreReplication', name]);
	// The connection names the other pool: its servers, each of them, and the local copy only.
	const imports = calls.filter(call => call.name === 'Import-CsConfiguration');
	expect(imports.map(({runsOn}) => runsOn)).toEqual([1, 2, 3, 4, 5, 6].map(n => `fe2${n}.contoso.com`));
	for (const {parameters} of imports) expect(parameters).toEqual({FileName: 'c:\\temp\\configuration.zip', LocalStore: true});
});
