/** What home knows: what is dark, what is open, owed and recorded, and what can be rehearsed. Gathered outside, shown here. */
import type {Debt} from '../../machines/debt.js';
import type {Deployment} from '../../machines/deployment/deployment.js';
import type {Message} from '../../machines/message.js';
import type {Procedure} from '../../machines/procedures/catalog.js';
import type {Reachability} from '../../machines/topology/reachability.js';
import type {Finding} from '../../machines/triage/finding.js';

/** Something that was recorded: where it is, and the sentence that lists say of it. */
export type Recorded = {readonly path: string; readonly label: Message};

/** What the network said last. `at` in ms of the wall clock. */
export type Looked = {
	readonly at: number;
	/** The computer that asked. */
	readonly from: string;
	readonly reach: Reachability;
	readonly findings: readonly Finding[];
};

export type Outlook =
	/** No topology of one's own: nothing is asked of the network. */
	| {readonly has: 'none'; readonly settings: string}
	/** One is named, and cannot be read. */
	| {readonly has: 'problem'; readonly problem: Message}
	| {readonly has: 'topology'; readonly isLooking: boolean; readonly heard: number; readonly asked: number; readonly looked?: Looked};

export type OfferedScenario = {
	readonly name: string;
	/** With the names of what is hit, for a pool by its FQDN. */
	readonly titleFor: (pool: string) => string;
};

export type HomeFacts = {
	readonly version: string;
	/** The one that is rehearsed on: that of the settings, or the bundled one. */
	readonly deployment: Deployment;
	readonly outlook: Outlook;
	readonly scenarios: readonly OfferedScenario[];
	readonly procedures: readonly Procedure[];
	readonly open: readonly Recorded[];
	readonly recordings: readonly Recorded[];
	readonly debts: readonly Message[];
	/** The same as data: what is proposed depends on them. */
	readonly owed: readonly Debt[];
	/** Recordings that could not be read: something may be owed of which they alone tell. */
	readonly unread: number;
	/** What a live run reaches: the farm of the settings, or one that stands in; absent where there is none. */
	readonly live?: 'farm' | 'standIn';
	/** Why the settings that are in force are not those of the file. */
	readonly warning?: Message;
	readonly lastRehearsal?: Message;
};

/** Looked at again this often while home is shown; twice as old is stale. */
export const lookEveryMs = 30_000;
export const staleAfterMs = 2 * lookEveryMs;
