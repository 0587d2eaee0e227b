/**
 * The deployment as it is seen, as a tree: sites, the hit one first; in them pools, the Central Management store, SQL and Edge pools;
 * the captured topology stands beside what differs from it. Pure. Children are made when they are asked for, so that 450 computers
 * cost nothing while they are folded away.
 */
import type {Deployment, EdgePool, FrontEndPool, OtherPool, Site} from '../deployment/deployment.js';
import {type FactReader, factKey, type TopologyFact, textFact} from './topology-facts.js';
import {type AliveState, groupOf, type Standing, servicePorts, staleAfterMs, standingOf} from './topology-states.js';

export type NodeKind = 'site' | 'pool' | 'cms' | 'sql' | 'edge' | 'computer' | 'replicas' | 'routes' | 'otherPool' | 'computerGroup';
export type NodeRole = 'active' | 'standby' | 'principal' | 'mirror' | 'mixed' | 'branch' | 'director' | 'mediation' | 'other';
export type PoolReference = {readonly pool: string; readonly isExpected: boolean};

export type TopologyNode = {
	readonly id: string;
	readonly kind: NodeKind;
	/** An FQDN or the name of a site; empty where the kind says it all. */
	readonly label: string;
	readonly depth: number;
	readonly state: AliveState;
	readonly answering?: number;
	readonly of?: number;
	/** Of them, those that nobody has looked at. */
	readonly unseen?: number;
	readonly users?: number;
	readonly servedBy?: PoolReference;
	readonly hop?: PoolReference;
	/** The principal of a SQL store, the target of a route. */
	readonly target?: string;
	readonly role?: NodeRole;
	/** The captured topology, where it says otherwise: an FQDN, or a role. */
	readonly wanted?: string;
	readonly seenAt?: number;
	readonly staleAfterMs: number;
	readonly hasProblem: boolean;
	readonly childCount: number;
	readonly children: () => readonly TopologyNode[];
};

export type VisibleNode = TopologyNode & {readonly isOpen: boolean};

type Scope = {readonly deployment: Deployment; readonly facts: FactReader; readonly hitPool: string};
type Draft = Pick<TopologyNode, 'id' | 'kind' | 'label' | 'depth'> & Partial<TopologyNode> & Standing;

function nodeOf({everyMs, children = () => [], ...draft}: Draft): TopologyNode {
	return {
		childCount: 0,
		hasProblem: draft.state === 'dead' || draft.state === 'partly' || draft.wanted !== undefined,
		staleAfterMs: staleAfterMs(everyMs),
		...draft,
		children,
	};
}

export const isStale = ({seenAt, staleAfterMs}: Pick<TopologyNode, 'seenAt' | 'staleAfterMs'>, now: number): boolean =>
	seenAt !== undefined && now - seenAt > staleAfterMs;

export function topologyTree(deployment: Deployment, facts: FactReader, hitPool: string): readonly TopologyNode[] {
	const scope: Scope = {deployment, facts, hitPool};
	const hitSite = deployment.pools.find(({fqdn}) => fqdn === hitPool)?.site;
	const sites = [...deployment.sites.filter(({name}) => name === hitSite), ...deployment.sites.filter(({name}) => name !== hitSite)];
	return [...sites.map(site => siteNode(scope, site)), replicasNode(scope)];
}

/** The sites of the hit pool and of its partner. */
export function openAtFirst({pools}: Deployment, hitPool: string): ReadonlySet<string> {
	const hit = pools.find(({fqdn}) => fqdn === hitPool);
	const partner = pools.find(({fqdn}) => fqdn === hit?.backupPool);
	return new Set([hit, partner].flatMap(pool => (pool ? [`site/${pool.site}`] : [])));
}

export function visibleNodes(tree: readonly TopologyNode[], openIds: ReadonlySet<string>): readonly VisibleNode[] {
	return tree.flatMap(node => {
		const isOpen = node.childCount > 0 && openIds.has(node.id);
		return [{...node, isOpen}, ...(isOpen ? visibleNodes(node.children(), openIds) : [])];
	});
}

function siteNode(scope: Scope, site: Site): TopologyNode {
	const at = <Item extends {readonly site: string}>(items: readonly Item[]) => items.filter(each => each.site === site.name);
	const [pools, edges, others] = [at(scope.deployment.pools), at(scope.deployment.edgePools), at(scope.deployment.otherPools)];
	const standings = [
		...pools.flatMap(pool => [...frontEnds(scope, pool), ...sqlServers(scope, pool)]),
		...edges.flatMap(({computers}) => computers.map(computer => standingOf(scope.facts, computer, servicePorts.edge))),
		...others.flatMap(({computers}) => computers.map(computer => standingOf(scope.facts, computer, servicePorts.other))),
	];
	const children = () => [
		...pools.flatMap(pool => [poolNode(scope, pool), ...cmsNodes(scope, pool), ...(hasOwnSql(pool) ? [sqlNode(scope, pool)] : [])]),
		...edges.map(edge => edgeNode(scope, edge)),
		...otherNodes(scope, site, others),
		...routeNodes(scope, site),
	];
	return nodeOf({
		id: `site/${site.name}`,
		kind: 'site',
		label: site.name,
		depth: 0,
		...groupOf(standings),
		childCount: pools.length + edges.length + others.length,
		children,
	});
}

const frontEnds = ({facts}: Scope, {computers}: FrontEndPool) =>
	computers.map(computer => standingOf(facts, computer, servicePorts.frontEnd));
/** A Standard Edition pool has its store on itself. */
const hasOwnSql = ({computers, sql}: FrontEndPool) => !computers.includes(sql.primary);
const serversOf = (pool: FrontEndPool) => (hasOwnSql(pool) ? [pool.sql.primary, ...(pool.sql.mirror ? [pool.sql.mirror] : [])] : []);
const sqlServers = ({facts}: Scope, pool: FrontEndPool) => serversOf(pool).map(server => standingOf(facts, server, servicePorts.sql));

function poolNode(scope: Scope, pool: FrontEndPool): TopologyNode {
	const group = groupOf(frontEnds(scope, pool));
	const servedBy = serving(scope, pool, group.state);
	return nodeOf({
		id: `pool/${pool.fqdn}`,
		kind: 'pool',
		label: pool.fqdn,
		depth: 1,
		...group,
		users: pool.users,
		servedBy,
		...(servedBy.pool === pool.fqdn ? {} : {wanted: pool.fqdn}),
		...computersIn(scope, pool.fqdn, pool.computers, servicePorts.frontEnd),
	});
}

/** While nobody has looked: voice resiliency lets the users of a dead pool sign in on its partner. */
function serving({facts}: Scope, {fqdn, backupPool, voiceResiliency}: FrontEndPool, state: AliveState): PoolReference {
	const fact = textFact(facts, factKey.servedBy(fqdn));
	if (fact) return {pool: fact.value, isExpected: fact.isExpected === true};
	return state === 'dead' && backupPool && voiceResiliency.enabled ? {pool: backupPool, isExpected: true} : {pool: fqdn, isExpected: false};
}

const storeStates: Readonly<Record<string, AliveState>> = {healthy: 'alive', blank: 'partly', silent: 'dead'};

/** Where the store is now, and where it stands by or should be. */
function cmsNodes({facts, deployment: {cms, pools}}: Scope, {fqdn}: FrontEndPool): readonly TopologyNode[] {
	const now = textFact(facts, factKey.cmsPool);
	const active = now?.value ?? cms.active;
	const [isActive, isCaptured] = [active === fqdn, cms.active === fqdn];
	const isPartner = pools.some(pool => pool.fqdn === active && pool.backupPool === fqdn);
	if (!isActive && !isCaptured && cms.standby !== fqdn && !isPartner) return [];
	const store = facts.factOf(factKey.cmsState);
	const state = isActive ? (storeStates[String(store?.value)] ?? 'unknown') : 'unknown';
	// When the store moved, or is expected to have, after it was last asked, what it said then is not about this pool.
	const isOutdated = now !== undefined && store !== undefined && now.seenAt > store.seenAt;
	return [
		nodeOf({
			id: `cms/${fqdn}`,
			kind: 'cms',
			label: fqdn,
			depth: 1,
			role: isActive ? 'active' : 'standby',
			state: isOutdated ? 'unknown' : state,
			...(isActive ? age(isOutdated ? now : (store ?? now)) : age(undefined)),
			...(isActive && now?.isExpected ? {servedBy: {pool: fqdn, isExpected: true}} : {}),
			...(isActive === isCaptured ? {} : {wanted: isCaptured ? 'active' : 'standby'}),
		}),
	];
}

function age(fact: TopologyFact | undefined): Partial<Standing> {
	if (!fact) return {};
	return fact.everyMs === undefined ? {seenAt: fact.seenAt} : {seenAt: fact.seenAt, everyMs: fact.everyMs};
}

function sqlNode(scope: Scope, pool: FrontEndPool): TopologyNode {
	const servers = serversOf(pool);
	const principal = textFact(scope.facts, factKey.principal(pool.fqdn))?.value;
	const target = principal === 'mirror' ? pool.sql.mirror : principal === 'primary' ? pool.sql.primary : undefined;
	const roleOf = (server: string): NodeRole | undefined => (target === undefined ? undefined : server === target ? 'principal' : 'mirror');
	const computers = computersIn(scope, `sql/${pool.fqdn}`, servers, servicePorts.sql, roleOf);
	return nodeOf({
		id: `sql/${pool.fqdn}`,
		kind: 'sql',
		label: target ?? pool.sql.primary,
		depth: 1,
		...groupOf(sqlServers(scope, pool)),
		...(target ? {target, role: 'principal' as const} : principal === 'mixed' ? {role: 'mixed' as const} : {}),
		...(target && target !== pool.sql.primary ? {wanted: pool.sql.primary} : {}),
		...computers,
	});
}

function edgeNode(scope: Scope, {fqdn, computers, nextHop}: EdgePool): TopologyNode {
	const {facts} = scope;
	const fact = textFact(facts, factKey.hop(fqdn));
	// What was captured was so then: until somebody reads it, it is expected.
	const hop = {pool: fact?.value ?? nextHop, isExpected: fact === undefined || fact.isExpected === true};
	return nodeOf({
		id: `edge/${fqdn}`,
		kind: 'edge',
		label: fqdn,
		depth: 1,
		...groupOf(computers.map(computer => standingOf(facts, computer, servicePorts.edge))),
		hop,
		...(hop.pool === nextHop ? {} : {wanted: nextHop}),
		...computersIn(scope, fqdn, computers, servicePorts.edge),
	});
}

/** Directors and appliances of a site, one by one as long as they are few. */
const listedAtMost = 4;

function otherNodes(scope: Scope, site: Site, others: readonly OtherPool[]): readonly TopologyNode[] {
	const nodeAt = (depth: number) => (other: OtherPool) =>
		nodeOf({
			id: `other/${other.fqdn}`,
			kind: 'otherPool',
			label: other.fqdn,
			depth,
			role: other.role,
			...groupOf(other.computers.map(computer => standingOf(scope.facts, computer, servicePorts.other))),
			...(other.computers.length > 1 ? computersIn(scope, other.fqdn, other.computers, servicePorts.other, undefined, depth + 1) : {}),
		});
	if (others.length <= listedAtMost) return others.map(nodeAt(1));
	const standings = others.flatMap(({computers}) => computers.map(computer => standingOf(scope.facts, computer, servicePorts.other)));
	return [
		nodeOf({
			id: `others/${site.name}`,
			kind: 'computerGroup',
			label: '',
			depth: 1,
			...groupOf(standings),
			childCount: others.length,
			children: () => others.map(nodeAt(2)),
		}),
	];
}

function routeNodes({facts}: Scope, {name, federationRoute}: Site): readonly TopologyNode[] {
	if (!federationRoute) return [];
	const fact = textFact(facts, factKey.route(name));
	const target = fact?.value ?? federationRoute;
	return [
		nodeOf({
			id: `routes/${name}`,
			kind: 'routes',
			label: target,
			depth: 1,
			target,
			state: fact ? 'alive' : 'unknown',
			...age(fact),
			...(target === federationRoute ? {} : {wanted: federationRoute}),
		}),
	];
}

function replicasNode({facts, deployment}: Scope): TopologyNode {
	const computers = [...deployment.pools, ...deployment.edgePools, ...deployment.otherPools].flatMap(pool => pool.computers);
	const standings = computers.map((computer): Standing => {
		const fact = facts.factOf(factKey.replica(computer));
		const value = fact?.value;
		const isUpToDate = typeof value === 'object' && value !== null && 'isUpToDate' in value && value.isUpToDate === true;
		return fact ? {state: isUpToDate ? 'alive' : 'partly', ...age(fact)} : {state: 'unknown'};
	});
	const children = () =>
		computers.map((computer, index) =>
			nodeOf({id: `replica/${computer}`, kind: 'computer', label: computer, depth: 1, ...(standings[index] ?? {state: 'unknown'})}),
		);
	return nodeOf({id: 'replicas', kind: 'replicas', label: '', depth: 0, ...groupOf(standings), childCount: computers.length, children});
}

function computersIn(
	{facts}: Scope,
	pool: string,
	computers: readonly string[],
	ports: readonly number[],
	roleOf: (computer: string) => NodeRole | undefined = () => undefined,
	depth = 2,
): Pick<TopologyNode, 'childCount' | 'children'> {
	const nodeAt = (computer: string) => {
		const role = roleOf(computer);
		const id = `computer/${pool}/${computer}`;
		return nodeOf({id, kind: 'computer', label: computer, depth, ...standingOf(facts, computer, ports), ...(role ? {role} : {})});
	};
	return {childCount: computers.length, children: () => computers.map(nodeAt)};
}
