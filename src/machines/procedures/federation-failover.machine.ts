/**
 * Move federation to another Edge pool (procedure f): the pool that carries it is lost.
 *
 *   the Edge pools → the store → 1–4 the box, published, and the wizard → 5 the routes of the sites → 6 replicas → 7 the proof
 *
 * Undo: procedure h. Partners find the new Edge only when the answer of the name servers is changed too (procedure k).
 */
import {setup} from 'xstate';
import {stepMachine} from '../step.machine.js';
import type {EdgeFacts, EdgeInput} from './edge-facts.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from './procedure.js';
import {checkEdgePools, checkStore} from './steps/edge-checks.js';
import {enableFederation, federationDebt, moveFederationRoutes, proveFederation, waitForEdgeReplicas, wayOut} from './steps/federation.js';

const step = stepsOf<EdgeFacts>();

/** Owed as soon as somebody may have published it: whoever only says so may have done a part of it. */
const enabling = (facts: EdgeFacts) => ({
	...enableFederation(facts, wayOut(facts), '1'),
	opens: () => [federationDebt(wayOut(facts))],
});

export const federationFailoverMachine = setup({
	types: {} as {input: EdgeInput; context: EdgeFacts; output: ProcedureEnd},
	actors: {step: stepMachine},
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
		movingRoutes: step(facts => moveFederationRoutes(facts, wayOut(facts), '5'), 'waitingForReplicas'),
		waitingForReplicas: step(facts => waitForEdgeReplicas(facts, wayOut(facts), '6'), 'provingIt'),
		provingIt: step(facts => proveFederation(facts, wayOut(facts), '7'), 'failedOver'),

		failedOver: {type: 'final'},
		stopped: {type: 'final'},
	},
});
