/**
 * Empty a Front End pool that lives: fail its users over without `-DisasterMode` (procedure b).
 *
 *   the pair → it lives → 1 backup both ways → 2 the deep compare, if wanted → 3 the CMS away from it → 4 the next hop → 5 announced
 *   → 6 the wait bounded, the users moved, the proof → 7 names, voice, handed over
 *
 * Undo: pool failback. No data is lost: the pool is read-only until everything has reached its partner, and only then users are moved.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {changeNextHops, findEdges} from '../edge/steps/edge.js';
import {type Facts, livingPartnerOf, type RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {checkPair, checkPartner, checkRelationship} from '../steps/preflight.js';
import {checkBackup} from '../steps/repair.js';
import {cmsFailoverMachine} from '../store/cms-failover.machine.js';
import {cmsIs2010, cmsIsSick} from '../store/located-store.js';
import {locateCms, refuse2010} from '../store/steps/central-management.js';
import {neededForFailover, waitForReplicas} from '../store/steps/replicas.js';
import {followUpVoice, pointDns} from './steps/follow-ups.js';
import {announce, boundWait, checkLife, cmsNumbers, comparePools, decideOnCompare, handOver, refuseSickCms} from './steps/planned.js';
import {failOverAsPlanned} from './steps/planned-users.js';
import {proveIt} from './steps/users.js';

const step = stepsOf<Facts>();
const partner = (facts: Facts) => livingPartnerOf(facts).fqdn;
const needed = (facts: Facts) => neededForFailover(facts, partner(facts));

export const plannedFailoverMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine, cmsFailover: cmsFailoverMachine},
	guards: {
		wantsCompare: ({context}) => context.comparesPools === true,
		cmsIs2010,
		cmsIsSick,
		cmsIsOnPool: ({context}) => context.cmsPool === context.pool,
		edgeNamesPool: ({context}) => (context.edgesOnPool ?? []).length > 0,
	},
}).createMachine({
	id: 'plannedFailover',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingPair',
	states: {
		checkingPair: step(checkPair, 'checkingRelationship'),
		checkingRelationship: step(checkRelationship, 'checkingPartner'),
		checkingPartner: step(checkPartner, 'checkingLife'),
		checkingLife: step(checkLife, 'checkingBackup'),

		checkingBackup: step(facts => checkBackup(facts, '1'), 'askingAboutCompare'),
		askingAboutCompare: step(decideOnCompare, 'decidingOnCompare'),
		decidingOnCompare: {always: [{guard: 'wantsCompare', target: 'comparingPools'}, {target: 'locatingCms'}]},
		comparingPools: step(comparePools, 'locatingCms'),

		// A sick store is repaired first, by a procedure of its own; one that is on the pool moves with waiting, never by force.
		locatingCms: step(locateCms, 'decidingOnCms'),
		decidingOnCms: {
			always: [
				{guard: 'cmsIs2010', target: 'refusing2010'},
				{guard: 'cmsIsSick', target: 'refusingSickCms'},
				{guard: 'cmsIsOnPool', target: 'movingCmsAway'},
				{target: 'waitingForReplicas'},
			],
		},
		refusing2010: step(refuse2010, 'stopped'),
		refusingSickCms: step(refuseSickCms, 'stopped'),
		movingCmsAway: {
			invoke: {
				id: 'cmsFailover',
				src: 'cmsFailover',
				input: ({context}) => ({
					...{...context, cmsPool: context.pool, target: partner(context), isDisaster: false},
					...{needed: needed(context), numbers: cmsNumbers},
				}),
				onDone: goOnAfterChild('findingEdges'),
			},
		},
		waitingForReplicas: step(facts => waitForReplicas(facts, facts.cmsPool ?? '', needed(facts), '3'), 'findingEdges'),

		// After the CMS: changing a next hop writes to it.
		findingEdges: step(facts => findEdges(facts, '4'), 'decidingOnEdges'),
		decidingOnEdges: {always: [{guard: 'edgeNamesPool', target: 'changingNextHops'}, {target: 'announcing'}]},
		changingNextHops: step(facts => changeNextHops(facts, partner(facts), '4'), 'announcing'),

		announcing: step(announce, 'boundingWait'),
		boundingWait: step(boundWait, 'failingOverUsers'),
		failingOverUsers: step(failOverAsPlanned, 'provingIt', 'findingEdges'),
		provingIt: step(facts => proveIt(facts, partner(facts), '6'), 'pointingDns'),

		pointingDns: step(facts => pointDns(facts, '7'), 'followingUpVoice'),
		followingUpVoice: step(facts => followUpVoice(facts, '7'), 'handingOver'),
		handingOver: step(handOver, 'failedOver'),

		failedOver: {type: 'final'},
		stopped: {type: 'final'},
	},
});
