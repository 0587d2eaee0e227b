/**
 * Give federation back to its own Edge pool after repair (procedure h, federation).
 *
 *   is it back → 1 its services → the store → 2 the box, published, and the wizard → 3 the routes of the sites → 4 replicas → 5 the proof
 *   → 6 the answer that partners get
 *
 * What is given back is what is owed. Undo: procedure f again.
 */
import {setup} from 'xstate';
import {debtId} from '../debt.js';
import {stepMachine} from '../step.machine.js';
import type {EdgeFacts, EdgeInput} from './edge-facts.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from './procedure.js';
import {checkEdgeRepaired, checkStore} from './steps/edge-checks.js';
import {startEdgeServices} from './steps/edge-services.js';
import {enableFederation, giveRoutesBack, proveFederation, waitForEdgeReplicas, wayBack} from './steps/federation.js';
import {namesOwed, restoreAnswers} from './steps/inbound.js';

const step = stepsOf<EdgeFacts>();

const enabling = (facts: EdgeFacts) => ({
	...enableFederation(facts, wayBack(facts), '2'),
	closes: () => [debtId('federation', facts.edge)],
});

export const edgeFailbackMachine = setup({
	types: {} as {input: EdgeInput; context: EdgeFacts; output: ProcedureEnd},
	actors: {step: stepMachine},
	guards: {owesNames: ({context}) => namesOwed(context).length > 0},
}).createMachine({
	id: 'edgeFailback',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingRepair',
	states: {
		checkingRepair: step(checkEdgeRepaired, 'startingServices'),
		startingServices: step(startEdgeServices, 'checkingStore'),
		checkingStore: step(checkStore, 'enablingFederation'),
		enablingFederation: step(enabling, 'givingRoutesBack'),
		givingRoutesBack: step(facts => giveRoutesBack(facts, wayBack(facts), '3'), 'waitingForReplicas'),
		waitingForReplicas: step(facts => waitForEdgeReplicas(facts, wayBack(facts), '4'), 'provingIt'),
		provingIt: step(facts => proveFederation(facts, wayBack(facts), '5'), 'decidingOnAnswers'),
		decidingOnAnswers: {always: [{guard: 'owesNames', target: 'restoringAnswers'}, {target: 'failedBack'}]},
		restoringAnswers: step(restoreAnswers, 'failedBack'),

		failedBack: {type: 'final'},
		stopped: {type: 'final'},
	},
});
