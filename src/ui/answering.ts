/** What any console knows about an answer before the engine judges it: which field comes next, and whether what was typed has its form. */
import type {Choice} from '../machines/journal/journal-entry.js';
import type {SessionView} from '../machines/journal/session-view.js';
import {type Message, say} from '../machines/message.js';
import type {Field, Fields} from '../machines/step/step.js';

/** The field that is still to be typed; undefined when the answer is complete. */
export const nextField = ({fields: wanted}: Pick<Choice, 'fields'>, given: Fields): Field | undefined =>
	wanted.find(({id}) => given[id] === undefined);

/** An empty optional field is left out. */
export const answered = (given: Fields): Fields => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));

/** Only its form: what the right answer is, the engine knows. */
export function formProblem({kind, isOptional}: Field, typed: string): Message | undefined {
	if (typed === '') return isOptional ? undefined : say('form.fieldNeeded');
	if (kind === 'minutesOrUnknown')
		return /^(\d{1,12}(\s*min(utes?)?\.?)?|unknown)$/i.test(typed) ? undefined : say('form.minutesNeeded', {typed});
	if (kind === 'fqdn') return typed.includes('.') ? undefined : say('form.fqdnNeeded', {typed});
	return undefined;
}

const endings: readonly string[] = ['abort', 'stop', 'close', 'wait', 'cutOff'];

/** It ends the run or the session, or asks a running change to stop: one key is not enough. */
export const isEnding = ({id, isRecommended}: Choice): boolean => endings.includes(id) && !isRecommended;

const resting: readonly string[] = ['noError', 'dontKnow'];

/** What a choice does, before it is taken. What rests on the word of the operator alone is never said to be looked at. */
export function explanationOf({id, label}: Choice): Message {
	return say('linear.explain', {choice: resting.includes(id) && label.id.includes('.unseen.') ? `${id}Unseen` : id});
}

/** What has to be typed by hand after it was asked for: nothing pasted, nothing typed ahead. */
export const isConfirmation = ({id}: Choice): boolean => id === 'confirm';

/** What was answered is not asked any more, though the engine may not have taken it yet. */
export function openStill(view: SessionView, answered: string | undefined): SessionView {
	if (answered === undefined || view.question?.question !== answered) return view;
	const {question: _, ...rest} = view;
	return rest;
}
