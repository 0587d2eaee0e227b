/** Before anything is moved away from an Edge pool: is it lost as a whole, does another one live, and does the store take changes. */
import {all} from '../../../ask.js';
import {read} from '../../../cmdlet.js';
import {debtId} from '../../../debt.js';
import {type MessageArgument, say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Evidence, Judgement, Step} from '../../../step/step.js';
import {hostOf} from '../../facts.js';
import {answeringOn, errorOf, seen, textOf} from '../../seeing.js';
import {answeringOf, cmsSign, computersSign, filePort, mastersIn, sipPort} from '../../steps/signs.js';
import {
	carriesXmpp,
	type EdgeFacts,
	edgeDebts,
	edgePoolOf,
	hasXmpp,
	otherEdges,
	poolsOfEdge,
	possibleHosts,
	targetOf,
} from '../edge-facts.js';

type Args = Readonly<Record<string, MessageArgument>>;
const refuse = (id: string, args: Args, evidence: readonly Evidence[]): Judgement => ({
	says: 'blocked',
	why: say(`preflight.${id}`, args),
	remedy: say(`preflight.${id}.remedy`, args),
	evidence,
});

/** What is moved away from a lost Edge pool. `refuses`: why it cannot be, as far as the captured topology and the records say. */
type Moved = {
	readonly why: string;
	readonly refuses: (facts: EdgeFacts, evidence: readonly Evidence[]) => Judgement | undefined;
	readonly noneLives: (edge: string, evidence: readonly Evidence[]) => Judgement;
};

const federation: Moved = {
	why: 'step.checkEdgePools.why.federation',
	refuses(facts, evidence) {
		if (!carriesFederation(facts)) return refuse('noFederation', {edge: facts.edge}, evidence);
		const enabled = facts.deployment.edgePools.filter(({federationEnabled}) => federationEnabled).map(({fqdn}) => fqdn);
		return enabled.length > 1 ? refuse('federationOnTwo', {edges: enabled, count: enabled.length}, evidence) : undefined;
	},
	noneLives: (edge, evidence) => refuse('noLivingEdge', {edge}, evidence),
};

/** By the captured topology, or because it was moved away from there already. */
const carriesFederation = ({deployment, debts, edge}: EdgeFacts): boolean =>
	deployment.edgePools.some(({fqdn, federationEnabled}) => fqdn === edge && federationEnabled) ||
	deployment.sites.some(({federationRoute}) => federationRoute === edge) ||
	debts.some(({id}) => id === debtId('federation', edge));

const xmpp: Moved = {
	why: 'step.checkEdgePools.why.xmpp',
	refuses(facts, evidence) {
		if (!hasXmpp(facts)) return refuse('noXmppInVersion', {pool: facts.pool}, evidence);
		return carriesXmpp(facts) ? undefined : refuse('noXmppRoute', {edge: facts.edge}, evidence);
	},
	noneLives: (edge, evidence) => refuse('noLivingEdgeForXmpp', {edge}, evidence),
};

const media: Moved = {
	why: 'step.checkEdgePools.why.media',
	refuses: (facts, evidence) => (poolsOfEdge(facts).length > 0 ? undefined : refuse('noMediaPools', {edge: facts.edge}, evidence)),
	noneLives: (edge, evidence) => refuse('noLivingEdgeForMedia', {edge}, evidence),
};

export const checkEdgePools = (facts: EdgeFacts): Step => checkLost(facts, federation);
export const checkXmppPools = (facts: EdgeFacts): Step => checkLost(facts, xmpp);
export const checkMediaPools = (facts: EdgeFacts): Step => checkLost(facts, media);

/**
 * Before its first step. One server of several lost: the pool carries on and nothing is failed over [S000, S003]. Edge pools are not
 * paired, so any living one will do; none is refused.
 */
function checkLost(facts: EdgeFacts, {why, refuses, noneLives}: Moved): Step {
	const {edge} = facts;
	const own = edgePoolOf(facts, edge)?.computers ?? [];
	const others = otherEdges(facts);
	const hosts = possibleHosts(facts);
	return {
		title: say('step.checkEdgePools.title', {edge}),
		why: say(why),
		look: all(...[...own, ...others.flatMap(({computers}) => computers), ...hosts].map(computer => tcp(computer, sipPort))),
		judge(answers): Judgement {
			const answering = answeringOf(answers, {fqdn: edge, computers: own}, sipPort).length;
			const listening = answeringOn(answers, sipPort);
			const living = others.filter(pool => listening.some(computer => pool.computers.includes(computer)) || isOwedStart(facts, pool.fqdn));
			const [host] = answeringOf(answers, {fqdn: '', computers: hosts}, sipPort);
			const evidence = [
				seen(answers[0], answering === 0 ? 'good' : 'bad', 'evidence.edgeServers', {edge, answering, all: own.length}),
				seen(answers[0], living.length > 0 ? 'good' : 'bad', 'evidence.livingEdges', {
					edges: living.map(({fqdn}) => fqdn),
					count: living.length,
				}),
			];
			const [target] = living;
			const refused = refuses(facts, evidence);
			if (refused) return refused;
			if (answering > 0) {
				return refuse(answering < own.length ? 'edgeServerLost' : 'edgeAnswers', {edge, answering, all: own.length}, evidence);
			}
			if (!target) return noneLives(edge, evidence);
			if (!host) return refuse('noFrontEnd', {}, evidence);
			return {says: 'holds', evidence, learned: {host, target: target.fqdn}};
		},
	};
}

/** Its services are stopped because an earlier run stopped them and did not come to start them again: it lives. */
const isOwedStart = ({debts}: EdgeFacts, edge: string): boolean => debts.some(({id}) => id === debtId('edgeStopped', edge));

/** Every change of a route is written to the Central Management store: it has to work first (inferred; contradiction 26). */
export function checkStore(facts: EdgeFacts): Step {
	const status = read(hostOf(facts), 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true});
	return {
		title: say('step.checkStore.title'),
		why: say('step.checkStore.why'),
		sought: say('step.checkStore.sought'),
		look: all(status),
		judge(answers): Judgement {
			const {answer, master, agents} = mastersIn(answers);
			const evidence = [cmsSign(answers)];
			if (answer?.end.ok && master !== '' && agents.length > 0) return {says: 'holds', evidence};
			const args = {pool: facts.deployment.cms.active, message: errorOf(answer)};
			const why = say(answer?.end.ok ? 'edge.storeBlank' : 'edge.storeSilent', args);
			return {says: 'blocked', why, remedy: say('edge.storeFirst', args), evidence};
		},
	};
}

/** h, before its first step: what is to be given back is owed, and the restored servers have power. */
export function checkEdgeRepaired(facts: EdgeFacts): Step {
	const {edge} = facts;
	const own = {fqdn: edge, computers: edgePoolOf(facts, edge)?.computers ?? []};
	const hosts = possibleHosts(facts);
	const [owed] = edgeDebts(facts);
	return {
		title: say('step.checkEdgeRepaired.title', {edge}),
		why: say('step.checkEdgeRepaired.why'),
		look: all(...own.computers.map(computer => tcp(computer, filePort)), ...hosts.map(computer => tcp(computer, sipPort))),
		judge(answers): Judgement {
			const [host] = answeringOn(answers, sipPort);
			const evidence = [computersSign(answers, own)];
			if (!owed) return refuse('nothingAway', {edge}, evidence);
			if (answeringOf(answers, own, filePort).length === 0) return refuse('edgeStillDark', {edge}, evidence);
			if (!host) return refuse('noFrontEnd', {}, evidence);
			return {says: 'holds', evidence, learned: {host, target: textOf(owed.about.to) || targetOf(facts)}};
		},
	};
}
