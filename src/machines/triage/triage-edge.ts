/**
 * An Edge pool that does not serve. What went through it decides what is proposed: federation first, because partners have no other way,
 * then media of Front End pools that live; XMPP last, because the other Edge pool is stopped for it. Remote users come in elsewhere by
 * themselves, where names and firewall let them.
 */
import type {Deployment} from '../deployment/deployment.js';
import {say} from '../message.js';
import {carriesXmpp, hasXmpp, poolsOfEdge} from '../procedures/edge/edge-facts.js';
import type {ProcedureId} from '../procedures/ids.js';
import type {Count, Reachability, SiteReach} from '../topology/reachability.js';
import type {Finding} from './triage.js';

type EdgeReach = Count & {readonly fqdn: string};

export function ofEdge(deployment: Deployment, reach: Reachability, site: SiteReach, edge: EdgeReach): readonly Finding[] {
	if (edge.all === 0) return [];
	if (edge.serving === 0) return [lost(deployment, reach, site, edge)];
	return edge.serving + edge.unnamed < edge.all ? [someServers(edge)] : [];
}

/** Whatever is proposed is about an Edge pool; a run of it is told of the Front End pool of that site. */
function lost(deployment: Deployment, reach: Reachability, {name, pools}: SiteReach, {fqdn, all}: EdgeReach): Finding {
	const others = reach.sites.flatMap(({edges}) => edges).filter(edge => edge.fqdn !== fqdn && edge.serving > 0);
	const [pool] = pools;
	const carried = pool ? carriedBy(deployment, reach, fqdn, pool.fqdn) : [];
	const [first] = carried;
	const carriesFederation = first === 'federationFailover';
	const evidence = [
		...(carriesFederation ? [say('triage.carriesFederation', {edge: fqdn, site: name})] : []),
		...(carried.includes('xmppFailover') ? [say('triage.carriesXmpp', {edge: fqdn})] : []),
		...(carried.includes('mediaFailover') ? [say('triage.carriesMedia', {edge: fqdn})] : []),
		...(carried.length > 0 ? [say('triage.otherEdges', {edges: others.map(edge => edge.fqdn), count: others.length})] : []),
	];
	return {
		situation: 'edgeLost',
		what: say('triage.edgeLost', {edge: fqdn, all}),
		...(first && pool && others.length > 0 ? {proposes: {procedure: first, pool: pool.fqdn}} : {}),
		evidence,
		against: [
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
function someServers({fqdn, all, serving, unnamed}: EdgeReach): Finding {
	return {
		situation: 'someServers',
		what: say('triage.someEdgeServers', {edge: fqdn, silent: all - serving - unnamed, all}),
		evidence: [say('triage.edgeServers', {edge: fqdn, serving, all})],
		against: [say('triage.edgeGoesOn', {edge: fqdn}), say('triage.edgeLost.against')],
	};
}
