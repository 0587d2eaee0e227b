/**
 * The operator's side of the conversation, as a function: where it stands and what was typed give where it stands then, what is said,
 * and what is sent. Nothing that is typed here changes anything by itself: the engine takes an answer or says why not.
 */
import type {Choice, Question} from '../../machines/journal/journal-entry.js';
import {say} from '../../machines/message.js';
import type {Field, Fields} from '../../machines/step/step.js';
import {answered, formProblem, isConfirmation, isEnding, nextField} from '../answering.js';
import {goesOnWithout, mayAct, type Situation, whoActs, whyNotSent} from '../situation.js';
import {worldWord} from './banner.js';
import {type ControlAct, controlTyped} from './control-typed.js';
import {type Line, line} from './line.js';
import {chosen, explanationLines, fieldLines, questionLines} from './question.js';
import {exactLines} from './step-lines.js';
import {whereLines} from './where.js';

export type Dialogue =
	| {readonly at: 'choices'}
	| {readonly at: 'field'; readonly question: Question; readonly choice: Choice; readonly fields: Fields}
	/** The choice ends something, or stops it: one number is not enough. `call`: what ran then. */
	| {readonly at: 'sure'; readonly question: Question; readonly choice: Choice; readonly call: string | undefined}
	/** `during`: the question that was open then. */
	| {readonly at: 'leaving'; readonly during: string | undefined};

export type Turn = {
	readonly dialogue: Dialogue;
	readonly lines: readonly Line[];
	readonly answer?: {readonly question: string; readonly choice: string; readonly fields: Fields};
	readonly note?: string;
	readonly control?: ControlAct;
	readonly leaves?: true;
};

export const choosing: Dialogue = {at: 'choices'};

export function hear(dialogue: Dialogue, typedLine: string, situation: Situation): Turn {
	const turn = heard(dialogue, typedLine.trim(), situation);
	const {answer, note, control} = turn;
	const what = answer ? 'answer' : note === undefined ? control && 'control' : 'note';
	// A choice may have been made before somebody else took control.
	const why = what && whyNotSent(what, situation);
	return why ? {dialogue: choosing, lines: [line(situation.render(why))]} : turn;
}

function heard(dialogue: Dialogue, typed: string, situation: Situation): Turn {
	if (dialogue.at === 'leaving') return leavingAnswered(typed, situation);
	if (dialogue.at === 'sure') return sureAnswered(dialogue, typed, situation);
	if (dialogue.at === 'field') return fieldTyped(dialogue, typed, situation);
	return commandTyped(typed, situation);
}

function commandTyped(typed: string, situation: Situation): Turn {
	const {render, view} = situation;
	const {question} = view;
	const tell = (...lines: readonly Line[]): Turn => ({dialogue: choosing, lines});
	if (typed === '') return tell();
	if (typed === 'w') return tell(...whereLines(situation), ...(question ? questionLines(question, situation) : []));
	if (typed === 'l') return tell(...exactLines(situation));
	if (typed === 'q') return leave(situation);
	if (typed === '?') return question ? tell(...explanationLines(question, situation)) : tell(line(render(say('linear.keys'))));
	const note = /^n\s+(.*)$/.exec(typed)?.[1];
	if (note) return {dialogue: choosing, lines: [], note};
	const aboutControl = /^t(?:\s+(.*))?$/.exec(typed);
	if (aboutControl) {
		const {said, control} = controlTyped(aboutControl[1] ?? '', situation);
		return {...tell(...(said ? [line(render(said))] : [])), ...(control ? {control} : {})};
	}
	if (typed === 'n') return tell(line(render(say('linear.noteHow'))));
	if (!question) return tell(line(render(say('linear.nothingAsked'))));
	if (!mayAct(situation)) return tell(line(render(whoActs(situation))));
	const choice = chosen(question, typed, situation);
	if (!choice) return tell(line(render(say('linear.notOffered', {typed, count: question.choices.length}))));
	if (isEnding(choice)) {
		const {running} = situation;
		const sure = say('linear.sure', {
			choice: choice.id,
			label: render(choice.label),
			cmdlet: running?.cmdlet ?? render(say('linear.theCmdlet')),
		});
		return {dialogue: {at: 'sure', question, choice, call: running?.call}, lines: [line(render(sure))]};
	}
	return take(question, choice, {}, situation);
}

/** Asks for the next field, or sends the answer when there is none. */
function take(question: Question, choice: Choice, fields: Fields, situation: Situation): Turn {
	const next = nextField(choice, fields);
	if (next) return {dialogue: {at: 'field', question, choice, fields}, lines: fieldLines(next, situation)};
	return {dialogue: choosing, lines: [], answer: {question: question.question, choice: choice.id, fields: answered(fields)}};
}

function fieldTyped(dialogue: Extract<Dialogue, {at: 'field'}>, typed: string, situation: Situation): Turn {
	const {question, choice, fields} = dialogue;
	const {render} = situation;
	const field = openField(dialogue);
	if (!field || typed === '.') return {dialogue: choosing, lines: backLines(question, situation)};
	if (typed === '?') return {dialogue, lines: fieldLines(field, situation)};
	const wrong = formProblem(field, typed);
	if (wrong) return {dialogue, lines: [line(render(wrong), 2), ...fieldLines(field, situation)]};
	return take(question, choice, {...fields, [field.id]: typed}, situation);
}

function sureAnswered({question, choice}: Extract<Dialogue, {at: 'sure'}>, typed: string, situation: Situation): Turn {
	if (isYes(typed)) return take(question, choice, {}, situation);
	return {dialogue: choosing, lines: [line(situation.render(say('linear.notDone'))), ...backLines(question, situation)]};
}

/** Says first what goes on without the operator. */
export function leave(situation: Situation): Turn {
	const {render, view} = situation;
	return {
		dialogue: {at: 'leaving', during: view.question?.question},
		lines: [
			line(render(say('linear.leave', {session: sessionOf(situation), running: goesOnWithout(situation)}))),
			// An engine of its own goes on, and keeps it.
			...(situation.trouble && !situation.hold ? [line(render(say('linear.lostIfLeft')))] : []),
		],
	};
}

function leavingAnswered(typed: string, situation: Situation): Turn {
	if (isYes(typed)) return {dialogue: choosing, lines: [], leaves: true};
	const {question} = situation.view;
	return {
		dialogue: choosing,
		lines: [line(situation.render(say('linear.staying'))), ...(question ? questionLines(question, situation) : [])],
	};
}

/** Ctrl-C never kills: in a field it goes back, else it asks. */
export function interrupt(dialogue: Dialogue, situation: Situation): Turn {
	const {render, view} = situation;
	if (dialogue.at === 'field' || dialogue.at === 'sure')
		return {dialogue: choosing, lines: [line(render(say('linear.notDone'))), ...backLines(dialogue.question, situation)]};
	const stop = view.question?.choices.findIndex(({id}) => id === 'stop') ?? -1;
	if (view.question?.isWaiting === false && stop >= 0)
		return {dialogue: choosing, lines: [line(render(say('linear.interrupted', {number: stop + 1})))]};
	return leave(situation);
}

/** A question that was answered, or went away, cannot be answered any more. */
export function keepUp(dialogue: Dialogue, situation: Situation): Turn {
	const open = situation.view.question;
	// Who was asked whether to leave, and is asked something else meanwhile, stays.
	if (dialogue.at === 'leaving' && open?.isWaiting && dialogue.during !== open.question) return {dialogue: choosing, lines: []};
	// Of several calls the one that was meant has ended: its stop is not the stop of the next.
	const isOver = dialogue.at === 'sure' && dialogue.choice.id === 'stop' && dialogue.call !== situation.running?.call;
	if (!('question' in dialogue) || (dialogue.question.question === open?.question && !isOver)) return {dialogue, lines: []};
	return {dialogue: choosing, lines: [line(situation.render(say('linear.questionGone')))]};
}

function backLines(question: Question, situation: Situation): readonly Line[] {
	return situation.view.question?.question === question.question ? questionLines(question, situation) : [];
}

export const openField = (dialogue: Dialogue): Field | undefined =>
	dialogue.at === 'field' ? nextField(dialogue.choice, dialogue.fields) : undefined;

/** What has to be typed by hand, in one line, after it was asked for. */
export const isConfirming = (dialogue: Dialogue): boolean => dialogue.at === 'field' && isConfirmation(dialogue.choice);

/** Undefined while the work goes on by itself. */
export function promptOf(dialogue: Dialogue, situation: Situation): string | undefined {
	const {view, header} = situation;
	const world = worldWord(header);
	if (dialogue.at === 'leaving' || dialogue.at === 'sure') return `${world} y/n>`;
	if (dialogue.at === 'field') return `${world}>`;
	if (!view.question?.isWaiting) return undefined;
	return mayAct(situation) ? `${world} 1-${view.question.choices.length}>` : `${world}>`;
}

const isYes = (typed: string) => ['y', 'yes'].includes(typed.toLowerCase());
const sessionOf = ({header}: Situation) => header.session.slice(0, 8);
