/**
 * What has to be sent so that a terminal that shows one screen shows the next. Over a slow line this is what an operator waits for, so the
 * shortest of three is taken: the changed cells, the changed cells after a scroll, everything anew.
 *
 * The terminal is taken to be in the default style before and after. Nothing depends on where its cursor is, nor on its wrapping at
 * the edge: no line feed is ever sent, and after the last column the cursor is always placed anew.
 */
import {blank, type Cell, type Screen, type ScreenRow, type Size} from './cells.js';
import {Pen} from './pen.js';
import {findShift, shifted} from './scroll.js';

/** Without a previous screen, nothing is known of what the terminal shows, not even its style. */
export function difference(previous: Screen | undefined, next: Screen, size: Size): string {
	if (!previous) return everything(next, size);
	let shortest = changes(new Pen(size), previous, next, size);
	if (shortest === '') return '';
	const shift = findShift(previous, next);
	if (shift) {
		const pen = new Pen(size);
		pen.scroll(shift.top, shift.bottom, shift.by);
		shortest = shorter(shortest, changes(pen, shifted(previous, shift), next, size));
	}
	// Each row takes a jump, and each cell a byte: below that, everything cannot be shorter.
	const least = next.reduce((sum, {cells}) => sum + 4 + cells.length, 0);
	return Buffer.byteLength(shortest) <= least ? shortest : shorter(shortest, everything(next, size));
}

const shorter = (a: string, b: string) => (Buffer.byteLength(b) < Buffer.byteLength(a) ? b : a);

function everything(next: Screen, size: Size): string {
	const pen = new Pen(size);
	for (const [y, row] of next.entries()) paint(pen, undefined, row.cells, y, size);
	return `\x1b[m${pen.finish()}`;
}

function changes(pen: Pen, previous: Screen, next: Screen, size: Size): string {
	for (const [y, row] of next.entries()) {
		const before: ScreenRow | undefined = previous[y];
		if (before?.source !== row.source) paint(pen, before?.cells ?? [], row.cells, y, size);
	}
	return pen.finish();
}

function paint(pen: Pen, before: readonly Cell[] | undefined, after: readonly Cell[], y: number, {columns}: Size): void {
	// Up to here the terminal may have drawn over what was right: it is written again, whether it changed or not.
	let touched = 0;
	for (let x = 0; x < after.length; x += after[x]?.width || 1) {
		const cell = after[x] ?? blank;
		if (x >= touched && before && isSame(before[x] ?? blank, cell)) continue;
		touched = Math.max(touched, pen.put(after, y, x));
	}
	const isShorter = before === undefined || before.length > after.length || touched > after.length;
	if (isShorter && after.length < columns) pen.eraseToEnd(after, y, after.length);
}

const isSame = (a: Cell, b: Cell) => a === b || (a.text === b.text && a.style === b.style);
