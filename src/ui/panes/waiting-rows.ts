/** What is waited for: since when, until when, how much of it is gone, and when it was last looked at. No spinner: nothing turns. */

import type {StepView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {type Row, row, span} from '../row.js';
import type {Situation} from '../situation.js';
import type {Room} from './pane.js';

const states = ['verifying', 'unknown', 'running'];

export function waitingRows({state, moved, movedAt, end}: StepView, {render, times, at}: Situation, {width, theme}: Room): readonly Row[] {
	if (end || !states.includes(state)) return [];
	const until = moved?.until;
	const since = {text: times.clock(movedAt), ms: at - movedAt};
	if (until === undefined) return [row(), row(span(` ${render(say('waiting.since', {since: since.text, took: {ms: since.ms}}))}`))];
	// What was seen before the end got lost says nothing about it.
	const counts = (seenAt: number) => state !== 'unknown' || seenAt >= movedAt;
	const seen = (moved?.evidence ?? []).map(({at: seenAt}) => seenAt).filter(counts);
	const looked =
		seen.length === 0
			? say('waiting.notLooked', {since: since.text})
			: say('waiting.looked', {ago: {ms: Math.max(0, at - Math.max(...seen))}, since: since.text});
	const total = until - movedAt;
	const barWidth = Math.min(40, Math.max(10, width - 40));
	const filled = total <= 0 ? barWidth : Math.min(barWidth, Math.max(0, Math.round(((at - movedAt) / total) * barWidth)));
	const {full, empty} = theme.glyphs;
	return [
		row(),
		row(
			' ',
			full.repeat(filled) + empty.repeat(barWidth - filled),
			' ',
			span(render(say('waiting.givesUp', {time: times.clock(until), left: {ms: Math.max(0, until - at)}}))),
		),
		row(span(` ${render(looked)}`, 'faint')),
	];
}
