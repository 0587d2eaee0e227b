/**
 * What an answer says about the deployment, for every cmdlet that the procedures read with. An output of another shape than expected
 * says nothing: what comes from outside never stops the fold.
 */
import {type Ask, type AskEnd, isCmdletCall, isTcpProbe} from '../ask.js';
import type {CmdletCall} from '../cmdlet.js';
import {type Deployment, type FrontEndPool, poolOfIdentity} from '../deployment/deployment.js';
import type {Json, JsonObject} from '../json.js';
import {isOurOwn} from '../live/nowhere.js';
import type {TcpProbe} from '../probe.js';
import {fqdnOf, listOf, objectsOf, textOf} from '../procedures/seeing.js';
import {factKey} from './topology-facts.js';

export type Finding = readonly [key: string, value: Json];

export type DeploymentIndex = {
	/** The Front End pool that a computer or a SQL server belongs to. */
	readonly poolWith: (computer: string) => FrontEndPool | undefined;
	readonly pool: (fqdn: string) => FrontEndPool | undefined;
	/** The pool whose test user it is. */
	readonly poolOfUser: (sipAddress: string) => FrontEndPool | undefined;
};

export function indexOf({pools}: Deployment): DeploymentIndex {
	const byComputer = new Map(
		pools.flatMap(pool => [...pool.computers, pool.sql.primary, pool.sql.mirror ?? ''].filter(Boolean).map(computer => [computer, pool])),
	);
	const byFqdn = new Map(pools.map(pool => [pool.fqdn, pool]));
	const byUser = new Map(pools.flatMap(pool => pool.testUsers.map(user => [user, pool] as const)));
	return {
		poolWith: computer => byComputer.get(computer.toLowerCase()),
		pool: fqdn => byFqdn.get(fqdn.toLowerCase()),
		poolOfUser: user => byUser.get(user),
	};
}

/** `hosts`: the computers that ran cmdlets of this session. */
export function findingsIn(ask: Ask, end: AskEnd, deployment: DeploymentIndex, hosts: ReadonlySet<string>): readonly Finding[] {
	if (isTcpProbe(ask)) {
		const isOfComputer = isAskedFromHere(ask, hosts) && end.ok && typeof end.output === 'string' && end.output !== 'notAsked';
		return isOfComputer ? [[factKey.port(ask.to, ask.port), end.output]] : [];
	}
	if (!isCmdletCall(ask) || ask.changesState) return [];
	if (!end.ok) return asksForMasters(ask) && !isOurOwn(end) ? [[factKey.cmsState, 'silent']] : [];
	const objects = objectsOf({ask, end, at: 0});
	return [[factKey.shell(ask.runsOn.toLowerCase()), true], ...(readers[ask.name]?.(objects, ask, deployment) ?? [])];
}

/** What another computer than the console or its host reaches, an Edge server say, tells of the way between the two, not of the computer. */
const isAskedFromHere = ({from}: TcpProbe, hosts: ReadonlySet<string>) => from === undefined || hosts.has(from.toLowerCase());

const asksForMasters = ({name, parameters}: CmdletCall) =>
	name === 'Get-CsManagementStoreReplicationStatus' && parameters.CentralManagementStoreStatus === true;

type Reader = (objects: readonly JsonObject[], call: CmdletCall, deployment: DeploymentIndex) => readonly Finding[];

const readers: Readonly<Record<string, Reader>> = {
	'Get-CsManagementStoreReplicationStatus': (objects, call, deployment) =>
		asksForMasters(call) ? masters(objects[0], deployment) : objects.flatMap(replica),
	'Get-CsService': (objects, {parameters}) => {
		if (parameters.EdgeServer === true) return objects.flatMap(nextHop);
		return parameters.CentralManagement === true ? activeStore(objects) : [];
	},
	'Get-CsPoolBackupRelationship': objects =>
		objects.flatMap(({PoolFqdn, BackupPoolFqdn}) => named(factKey.backupPool, fqdnOf(PoolFqdn), fqdnOf(BackupPoolFqdn))),
	'Get-CsBackupServiceStatus': ([status], {parameters}) =>
		status && typeof parameters.PoolFqdn === 'string'
			? [
					[
						factKey.backup(parameters.PoolFqdn.toLowerCase()),
						{exports: textOf(status.OverallExportStatus), imports: textOf(status.OverallImportStatus)},
					],
				]
			: [],
	'Get-CsDatabaseMirrorState': (objects, {parameters}) =>
		typeof parameters.PoolFqdn === 'string' && objects.length > 0
			? [[factKey.principal(parameters.PoolFqdn.toLowerCase()), principalOf(objects)]]
			: [],
	'Get-CsManagementConnection': ([connection]) => (connection ? [[factKey.cmsConnection, fqdnOf(connection.SqlServer)]] : []),
	'Get-CsConfigurationStoreLocation': ([location]) =>
		location ? [[factKey.cmsPointer, fqdnOf(location.BackEndServer).split('\\')[0] ?? '']] : [],
	'Get-CsWindowsService': (objects, {parameters}) =>
		typeof parameters.ComputerName === 'string'
			? objects.flatMap(({Name, Status}) =>
					named(name => factKey.service(fqdnOf(parameters.ComputerName), name), textOf(Name), textOf(Status)),
				)
			: [],
	'Get-CsUserReplicatorConfiguration': ([configuration]) => (configuration ? [[factKey.userReplicator, configuration]] : []),
	'Get-CsSite': objects => objects.flatMap(routes),
	'Get-CsTopology': ([topology]) => objectsOf({ask: nobody, end: {ok: true, output: listOf(topology?.Sites)}, at: 0}).flatMap(routes),
	'Test-CsPresence': served,
	'Test-CsRegistration': served,
};

/** Only the output of an answer is read. */
const nobody: Ask = {fateOf: '', runsOn: ''};

const named = (key: (name: string) => string, name: string, value: string): readonly Finding[] =>
	name && value ? [[key(name), value]] : [];

function masters(status: JsonObject | undefined, deployment: DeploymentIndex): readonly Finding[] {
	if (!status) return [];
	const master = fqdnOf(status.ActiveMasterFqdn);
	const agents = listOf(status.ActiveFileTransferAgents).map(fqdnOf).filter(Boolean);
	const pool = deployment.poolWith(master)?.fqdn;
	return [
		[factKey.cmsMaster, master || null],
		[factKey.cmsAgents, agents],
		[factKey.cmsState, master && agents.length > 0 ? 'healthy' : 'blank'],
		...(pool ? [[factKey.cmsPool, pool] as const] : []),
	];
}

function replica({ReplicaFqdn, UpToDate, LastStatusReport}: JsonObject): readonly Finding[] {
	const computer = fqdnOf(ReplicaFqdn);
	return computer ? [[factKey.replica(computer), {isUpToDate: UpToDate === true, lastReport: textOf(LastStatusReport)}]] : [];
}

const nextHop = ({PoolFqdn, Identity, Registrar}: JsonObject): readonly Finding[] =>
	named(factKey.hop, fqdnOf(PoolFqdn) || poolOfIdentity(textOf(Identity)), poolOfIdentity(textOf(Registrar)));

function activeStore(objects: readonly JsonObject[]): readonly Finding[] {
	const active = objects.find(({Active}) => Active === true);
	const pool = fqdnOf(active?.PoolFqdn) || poolOfIdentity(textOf(active?.Identity));
	return pool ? [[factKey.cmsPool, pool]] : [];
}

function principalOf(databases: readonly JsonObject[]): string {
	const roles = databases.map(({StateOnPrimary, StateOnMirror}) => {
		if (StateOnPrimary === 'Principal') return 'primary';
		return StateOnMirror === 'Principal' ? 'mirror' : 'none';
	});
	return roles.every(role => role === roles[0]) ? (roles[0] ?? 'none') : 'mixed';
}

const routes = ({Identity, FederationRoute, XmppFederationRoute}: JsonObject): readonly Finding[] => [
	...named(factKey.route, textOf(Identity), poolOfIdentity(textOf(FederationRoute))),
	...named(factKey.xmppRoute, textOf(Identity), poolOfIdentity(textOf(XmppFederationRoute))),
];

/** Test users of a pool who are served somewhere show who serves its users. That it fails shows nothing: they may be served elsewhere. */
function served([result]: readonly JsonObject[], {parameters}: CmdletCall, deployment: DeploymentIndex): readonly Finding[] {
	const user = parameters.SubscriberSipAddress ?? parameters.UserSipAddress;
	const home = deployment.poolOfUser(textOf(user as Json));
	return home && result?.Result === 'Success' ? named(factKey.servedBy, home.fqdn, fqdnOf(parameters.TargetFqdn as Json)) : [];
}
