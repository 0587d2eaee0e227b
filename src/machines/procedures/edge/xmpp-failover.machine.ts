/**
 * Move XMPP federation to another Edge pool (procedure g; Lync Server 2013 and Skype for Business Server 2015 only): the pool that carries
 * it is lost.
 *
 *   the Edge pools → the store → 1–2 what partners are answered → 3 the firewall → 4 services stopped → 5 the routes of the sites
 *   → 6 services started → 7 replicas → 8 the proof
 *
 * Names and firewall come before the services are stopped, and not after as printed: XMPP is dead anyway, and the users of the other Edge
 * pool are without it for as long as its services are stopped (DECISIONS). Undo: procedure h.
 */
import {setup} from 'xstate';
import {stepMachine} from '../../step/step.machine.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from '../procedure.js';
import {type EdgeInput, targetOf} from './edge-facts.js';
import {checkStore, checkXmppPools} from './steps/edge-checks.js';
import {startStopped, stopOtherServices} from './steps/edge-services.js';
import {waitForEdgeReplicas} from './steps/federation.js';
import {moveRoutesOf, ofXmpp, wayOut} from './steps/routes.js';
import {openXmppPorts, proveXmpp} from './steps/xmpp.js';
import {changeXmppNames, lookAtXmppNames, type XmppFacts} from './steps/xmpp-names.js';

const step = stepsOf<XmppFacts>();

export const xmppFailoverMachine = setup({
	types: {} as {input: EdgeInput; context: XmppFacts; output: ProcedureEnd},
	actors: {step: stepMachine},
}).createMachine({
	id: 'xmppFailover',
	context: ({input}) => ({...input, ...emptyLedger(input.debts)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingEdgePools',
	states: {
		checkingEdgePools: step(checkXmppPools, 'checkingStore'),
		checkingStore: step(checkStore, 'lookingAtNames'),
		lookingAtNames: step(lookAtXmppNames, 'changingNames'),
		changingNames: step(changeXmppNames, 'openingPorts'),
		openingPorts: step(facts => openXmppPorts(facts, '3'), 'stoppingServices'),
		stoppingServices: step(facts => stopOtherServices(facts, '4'), 'movingRoutes'),
		movingRoutes: step(facts => moveRoutesOf(ofXmpp, facts, wayOut(facts), '5'), 'startingServices'),
		// The replica agent is one of the services that were stopped: the route reaches the Edge only now (inferred; contradiction 25).
		startingServices: step(facts => startStopped(facts, targetOf(facts), '6'), 'waitingForReplicas'),
		waitingForReplicas: step(facts => waitForEdgeReplicas(facts, wayOut(facts), '7'), 'provingIt'),
		provingIt: step(facts => proveXmpp(facts, wayOut(facts), '8'), 'failedOver'),

		failedOver: {type: 'final'},
		stopped: {type: 'final'},
	},
});
