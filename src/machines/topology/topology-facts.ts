/**
 * What is known of the deployment, as facts: a value, when it was seen, what brought it, and who looked. One fact a key, the newest wins.
 *
 * A fact that follows from a change, and that nobody has seen, is expected: it stays so until somebody looks.
 */
import type {Json} from '../json.js';

export type TopologyFact = {
	readonly value: Json;
	/** Ms of the session. Of an expected fact: since when it is expected. */
	readonly seenAt: number;
	/** The cmdlet, the probe or the debt that it comes from. */
	readonly source: string;
	/** FQDN of the computer that looked; absent: the one that Switchback runs on. */
	readonly by?: string;
	readonly isExpected?: true;
	/** How often it is looked at again, where that is known. */
	readonly everyMs?: number;
};

export type FactReader = {readonly factOf: (key: string) => TopologyFact | undefined};

/** Where each fact is kept. Names are as they came in, and in lower case. */
export const factKey = {
	/** `open`, `closed` or `silent`. */
	port: (computer: string, port: number) => `port/${port}/${computer}`,
	/** A cmdlet ran there and answered: true. */
	shell: (computer: string) => `shell/${computer}`,
	/** The status of a Windows service. */
	service: (computer: string, service: string) => `service/${service}/${computer}`,
	/** FQDN of the pool with the active store. */
	cmsPool: 'cms/pool',
	/** FQDN of the active master, or null when nobody is. */
	cmsMaster: 'cms/master',
	cmsAgents: 'cms/agents',
	/** `healthy`, `blank` or `silent`. */
	cmsState: 'cms/state',
	/** SQL server that the management connection, or Active Directory, names. */
	cmsConnection: 'cms/connection',
	cmsPointer: 'cms/pointer',
	/** `{isUpToDate, lastReport}`. */
	replica: (computer: string) => `replica/${computer}`,
	/** FQDN of the pool that an Edge pool has as next hop. */
	hop: (edgePool: string) => `hop/${edgePool}`,
	/** `primary`, `mirror`, `mixed` or `none`: which of the two servers of a pool is principal of all databases that were asked about. */
	principal: (pool: string) => `principal/${pool}`,
	backupPool: (pool: string) => `backupPool/${pool}`,
	/** `{exports, imports}`. */
	backup: (pool: string) => `backup/${pool}`,
	userReplicator: 'userReplicator',
	/** FQDN of the pool that serves the users of this one. */
	servedBy: (pool: string) => `servedBy/${pool}`,
	/** FQDN of the Edge pool of a site's federation route. */
	route: (site: string) => `route/${site}`,
	xmppRoute: (site: string) => `xmppRoute/${site}`,
} as const;

/** A fact whose value is a text, as every name of a pool is. */
export function textFact(facts: FactReader, key: string): (TopologyFact & {readonly value: string}) | undefined {
	const fact = facts.factOf(key);
	return typeof fact?.value === 'string' ? {...fact, value: fact.value} : undefined;
}
