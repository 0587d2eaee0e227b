/** Before federation is moved: is its Edge pool lost as a whole, does another one live, and does the store take changes. */
import {all} from '../../ask.js';
import {read} from '../../cmdlet.js';
import {debtId} from '../../debt.js';
import {type MessageArgument, say} from '../../message.js';
import {tcp} from '../../probe.js';
import type {Evidence, Judgement, Step} from '../../step.js';
import {type EdgeFacts, edgePoolOf, otherEdges, possibleHosts} from '../edge-facts.js';
import {hostOf} from '../facts.js';
import {answeringOn, errorOf, seen, textOf} from '../seeing.js';
import {answeringOf, cmsSign, computersSign, filePort, mastersIn, sipPort} from './signs.js';

const refuse = (id: string, args: Readonly<Record<string, MessageArgument>>, evidence: readonly Evidence[]): Judgement => ({
	says: 'blocked',
	why: say(`preflight.${id}`, args),
	remedy: say(`preflight.${id}.remedy`, args),
	evidence,
});

/**
 * f, before its first step. One server of several lost: the pool carries on and nothing is failed over [S000, S003]. Edge pools are not
 * paired, so any living one will do; none is refused.
 */
export function checkEdgePools(facts: EdgeFacts): Step {
	const {edge} = facts;
	const own = edgePoolOf(facts, edge)?.computers ?? [];
	const others = otherEdges(facts);
	const hosts = possibleHosts(facts);
	const enabled = facts.deployment.edgePools.filter(({federationEnabled}) => federationEnabled).map(({fqdn}) => fqdn);
	return {
		title: say('step.checkEdgePools.title', {edge}),
		why: say('step.checkEdgePools.why'),
		look: all(...[...own, ...others.flatMap(({computers}) => computers), ...hosts].map(computer => tcp(computer, sipPort))),
		judge(answers): Judgement {
			const answering = answeringOf(answers, {fqdn: edge, computers: own}, sipPort).length;
			const living = others.filter(pool => answeringOf(answers, pool, sipPort).length > 0);
			const [host] = answeringOf(answers, {fqdn: '', computers: hosts}, sipPort);
			const evidence = [
				seen(answers[0], answering === 0 ? 'good' : 'bad', 'evidence.edgeServers', {edge, answering, all: own.length}),
				seen(answers[0], living.length > 0 ? 'good' : 'bad', 'evidence.livingEdges', {
					edges: living.map(({fqdn}) => fqdn),
					count: living.length,
				}),
			];
			const [target] = living;
			if (!carriesFederation(facts)) return refuse('noFederation', {edge}, evidence);
			if (answering > 0) {
				return refuse(answering < own.length ? 'edgeServerLost' : 'edgeAnswers', {edge, answering, all: own.length}, evidence);
			}
			if (enabled.length > 1) return refuse('federationOnTwo', {edges: enabled, count: enabled.length}, evidence);
			if (!target) return refuse('noLivingEdge', {edge}, evidence);
			if (!host) return refuse('noFrontEnd', {}, evidence);
			return {says: 'holds', evidence, learned: {host, target: target.fqdn}};
		},
	};
}

/** By the captured topology, or because it was moved away from there already. */
const carriesFederation = ({deployment, debts, edge}: EdgeFacts): boolean =>
	deployment.edgePools.some(({fqdn, federationEnabled}) => fqdn === edge && federationEnabled) ||
	deployment.sites.some(({federationRoute}) => federationRoute === edge) ||
	debts.some(({id}) => id === debtId('federation', edge));

/** Every change of a route is written to the Central Management store: it has to work first (inferred; contradiction 26). */
export function checkStore(facts: EdgeFacts): Step {
	const status = read(hostOf(facts), 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true});
	return {
		title: say('step.checkStore.title'),
		why: say('step.checkStore.why'),
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
	const owed = facts.debts.find(({id}) => id === debtId('federation', edge));
	return {
		title: say('step.checkEdgeRepaired.title', {edge}),
		why: say('step.checkEdgeRepaired.why'),
		look: all(...own.computers.map(computer => tcp(computer, filePort)), ...hosts.map(computer => tcp(computer, sipPort))),
		judge(answers): Judgement {
			const [host] = answeringOn(answers, sipPort);
			const evidence = [computersSign(answers, own)];
			if (!owed) return refuse('federationNotAway', {edge}, evidence);
			if (answeringOf(answers, own, filePort).length === 0) return refuse('edgeStillDark', {edge}, evidence);
			if (!host) return refuse('noFrontEnd', {}, evidence);
			return {says: 'holds', evidence, learned: {host, target: textOf(owed.about.to)}};
		},
	};
}
