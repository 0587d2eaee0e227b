/** The plans of the procedures about an Edge pool, for the catalogue. */
import {type Message, say} from '../message.js';
import type {Step} from '../step.js';
import {type EdgeFacts, edgeInQuestion, otherEdges, targetOf} from './edge-facts.js';
import type {RunInput} from './facts.js';
import {after, plannedStep, type Run} from './planned.js';
import {emptyLedger} from './procedure.js';
import {checkStore} from './steps/edge-checks.js';
import {startEdgeServices} from './steps/edge-services.js';
import {
	enableFederation,
	giveRoutesBack,
	moveFederationRoutes,
	proveFederation,
	waitForEdgeReplicas,
	wayBack,
	wayOut,
} from './steps/federation.js';
import {askPartner, changeAnswer, choosePlan, lookAtAnswer, restoreAnswers} from './steps/inbound.js';

type EdgePlanned = readonly (readonly [state: string, describe: (facts: EdgeFacts) => Step, needs: () => Message])[];

const federationFailover: EdgePlanned = [
	['checkingStore', checkStore, () => say('needs.store')],
	['enablingFederation', facts => enableFederation(facts, wayOut(facts), '1'), () => say('needs.topologyBuilder')],
	['movingRoutes', facts => moveFederationRoutes(facts, wayOut(facts), '5'), after('1')],
	['waitingForReplicas', facts => waitForEdgeReplicas(facts, wayOut(facts), '6'), after('5')],
	['provingIt', facts => proveFederation(facts, wayOut(facts), '7'), after('1', '5', '6')],
	['inboundFederation/lookingAtAnswer', lookAtAnswer, after('1')],
	['inboundFederation/choosingPlan', choosePlan, after('8')],
	['inboundFederation/changingAnswer', changeAnswer, () => say('needs.dnsConsole')],
	['inboundFederation/askingPartner', askPartner, () => say('needs.partner')],
];

const edgeFailback: EdgePlanned = [
	['startingServices', startEdgeServices, () => say('needs.edgePower')],
	['checkingStore', checkStore, () => say('needs.store')],
	['enablingFederation', facts => enableFederation(facts, wayBack(facts), '2'), () => say('needs.topologyBuilder')],
	['givingRoutesBack', facts => giveRoutesBack(facts, wayBack(facts), '3'), after('2')],
	['waitingForReplicas', facts => waitForEdgeReplicas(facts, wayBack(facts), '4'), after('3')],
	['provingIt', facts => proveFederation(facts, wayBack(facts), '5'), after('2', '3', '4')],
	['restoringAnswers', restoreAnswers, () => say('needs.dnsConsole')],
];

/** Without an Edge pool there is nothing to plan; without another one the run refuses before its first step. */
const planOfEdge =
	(planned: EdgePlanned) =>
	(input: RunInput, run: string): ReturnType<Run['plan']> => {
		const facts = edgeFactsOf(input);
		if (!facts.edge || otherEdges(facts).length === 0) return [];
		return planned.map(([state, describe, needed]) => plannedStep(`${run}/${state}`, describe(facts), needed()));
	};

function edgeFactsOf(input: RunInput): EdgeFacts {
	const edge = edgeInQuestion(input);
	const target = input.debts.find(({kind, about}) => kind === 'federation' && about.edge === edge)?.about.to;
	return {...input, ...emptyLedger(input.debts), edge, ...(typeof target === 'string' ? {target} : {})};
}

const ofEdge = (direction: (names: {readonly edge: string; readonly to: string}) => Message) => (input: RunInput) => {
	const facts = edgeFactsOf(input);
	return facts.edge && otherEdges(facts).length > 0
		? direction({edge: facts.edge, to: targetOf(facts)})
		: say('direction.noOtherEdge', {edge: facts.edge || '-'});
};

export const edgeRuns = {
	federationFailover: {direction: ofEdge(names => say('direction.federationFailover', names)), plan: planOfEdge(federationFailover)},
	edgeFailback: {direction: ofEdge(names => say('direction.edgeFailback', names)), plan: planOfEdge(edgeFailback)},
} as const satisfies Record<string, Run>;
