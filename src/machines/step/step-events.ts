/** What an event tells a step: the time, a look, the end of a call, the words of the operator. */

import {type CallEnd, isRefusal} from '../cmdlet.js';
import {say} from '../message.js';
import {isSamePerson} from './approval.js';
import type {Approval} from './proof.js';
import {callsOf, confirmationProblem, judge} from './step-judgement.js';
import type {BegunChange, LookResult, NotStarted, RunResult, StepCommand, StepContext} from './step-life.js';
import {patienceOf} from './step-states.js';

/** The engine tells the time with everything that it tells; a machine knows no other clock. */
export function timeOf(event: object, otherwise: number): number {
	if ('at' in event) return event.at as number;
	return 'output' in event ? ((event.output as Partial<LookResult> | undefined)?.at ?? otherwise) : otherwise;
}
export const lookedBy = (event: object) => (event as {output: LookResult}).output;
export const ranBy = (event: object) => (event as {output: RunResult}).output;
export const typedIn = (event: object) => event as StepCommand;
export const reasonOf = (event: object) => typedIn(event).fields.reason?.trim() ?? '';

/** A change begins now, or had begun when the record broke off, or was done by hand. */
export function beganBy(context: StepContext, event: object): StepContext['began'] {
	const at = timeOf(event, context.lookedAt);
	const {type, change} = event as {readonly type?: string; readonly change?: BegunChange};
	const fate = type === 'noError' || change?.endedWell ? 'endedWell' : 'unknown';
	return {at, fate, calls: type === 'goOn' ? (change?.calls ?? 0) : callsOf(context).length};
}

/** Of what was waited for already when the engine ended, the record has the time: no resume gives it more. */
export const deadlineOf = ({step, lookedAt, recalledUntil}: StepContext, event: object) => ({
	until: recalledUntil ?? timeOf(event, lookedAt) + patienceOf(step).forMs,
	recalledUntil: undefined,
});

export const approvalIn = (event: object): Approval | undefined => {
	const {by, proof} = typedIn(event);
	return by !== undefined && proof ? {by, proof} : undefined;
};

/** On whose word it happened, and what they wrote. */
export const wordOf = (event: object) => say('step.onTheirWord', {by: typedIn(event).by ?? '', reason: reasonOf(event)});

const isNotStarted = (end: CallEnd | NotStarted): end is NotStarted => !end.ok && end.reason === 'notStarted';
/** No call of the change was started: nothing has to be looked at. */
export const hasRunNothing = (end: CallEnd | NotStarted) => isNotStarted(end) && end.ran === 0;
/** What it did, if anything, is looked at. */
export const endedEarly = (end: CallEnd | NotStarted) => isNotStarted(end) || isRefusal(end);

export function failureOf(end: CallEnd | NotStarted) {
	if (end.ok) return undefined;
	if (isNotStarted(end)) return say('step.notStarted', {ran: end.ran});
	const about = {message: end.message, errorId: end.errorId};
	return end.isDenied && isRefusal(end) ? say('step.call.denied', about) : say(`step.call.${end.reason}`, about);
}

/** Whoever approved it cannot be the one who confirms it. */
export const problemWith = ({step, answers, approval}: Pick<StepContext, 'step' | 'answers' | 'approval'>, event: object) =>
	approval && isSamePerson(approval.by, typedIn(event).by ?? '')
		? say('confirm.ownApproval', {by: approval.by})
		: step.change && confirmationProblem(step.change.confirmation(answers), typedIn(event).fields);
export const seen = (context: StepContext, {answers, at, fate, places}: LookResult) => ({
	answers,
	judgement: judge(context.step, answers, {...context, fate}, at),
	lookedAt: at,
	fate,
	places,
});
