/** An operator of moods: mostly does what is recommended, sometimes not, and types wrong things. A function of seed and question. */
import {createHash} from 'node:crypto';
import type {Question} from '../../src/machines/journal/journal-entry.js';
import type {SessionView} from '../../src/machines/journal/session-view.js';
import {type Briefing, type Reply, replyTo} from '../../src/machines/session/scripted-operator.js';

/** A number from 0 to 1 that depends on nothing but its names. */
export function chance(...names: readonly (string | number)[]): number {
	return createHash('sha256').update(JSON.stringify(names)).digest().readUInt32BE(0) / 2 ** 32;
}

/** How often this operator does not do what is recommended. */
const waywardness = 0.12;
/** After so many answers it becomes sensible, so that every session ends. */
const answersUntilSensible = 250;

export function randomReply(seed: number, view: SessionView, question: Question, briefing: Briefing): Reply {
	const sensible = replyTo(view, question, briefing);
	const draw = (what: string) => chance(seed, what, question.question, view.seq);
	if (view.seq > answersUntilSensible * 20 || draw('mood') > waywardness) return sensible;
	const act = question.choices.find(({id}) => id === 'act');
	if (act && draw('act') < 0.5) return {choice: 'act', fields: {}};
	const choice = question.choices[Math.floor(draw('choice') * question.choices.length)];
	const givesUp = choice && ['abort', 'close', 'wait', 'cutOff'].includes(choice.id) && draw('gives up') < 0.85;
	if (!choice || givesUp) return sensible;
	const typed = ['pool2.contoso.com', '0', 'unknown', 'yes', 'K. Brandt', '99999', ''];
	const fields = Object.fromEntries(choice.fields.map(({id}) => [id, typed[Math.floor(draw(id) * typed.length)] ?? '']));
	const isRight = draw('right') < 0.5 && 'choice' in sensible && sensible.choice === choice.id;
	return isRight ? sensible : {choice: choice.id, fields};
}
