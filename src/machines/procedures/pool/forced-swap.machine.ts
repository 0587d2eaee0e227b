/**
 * A pool died while it carried its partner's users (procedure d): the only road is the partner's failback with `-DisasterMode`, then the
 * failover of the pool with `-DisasterMode` (inferred from [S004] and [PS-FB]).
 *
 *   who runs where → 1 decide → 2 dead or cut off → 3 the CMS → 4–6 moved, with its replicas → 7 the partner's users home → 8 shown
 *   → 9 the next hop → 10 the pool's users → 11 shown → 12 names, routes, voice
 *
 * Undo: pool failback of the pool. What the partner's users did on the dead pool is lost.
 */
import {assign, setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {notProvided, type WatchRequest} from '../../step/watch.js';
import {changeNextHops, findEdges} from '../edge/steps/edge.js';
import {type Facts, livingPartnerOf, type RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {checkPartner, checkRelationship} from '../steps/preflight.js';
import {cmsFailoverMachine} from '../store/cms-failover.machine.js';
import {cmsIs2010, cmsStays, moveToStandby} from '../store/located-store.js';
import {locateCms, refuse2010} from '../store/steps/central-management.js';
import {neededForFailover, waitForReplicas} from '../store/steps/replicas.js';
import {decide, livingSigns, reconsider, tellDeadFromCutOff} from './steps/decision.js';
import {followUpVoice, moveRoutes, pointDns, routesThroughHitSite} from './steps/follow-ups.js';
import {checkForcedSwap, failBackInDisaster} from './steps/swap.js';
import {failOverUsers, proveIt} from './steps/users.js';

const step = stepsOf<Facts>();
const partner = (facts: Facts) => livingPartnerOf(facts).fqdn;
const needed = (facts: Facts) => neededForFailover(facts, partner(facts));

export const forcedSwapMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd; events: {type: 'poolAnswers'}},
	actors: {step: stepMachine, cmsFailover: cmsFailoverMachine, watch: notProvided},
	guards: {
		cmsIs2010,
		cmsStays,
		edgeNamesPool: ({context}) => (context.edgesOnPool ?? []).length > 0,
		poolAnswers: ({context}) => context.poolAnswers === true,
		hasRoutes: ({context}) => routesThroughHitSite(context).length > 0,
	},
}).createMachine({
	id: 'forcedSwap',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingSwap',
	invoke: {src: 'watch', input: ({context}): WatchRequest => ({pool: context.pool, groups: livingSigns(context), everyMs: 60_000})},
	on: {poolAnswers: {actions: assign({poolAnswers: true})}},
	states: {
		checkingSwap: step(checkForcedSwap, 'checkingRelationship'),
		checkingRelationship: step(checkRelationship, 'checkingPartner'),
		checkingPartner: step(checkPartner, 'deciding'),
		deciding: step(decide, 'tellingDeadFromCutOff'),
		tellingDeadFromCutOff: step(tellDeadFromCutOff, 'locatingCms'),

		// Both cmdlets need the store [L-FO].
		locatingCms: step(locateCms, 'decidingOnCms'),
		decidingOnCms: {
			always: [
				{guard: 'cmsIs2010', target: 'refusing2010'},
				{guard: 'cmsStays', target: 'waitingForReplicas'},
				{guard: 'poolAnswers', target: 'reconsideringBeforeCms'},
				{target: 'failingOverCms'},
			],
		},
		refusing2010: step(refuse2010, 'stopped'),
		reconsideringBeforeCms: step(reconsider, 'failingOverCms'),
		failingOverCms: {
			invoke: {
				id: 'cmsFailover',
				src: 'cmsFailover',
				input: ({context}) => moveToStandby(context, {isDisaster: true, needed: needed(context)}),
				onDone: goOnAfterChild('decidingOnFailback'),
			},
		},
		waitingForReplicas: step(facts => waitForReplicas(facts, facts.cmsPool ?? '', needed(facts)), 'decidingOnFailback'),

		// First the partner's own users, else the failover is refused; what they did on the dead pool is lost.
		decidingOnFailback: {
			always: [{guard: 'poolAnswers', target: 'reconsideringBeforeFailback'}, {target: 'failingPartnerBack'}],
		},
		reconsideringBeforeFailback: step(reconsider, 'failingPartnerBack'),
		failingPartnerBack: step(failBackInDisaster, 'provingPartner'),
		provingPartner: step(facts => proveIt({...facts, pool: partner(facts)}, partner(facts), '8'), 'findingEdges'),

		findingEdges: step(facts => findEdges(facts, '9'), 'decidingOnEdges'),
		decidingOnEdges: {always: [{guard: 'edgeNamesPool', target: 'changingNextHops'}, {target: 'decidingOnDisaster'}]},
		changingNextHops: step(facts => changeNextHops(facts, partner(facts), '9'), 'decidingOnDisaster'),
		decidingOnDisaster: {always: [{guard: 'poolAnswers', target: 'reconsidering'}, {target: 'failingOverUsers'}]},
		reconsidering: step(reconsider, 'failingOverUsers'),
		failingOverUsers: step(facts => failOverUsers(facts, '10'), 'provingIt', 'findingEdges'),
		provingIt: step(facts => proveIt(facts, partner(facts), '11'), 'pointingDns'),

		pointingDns: step(facts => pointDns(facts, '12'), 'decidingOnRoutes'),
		decidingOnRoutes: {always: [{guard: 'hasRoutes', target: 'movingRoutes'}, {target: 'followingUpVoice'}]},
		movingRoutes: step(facts => moveRoutes(facts, '12'), 'followingUpVoice'),
		followingUpVoice: step(facts => followUpVoice(facts, '12'), 'swapped'),

		swapped: {type: 'final'},
		stopped: {type: 'final'},
	},
});
