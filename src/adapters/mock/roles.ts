/** Which sites, pools and computers the roles of a scenario are in this deployment. A role that nobody plays is empty. */
import type {Deployment, EdgePool, FrontEndPool} from '../../machines/deployment/deployment.js';
import type {Role, Scenario} from '../../machines/deployment/scenario.js';
import type {Simulation} from './simulation.js';
import {sqlServersOf} from './start-world.js';

/** A site is named too where a whole site is meant: it can be cut off. `sql`: only the SQL Server, where it shares its computer. */
export type Cast = {
	readonly computers: readonly string[];
	readonly pools: readonly string[];
	readonly sites: readonly string[];
	readonly isSqlOnly: boolean;
};

export const castOf = (sim: Simulation, role: Role): Cast => {
	const {deployment} = sim;
	const hit = sim.pools.get(sim.hitPool);
	const partner = hit?.backupPool === undefined ? undefined : sim.pools.get(hit.backupPool);
	switch (role) {
		case 'hitPool':
			return ofPool(hit);
		case 'partner':
			return ofPool(partner);
		case 'cms':
			return ofPool(sim.pools.get(sim.world.cms.active));
		case 'hitSql':
			return {computers: hit ? sqlServersOf(hit) : [], pools: hit ? [hit.fqdn] : [], sites: [], isSqlOnly: true};
		case 'hitSite':
			return ofSite(sim, hit?.site);
		case 'partnerSite':
			return ofSite(sim, partner?.site);
		case 'hitEdge':
			return ofEdges(deployment.edgePools.filter(edge => edge.site === hit?.site));
		case 'livingEdge':
			return ofEdges(livingEdges(deployment, sim.hitPool).slice(0, 1));
	}
};

/** Edge pools at other sites than the hit pool's, the partner's site first. */
export const livingEdges = (deployment: Deployment, hitPool: string): readonly EdgePool[] => {
	const hit = deployment.pools.find(pool => pool.fqdn === hitPool);
	const partnerSite = deployment.pools.find(pool => pool.fqdn === hit?.backupPool)?.site;
	const others = deployment.edgePools.filter(edge => edge.site !== hit?.site);
	return [...others.filter(edge => edge.site === partnerSite), ...others.filter(edge => edge.site !== partnerSite)];
};

/** The jump box stands in the partner's site; without a partner, anywhere but in the hit site. */
export const jumpSiteOf = (deployment: Deployment, hitPool: string): string => {
	const hit = deployment.pools.find(pool => pool.fqdn === hitPool);
	const partner = deployment.pools.find(pool => pool.fqdn === hit?.backupPool);
	return partner?.site ?? deployment.sites.find(site => site.name !== hit?.site)?.name ?? hit?.site ?? '';
};

/** How the deployment differs from its file: next hops by Edge pool, and whose users run on the hit pool from the start. */
export const givensOf = (
	deployment: Deployment,
	scenario: Scenario,
	hitPool: string,
): {
	readonly nextHops: ReadonlyMap<string, string>;
	readonly partnerRunsOnHitPool: boolean;
	readonly federationByPriority: boolean;
	/** Where federation was before, and where it is now. */
	readonly federationMoved?: {readonly from: string; readonly to: string};
} => {
	const nextHops = new Map(deployment.edgePools.map(edge => [edge.fqdn, edge.nextHop]));
	const [first] = livingEdges(deployment, hitPool);
	const isGiven = scenario.given.some(({given}) => given === 'livingEdgeNamesHitPool');
	const hitSite = deployment.pools.find(pool => pool.fqdn === hitPool)?.site;
	const loses = (...roles: readonly Role[]) => scenario.faults.some(({fault, role}) => fault === 'off' && roles.includes(role));
	const survives = (edge: EdgePool) => edge.site !== hitSite || !loses('hitSite', 'hitEdge');
	if (isGiven && first && !deployment.edgePools.some(edge => edge.nextHop === hitPool && survives(edge))) {
		nextHops.set(first.fqdn, hitPool);
	}
	const has = (name: Scenario['given'][number]['given']) => scenario.given.some(({given}) => given === name);
	const federated = deployment.edgePools.find(edge => edge.site === hitSite && edge.federationEnabled);
	return {
		nextHops,
		partnerRunsOnHitPool: has('partnerRunsOnHitPool'),
		federationByPriority: has('federationByPriority'),
		...(has('federationMoved') && federated && first ? {federationMoved: {from: federated.fqdn, to: first.fqdn}} : {}),
	};
};

const ofPool = (pool: FrontEndPool | undefined): Cast => ({
	computers: pool?.computers ?? [],
	pools: pool ? [pool.fqdn] : [],
	sites: [],
	isSqlOnly: false,
});

const ofEdges = (edges: readonly EdgePool[]): Cast => ({
	computers: edges.flatMap(edge => edge.computers),
	pools: edges.map(edge => edge.fqdn),
	sites: [],
	isSqlOnly: false,
});

const ofSite = (sim: Simulation, site: string | undefined): Cast => ({
	computers: Object.values(sim.world.computers).flatMap(computer => (computer.site === site ? [computer.fqdn] : [])),
	pools: sim.deployment.pools.flatMap(pool => (pool.site === site ? [pool.fqdn] : [])),
	sites: site === undefined ? [] : [site],
	isSqlOnly: false,
});
