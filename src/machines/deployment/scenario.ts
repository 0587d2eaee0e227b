/**
 * What happens in a rehearsal, in roles instead of names, so that a scenario fits any deployment.
 *
 * The hit pool is chosen when the rehearsal starts; its site, its partner and its Edge pool follow from it.
 */
import type {ProcedureId} from '../procedures/ids.js';

export type Role = 'hitPool' | 'hitSite' | 'hitSql' | 'partner' | 'partnerSite' | 'hitEdge' | 'livingEdge' | 'cms';

export type Fault =
	/** Every computer of a site, pool or store is without power. */
	| 'off'
	/** Power is back: computers and SQL answer, Lync services are stopped. */
	| 'repaired'
	/** No packet passes between a site and the others; within it everything works. */
	| 'cutOff'
	/** Master Replicator and File Transfer Agent of the Central Management store are blank; its SQL store lives. */
	| 'blank'
	/** The backup service of a pool reports NonSteadyState on export. */
	| 'backlog'
	/** The link to the PowerShell host breaks in the middle of the next changing call: its end is lost. */
	| 'linkBreaks'
	/** The next changing call is refused with a connection error and changes nothing. */
	| 'refusesOnce'
	/** The logon on its computers loses its second hop for ten minutes: SQL Server, Active Directory and shares deny it what it asks. */
	| 'losesSecondHop'
	/** The firewall lets nothing through between the Front Ends of a pool and the Edge servers of all other sites. */
	| 'walledOff'
	/** Replicas of the partner's computers report nothing for ten minutes. */
	| 'replicasLag';

/** Times are durations (`PT3H`). `at` counts from the start, `after` from the end of the first pool failover. */
export type TimedFault = {readonly fault: Fault; readonly role: Role} & ({readonly atMs: number} | {readonly afterMs: number});

export type Scenario = {
	readonly name: string;
	readonly title: string;
	/** ISO 8601, with offset: the virtual wall clock at the start. */
	readonly startsAt: string;
	readonly timeZone: string;
	readonly briefing: {
		/** The outage began this long before the start. */
		readonly outageBeforeMs: number;
		/** Somebody's Switchback last saw the backup service of the hit pool this long before the outage; absent: never. */
		readonly lastSeenBeforeMs?: number;
		readonly text: string;
		readonly people: readonly {readonly name: string; readonly role: 'decider' | 'witness' | 'operator' | 'site'; readonly says?: string}[];
	};
	/** How the deployment differs from its file when the rehearsal starts. */
	readonly given: readonly (
		| {readonly given: 'livingEdgeNamesHitPool'}
		/** The partner's users already run on the hit pool, and the records say so. */
		| {readonly given: 'partnerRunsOnHitPool'}
		/** The store was forced over to the partner, and the copy of the hit pool still believes itself active: its Backup Service is stopped. */
		| {readonly given: 'storeActiveTwice'}
		/** A move of the store was begun too soon: the copy of the partner is neither active nor standby, and its Backup Service is stopped. */
		| {readonly given: 'standbyInTransition'}
		/** Federation was moved from the Edge pool of the hit site to a living one before, by hand, and the records say so. */
		| {readonly given: 'federationMoved'}
		/** Partners are answered a record for each Edge pool, by priority. */
		| {readonly given: 'federationByPriority'}
	)[];
	readonly faults: readonly TimedFault[];
	/** What it rehearses first; absent: the failover of the hit pool, or of federation where nothing but an Edge pool is lost. */
	readonly procedure?: ProcedureId;
	readonly goal: 'failoverAndFailback' | 'failover' | 'refusal';
};

/** `{hitSite} goes dark` → `Redmond goes dark`: a title may name the site and the pools that the roles turned out to be. */
export const titleIn = (
	{title}: Pick<Scenario, 'title'>,
	names: {readonly hitSite: string; readonly hitPool: string; readonly partner: string},
): string => title.replace(/\{(hitSite|hitPool|partner)\}/g, (_, role: keyof typeof names) => names[role]);
