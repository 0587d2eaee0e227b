/** Every way through every procedure, its steps replaced by their ends: nothing is unreachable, nobody is left standing, order is kept. */
import {describe, expect, test} from 'vitest';
import type {Debt} from '../../../src/machines/debt.js';
import type {Outcome} from '../../../src/machines/journal/journal-entry.js';
import {catalog, procedures} from '../../../src/machines/procedures/catalog.js';
import type {ProcedureEnd} from '../../../src/machines/procedures/procedure.js';
import type {StepEnd} from '../../../src/machines/step/step.js';
import {
	cmsMoved,
	contoso,
	dns,
	explorations,
	failedOver,
	federation,
	federationRoute,
	names,
	nextHop,
	pool,
	told,
	wentBack,
	xmppRoute,
} from './explorations.js';
import {busyWith, type Exploration, endsWell, explore, type Move} from './explore.js';

/** States that change something, in the order of the runbook. */
const changing = {
	poolFailover: ['failingOverCms', 'changingNextHops', 'failingOverUsers'],
	siteFailover: ['failingOverPool', 'movingFederation', 'movingXmpp', 'movingMedia'],
	plannedFailover: ['movingCmsAway', 'changingNextHops', 'failingOverUsers'],
	swap: ['failingPartnerBack', 'failingOver'],
	forcedSwap: ['failingOverCms', 'failingPartnerBack', 'changingNextHops', 'failingOverUsers'],
	cmsFailover: ['movingCms'],
	storeFailover: ['failingOverCms'],
	storeMove: ['movingCms'],
	storeMoveBack: ['startingServices', 'movingCmsBack'],
	storeRestore: ['restoring'],
	storeRepair: ['startingServices', 'restoring', 'reloadingLocalStores', 'forcingReplication', 'movingCms'],
	poolFailback: ['startingServices', 'failingBackUsers', 'syncingConferences', 'givingNextHopsBack', 'movingCmsBack'],
	federationFailover: ['enablingFederation', 'movingRoutes', 'leadingPartners'],
	xmppFailover: ['changingNames', 'openingPorts', 'stoppingServices', 'movingRoutes', 'startingServices'],
	edgeFailback: ['startingServices', 'enablingFederation', 'givingRoutesBack', 'givingXmppBack', 'restoringAnswers'],
	mediaFailover: ['settingServices'],
	remoteAccess: ['openingWays'],
	inboundFederation: ['changingAnswer'],
} as const;

/** Steps that explain and never end well. */
const impossible: Partial<Record<keyof typeof explorations, readonly string[]>> = {
	poolFailover: ['refusing2010: xstate.done.actor.0.poolFailover.refusing2010 1'],
	plannedFailover: ['refusing2010', 'refusingSickCms'].map(state => `${state}: xstate.done.actor.0.plannedFailover.${state} 1`),
	storeFailover: ['refusing2010', 'refusingWellStore'].map(state => `${state}: xstate.done.actor.0.storeFailover.${state} 1`),
	storeMove: ['refusing2010', 'refusingSickCms'].map(state => `${state}: xstate.done.actor.0.storeMove.${state} 1`),
	forcedSwap: ['refusing2010: xstate.done.actor.0.forcedSwap.refusing2010 1'],
	inboundFederation: ['showingPriorities: xstate.done.actor.0.inboundFederation.showingPriorities 2'],
};

const outcomeOf = (end: StepEnd | ProcedureEnd): Outcome[] => {
	if (!('kind' in end)) return end.outcome === 'refused' ? ['refused', 'ended'] : [end.outcome];
	if (end.isOutcomeUnknown) return ['outcomeUnknown'];
	return end.kind === 'failed' ? ['failed'] : end.kind === 'refused' ? ['refused', 'ended'] : ['ended'];
};

const ids = Object.keys(explorations) as (keyof typeof explorations)[];

describe.each(ids)('%s', id => {
	const exploration: Exploration = explorations[id];
	const {machine} = exploration;
	const {moves, states, reachedWithout, transitionsNeverTaken} = explore(exploration);
	const bad = moves.filter(({event}) => event.output && event.output !== wentBack && !endsWell(event.output));

	test('no state of it is there in vain', () => {
		const passed = Object.entries(machine.states).filter(([, node]) => (node as {always?: unknown}).always);
		const named = new Set([...states.map(({value}) => value), ...passed.map(([key]) => key)]);
		expect([...named].sort()).toEqual(Object.keys(machine.states).sort());
	});

	test('every way of it can be taken, but out of a refusal that never ends well', () => {
		expect(transitionsNeverTaken()).toEqual(impossible[id] ?? []);
	});

	test('it is always in one step, in one inner procedure, or over', () => {
		const wrong = states.filter(at => busyWith(at, machine).length !== (at.status === 'done' ? 0 : 1));
		expect(wrong.map(({value}) => value)).toEqual([]);
	});

	test('a step that was refused, given up or failed ends the run at once, and the run says so', () => {
		expect(bad.length).toBeGreaterThan(20);
		for (const {from, event, to} of bad) {
			if (isPartRefused(from.value, event.output)) continue;
			expect([to.value, to.status]).toEqual(['stopped', 'done']);
			expect(outcomeOf(event.output as StepEnd)).toContain(to.output?.outcome);
			expect(to.output?.why).toBeDefined();
		}
	});

	test('it is called refused only when nothing was changed', () => {
		const refused = moves.filter(({to}) => to.output?.outcome === 'refused');
		expect(refused.length).toBeGreaterThan(0);
		expect(
			refused.filter(({from}) => from.context.hasChanged === true && busyWith(from, machine).some(child => child.includes('.'))),
		).toEqual([]);
	});

	test('only its own end is called done', () => {
		const over = moves.filter(({to}) => to.status === 'done');
		const wellEnded = new Set(over.filter(({to}) => to.output?.outcome === 'done').map(({to}) => to.value));
		expect(wellEnded.size).toBe(1);
		expect(wellEnded).not.toContain('stopped');
	});

	test('what it changes comes in the order of the runbook, on every way', () => {
		for (const [index, state] of changing[id].entries()) {
			const before = reachedWithout(({from}) => from.value === state);
			expect(before).toContain(state);
			const earlier = changing[id].slice(0, index);
			// Who goes back to an earlier change has not made the later one.
			const onwards = moves.filter(({event}) => event.output !== wentBack);
			expect(earlier.filter(one => reachedFrom(onwards, state).has(one))).toEqual([]);
		}
	});
});

/** Of a lost site, what an Edge pool carried is moved as far as it can be: a part that was refused stays owed, and stops nothing. */
const isPartRefused = (state: string, end: object | undefined) =>
	['movingFederation', 'movingXmpp', 'movingMedia'].includes(state) && (end as ProcedureEnd | undefined)?.outcome === 'refused';

/** States that can come after a state has ended. */
function reachedFrom(moves: readonly Move[], state: string): ReadonlySet<string> {
	const found = new Set(moves.filter(({from, to}) => from.value === state && to.value !== state).map(({to}) => to.value));
	for (const one of found) for (const {from, to} of moves) if (from.value === one) found.add(to.value);
	return found;
}

describe('a pool failover', () => {
	const {moves, reachedWithout} = explore(explorations.poolFailover);
	const isSettled = ({from, event}: Move) => ['waitingForReplicas', 'failingOverCms'].includes(from.value) && endsWell(event.output);
	const wellAt =
		(...states: readonly string[]) =>
		({from, event}: Move) =>
			states.includes(from.value) && endsWell(event.output);

	test('moves no user and no next hop before the store is settled', () => {
		const early = reachedWithout(isSettled);
		expect(early).not.toContain('failingOverUsers');
		expect(early).not.toContain('findingEdges');
		expect(early).not.toContain('changingNextHops');
		expect(early).toContain('failingOverCms');
	});

	test('moves the store whenever it was on the pool, or nobody is its master; else it stays', () => {
		const next = (cmsPool: string, cmsState: string) =>
			new Set(
				moves
					// Where the pool answers again, that is decided first.
					.filter(({from, event}) => {
						if (from.context.poolAnswers === true) return false;
						const learned = (event.output as StepEnd | undefined)?.learned;
						return from.value === 'locatingCms' && endsWell(event.output) && learned?.cmsPool === cmsPool && learned.cmsState === cmsState;
					})
					.map(({to}) => to.value),
			);
		expect(next(pool, 'silent')).toEqual(new Set(['failingOverCms']));
		expect(next(pool, 'healthy')).toEqual(new Set(['failingOverCms']));
		expect(next('third.contoso.com', 'blank')).toEqual(new Set(['failingOverCms']));
		expect(next('third.contoso.com', 'healthy')).toEqual(new Set(['waitingForReplicas']));
		expect(next('old.contoso.com', 'healthy')).toEqual(new Set(['refusing2010']));
	});

	test('changes nothing before somebody decided, and told dead from cut off', () => {
		for (const decision of ['deciding', 'tellingDeadFromCutOff']) {
			const undecided = reachedWithout(wellAt(decision));
			expect(changing.poolFailover.filter(state => undecided.has(state))).toEqual([]);
		}
	});

	test('moves no user of a pool that was reported to answer, unless somebody decided anew', () => {
		const isReport = ({event}: Move) => event.type === 'poolAnswers';
		const answers = moves.filter(({from, to}) => from.context.poolAnswers === true && to.value === 'failingOverUsers');
		expect(answers.filter(({from}) => !['reconsidering', 'failingOverUsers'].includes(from.value))).toEqual([]);
		expect(reachedWithout(isReport)).not.toContain('reconsidering');
	});

	test('a report at any time leaves it where it is', () => {
		const reports = moves.filter(({event}) => event.type === 'poolAnswers');
		expect(reports.length).toBeGreaterThan(10);
		for (const {from, to} of reports) expect(to.value).toBe(from.value);
	});
});

describe('a swap by force', () => {
	const {moves, reachedWithout} = explore(explorations.forcedSwap);

	test('fails the pool over only after its partner’s users are home, and seen to be', () => {
		for (const state of ['failingPartnerBack', 'provingPartner']) {
			const early = reachedWithout(({from, event}) => from.value === state && endsWell(event.output));
			expect(early).not.toContain('failingOverUsers');
			expect(early).not.toContain('changingNextHops');
		}
	});

	test('moves nobody of a pool that was reported to answer, unless somebody decided anew', () => {
		const entered = moves.filter(
			({from, to}) => from.context.poolAnswers === true && ['failingPartnerBack', 'failingOverUsers'].includes(to.value),
		);
		const from = new Set(entered.map(move => move.from.value));
		for (const state of ['reconsidering', 'reconsideringBeforeFailback', 'failingPartnerBack', 'failingOverUsers']) from.delete(state);
		expect([...from]).toEqual([]);
	});
});

describe('a planned failover', () => {
	const {moves, reachedWithout} = explore(explorations.plannedFailover);

	test.each(['checkingLife', 'checkingBackup', 'locatingCms', 'boundingWait'])('moves no user before %s has ended well', state => {
		expect(reachedWithout(({from, event}) => from.value === state && endsWell(event.output))).not.toContain('failingOverUsers');
	});

	test('never moves a sick store, and never by force', () => {
		const sick = moves.filter(({from, to}) => from.context.cmsState === 'blank' && to.value === 'movingCmsAway');
		expect(sick).toEqual([]);
		const moved = moves.filter(({to}) => to.value === 'movingCmsAway');
		expect(moved.length).toBeGreaterThan(0);
	});
});

test('a store is moved only to a pool that stands by for it, and in disaster mode only when its principal is known', () => {
	const {reachedWithout} = explore({...explorations.cmsFailover, inputs: [explorations.cmsFailover.inputs[0]]});
	for (const state of ['findingHost', 'findingStandby', 'findingDatabase']) {
		expect(reachedWithout(({from, event}) => from.value === state && endsWell(event.output))).not.toContain('movingCms');
	}
});

test('a failback gives the next hops back after the users, and one that keeps them has failed', () => {
	const {moves, reachedWithout} = explore(explorations.poolFailback);
	expect(reachedWithout(({from, event}) => from.value === 'failingBackUsers' && endsWell(event.output))).not.toContain(
		'givingNextHopsBack',
	);
	const kept = moves.filter(({to}) => to.value === 'failedBack' && (to.context.debts as readonly Debt[]).some(({id}) => id === nextHop.id));
	expect(kept.length).toBeGreaterThan(0);
	expect(new Set(kept.map(({to}) => to.output?.outcome))).toEqual(new Set(['failed']));
});

test('federation is moved only when an Edge pool was found that can carry it, and the store takes changes; and given back only where it is owed', () => {
	const out = explore(explorations.federationFailover);
	for (const check of ['checkingEdgePools', 'checkingStore']) {
		const early = out.reachedWithout(({from, event}) => from.value === check && endsWell(event.output));
		expect(changing.federationFailover.filter(state => early.has(state))).toEqual([]);
	}
	const back = explore(explorations.edgeFailback);
	for (const check of ['checkingRepair', 'checkingStore']) {
		const early = back.reachedWithout(({from, event}) => from.value === check && endsWell(event.output));
		expect(early).not.toContain('enablingFederation');
		expect(early).not.toContain('givingRoutesBack');
	}
});

test('every procedure has its ways, and what is shown as its plan are steps that it has', () => {
	expect(procedures.map(({id}) => id).sort()).toEqual(ids.toSorted());
	const debts = [failedOver, nextHop, cmsMoved, dns(true), federation, federationRoute, xmppRoute, names];
	const input = {...told, deployment: contoso, debts};
	for (const [id, {plan}] of Object.entries(catalog)) {
		const states = plan(input, 'run').map(({step}) => step.split('/').slice(1));
		expect(states.length).toBeGreaterThan(3);
		for (const path of states) {
			const [state = '', inner = id] = path.toReversed();
			expect(Object.keys(explorations[inner as (typeof ids)[number]].machine.states)).toContain(state);
		}
	}
});
