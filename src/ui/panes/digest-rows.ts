/** What happened since the operator left, newest first, and what needs them now. Where it is tight each line is one row. */
import {type Digest, type DigestLine, needOf} from '../../machines/journal/digest.js';
import {say} from '../../machines/message.js';
import {cut, type Row, row, span, wrapped} from '../row.js';
import type {Situation, Voice} from '../situation.js';
import {textOf, tones} from './log-rows.js';
import type {Room} from './pane.js';

export function digestRows({lines, more}: Digest, situation: Situation, room: Room): readonly Row[] {
	const {render, times} = situation;
	const told = lines.map(line => ({time: `${times.clock(line.at)}  `, text: digestText(line, situation), tone: tones[line.severity]}));
	const rest = more > 0 ? [row(span(` ${render(say('digest.more', {count: more}))}`, 'faint'))] : [];
	const need = wrapped(needText(situation), room.width - 2, 0, 'yours').map(line => [span(' '), ...line]);
	const whole = told.flatMap(({time, text, tone}) =>
		wrapped(text, room.width - time.length - 2, 0, tone).map((line, index) => [
			span(` ${index === 0 ? time : ' '.repeat(time.length)}`, 'faint'),
			...line,
		]),
	);
	const loose = [row(), ...whole, ...rest, row(), ...need];
	if (loose.length <= room.height) return loose;
	const short = told.map(({time, text, tone}) => row(span(` ${time}`, 'faint'), span(cut(text, room.width - time.length - 1), tone)));
	return [...short, ...need.slice(0, Math.max(1, room.height - short.length - rest.length)), ...rest];
}

/** Since when, as arguments of a sentence. */
export const timesOf = ({leftAt, backAt}: Digest) => ({left: {at: leftAt}, ago: {ms: backAt - leftAt}});

/** A line as it is read; how often, where it was more than once. */
export function digestText(line: DigestLine, voice: Pick<Voice, 'render' | 'brief' | 'short'>): string {
	const text = textOf(line, voice);
	return line.times > 1 ? voice.render(say('digest.times', {line: text, times: line.times})) : text;
}

function needText({view, render, brief}: Pick<Situation, 'view' | 'render' | 'brief'>): string {
	const {about, message} = needOf(view);
	return about ? render(say('digest.need', {about: brief(about), what: brief(message)})) : brief(message);
}
