/** Sites, Front End pools and the Central Management store of a capture, in the form of a deployment file. */
import type {Json, JsonObject} from '../json.js';
import {textOf} from '../procedures/seeing.js';
import {type Found, objectsBy, type Reading, type ServiceFound} from './captured-services.js';

export type Services = {
	readonly found: readonly Found[];
	readonly reading: Reading;
	readonly all: readonly ServiceFound[];
	/** Of a role and the FQDN of a pool. */
	readonly one: (role: string, pool: string) => JsonObject;
	/** FQDN → the partner that the pair names. */
	readonly partners: ReadonlyMap<string, string>;
	/** As its services say it. */
	readonly versions: ReadonlyMap<string, number>;
	readonly pools: ReadonlyMap<string, {readonly site: string; readonly computers: readonly string[]}>;
	/** Names of branch sites. */
	readonly branches: ReadonlySet<string>;
	/** FQDNs of pools, each in one of these. */
	readonly frontEnds: readonly string[];
	readonly edges: readonly string[];
	readonly directors: readonly string[];
	readonly mediations: readonly string[];
	readonly appliances: readonly string[];
	readonly others: readonly string[];
};

/** A branch belongs to the central site of the pool that serves its appliance. Where that is not shown it is left open. */
export function sitesIn(services: Services): JsonObject {
	const {reading, all, branches, appliances, pools} = services;
	const numberOf = new Map(all.flatMap(({site, siteNumber}) => (siteNumber === undefined || !site ? [] : [[site, siteNumber] as const])));
	const sites = reading.lists('Get-CsSite', 'Sites').flatMap(({Identity, FederationRoute, XmppFederationRoute}) => {
		const name = reading.siteName(Identity, 'Get-CsSite');
		const route = (value: Json | undefined) => reading.host(value, 'Get-CsSite') ?? null;
		const number = name === undefined ? undefined : numberOf.get(name);
		if (name === undefined) return [];
		return [
			{
				name,
				...(number ? {number} : {}),
				routes: {federationRoute: route(FederationRoute), xmppFederationRoute: route(XmppFederationRoute)},
			},
		];
	});
	const central = sites.filter(({name}) => !branches.has(name));
	const branchSites = sites.filter(({name}) => branches.has(name));
	const inSite = Map.groupBy(appliances, pool => pools.get(pool)?.site ?? '');
	const parentOf = (name: string): string | null => {
		const [appliance = ''] = inSite.get(name) ?? [];
		const {UserServer, WebServer, BackupRegistrar} = services.one('Registrar', appliance);
		const serving = reading.host(BackupRegistrar ?? UserServer ?? WebServer, 'Get-CsService') ?? '';
		return pools.get(serving)?.site || null;
	};
	return {
		sites: central.map(({routes, ...site}) => ({...site, type: 'CentralSite', ...routes})),
		...(branchSites.length > 0
			? {
					branchSites: branchSites.map(({routes: _, ...site}) => ({
						...site,
						parent: parentOf(site.name),
						sbas: (inSite.get(site.name) ?? []).map(fqdn => ({fqdn, computers: [...(pools.get(fqdn)?.computers ?? [fqdn])]})),
					})),
				}
			: {}),
	};
}

export function poolIn(fqdn: string, services: Services): Json {
	const {reading, pools} = services;
	const host = (value: Json | undefined) => reading.host(value, 'Get-CsService') ?? null;
	const registrar = services.one('Registrar', fqdn);
	const {site = '', computers = [fqdn]} = pools.get(fqdn) ?? {};
	const server = host(services.one('UserServer', fqdn).UserDatabase);
	const instance = textOf(services.one('UserDatabase', server ?? '').SqlInstanceName);
	const version = services.versions.get(fqdn);
	return {
		fqdn,
		site: site || null,
		edition: computers.length === 1 && computers[0] === fqdn ? 'Standard' : 'Enterprise',
		...(version === undefined ? {} : {version}),
		backupPool: services.partners.get(fqdn) ?? host(registrar.BackupRegistrar),
		computers: [...computers],
		sql: {...(server ? {primary: server} : {}), ...(/^[\w$#-]{1,64}$/.test(instance) ? {instance} : {})},
		edgePool: host(registrar.EdgeServer),
	};
}

export function voiceOf(fqdn: string, services: Services): readonly (readonly [string, JsonObject])[] {
	const {EnableAutomaticFailover, FailureDetectionInterval, FailbackDetectionInterval} = services.one('Registrar', fqdn);
	const time = (name: string, value: Json | undefined): JsonObject =>
		/^\d\d:\d\d:\d\d$/.test(textOf(value)) ? {[name]: textOf(value)} : {};
	const voice = {
		...(typeof EnableAutomaticFailover === 'boolean' ? {enabled: EnableAutomaticFailover} : {}),
		...time('failureDetection', FailureDetectionInterval),
		...time('failback', FailbackDetectionInterval),
	};
	return Object.keys(voice).length > 0 ? [[fqdn, voice]] : [];
}

/** One of its copies is active [recalled]; else the pool whose computer is the master has it. A part that was not shown is left out. */
export function cmsIn(services: Services): JsonObject {
	const {all, reading, pools, found} = services;
	const copies = all.filter(({role}) => role === 'CentralManagement');
	const [status] = objectsBy(found, 'Get-CsManagementStoreReplicationStatus', 'CentralManagementStoreStatus');
	const host = (value: Json | undefined) => reading.host(value, 'Get-CsManagementStoreReplicationStatus');
	const master = host(status?.ActiveMasterFqdn);
	const ofMaster = [...pools].find(([pool, {computers}]) => pool === master || computers.includes(master ?? ''))?.[0];
	const active = copies.find(({object}) => object.Active === true)?.pool ?? ofMaster ?? (copies.length === 1 ? copies[0]?.pool : undefined);
	const standby = copies.find(({pool}) => pool !== active)?.pool ?? null;
	const computers = new Set(pools.get(active ?? '')?.computers);
	const agents = (Array.isArray(status?.ActiveFileTransferAgents) ? status.ActiveFileTransferAgents : []).flatMap(each => host(each) ?? []);
	const [location] = objectsBy(found, 'Get-CsConfigurationStoreLocation');
	const scp = textOf(location?.BackEndServer);
	return {
		...(active ? {active, standby} : {}),
		...(/^[A-Za-z0-9._-]{1,253}(?:\\[\w$#-]{1,64})?$/.test(scp) ? {scp} : {}),
		// The status may name the pool in their place; it says nothing of computers then.
		...(master && computers.has(master) ? {activeMaster: master} : {}),
		...(agents.some(agent => computers.has(agent)) ? {fileTransferAgents: agents.filter(agent => computers.has(agent))} : {}),
	};
}
