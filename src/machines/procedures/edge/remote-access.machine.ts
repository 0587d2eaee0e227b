/**
 * Whether remote users come in when their Edge pool is lost (procedure j): looked at only. Nobody does anything at that moment, so there is
 * nothing to do here but what should have been prepared, and nothing to undo.
 *
 *   1 what sign-in is answered → 2 what discovery is answered → 3 the firewall inside → 4 somebody outside
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from '../procedure.js';
import type {EdgeFacts, EdgeInput} from './edge-facts.js';
import {openWays} from './steps/firewall.js';
import {askOutside, checkDiscovery, checkSignIn} from './steps/remote-access.js';

const step = stepsOf<EdgeFacts>();

export const remoteAccessMachine = setup({
	types: {} as {input: EdgeInput; context: EdgeFacts; output: ProcedureEnd},
	actors: {step: stepMachine},
}).createMachine({
	id: 'remoteAccess',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingSignIn',
	states: {
		checkingSignIn: step(checkSignIn, 'checkingDiscovery'),
		checkingDiscovery: step(checkDiscovery, 'openingWays'),
		// What is closed there is opened by people, and stays open: it should have been before.
		openingWays: step(facts => openWays(facts, '3'), 'askingOutside'),
		askingOutside: step(askOutside, 'looked'),

		looked: {type: 'final'},
		stopped: {type: 'final'},
	},
});
