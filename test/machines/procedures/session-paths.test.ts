/** However a run ends, the session asks what now; and it is never called better than its worst run. */
import {describe, expect, test} from 'vitest';
import type {Debt} from '../../../src/machines/debt.js';
import type {Outcome} from '../../../src/machines/journal-entry.js';
import {say} from '../../../src/machines/message.js';
import {chooseWhatNow} from '../../../src/machines/procedures/steps/what-now.js';
import {sessionMachine, sessionOutcome} from '../../../src/machines/session.machine.js';
import type {SessionContext} from '../../../src/machines/session-context.js';
import {loadDeployment} from '../../playing/play.js';
import {type At, busyWith, type Exploration, explore} from './explore.js';

const pool = 'pool1.contoso.com';
const failedOver: Debt = {id: `failedOver/${pool}`, kind: 'failedOver', title: say('debt'), about: {pool, partner: 'pool2.contoso.com'}};
const contextOf = ({context}: At) => context as unknown as SessionContext;

const exploration: Exploration = {
	machine: sessionMachine,
	inputs: [{deployment: loadDeployment(), pool, known: {lastSteady: [], debts: []}}],
	teaches: {choosing: ['poolFailover', 'waitForRepair', 'poolFailback', 'close'].map(choice => ({choice}))},
	leaves: [[], [failedOver]],
	sees: context => {
		const {choice, debts, isRepaired, outcomes} = context as unknown as SessionContext;
		return [choice, debts.map(({id}) => id), isRepaired, sessionOutcome(outcomes), outcomes.length > 0];
	},
};

describe('a session', () => {
	const {moves, states, transitionsNeverTaken} = explore(exploration);

	test('no state and no way of it is there in vain', () => {
		expect([...new Set([...states.map(({value}) => value), 'chosen'])].sort()).toEqual(Object.keys(sessionMachine.states).sort());
		expect(transitionsNeverTaken()).toEqual([]);
	});

	test('asks what now, however a run or a wait has ended', () => {
		const after = moves.filter(({from}) => ['failingOver', 'failingBack', 'waitingForRepair'].includes(from.value));
		expect(after.length).toBeGreaterThan(50);
		for (const {to} of after) {
			expect(to.value).toBe('choosing');
			expect(busyWith(to, sessionMachine)).toHaveLength(1);
		}
	});

	test('keeps what a run leaves to be paid', () => {
		const runs = moves.filter(({event}) => event.output && 'debts' in event.output);
		for (const {event, to} of runs) expect(contextOf(to).debts).toEqual((event.output as {debts?: unknown}).debts);
	});

	test('offers a way on wherever it asks, and recommends exactly one', () => {
		for (const at of states.filter(({value}) => value === 'choosing')) {
			const ways = chooseWhatNow(contextOf(at)).form?.ways ?? [];
			expect(ways.filter(({isRecommended}) => isRecommended)).toHaveLength(1);
			expect(ways.map(({id}) => id)).toContain('close');
		}
	});

	test('offers the way back exactly while the pool is failed over', () => {
		for (const at of states.filter(({value}) => value === 'choosing')) {
			const ways = chooseWhatNow(contextOf(at)).form?.ways?.map(({id}) => id) ?? [];
			const isOver = contextOf(at).debts.some(({id}) => id === failedOver.id);
			expect([ways.includes('poolFailback'), ways.includes('poolFailover')]).toEqual([isOver, !isOver]);
		}
	});

	test('is closed with the gravest outcome of its runs', () => {
		const closed = states.filter(({value}) => value === 'closed');
		const order: readonly Outcome[] = ['outcomeUnknown', 'failed', 'refused', 'ended', 'done'];
		expect(closed.map(({output}) => output?.outcome).every(outcome => outcome !== undefined && order.includes(outcome))).toBe(true);
		for (const [index, gravest] of order.entries()) expect(sessionOutcome(order.slice(index).reverse())).toBe(gravest);
		expect(sessionOutcome([])).toBe('ended');
	});
});
