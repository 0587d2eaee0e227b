/**
 * A frame as a picture, SVG: the cells of the terminal with their looks, on a dark ground. It names no font that has to be there, and
 * tells every stretch of text how wide it is, so that columns stay in line in any monospaced one.
 */
import type {Replay} from '../../src/storage/replay-file.js';
import {frameOf} from '../../src/ui/console/drawing.js';
import {firstState} from '../../src/ui/console/state.js';
import {type Cell, readFrame, type ScreenRow} from '../../src/ui/terminal/cells.js';
import {createTheme} from '../../src/ui/theme.js';
import {screensOf} from './frames.js';

const size = {columns: 120, rows: 40};
const cell = {width: 8, height: 17, font: 13.3, baseline: 13};
const margin = 12;
const ground = '#14181d';
const ink = '#d6dbe0';
const faint = '#7d8791';
const bright = '#ffffff';

/** The sixteen colours are the owner's of the terminal; these read well on the dark ground. */
const colours: Readonly<Record<string, string>> = {'31': '#ff7b72', '32': '#7ee787', '33': '#e3b341'};

/** As the operator saw it then, and not as its replay: the banner of the session, no line of time. */
export function pictureAt(recorded: Replay, seq: number): string {
	const {timeline: _, ...model} = screensOf(recorded).modelAt(seq, firstState, {state: 'paused', speed: 1, idleLimitMs: 0});
	const frame = frameOf({...model, screen: 'run', world: recorded.header.world}, size, createTheme({isAscii: false, hasColor: true}));
	return toSvg(readFrame(frame, size));
}

function toSvg(rows: readonly ScreenRow[]): string {
	const width = size.columns * cell.width + 2 * margin;
	const height = size.rows * cell.height + 2 * margin;
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
		`<rect width="${width}" height="${height}" rx="8" fill="${ground}"/>`,
		`<g font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="${cell.font}" fill="${ink}">`,
		...rows.flatMap(({cells}, y) => stretchesOf(cells).flatMap(stretch => drawn(stretch, y))),
		'</g>',
		'</svg>',
	].join('\n')}\n`;
}

type Stretch = {readonly x: number; readonly text: string; readonly width: number; readonly style: string};

/** Cells of one look that stand together; figures apart from letters, since fonts take them from elsewhere. */
function stretchesOf(cells: readonly Cell[]): readonly Stretch[] {
	const stretches: Stretch[] = [];
	cells.forEach(({text, style, width}, x) => {
		if (width === 0) return;
		const last = stretches.at(-1);
		if (last && last.style === style && kindOf(last.text) === kindOf(text))
			stretches[stretches.length - 1] = {...last, text: last.text + text, width: last.width + width};
		else stretches.push({x, text, width, style});
	});
	return stretches;
}

const kindOf = (text: string): string => (/^[\x20-\x7e]/.test(text) ? 'letters' : (text[0] ?? ''));

function drawn({x, text, width, style}: Stretch, y: number): readonly string[] {
	const codes = style.split(',');
	const isInverse = codes.includes('7');
	const colour = codes.includes('2')
		? faint
		: (codes.flatMap(code => colours[code] ?? [])[0] ?? (codes.includes('1') ? bright : undefined));
	const left = margin + x * cell.width;
	const top = margin + y * cell.height;
	const wide = width * cell.width;
	const fill = isInverse ? ground : colour;
	const looks = `${fill ? ` fill="${fill}"` : ''}${codes.includes('1') ? ' font-weight="bold"' : ''}`;
	const isBlank = text.trim() === '';
	return [
		...(isInverse ? [`<rect x="${left}" y="${top}" width="${wide}" height="${cell.height}" fill="${colour ?? ink}"/>`] : []),
		...(isBlank ? [] : [lineOf(text, {left, top, wide}, fill ?? ink) ?? textOf(text, {left, top, wide}, looks)]),
	];
}

type Place = {readonly left: number; readonly top: number; readonly wide: number};

/** Lines of a frame meet from row to row only when they are drawn. */
function lineOf(text: string, {left, top, wide}: Place, stroke: string): string | undefined {
	const [middle, centre] = [top + cell.height / 2, left + cell.width / 2];
	const [right, bottom] = [left + wide, top + cell.height];
	const ways: Readonly<Record<string, string>> = {
		'─': `M${left} ${middle}H${right}`,
		'│': `M${centre} ${top}V${bottom}`,
		'┬': `M${left} ${middle}H${right}M${centre} ${middle}V${bottom}`,
		'┴': `M${left} ${middle}H${right}M${centre} ${top}V${middle}`,
		'┤': `M${left} ${middle}H${centre}M${centre} ${top}V${bottom}`,
		'═': `M${left} ${middle - 2}H${right}M${left} ${middle + 2}H${right}`,
	};
	const way = ways[text[0] ?? ''];
	return way && `<path d="${way}" stroke="${stroke}" fill="none"/>`;
}

function textOf(text: string, {left, top, wide}: Place, looks: string): string {
	const blanks = text.length - text.trimStart().length;
	const shown = text.trim();
	const from = left + blanks * cell.width;
	const length = wide - (text.length - shown.length) * cell.width;
	return `<text x="${from}" y="${top + cell.baseline}" textLength="${length}" xml:space="preserve"${looks}>${escaped(shown)}</text>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
