/** How a step ends: what it learnt, what it leaves to be paid, and the operator's reason in the operator's words. */
import type {JsonObject} from '../json.js';
import {type Message, say} from '../message.js';
import type {Evidence, StepEnd, StepEndKind} from './step.js';
import {wordOf} from './step-events.js';
import {taughtBy} from './step-judgement.js';
import type {StepCommand, StepContext} from './step-life.js';

/** Ends after which what the step was for is true. */
const isTrueAfter: readonly StepEndKind[] = ['done', 'alreadyDone', 'byHand'];

export function endOf(context: StepContext, event: object, kind: StepEndKind): StepEnd {
	const {step, judgement} = context;
	const learned: JsonObject = {
		...(judgement && 'learned' in judgement ? judgement.learned : {}),
		...(isCommand(event) && event.type === 'typeFact' ? taughtBy(step)?.learns(event.fields) : {}),
		...(isCommand(event) && event.type === 'answer' ? step.form?.learns(event.way ?? 'answer', event.fields, event.at) : {}),
	};
	const why = whyOf(context, event, kind);
	const {answers} = context;
	const opened = (leavesDebt(context, kind) ? step.opens?.(learned, kind, answers) : step.opensInPart?.(answers)) ?? [];
	const closed = (isTrueAfter.includes(kind) ? step.closes?.(learned, kind) : step.closesInPart?.(answers)) ?? [];
	const hasChanged = context.began !== undefined || (!isTrueAfter.includes(kind) && (opened.length > 0 || closed.length > 0));
	return {
		kind,
		learned,
		evidence: [...(judgement?.evidence ?? []), ...typedEvidence(event)],
		...(why ? {why} : {}),
		...(isCommand(event) && event.type === 'goBack' ? {goesBack: true as const} : {}),
		...(hasChanged ? {hasChanged: true as const} : {}),
		...((kind === 'failed' || kind === 'aborted') && context.began ? {isOutcomeUnknown: true as const} : {}),
		...(opened.length > 0 ? {opened} : {}),
		...(closed.length > 0 ? {closed} : {}),
	};
}

/**
 * What was done is owed back, by whomever, since the step was only come to because it was not so before; what may have been done too; and
 * a checklist that was left is owed as it stands.
 */
function leavesDebt({began, step}: StepContext, kind: StepEndKind): boolean {
	return began !== undefined || isTrueAfter.includes(kind) || (kind === 'skipped' && step.manual !== undefined);
}

function whyOf({problem, judgement, word}: StepContext, event: object, kind: StepEndKind): Message | undefined {
	const reason = isCommand(event) ? event.fields.reason?.trim() : undefined;
	if (isTrueAfter.includes(kind))
		return isCommand(event) && event.type === 'happened' ? wordOf(event) : kind === 'byHand' ? word : undefined;
	if (reason) return say('step.operatorSays', {reason});
	return problem ?? (judgement && 'why' in judgement ? judgement.why : undefined);
}

/** What somebody typed is evidence of who typed it, not of what is so. */
function typedEvidence(event: object): readonly Evidence[] {
	if (!isCommand(event) || event.type !== 'typeFact') return [];
	return [{message: say('evidence.typed', {typed: Object.values(event.fields)}), at: event.at, source: 'operator', sign: 'unknown'}];
}

/** The word for how a step ended: of one that was only looked at, what was found; what is done on somebody's word is not called done by hand. */
export function endWord({kind, found, why}: Pick<StepEnd, 'kind' | 'found' | 'why'>): string {
	return found ?? (kind === 'byHand' && why ? 'onWord' : kind);
}

const isCommand = (event: object): event is StepCommand => 'fields' in event;
