/**
 * Writes signs at places, in as few bytes as it can, and knows what it does not know: after a sign whose width the terminal may see
 * differently, the column is unknown until it is said anew. The row is unknown, too, where such a sign could have run over the edge.
 */
import {blank, type Cell, type Size} from './cells.js';
import {type Style, transition} from './style.js';

/** Cells that are as they should be, and are written again because a jump over them would be longer. */
const longestBridge = 4;
const unknown = -1;

/** The last sign, if it was ambiguous, and where the next of its kind may follow without a jump. */
type Run = {readonly text: string; readonly style: Style; readonly row: number; readonly start: number; readonly next: number};

export class Pen {
	bytes = '';
	#row = unknown;
	#column = unknown;
	#style: Style = '';
	#run: Run | undefined;
	readonly #columns: number;

	constructor({columns}: Size) {
		this.#columns = columns;
	}

	/** @returns the column up to which the terminal may have drawn. */
	put(row: readonly Cell[], y: number, x: number): number {
		const cell = row[x] ?? blank;
		const run = this.#runInto(cell, y, x);
		if (!run) this.moveTo(row, y, x);
		this.#setStyle(cell.style);
		if (cell.certainty === 'doubtful') {
			// The terminal may draw it narrower: what was there must not look out from behind it.
			this.bytes += ' '.repeat(cell.width);
			this.#column = unknown;
			this.moveTo(row, y, x);
		}
		this.bytes += cell.text;
		const next = x + cell.width;
		if (cell.certainty === 'sure') {
			this.#column = next < this.#columns ? next : unknown;
			this.#run = undefined;
			return next;
		}
		const start = run?.start ?? x;
		const end = cell.certainty === 'ambiguous' ? start + 2 * (next - start) : x + cell.reach;
		this.#column = unknown;
		if (end >= this.#columns) this.#row = unknown;
		this.#run = cell.certainty === 'ambiguous' ? {text: cell.text, style: cell.style, row: y, start, next} : undefined;
		return end;
	}

	/** Lines are drawn from one and the same sign: should the terminal draw it wider, it covers only its like. */
	#runInto({text, style}: Cell, y: number, x: number): Run | undefined {
		const run = this.#run;
		return run && run.row === y && run.next === x && run.text === text && run.style === style ? run : undefined;
	}

	eraseToEnd(row: readonly Cell[], y: number, x: number): void {
		this.moveTo(row, y, x);
		this.#setStyle('');
		this.bytes += '\x1b[K';
	}

	moveTo(row: readonly Cell[], y: number, x: number): void {
		if (this.#row !== y) this.bytes += x === 0 ? `\x1b[${y === 0 ? '' : y + 1}H` : `\x1b[${y === 0 ? '' : y + 1};${x + 1}H`;
		else if (this.#column === x) return;
		else if (x === 0) this.bytes += '\r';
		else if (this.#column === unknown || this.#column > x) this.bytes += `\x1b[${x + 1}G`;
		else this.bytes += this.#bridge(row, x) ?? `\x1b[${x - this.#column === 1 ? '' : x - this.#column}C`;
		this.#row = y;
		this.#column = x;
		this.#run = undefined;
	}

	#bridge(row: readonly Cell[], x: number): string | undefined {
		if (x - this.#column > longestBridge) return undefined;
		let bytes = '';
		for (let at = this.#column; at < x; at++) {
			const cell = row[at] ?? blank;
			if (cell.certainty !== 'sure' || cell.width !== 1 || cell.style !== this.#style) return undefined;
			bytes += cell.text;
		}
		return Buffer.byteLength(bytes) <= longestBridge ? bytes : undefined;
	}

	/** Moves the rows of a region up, or down for a negative distance. Needs the default style: what comes in takes the background. */
	scroll(top: number, bottom: number, by: number): void {
		this.#setStyle('');
		const distance = Math.abs(by) === 1 ? '' : Math.abs(by);
		this.bytes += `\x1b[${top + 1};${bottom}r\x1b[${distance}${by > 0 ? 'S' : 'T'}\x1b[r`;
		this.#row = unknown;
		this.#run = undefined;
	}

	/** The next frame begins in the default style. */
	finish(): string {
		this.#setStyle('');
		return this.bytes;
	}

	#setStyle(style: Style): void {
		this.bytes += transition(this.#style, style);
		this.#style = style;
	}
}
