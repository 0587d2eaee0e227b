/**
 * What a journal is made of: the union of its entries, as data. The screen is a fold over them, a resume tells some of them again.
 *
 * A step's end and a report steer a procedure. Everything else is there for people, and because no change may run unwritten.
 */

import type {Ask, AskEnd, Outside} from '../ask.js';
import type {CmdletCall, StreamRecord} from '../cmdlet.js';
import type {Debt} from '../debt.js';
import type {Deployment} from '../deployment/deployment.js';
import type {Scenario} from '../deployment/scenario.js';
import type {Json, JsonObject} from '../json.js';
import type {Message} from '../message.js';
import type {LookedAt} from '../procedures/ids.js';
import type {Approval, Proof} from '../step/proof.js';
import type {Change, Evidence, Field, Fields, Judgement, LossBound, StepEnd, StepState} from '../step/step.js';

export const journalFormat = 'switchback-journal';
export const journalVersion = 1;

export type Outcome = 'done' | 'failed' | 'refused' | 'outcomeUnknown' | 'ended';

/** With the topology, everything that a rehearsal's world is a function of, beside the calls: enough to build it again anywhere. */
export type Rehearsal = {readonly scenario: Json; readonly seed: number};

/** The farm of the same kind of world, as a process of its own. `speed`: so many times real time. */
export type StandIn = Rehearsal & {readonly speed: number};

/** What the console knew when the session began: it cannot be asked for again later. */
export type Known = {
	/** When the backup service of the pool was last seen steady (ms of the session, before its start: negative), and by whom. */
	readonly lastSteady: readonly {readonly module: string; readonly at: number; readonly by: string}[];
	readonly debts: readonly Debt[];
	/** When the outage began, as far as anybody says. */
	readonly outageAt?: number;
};

export type Header = {
	readonly kind: 'header';
	readonly format: typeof journalFormat;
	readonly version: number;
	readonly product: string;
	/** The session's id: the only one that is random. */
	readonly session: string;
	/** ISO 8601. Virtual in a rehearsal. */
	readonly startedAt: string;
	readonly timeZone: string;
	readonly world: 'live' | 'rehearsal';
	readonly deployment: string;
	readonly title: string;
	readonly topology: Json;
	/** FQDN of the Front End pool that the session is about. */
	readonly pool: string;
	/** FQDN of the Edge pool that it is about, where it is about one. */
	readonly edge?: string;
	/** The id of the procedure that it was begun for: what it recommends first. Absent: what fits best. */
	readonly begunFor?: string;
	readonly known: Known;
	readonly rehearsal?: Rehearsal;
	/** Of a live session whose farm is a simulated one: the whole live way, with nothing at stake. */
	readonly standIn?: StandIn;
	/** A walk through this procedure that only looked: it can neither change anything nor be gone on with. */
	readonly lookOnly?: LookedAt;
};

export type Choice = {readonly id: string; readonly label: Message; readonly fields: readonly Field[]; readonly isRecommended?: true};
export type Question = {
	/** Path of the step and the number of the question in it. */
	readonly question: string;
	readonly step: string;
	readonly prompt: Message;
	readonly choices: readonly Choice[];
	/** The run stands still until it is answered. Otherwise the work goes on and the operator may. */
	readonly isWaiting: boolean;
	/** What was wrong with the answer before. */
	readonly problem?: Message;
	/** What is changed once this is answered: a name in it has to be typed. */
	readonly changes?: Message;
	/** It waits for a second person: the text that they approve, or sign. */
	readonly toApprove?: string;
};

/** `typed`: it changes something, after what was typed. `reads`: nobody is needed. */
export type Acting = 'you' | 'typed' | 'reads' | 'waits' | 'byHand';

export type PlannedStep = {
	readonly step: string;
	readonly number: string;
	readonly title: Message;
	readonly who?: Acting;
	/** FQDN of the computer that its cmdlets run on. */
	readonly runsOn?: string;
	readonly changes?: Message;
	/** What has to be there before it can end well, in a few words. */
	readonly needs?: Message;
};

/** What is shown about a step before it runs. */
export type StepCard = {
	readonly title: Message;
	readonly why: Message;
	readonly number?: string;
	readonly part?: 'decides' | 'proves';
	readonly change?: Pick<Change, 'undo' | 'users' | 'takes' | 'hasPreview'> & {readonly changes: Message; readonly danger: string};
	readonly items?: readonly Message[];
	readonly loss?: readonly LossBound[];
};

/**
 * Of the process and of those who are attached to it: nothing that the session rests on. `written`, `rescued`: the journal could not be
 * written for a while, and can again, in its file or in another. `dropped`: lines of a cmdlet that are not kept. `clock`: this computer
 * slept, or its clock was set. `through`: which PowerShell runs the cmdlets of a rehearsal. `host`: what a PowerShell host says of itself.
 */
export type EngineEvent =
	| ('resumed' | 'stopped' | 'torn' | 'lockBroken' | 'attached' | 'left' | 'control')
	| ('written' | 'rescued' | 'dropped' | 'clock' | 'through' | 'host');

export type Event =
	| Header
	| {
			readonly kind: 'runBegan';
			readonly run: string;
			readonly procedure: string;
			readonly input: JsonObject;
			readonly direction: Message;
			readonly plan: readonly PlannedStep[];
	  }
	| {readonly kind: 'runEnded'; readonly run: string; readonly outcome: Outcome; readonly why?: Message}
	| ({readonly kind: 'stepBegan'; readonly step: string} & StepCard)
	| {
			readonly kind: 'stepMoved';
			readonly step: string;
			readonly to: StepState;
			readonly attempt: number;
			readonly says?: Judgement['says'];
			readonly why?: Message;
			readonly remedy?: Message;
			readonly evidence?: readonly Evidence[];
			/** The exact lines that would run. */
			readonly calls?: readonly CmdletCall[];
			/** What they change: of a change in several parts, what is left of it. */
			readonly changes?: Message;
			/** It gives up at this time. */
			readonly until?: number;
			/** By the second person. */
			readonly approval?: Approval;
	  }
	| {readonly kind: 'stepEnded'; readonly step: string; readonly end: StepEnd}
	| ({readonly kind: 'asked'} & Question)
	| {
			readonly kind: 'decision';
			readonly question: string;
			readonly step: string;
			readonly by: string;
			readonly choice: string;
			readonly fields: Fields;
			/** Of a second person who approved it: what shows that it was them. The signature is kept, so that it can be checked again. */
			readonly proof?: Proof;
			readonly signature?: string;
	  }
	| {readonly kind: 'report'; readonly watch: string; readonly event: {readonly type: string}; readonly message: Message}
	| {readonly kind: 'callBegan'; readonly call: string; readonly what: Ask}
	| {readonly kind: 'callEnded'; readonly call: string; readonly end: AskEnd; readonly changes: boolean}
	| ({readonly kind: 'stream'; readonly call: string} & StreamRecord)
	/** One thing seen. The value `unchanged` of the source `look`: a round of polling that saw what the one before it saw. */
	| {readonly kind: 'fact'; readonly about: string; readonly value: Json; readonly source: string; readonly seenAt: number}
	| {readonly kind: 'debtOpened'; readonly debt: Debt}
	| {readonly kind: 'debtClosed'; readonly debt: string}
	| {readonly kind: 'note'; readonly text: string; readonly by: string; readonly happenedAt?: number}
	/** Of a sighting, `by` is who saw it: nobody knows who did it. */
	| {readonly kind: 'outside'; readonly id: string; readonly what: Outside; readonly by: string}
	/** `left`: a console went, and what comes after it is what its operator did not see. */
	| {readonly kind: 'engine'; readonly event: EngineEvent; readonly message: Message}
	| {readonly kind: 'sealed'; readonly outcome: Outcome; readonly why?: Message};

/** `at`: milliseconds since the session began. `seq` counts from 1, without a gap. */
export type JournalEntry = {readonly seq: number; readonly at: number} & Event;
export type EventKind = Event['kind'];
export type EntryOf<Kind extends EventKind> = Extract<JournalEntry, {readonly kind: Kind}>;

/** The captured topology and the scenario that a header carries: checked when the session began, and when a recording is opened. */
export const deploymentOf = ({topology}: Pick<Header, 'topology'>): Deployment => topology as unknown as Deployment;
export const scenarioOf = ({rehearsal, standIn}: Pick<Header, 'rehearsal' | 'standIn'>): Scenario | undefined =>
	(rehearsal ?? standIn)?.scenario as unknown as Scenario | undefined;

/** As banner, prompt and approval name it: what is live against a stand-in is never said to be simply live. */
export type WorldName = Header['world'] | 'standIn';
export const worldOf = ({world, standIn}: Pick<Header, 'world' | 'standIn'>): WorldName => (standIn ? 'standIn' : world);
