/** However a run ends, the session asks what now; and it is never called better than its worst run. */
import {describe, expect, test} from 'vitest';
import type {Debt} from '../../../src/machines/debt.js';
import type {Outcome} from '../../../src/machines/journal/journal-entry.js';
import {say} from '../../../src/machines/message.js';
import {type Family, familyOf, mainProcedure, procedureIds} from '../../../src/machines/procedures/ids.js';
import {chooseWhatNow, sessionWays} from '../../../src/machines/procedures/steps/what-now.js';
import {sessionMachine, sessionOutcome} from '../../../src/machines/session/session.machine.js';
import type {SessionContext} from '../../../src/machines/session/session-context.js';
import {loadDeployment} from '../../playing/play.js';
import {type At, busyWith, type Exploration, explore} from './explore.js';

const pool = 'pool1.contoso.com';
const failedOver: Debt = {id: `failedOver/${pool}`, kind: 'failedOver', title: say('debt'), about: {pool, partner: 'pool2.contoso.com'}};
const edge = 'edge1.contoso.com';
const federation: Debt = {id: `federation/${edge}`, kind: 'federation', title: say('debt'), about: {edge, to: 'edge2.contoso.com'}};
const routeToMove: Debt = {id: 'federationRoute/Dublin', kind: 'federationRoute', title: say('debt'), about: {edge, pool, isDone: false}};
const cmsMoved: Debt = {id: `cmsMoved/${pool}`, kind: 'cmsMoved', title: say('debt'), about: {from: pool, to: 'pool2.contoso.com'}};
const xmppRoute: Debt = {
	id: 'xmppRoute/Redmond',
	kind: 'xmppRoute',
	title: say('debt'),
	about: {site: 'Redmond', edge, to: 'edge2.contoso.com', isDone: true},
};
const xmppToMove: Debt = {id: 'xmppRoute/Dublin', kind: 'xmppRoute', title: say('debt'), about: {edge, pool, isDone: false}};
const mediaEdge: Debt = {
	id: `mediaEdge/${pool}`,
	kind: 'mediaEdge',
	title: say('debt'),
	about: {pool, edge, to: 'edge2.contoso.com', way: 'dialog'},
};
const stopped: Debt = {
	id: 'edgeStopped/edge2.contoso.com',
	kind: 'edgeStopped',
	title: say('debt'),
	about: {edge, to: 'edge2.contoso.com'},
};
const contextOf = ({context}: At) => context as unknown as SessionContext;

/** What a session offers: the procedures of its family, those that pay what is owed, waiting and closing. */
const waysOf = (family: Family) =>
	sessionWays.filter(way => {
		const id = procedureIds.find(each => each === way);
		return id === undefined || familyOf(id) === family || (family === 'pool' && ['federationFailover', 'edgeFailback'].includes(id));
	});

const about = (family: Family, input: object, leaves: Exploration['leaves']): Exploration => ({
	machine: sessionMachine,
	inputs: [{deployment: loadDeployment(), pool, known: {lastSteady: [], debts: []}, ...input}],
	teaches: {choosing: waysOf(family).map(choice => ({choice}))},
	...(leaves ? {leaves} : {}),
	sees: context => {
		const {debts, edge: lost, begunFor, isRepaired, isEdgeRepaired, outcomes} = context as unknown as SessionContext;
		return [lost, begunFor, debts.map(({id}) => id), isRepaired, isEdgeRepaired, sessionOutcome(outcomes), outcomes.length > 0];
	},
});

/** One about a Front End pool, in which the Edge may be owed something, and one about an Edge pool. */
const explored = [
	about('store', {begunFor: 'storeFailover'}, [[], [cmsMoved]]),
	about('pool', {}, [[], [failedOver], [routeToMove, xmppToMove]]),
	about('edge', {edge}, [[], [federation, xmppRoute], [xmppRoute, stopped, mediaEdge]]),
].map(explore);
const moves = explored.flatMap(each => each.moves);
const states = explored.flatMap(each => each.states);

describe('a session', () => {
	test('no state and no way of it is there in vain', () => {
		expect([...new Set([...states.map(({value}) => value), 'chosen'])].sort()).toEqual(Object.keys(sessionMachine.states).sort());
		const [never = [], ...others] = explored.map(each => each.transitionsNeverTaken());
		expect(never.filter(taken => others.every(other => other.includes(taken)))).toEqual([]);
	});

	test('asks what now, however a run or a wait has ended', () => {
		const after = moves.filter(({from}) => !['choosing', 'chosen', 'closed'].includes(from.value));
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

	test('offers a way on wherever it asks, and recommends one, but nothing to whoever ended the run themselves', () => {
		for (const at of states.filter(({value}) => value === 'choosing')) {
			const ways = chooseWhatNow(contextOf(at)).form?.ways ?? [];
			const {debts, outcomes} = contextOf(at);
			const isAbout = (family: string) => familyOf(mainProcedure(contextOf(at))) === family;
			const isAway = debts.some(
				({id}) =>
					[federation.id, xmppRoute.id, stopped.id, mediaEdge.id].includes(id) ||
					(id === cmsMoved.id && isAbout('store')) ||
					(id === failedOver.id && isAbout('pool')),
			);
			const isEnded = outcomes.at(-1) === 'ended' && !isAway;
			expect(ways.filter(({isRecommended}) => isRecommended)).toHaveLength(isEnded ? 0 : 1);
			expect(ways.map(({id}) => id)).toContain('close');
		}
	});

	test('never recommends closing after a failover that did not come to its end', () => {
		const refused = states.filter(at => at.value === 'choosing' && contextOf(at).outcomes.some(outcome => outcome !== 'done'));
		expect(refused.length).toBeGreaterThan(0);
		for (const at of refused) {
			if (contextOf(at).outcomes.at(-1) === 'done') continue;
			const close = chooseWhatNow(contextOf(at)).form?.ways?.find(({id}) => id === 'close');
			expect(close).not.toHaveProperty('isRecommended');
		}
	});

	test('says what is owed where it asks what now', () => {
		for (const at of states.filter(({value}) => value === 'choosing')) {
			const {why, items = []} = chooseWhatNow(contextOf(at));
			const {debts} = contextOf(at);
			expect(debts.map(({title}) => title)).toEqual(expect.arrayContaining(items.slice(0, 2)));
			expect(items.length).toBe(Math.min(3, debts.length));
			expect(why.id).toBe(debts.length > 0 ? 'step.whatNow.whyOwed' : 'step.whatNow.why');
		}
	});

	test('offers the way back exactly while the pool is failed over', () => {
		for (const at of states.filter(({value}) => value === 'choosing')) {
			if (familyOf(mainProcedure(contextOf(at))) !== 'pool') continue;
			const ways = chooseWhatNow(contextOf(at)).form?.ways?.map(({id}) => id) ?? [];
			const isOver = contextOf(at).debts.some(({id}) => id === failedOver.id);
			expect([ways.includes('poolFailback'), ways.includes('poolFailover')]).toEqual([isOver, !isOver]);
		}
	});

	test('about the store, proposes its way back once it was moved, and its repair where a move was refused', () => {
		const at = (begunFor: string, more: Partial<SessionContext>): readonly (string | undefined)[] => {
			const {pool: hit, deployment, known} = contextOf(states[0] as At);
			const context = {pool: hit, deployment, known, begunFor, debts: [], outcomes: [], isRepaired: false, isEdgeRepaired: false, ...more};
			const ways = chooseWhatNow(context as SessionContext).form?.ways ?? [];
			return [ways.find(({isRecommended}) => isRecommended)?.id, ...ways.map(({id}) => id)];
		};
		expect(at('storeMove', {})[0]).toBe('storeMove');
		expect(at('storeMove', {debts: [cmsMoved], outcomes: ['done']})[0]).toBe('storeMoveBack');
		expect(at('storeMove', {debts: [cmsMoved], outcomes: ['done', 'failed']})[0]).toBe('storeRepair');
		expect(at('storeFailover', {debts: [cmsMoved], outcomes: ['done']})[0]).toBe('waitForRepair');
		expect(at('storeFailover', {debts: [cmsMoved], outcomes: ['done'], isRepaired: true})[0]).toBe('storeMoveBack');
		expect(at('storeRepair', {debts: [cmsMoved]})[0]).toBe('storeRepair');
		expect(at('poolFailover', {debts: [cmsMoved]})).toContain('storeMoveBack');
		expect(at('poolFailover', {debts: [cmsMoved, failedOver]})).not.toContain('storeMoveBack');
	});

	test('offers to move federation and XMPP where the Edge pool is lost or a route is owed, and gives back exactly while something is away', () => {
		for (const at of states.filter(({value}) => value === 'choosing')) {
			const ways = chooseWhatNow(contextOf(at)).form?.ways?.map(({id}) => id) ?? [];
			const {debts, edge: lost} = contextOf(at);
			const owes = (debt: Debt) => debts.some(({id}) => id === debt.id);
			expect(ways.includes('edgeFailback')).toBe([federation, xmppRoute, stopped, mediaEdge].some(owes));
			expect(ways.includes('federationFailover')).toBe(!owes(federation) && (lost !== undefined || owes(routeToMove)));
			expect(ways.includes('remoteAccess')).toBe(lost !== undefined);
			expect(ways.includes('inboundFederation')).toBe(owes(federation));
			expect(ways.includes('mediaFailover')).toBe(lost !== undefined && !owes(mediaEdge));
			// Where it stopped half-way it goes on.
			expect(ways.includes('xmppFailover')).toBe(lost === undefined ? owes(xmppToMove) : !owes(xmppRoute) || owes(stopped));
		}
	});

	test('recommends first what it was begun for, and never offers XMPP where the version has none', () => {
		const at = {...contextOf(states[0] as At), edge, outcomes: []};
		const recommended = (session: SessionContext) => chooseWhatNow(session).form?.ways?.find(({isRecommended}) => isRecommended)?.id;
		expect(recommended({...at, begunFor: 'xmppFailover'})).toBe('xmppFailover');
		expect(recommended({...at, begunFor: 'edgeFailback'})).toBe('federationFailover');
		expect(recommended({...at, begunFor: 'xmppFailover', outcomes: ['done']})).toBe('close');
		const of2019 = {...at.deployment, pools: at.deployment.pools.map(each => ({...each, version: 8 as const}))};
		expect(chooseWhatNow({...at, deployment: of2019}).form?.ways?.map(({id}) => id)).not.toContain('xmppFailover');
	});

	test('is closed with the gravest outcome of its runs', () => {
		const closed = states.filter(({value}) => value === 'closed');
		const order: readonly Outcome[] = ['outcomeUnknown', 'failed', 'refused', 'ended', 'done'];
		expect(closed.map(({output}) => output?.outcome).every(outcome => outcome !== undefined && order.includes(outcome))).toBe(true);
		for (const [index, gravest] of order.entries()) expect(sessionOutcome(order.slice(index).reverse())).toBe(gravest);
		expect(sessionOutcome([])).toBe('ended');
	});
});
