/**
 * Give a repaired Edge pool back what was moved away from it (procedure h): what is owed, and nothing else.
 *
 *   is it back → 1 its services → the store → (federation: 2 the box, published, and the wizard → 3 the routes of the sites)
 *   → (XMPP: 4 the routes of the sites) → 5 replicas → (federation: 6 the proof) → (XMPP: 7 the proof) → (media: 8 the association → its proof)
 *   → (names: 9 what partners are answered)
 *
 * The numbers are those of the whole; a run is numbered by its plan, which has only what is owed. Undo: procedures f, g and i again.
 */
import {setup} from 'xstate';
import {type DebtKind, debtId} from '../../debt.js';
import {stepMachine} from '../../step/step.machine.js';
import {emptyLedger, endOfProcedure, type ProcedureEnd, stepsOf} from '../procedure.js';
import {type EdgeFacts, type EdgeInput, edgeDebts} from './edge-facts.js';
import {namesOwed} from './steps/answers.js';
import {restoreAnswers} from './steps/answers-back.js';
import {checkEdgeRepaired, checkStore} from './steps/edge-checks.js';
import {startEdgeServices, startStopped, stoppedFor} from './steps/edge-services.js';
import {enableFederation, proveFederation, waitForEdgeReplicas} from './steps/federation.js';
import {associateBack, mediaOwed, poolsOwed} from './steps/media.js';
import {proveMedia} from './steps/media-checks.js';
import {giveRoutesBackOf, ofFederation, ofXmpp, wayBack, wayBackOf} from './steps/routes.js';
import {proveXmpp} from './steps/xmpp.js';

/** What was owed at the start: a proof comes after what it proves is paid. */
type Facts = EdgeFacts & {readonly owed: readonly DebtKind[]; readonly mediaPools: readonly string[]};
const step = stepsOf<Facts>();
const owedAtStart = (input: EdgeInput) => [...new Set(edgeDebts(input).map(({kind}) => kind))];

const enabling = (facts: EdgeFacts) => ({
	...enableFederation(facts, wayBackOf(facts, 'federation'), '2'),
	closes: () => [debtId('federation', facts.edge)],
});

export const edgeFailbackMachine = setup({
	types: {} as {input: EdgeInput; context: Facts; output: ProcedureEnd},
	actors: {step: stepMachine},
	guards: {
		owes: ({context}, {kinds}: {kinds: readonly DebtKind[]}) => kinds.some(kind => context.owed.includes(kind)),
		tookCmdlets: ({context}) => mediaOwed(context).some(({about}) => about.way === 'cmdlets'),
		hasStopped: ({context}) => stoppedFor(context) !== undefined,
		owesNames: ({context}) => namesOwed(context).length > 0,
	},
}).createMachine({
	id: 'edgeFailback',
	context: ({input}) => ({...input, ...emptyLedger(input.debts), owed: owedAtStart(input), mediaPools: poolsOwed(input)}),
	output: ({context}) => endOfProcedure(context),
	initial: 'checkingRepair',
	states: {
		checkingRepair: step(checkEdgeRepaired, 'startingServices'),
		startingServices: step(startEdgeServices, 'decidingOnStopped'),
		decidingOnStopped: {always: [{guard: 'hasStopped', target: 'startingStopped'}, {target: 'checkingStore'}]},
		startingStopped: step(facts => startStopped(facts, stoppedFor(facts) ?? '', '1'), 'checkingStore'),
		checkingStore: step(checkStore, 'decidingOnFederation'),
		decidingOnFederation: {
			always: [
				{guard: {type: 'owes', params: {kinds: ['federation']}}, target: 'enablingFederation'},
				{guard: {type: 'owes', params: {kinds: ['federationRoute']}}, target: 'givingRoutesBack'},
				{target: 'decidingOnXmpp'},
			],
		},
		enablingFederation: step(enabling, 'givingRoutesBack'),
		givingRoutesBack: step(facts => giveRoutesBackOf(ofFederation, facts, wayBackOf(facts, 'federationRoute'), '3'), 'decidingOnXmpp'),
		decidingOnXmpp: {
			always: [{guard: {type: 'owes', params: {kinds: ['xmppRoute']}}, target: 'givingXmppBack'}, {target: 'decidingOnReplicas'}],
		},
		givingXmppBack: step(facts => giveRoutesBackOf(ofXmpp, facts, wayBackOf(facts, 'xmppRoute'), '4'), 'decidingOnReplicas'),
		decidingOnReplicas: {
			always: [
				{guard: {type: 'owes', params: {kinds: ['federation', 'federationRoute', 'xmppRoute']}}, target: 'waitingForReplicas'},
				{target: 'decidingOnMedia'},
			],
		},
		waitingForReplicas: step(facts => waitForEdgeReplicas(facts, wayBack(facts), '5'), 'decidingOnProof'),
		decidingOnProof: {
			always: [{guard: {type: 'owes', params: {kinds: ['federation', 'federationRoute']}}, target: 'provingIt'}, {target: 'provingXmpp'}],
		},
		provingIt: step(facts => proveFederation(facts, wayBackOf(facts, 'federation'), '6'), 'decidingOnXmppProof'),
		decidingOnXmppProof: {
			always: [{guard: {type: 'owes', params: {kinds: ['xmppRoute']}}, target: 'provingXmpp'}, {target: 'decidingOnMedia'}],
		},
		provingXmpp: step(facts => proveXmpp(facts, wayBackOf(facts, 'xmppRoute'), '7'), 'decidingOnMedia'),
		decidingOnMedia: {
			always: [
				{guard: 'tookCmdlets', target: 'settingServices'},
				{guard: {type: 'owes', params: {kinds: ['mediaEdge']}}, target: 'associating'},
				{target: 'decidingOnAnswers'},
			],
		},
		// In the way in which it was moved.
		associating: step(facts => associateBack(facts, wayBackOf(facts, 'mediaEdge'), 'dialog', '8'), 'provingMedia'),
		settingServices: step(facts => associateBack(facts, wayBackOf(facts, 'mediaEdge'), 'cmdlets', '8'), 'provingMedia'),
		provingMedia: step(facts => proveMedia(facts, facts.mediaPools, wayBackOf(facts, 'mediaEdge'), '8'), 'decidingOnAnswers'),
		decidingOnAnswers: {always: [{guard: 'owesNames', target: 'restoringAnswers'}, {target: 'failedBack'}]},
		restoringAnswers: step(facts => restoreAnswers(facts, '9'), 'failedBack'),

		failedBack: {type: 'final'},
		stopped: {type: 'final'},
	},
});
