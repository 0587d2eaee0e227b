/** The world as the deployment file describes it, everything up and in step, before scenario and time do anything to it. */
import type {Deployment, FrontEndPool} from '../../machines/deployment/deployment.js';
import {servicesOf} from './service-names.js';
import type {Computer, ComputerRole, PoolWorld, Replica, World} from './world.js';

export const startVersion = 217;

export const startWorld = (deployment: Deployment): World => {
	const computers = byName<Computer>();
	const replicas = byName<Replica>();
	const version = deployment.pools.find(pool => pool.fqdn === deployment.cms.active)?.version ?? 6;
	const cmsPools = [deployment.cms.active, ...(deployment.cms.standby ? [deployment.cms.standby] : [])];

	const add = (fqdn: string, pool: string, site: string, role: ComputerRole, hasSql: boolean, frontEnd?: FrontEndPool) => {
		computers[fqdn] ??= {
			fqdn,
			pool,
			site,
			role,
			isOn: true,
			hasSql,
			isSqlUp: hasSql,
			wizardVersion: startVersion,
			services: Object.fromEntries(servicesOf(role, frontEnd, cmsPools.includes(pool), version).map(name => [name, 'Running'])),
		};
		if (role !== 'sql') {
			// The last change of the topology: hours ago, so everything has it.
			replicas[fqdn] = {
				version: startVersion,
				isReported: true,
				reportedAt: -2 * 3600_000,
				createdAt: -2 * 3600_000 - 20_000,
				dueAt: null,
			};
		}
	};

	for (const pool of deployment.pools) {
		const servers = new Set(sqlServersOf(pool));
		for (const fqdn of pool.computers) {
			add(fqdn, pool.fqdn, pool.site, 'frontEnd', servers.has(fqdn), pool);
			servers.delete(fqdn);
		}
		for (const fqdn of servers) {
			add(fqdn, fqdn, pool.site, 'sql', true);
		}
	}
	for (const pool of deployment.edgePools) {
		for (const fqdn of pool.computers) {
			add(fqdn, pool.fqdn, pool.site, 'edge', false);
		}
	}
	for (const pool of deployment.otherPools) {
		for (const fqdn of pool.computers) {
			add(fqdn, pool.fqdn, pool.site, pool.role, false);
		}
	}

	const active = deployment.pools.find(pool => pool.fqdn === deployment.cms.active);
	const master = deployment.cms.activeMaster in computers ? deployment.cms.activeMaster : (active?.computers[0] ?? null);
	return {
		computers,
		pools: byName(deployment.pools.map(pool => [pool.fqdn, startPool(pool.fqdn)])),
		cms: {
			active: deployment.cms.active,
			copies: byName(
				cmsPools.map((pool, i) => [
					pool,
					{state: i === 0 ? ('Active' as const) : ('Backup' as const), version: startVersion, isBeingCorrected: false},
				]),
			),
			isMoving: false,
			movedAt: null,
			master,
			fileTransferAgents: deployment.cms.fileTransferAgents.filter(fqdn => fqdn in computers),
			isElecting: false,
			isBlank: false,
			scp: byName(deployment.sites.map(site => [site.name, deployment.cms.scp])),
		},
		topology: {version: startVersion, changes: []},
		replicas,
		cutOff: byName(),
		exports: byName(),
		stopped: byName(),
		firewall: [...(deployment.firewall ?? [])],
		names: [],
		calls: byName(),
		lagUntil: byName(),
		deniedUntil: byName(),
		linkBreaks: 0,
		refusals: 0,
		firstFailoverEndedAt: null,
	};
};

/** Names of sites and hosts are anybody's: without a prototype, `constructor` is a name like any other. */
const byName = <Value>(entries: Iterable<readonly [string, Value]> = []): Record<string, Value> =>
	Object.assign(Object.create(null), Object.fromEntries(entries));

/** A Standard Edition pool has its store on itself [L-ABC]: named by the pool, it is its one computer. */
export const sqlServersOf = ({sql, computers, fqdn}: FrontEndPool): readonly string[] =>
	[sql.primary, sql.mirror, sql.witness].flatMap(server =>
		server === undefined ? [] : [server === fqdn ? (computers[0] ?? fqdn) : server],
	);

const startPool = (fqdn: string): PoolWorld => ({
	state: 'Normal',
	mode: 'ReadWrite',
	servedBy: fqdn,
	someOn: null,
	downSince: null,
	upSince: -30 * 24 * 3600_000,
	backEndDownSince: null,
	movedAt: null,
	settledAt: 0,
	finalAt: null,
	reRegisteredAt: null,
	principal: 'primary',
	isChangingPrincipal: false,
	isPlacing: false,
	pairWorks: true,
	pairSince: -30 * 24 * 3600_000,
	backlog: 'none',
	conferenceContent: 'synced',
	lossMinutes: {},
});
