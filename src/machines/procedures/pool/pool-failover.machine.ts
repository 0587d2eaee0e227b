/**
 * Fail a Front End pool over to its backup pool in a disaster (procedure a, in the order that the console follows).
 *
 *   the pair → 1 decide → 2 dead or cut off → 3 the CMS → 4–6 moved, with its replicas → 7 the next hop → 8 the users → 9 the proof
 *   → 10 names, 11 routes, 12 voice
 *
 * Undo: pool failback. Nothing is undone by itself, and there is no stop half-way.
 */
import {assign, setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {notProvided, type WatchRequest} from '../../step/watch.js';
import {changeNextHops, findEdges} from '../edge/steps/edge.js';
import {type Facts, livingPartnerOf, type RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {checkPair, checkPartner, checkRelationship} from '../steps/preflight.js';
import {cmsFailoverMachine} from '../store/cms-failover.machine.js';
import {cmsIs2010, cmsStays, moveToStandby} from '../store/located-store.js';
import {locateCms, refuse2010} from '../store/steps/central-management.js';
import {neededForFailover, waitForReplicas} from '../store/steps/replicas.js';
import {decide, livingSigns, reconsider, tellDeadFromCutOff} from './steps/decision.js';
import {followUpVoice, moveRoutes, pointDns, routesThroughHitSite} from './steps/follow-ups.js';
import {failOverUsers, proveIt} from './steps/users.js';

const step = stepsOf<Facts>();
const partner = (facts: Facts) => livingPartnerOf(facts).fqdn;
const needed = (facts: Facts) => neededForFailover(facts, partner(facts));

/** `isPart`: of the failover of a whole site, which does the follow-ups itself. */
export type PoolFailoverInput = RunInput & {readonly isPart?: true};

export const poolFailoverMachine = setup({
	types: {} as {input: PoolFailoverInput; context: Facts & PoolFailoverInput; output: ProcedureEnd; events: {type: 'poolAnswers'}},
	actors: {step: stepMachine, cmsFailover: cmsFailoverMachine, watch: notProvided},
	guards: {
		cmsIs2010,
		cmsStays,
		edgeNamesPool: ({context}) => (context.edgesOnPool ?? []).length > 0,
		poolAnswers: ({context}) => context.poolAnswers === true,
		isPart: ({context}) => context.isPart === true,
		hasRoutes: ({context}) => routesThroughHitSite(context).length > 0,
	},
}).createMachine({
	id: 'poolFailover',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingPair',
	invoke: {src: 'watch', input: ({context}): WatchRequest => ({pool: context.pool, groups: livingSigns(context), everyMs: 60_000})},
	on: {poolAnswers: {actions: assign({poolAnswers: true})}},
	states: {
		checkingPair: step(checkPair, 'checkingRelationship'),
		checkingRelationship: step(checkRelationship, 'checkingPartner'),
		checkingPartner: step(checkPartner, 'deciding'),

		deciding: step(decide, 'tellingDeadFromCutOff'),
		tellingDeadFromCutOff: step(tellDeadFromCutOff, 'locatingCms'),

		// The CMS has to work at the moment the users are failed over [L-FO].
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
		// In disaster mode the store moves without asking the old one, which may live again.
		reconsideringBeforeCms: step(reconsider, 'failingOverCms'),
		failingOverCms: {
			invoke: {
				id: 'cmsFailover',
				src: 'cmsFailover',
				input: ({context}) => moveToStandby(context, {isDisaster: true, needed: needed(context)}),
				onDone: goOnAfterChild('findingEdges'),
			},
		},
		waitingForReplicas: step(facts => waitForReplicas(facts, facts.cmsPool ?? '', needed(facts)), 'findingEdges'),

		// After the CMS: changing a next hop writes to it.
		findingEdges: step(findEdges, 'decidingOnEdges'),
		decidingOnEdges: {always: [{guard: 'edgeNamesPool', target: 'changingNextHops'}, {target: 'decidingOnDisaster'}]},
		changingNextHops: step(facts => changeNextHops(facts, partner(facts)), 'decidingOnDisaster'),

		decidingOnDisaster: {always: [{guard: 'poolAnswers', target: 'reconsidering'}, {target: 'failingOverUsers'}]},
		reconsidering: step(reconsider, 'failingOverUsers'),
		failingOverUsers: step(failOverUsers, 'provingIt', 'findingEdges'),
		provingIt: step(facts => proveIt(facts, partner(facts), '9'), 'decidingOnFollowUps'),

		// What carries it goes on itself with what is left.
		decidingOnFollowUps: {always: [{guard: 'isPart', target: 'failedOver'}, {target: 'pointingDns'}]},
		pointingDns: step(pointDns, 'decidingOnRoutes'),
		decidingOnRoutes: {always: [{guard: 'hasRoutes', target: 'movingRoutes'}, {target: 'followingUpVoice'}]},
		movingRoutes: step(moveRoutes, 'followingUpVoice'),
		followingUpVoice: step(followUpVoice, 'failedOver'),

		failedOver: {type: 'final'},
		stopped: {type: 'final'},
	},
});
