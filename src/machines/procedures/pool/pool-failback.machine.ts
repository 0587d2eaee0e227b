/**
 * Return a pool's own users to it after repair (procedure c).
 *
 *   is it back → 1 services → the Address Book → 2 replicas → 3 backup both ways → 4 the users → the proof → 5 meeting files
 *   → 6 the next hop → 8 the CMS, if wanted → 9 names, routes, voice
 *
 * Undo: fail over again. The next hop returns after the users, as it left before them.
 */
import {setup} from 'xstate';
import type {Deployment} from '../../deployment/deployment.js';
import {stepMachine} from '../../step/step.machine.js';
import {giveNextHopsBack, hopsOwedTo} from '../edge/steps/edge.js';
import {type Facts, homeOf, type RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {awaitAddressBook, checkBackup, checkRepaired, startServices, syncConferences} from '../steps/repair.js';
import {cmsFailoverMachine} from '../store/cms-failover.machine.js';
import {decideOnCmsBack, placesOfCms} from '../store/steps/cms-back.js';
import {waitForReplicas} from '../store/steps/replicas.js';
import {closeFollowUps, followUpsOwed, undoFollowUps} from './steps/follow-ups.js';
import {failBackUsers, proveIt} from './steps/users.js';

const step = stepsOf<Facts>();
const frontEndsOf = (deployment: Deployment, pool: string) => ({frontEnds: homeOf({deployment, pool}).computers, edges: []});
const ownFrontEnds = ({deployment, pool}: Facts) => frontEndsOf(deployment, pool);

export const poolFailbackMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine, cmsFailover: cmsFailoverMachine},
	guards: {
		owesNextHops: ({context}) => hopsOwedTo(context).length > 0,
		cmsIsAway: ({context}) => context.debts.some(({kind}) => kind === 'cmsMoved'),
		movesCmsBack: ({context}) => context.movesCmsBack === true,
		didFollowUps: ({context}) => followUpsOwed(context).some(({about}) => about.isDone === true),
		owesFollowUps: ({context}) => followUpsOwed(context).length > 0,
	},
}).createMachine({
	id: 'poolFailback',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfFailback(context),
	initial: 'checkingRepair',
	states: {
		checkingRepair: step(checkRepaired, 'startingServices'),
		startingServices: step(startServices, 'awaitingAddressBook'),
		awaitingAddressBook: step(awaitAddressBook, 'waitingForReplicas'),
		waitingForReplicas: step(facts => waitForReplicas(facts, placesOfCms(facts).to, ownFrontEnds(facts), '2'), 'checkingBackup'),
		checkingBackup: step(checkBackup, 'failingBackUsers'),

		failingBackUsers: step(failBackUsers, 'provingIt'),
		provingIt: step(facts => proveIt(facts, facts.pool, '4'), 'syncingConferences'),
		syncingConferences: step(syncConferences, 'decidingOnEdges'),

		decidingOnEdges: {always: [{guard: 'owesNextHops', target: 'givingNextHopsBack'}, {target: 'decidingOnCms'}]},
		givingNextHopsBack: step(giveNextHopsBack, 'decidingOnCms'),

		// Not required: the CMS may stay where it is [L-FB, L-CMS].
		decidingOnCms: {always: [{guard: 'cmsIsAway', target: 'askingAboutCms'}, {target: 'decidingOnFollowUps'}]},
		askingAboutCms: step(decideOnCmsBack, 'movingCmsOrNot'),
		movingCmsOrNot: {always: [{guard: 'movesCmsBack', target: 'movingCmsBack'}, {target: 'decidingOnFollowUps'}]},
		movingCmsBack: {
			invoke: {
				id: 'cmsFailover',
				src: 'cmsFailover',
				input: ({context}) => {
					const {from: target, to: cmsPool} = placesOfCms(context);
					return {...context, cmsPool, target, isDisaster: false, needed: frontEndsOf(context.deployment, target)};
				},
				onDone: goOnAfterChild('decidingOnFollowUps'),
			},
		},

		decidingOnFollowUps: {always: [{guard: 'owesFollowUps', target: 'closingFollowUps'}, {target: 'failedBack'}]},
		closingFollowUps: step(closeFollowUps, 'decidingOnUndoing'),
		decidingOnUndoing: {always: [{guard: 'didFollowUps', target: 'undoingFollowUps'}, {target: 'failedBack'}]},
		undoingFollowUps: step(undoFollowUps, 'failedBack'),

		failedBack: {type: 'final'},
		stopped: {type: 'final'},
	},
});

/** A next hop that was not given back is a failed failback, whatever else went well. */
function endOfFailback(facts: Facts): ProcedureEnd {
	const end = endOfProcedure(facts);
	return end.outcome === 'done' && hopsOwedTo(facts).length > 0 ? {...end, outcome: 'failed'} : end;
}
