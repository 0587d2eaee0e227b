/**
 * An Edge pool that does not serve. What went through it decides what is proposed: federation first, because partners have no other way,
 * then media of Front End pools that live; XMPP last, because the other Edge pool is stopped for it. Remote users come in elsewhere by
 * themselves, where names and firewall let them.
 */
import type {Deployment} from '../deployment/deployment.js';
import {say} from '../message.js';
import {carriesXmpp, hasXmpp, poolsOfEdge} from '../procedures/edge/edge-facts.js';
import type {ProcedureId} from '../procedures/ids.js';
import type {EdgeReach, Reachability, SiteReach} from '../topology/reachability.js';
import {isContradicted, isOnSaid, isUnseen, saidOf, seenOf} from './evidence.js';
import type {Finding} from './finding.js';
import {seenNothing} from './triage-said.js';

export function ofEdge(deployment: Deployment, reach: Reachability, site: SiteReach, edge: EdgeReach): readonly Finding[] {
	if (edge.all === 0) return [];
	if (edge.serving === 0) return [lost(deployment, reach, site, edge)];
	return edge.serving + edge.unnamed < edge.all ? [someServers(edge)] : [];
}

/** Whatever is proposed is about an Edge pool; a run of it is told of the Front End pool of that site. */
function lost(deployment: Deployment, reach: Reachability, site: SiteReach, edge: EdgeReach): Finding {
	const {fqdn, all} = edge;
	const edges = reach.sites.flatMap(each => each.edges).filter(each => each.fqdn !== fqdn);
	const others = edges.filter(each => each.serving > 0 && !isContradicted(each, 'edge'));
	const seenServing = others.filter(each => !isOnSaid(each)).map(each => each.fqdn);
	const [pool] = site.pools;
	const carried = pool ? carriedBy(deployment, reach, fqdn, pool.fqdn) : [];
	const [first] = carried;
	const carriesFederation = first === 'federationFailover';
	const areHeard = edges.every(each => each.all > 0);
	const isSeen = seenServing.length > 0 || (others.length === 0 && areHeard && edges.every(each => !isUnseen(each)));
	const evidence = [
		...(reach.told ? seenOf(edge, ({serving}) => say('triage.edgeServers', {edge: fqdn, serving, all})) : []),
		...(carriesFederation ? [say('triage.carriesFederation', {edge: fqdn, site: site.name})] : []),
		...(carried.includes('xmppFailover') ? [say('triage.carriesXmpp', {edge: fqdn})] : []),
		...(carried.includes('mediaFailover') ? [say('triage.carriesMedia', {edge: fqdn})] : []),
		...(carried.length > 0 && isSeen ? [say('triage.otherEdges', {edges: seenServing, count: seenServing.length})] : []),
	];
	return {
		situation: 'edgeLost',
		what: say(isUnseen(edge) ? 'triage.edgeSaidLost' : 'triage.edgeLost', {edge: fqdn, all}),
		...(first && pool && others.length > 0 ? {proposes: {procedure: first, pool: pool.fqdn}} : {}),
		evidence,
		said: [
			...saidOf(site, 'site', site.name),
			...saidOf(edge, 'edge', fqdn),
			...edges.flatMap(each => saidOf(each, 'edge', each.fqdn)),
			...(pool ? saidOf(pool, 'frontEnds', pool.fqdn) : []),
		],
		against: [
			...(others.length === 0 && !areHeard ? [say('triage.edgesUnheard')] : []),
			...seenNothing(reach.told?.seen),
			say('triage.edgeLost.against'),
			...(carriesFederation ? [] : [say('triage.noFederation', {edge: fqdn})]),
			say('triage.remoteUsers'),
		],
	};
}

function carriedBy(deployment: Deployment, reach: Reachability, edge: string, pool: string): readonly ProcedureId[] {
	const hasFederation =
		deployment.edgePools.some(({fqdn, federationEnabled}) => fqdn === edge && federationEnabled) ||
		deployment.sites.some(({federationRoute}) => federationRoute === edge);
	const isServing = (fqdn: string) => reach.sites.flatMap(({pools}) => pools).some(each => each.fqdn === fqdn && each.serving > 0);
	const about = {deployment, edge, pool, debts: []};
	return [
		...(hasFederation ? (['federationFailover'] as const) : []),
		...(poolsOfEdge(about).some(({fqdn}) => isServing(fqdn)) ? (['mediaFailover'] as const) : []),
		...(hasXmpp(about) && carriesXmpp(about) ? (['xmppFailover'] as const) : []),
	];
}

/** One server of several: its pool carries on, and nothing is failed over [S000, S003]. */
function someServers(edge: EdgeReach): Finding {
	const {fqdn, all, serving, unnamed} = edge;
	return {
		situation: 'someServers',
		what: isOnSaid(edge)
			? say('triage.someEdgeSaidDown', {edge: fqdn})
			: say('triage.someEdgeServers', {edge: fqdn, silent: all - serving - unnamed, all}),
		evidence: seenOf(edge, seen => say('triage.edgeServers', {edge: fqdn, serving: seen.serving, all})),
		said: saidOf(edge, 'edge', fqdn),
		against: [say('triage.edgeGoesOn', {edge: fqdn}), say('triage.edgeLost.against')],
	};
}
