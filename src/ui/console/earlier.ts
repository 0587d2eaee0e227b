/**
 * What was typed into an answer that was not taken: it is kept, so that only what was wrong has to be typed again. Never for what
 * confirms a change: that is typed anew, each time.
 */
import type {Question} from '../../machines/journal/journal-entry.js';
import type {Fields} from '../../machines/step/step.js';
import {isConfirmation, nextField} from '../answering.js';
import {formFor} from './hear-dialog.js';
import type {ConsoleState, Dialog} from './state.js';

/** The answer that was sent last. */
export type Sent = {readonly question: string; readonly choice: string; readonly fields: Fields};

type Form = Extract<Dialog, {at: 'form'}>;

/** The form of an answer that was not taken opens again, with what was typed. */
export function reopened(state: ConsoleState, question: Question | undefined, sent: Sent | undefined): ConsoleState {
	if (state.dialog || !question?.problem || !sent || stepOf(question.question) !== stepOf(sent.question)) return state;
	const choice = question.choices.find(({id}) => id === sent.choice);
	if (!choice || isConfirmation(choice) || Object.keys(sent.fields).length === 0) return state;
	return withEarlier(state, {...state, focus: 'now', dialog: {...(formFor(question, choice) as Form), earlier: sent.fields}});
}

/** Each field of such a form is offered as it was typed, when it opens; whatever is done to it then stays done. */
export function withEarlier(before: ConsoleState, state: ConsoleState): ConsoleState {
	const {dialog} = state;
	if (dialog?.at !== 'form' || !dialog.earlier) return state;
	const open = fieldOf(dialog);
	const isSame = before.dialog?.at === 'form' && before.dialog.earlier === dialog.earlier && fieldOf(before.dialog) === open;
	if (open === undefined || isSame) return state;
	return {...state, dialog: {...dialog, draft: dialog.earlier[open] ?? ''}};
}

const fieldOf = ({choice, fields}: Form): string | undefined => nextField(choice, fields)?.id;
const stepOf = (question: string): string => question.slice(0, question.lastIndexOf('/'));
