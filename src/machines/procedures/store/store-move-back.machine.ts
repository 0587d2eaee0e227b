/**
 * Move the Central Management store back to the pool that it was moved away from (procedure e, moving back). Not mandatory [L-CMS].
 *
 *   it is away, its home lives → the services of the pair → its home stands by → 2 the standby → 4 moved, with waiting → 6 → 7
 *
 * Undo: the move, again. Too soon after the last move it is refused: the copy at home has to be marked as standby first [SUP-CMS].
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import type {Facts, RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {cmsFailoverMachine} from './cms-failover.machine.js';
import {placesOfCms} from './steps/cms-back.js';
import {awaitStandby, checkStoreAway, moveNumbers, replicasOfPair} from './steps/store.js';
import {startStoreServices} from './steps/store-services.js';

const step = stepsOf<Facts>();

export const storeMoveBackMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine, cmsFailover: cmsFailoverMachine},
}).createMachine({
	id: 'storeMoveBack',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingHome',
	states: {
		checkingHome: step(checkStoreAway, 'startingServices'),
		startingServices: step(startStoreServices, 'awaitingStandby'),
		awaitingStandby: step(awaitStandby, 'movingCmsBack'),
		movingCmsBack: {
			invoke: {
				id: 'cmsFailover',
				src: 'cmsFailover',
				input: ({context}) => {
					const {from: target, to: cmsPool} = placesOfCms(context);
					return {...context, cmsPool, target, isDisaster: false, needed: replicasOfPair(context, cmsPool), numbers: moveNumbers};
				},
				onDone: goOnAfterChild('movedBack'),
			},
		},

		movedBack: {type: 'final'},
		stopped: {type: 'final'},
	},
});
