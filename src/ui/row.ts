/**
 * A row of a pane before it is drawn: spans of text, each with a tone that says what it means. How a tone looks is the theme's to say.
 *
 * Widths are those of a terminal's cells. Rows are made to fit here, so that no component measures anything.
 */
import stringWidth from 'string-width';
import {once} from '../machines/once.js';
import {remembered} from './remembered.js';

/**
 * `bad`: broken or refused. `yours`: to act on, in doubt, or stale. `good`: seen and fresh. `strong`: the current thing. `faint`: locked,
 * or said before. `world`: the banner. `chosen`: where Enter acts.
 */
export type Tone = 'plain' | 'strong' | 'faint' | 'bad' | 'yours' | 'good' | 'world' | 'chosen';
export type Span = {readonly text: string; readonly tone?: Tone};
export type Row = readonly Span[];

export const span = (text: string, tone: Tone = 'plain'): Span => ({text, tone});
export const row = (...parts: readonly (string | Span)[]): Row => parts.map(part => (typeof part === 'string' ? {text: part} : part));

const isNarrow = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u00ff\u2010-\u2027\u2190-\u22ff\u2500-\u25fc\u25ff√]*$/;

/** Cells that a text takes. What most texts are made of is counted without asking the library, whose first use is dear. */
export const widthOf = (text: string): number => (isNarrow.test(text) ? text.length : stringWidth(text));
/** For a text with looks in it, as Ink measures it. What is built from here puts it in the place of `string-width` there. */
export function styledWidth(text: string, options?: Parameters<typeof stringWidth>[1]): number {
	if (options) return stringWidth(text, options);
	return measured(text);
}

const measured = remembered(text => {
	const bare = text.includes('\x1b') ? text.replace(looks, '') : text;
	return isNarrow.test(bare) ? bare.length : stringWidth(text);
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: looks begin with one
const looks = /\x1b\[[\d;]*m/g;

const hasPlainSigns = new RegExp(isNarrow.source.replace('[', '[\\x1b'));
const segmenter = once(() => new Intl.Segmenter(undefined, {granularity: 'grapheme'}));

/** The signs that a text is read as. Where each is one letter, the library is not asked: it is dear to make, and slow. */
export function signsOf(text: string): Iterable<{readonly segment: string; readonly index: number}> {
	return hasPlainSigns.test(text) ? Array.from(text, (segment, index) => ({segment, index})) : segmenter().segment(text);
}

export const rowWidth = (spans: Row): number => spans.reduce((width, {text}) => width + widthOf(text), 0);

/** Cut to `width` cells, with `…` where something is missing; never through a sign. */
export function cut(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
	if (width <= 0) return '';
	let shown = '';
	let used = 0;
	for (const {segment} of signsOf(text)) {
		const next = widthOf(segment);
		if (used + next > width - 1) break;
		shown += segment;
		used += next;
	}
	return `${shown}…`;
}

export const padded = (text: string, width: number): string => {
	const shown = cut(text, width);
	return shown + ' '.repeat(Math.max(0, width - widthOf(shown)));
};

/** Exactly `width` cells: cut in the span that goes over, or filled up with spaces. */
export function fitted(spans: Row, width: number): Row {
	const kept: Span[] = [];
	let left = width;
	for (const each of spans) {
		if (left <= 0) break;
		const text = cut(each.text, left);
		kept.push(text === each.text ? each : {...each, text});
		left -= widthOf(text);
	}
	return left > 0 ? [...kept, {text: ' '.repeat(left)}] : kept;
}

/** Left and right in one row; the left gives way. At least one space stays between them. */
export function spread(left: Row, right: Row, width: number): Row {
	const rightWidth = rowWidth(right);
	return rightWidth >= width ? fitted(right, width) : [...fitted(left, width - rightWidth - 1), {text: ' '}, ...right];
}

/** Breaks between words; a word longer than a row is cut into rows. Every row after the first begins `hang` cells further in. */
export function wrapped(text: string, width: number, hang = 0, tone: Tone = 'plain'): readonly Row[] {
	const rows: Row[] = [];
	let current = '';
	const full = () => width - (rows.length > 0 ? hang : 0);
	const finish = () => {
		rows.push([{text: ' '.repeat(rows.length > 0 ? hang : 0) + current, tone}]);
		current = '';
	};
	for (const word of text.split(between)) {
		let rest = word;
		if (current && widthOf(current) + 1 + widthOf(rest) > full()) finish();
		while (widthOf(rest) > full()) {
			const head = cut(rest, full() + 1).slice(0, -1) || rest.slice(0, 1);
			current = head;
			rest = rest.slice(head.length);
			finish();
		}
		current += current ? ` ${rest}` : rest;
	}
	if (current || rows.length === 0) finish();
	return rows;
}

/** A number stays with its unit. */
const between = / (?!(?:s|min|h|d|%)(?!\w))/;
