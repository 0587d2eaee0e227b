/**
 * Move federation to another Edge pool (procedure f): the pool that carries it is lost.
 *
 *   the Edge pools → the store → 1–4 the box, published, and the wizard → 5 the routes of the sites → 6 replicas → 7 the proof
 *   → 8–11 the answer that partners get (procedure k)
 *
 * Undo: procedure h.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import type {EdgeFacts, EdgeInput} from './edge-facts.js';
import {inboundFederationMachine} from './inbound-federation.machine.js';
import {checkEdgePools, checkStore} from './steps/edge-checks.js';
import {enableFederation, federationDebt, proveFederation, waitForEdgeReplicas} from './steps/federation.js';
import {moveRoutesOf, ofFederation, wayOut} from './steps/routes.js';

const step = stepsOf<EdgeFacts>();

/** Owed as soon as somebody may have published it: whoever only says so may have done a part of it. */
const enabling = (facts: EdgeFacts) => ({
	...enableFederation(facts, wayOut(facts), '1'),
	opens: () => [federationDebt(wayOut(facts))],
});

export const federationFailoverMachine = setup({
	types: {} as {input: EdgeInput; context: EdgeFacts; output: ProcedureEnd},
	actors: {step: stepMachine, inboundFederation: inboundFederationMachine},
}).createMachine({
	id: 'federationFailover',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingEdgePools',
	states: {
		checkingEdgePools: step(checkEdgePools, 'checkingStore'),
		// The routes are written to the store, and so is what is published.
		checkingStore: step(checkStore, 'enablingFederation'),
		enablingFederation: step(enabling, 'movingRoutes'),
		movingRoutes: step(facts => moveRoutesOf(ofFederation, facts, wayOut(facts), '5'), 'waitingForReplicas'),
		waitingForReplicas: step(facts => waitForEdgeReplicas(facts, wayOut(facts), '6'), 'provingIt'),
		provingIt: step(facts => proveFederation(facts, wayOut(facts), '7'), 'leadingPartners'),
		// Before federation is on there, no answer of a name server helps.
		leadingPartners: {
			invoke: {
				id: 'inboundFederation',
				src: 'inboundFederation',
				input: ({context}) => context,
				onDone: goOnAfterChild('failedOver'),
			},
		},

		failedOver: {type: 'final'},
		stopped: {type: 'final'},
	},
});
