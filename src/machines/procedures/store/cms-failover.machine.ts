/**
 * Move the Central Management store to its standby (procedure e): in disaster mode when it is dead or blank, in normal mode to move it back.
 *
 *   findingStandby → findingHost → findingDatabase → movingCms → waitingForReplicas → comparingStores → moved
 *
 * Undo: the same procedure towards the other pool, in normal mode. In disaster mode configuration since the last copy is lost.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import type {Facts, RunInput} from '../facts.js';
import {homeOf} from '../facts.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from '../procedure.js';
import {type CmsMove, compareStores, findDatabase, findStandby, moveCms} from './steps/central-management.js';
import {findReceivingHost} from './steps/receiving-host.js';
import {type Needed, waitForReplicas} from './steps/replicas.js';

export type CmsFailoverInput = RunInput & CmsMove & {readonly cmsPool: string; readonly needed: Needed};
type Context = Facts & CmsFailoverInput;
const step = stepsOf<Context>();

export const cmsFailoverMachine = setup({
	types: {} as {input: CmsFailoverInput; context: Context; output: ProcedureEnd},
	actors: {step: stepMachine},
	guards: {
		isNormal: ({context}) => !context.isDisaster,
		isMirrored: ({context}) => {
			const {version, sql} = homeOf({deployment: context.deployment, pool: context.target});
			return version < 8 && sql.mirror !== undefined;
		},
	},
}).createMachine({
	id: 'cmsFailover',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'findingStandby',
	states: {
		// First of all: without one there is no pool that could receive the store, and nothing else to look at.
		findingStandby: step(findStandby, 'findingHost'),
		// The cmdlet runs on a server of the pool that receives the store [PS-CMSFO].
		findingHost: step(findReceivingHost, 'decidingOnDatabase'),
		decidingOnDatabase: {
			always: [{guard: 'isNormal', target: 'movingCms'}, {guard: 'isMirrored', target: 'findingDatabase'}, {target: 'movingCms'}],
		},
		findingDatabase: step(findDatabase, 'movingCms'),
		movingCms: step(moveCms, 'waitingForReplicas'),
		waitingForReplicas: step(
			context => waitForReplicas(context, context.target, context.needed, context.numbers?.replicas ?? (context.isDisaster ? '6' : '8')),
			'comparingStores',
		),
		comparingStores: step(compareStores, 'moved'),

		moved: {type: 'final'},
		stopped: {type: 'final'},
	},
});
