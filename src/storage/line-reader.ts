/**
 * Reads a file line by line as bytes, with bounded memory: one buffer, which grows only as far as the longest line that is allowed.
 *
 * Before every line the buffer has room for a hash, so that the reader of a journal can hash a line where it stands.
 */
import type {Disk} from './disk.js';

/** A cmdlet's whole output may be one entry; the largest seen are a few megabytes. What is longer is no journal. */
export const lineLimitBytes = 16 * 1024 * 1024;

/** Most journals fit. A larger buffer reads no faster. */
const largestFirstBufferBytes = 1024 * 1024;
const lineFeed = 10;

/** Gets a line without its line feed: `buffer[start..end)`. False ends the reading. */
export type OnLine = (buffer: Buffer, start: number, end: number) => boolean;

/** `leftBytes`: what stands behind the last line feed. */
export type LinesEnd = {readonly leftBytes: number; readonly isTooLong: boolean};

/** `expectedBytes`: how long the file is, as far as is known. It may be longer by now. */
export function readLines(disk: Disk, file: number, expectedBytes: number, roomBytes: number, onLine: OnLine): LinesEnd {
	let buffer = Buffer.allocUnsafe(roomBytes + Math.min(expectedBytes + 1, largestFirstBufferBytes));
	let start = roomBytes;
	let filled = start;
	for (;;) {
		const read = disk.read(file, buffer, filled, buffer.length - filled);
		if (read === 0) return {leftBytes: filled - start, isTooLong: false};
		let searched = filled;
		filled += read;
		const known = buffer.subarray(0, filled);
		for (;;) {
			const end = known.indexOf(lineFeed, searched);
			if (end === -1) break;
			if (!onLine(buffer, start, end)) return {leftBytes: 0, isTooLong: false};
			start = end + 1;
			searched = start;
		}

		const leftBytes = filled - start;
		if (leftBytes > lineLimitBytes) return {leftBytes, isTooLong: true};
		const larger = leftBytes + roomBytes > buffer.length / 2 ? Buffer.allocUnsafe(buffer.length * 2) : buffer;
		buffer.copy(larger, roomBytes, start, filled);
		buffer = larger;
		start = roomBytes;
		filled = start + leftBytes;
	}
}
