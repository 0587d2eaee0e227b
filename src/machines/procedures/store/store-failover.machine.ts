/**
 * Fail the Central Management store over to its standby, alone, when it is dead or blank (procedure e, disaster mode).
 *
 *   a host → 1 where it was, and who decides → 2 its standby → 3 its database → 4 moved by force → 6 replicas → 7 both pointers agree
 *
 * Undo: the move back, when the pool that had it works again. Configuration since the last copy may be lost (target 5 min).
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import type {Facts, RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {cmsFailoverMachine} from './cms-failover.machine.js';
import {cmsIs2010, cmsIsWell, moveToStandby} from './located-store.js';
import {locateCms, refuse2010} from './steps/central-management.js';
import {decideOnStore, findStoreHost, moveNumbers, refuseWellStore} from './steps/store.js';

const step = stepsOf<Facts>();

export const storeFailoverMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine, cmsFailover: cmsFailoverMachine},
	guards: {
		cmsIs2010,
		cmsIsWell,
	},
}).createMachine({
	id: 'storeFailover',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'findingHost',
	states: {
		findingHost: step(findStoreHost, 'locatingCms'),
		locatingCms: step(facts => locateCms(facts, '1'), 'decidingOnCms'),
		decidingOnCms: {
			always: [{guard: 'cmsIs2010', target: 'refusing2010'}, {guard: 'cmsIsWell', target: 'refusingWellStore'}, {target: 'deciding'}],
		},
		refusing2010: step(refuse2010, 'stopped'),
		// Outside of a disaster force is wrong: it ignores replication [PS-CMSFO].
		refusingWellStore: step(refuseWellStore, 'stopped'),
		deciding: step(decideOnStore, 'failingOverCms'),
		failingOverCms: {
			invoke: {
				id: 'cmsFailover',
				src: 'cmsFailover',
				input: ({context}) => moveToStandby(context, {isDisaster: true, numbers: moveNumbers}),
				onDone: goOnAfterChild('failedOver'),
			},
		},

		failedOver: {type: 'final'},
		stopped: {type: 'final'},
	},
});
