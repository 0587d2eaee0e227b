/**
 * A frame of Ink as what a terminal has: rows of cells. Ink in debug mode writes exactly one whole frame at a time, its rows joined by
 * `\n`, its looks as SGR; every row begins and ends in the default style.
 *
 * A frame may have been drawn for a size that is gone: it is cut to the size that is now. And Ink measures with `string-width` while the
 * terminal has tables of its own, so every cell says how far the two may be apart.
 */
import {type AnsiCode, tokenize} from '@alcalzone/ansi-tokenize';
import stringWidth from 'string-width';
import {afterCode, type Style, toStyle} from './style.js';

export type Size = {readonly columns: number; readonly rows: number};

/**
 * `sure`: every terminal agrees on the width. `ambiguous`: one cell, or two where East Asian widths are chosen. `doubtful`: the terminal
 * may take anything between nothing and `reach` for it.
 */
export type Certainty = 'sure' | 'ambiguous' | 'doubtful';

/** A sign that is two cells wide stands in the first of them; in the second is `follower`. */
export type Cell = {
	readonly text: string;
	readonly width: number;
	readonly style: Style;
	readonly certainty: Certainty;
	/** The most cells that a terminal may draw it over. */
	readonly reach: number;
};

/** Cells up to the last that is not blank, so that the length is where `erase to the end of the line` may begin. */
export type ScreenRow = {readonly source: string; readonly cells: readonly Cell[]};
export type Screen = readonly ScreenRow[];

export const blank: Cell = {text: ' ', width: 1, style: '', certainty: 'sure', reach: 1};
const follower: Cell = {text: '', width: 0, style: '', certainty: 'sure', reach: 0};
const emptyRow: ScreenRow = {source: '', cells: []};

/** Exactly `size.rows` rows. A row whose string was on the screen before, there or elsewhere, is the same row, and not read again. */
export function readFrame(frame: string, size: Size, previous?: Screen): Screen {
	const known = new Map<string, ScreenRow>();
	for (const row of previous ?? []) known.set(row.source, row);
	const lines = frame.split('\n', size.rows);
	return Array.from({length: size.rows}, (_, y) => {
		const source = lines[y] ?? '';
		if (source === '') return emptyRow;
		const row = known.get(source) ?? {source, cells: readRow(source, size.columns)};
		known.set(source, row);
		return row;
	});
}

function readRow(source: string, columns: number): readonly Cell[] {
	const cells: Cell[] = [];
	let codes: AnsiCode[] = [];
	let style: Style = '';
	for (const token of tokenize(source)) {
		if (token.type === 'ansi') {
			codes = afterCode(codes, token);
			style = toStyle(codes);
		} else if (token.type === 'char') {
			if (cells.length >= columns) break;
			append(cells, token.value, style, columns);
		}
	}
	while (isBlank(cells.at(-1))) cells.pop();
	return cells;
}

const isBlank = (cell: Cell | undefined) => cell !== undefined && cell.text === ' ' && cell.style === '';

function append(cells: Cell[], text: string, style: Style, columns: number): void {
	const sign = signOf(text);
	if (sign === undefined) return;
	// A sign that does not fit any more leaves its place empty, as Ink does it.
	if (cells.length + sign.width > columns) {
		while (cells.length < columns) cells.push({...blank, style});
		return;
	}
	cells.push(style === '' ? sign : {...sign, style});
	for (let rest = 1; rest < sign.width; rest++) cells.push(follower);
}

/** Signs that were measured before; bounded, since what comes from outside may hold any number of different ones. */
const signs = new Map<string, Cell | undefined>();
const mostSigns = 4_000;

function signOf(text: string): Cell | undefined {
	if (text === ' ') return blank;
	if (!signs.has(text)) {
		if (signs.size >= mostSigns) signs.clear();
		signs.set(text, measure(text));
	}
	return signs.get(text);
}

const isPlain = /^[\x20-\x7e]$/;
/** What our panes and sentences are made of: figures like others, only told without the tables, whose first use is dear. */
const isOurs = /^[·×\u2010-\u2027←↑→↓\u2200-\u22ff\u2500-\u257f►▼○●□▒░]$/;
const isIgnored = /^\p{Default_Ignorable_Code_Point}+$/u;
/** Marks, and the vowels and ends of Hangul syllables: alone, they would be drawn onto the sign before them. */
const leansOnTheSignBefore = /^[\p{M}\u1160-\u11ff\ud7b0-\ud7fb]/u;
const isPicture = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{C}/u;
/** Arrows, lines and the like: fonts draw them as they please, and some terminals follow the font. */
const isFigure = /[\p{S}\p{P}]/u;
const takesOneCell = /[\x20-\x7e\p{M}]|\u200d/u;

/** Nothing for what Ink gives no cell. */
function measure(text: string): Cell | undefined {
	if (isPlain.test(text)) return {...blank, text};
	if (isOurs.test(text)) return {text, width: 1, style: '', certainty: 'ambiguous', reach: 2};
	if (isIgnored.test(text)) return undefined;
	const measured = stringWidth(text);
	const width = Math.max(1, measured);
	if (measured === 0 || leansOnTheSignBefore.test(text))
		return {text: ' '.repeat(width), width, style: '', certainty: 'sure', reach: width};
	const points = [...text];
	const reach = Math.max(
		width,
		points.reduce((sum, point) => sum + (takesOneCell.test(point) ? 1 : 2), 0),
	);
	if (points.length > 1 || width > 1 || isPicture.test(text)) return {text, width, style: '', certainty: 'doubtful', reach};
	const isAmbiguous = isFigure.test(text) || stringWidth(text, {ambiguousIsNarrow: false}) > 1;
	return {text, width, style: '', certainty: isAmbiguous ? 'ambiguous' : 'sure', reach: isAmbiguous ? 2 : 1};
}
