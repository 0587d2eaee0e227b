/**
 * A walk through one procedure that only looks.
 *
 *   walking the procedure → walked
 *
 * The procedures are those that are run: the session puts another life into their steps. Without a pair there is nothing to walk through,
 * and the step that says so is all that is looked at.
 */
import {setup} from 'xstate';
import {type EdgeInput, edgeInQuestion} from '../procedures/edge/edge-facts.js';
import {federationFailoverMachine} from '../procedures/edge/federation-failover.machine.js';
import {inboundFederationMachine} from '../procedures/edge/inbound-federation.machine.js';
import {mediaFailoverMachine} from '../procedures/edge/media-failover.machine.js';
import {remoteAccessMachine} from '../procedures/edge/remote-access.machine.js';
import {xmppFailoverMachine} from '../procedures/edge/xmpp-failover.machine.js';
import {type Facts, partnerOf, type RunInput} from '../procedures/facts.js';
import {familyOf, type LookedAt} from '../procedures/ids.js';
import {plannedFailoverMachine} from '../procedures/pool/planned-failover.machine.js';
import {poolFailbackMachine} from '../procedures/pool/pool-failback.machine.js';
import {poolFailoverMachine} from '../procedures/pool/pool-failover.machine.js';
import {emptyLedger} from '../procedures/procedure.js';
import {checkPair} from '../procedures/steps/preflight.js';
import {storeFailoverMachine} from '../procedures/store/store-failover.machine.js';
import {storeMoveMachine} from '../procedures/store/store-move.machine.js';
import {storeRepairMachine} from '../procedures/store/store-repair.machine.js';
import {storeRestoreMachine} from '../procedures/store/store-restore.machine.js';
import {lookOnlyMachine} from './look-only.machine.js';

export type LookWalkInput = RunInput & {readonly procedure: LookedAt};

const walking = <Id extends LookedAt>(procedure: Id) =>
	({
		entry: 'beginRun',
		invoke: {
			id: procedure,
			src: procedure,
			input: ({context}: {context: LookWalkInput}): EdgeInput => ({...context, edge: edgeInQuestion(context)}),
			onDone: {actions: 'endRun', target: 'walked'},
		},
	}) as const;

/** By procedure, the state that walks it. */
const walkStates = {
	poolFailover: 'walkingFailover',
	poolFailback: 'walkingFailback',
	plannedFailover: 'walkingPlannedFailover',
	storeFailover: 'walkingStoreFailover',
	storeMove: 'walkingStoreMove',
	storeRestore: 'walkingStoreRestore',
	storeRepair: 'walkingStoreRepair',
	federationFailover: 'walkingFederation',
	xmppFailover: 'walkingXmpp',
	mediaFailover: 'walkingMedia',
	remoteAccess: 'walkingRemoteAccess',
	inboundFederation: 'walkingInbound',
} as const satisfies Record<LookedAt, string>;

export const lookWalkMachine = setup({
	types: {} as {input: LookWalkInput; context: LookWalkInput},
	actors: {
		...{step: lookOnlyMachine, poolFailover: poolFailoverMachine, poolFailback: poolFailbackMachine},
		...{storeFailover: storeFailoverMachine, storeMove: storeMoveMachine},
		...{storeRestore: storeRestoreMachine, storeRepair: storeRepairMachine},
		...{plannedFailover: plannedFailoverMachine, federationFailover: federationFailoverMachine},
		...{xmppFailover: xmppFailoverMachine, mediaFailover: mediaFailoverMachine},
		...{remoteAccess: remoteAccessMachine, inboundFederation: inboundFederationMachine},
	},
	actions: {
		/** Provided by the session. */
		beginRun: () => {},
		endRun: () => {},
	},
	guards: {
		hasNoPair: ({context}) => familyOf(context.procedure) === 'pool' && partnerOf(context) === undefined,
		isOf: ({context}, {procedure}: {procedure: string}) => context.procedure === procedure,
	},
}).createMachine({
	id: 'look',
	context: ({input}) => input,
	initial: 'choosing',
	states: {
		choosing: {
			always: [
				{guard: 'hasNoPair', target: 'withoutPair'},
				...Object.entries(walkStates).map(([procedure, target]) => ({guard: {type: 'isOf' as const, params: {procedure}}, target})),
			],
		},
		withoutPair: {
			invoke: {src: 'step', input: ({context}) => checkPair({...context, ...emptyLedger(context.debts)} as Facts), onDone: 'walked'},
		},
		walkingFailover: walking('poolFailover'),
		walkingFailback: walking('poolFailback'),
		walkingPlannedFailover: walking('plannedFailover'),
		walkingStoreFailover: walking('storeFailover'),
		walkingStoreMove: walking('storeMove'),
		walkingStoreRestore: walking('storeRestore'),
		walkingStoreRepair: walking('storeRepair'),
		walkingFederation: walking('federationFailover'),
		walkingXmpp: walking('xmppFailover'),
		walkingMedia: walking('mediaFailover'),
		walkingRemoteAccess: walking('remoteAccess'),
		walkingInbound: walking('inboundFederation'),
		walked: {type: 'final'},
	},
});
