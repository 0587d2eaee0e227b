/**
 * What a procedure says about one step, and what a step says when it has ended. Data and pure functions: `step.machine.ts` lives it.
 */
import type {Act, Answer, Look} from '../ask.js';
import type {CmdletCall} from '../cmdlet.js';
import type {Debt} from '../debt.js';
import type {JsonObject} from '../json.js';
import type {Message} from '../message.js';

/** Something seen: by whom or what, when (ms of the session), and whether it speaks for or against going on. */
export type Evidence = {readonly message: Message; readonly at: number; readonly source: string; readonly sign: 'good' | 'bad' | 'unknown'};

/**
 * Is the postcondition true? Three answers, because *not yet true* is not *has not happened*.
 *
 * `holds`, with what was learnt. `doesNotHold`: not true, and what was seen shows that nothing is under way. `cannotTell`: look again.
 * And a fourth for the way there: `blocked`, it must not be tried as things are; the remedy says what unblocks it.
 */
export type Judgement =
	| {readonly says: 'holds'; readonly evidence: readonly Evidence[]; readonly learned?: JsonObject}
	| {readonly says: 'doesNotHold'; readonly why: Message; readonly evidence: readonly Evidence[]}
	| {readonly says: 'cannotTell'; readonly why: Message; readonly evidence: readonly Evidence[]; readonly mayGoOn?: boolean}
	| {
			readonly says: 'blocked';
			readonly why: Message;
			readonly remedy: Message;
			readonly evidence: readonly Evidence[];
			readonly mayGoOn?: boolean;
			/** Where in the procedure it can be mended, as the label of the way there. */
			readonly wayBack?: Message;
			/** Earlier steps of the procedure are there to make it so: before they are done, it is only to be expected. */
			readonly awaitsEarlier?: true;
	  };

/**
 * What is known of the change of this step. `failed`: it ended with an error, and nothing of it is under way. `unknown`: it began, and
 * nobody heard or found out how it ended; what is seen may be on its way to something else.
 */
export type ChangeFate = 'notBegun' | 'failed' | 'unknown' | 'endedWell';

/** What is not seen may still come. */
export const mayCome = (fate: ChangeFate): boolean => fate === 'unknown' || fate === 'endedWell';

/** How the loss is bounded for one module of the backup service: never seen steady means unknown, never a number. */
export type LossBound = {readonly module: string; readonly minutes: number | null; readonly seenAt?: number; readonly seenBy?: string};

export type FieldKind = 'text' | 'reason' | 'person' | 'time' | 'minutesOrUnknown' | 'fqdn' | 'label';
export type Field = {readonly id: string; readonly label: Message; readonly kind: FieldKind; readonly isOptional?: true};
export type Fields = Readonly<Record<string, string>>;

/** Which name of a change is asked for, by what it is to the change: never where a sentence happens to say it. */
export type LabelOf = 'routes' | 'media' | 'nextHop' | 'store' | 'source' | 'computer' | 'pool';

/** What must be typed before a change runs. It grows with the danger, so that typing never becomes copying. */
export type Confirmation =
	| {readonly danger: 'reversible'; readonly label: string; readonly of: LabelOf}
	| {readonly danger: 'movesUsers'; readonly homePool: string; readonly otherPool: string; readonly users: number}
	| {
			readonly danger: 'losesData';
			readonly homePool: string;
			readonly otherPool: string;
			readonly users: number;
			readonly loss: readonly LossBound[];
			readonly decider: string;
	  };

export type Change = {
	/** The calls that are still needed, from what was just seen; run one after the other. */
	readonly calls: (answers: readonly Answer[]) => readonly CmdletCall[];
	/** Like the calls: of what is still needed. */
	readonly changes: (answers: readonly Answer[]) => Message;
	readonly undo: Message;
	readonly users: Message;
	readonly takes: Message;
	/** Of what is still needed too: a name that was changed already is not asked for. */
	readonly confirmation: (answers: readonly Answer[]) => Confirmation;
	/** `-WhatIf` is supported and safe. */
	readonly hasPreview: boolean;
	/** The deployment may take this long to show that it happened. Earlier, not seeing it proves nothing. */
	readonly settlesInMs: number;
	/** True when seeing the old state, settled, proves that nothing happened: a setting that can be read back. Else the operator decides. */
	readonly isReadBack: boolean;
};

/** A question whose answer is what the step learns. `refuses` says what is wrong with an answer. */
export type Form = {
	/** What is decided here, as a question: it stands where the answer is given. */
	readonly asks: Message;
	readonly fields: readonly Field[];
	/** The operator's other ways, each an answer of its own; `endsRun` ends the run with nothing changed. */
	readonly ways?: readonly {readonly id: string; readonly label: Message; readonly endsRun?: true; readonly isRecommended?: true}[];
	/** One of the ways is the way out, so that no other is offered. */
	readonly hasWayOut?: true;
	readonly refuses?: (fields: Fields) => Message | undefined;
	readonly learns: (way: string, fields: Fields, at: number) => JsonObject;
};

/** A fact on which later guards rest, for when nothing answers: typed by the operator, and marked so. */
export type TypedFact = {
	readonly fields: readonly Field[];
	readonly refuses: (fields: Fields) => Message | undefined;
	readonly learns: (fields: Fields) => JsonObject;
	/** As the captured topology has it: what a walk that only looks goes on with where nothing answers. */
	readonly captured?: JsonObject;
};

/**
 * Work in another tool, with the exact names filled in. `acts`: what doing it changes, from what was just seen; in a rehearsal it is done
 * so in the simulated deployment.
 */
export type Manual = {readonly items: readonly Message[]; readonly acts?: (answers: readonly Answer[]) => readonly Act[]};

export type Step = {
	readonly title: Message;
	readonly why: Message;
	/** As in the operator's runbook: `5`. Steps of a preflight have none. */
	readonly number?: string;
	/** What has to be known to answer, one thing a line: what is owed. */
	readonly items?: readonly Message[];
	/** The end of this step ends the decision clock, or the verification clock. */
	readonly part?: 'decides' | 'proves';
	readonly look?: Look;
	/** What is seen where it holds: for whoever looks in its place, where nothing here can. */
	readonly sought?: Message;
	/** Of most steps, what was seen says all. */
	readonly judge?: (answers: readonly Answer[], fate: ChangeFate) => Judgement;
	readonly change?: Change;
	readonly form?: Form;
	readonly manual?: Manual;
	/** How often it looks again, and how long in all. */
	readonly patience?: {readonly everyMs: number; readonly forMs: number};
	/** Waits for something that this session does not do itself. */
	readonly isWaiting?: true;
	/** A step that teaches a fact on which later guards rest is never skipped, but its fact may be typed. */
	readonly fact?: TypedFact;
	/** Of a step that teaches what only cmdlets see, and is believed nothing else: typed only where no PowerShell opens to be asked. */
	readonly told?: TypedFact;
	readonly maySkip?: true;
	readonly opens?: (learned: JsonObject, end: StepEndKind, answers: readonly Answer[]) => readonly Debt[];
	readonly closes?: (learned: JsonObject, end: StepEndKind) => readonly string[];
	/** Of a change in several parts: what those that were seen open or close, however the step ends. */
	readonly opensInPart?: (answers: readonly Answer[]) => readonly Debt[];
	readonly closesInPart?: (answers: readonly Answer[]) => readonly string[];
};

/** `lookedAt`: nothing was done, because nothing was to be done; what was found stands beside it. */
export type StepEndKind = 'done' | 'alreadyDone' | 'byHand' | 'skipped' | 'refused' | 'failed' | 'aborted' | 'lookedAt';

/**
 * Where the step would stand if it were walked now. `waits`: blocked by what an earlier step is still to change. `asksYou`: all that is
 * missing is an answer. `manual`: work in another tool.
 */
export type Found = Judgement['says'] | 'waits' | 'asksYou' | 'manual';

export type StepEnd = {
	readonly kind: StepEndKind;
	/** Of a step that was only looked at. */
	readonly found?: Found;
	readonly learned: JsonObject;
	readonly evidence: readonly Evidence[];
	/** Why it was skipped, refused or failed, or on whose word it is done; the operator's own words are an argument of it. */
	readonly why?: Message;
	/** It was left while nobody knew whether its change had happened. */
	readonly isOutcomeUnknown?: true;
	/** The procedure goes back to where what blocks this step can be mended. */
	readonly goesBack?: true;
	/** A change of this step began, and was not shown to have done nothing. */
	readonly hasChanged?: true;
	readonly opened?: readonly Debt[];
	readonly closed?: readonly string[];
};

export type StepState =
	| 'inspecting'
	| 'blocked'
	| 'blind'
	| 'asking'
	| 'ready'
	| 'previewing'
	| 'awaitingApproval'
	| 'confirming'
	| 'rereading'
	| 'running'
	| 'examining'
	| 'byHand'
	| 'unknown'
	| 'undecided'
	| 'verifying'
	| 'failed'
	| 'ended';
