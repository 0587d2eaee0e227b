/**
 * The objects of the topology as the cmdlets print them, as of a version: the store's, or the one that a local replica has.
 * Property names as documented (cmdlets.md §5); inferred ones: the routes of a site, `Active` of a CMS copy [recalled].
 */

import type {EdgePool, FrontEndPool, ServiceVersion} from '../../../machines/deployment/deployment.js';
import type {Json, JsonObject} from '../../../machines/json.js';
import {type MediaRole, mediaRoles} from '../edge-tools.js';
import {topologyValue} from '../replication.js';
import {frontEndPool, type Simulation} from '../simulation.js';

/** Product builds by service version [PS-MOVEUSER]; that of 2010 is recalled. */
const builds: Readonly<Record<ServiceVersion, string>> = {5: '4.0.7577.0', 6: '5.0.8308.1182', 7: '6.0.9319.619', 8: '7.0.2046.385'};

export const buildOf = (sim: Simulation, fqdn: string): string => builds[versionOf(sim, sim.world.computers[fqdn]?.pool ?? '')];

/** A pool's version; of what has none in the deployment, that of the pool that holds the store. */
export const versionOf = (sim: Simulation, pool: string): ServiceVersion =>
	sim.pools.get(pool)?.version ?? frontEndPool(sim, sim.world.cms.active).version;

export const siteObjects = (sim: Simulation, version: number): readonly JsonObject[] => {
	const pools = poolObjects(sim);
	return sim.deployment.sites.map(site => {
		const route = (kind: 'federationRoute' | 'xmppRoute') => {
			const edge = topologyValue(sim, `${kind}/${site.name}`, version);
			return edge === undefined ? null : `EdgeServer:${edge}`;
		};
		return {
			Identity: site.name,
			DisplayName: site.name,
			Description: null,
			SiteType: site.branchOf === undefined ? 'CentralSite' : 'BranchSite',
			Pools: pools.flatMap(pool => (pool.Site === `Site:${site.name}` ? [pool.Identity as string] : [])),
			FederationRoute: route('federationRoute'),
			XmppFederationRoute: route('xmppRoute'),
		};
	});
};

/** SQL servers are pools too. */
export const poolObjects = (sim: Simulation): readonly JsonObject[] => {
	const {deployment, world} = sim;
	const services = new Map<string, string[]>();
	for (const service of serviceObjects(sim, world.topology.version)) {
		const pool = service.PoolFqdn as string;
		services.set(pool, [...(services.get(pool) ?? []), service.Identity as string]);
	}
	const object = (fqdn: string, site: string, computers: readonly string[]): JsonObject => ({
		Identity: fqdn,
		Services: services.get(fqdn) ?? [],
		Computers: [...computers],
		Fqdn: fqdn,
		Site: `Site:${site}`,
	});
	const sql = Object.values(world.computers).filter(computer => computer.role === 'sql');
	return [
		...[...deployment.pools, ...deployment.edgePools, ...deployment.otherPools].map(pool => object(pool.fqdn, pool.site, pool.computers)),
		...sql.map(({fqdn, site}) => object(fqdn, site, [fqdn])),
	];
};

export const computerObjects = (sim: Simulation): readonly JsonObject[] =>
	Object.values(sim.world.computers).map(({fqdn, pool}) => ({Identity: fqdn, Pool: pool, Fqdn: fqdn}));

export const serviceObjects = (sim: Simulation, version: number): readonly JsonObject[] => {
	const {deployment} = sim;
	return [
		...deployment.pools.flatMap(pool => frontEndServices(sim, pool, version)),
		...deployment.edgePools.map((edge, i) => edgeService(sim, edge, version, i)),
		...deployment.otherPools.flatMap((pool, i): readonly JsonObject[] => {
			const role = {branch: 'Registrar', director: 'Director', mediation: 'MediationServer', other: undefined}[pool.role];
			const more = pool.role === 'branch' ? servingBranch(sim, pool.site) : {};
			return role === undefined ? [] : [service(sim, role, pool.fqdn, pool.site, versionOf(sim, pool.fqdn), i + 1, more)];
		}),
	];
};

/** User services of an appliance are those of a pool in its central site, which is its backup too [C-RG][L-BREG]; which one (model). */
const servingBranch = (sim: Simulation, branch: string): {readonly [key: string]: Json} => {
	const central = sim.deployment.sites.find(({name}) => name === branch)?.branchOf;
	const pool = sim.deployment.pools.find(({site}) => site === central)?.fqdn;
	return pool === undefined ? {} : {UserServer: `UserServer:${pool}`, WebServer: `WebServer:${pool}`, BackupRegistrar: `Registrar:${pool}`};
};

const service = (
	sim: Simulation,
	role: string,
	pool: string,
	site: string,
	version: ServiceVersion,
	instance: number,
	more: {readonly [key: string]: Json},
): JsonObject => ({
	Identity: `${role}:${pool}`,
	...more,
	DependentServiceList: (more.DependentServiceList ?? []) as Json,
	ServiceId: `${siteNumber(sim, site)}-${role === 'CentralManagement' ? 'CentralMgmt' : role}-${instance}`,
	SiteId: `Site:${site}`,
	PoolFqdn: pool,
	Version: version,
	Role: role,
});

const siteNumber = (sim: Simulation, site: string): number => sim.deployment.sites.find(({name}) => name === site)?.number ?? 0;

const frontEndServices = (sim: Simulation, pool: FrontEndPool, topologyVersion: number): readonly JsonObject[] => {
	const {fqdn, site, version, sql} = pool;
	const instance = sim.deployment.pools.indexOf(pool) + 1;
	const make = (role: string, of = fqdn, more: {readonly [key: string]: Json} = {}) =>
		service(sim, role, of, site, version, instance, more);
	const edgeOf = (role: MediaRole) => {
		const edge = topologyValue(sim, `mediaEdge/${role}:${fqdn}`, topologyVersion);
		return edge === undefined ? null : `EdgeServer:${edge}`;
	};
	const database = {SqlInstanceName: sql.instance};
	return [
		make('Registrar', fqdn, {
			UserServer: `UserServer:${fqdn}`,
			WebServer: `WebServer:${fqdn}`,
			EdgeServer: edgeOf('Registrar'),
			BackupRegistrar: pool.backupPool === undefined ? null : `Registrar:${pool.backupPool}`,
			EnableAutomaticFailover: pool.voiceResiliency.enabled,
			FailureDetectionInterval: timeSpan(pool.voiceResiliency.failureDetectionMs),
			FailbackDetectionInterval: timeSpan(pool.voiceResiliency.failbackMs),
		}),
		make('UserServer', fqdn, {UserDatabase: `UserDatabase:${sql.primary}`}),
		make('ConferencingServer', fqdn, {EdgeServer: edgeOf('ConferencingServer')}),
		make('MediationServer', fqdn, {EdgeServer: edgeOf('MediationServer'), Registrar: `Registrar:${fqdn}`}),
		make('WebServer'),
		make('ApplicationServer'),
		...(pool.backupPool === undefined ? [] : [make('BackupServer')]),
		make('UserDatabase', sql.primary, database),
		make('ApplicationDatabase', sql.primary, database),
		// Which copy is active is the store's own state, not a matter of the topology's version (model).
		...(fqdn in sim.world.cms.copies
			? [make('CentralManagement', fqdn, {Active: sim.world.cms.active === fqdn}), make('CentralManagementDatabase', sql.primary, database)]
			: []),
	];
};

const edgeService = (sim: Simulation, edge: EdgePool, version: number, i: number): JsonObject => {
	const users = sim.deployment.pools.flatMap(({fqdn}) => mediaRoles.map(role => `${role}:${fqdn}`));
	return service(sim, 'EdgeServer', edge.fqdn, edge.site, versionOf(sim, ''), i + 1, {
		Registrar: `Registrar:${topologyValue(sim, `nextHop/${edge.fqdn}`, version) ?? edge.nextHop}`,
		AccessEdgeInternalSipPort: 5061,
		AccessEdgeExternalSipPort: 5061,
		AccessEdgeClientPort: 443,
		DataPsomServerPort: 8057,
		DataPsomClientPort: 443,
		MediaRelayAuthEdgePort: 5062,
		AccessEdgeExternalFqdn: edge.accessEdge,
		InternalInterfaceFqdn: edge.fqdn,
		DependentServiceList: users.filter(service => topologyValue(sim, `mediaEdge/${service}`, version) === edge.fqdn),
	});
};

export const timeSpan = (ms: number): string => {
	const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
	return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
};
