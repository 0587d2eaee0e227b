/** Get-CsTopology, -Service, -Pool, -Site, -Computer, -PoolBackupRelationship: the topology, from the store or a local replica. */
import type {JsonObject} from '../../../machines/json.js';
import {model, notFound} from '../failures.js';
import {type Answered, type BoundCall, fqdnOf, isSet, type Reader, textOf} from '../plan.js';
import type {Simulation} from '../simulation.js';
import {fromStore} from './dead-store.js';
import {computerObjects, poolObjects, serviceObjects, siteObjects, timeSpan} from './topology-objects.js';

/** Lists of the same objects that the single cmdlets give; `Machines` and `SqlInstances` are documented names. */
export const getTopology: Reader = (sim, bound) =>
	fromStore(sim, bound, version => ({
		output: isSet(bound.args, 'AsXml')
			? `<Topology xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008" Version="${version}" />`
			: {
					InternalDomains: [...sim.deployment.sipDomains],
					Sites: siteObjects(sim, version),
					Clusters: poolObjects(sim),
					Machines: computerObjects(sim),
					Services: serviceObjects(sim, version),
					SqlInstances: sim.deployment.pools.map(({sql}) => ({SqlServer: sql.primary, SqlInstance: sql.instance})),
				},
	}));

/** One switch per role; `-Identity` and `-PoolFqdn` narrow it down. */
export const getService: Reader = (sim, bound) =>
	fromStore(sim, bound, version => {
		const {args, call} = bound;
		const pool = textOf(args, 'PoolFqdn')?.toLowerCase();
		const identity = textOf(args, 'Identity')?.toLowerCase();
		const all = serviceObjects(sim, version);
		const roles = new Set(Object.keys(args).filter(name => args[name] === true && !common.has(name)));
		const found = all.filter(
			service =>
				(roles.size === 0 || roles.has(service.Role as string)) &&
				(pool === undefined || service.PoolFqdn === pool) &&
				(identity === undefined || (service.Identity as string).toLowerCase() === identity),
		);
		return identity !== undefined && found.length === 0 ? {failure: notFound(call.name, 'the service', identity)} : {output: found};
	});

const common = new Set(['Verbose', 'Debug', 'LocalStore']);

export const getPool: Reader = (sim, bound) =>
	fromStore(sim, bound, () => {
		const site = textOf(bound.args, 'Site')
			?.replace(/^site:/i, '')
			.toLowerCase();
		const pools = poolObjects(sim).filter(pool => site === undefined || (pool.Site as string).toLowerCase() === `site:${site}`);
		return byIdentity(bound, 'the pool', pools);
	});

export const getSite: Reader = (sim, bound) => fromStore(sim, bound, version => byIdentity(bound, 'the site', siteObjects(sim, version)));

/** In topology order: the first ones decide about quorum [L-HA]. */
export const getComputer: Reader = (sim, bound) =>
	fromStore(sim, bound, () => {
		const {args, call} = bound;
		const pool = textOf(args, 'Pool')?.toLowerCase();
		const computers = computerObjects(sim).filter(
			computer => (pool === undefined || computer.Pool === pool) && (!isSet(args, 'Local') || computer.Fqdn === call.runsOn),
		);
		return pool !== undefined && computers.length === 0
			? {failure: notFound(call.name, 'the pool', pool)}
			: byIdentity(bound, 'the computer', computers);
	});

const byIdentity = ({args, call}: BoundCall, kind: string, objects: readonly JsonObject[]): Answered => {
	const identity = textOf(args, 'Identity')?.toLowerCase();
	const found = objects.filter(({Identity}) => identity === undefined || (Identity as string).toLowerCase() === identity);
	return identity !== undefined && found.length === 0 ? {failure: notFound(call.name, kind, identity)} : {output: found};
};

/** There is one for the whole deployment. Of its properties only the one that a deployment file has. */
export const getBackupConfiguration: Reader = (sim, bound) =>
	fromStore(sim, bound, () => ({output: {Identity: 'Global', SyncInterval: timeSpan(sim.deployment.backupSyncIntervalMs)}}));

/** Names of the two properties (inferred). Without a backup pool there is no relation to show. */
export const getBackupRelationship: Reader = (sim, bound) =>
	fromStore(sim, bound, () => relationship(sim, bound, fqdnOf(bound.args, 'PoolFqdn')));

const relationship = (sim: Simulation, {call}: BoundCall, fqdn: string): Answered => {
	const pool = sim.pools.get(fqdn);
	if (!pool) {
		return {failure: notFound(call.name, 'the pool', fqdn)};
	}
	return pool.backupPool === undefined
		? {failure: model(`NoBackupPool,${call.name}`, `The pool "${fqdn}" has no backup pool.`)}
		: {output: {PoolFqdn: fqdn, BackupPoolFqdn: pool.backupPool}};
};
