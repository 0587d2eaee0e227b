/** A socket as lines, one JSON value each: whole ones are handed over, and one that is too long ends it. */
import type {Socket} from 'node:net';
import {StringDecoder} from 'node:string_decoder';

export type LineListener = {
	readonly line: (line: string) => void;
	/** Nothing after it can be told apart any more. */
	readonly tooLong: () => void;
};

const lineFeed = 0x0a;

/** Bytes are gathered up to `limitBytes`, however small the pieces are in which they come. */
export function readLines(socket: Pick<Socket, 'on'>, limitBytes: number, {line, tooLong}: LineListener): void {
	let pieces: Buffer[] = [];
	let length = 0;
	let isOver = false;
	socket.on('data', (chunk: Buffer) => {
		let start = 0;
		while (!isOver) {
			const end = chunk.indexOf(lineFeed, start);
			const piece = chunk.subarray(start, end === -1 ? chunk.length : end);
			length += piece.length;
			if (length > limitBytes) {
				isOver = true;
				pieces = [];
				return tooLong();
			}
			if (piece.length > 0) pieces.push(piece);
			if (end === -1) return;
			const whole = textOf(pieces);
			pieces = [];
			length = 0;
			start = end + 1;
			line(whole);
		}
	});
}

const textOf = (pieces: readonly Buffer[]): string => {
	const decoder = new StringDecoder('utf8');
	return pieces.map(piece => decoder.write(piece)).join('') + decoder.end();
};

export const asLine = (message: unknown): string => `${JSON.stringify(message)}\n`;
