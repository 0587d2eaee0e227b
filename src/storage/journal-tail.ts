/**
 * The end of a journal's file. Lines that are not known to be on disk are kept, in order, until they are.
 *
 * What failed is written again, the same bytes at the same place: so a line that was written in part is completed, and a reader never
 * finds a torn one with another behind it. After a failed flush everything since the last good one is written again, because a system
 * may forget what it could not flush and call the next flush a success.
 */
import {attempt} from './attempt.js';
import type {Disk} from './disk.js';

export type TailFile = {readonly disk: Disk; readonly path: string; readonly file: number};

/** More than this is not left to the system: it would have to be kept here as long. */
const unflushedBytes = 1024 * 1024;

/** `bytes`: how long the file is. All of it counts as on disk. */
export function createTail({disk, path, file}: TailFile, bytes: number) {
	const {id} = disk.identify(file);
	const lines: {readonly seq: number; readonly bytes: Buffer}[] = [];
	let writtenLines = 0;
	/** Where the last flushed line, the last written one and the last one end. */
	let durable = bytes;
	let written = bytes;
	let end = bytes;
	/** By our own hand, with what may be left over of a line. */
	let length = bytes;

	/** @throws when the file was deleted, replaced or changed by somebody else. */
	function assertOurs() {
		const found = identify();
		if (found.id !== id) throw new NotOurs('REPLACED');
		if (found.bytes !== length) throw new NotOurs('RESIZED');
	}

	function identify() {
		try {
			return disk.identify(path);
		} catch (error) {
			throw (error as {readonly code?: string}).code === 'ENOENT' ? new NotOurs('DELETED') : error;
		}
	}

	function writeLine(bytes: Buffer) {
		for (let done = 0; done < bytes.length; ) {
			const count = disk.write(file, bytes, done, bytes.length - done, written + done);
			// A disk that takes nothing and says nothing would be asked for ever.
			if (count === 0) throw Object.assign(new Error('no progress'), {code: 'NO_PROGRESS'});
			done += count;
			length = Math.max(length, written + done);
		}
		written += bytes.length;
		writtenLines++;
	}

	function flush() {
		try {
			disk.flush(file);
		} catch (error) {
			written = durable;
			writtenLines = 0;
			throw error;
		}
		durable = written;
		lines.length = 0;
		writtenLines = 0;
	}

	/** What a failed write left of its line; what is more is somebody else's. */
	function measure(line: Buffer | undefined) {
		attempt(() => {
			const {bytes} = disk.identify(file);
			if (bytes > length && bytes <= written + (line?.length ?? 0)) length = bytes;
		});
	}

	/** For whoever reads it if this process dies now: a whole line less is better than a torn one. */
	function cutOff(to: number) {
		attempt(() => {
			if (length <= to) return;
			disk.truncate(file, to);
			length = to;
		});
	}

	return {
		/** Bytes that are not known to be on disk, and the number of the first entry of them. */
		kept: () => ({bytes: end - durable, lines: lines.length, firstSeq: lines[0]?.seq}),
		add(seq: number, bytes: Buffer) {
			lines.push({seq, bytes});
			end += bytes.length;
		},
		/** The last line that was added is not to be, whatever became of it. */
		withdraw() {
			end -= lines.pop()?.bytes.length ?? 0;
			if (writtenLines > lines.length) {
				writtenLines = lines.length;
				written = end;
			}
			cutOff(end);
		},
		/** All lines are in the file when it returns, and with `mustFlush` on the disk. `mustCheck`: only into a file that is ours. @throws what the disk says, or why the file is not ours. */
		put(mustFlush: boolean, mustCheck = mustFlush) {
			if (mustCheck) assertOurs();
			if (length > end) {
				disk.truncate(file, end);
				length = end;
			}
			try {
				for (let next = lines[writtenLines]; next; next = lines[writtenLines]) writeLine(next.bytes);
			} catch (error) {
				measure(lines[writtenLines]?.bytes);
				cutOff(written);
				throw error;
			}
			if (mustFlush || end - durable > unflushedBytes) flush();
		},
	};
}

/** Nothing that writing again would mend. */
export class NotOurs extends Error {
	constructor(readonly code: 'DELETED' | 'REPLACED' | 'RESIZED') {
		super(code);
	}
}
