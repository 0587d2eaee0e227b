/** The log as rows: when, where, what. A long line is cut where the room ends; the selected one stands there whole. */
import type {LogLine, Severity} from '../../machines/journal/log-line.js';
import {type Message, say} from '../../machines/message.js';
import {cut, fitted, padded, type Row, span, type Tone, wrapped} from '../row.js';
import {safe} from '../safe-text.js';
import type {Voice} from '../situation.js';

type Words = Pick<Voice, 'render' | 'brief' | 'short' | 'times'>;
export type LogRoom = {
	readonly width: number;
	readonly height: number;
	readonly voice: Words;
	readonly selectedSeq?: number;
};

export const tones: Readonly<Record<Severity, Tone>> = {
	error: 'bad',
	warning: 'plain',
	change: 'strong',
	info: 'plain',
	decision: 'plain',
	note: 'yours',
	outside: 'yours',
};

const timeWidth = 10;
const computerWidth = 9;
/** Below it the computer is left out: the text says more. */
const leastWithComputer = 44;
/** Longer than any line that is read to its end. */
const longestLine = 2_000;

/** The lines that fit, the last ones at the bottom; the selected one whole, or as much of it as there is room for. */
export function logRows(lines: readonly LogLine[], {width, height, voice, selectedSeq}: LogRoom): readonly Row[] {
	const rows: Row[] = [];
	let selectedFrom: number | undefined;
	for (const line of lines) {
		const isSelected = line.seq === selectedSeq;
		if (isSelected) selectedFrom = rows.length;
		rows.push(...rowsOf(line, width, voice, isSelected));
	}
	const last = Math.max(0, rows.length - height);
	const first = selectedFrom === undefined ? last : Math.min(last, selectedFrom);
	return rows.slice(first, first + height);
}

function rowsOf(line: LogLine, width: number, voice: Words, isSelected: boolean): readonly Row[] {
	const hasComputer = width >= leastWithComputer;
	const indent = timeWidth + (hasComputer ? computerWidth : 0);
	const computer = hasComputer ? `${padded(safe(voice.short(line.computer ?? '')), computerWidth - 1)} ` : '';
	const time = `${voice.times.clock(line.at)}  `;
	const tone = tones[line.severity];
	const text = textOf(line, voice);
	const room = Math.max(1, width - indent);
	const [first = [], ...rest] = isSelected ? wrapped(text, room, 0, tone) : [[span(cut(text, room), tone)]];
	const lead = isSelected ? 'chosen' : 'faint';
	return [
		fitted([span(time, lead), span(computer, lead), ...first], width),
		...rest.map(more => fitted([span(' '.repeat(indent)), ...more], width)),
	];
}

/** The line as it is read, for the rows and for a search in them. */
export function textOf({about, message, text, chosen}: LogLine, {render, brief, short}: Pick<Words, 'render' | 'brief' | 'short'>): string {
	const what = message ? brief(withLabel(message, chosen, brief)) : safe(short(oneLine(text ?? '')), longestLine);
	if (!about) return what;
	// A direction is a sentence of its own.
	return message?.id === 'log.runBegan'
		? render(say('log.opens', {about: brief(about), what}))
		: render(say('log.with', {about: brief(about), what}));
}

/** What was chosen is said by its label, where that is known. */
const withLabel = (message: Message, chosen: Message | undefined, brief: Words['brief']): Message =>
	chosen ? say(message.id, {...message.args, choice: brief(chosen).replace(/…$/, '')}) : message;

const oneLine = (text: string) =>
	text
		.slice(0, longestLine)
		.replace(/\s*[\r\n\t]+\s*/g, ' ')
		.trim();
