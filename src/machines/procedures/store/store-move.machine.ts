/**
 * Move the Central Management store to its standby while it is well (procedure e, normal mode).
 *
 *   a host → 1 where it is → 2 its standby → 4 moved, with waiting → 6 replicas → 7 both pointers agree
 *
 * Undo: the move back. Nothing is lost: the cmdlet waits for replication, and the old store becomes read-only before the new one is active.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import type {Facts, RunInput} from '../facts.js';
import {refuseSickCms} from '../pool/steps/planned.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {cmsFailoverMachine} from './cms-failover.machine.js';
import {cmsIs2010, cmsIsSick, moveToStandby} from './located-store.js';
import {locateCms, refuse2010} from './steps/central-management.js';
import {findStoreHost, moveNumbers} from './steps/store.js';

const step = stepsOf<Facts>();

export const storeMoveMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine, cmsFailover: cmsFailoverMachine},
	guards: {
		cmsIs2010,
		cmsIsSick,
	},
}).createMachine({
	id: 'storeMove',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'findingHost',
	states: {
		findingHost: step(findStoreHost, 'locatingCms'),
		locatingCms: step(facts => locateCms(facts, '1'), 'decidingOnCms'),
		decidingOnCms: {
			always: [{guard: 'cmsIs2010', target: 'refusing2010'}, {guard: 'cmsIsSick', target: 'refusingSickCms'}, {target: 'movingCms'}],
		},
		refusing2010: step(refuse2010, 'stopped'),
		// It would wait for a replication that never ends.
		refusingSickCms: step(refuseSickCms, 'stopped'),
		movingCms: {
			invoke: {
				id: 'cmsFailover',
				src: 'cmsFailover',
				input: ({context}) => moveToStandby(context, {isDisaster: false, numbers: moveNumbers}),
				onDone: goOnAfterChild('moved'),
			},
		},

		moved: {type: 'final'},
		stopped: {type: 'final'},
	},
});
