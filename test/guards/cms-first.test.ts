/** Guard 1: the Central Management store first, and the replicas that the failover needs. */
import {describe, expect, test} from 'vitest';
import {read} from '../../src/machines/cmdlet.js';
import type {Deployment, FrontEndPool} from '../../src/machines/deployment/deployment.js';
import {locateCms, moveCms} from '../../src/machines/procedures/store/steps/central-management.js';
import type {ChangeFate} from '../../src/machines/step/step.js';
import {loadDeployment} from '../playing/play.js';
import {always, changesIn, ended, endOfStep, entriesOf, inTurn, lifeOf, scenarioWith, shownAt, sit} from './operator.js';

const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;

function withoutStandby(): Deployment {
	const {cms, ...rest} = loadDeployment();
	const {standby: _, ...alone} = cms;
	return {...rest, cms: alone};
}

describe('a dead store without a standby', () => {
	const sitting = sit({deployment: withoutStandby(), scenario: scenarioWith([dark])});

	test('is refused, and the session ends as refused', () => {
		expect(endOfStep(sitting, 'findingStandby')).toMatchObject({kind: 'refused', why: {id: 'cms.noStandby'}});
		expect(sitting.entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'refused'});
	});

	test('says beside the refusal what unblocks it, with the evidence', () => {
		const [blocked] = shownAt(sitting, 'findingStandby', 'blocked');
		expect(blocked).toMatchObject({remedy: {id: 'cms.noStandby.remedy'}});
		expect(blocked?.evidence).not.toEqual([]);
	});

	test('changes nothing', () => expect(changesIn(sitting)).toEqual([]));
});

test('moves the users only after the store answers from the living pool', () => {
	const sitting = sit({scenario: scenarioWith([dark]), until: ended('failingOverUsers')});
	const moved = changesIn(sitting).map(({name}) => name);
	expect(moved.indexOf('Invoke-CsManagementServerFailover')).toBe(0);
	expect(moved.indexOf('Invoke-CsPoolFailOver')).toBeGreaterThan(0);
	const ends = entriesOf(sitting.entries, 'stepEnded').map(({step}) => step);
	const position = (step: string) => ends.findIndex(name => name.endsWith(step));
	expect(position('cmsFailover/waitingForReplicas')).toBeLessThan(position('changingNextHops'));
	expect(position('changingNextHops')).toBeLessThan(position('failingOverUsers'));
});

/** The store is on a pool of its own, at the site that is dark, and nobody stands by for it. */
function onUnpairedPool(): Deployment {
	const {pools, cms, ...rest} = withoutStandby();
	const {backupPool: _, ...hit} = pools[0] as FrontEndPool;
	const third = {
		...hit,
		fqdn: 'pool3.contoso.com',
		computers: ['fe31.contoso.com'],
		sql: {primary: 'sqlbe31.contoso.com', instance: 'RTC'},
	};
	const scp = {server: 'sqlbe31.contoso.com', instance: 'RTC'};
	const masters = {activeMaster: 'fe31.contoso.com', fileTransferAgents: ['fe31.contoso.com']};
	return {
		...rest,
		pools: [...pools, {...third, testUsers: ['sip:t5@contoso.com', 'sip:t6@contoso.com']}],
		cms: {...cms, ...masters, active: third.fqdn, scp},
	};
}

test('a dead store on a pool without a partner is refused for want of a standby, not for a Front End that does not answer', () => {
	const sitting = sit({deployment: onUnpairedPool(), pool: 'pool1.contoso.com', scenario: scenarioWith([dark])});
	expect(sitting.view.runs[0]).toMatchObject({outcome: 'refused', why: {id: 'cms.noStandby', args: {pool: 'pool3.contoso.com'}}});
	expect(changesIn(sitting)).toEqual([]);
});

test('a store on a pool that the captured topology does not have is not moved, and nothing breaks', () => {
	const facts = {deployment: loadDeployment(), pool: 'pool1.contoso.com', known: {lastSteady: [], debts: []}, debts: [], hasChanged: false};
	const ask = read('fe21.contoso.com', 'Get-CsService', {CentralManagement: true});
	const output = [{Identity: 'CentralManagement:new.contoso.com', Active: true}];
	const judgement = locateCms(facts).judge?.([{ask, end: {ok: true, output}, at: 0}], 'notBegun');
	expect(judgement).toMatchObject({says: 'blocked', remedy: {id: 'cms.noStandby.remedy', args: {pool: 'new.contoso.com'}}});
});

describe.each([true, false])('a store that does not answer, where it is moved in disaster mode: %s', isDisaster => {
	const target = 'pool2.contoso.com';
	const facts = {deployment: loadDeployment(), pool: 'pool1.contoso.com', known: {lastSteady: [], debts: []}, debts: [], hasChanged: false};
	const ask = read('fe21.contoso.com', 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true});
	const silence = [{ask, end: {ok: false, reason: 'refused', message: 'no answer', errorId: 'x'} as const, at: 0}];
	const judgedAfter = (fate: ChangeFate) => moveCms({...facts, target, isDisaster}).judge?.(silence, fate);

	test('is not said to be elsewhere', () => {
		for (const fate of ['notBegun', 'failed'] as const)
			expect(judgedAfter(fate)).toMatchObject({says: 'doesNotHold', why: {id: 'cms.masterUnknown', args: {pool: target}}});
	});

	test('does not show that a move which may have begun never happened', () => {
		for (const fate of ['unknown', 'endedWell'] as const) expect(judgedAfter(fate)).toMatchObject({says: 'cannotTell'});
	});
});

describe('a needed replica that lags', () => {
	const scenario = scenarioWith([dark, {fault: 'replicasLag', role: 'partner', atMs: 0}]);

	test('is waited for, by name', () => {
		const sitting = sit({scenario, until: ended('waitingForReplicas')});
		expect(endOfStep(sitting, 'waitingForReplicas')?.kind).toBe('done');
		expect(lifeOf(sitting, 'waitingForReplicas')).toEqual(['inspecting', 'verifying']);
		const [, waits] = shownAt(sitting, 'waitingForReplicas', 'verifying');
		expect(waits?.why).toMatchObject({id: 'replicas.behind'});
		expect(waits?.why?.args?.missing).toContain('fe21.contoso.com');
	});

	test('is gone on without only for a reason, which is kept', () => {
		const skips = inTurn(
			{choice: 'skip', fields: {}, afterMs: 60_000},
			{choice: 'skip', fields: {reason: ' '}},
			{choice: 'skip', fields: {reason: 'fe21 is being patched'}},
		);
		const sitting = sit({scenario, overrides: {'waitingForReplicas verifying': skips}, until: ended('findingEdges')});
		expect(sitting.refusals).toEqual(['refusal.fieldMissing', 'refusal.fieldMissing']);
		expect(endOfStep(sitting, 'waitingForReplicas')).toMatchObject({
			kind: 'skipped',
			why: {id: 'step.operatorSays', args: {reason: 'fe21 is being patched'}},
		});
	});
});

test('waits for the living alone: the dead are named', () => {
	const end = endOfStep(sit({scenario: scenarioWith([dark]), until: ended('waitingForReplicas')}), 'waitingForReplicas');
	expect(end).toMatchObject({kind: 'done'});
	const dead = end?.evidence.find(({message}) => message.id === 'evidence.deadReplicas');
	expect(dead?.message.args?.computers).toEqual(['edge11.contoso.com', 'edge12.contoso.com']);
});

test('leaves a healthy store where it is', () => {
	const sitting = sit({pool: 'pool2.contoso.com', scenario: scenarioWith([dark]), until: ended('failingOverUsers')});
	expect(changesIn(sitting).map(({name}) => name)).not.toContain('Invoke-CsManagementServerFailover');
	expect(endOfStep(sitting, 'failingOverUsers')?.kind).toBe('done');
});

test('an operator who gives up at the store leaves the users where they are', () => {
	const sitting = sit({scenario: scenarioWith([dark]), overrides: {'movingCms ready': always('abort')}});
	expect(changesIn(sitting)).toEqual([]);
	expect(sitting.entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'ended'});
});
