/**
 * Everything from a pool that carries its partner's users to that partner, while both live (procedure d, the swap rule).
 *
 *   who runs where → 1 the partner's users go home (procedure c) → 2 the pool's own users follow (procedure b)
 *
 * The order keeps the integrity of both pools; the other one is refused by the product [S004, L-MAN]. Undo: pool failback of the pool.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {type Facts, livingPartnerOf, type RunInput} from '../facts.js';
import {emptyLedger, endOfProcedure, goOnAfterChild, type ProcedureEnd, stepsOf} from '../procedure.js';
import {checkRelationship} from '../steps/preflight.js';
import {plannedFailoverMachine} from './planned-failover.machine.js';
import {poolFailbackMachine} from './pool-failback.machine.js';
import {checkSwap} from './steps/swap.js';

const step = stepsOf<Facts>();
const inputOf = ({deployment, known, debts}: Facts, pool: string): RunInput => ({deployment, known, debts, pool});

export const swapMachine = setup({
	types: {} as {input: RunInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine, poolFailback: poolFailbackMachine, plannedFailover: plannedFailoverMachine},
}).createMachine({
	id: 'swap',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingSwap',
	states: {
		checkingSwap: step(checkSwap, 'checkingRelationship'),
		checkingRelationship: step(checkRelationship, 'failingPartnerBack'),
		failingPartnerBack: {
			invoke: {
				id: 'poolFailback',
				src: 'poolFailback',
				input: ({context}) => inputOf(context, livingPartnerOf(context).fqdn),
				onDone: goOnAfterChild('failingOver'),
			},
		},
		// It finds for itself that nobody's users run on this pool any more, moves the store off it and every next hop away from it.
		failingOver: {
			invoke: {
				id: 'plannedFailover',
				src: 'plannedFailover',
				input: ({context}) => inputOf(context, context.pool),
				onDone: goOnAfterChild('swapped'),
			},
		},

		swapped: {type: 'final'},
		stopped: {type: 'final'},
	},
});
