/** The deployment file that a capture makes: what the cmdlets showed, and by name what has to be filled in by hand. */
import {parseDeployment} from '../deployment/deployment-file.js';
import type {Json, JsonObject} from '../json.js';
import {type Message, say} from '../message.js';
import {textOf} from '../procedures/seeing.js';
import {cmsIn, poolIn, type Services, sitesIn, voiceOf} from './captured-pools.js';
import {type Found, frontEndPools, mostRemarks, objectsBy, type Reading, readingOf, servicesIn} from './captured-services.js';

export type {Found} from './captured-services.js';

export type CaptureWanted = {
	/** FQDN of the computer whose PowerShell runs the cmdlets. */
	readonly host: string;
	/** Its local store answers, not the Central Management store. */
	readonly isLocal: boolean;
	/** ISO 8601. */
	readonly capturedAt: string;
};

/** `file`: to be kept as JSON. `problem`: why it cannot be used as it is. */
export type Captured = {
	readonly file: JsonObject;
	readonly toFillIn: readonly string[];
	readonly remarks: readonly Message[];
	readonly problem?: Message;
};

export function toDeploymentFile(found: readonly Found[], {capturedAt}: CaptureWanted): Captured {
	const reading = readingOf(found);
	const services = servicesOf(found, reading);
	const sites = sitesIn(services);
	const pools = services.frontEnds.map(pool => poolIn(pool, services));
	const file: JsonObject = {
		schema: 1,
		capturedAt,
		...withItems('sipDomains', sipDomains(found, reading)),
		...sites,
		pools,
		...withItems('edgePools', services.edges.map(edgeIn(services))),
		...withItems('directors', services.directors.map(otherIn(services))),
		...withItems('mediationPools', services.mediations.map(otherIn(services))),
		...withItems('otherPools', services.others.map(otherIn(services))),
		cms: cmsIn(services),
		...backupIn(found),
		voiceResiliency: Object.fromEntries(services.frontEnds.flatMap(pool => voiceOf(pool, services))),
	};
	return withProblem(file, readable([...unanswered(found), ...reading.remarks]));
}

const withItems = (name: string, list: readonly Json[]): JsonObject => (list.length > 0 ? {[name]: [...list]} : {});

function servicesOf(found: readonly Found[], reading: Reading): Services {
	const all = servicesIn(reading);
	const frontEnds = frontEndPools(all);
	const known = new Set(frontEnds);
	const withRole = (role: string) => {
		const pools = [...new Set(all.filter(each => each.role === role && !known.has(each.pool)).map(({pool}) => pool))];
		for (const pool of pools) known.add(pool);
		return pools;
	};
	const [edges, directors, registrars, mediations] = ['EdgeServer', 'Director', 'Registrar', 'MediationServer'].map(withRole) as [
		string[],
		string[],
		string[],
		string[],
	];
	const order = new Map(
		reading.lists('Get-CsComputer', 'Machines').flatMap(({Fqdn, Identity}, index) => {
			const computer = reading.host(Fqdn ?? Identity, 'Get-CsComputer');
			return computer ? [[computer, index] as const] : [];
		}),
	);
	const pools = new Map(
		reading.lists('Get-CsPool', 'Clusters').flatMap(({Fqdn, Identity, Site, Computers}) => {
			const pool = reading.host(Fqdn ?? Identity, 'Get-CsPool');
			const computers = (Array.isArray(Computers) ? Computers : [Computers ?? null]).flatMap(
				each => reading.host(each, 'Get-CsPool') ?? [],
			);
			const inOrder = computers.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
			return pool ? [[pool, {site: reading.siteName(Site, 'Get-CsPool') ?? '', computers: inOrder}] as const] : [];
		}),
	);
	const replicas = new Set(
		objectsBy(found, 'Get-CsManagementStoreReplicationStatus').flatMap(
			({ReplicaFqdn}) => reading.host(ReplicaFqdn, 'Get-CsManagementStoreReplicationStatus') ?? [],
		),
	);
	// SQL servers and gateways are pools too; they hold no replica.
	const others = [...pools].flatMap(([pool, {computers}]) =>
		!known.has(pool) && computers.length > 0 && computers.every(computer => replicas.has(computer)) ? [pool] : [],
	);
	const branches = new Set(
		reading
			.lists('Get-CsSite', 'Sites')
			.filter(({SiteType}) => /branch/i.test(textOf(SiteType)))
			.flatMap(({Identity}) => reading.siteName(Identity, 'Get-CsSite') ?? []),
	);
	const byKey = new Map(all.toReversed().map(({role, pool, object}) => [`${role} ${pool}`, object]));
	const pairs = objectsBy(found, 'Get-CsPoolBackupRelationship').flatMap(({PoolFqdn, BackupPoolFqdn}) => {
		const [pool, partner] = [PoolFqdn, BackupPoolFqdn].map(each => reading.host(each, 'Get-CsPoolBackupRelationship'));
		return pool && partner ? [[pool, partner] as const] : [];
	});
	const isInBranch = (pool: string) => branches.has(pools.get(pool)?.site ?? '');
	return {
		one: (role, pool) => byKey.get(`${role} ${pool}`) ?? {},
		partners: new Map(pairs),
		versions: new Map(all.toReversed().flatMap(({pool, version}) => (version === undefined ? [] : [[pool, version] as const]))),
		...{found, reading, all, pools, branches, frontEnds, edges, directors, mediations},
		appliances: registrars.filter(isInBranch),
		others: [...others, ...registrars.filter(pool => !isInBranch(pool))],
	};
}

const otherIn =
	({pools}: Services) =>
	(fqdn: string): Json => ({fqdn, site: pools.get(fqdn)?.site || null, computers: [...(pools.get(fqdn)?.computers ?? [fqdn])]});

const edgeIn =
	({one, pools, reading}: Services) =>
	(fqdn: string): Json => {
		const object = one('EdgeServer', fqdn);
		const name = (value: Json | undefined) => reading.host(value, 'Get-CsService') ?? null;
		return {
			fqdn,
			site: pools.get(fqdn)?.site || null,
			computers: [...(pools.get(fqdn)?.computers ?? [fqdn])],
			registrar: name(object.Registrar),
			accessEdge: name(object.AccessEdgeExternalFqdn),
			webConf: name(object.DataEdgeExternalFqdn),
			av: name(object.AVEdgeExternalFqdn),
		};
	};

/** What the topology calls internal domains are the SIP domains (inferred). */
const sipDomains = (found: readonly Found[], {host}: Reading): readonly string[] => [
	...new Set(
		objectsBy(found, 'Get-CsTopology').flatMap(({InternalDomains}) =>
			(Array.isArray(InternalDomains) ? InternalDomains : []).flatMap(each => host(each, 'Get-CsTopology') ?? []),
		),
	),
];

function backupIn(found: readonly Found[]): JsonObject {
	const [configuration] = objectsBy(found, 'Get-CsBackupServiceConfiguration');
	const interval = textOf(configuration?.SyncInterval);
	return /^\d\d:\d\d:\d\d$/.test(interval) ? {backupService: {syncInterval: interval}} : {};
}

const unanswered = (found: readonly Found[]): readonly Message[] =>
	found.flatMap(({call: {name, parameters}, end}) => {
		const message = end.ok ? '' : 'message' in end ? end.message : '';
		return end.ok ? [] : [say('topology.notAnswered', {cmdlet: name, about: textOf(parameters.PoolFqdn as Json) || 'none', message})];
	});

function readable(remarks: readonly Message[]): readonly Message[] {
	const more = remarks.length - mostRemarks;
	return more > 0 ? [...remarks.slice(0, mostRemarks), say('topology.more', {count: more})] : remarks;
}

/** The file is read as any other would be: what was not shown is what reading it had to fill in, and what nobody can do without. */
function withProblem(file: JsonObject, remarks: readonly Message[]): Captured {
	const parsed = parseDeployment(JSON.stringify(file), 'topology');
	if ('problem' in parsed) return {file, toFillIn: [], remarks, problem: parsed.problem};
	const {pools, defaults, people, resolvers, federatedPartner} = parsed.deployment;
	const toFillIn = [
		...defaults,
		...pools.flatMap(({edition, version, fileStore, sql}, index) => [
			...(fileStore === undefined ? [`pools[${index}].fileStore`] : []),
			// No cmdlet that only reads names them; from 2019 on there is no mirroring.
			...(edition === 'Enterprise' && version < 8 && sql.mirror === undefined
				? [`pools[${index}].sql.mirror`, `pools[${index}].sql.witness`]
				: []),
		]),
		...(people.length === 0 ? ['people'] : []),
		...(resolvers === undefined ? ['resolvers'] : []),
		...(federatedPartner === undefined ? ['federatedPartner'] : []),
	];
	return {file: {...file, toFillIn}, toFillIn, remarks};
}
