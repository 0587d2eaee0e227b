/** Keys while something is open over the panes: fields that are typed, a second key that is asked for, a page that is read. */
import type {Choice, Question} from '../../machines/journal/journal-entry.js';
import {say} from '../../machines/message.js';
import {secretLimit} from '../../machines/session/protocol.js';
import {answered, formProblem, isConfirmation, isEnding, nextField} from '../answering.js';
import type {KeyEvent} from '../terminal/key-events.js';
import {parseFilter} from './filter.js';
import {distanceOf, scrolledBy} from './hear-list.js';
import type {Effect, Heard} from './heard.js';
import {pressedOf} from './pressed.js';
import type {Scene} from './scene.js';
import type {ConsoleState, Dialog} from './state.js';
import {timeTyped} from './time-typed.js';

/** Longer than any name, short enough for a screen; what is pasted as an error may be longer. */
const draftLimit = 4_000;

export const formFor = (question: Question, choice: Choice): Dialog => ({at: 'form', question, choice, fields: {}, draft: ''});

export function hearDialog(event: KeyEvent, state: ConsoleState, dialog: Dialog, scene: Scene): Heard {
	const close = (effects: readonly Effect[] = []): Heard => {
		const {dialog: _, ...rest} = state;
		return {state: rest, effects};
	};
	const turn = (next: Dialog): Heard => ({state: {...state, dialog: next}, effects: []});
	/** Any other key is no: what was pressed was not meant for this. */
	const refuse = (): Heard => ({state: {...close().state, said: say('key.nothingDone')}, effects: []});
	const isEscape = event.type === 'key' && event.name === 'escape';
	const isEnter = event.type === 'key' && event.name === 'enter';
	const text = event.type === 'text' ? event.text.toLowerCase() : '';
	switch (dialog.at) {
		case 'welcome':
			return close();
		case 'sure': {
			const {question, choice} = dialog;
			if (isEnding(choice) ? text === 'y' : isEnter) {
				return close([{type: 'answer', question: question.question, choice: choice.id, fields: {}}]);
			}
			return refuse();
		}
		case 'leaving':
			return text === 'y' ? close([{type: 'leave'}]) : refuse();
		case 'control': {
			const isMine = scene.situation.hold?.control?.isMine === true;
			if (text === 'y') return close([{type: 'control', act: isMine ? 'give' : 'ask'}]);
			return isMine ? {...refuse(), effects: [{type: 'control', act: 'keep'}]} : refuse();
		}
		case 'takeControl': {
			if (isEscape) return refuse();
			if (!isEnter) return turn({...withoutProblem(dialog), draft: typed(dialog.draft, event)});
			const reason = dialog.draft.trim();
			return reason ? close([{type: 'control', act: 'take', reason}]) : turn({...dialog, problem: say('form.fieldNeeded')});
		}
		case 'form':
			if (isEscape) {
				const isOpen = scene.situation.view.question?.question === dialog.question.question;
				const cancel = isConfirmation(dialog.choice) && isOpen;
				return close(cancel ? [{type: 'answer', question: dialog.question.question, choice: 'cancel', fields: {}}] : []);
			}
			if (event.type === 'paste' && isConfirmation(dialog.choice)) return turn({...dialog, problem: say('key.pastedInConfirmation')});
			return isEnter ? submitForm(dialog, close, turn) : turn({...withoutProblem(dialog), draft: typed(dialog.draft, event)});
		case 'note':
			if (isEscape) return close();
			return isEnter ? submitNote(dialog, scene, close, turn) : turn({...withoutProblem(dialog), draft: typed(dialog.draft, event)});
		case 'secret':
			if (isEscape) return close([{type: 'secret', reference: dialog.reference}]);
			if (!isEnter) return turn({...dialog, draft: hidden(dialog.draft, event)});
			return dialog.draft ? close([{type: 'secret', reference: dialog.reference, text: dialog.draft}]) : turn(dialog);
		case 'find':
		case 'filter':
		case 'seek': {
			if (isEscape) return close();
			if (!isEnter) return turn({...withoutProblem(dialog), draft: typed(dialog.draft, event)});
			if (dialog.at === 'seek') return close(dialog.draft.trim() ? [{type: 'seek', to: dialog.draft.trim()}] : []);
			if (dialog.at === 'filter') {
				const {line: _, ...rest} = close().state;
				return {state: {...rest, focus: 'log', filter: parseFilter(dialog.draft)}, effects: []};
			}
			return scene.find(dialog.draft.trim(), close().state);
		}
		default: {
			const by = event.type === 'paste' ? undefined : distanceOf(pressedOf(event));
			if (by !== undefined) return {state: scrolledBy(by, state, scene), effects: []};
			return isEscape || isEnter || text === 'q' || text === '?' ? close() : turn(dialog);
		}
	}
}

type Close = (effects?: readonly Effect[]) => Heard;
type Turn = (next: Dialog) => Heard;

function submitForm(dialog: Extract<Dialog, {at: 'form'}>, close: Close, turn: Turn): Heard {
	const {question, choice, fields} = dialog;
	const field = nextField(choice, fields);
	if (!field) return close();
	const draft = dialog.draft.trim();
	const wrong = formProblem(field, draft);
	if (wrong) return turn({...dialog, problem: wrong});
	const given = {...fields, [field.id]: draft};
	if (nextField(choice, given)) return turn({...withoutProblem(dialog), fields: given, draft: ''});
	return close([{type: 'answer', question: question.question, choice: choice.id, fields: answered(given)}]);
}

/** First the words, then when it happened: a note may be written later than what it tells. */
function submitNote(dialog: Extract<Dialog, {at: 'note'}>, {situation}: Scene, close: Close, turn: Turn): Heard {
	const draft = dialog.draft.trim();
	if (dialog.text === undefined) return draft ? turn({at: 'note', text: draft, draft: ''}) : close();
	if (draft === '') return close([{type: 'note', text: dialog.text}]);
	const happenedAt = timeTyped(draft, situation);
	if (happenedAt === undefined) return turn({...dialog, problem: say('form.timeNeeded', {typed: draft})});
	return close([{type: 'note', text: dialog.text, happenedAt}]);
}

function withoutProblem<Given extends Dialog>(dialog: Given): Given {
	const {problem: _, ...rest} = dialog as Given & {problem?: unknown};
	return rest as Given;
}

/** As it was typed or pasted, to the end of its first line. */
function hidden(draft: string, event: KeyEvent): string {
	const next = event.type === 'paste' ? draft + (event.text.split(/[\r\n]/, 1)[0] ?? '') : typed(draft, event);
	return next.slice(0, secretLimit);
}

const lastSign = /\P{M}\p{M}*$/u;

function typed(draft: string, event: KeyEvent): string {
	if (event.type === 'paste') return (draft + event.text.replace(/\s+/g, ' ')).slice(0, draftLimit);
	if (event.type === 'text') return (draft + event.text).slice(0, draftLimit);
	if (event.name === 'space' && !event.ctrl) return `${draft} `;
	if (event.name === 'backspace') return draft.replace(lastSign, '');
	if (event.ctrl && event.name === 'u') return '';
	return event.ctrl && event.name === 'w' ? draft.replace(/\S+\s*$/, '') : draft;
}
