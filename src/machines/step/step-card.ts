/** What is said about a step before it runs, and where it is in its life, as entries of the journal. */

import {isCmdletCall} from '../ask.js';
import type {CmdletCall} from '../cmdlet.js';
import type {EntryOf, StepCard} from '../journal/journal-entry.js';
import {sawNothing} from '../live/nowhere.js';
import type {Step, StepState} from './step.js';
import {callsOf} from './step-judgement.js';
import type {StepContext} from './step-life.js';

export function cardOf({title, why, number, part, change, manual, items = manual?.items}: Step): StepCard {
	const confirmation = change?.confirmation([]);
	return {
		title,
		why,
		...(number ? {number} : {}),
		...(part ? {part} : {}),
		...(change ? {change: changeOf(change)} : {}),
		...(items ? {items} : {}),
		...(confirmation?.danger === 'losesData' ? {loss: confirmation.loss} : {}),
	};
}

function changeOf({changes, undo, users, takes, hasPreview, confirmation}: NonNullable<Step['change']>): NonNullable<StepCard['change']> {
	return {changes: changes([]), undo, users, takes, hasPreview, danger: confirmation([]).danger};
}

/** States in which the exact lines are in front of the operator. */
const showsCalls: readonly StepState[] = ['blind', 'ready', 'awaitingApproval', 'confirming', 'running', 'byHand', 'unknown'];
/** States that something led to which the judgement does not say. */
const wentWrong: readonly StepState[] = ['failed', 'unknown', 'examining'];
/** The operator has decided on what is shown, or nobody knows what became of it. */
const isDecided: readonly StepState[] = ['ready', 'awaitingApproval', 'confirming', 'unknown'];
/** A second person has approved it. */
const isApproved: readonly StepState[] = ['confirming', 'rereading', 'running'];
const givesUp: readonly StepState[] = ['verifying', 'unknown'];

/** What unblocks it, and what is to be done about a refusal. */
const hasRemedy: readonly StepState[] = ['blocked', 'failed'];

/** What is to be looked at by hand, or done. */
const shownIn = (to: StepState, context: StepContext): readonly CmdletCall[] =>
	to === 'blind' ? context.answers.map(({ask}) => ask).filter(isCmdletCall) : callsOf(context);

type Moved = Omit<EntryOf<'stepMoved'>, 'seq' | 'at'>;

/** What a step that is only looked at has found, with the lines that would run: it stays where it looks, and ends from there. */
export function foundOf(step: string, context: StepContext): Moved {
	const {judgement} = context;
	const wouldRun = judgement?.says === 'doesNotHold' ? callsOf(context) : [];
	return {
		...movedOf(step, 'inspecting', context),
		...(judgement?.says === 'blocked' ? {remedy: judgement.remedy} : {}),
		...(wouldRun.length > 0 ? {calls: wouldRun} : {}),
	};
}

export function movedOf(step: string, to: StepState, context: StepContext): Moved {
	const {judgement, problem, attempt, until, approval, answers} = context;
	const judged = judgement && 'why' in judgement ? judgement.why : undefined;
	// What went wrong comes first where something did; elsewhere the question says it.
	const why = wentWrong.includes(to) ? (problem ?? judged) : (judged ?? problem);
	// What the operator has decided on is shown whatever looking says, and so is what became of nobody knows.
	const isOffered = judgement?.says === 'doesNotHold' || isDecided.includes(to) || sawNothing(answers);
	const calls = showsCalls.includes(to) && isOffered ? shownIn(to, context) : [];
	const changes = to === 'ready' ? context.step.change?.changes(context.answers) : undefined;
	return {
		kind: 'stepMoved',
		step,
		to,
		attempt,
		...(judgement ? {says: judgement.says, evidence: judgement.evidence} : {}),
		...(why ? {why} : {}),
		...(hasRemedy.includes(to) && judgement?.says === 'blocked' ? {remedy: judgement.remedy} : {}),
		...(to === 'blind' && context.step.sought ? {remedy: context.step.sought} : {}),
		...(calls.length > 0 ? {calls} : {}),
		...(changes ? {changes} : {}),
		...(givesUp.includes(to) ? {until} : {}),
		...(approval && isApproved.includes(to) ? {approval} : {}),
	};
}
