/**
 * Repair a stuck Central Management store (procedure e, the support article [SUP-CMS]): the old store still believes itself active, the
 * other is not in Backup mode, or nobody is master.
 *
 *   a host → 1 the services of both pools → 2 whose store the connection names → 3 put back → 4 every local store reloaded
 *   → 5 replicated anew → both pointers agree → 6 the move, again, if it is still wanted
 *
 * Undo: none is needed for 1 to 5; that of 6 is the move back.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import type {Facts, RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {cmsFailoverMachine} from './cms-failover.machine.js';
import {moveToStandby} from './located-store.js';
import {compareStores} from './steps/central-management.js';
import {findReceivingHost} from './steps/receiving-host.js';
import {waitForReplicas} from './steps/replicas.js';
import {awaitStandby, findStoreHost, replicasOfPair} from './steps/store.js';
import {atStore, decideOnMoveAgain, findConnection, repairStore, storePoolOf} from './steps/store-repair.js';
import {forceReplication, reloadLocalStores} from './steps/store-replicas.js';
import {startStoreServices} from './steps/store-services.js';

const step = stepsOf<Facts>();
const again = {standby: '6', database: '6', move: '6', replicas: '6'} as const;

export const storeRepairMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine, cmsFailover: cmsFailoverMachine},
	guards: {movesAgain: ({context}) => context.movesStore === true},
}).createMachine({
	id: 'storeRepair',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'findingHost',
	states: {
		findingHost: step(findStoreHost, 'startingServices'),
		startingServices: step(facts => startStoreServices(facts, '1'), 'findingConnection'),
		findingConnection: step(facts => findConnection(facts, '2'), 'findingRestoreHost'),
		findingRestoreHost: step(facts => findReceivingHost(atStore(facts)), 'restoring'),
		restoring: step(repairStore, 'reloadingLocalStores'),
		reloadingLocalStores: step(reloadLocalStores, 'forcingReplication'),
		forcingReplication: step(forceReplication, 'waitingForReplicas'),
		waitingForReplicas: step(
			facts => waitForReplicas(facts, storePoolOf(facts), replicasOfPair(facts, storePoolOf(facts)), '5'),
			'comparingStores',
		),
		comparingStores: step(facts => compareStores(atStore(facts)), 'askingAboutMove'),
		askingAboutMove: step(decideOnMoveAgain, 'decidingOnMove'),
		decidingOnMove: {always: [{guard: 'movesAgain', target: 'awaitingStandby'}, {target: 'repaired'}]},
		awaitingStandby: step(awaitStandby, 'movingCms'),
		movingCms: {
			invoke: {
				id: 'cmsFailover',
				src: 'cmsFailover',
				input: ({context}) => moveToStandby(context, {cmsPool: storePoolOf(context), isDisaster: false, numbers: again}),
				onDone: goOnAfterChild('repaired'),
			},
		},

		repaired: {type: 'final'},
		stopped: {type: 'final'},
	},
});
