/** What is known of a step while it lives, and what can be told to it. */

import type {Answer, Fate} from '../ask.js';
import type {CallEnd, CmdletCall} from '../cmdlet.js';
import type {Places} from '../live/where-to-run.js';
import type {Message} from '../message.js';
import type {Approval, Proof} from './proof.js';
import type {ChangeFate, Fields, Judgement, Step, StepEnd} from './step.js';

export type LookRequest = {readonly step: Step; readonly waitMs: number; readonly asksFate: boolean};
export type LookResult = {readonly at: number; readonly answers: readonly Answer[]; readonly fate?: Fate; readonly places?: Places};
export type RunRequest = {readonly calls: readonly CmdletCall[]; readonly isPreview: boolean};
/** The journal could not be written: after so many calls of the change, the next was not started. */
export type NotStarted = {readonly ok: false; readonly reason: 'notStarted'; readonly ran: number};
export type RunResult = {readonly at: number; readonly end: CallEnd | NotStarted};

/** From the session, on resume: how this step ended; or that the record is over, and what it knows of a change that began. */
export type RecordEvent =
	| {type: 'recall'; end: StepEnd}
	| {type: 'goOn'; at: number; attempt: number; change?: BegunChange; until?: number};

/** Of a change that began and was not refused: whether its end was heard, and when not, what is not known. */
export type BegunChange = {readonly endedWell: boolean; readonly calls: number; readonly why?: Message};

/** What the operator answers. `at` is the time of the session; `fields` are what was typed. */
export type StepCommand = {
	type:
		| 'approve'
		| 'secondApproves'
		| 'preview'
		| 'confirm'
		| 'cancel'
		| 'stop'
		| 'lookAgain'
		| 'decide'
		| 'happened'
		| 'nothingHappened'
		| 'keepLooking'
		| 'byHand'
		| 'noError'
		| 'error'
		| 'dontKnow'
		| 'retry'
		| 'skip'
		| 'abort'
		| 'typeFact'
		| 'goBack'
		| 'answer';
	readonly at: number;
	/** Which of the ways of a form; only with `answer`. */
	readonly way?: string;
	/** Who says it. */
	readonly by?: string;
	readonly fields: Fields;
	/** Only with `secondApproves`. */
	readonly proof?: Proof;
};

export type StepContext = {
	readonly step: Step;
	readonly attempt: number;
	readonly answers: readonly Answer[];
	readonly judgement?: Judgement | undefined;
	readonly lookedAt: number;
	readonly fate?: Fate | undefined;
	/** Where its calls would be run, as of the last look; absent where there is only one place for each. */
	readonly places?: Places | undefined;
	/** Our change may have taken effect since; so many calls it was to make. */
	readonly began?: {readonly at: number; readonly fate: Exclude<ChangeFate, 'notBegun'>; readonly calls: number} | undefined;
	/** Who wants to run the change, and which second person has approved it. */
	readonly askedBy?: string | undefined;
	readonly approval?: Approval | undefined;
	readonly isByHand: boolean;
	/** On whose word, in writing, a change that this console ran is taken to have happened. */
	readonly word?: Message | undefined;
	/** It gives up at this time of the session. */
	readonly until: number;
	/** When what goes on after a resume gives up, as the record has it. */
	readonly recalledUntil?: number | undefined;
	/** Why it is where it is, when the judgement does not say so: a refusal, a wrong answer, a difference. */
	readonly problem?: Message | undefined;
	readonly end?: StepEnd;
};
