/** What is known of the change of a step: that it began, how it ended as far as anybody heard, and what proves that it did nothing. */
import {type CallEnd, isRefusal} from '../cmdlet.js';
import type {ChangeFate, Step} from './step.js';
import type {NotStarted, StepContext} from './step-life.js';

type Began = NonNullable<StepContext['began']>;
export type Since = Pick<StepContext, 'began' | 'fate'>;

/** By its end, whoever heard it; by the word of the operator; or by what the computer that ran it says became of it. */
export function changeFate({began, fate}: Since): ChangeFate {
	if (!began) return 'notBegun';
	return began.fate === 'unknown' && fate?.fate === 'ended' ? fateAfter(fate.end) : began.fate;
}

/** What a call leaves behind that ended so. */
export function fateAfter(end: CallEnd | NotStarted): Began['fate'] {
	if (end.ok) return 'endedWell';
	// What was not started is under way nowhere.
	return end.reason === 'notStarted' || isRefusal(end) ? 'failed' : 'unknown';
}

/**
 * Does the old state, seen at `at`, prove that nothing happened? Not before it has settled, and only of a setting that can be read back;
 * not while the call runs on, or the computer that ran it does not say; and not when something that was asked gave no answer.
 */
export function isProof({change}: Step, answers: StepContext['answers'], {began, fate}: Since, at: number): boolean {
	if (!began || !change?.isReadBack || at - began.at < change.settlesInMs) return false;
	return fate?.fate !== 'running' && fate?.fate !== 'silent' && answers.every(({end}) => end.ok);
}
