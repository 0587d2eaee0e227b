/**
 * Put the existing Central Management store back in service where it is (procedure e, `-Restore`).
 *
 *   a host → 1 whose store the connection names → 2 put back → 3 replicas → both pointers agree
 *
 * Undo: none is needed; it makes active again what was. Safe to repeat. A dead SQL server is not restored by it: then it is failed over.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import type {Facts, RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from '../procedure.js';
import {compareStores} from './steps/central-management.js';
import {findReceivingHost} from './steps/receiving-host.js';
import {waitForReplicas} from './steps/replicas.js';
import {findStoreHost, replicasOfPair} from './steps/store.js';
import {atStore, findConnection, restoreStore, storePoolOf} from './steps/store-repair.js';

const step = stepsOf<Facts>();

export const storeRestoreMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine},
}).createMachine({
	id: 'storeRestore',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'findingHost',
	states: {
		findingHost: step(findStoreHost, 'findingConnection'),
		findingConnection: step(facts => findConnection(facts, '1'), 'findingRestoreHost'),
		findingRestoreHost: step(facts => findReceivingHost(atStore(facts)), 'restoring'),
		restoring: step(facts => restoreStore(facts, '2'), 'waitingForReplicas'),
		waitingForReplicas: step(
			facts => waitForReplicas(facts, storePoolOf(facts), replicasOfPair(facts, storePoolOf(facts)), '3'),
			'comparingStores',
		),
		comparingStores: step(facts => compareStores(atStore(facts)), 'restored'),

		restored: {type: 'final'},
		stopped: {type: 'final'},
	},
});
