/**
 * An operator who wants through: what is blocked is tried again, skipped, said to be done; what must be typed is typed wrongly first, with
 * what comes to mind. A function of seed and question. It runs nothing by hand behind the console's back: no guard could see that.
 */
import type {Choice, Question} from '../../../src/machines/journal/journal-entry.js';
import {type SessionView, stepOf} from '../../../src/machines/journal/session-view.js';
import {type Briefing, type Reply, replyTo} from '../../../src/machines/session/scripted-operator.js';
import type {Fields} from '../../../src/machines/step/step.js';
import {chance} from '../../simulation/random-operator.js';

export type Said = {readonly choice: string; readonly fields: Fields; readonly afterMs: number};

const seconds = 1_000;
/** After so many answers it does as it is told, and after some more it gives up, so that every attempt ends. */
const answersUntilSensible = 24;
const answersAtMost = 48;
/** Answers that leave the work: they are the last resort. */
const waysOut = ['abort', 'close', 'wait', 'cutOff', 'stop', 'cancel', 'act'];
/** What such an operator does gladly where it is offered. */
const waysAround = [
	'skip',
	'typeFact',
	'noError',
	'byHand',
	'retry',
	'nothingHappened',
	'happened',
	'decide',
	'answer',
	'confirm',
	'goBack',
];

export function determined(seed: number, briefing: Briefing, words: readonly string[]) {
	let answers = 0;
	return (question: Question, view: SessionView): Said | undefined => {
		const draw = (what: string) => chance(seed, what, question.question, answers);
		const afterMs = Math.round((draw('quick') < 0.5 ? 5 : 20 + draw('after') * 300) * seconds);
		// What goes on by itself is meddled with now and then.
		if (!question.isWaiting && draw('meddles') > 0.2) return undefined;
		answers++;
		// Undeterred by what was wrong with the answer before.
		const {problem: _, ...anew} = question;
		const sensible = replyTo(view, anew, briefing);
		const say = (choice: Choice, fields: Fields): Said => ({choice: choice.id, fields, afterMs});
		const offered = (id: string) => question.choices.find(choice => choice.id === id);
		if (answers > answersAtMost) {
			const out = offered('abort') ?? offered('close') ?? question.choices[0];
			if (out)
				return say(
					out,
					typed(out, () => 'given up'),
				);
		}
		const {state} = stepOf(view, question.step) ?? {};
		const isInTheWay = state === 'blocked' || state === 'failed' || state === 'byHand' || state === 'verifying' || state === 'unknown';
		if (answers < answersUntilSensible && (isInTheWay || draw('mood') < moodAt(state))) {
			const around = question.choices.filter(({id}) => waysAround.includes(id));
			const way = around[Math.floor(draw('way') * around.length)];
			if (way)
				return say(
					way,
					typed(way, field => words[Math.floor(draw(field) * words.length)] ?? 'because'),
				);
		}
		return toSaid(sensible, question, afterMs);
	};
}

/** How often it tries another way than the recommended one. A lie about work by hand is looked into for long. */
const moodAt = (state: string | undefined): number => (state === 'confirming' ? 0.6 : state === 'ready' ? 0.08 : 0.25);

const typed = ({fields}: Choice, word: (field: string) => string): Fields => Object.fromEntries(fields.map(({id}) => [id, word(id)]));

/** Where it would leave, it takes another way on, if there is one. */
function toSaid(sensible: Reply, question: Question, afterMs: number): Said | undefined {
	if ('choice' in sensible && !waysOut.includes(sensible.choice)) return {...sensible, afterMs};
	const on = question.choices.find(({id}) => !waysOut.includes(id) && id !== 'preview') ?? question.choices[0];
	return on && {choice: on.id, fields: typed(on, () => 'because'), afterMs};
}
