/** The Central Management store on its own: moved, failed over, put back, repaired; by the scripted operator, on deployments that differ. */
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Scenario} from '../../src/machines/deployment/scenario.js';
import type {ProcedureId} from '../../src/machines/procedures/ids.js';
import {entriesOf} from '../guards/operator.js';
import {lastingIn} from '../resume/crash.js';
import {loadDeployment, loadScenario, newHeader, playOn} from './play.js';

const fixture = (name: string) => loadDeployment(readFileSync(new URL(`../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));
const scenarioFor = (name: string, procedure: ProcedureId, more: Partial<Scenario> = {}) => ({...loadScenario(name), procedure, ...more});
const deployments = ['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'no-edge', 'same-site', 'unpaired'];

const roads = [
	['store-dead', 'storeFailover', 'storeFailover, storeMoveBack'],
	['maintenance', 'storeMove', 'storeMove, storeMoveBack'],
	['store-blank', 'storeRestore', 'storeRestore'],
	['store-blank', 'storeRepair', 'storeRepair'],
	['store-stuck', 'storeRepair', 'storeRepair'],
] as const;

describe.each(roads)('%s, begun for %s', (name, procedure, ran) => {
	test('is done and undone, and no user is moved', () => {
		const {entries, rehearsal} = playOn(newHeader({scenario: scenarioFor(name, procedure)}), []);
		const ended = entriesOf(entries, 'runEnded');
		expect(ended.map(({run}) => run).join(', ')).toBe(ran);
		expect(ended.map(({outcome}) => outcome)).toEqual(ended.map(() => 'done'));
		expect(rehearsal.view().debts).toEqual([]);
		expect(rehearsal.truth().left).toEqual([]);
		const cmdlets = entriesOf(entries, 'callBegan').flatMap(({what}) => ('name' in what ? [what.name] : []));
		expect(cmdlets.filter(cmdlet => /^Invoke-CsPool/.test(cmdlet))).toEqual([]);
	});

	test.each(deployments)('on %s ends well, or is refused with the reason and nothing changed', deployment => {
		const {entries, rehearsal} = playOn(newHeader({deployment: fixture(deployment), scenario: scenarioFor(name, procedure)}), []);
		const [sealed] = entriesOf(entries, 'sealed');
		if (sealed?.outcome === 'done') return expect(rehearsal.truth().left).toEqual([]);
		expect(sealed?.outcome).toBe('refused');
		expect(entriesOf(entries, 'callEnded').filter(({changes}) => changes)).toEqual([]);
	});

	test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('with seed %i leaves one active store and one that stands by, at home', seed => {
		const header = newHeader({scenario: scenarioFor(name, procedure), seed});
		const {entries, rehearsal} = playOn(header, []);
		expect(entriesOf(entries, 'sealed')[0]).toMatchObject({outcome: 'done'});
		const {cms} = rehearsal.truth();
		expect(cms).toMatchObject({active: header.pool, isMoving: false});
		expect(cms.master).not.toBeNull();
		expect(Object.values(cms.copies).filter(state => state === 'Active')).toHaveLength(1);
	});
});

test.each([1, 2, 3, 4, 5])('moved and moved back with seed %i, the deployment is the one that it began with', seed => {
	const header = newHeader({scenario: scenarioFor('maintenance', 'storeMove'), seed});
	const before = playOn(header, [], written => written.some(({kind}) => kind === 'asked')).rehearsal.truth();
	const {rehearsal} = playOn(header, []);
	rehearsal.clock.runTo(rehearsal.clock.now() + 10 * 60_000);
	expect(lastingIn(rehearsal.truth())).toEqual(lastingIn(before));
});

describe('the three scenarios of a stuck store', () => {
	const refusal = (scenario: Scenario) => {
		const {entries} = playOn(newHeader({scenario}), []);
		const calls = entriesOf(entries, 'callEnded').flatMap(({end, changes}) =>
			changes && end && !end.ok && 'message' in end ? [end.message] : [],
		);
		const ended = entriesOf(entries, 'runEnded').map(({run, outcome}) => `${run} ${outcome}`);
		return {said: calls[0], ended, sealed: entriesOf(entries, 'sealed')[0]?.outcome};
	};

	test('1: the old pool is back and still believes itself active; its Backup Service is started before the move back is tried', () => {
		const {entries} = playOn(newHeader({scenario: scenarioFor('store-stuck', 'storeMoveBack')}), []);
		const changed = entriesOf(entries, 'callBegan').flatMap(({what}) => ('name' in what && what.changesState ? [what] : []));
		const moved = changed.findIndex(({name}) => name === 'Invoke-CsManagementServerFailover');
		expect(changed.slice(0, moved).map(({name, parameters}) => `${name} ${parameters.Name} ${parameters.ComputerName}`)).toEqual(
			[1, 2, 3, 4, 5, 6].map(n => `Start-CsWindowsService LYNCBACKUP fe1${n}.contoso.com`),
		);
		expect(entriesOf(entries, 'runEnded').map(({run, outcome}) => `${run} ${outcome}`)).toContain('storeMoveBack done');
	});

	test('2: a move that is begun too soon is refused in Microsoft’s words, and the repair leads out of it', () => {
		const scenario = scenarioFor('maintenance', 'storeMove', {given: [{given: 'standbyInTransition'}]});
		const {said, ended} = refusal(scenario);
		expect(said).toBe(
			'Cannot fail over the Central Management Server. The new Central Management Store located at "pool2.contoso.com" is not in Backup mode.',
		);
		expect(ended).toEqual(['storeMove failed', 'storeRepair done']);
		const {entries} = playOn(newHeader({scenario}), []);
		const failed = entriesOf(entries, 'stepMoved').find(({to}) => to === 'failed');
		expect(failed?.remedy).toMatchObject({id: 'cms.refused.remedy'});
	});

	test('3: a blank master is put back by the repair', () => {
		const {ended, sealed} = refusal(scenarioFor('store-blank', 'storeRepair'));
		expect([ended, sealed]).toEqual([['storeRepair done'], 'done']);
	});
});
