/**
 * Lead partners to the Edge pool that federation is on (procedure k). As a part of moving it there, or alone where it was moved before: only
 * then does another answer help.
 *
 *   (alone: where is it on) → what a partner takes now → (it is good: over) → the plan ⇄ why priorities fail → the answer
 *   → a partner’s own test → (alone: the proof)
 *
 * Undo: the old answer, given back with federation (procedure h).
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from '../procedure.js';
import type {EdgeInput} from './edge-facts.js';
import {proveFederation} from './steps/federation.js';
import {askPartner, changeAnswer, choosePlan, type InboundFacts, lookAtAnswer, showPriorities} from './steps/inbound.js';
import {findFederation} from './steps/inbound-checks.js';
import {wayOut} from './steps/routes.js';

const step = stepsOf<InboundFacts>();

export const inboundFederationMachine = setup({
	types: {} as {input: EdgeInput & {readonly target?: string}; context: InboundFacts; output: ProcedureEnd},
	actors: {step: stepMachine},
	guards: {
		isAlone: ({context}) => context.isAlone === true,
		isOver: ({context}) => context.isAlone !== true,
		isLedThere: ({context}) => context.isLedThere === true,
		reliesOnPriorities: ({context}) => context.inboundPlan === 'priorities',
	},
}).createMachine({
	id: 'inboundFederation',
	// Whoever moved federation just now has found where it is.
	context: ({input}) => ({...input, ...emptyLedger(input.debts), isAlone: input.target === undefined}),
	output: ({context}) => endOfProcedure(context),
	initial: 'decidingOnStart',
	states: {
		decidingOnStart: {always: [{guard: 'isAlone', target: 'findingFederation'}, {target: 'lookingAtAnswer'}]},
		findingFederation: step(findFederation, 'lookingAtAnswer'),
		lookingAtAnswer: step(lookAtAnswer, 'decidingOnAnswer'),
		decidingOnAnswer: {always: [{guard: 'isLedThere', target: 'decidingOnProof'}, {target: 'choosingPlan'}]},
		choosingPlan: step(choosePlan, 'decidingOnPlan'),
		decidingOnPlan: {always: [{guard: 'reliesOnPriorities', target: 'showingPriorities'}, {target: 'changingAnswer'}]},
		// It never ends well: the way on is the other plan.
		showingPriorities: step(showPriorities, 'choosingPlan', 'choosingPlan'),
		changingAnswer: step(changeAnswer, 'askingPartner'),
		askingPartner: step(askPartner, 'decidingOnProof'),
		decidingOnProof: {always: [{guard: 'isOver', target: 'led'}, {target: 'provingIt'}]},
		provingIt: step(facts => proveFederation(facts, wayOut(facts), '12'), 'led'),

		led: {type: 'final'},
		stopped: {type: 'final'},
	},
});
