/** What the operator has in hand, after the work went on: a question that is gone cannot be answered, and a confirmation opens by itself. */

import type {SessionView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import type {SecretWanted} from '../../machines/session/protocol.js';
import {isConfirmation} from '../answering.js';
import {formFor} from './hear-dialog.js';
import type {ConsoleState} from './state.js';

export function keepUp(state: ConsoleState, view: Pick<SessionView, 'question'>): ConsoleState {
	const {question} = view;
	const {dialog} = state;
	const isGone = dialog !== undefined && 'question' in dialog && dialog.question.question !== question?.question;
	if (isGone) {
		const {dialog: _, ...rest} = state;
		return keepUp({...rest, said: say('linear.questionGone')}, view);
	}
	const confirm = question?.choices.find(isConfirmation);
	if (!question || !confirm) return welcomed(state);
	if (dialog && dialog.at !== 'welcome') return state;
	// What happened meanwhile waits until nothing is typed any more.
	const welcome = dialog ? {welcome: dialog.digest} : {};
	return {...state, ...welcome, focus: 'now', dialog: formFor(question, confirm)};
}

function welcomed(state: ConsoleState): ConsoleState {
	const {welcome, ...rest} = state;
	return welcome && !state.dialog ? {...rest, dialog: {at: 'welcome', digest: welcome}} : state;
}

/** The password that is wanted is asked for as soon as nothing else is typed, and no longer than it is wanted. */
export function withSecret(state: ConsoleState, wanted: SecretWanted | undefined): ConsoleState {
	const {dialog, ...rest} = state;
	if (dialog?.at === 'secret') return wanted?.reference === dialog.reference ? state : rest;
	return wanted && !dialog ? {...state, dialog: {at: 'secret', ...wanted, draft: ''}} : state;
}

/** The question whose confirmation is open; undefined when none is. */
export const confirmationOf = ({dialog}: ConsoleState): string | undefined =>
	dialog?.at === 'form' && isConfirmation(dialog.choice) ? dialog.question.question : undefined;

/** A confirmation that came up just now: without the place where the next sign goes, because none is taken yet. */
export const unseen = (state: ConsoleState): ConsoleState =>
	state.dialog?.at === 'form' ? {...state, dialog: {...state.dialog, isUnseen: true}} : state;
