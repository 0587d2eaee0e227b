/** The first and the last line of a file, however long it is in between. */
import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';
import {lineLimitBytes} from './line-reader.js';

/** The last line is the last that ends in a line feed; `tornBytes` stand behind it. A line that is too long is absent. */
export type FileEnds = {readonly first: string | undefined; readonly last: string | undefined; readonly tornBytes: number};

const firstChunkBytes = 64 * 1024;
const lineFeed = 10;

/** Throws what the disk throws; `EISDIR` also for anything else that is not a file. */
export function readFileEnds(path: string): FileEnds & {readonly bytes: number} {
	const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const stats = fstatSync(file);
		if (!stats.isFile()) throw Object.assign(new Error('not a file'), {code: 'EISDIR'});
		return {bytes: stats.size, first: firstLine(file, stats.size), ...lastLine(file, stats.size)};
	} finally {
		closeSync(file);
	}
}

function firstLine(file: number, size: number): string | undefined {
	for (let length = firstChunkBytes; ; length *= 2) {
		const bytes = readAt(file, 0, Math.min(length, size));
		const end = bytes.indexOf(lineFeed);
		if (end !== -1) return bytes.toString('utf8', 0, end);
		if (length >= size || length > lineLimitBytes) return undefined;
	}
}

function lastLine(file: number, size: number): Pick<FileEnds, 'last' | 'tornBytes'> {
	for (let length = firstChunkBytes; ; length *= 2) {
		const from = Math.max(0, size - length);
		const bytes = readAt(file, from, size - from);
		const end = bytes.lastIndexOf(lineFeed);
		const before = end > 0 ? bytes.lastIndexOf(lineFeed, end - 1) : -1;
		const isWhole = end !== -1 && (before !== -1 || from === 0);
		if (isWhole) return {last: bytes.toString('utf8', before + 1, end), tornBytes: bytes.length - end - 1};
		if (from === 0 || length > lineLimitBytes) return {last: undefined, tornBytes: end === -1 ? size : size - from - end - 1};
	}
}

function readAt(file: number, from: number, length: number): Buffer {
	const bytes = Buffer.allocUnsafe(length);
	let filled = 0;
	while (filled < length) {
		const read = readSync(file, bytes, filled, length - filled, from + filled);
		if (read === 0) break;
		filled += read;
	}
	return bytes.subarray(0, filled);
}
