/** What is owed is what is so in the deployment: not more because somebody gave up, not less because somebody else did it. */
import {describe, expect, test} from 'vitest';
import type {SimulatedDeployment} from '../../src/adapters/mock/rehearsal.js';
import {change} from '../../src/machines/cmdlet.js';
import {loadScenario} from '../playing/play.js';
import {always, endOfStep, inTurn, type Overrides, runEnded, scenarioWith, shownAt, sit} from './operator.js';

const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;
const pool = 'pool1.contoso.com';
const minutes = 60_000;
const seenInWorld = /^(failedOver|nextHop|cmsMoved|conferences)\//;

function owedAndLeft(overrides: Overrides, scenario = scenarioWith([dark])) {
	const sitting = sit({scenario, overrides, until: runEnded});
	return {sitting, owed: sitting.view.debts.map(({id}) => id).filter(id => seenInWorld.test(id)), left: sitting.truth.left};
}

describe('given up', () => {
	test.each([
		['movingCms ready'],
		['movingCms confirming'],
		['changingNextHops ready'],
		['failingOverUsers ready'],
		['failingOverUsers confirming'],
	])('at “%s”, what was not done is not owed', where => {
		const {owed, left} = owedAndLeft({[where]: always('abort')});
		expect([...owed].sort()).toEqual([...left].sort());
	});

	test('after a refusal that changed nothing, nothing is owed', () => {
		const refuses = loadScenario('site-dark');
		const scenario = {...refuses, faults: [dark, {fault: 'refusesOnce', role: 'cms', atMs: 0}] as const};
		const {owed, left} = owedAndLeft({'movingCms failed': always('abort')}, scenario);
		expect(owed).toEqual([]);
		expect(left).toEqual([]);
	});

	test.each([['pointingDns'], ['movingRoutes'], ['followingUpVoice']])('at “%s”, nothing of it is said to be done', step => {
		const {sitting} = owedAndLeft({[`${step} byHand`]: always('abort')});
		expect(endOfStep(sitting, step)?.kind).toBe('aborted');
		const own = endOfStep(sitting, step)?.opened ?? [];
		expect(own.filter(({about}) => about.isDone === true)).toEqual([]);
	});
});

/** A colleague does in another window what the step is for, while it waits for its words. */
const colleague = (name: `${string}-${string}`, parameters: Parameters<typeof change>[2]) => ({
	choice: 'confirm',
	fields: {label: 'edge1', homePool: pool, lossMinutes: '99'},
	afterMs: 30 * minutes,
	isDoneBy: ({backend}: SimulatedDeployment) => backend.act('colleague/1', change('fe21.contoso.com', name, parameters, 60 * minutes)),
});

describe('done by somebody else meanwhile', () => {
	const failsOver = colleague('Invoke-CsPoolFailOver', {PoolFqdn: pool, DisasterMode: true, Confirm: false});

	test('the step is not run again: whoever knows says that it was done, and what it leaves is owed all the same', () => {
		const {isDoneBy, ...confirms} = failsOver;
		const {sitting, owed, left} = owedAndLeft({
			'failingOverUsers ready': inTurn({choice: 'approve', meanwhile: isDoneBy}, {choice: 'byHand'}),
			'failingOverUsers byHand': inTurn({choice: 'noError'}),
			'failingOverUsers confirming': inTurn(confirms),
		});
		expect(shownAt(sitting, 'failingOverUsers', 'ready').at(-1)?.why?.id).toBe('users.twoWereServed');
		expect(endOfStep(sitting, 'failingOverUsers')?.kind).toBe('byHand');
		expect(shownAt(sitting, 'failingOverUsers', 'running')).toEqual([]);
		expect([...owed].sort()).toEqual([...left].sort());
	});

	test('the next hop is already changed, and is owed back all the same', () => {
		const {isDoneBy, ...confirms} = colleague('Set-CsEdgeServer', {
			Identity: 'EdgeServer:edge1.contoso.com',
			Registrar: 'Registrar:pool2.contoso.com',
			Confirm: false,
		});
		const {sitting, owed, left} = owedAndLeft({
			'changingNextHops ready': inTurn({choice: 'approve', meanwhile: isDoneBy}),
			'changingNextHops confirming': inTurn(confirms),
		});
		expect(endOfStep(sitting, 'changingNextHops')?.kind).toBe('alreadyDone');
		expect([...owed].sort()).toEqual([...left].sort());
	});
});
