/**
 * A session: one sitting against one deployment. It asks what now, runs a procedure, and asks again.
 *
 *   choosing → running a procedure | waitingForRepair | waitingForEdge → choosing … → closed
 *
 * What a run leaves to be paid stays with the session, and with the deployment after it.
 */
import {assign, type DoneActorEvent, setup} from 'xstate';
import type {Outcome} from '../journal/journal-entry.js';
import type {Message} from '../message.js';
import {type EdgeInput, edgeInQuestion} from '../procedures/edge/edge-facts.js';
import {edgeFailbackMachine} from '../procedures/edge/edge-failback.machine.js';
import {federationFailoverMachine} from '../procedures/edge/federation-failover.machine.js';
import {inboundFederationMachine} from '../procedures/edge/inbound-federation.machine.js';
import {mediaFailoverMachine} from '../procedures/edge/media-failover.machine.js';
import {remoteAccessMachine} from '../procedures/edge/remote-access.machine.js';
import {waitForEdge} from '../procedures/edge/steps/edge-services.js';
import {xmppFailoverMachine} from '../procedures/edge/xmpp-failover.machine.js';
import type {RunInput} from '../procedures/facts.js';
import type {ProcedureId} from '../procedures/ids.js';
import {forcedSwapMachine} from '../procedures/pool/forced-swap.machine.js';
import {plannedFailoverMachine} from '../procedures/pool/planned-failover.machine.js';
import {poolFailbackMachine} from '../procedures/pool/pool-failback.machine.js';
import {poolFailoverMachine} from '../procedures/pool/pool-failover.machine.js';
import {swapMachine} from '../procedures/pool/swap.machine.js';
import type {ProcedureEnd} from '../procedures/procedure.js';
import {siteFailoverMachine} from '../procedures/site/site-failover.machine.js';
import {chooseWhatNow, waitForRepair} from '../procedures/steps/what-now.js';
import {storeFailoverMachine} from '../procedures/store/store-failover.machine.js';
import {storeMoveMachine} from '../procedures/store/store-move.machine.js';
import {storeMoveBackMachine} from '../procedures/store/store-move-back.machine.js';
import {storeRepairMachine} from '../procedures/store/store-repair.machine.js';
import {storeRestoreMachine} from '../procedures/store/store-restore.machine.js';
import type {StepEnd} from '../step/step.js';
import {stepMachine} from '../step/step.machine.js';
import type {SessionContext, SessionInput} from './session-context.js';

const runInput = ({deployment, pool, known, edge, debts}: SessionContext): RunInput => ({
	...{deployment, pool, known, debts},
	...(edge === undefined ? {} : {edge}),
});
const edgeInput = (session: SessionContext): EdgeInput => ({...runInput(session), edge: edgeInQuestion(session)});
const endOf = (event: object) => (event as DoneActorEvent<ProcedureEnd>).output;

/** A run: its beginning and its end are written by the session, its debts are kept. */
const running = <Id extends ProcedureId>(procedure: Id, about: (session: SessionContext) => RunInput = runInput) =>
	({
		entry: {type: 'beginRun', params: {procedure}},
		invoke: {
			id: procedure,
			src: procedure,
			input: ({context}: {context: SessionContext}) => about(context) as EdgeInput,
			onDone: {actions: [{type: 'endRun', params: {procedure}}, 'keepRun'], target: 'choosing'},
		},
	}) as const;

/** By procedure, the state that runs it. */
const runStates = {
	poolFailover: 'failingOver',
	siteFailover: 'failingOverSite',
	poolFailback: 'failingBack',
	plannedFailover: 'failingOverAsPlanned',
	swap: 'swapping',
	forcedSwap: 'swappingByForce',
	storeFailover: 'failingOverStore',
	storeMove: 'movingStore',
	storeMoveBack: 'movingStoreBack',
	storeRestore: 'restoringStore',
	storeRepair: 'repairingStore',
	federationFailover: 'movingFederation',
	xmppFailover: 'movingXmpp',
	mediaFailover: 'movingMedia',
	remoteAccess: 'lookingAtRemoteAccess',
	inboundFederation: 'leadingPartners',
	edgeFailback: 'givingEdgeBack',
} as const satisfies Record<ProcedureId, string>;
const chosen = <Choice extends string, Target extends string>([choice, target]: readonly [Choice, Target]) => ({
	guard: {type: 'chose' as const, params: {choice}},
	target,
});

export const sessionMachine = setup({
	types: {} as {input: SessionInput; context: SessionContext; output: {outcome: Outcome; why?: Message}},
	actors: {
		...{step: stepMachine, poolFailover: poolFailoverMachine, poolFailback: poolFailbackMachine},
		...{plannedFailover: plannedFailoverMachine, siteFailover: siteFailoverMachine},
		...{swap: swapMachine, forcedSwap: forcedSwapMachine},
		...{storeFailover: storeFailoverMachine, storeMove: storeMoveMachine, storeMoveBack: storeMoveBackMachine},
		...{storeRestore: storeRestoreMachine, storeRepair: storeRepairMachine},
		...{federationFailover: federationFailoverMachine, xmppFailover: xmppFailoverMachine},
		...{mediaFailover: mediaFailoverMachine, remoteAccess: remoteAccessMachine},
		...{inboundFederation: inboundFederationMachine, edgeFailback: edgeFailbackMachine},
	},
	actions: {
		/** Provided by the session. */
		beginRun: (_, _params: {procedure: ProcedureId}) => {},
		endRun: (_, _params: {procedure: ProcedureId}) => {},
		keepRun: assign({
			debts: ({event}) => endOf(event).debts,
			outcomes: ({context, event}) => [...context.outcomes, endOf(event).outcome],
			isRepaired: false,
			isEdgeRepaired: false,
		}),
	},
	guards: {chose: ({context}, {choice}: {choice: string}) => context.choice === choice},
}).createMachine({
	id: 'session',
	context: ({input}) => ({...input, debts: input.known.debts, outcomes: [], isRepaired: false, isEdgeRepaired: false}),
	output: ({context}) => ({outcome: sessionOutcome(context.outcomes)}),
	initial: 'choosing',
	states: {
		choosing: {
			invoke: {
				src: 'step',
				input: ({context}) => chooseWhatNow(context),
				onDone: {
					actions: assign({choice: ({event}) => String((event.output as StepEnd).learned.choice ?? 'close')}),
					target: 'chosen',
				},
			},
		},
		chosen: {
			always: [
				...Object.entries(runStates).map(chosen),
				chosen(['waitForRepair', 'waitingForRepair']),
				chosen(['waitForEdge', 'waitingForEdge']),
				{target: 'closed'},
			],
		},
		failingOver: running('poolFailover'),
		failingOverSite: running('siteFailover'),
		failingOverAsPlanned: running('plannedFailover'),
		swapping: running('swap'),
		swappingByForce: running('forcedSwap'),
		failingOverStore: running('storeFailover'),
		movingStore: running('storeMove'),
		movingStoreBack: running('storeMoveBack'),
		restoringStore: running('storeRestore'),
		repairingStore: running('storeRepair'),
		waitingForRepair: {
			invoke: {
				src: 'step',
				input: ({context}) => waitForRepair(context),
				onDone: {actions: assign({isRepaired: ({event}) => (event.output as StepEnd).kind === 'done'}), target: 'choosing'},
			},
		},
		failingBack: running('poolFailback'),
		movingFederation: running('federationFailover', edgeInput),
		movingXmpp: running('xmppFailover', edgeInput),
		movingMedia: running('mediaFailover', edgeInput),
		leadingPartners: running('inboundFederation', edgeInput),
		lookingAtRemoteAccess: running('remoteAccess', edgeInput),
		waitingForEdge: {
			invoke: {
				src: 'step',
				input: ({context}) => waitForEdge(context),
				onDone: {actions: assign({isEdgeRepaired: ({event}) => (event.output as StepEnd).kind === 'done'}), target: 'choosing'},
			},
		},
		givingEdgeBack: running('edgeFailback', edgeInput),
		closed: {type: 'final'},
	},
});

/** The gravest of its runs; a session in which nothing was run was ended by the operator. */
export function sessionOutcome(outcomes: readonly Outcome[]): Outcome {
	const gravest: readonly Outcome[] = ['outcomeUnknown', 'failed', 'refused', 'ended'];
	return gravest.find(outcome => outcomes.includes(outcome)) ?? (outcomes.length > 0 ? 'done' : 'ended');
}
