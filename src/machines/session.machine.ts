/**
 * A session: one sitting against one deployment. It asks what now, runs a procedure, and asks again.
 *
 *   choosing → failingOver | waitingForRepair | failingBack → choosing … → closed
 *
 * What a run leaves to be paid stays with the session, and with the deployment after it.
 */
import {assign, type DoneActorEvent, setup} from 'xstate';
import type {Outcome} from './journal-entry.js';
import type {Message} from './message.js';
import type {RunInput} from './procedures/facts.js';
import {poolFailbackMachine} from './procedures/pool-failback.machine.js';
import {poolFailoverMachine} from './procedures/pool-failover.machine.js';
import type {ProcedureEnd} from './procedures/procedure.js';
import {chooseWhatNow, waitForRepair} from './procedures/steps/what-now.js';
import type {SessionContext, SessionInput} from './session-context.js';
import type {StepEnd} from './step.js';
import {stepMachine} from './step.machine.js';

type Procedure = 'poolFailover' | 'poolFailback';
const runInput = ({deployment, pool, known, debts}: SessionContext): RunInput => ({deployment, pool, known, debts});
const endOf = (event: object) => (event as DoneActorEvent<ProcedureEnd>).output;

/** A run: its beginning and its end are written by the session, its debts are kept. */
const running = (procedure: Procedure) =>
	({
		entry: {type: 'beginRun', params: {procedure}},
		invoke: {
			id: procedure,
			src: procedure,
			input: ({context}: {context: SessionContext}) => runInput(context),
			onDone: {actions: [{type: 'endRun', params: {procedure}}, 'keepRun'], target: 'choosing'},
		},
	}) as const;

export const sessionMachine = setup({
	types: {} as {input: SessionInput; context: SessionContext; output: {outcome: Outcome; why?: Message}},
	actors: {step: stepMachine, poolFailover: poolFailoverMachine, poolFailback: poolFailbackMachine},
	actions: {
		/** Provided by the session. */
		beginRun: (_, _params: {procedure: Procedure}) => {},
		endRun: (_, _params: {procedure: Procedure}) => {},
		keepRun: assign({
			debts: ({event}) => endOf(event).debts,
			outcomes: ({context, event}) => [...context.outcomes, endOf(event).outcome],
			isRepaired: false,
		}),
	},
	guards: {chose: ({context}, {choice}: {choice: string}) => context.choice === choice},
}).createMachine({
	id: 'session',
	context: ({input}) => ({...input, debts: input.known.debts, outcomes: [], isRepaired: false}),
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
				{guard: {type: 'chose', params: {choice: 'poolFailover'}}, target: 'failingOver'},
				{guard: {type: 'chose', params: {choice: 'waitForRepair'}}, target: 'waitingForRepair'},
				{guard: {type: 'chose', params: {choice: 'poolFailback'}}, target: 'failingBack'},
				{target: 'closed'},
			],
		},
		failingOver: running('poolFailover'),
		waitingForRepair: {
			invoke: {
				src: 'step',
				input: ({context}) => waitForRepair(context),
				onDone: {actions: assign({isRepaired: ({event}) => (event.output as StepEnd).kind === 'done'}), target: 'choosing'},
			},
		},
		failingBack: running('poolFailback'),
		closed: {type: 'final'},
	},
});

/** The gravest of its runs; a session in which nothing was run was ended by the operator. */
export function sessionOutcome(outcomes: readonly Outcome[]): Outcome {
	const gravest: readonly Outcome[] = ['outcomeUnknown', 'failed', 'refused', 'ended'];
	return gravest.find(outcome => outcomes.includes(outcome)) ?? (outcomes.length > 0 ? 'done' : 'ended');
}
