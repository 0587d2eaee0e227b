/** The time line of a replay: how far along one is, what is worth a stop and where, and how fast it goes. */

import {say} from '../../machines/message.js';
import type {Mark, ReplayIndex} from '../../machines/replay-index.js';
import {cut, type Row, row, span, type Tone} from '../row.js';
import type {Situation} from '../situation.js';
import type {Room} from './pane.js';

export type Playing = {
	readonly seq: number;
	readonly length: number;
	/** Ms of the session: of the last entry. */
	readonly end: number;
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

export function timelineRows(
	{marks}: Pick<ReplayIndex, 'marks'>,
	playing: Playing,
	situation: Situation,
	{width, theme}: Pick<Room, 'width' | 'theme'>,
): readonly Row[] {
	const {seq, length, end, state, speed, idleLimitMs} = playing;
	const {render, times, at, brief} = situation;
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
	const place = render(say('replay.place', {seq, length, since: {ms: at}}));
	return [
		row(' ', times.clock(0), ' ', ...cells.map(({sign, tone}) => span(sign, tone)), ' ', times.clock(end)),
		row(
			' ',
			span(place, 'strong'),
			'   ',
			span(told, state === 'playing' ? 'yours' : 'plain'),
			last ? `   ${cut(brief(last.label), 60)}` : '',
		),
	];
}
