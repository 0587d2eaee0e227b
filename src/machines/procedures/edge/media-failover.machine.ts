/**
 * Associate the Front End pools of a lost Edge pool with another one, for media (procedure i). Not a pool failover: their users are served.
 *
 *   the Edge pools → the store → the pools → 1 the way ─ 2 the dialog of Topology Builder, or three cmdlets ─▶ 3 replicas → 4 the proof
 *
 * Undo: the same with the original Edge pool (procedure h).
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from '../procedure.js';
import type {EdgeInput} from './edge-facts.js';
import {checkMediaPools, checkStore} from './steps/edge-checks.js';
import {associate, chooseMediaWay, type MediaFacts, mediaPoolsOf} from './steps/media.js';
import {findMediaPools, proveMedia, waitForMediaReplicas} from './steps/media-checks.js';
import {wayOut} from './steps/routes.js';

const step = stepsOf<MediaFacts>();

export const mediaFailoverMachine = setup({
	types: {} as {input: EdgeInput; context: MediaFacts; output: ProcedureEnd},
	actors: {step: stepMachine},
	guards: {takesCmdlets: ({context}) => context.mediaWay === 'cmdlets'},
}).createMachine({
	id: 'mediaFailover',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingEdgePools',
	states: {
		checkingEdgePools: step(checkMediaPools, 'checkingStore'),
		checkingStore: step(checkStore, 'findingPools'),
		findingPools: step(findMediaPools, 'choosingWay'),
		choosingWay: step(chooseMediaWay, 'decidingOnWay'),
		decidingOnWay: {always: [{guard: 'takesCmdlets', target: 'settingServices'}, {target: 'associating'}]},
		associating: step(facts => associate(facts, wayOut(facts), 'dialog'), 'waitingForReplicas'),
		settingServices: step(facts => associate(facts, wayOut(facts), 'cmdlets'), 'waitingForReplicas'),
		waitingForReplicas: step(facts => waitForMediaReplicas(facts, mediaPoolsOf(facts), '3'), 'provingIt'),
		provingIt: step(facts => proveMedia(facts, mediaPoolsOf(facts), wayOut(facts), '4'), 'failedOver'),

		failedOver: {type: 'final'},
		stopped: {type: 'final'},
	},
});
