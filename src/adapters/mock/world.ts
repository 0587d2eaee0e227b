/**
 * The simulated deployment as plain data. Times are ms of the session; what happened before it is negative.
 *
 * State variables as in behaviour.md §1. What follows from others (what users experience, what the backup service reports, whether
 * a pool serves) is not kept here but worked out when it is asked for.
 */
import type {CallEnd} from '../../machines/cmdlet.js';
import type {ClosedWay} from '../../machines/deployment/deployment.js';
import type {DnsChange} from '../../machines/probe.js';

export type ComputerRole = 'frontEnd' | 'sql' | 'edge' | 'branch' | 'director' | 'mediation' | 'other';
export type ServiceState = 'Running' | 'Starting' | 'Stopped';

export type Computer = {
	readonly fqdn: string;
	/** FQDN of its pool; a SQL server is its own. */
	readonly pool: string;
	readonly site: string;
	readonly role: ComputerRole;
	isOn: boolean;
	/** It carries a SQL Server; a Standard Edition Front End does too [L-ABC]. */
	readonly hasSql: boolean;
	isSqlUp: boolean;
	/** Of an Edge server: the version of the topology that it had when its wizard was run last. */
	wizardVersion: number;
	/** Lync services by name. */
	services: Record<string, ServiceState>;
};

export type PoolState = 'Normal' | 'FailingOver' | 'FailedOver' | 'FailingBack';
export type BackupModule = 'UserServices.PresenceFocus' | 'ConfServices.DataConf' | 'CentralMgmt.CMSMaster';

export type PoolWorld = {
	state: PoolState;
	mode: 'ReadWrite' | 'ReadOnly';
	/** Whose Front Ends the failover state sends its users to. */
	servedBy: string;
	/** A move was cut short: some of its users, the test users among them, are served by this pool, and the others are not (model). */
	someOn: string | null;
	/** Since when its Front End service serves nobody, or serves. */
	downSince: number | null;
	upSince: number;
	backEndDownSince: number | null;
	/** The failover now running, or the last one: when it began, and from when it shows. */
	movedAt: number | null;
	settledAt: number;
	/** A planned failover: from when on nothing of a read-only pool is left to be copied. */
	finalAt: number | null;
	/** Failback: from here on its users are on their own pool again, in resiliency mode. */
	reRegisteredAt: number | null;
	principal: 'primary' | 'mirror';
	isChangingPrincipal: boolean;
	isPlacing: boolean;
	/** The backup service and its partner's work, or do not, since then. */
	pairWorks: boolean;
	pairSince: number;
	backlog: 'none' | 'now' | 'sinceOutage';
	/** Meeting files its users made on the partner, not yet copied home [L-CONF]. */
	conferenceContent: 'synced' | 'onPartner';
	/** What was really lost, in minutes, by module, for the debrief. */
	lossMinutes: Partial<Record<BackupModule, number>>;
};

export type CmsCopyState = 'Active' | 'Backup' | 'InTransition';
export type Scp = {readonly server: string; readonly instance: string};

export type CmsWorld = {
	/** The pool whose store is the active one. */
	active: string;
	/** By pool. Each tells what its own database believes: two can say Active. `version`: what had reached it. */
	copies: Record<string, {state: CmsCopyState; version: number; isBeingCorrected: boolean}>;
	isMoving: boolean;
	movedAt: number | null;
	master: string | null;
	fileTransferAgents: string[];
	isElecting: boolean;
	/** Fault: master and file transfer agent stay blank until the store is moved or repaired. */
	isBlank: boolean;
	/** As the domain controllers of each site show it: Active Directory replicates late. */
	scp: Record<string, Scp>;
};

export type TopologyKey =
	| `nextHop/${string}`
	| `federationRoute/${string}`
	| `xmppRoute/${string}`
	| `federation/${string}`
	| `mediaEdge/${string}`;
export type TopologyChange = {readonly version: number; readonly key: TopologyKey; readonly value: string};

/** What its local store holds, whether the Central Management store knows so, and when a package on its way arrives. */
export type Replica = {version: number; isReported: boolean; reportedAt: number; createdAt: number; dueAt: number | null};

/** A changing call as the world remembers it. `gone`: nothing runs and nothing was left behind. */
export type CallRecord = {
	readonly name: string;
	readonly runsOn: string;
	readonly beganAt: number;
	state: 'running' | 'ended' | 'gone';
	end?: CallEnd;
};

export type World = {
	readonly computers: Record<string, Computer>;
	readonly pools: Record<string, PoolWorld>;
	readonly cms: CmsWorld;
	readonly topology: {version: number; readonly changes: TopologyChange[]};
	readonly replicas: Record<string, Replica>;
	readonly cutOff: Record<string, true>;
	/** The version of the topology in a configuration file that was exported, by computer. */
	readonly exports: Record<string, number>;
	/** Edge servers whose services somebody stopped, and nobody has started again. */
	readonly stopped: Record<string, true>;
	/** What firewalls do not let through. */
	readonly firewall: ClosedWay[];
	/** What was changed on name servers by hand, in that order, and from when it is answered. */
	readonly names: (DnsChange & {readonly seenFrom: number})[];
	readonly calls: Record<string, CallRecord>;
	/** Replicas of a pool's computers report nothing until then. */
	readonly lagUntil: Record<string, number>;
	/** The logon on a computer has no second hop until then. */
	readonly deniedUntil: Record<string, number>;
	/** Faults that wait for the next changing call. */
	linkBreaks: number;
	refusals: number;
	firstFailoverEndedAt: number | null;
};
