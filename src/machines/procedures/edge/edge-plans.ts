/** The plans of the procedures about an Edge pool, for the catalogue. */

import type {DebtKind} from '../../debt.js';
import {type Message, say} from '../../message.js';
import type {Step} from '../../step/step.js';
import type {RunInput} from '../facts.js';
import {after, numberedThrough, plannedStep, type Run} from '../pool/planned.js';
import {emptyLedger} from '../procedure.js';
import {type EdgeFacts, edgeDebts, edgeInQuestion, otherEdges, poolsOfEdge, targetOf} from './edge-facts.js';
import {restoreAnswers} from './steps/answers-back.js';
import {checkStore} from './steps/edge-checks.js';
import {startEdgeServices, startStopped, stopOtherServices, stoppedFor} from './steps/edge-services.js';
import {enableFederation, proveFederation, waitForEdgeReplicas} from './steps/federation.js';
import {openWays} from './steps/firewall.js';
import {askPartner, changeAnswer, choosePlan, lookAtAnswer} from './steps/inbound.js';
import {associate, associateBack, chooseMediaWay, type MediaFacts, mediaOwed, mediaPoolsOf, poolsOwed} from './steps/media.js';
import {proveMedia, waitForMediaReplicas} from './steps/media-checks.js';
import {askOutside, checkDiscovery, checkSignIn} from './steps/remote-access.js';
import {giveRoutesBackOf, moveRoutesOf, ofFederation, ofXmpp, wayBack, wayBackOf, wayOut} from './steps/routes.js';
import {openXmppPorts, proveXmpp} from './steps/xmpp.js';
import {changeXmppNames, lookAtXmppNames} from './steps/xmpp-names.js';

type EdgePlanned = readonly (readonly [state: string, describe: (facts: EdgeFacts) => Step, needs: () => Message])[];

const federationFailover: EdgePlanned = [
	['checkingStore', checkStore, () => say('needs.store')],
	['enablingFederation', facts => enableFederation(facts, wayOut(facts), '1'), () => say('needs.topologyBuilder')],
	['movingRoutes', facts => moveRoutesOf(ofFederation, facts, wayOut(facts), '5'), after('1')],
	['waitingForReplicas', facts => waitForEdgeReplicas(facts, wayOut(facts), '6'), after('5')],
	['provingIt', facts => proveFederation(facts, wayOut(facts), '7'), after('1', '5', '6')],
	['inboundFederation/lookingAtAnswer', lookAtAnswer, after('1')],
	['inboundFederation/choosingPlan', choosePlan, after('8')],
	['inboundFederation/changingAnswer', changeAnswer, () => say('needs.dnsConsole')],
	['inboundFederation/askingPartner', askPartner, () => say('needs.partner')],
];

const xmppFailover: EdgePlanned = [
	['checkingStore', checkStore, () => say('needs.store')],
	['lookingAtNames', lookAtXmppNames, () => say('needs.nameServer')],
	['changingNames', changeXmppNames, () => say('needs.dnsConsole')],
	['openingPorts', facts => openXmppPorts(facts, '3'), () => say('needs.firewall')],
	['stoppingServices', facts => stopOtherServices(facts, '4'), () => say('needs.edgeHands')],
	['movingRoutes', facts => moveRoutesOf(ofXmpp, facts, wayOut(facts), '5'), after('4')],
	['startingServices', facts => startStopped(facts, targetOf(facts), '6'), () => say('needs.edgeHands')],
	['waitingForReplicas', facts => waitForEdgeReplicas(facts, wayOut(facts), '7'), after('5', '6')],
	['provingIt', facts => proveXmpp(facts, wayOut(facts), '8'), after('2', '3', '7')],
];

const mediaFailover: EdgePlanned = [
	['checkingStore', checkStore, () => say('needs.store')],
	['choosingWay', chooseMediaWay, () => say('needs.operator')],
	['associating', facts => associate(withPools(facts), wayOut(facts), 'dialog'), after('1')],
	['waitingForReplicas', facts => waitForMediaReplicas(facts, mediaPoolsOf(withPools(facts)), '3'), after('2')],
	['provingIt', facts => proveMedia(facts, mediaPoolsOf(withPools(facts)), wayOut(facts), '4'), after('3')],
];

/** By the captured topology: which of them live is seen in the run. */
const withPools = (facts: EdgeFacts): MediaFacts => ({...facts, mediaPools: poolsOfEdge(facts).map(({fqdn}) => fqdn)});

const remoteAccess: EdgePlanned = [
	['checkingSignIn', checkSignIn, () => say('needs.nameServer')],
	['checkingDiscovery', checkDiscovery, () => say('needs.nameServer')],
	['openingWays', facts => openWays(facts, '3'), () => say('needs.frontEndsThatAsk')],
	['askingOutside', askOutside, () => say('needs.outside')],
];

const inboundFederation: EdgePlanned = [
	['lookingAtAnswer', lookAtAnswer, () => say('needs.nameServer')],
	['choosingPlan', choosePlan, after('8')],
	['changingAnswer', changeAnswer, () => say('needs.dnsConsole')],
	['askingPartner', askPartner, () => say('needs.partner')],
	['provingIt', facts => proveFederation(facts, wayOut(facts), '12'), after('10')],
];

/** Of what is owed; before anything is, of all that could be. `of`: debts of which one is enough; none: it is always there. */
const failbackSteps: readonly (readonly [...EdgePlanned[number], of?: readonly DebtKind[]])[] = [
	['startingServices', startEdgeServices, () => say('needs.edgePower')],
	[
		'startingStopped',
		facts => startStopped(facts, stoppedFor(facts) ?? targetOf(facts), '1'),
		() => say('needs.edgeHands'),
		['edgeStopped'],
	],
	['checkingStore', checkStore, () => say('needs.store')],
	[
		'enablingFederation',
		facts => enableFederation(facts, wayBackOf(facts, 'federation'), '2'),
		() => say('needs.topologyBuilder'),
		['federation'],
	],
	[
		'givingRoutesBack',
		facts => giveRoutesBackOf(ofFederation, facts, wayBackOf(facts, 'federationRoute'), '3'),
		after('2'),
		['federation', 'federationRoute'],
	],
	['givingXmppBack', facts => giveRoutesBackOf(ofXmpp, facts, wayBackOf(facts, 'xmppRoute'), '4'), after('1'), ['xmppRoute']],
	[
		'waitingForReplicas',
		facts => waitForEdgeReplicas(facts, wayBack(facts), '5'),
		after('3', '4'),
		['federation', 'federationRoute', 'xmppRoute'],
	],
	['provingIt', facts => proveFederation(facts, wayBackOf(facts, 'federation'), '6'), after('5'), ['federation', 'federationRoute']],
	['provingXmpp', facts => proveXmpp(facts, wayBackOf(facts, 'xmppRoute'), '7'), after('5'), ['xmppRoute']],
	[
		'associating',
		facts => associateBack(facts, wayBackOf(facts, 'mediaEdge'), 'dialog', '8'),
		() => say('needs.topologyBuilder'),
		['mediaEdge'],
	],
	['provingMedia', facts => proveMedia(facts, poolsOwed(facts), wayBackOf(facts, 'mediaEdge'), ''), after('8'), ['mediaEdge']],
	['restoringAnswers', facts => restoreAnswers(facts, '9'), () => say('needs.dnsConsole'), ['names']],
];

function edgeFailback(facts: EdgeFacts): EdgePlanned {
	const owed = edgeDebts(facts).map(({kind}) => kind);
	const tookCmdlets = mediaOwed(facts).some(({about}) => about.way === 'cmdlets');
	return failbackSteps
		.filter(([, , , of]) => owed.length === 0 || of === undefined || of.some(kind => owed.includes(kind)))
		.map(([state, describe, needed]) => [state === 'associating' && tookCmdlets ? 'settingServices' : state, describe, needed]);
}

/** Without an Edge pool there is nothing to plan; without another one the run refuses before its first step. */
const planOfEdge =
	(planned: (facts: EdgeFacts) => EdgePlanned): Run['plan'] =>
	(input, run) => {
		const facts = edgeFactsOf(input);
		if (!facts.edge || otherEdges(facts).length === 0) return [];
		return planned(facts).map(([state, describe, needed]) => plannedStep(`${run}/${state}`, describe(facts), needed()));
	};

/** Without a gap, where not every step is always there, or the first ones belong to another run. */
const throughout =
	(plan: Run['plan']): Run['plan'] =>
	(input, run) =>
		numberedThrough([plan(input, run)]);

function edgeFactsOf(input: RunInput): EdgeFacts {
	const edge = edgeInQuestion(input);
	const target = edgeDebts({debts: input.debts, edge}).find(({about}) => typeof about.to === 'string')?.about.to;
	return {...input, ...emptyLedger(input.debts), edge, ...(typeof target === 'string' ? {target} : {})};
}

const ofEdge = (direction: (names: {readonly edge: string; readonly to: string}) => Message) => (input: RunInput) => {
	const facts = edgeFactsOf(input);
	return facts.edge && otherEdges(facts).length > 0
		? direction({edge: facts.edge, to: targetOf(facts)})
		: say('direction.noOtherEdge', {edge: facts.edge || '-'});
};

export const edgeRuns = {
	federationFailover: {direction: ofEdge(names => say('direction.federationFailover', names)), plan: planOfEdge(() => federationFailover)},
	mediaFailover: {direction: ofEdge(names => say('direction.mediaFailover', names)), plan: planOfEdge(() => mediaFailover)},
	inboundFederation: {
		direction: ofEdge(names => say('direction.inboundFederation', names)),
		plan: throughout(planOfEdge(() => inboundFederation)),
	},
	remoteAccess: {direction: ofEdge(names => say('direction.remoteAccess', names)), plan: planOfEdge(() => remoteAccess)},
	xmppFailover: {direction: ofEdge(names => say('direction.xmppFailover', names)), plan: planOfEdge(() => xmppFailover)},
	edgeFailback: {direction: ofEdge(names => say('direction.edgeFailback', names)), plan: throughout(planOfEdge(edgeFailback))},
} as const satisfies Record<string, Run>;
