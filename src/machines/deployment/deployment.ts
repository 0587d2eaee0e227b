/**
 * The deployment that is worked on: sites, pools, Edge pools, the Central Management store. Microsoft's words.
 *
 * Every FQDN is lower case. `deployment-file.ts` makes one out of a file; what the file left out has been filled in.
 */

/** Service version as `Get-CsService` prints it [C-MIRROR]: 5 Lync 2010, 6 Lync 2013, 7 SfB 2015; 8 (2019) is recalled, Subscription Edition counts as 8. */
export type ServiceVersion = 5 | 6 | 7 | 8;

export type Site = {
	readonly name: string;
	readonly number: number;
	/** A branch site: the name of the central site that it belongs to. */
	readonly branchOf?: string;
	/** FQDN of the Edge pool that carries the federation route of this site. */
	readonly federationRoute?: string;
	readonly xmppFederationRoute?: string;
};

/** SQL servers are FQDNs. A Standard Edition pool has its store on itself, instance `rtc` [L-ABC]. */
export type SqlStore = {readonly primary: string; readonly mirror?: string; readonly witness?: string; readonly instance: string};

export type FrontEndPool = {
	readonly fqdn: string;
	readonly site: string;
	readonly edition: 'Enterprise' | 'Standard';
	readonly version: ServiceVersion;
	readonly backupPool?: string;
	/** In topology order: the order decides about quorum [L-HA]. */
	readonly computers: readonly string[];
	readonly sql: SqlStore;
	readonly fileStore?: string;
	readonly edgePool?: string;
	readonly users: number;
	readonly routingGroups: number;
	/** Two SIP addresses of its users for `Test-CsPresence`. */
	readonly testUsers: readonly [string, string];
	readonly voiceResiliency: {readonly enabled: boolean; readonly failureDetectionMs: number; readonly failbackMs: number};
};

export type EdgePool = {
	readonly fqdn: string;
	readonly site: string;
	readonly computers: readonly string[];
	/** FQDN of its next hop: a Front End pool or a Director pool. */
	readonly nextHop: string;
	readonly accessEdge: string;
	readonly federationEnabled: boolean;
	readonly xmpp: boolean;
};

/** Survivable Branch Appliances, Directors, Mediation and other computers that hold a replica and nothing else that matters here. */
export type OtherPool = {
	readonly fqdn: string;
	readonly site: string;
	readonly role: 'branch' | 'director' | 'mediation' | 'other';
	readonly computers: readonly string[];
};

/** Who else has to approve a change that loses data. */
export type DataLossApproval = {
	/** Path of a file as `ssh-keygen` takes it, on the host of the engine; without one, nobody can prove who they are. */
	readonly allowedSigners?: string;
	/** Whether a consent from the account of the console counts, which proves nothing. */
	readonly sameAccount: boolean;
};

/**
 * What a firewall does not let through, for a rehearsal: from one pool to another, by FQDN, `outside` for the world; without ports, none
 * gets through.
 */
export type ClosedWay = {readonly from: string; readonly to: string; readonly ports?: readonly number[]};

export type Person = {readonly name: string; readonly role: string; readonly phone?: string};

export type CentralManagement = {
	/** FQDN of the Front End pool that holds the active store. */
	readonly active: string;
	readonly standby?: string;
	/** The store as Active Directory's service control point names it. */
	readonly scp: {readonly server: string; readonly instance: string};
	readonly activeMaster: string;
	readonly fileTransferAgents: readonly string[];
};

/** A name server: an IP address, because who asks for names cannot begin with a name. */
export type NameServer = {readonly address: string; readonly port: number};

/** Those that are asked, by the view that they have: what clients inside are answered, and what the world is. */
export type NameServers = {readonly internal?: NameServer; readonly external?: NameServer};

export type Deployment = {
	readonly name: string;
	readonly sipDomains: readonly string[];
	readonly sites: readonly Site[];
	readonly pools: readonly FrontEndPool[];
	readonly edgePools: readonly EdgePool[];
	readonly otherPools: readonly OtherPool[];
	readonly cms: CentralManagement;
	readonly backupSyncIntervalMs: number;
	readonly people: readonly Person[];
	/** SIP domain of a partner with whom federation is tried; absent: it is not tried. */
	readonly federatedPartner?: string;
	/** Address of somebody at an XMPP partner, to whom a message is tried; absent: it is not tried. */
	readonly xmppContact?: string;
	/** Absent: none is asked. */
	readonly resolvers?: NameServers;
	/** Absent: everything gets through. */
	readonly firewall?: readonly ClosedWay[];
	/** Absent: nobody has to. */
	readonly dataLossApproval?: DataLossApproval;
	readonly capturedAt?: string;
	/** Fields that the file did not have and that were filled in, as paths: `pools[0].testUsers`. */
	readonly defaults: readonly string[];
};

export const poolOf = (deployment: Deployment, fqdn: string): FrontEndPool | undefined => deployment.pools.find(pool => pool.fqdn === fqdn);

/** The Front End pool of a computer. */
export const poolWith = (deployment: Deployment, computer: string): FrontEndPool | undefined =>
	deployment.pools.find(({computers}) => computers.includes(computer));

/** `fe11` of `fe11.contoso.com`. */
export const firstLabel = (fqdn: string): string => fqdn.split('.', 1)[0] ?? fqdn;

/** `Registrar:pool1.contoso.com` → `pool1.contoso.com`. */
export const poolOfIdentity = (identity: string): string => identity.slice(identity.indexOf(':') + 1).toLowerCase();
