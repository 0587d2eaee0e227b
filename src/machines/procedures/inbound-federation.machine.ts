/**
 * Lead partners to the Edge pool that federation is on (procedure k), as a part of moving it there: only then does another answer help.
 *
 *   what a partner takes now → (it is good: over) → the plan ⇄ why priorities fail → the answer → a partner’s own test
 *
 * Undo: the old answer, given back with federation (procedure h).
 */
import {setup} from 'xstate';
import {stepMachine} from '../step.machine.js';
import type {EdgeFacts} from './edge-facts.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from './procedure.js';
import {askPartner, changeAnswer, choosePlan, type InboundFacts, lookAtAnswer, showPriorities} from './steps/inbound.js';

const step = stepsOf<InboundFacts>();

export const inboundFederationMachine = setup({
	types: {} as {input: EdgeFacts; context: InboundFacts; output: ProcedureEnd},
	actors: {step: stepMachine},
	guards: {
		isLedThere: ({context}) => context.isLedThere === true,
		reliesOnPriorities: ({context}) => context.inboundPlan === 'priorities',
	},
}).createMachine({
	id: 'inboundFederation',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'lookingAtAnswer',
	states: {
		lookingAtAnswer: step(lookAtAnswer, 'decidingOnAnswer'),
		decidingOnAnswer: {always: [{guard: 'isLedThere', target: 'led'}, {target: 'choosingPlan'}]},
		choosingPlan: step(choosePlan, 'decidingOnPlan'),
		decidingOnPlan: {always: [{guard: 'reliesOnPriorities', target: 'showingPriorities'}, {target: 'changingAnswer'}]},
		// It never ends well: the way on is the other plan.
		showingPriorities: step(showPriorities, 'choosingPlan', 'choosingPlan'),
		changingAnswer: step(changeAnswer, 'askingPartner'),
		askingPartner: step(askPartner, 'led'),

		led: {type: 'final'},
		stopped: {type: 'final'},
	},
});
