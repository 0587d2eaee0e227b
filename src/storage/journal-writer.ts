/**
 * The end of a journal's file: puts one whole line after the other there, or fails once and for good.
 *
 * What failed is cut off again. If even that fails, a reader finds a torn line, or a whole one that tells of a call that never began:
 * whoever goes on looks before doing anything again.
 */
import {changesState} from '../machines/ask.js';
import type {EventKind, JournalEntry} from '../machines/journal-entry.js';
import type {Disk} from './disk.js';
import type {Clock} from './host-clock.js';
import {encodeLine} from './journal-line.js';
import {JournalWriteError} from './journal-write-error.js';
import {lineLimitBytes} from './line-reader.js';
import {isNestedTooDeep} from './nesting.js';
import {codeOf} from './refusal.js';

export type Writer = {readonly append: (entry: JournalEntry) => void; readonly close: () => void};

/** What is in the file already. */
export type Written = {readonly seq: number; readonly hash: string; readonly bytes: number};

export type Target = {
	readonly path: string;
	readonly file: number;
	readonly session: string;
	readonly disk: Disk;
	readonly clock: Clock;
	/** Called once, after the file has been closed. */
	readonly release: () => void;
};

export function createWriter({path, file, session, disk, clock, release}: Target, written: Written): Writer {
	let {seq, hash, bytes} = written;
	let isSealed = false;
	let isClosed = false;
	let hasUnflushed = false;
	let failure: JournalWriteError | undefined;
	/** Changing calls that began here and have not ended: they decide what may be said when writing fails. */
	const openChanges = new Set<string>();

	const append = (entry: JournalEntry) => {
		if (failure) throw failure;
		try {
			if (isClosed) throw new Impossible('CLOSED');
			if (isSealed) throw new Impossible('SEALED');
			if (entry.seq !== seq + 1) throw new Impossible('GAP');
			const encoded = encode(entry);
			hasUnflushed = true;
			writeWhole(disk, file, encoded.line);
			if (mustBeDurable(entry)) flush();
			seq = entry.seq;
			hash = encoded.hash;
			bytes += encoded.line.length;
			isSealed = entry.kind === 'sealed';
			if (entry.kind === 'callBegan' && changesState(entry.what)) openChanges.add(entry.call);
			else if (entry.kind === 'callEnded') openChanges.delete(entry.call);
		} catch (error) {
			failure = new JournalWriteError(path, codeOf(error), openChanges.size > 0, error);
			if (!isClosed) attempt(() => disk.truncate(file, bytes));
			throw failure;
		}
	};

	const encode = (entry: JournalEntry) => {
		const env = {session, wall: clock.wall(), mono: clock.mono(), pid: clock.pid, host: clock.host};
		const encoded = encodeLine(entry, env, hash);
		const line = Buffer.from(`${encoded.line}\n`);
		// A reader would refuse it, and with it everything after.
		if (line.length > lineLimitBytes) throw new Impossible('TOO_LARGE');
		if (isNestedTooDeep(encoded.line)) throw new Impossible('NESTED_TOO_DEEP');
		return {line, hash: encoded.hash};
	};

	const flush = () => {
		disk.flush(file);
		hasUnflushed = false;
	};

	const close = () => {
		if (isClosed) return;
		isClosed = true;
		try {
			if (hasUnflushed && !failure) flush();
		} catch (error) {
			failure = new JournalWriteError(path, codeOf(error), openChanges.size > 0, error);
			throw failure;
		} finally {
			attempt(() => disk.close(file));
			release();
		}
	};

	return {append, close};
}

/** Entries that something rests on. The others are in the file, and on the disk when the system likes. */
export function mustBeDurable(entry: JournalEntry): boolean {
	if (entry.kind === 'callBegan') return changesState(entry.what);
	if (entry.kind === 'callEnded') return entry.changes;
	return durableKinds.has(entry.kind);
}

const durableKinds: ReadonlySet<EventKind> = new Set([
	...(['header', 'runBegan', 'runEnded', 'stepEnded', 'decision', 'report'] as const),
	...(['debtOpened', 'debtClosed', 'outside', 'sealed'] as const),
]);

function writeWhole(disk: Disk, file: number, bytes: Buffer) {
	for (let done = 0; done < bytes.length; ) {
		const count = disk.write(file, bytes, done, bytes.length - done);
		// A disk that takes nothing and says nothing would be asked for ever.
		if (count === 0) throw new Impossible('NO_PROGRESS');
		done += count;
	}
}

/** Not the disk's fault; its code stands where the disk's would. */
class Impossible extends Error {
	readonly code: string;
	constructor(code: string) {
		super(code);
		this.code = code;
	}
}

/** Cleaning up after a failure must not hide it. */
export function attempt(act: () => void) {
	try {
		act();
	} catch {
		// The failure that led here is the one that is told.
	}
}
