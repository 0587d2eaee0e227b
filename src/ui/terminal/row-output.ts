/**
 * Where Ink writes what it has laid out. What is built has it in the place of Ink's own (`scripts/bundling.js`), which takes every sign of
 * a frame apart and puts the frame together again: more than all the rest that a key takes. Our boxes stand side by side, so rows are
 * joined as they are; nothing is written over anything, cut off by its box or changed on its way.
 */
import {styledWidth} from '../row.js';

type Piece = {readonly x: number; readonly text: string};

export class RowOutput {
	readonly #rows: readonly Piece[][];

	constructor({height}: {readonly height: number}) {
		this.#rows = Array.from({length: height}, () => []);
	}

	/** Lines of text, each in the default style at both ends. Those below the last row are left out. */
	write(x: number, y: number, text: string): void {
		for (const [index, line] of text.split('\n').entries()) if (line !== '') this.#rows[y + index]?.push({x, text: line});
	}

	clip(): never {
		throw new Error('No box cuts off what stands in it');
	}

	unclip(): never {
		return this.clip();
	}

	get(): {readonly output: string; readonly height: number} {
		return {output: this.#rows.map(joined).join('\n'), height: this.#rows.length};
	}
}

function joined(pieces: readonly Piece[]): string {
	let row = '';
	for (const {x, text} of pieces.toSorted((a, b) => a.x - b.x)) {
		if (x > 0) row += ' '.repeat(Math.max(0, x - styledWidth(row)));
		row += text;
	}
	return row.trimEnd();
}
