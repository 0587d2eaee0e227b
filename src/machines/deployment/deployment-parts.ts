/**
 * The parts of a deployment out of the form of its file: what a reference names is found, what was left out is filled in and named.
 */
import type {CentralManagement, EdgePool, FrontEndPool, OtherPool, ServiceVersion, SqlStore} from './deployment.js';
import {firstLabel} from './deployment.js';
import {mostKnown, type Names} from './deployment-checks.js';
import type {DeploymentForm, EdgePoolForm, OtherPoolForm, PoolForm} from './deployment-schema.js';
import {refuse, shown} from './file-problem.js';

/** Gives the value back and notes that the file did not have it. */
export type Fill = <Value>(place: string, value: Value) => Value;

/** Pool sizes of the product's own examples [topology §2, §5]. */
const usualUsers = {Enterprise: 20_000, Standard: 2_500} as const;
/** As in the Contoso example, 66 for 20,000 users; the product's own formula is not known. */
const usersPerRoutingGroup = 303;
/** What Topology Builder offers [topology §5]. */
const usualFailureDetectionMs = 120_000;
const usualFailbackMs = 240_000;
const usualVersion: ServiceVersion = 6;

export const editionOf = (pool: PoolForm, place: string, fill: Fill): FrontEndPool['edition'] => {
	const isAlone = !pool.computers || (pool.computers.length === 1 && pool.computers[0] === pool.fqdn);
	return pool.edition ?? fill(`${place}.edition`, isAlone ? 'Standard' : 'Enterprise');
};

/** A Standard Edition server is a pool of itself; an Enterprise pool has to name its Front Ends. */
export const computersOf = (pool: PoolForm, edition: FrontEndPool['edition'], place: string, fill: Fill): readonly string[] => {
	const {fqdn, computers} = pool;
	if (edition === 'Standard') {
		if (computers && (computers.length !== 1 || computers[0] !== fqdn))
			refuse('standardComputers', {place: `${place}.computers`, name: fqdn});
		return computers ?? fill(`${place}.computers`, [fqdn]);
	}
	if (!computers) return refuse('missing', {place: `${place}.computers`});
	if (computers.includes(fqdn))
		refuse('duplicate', {place: `${place}.computers[${computers.indexOf(fqdn)}]`, other: `${place}.fqdn`, name: fqdn});
	return computers;
};

export type PoolSurroundings = {
	readonly place: string;
	readonly index: number;
	readonly edition: FrontEndPool['edition'];
	readonly computers: readonly string[];
	readonly site: string;
	readonly partner: string | undefined;
	/** An Edge pool of the same site, taken when the file says nothing. */
	readonly nearEdgePool: string | undefined;
	readonly edgePoolNames: Names;
	readonly sipDomain: string;
	readonly voice: {readonly place: string; readonly form: NonNullable<DeploymentForm['voiceResiliency']>[string]} | undefined;
};

export const toPool = (pool: PoolForm, around: PoolSurroundings, fill: Fill): FrontEndPool => {
	const {place, index, edition, partner} = around;
	const users = pool.users ?? fill(`${place}.users`, usualUsers[edition]);
	const nearEdgePool = pool.edgePool === undefined && around.nearEdgePool ? fill(`${place}.edgePool`, around.nearEdgePool) : undefined;
	const edgePool = pool.edgePool ? around.edgePoolNames(pool.edgePool, `${place}.edgePool`) : nearEdgePool;
	return {
		fqdn: pool.fqdn,
		site: around.site,
		edition,
		version: (pool.version ?? fill(`${place}.version`, usualVersion)) as ServiceVersion,
		...(partner === undefined ? {} : {backupPool: partner}),
		computers: around.computers,
		sql: toSql(pool, edition, place, fill),
		...(pool.fileStore ? {fileStore: pool.fileStore} : {}),
		...(edgePool === undefined ? {} : {edgePool}),
		users,
		routingGroups: pool.routingGroups ?? fill(`${place}.routingGroups`, Math.max(1, Math.round(users / usersPerRoutingGroup))),
		testUsers:
			(pool.testUsers as [string, string] | null | undefined) ?? fill(`${place}.testUsers`, usualTestUsers(index, around.sipDomain)),
		voiceResiliency: toVoiceResiliency(pool.fqdn, around, fill),
	};
};

/** SQL Server Express stands on a Standard Edition server itself, instance `rtc` [L-ABC]. */
const toSql = ({fqdn, sql}: PoolForm, edition: FrontEndPool['edition'], place: string, fill: Fill): SqlStore => {
	const own = edition === 'Standard' ? fqdn : fqdn.replace(firstLabel(fqdn), `${firstLabel(fqdn).slice(0, 59)}-sql`);
	return {
		primary: sql?.primary ?? fill(`${place}.sql.primary`, own),
		...(sql?.mirror ? {mirror: sql.mirror} : {}),
		...(sql?.witness ? {witness: sql.witness} : {}),
		instance: sql?.instance ?? fill(`${place}.sql.instance`, 'rtc'),
	};
};

/** A user has one home pool, so each pool gets two of its own. */
const usualTestUsers = (index: number, sipDomain: string): [string, string] => [
	`sip:switchback-test${2 * index + 1}@${sipDomain}`,
	`sip:switchback-test${2 * index + 2}@${sipDomain}`,
];

/** Without a partner there is nowhere to fail over to: nothing is filled in, and it is off. */
const toVoiceResiliency = (fqdn: string, {partner, voice}: PoolSurroundings, fill: Fill): FrontEndPool['voiceResiliency'] => {
	const place = voice?.place ?? `voiceResiliency.${firstLabel(fqdn)}`;
	const usual = {enabled: partner !== undefined, failureDetectionMs: usualFailureDetectionMs, failbackMs: usualFailbackMs};
	if (!voice) return partner === undefined ? usual : fill(place, usual);
	return {
		enabled: voice.form.enabled ?? fill(`${place}.enabled`, usual.enabled),
		failureDetectionMs: voice.form.failureDetection ?? fill(`${place}.failureDetection`, usual.failureDetectionMs),
		failbackMs: voice.form.failback ?? fill(`${place}.failback`, usual.failbackMs),
	};
};

export type EdgeSurroundings = {
	readonly place: string;
	readonly site: string;
	/** A pool of the same site, for an Edge pool that names no next hop. */
	readonly nearPool: string | undefined;
	readonly nextHopNames: Names;
	/** The Edge pools that sites route federation over. */
	readonly routes: {readonly federation: ReadonlySet<string | undefined>; readonly xmpp: ReadonlySet<string | undefined>};
	/** An external name that no other Edge pool has. */
	readonly freeName: () => string;
};

export const toEdgePool = (edgePool: EdgePoolForm, around: EdgeSurroundings, fill: Fill): EdgePool => {
	const {place, routes, nearPool} = around;
	const {fqdn} = edgePool;
	if (!edgePool.registrar && nearPool === undefined) refuse('missing', {place: `${place}.registrar`});
	return {
		fqdn,
		site: around.site,
		computers: edgePool.computers ?? fill(`${place}.computers`, [fqdn]),
		nextHop: edgePool.registrar
			? around.nextHopNames(edgePool.registrar, `${place}.registrar`)
			: fill(`${place}.registrar`, nearPool as string),
		accessEdge: edgePool.accessEdge ?? fill(`${place}.accessEdge`, around.freeName()),
		federationEnabled: edgePool.federationEnabled ?? fill(`${place}.federationEnabled`, routes.federation.has(fqdn)),
		xmpp: edgePool.xmpp ?? fill(`${place}.xmpp`, routes.xmpp.has(fqdn)),
	};
};

export const toOtherPool = (pool: OtherPoolForm, role: OtherPool['role'], site: string, place: string, fill: Fill): OtherPool => ({
	fqdn: pool.fqdn,
	site,
	role,
	computers: pool.computers ?? fill(`${place}.computers`, [pool.fqdn]),
});

/** The standby is in the partner of the active pool, or there is none: `null` says so, silence means the partner. */
export const toCentralManagement = (
	cms: DeploymentForm['cms'],
	pools: readonly FrontEndPool[],
	names: {readonly pools: Names; readonly computers: Names},
	fill: Fill,
): CentralManagement => {
	const [onlyPool, ...otherPools] = pools;
	const guess = onlyPool && otherPools.length === 0 ? onlyPool.fqdn : undefined;
	if (!cms?.active && guess === undefined) refuse('missing', {place: 'cms.active'});
	const active = cms?.active ? names.pools(cms.active, 'cms.active') : fill('cms.active', guess as string);
	const home = pools.find(pool => pool.fqdn === active) as FrontEndPool;

	const named = cms?.standby ? names.pools(cms.standby, 'cms.standby') : undefined;
	if (named !== undefined && named !== home.backupPool) {
		refuse('standbyNotPartner', {place: 'cms.standby', standby: named, active, partner: home.backupPool ?? 'null'});
	}
	const isSilent = cms?.standby === undefined && home.backupPool !== undefined;
	const standby = isSilent ? fill('cms.standby', home.backupPool) : named;
	/** Both are services of the pool that holds the store; elsewhere they would be taken for those of a store that is not there. */
	const computerOfHome = (reference: string, place: string): string => {
		const name = names.computers(reference, place);
		if (home.computers.includes(name)) return name;
		const known = home.computers.slice(0, mostKnown).map(shown);
		return refuse('notOfCmsPool', {place, name: shown(name), active, known});
	};
	const activeMaster = cms?.activeMaster
		? computerOfHome(cms.activeMaster, 'cms.activeMaster')
		: fill('cms.activeMaster', home.computers[0] as string);
	return {
		active,
		...(standby === undefined ? {} : {standby}),
		scp: cms?.scp ? toScp(cms.scp) : fill('cms.scp', {server: home.sql.primary, instance: home.sql.instance}),
		activeMaster,
		fileTransferAgents: cms?.fileTransferAgents
			? cms.fileTransferAgents.map((agent, index) => computerOfHome(agent, `cms.fileTransferAgents[${index}]`))
			: fill('cms.fileTransferAgents', [activeMaster]),
	};
};

/** A default instance of SQL Server has no name after the server's; its service is called this. */
const defaultInstance = 'MSSQLSERVER';

const toScp = (scp: string): CentralManagement['scp'] => {
	const [server = '', instance = defaultInstance] = scp.split('\\');
	return {server: server.toLowerCase(), instance};
};
