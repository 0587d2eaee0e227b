/** The time line of a replay: how far along one is, what is worth a stop and where, and how fast it goes. */

import type {Mark, ReplayIndex} from '../../machines/journal/replay-index.js';
import {say} from '../../machines/message.js';
import {cut, type Row, row, rowWidth, span, type Tone} from '../row.js';
import type {Situation} from '../situation.js';
import {legendOf} from './legend-rows.js';
import type {Room} from './pane.js';

export type Playing = {
	readonly seq: number;
	readonly length: number;
	/** Ms of the session: of the last entry. */
	readonly end: number;
	/** Of the next entry; absent at the last. */
	readonly next?: number;
	readonly state: 'paused' | 'playing' | 'ended';
	readonly speed: number;
	readonly idleLimitMs: number;
};

/** What went wrong outranks what was noted, and both what began, where marks stand in one place. */
const signs: Readonly<Record<Mark['kind'], readonly [sign: string, tone: Tone, rank: number]>> = {
	failed: ['x', 'bad', 5],
	unknown: ['?', 'yours', 5],
	refused: ['x', 'bad', 4],
	outside: ['!', 'yours', 4],
	note: ['n', 'yours', 3],
	engine: ['!', 'yours', 3],
	runBegan: ['[', 'strong', 2],
	runEnded: [']', 'strong', 2],
	sealed: [']', 'strong', 2],
	debtOpened: ['+', 'plain', 1],
	debtClosed: ['-', 'plain', 1],
};

/** Whoever asks for a time within such a pause is told that there is nothing in it. */
const longPauseMs = 60_000;

/** What is shorter says nothing. */
const leastCaption = 12;

/** The signs of the line, in words. */
export function legendRows({render}: Pick<Situation, 'render'>, {width, theme}: Pick<Room, 'width' | 'theme'>): readonly Row[] {
	const {full, empty, current} = theme.glyphs;
	const told = [...Object.entries({full, empty, current}), ...explained.map(kind => [kind, signs[kind][0]] as const)];
	return legendOf({title: render(say('replay.legend')), signs: told.map(([id, sign]) => [sign, render(say(`replay.sign.${id}`))])}, width);
}

/** One of each sign. */
const explained = ['runBegan', 'runEnded', 'failed', 'unknown', 'outside', 'note', 'debtOpened', 'debtClosed'] as const;

export function timelineRows(
	{marks}: Pick<ReplayIndex, 'marks'>,
	playing: Playing,
	situation: Situation,
	{width, theme}: Pick<Room, 'width' | 'theme'>,
): readonly Row[] {
	const {seq, length, end, state, speed, idleLimitMs} = playing;
	const {render, times, at, brief} = situation;
	const {next = at} = playing;
	const barWidth = Math.max(10, width - 22);
	const cellOf = (time: number) => (end <= 0 ? 0 : Math.min(barWidth - 1, Math.max(0, Math.round((time / end) * (barWidth - 1)))));
	const cells: {sign: string; tone: Tone; rank: number}[] = Array.from({length: barWidth}, (_, index) =>
		index <= cellOf(at) ? {sign: theme.glyphs.full, tone: 'plain', rank: 0} : {sign: theme.glyphs.empty, tone: 'faint', rank: 0},
	);
	for (const mark of marks) {
		const [sign, tone, rank] = signs[mark.kind];
		const index = cellOf(mark.at);
		if ((cells[index]?.rank ?? 0) < rank) cells[index] = {sign, tone, rank};
	}
	const here = cells[cellOf(at)];
	if (here) cells[cellOf(at)] = {sign: theme.glyphs.current, tone: 'yours', rank: 9};
	const last = marks.findLast(mark => mark.seq <= seq);
	const told = render(say('replay.playing', {state, speed, limit: Number.isFinite(idleLimitMs) ? idleLimitMs / 1000 : 'none'}));
	const place = render(
		say('replay.place', {seq, length, time: times.clock(at), since: {ms: at}, next: next - at > longPauseMs ? times.clock(next) : 'none'}),
	);
	const second = row(' ', span(place, 'strong'), '   ', span(told, state === 'playing' ? 'yours' : 'plain'));
	const left = Math.min(60, width - rowWidth(second) - 4);
	const caption =
		last && left >= leastCaption ? render(say('replay.mark', {isHere: last.seq === seq ? 'yes' : 'no', label: brief(last.label)})) : '';
	return [
		row(' ', times.clock(0), ' ', ...cells.map(({sign, tone}) => span(sign, tone)), ' ', times.clock(end)),
		[...second, ...row(caption ? `   ${cut(caption, left)}` : '')],
	];
}
