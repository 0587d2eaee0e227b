/**
 * Puts one whole line after the other at the end of a journal's file. What the disk refuses is kept in memory, in order, and tried again
 * every few seconds and whenever somebody asks, until it is there.
 *
 * An entry that announces something (a change, an act, the seal) is on disk when `append` returns, or it was not taken and left no trace.
 * If this process dies before its line could be cut off again, a reader finds a torn line, or a whole one that tells of a call that never
 * began: whoever goes on looks before doing anything again.
 */
import {dirname} from 'node:path';
import {changesState} from '../machines/ask.js';
import type {EntryOf, JournalEntry} from '../machines/journal/journal-entry.js';
import type {Keeping, Owner, Taken} from '../machines/journal/keeping.js';
import {isDroppable} from '../machines/journal/line-quota.js';
import {type Message, say} from '../machines/message.js';
import {attempt} from './attempt.js';
import type {Disk} from './disk.js';
import {announces, mustBeDurable} from './durable-entries.js';
import type {Clock} from './host-clock.js';
import {encodeEntry} from './journal-line-bytes.js';
import {createTail, NotOurs} from './journal-tail.js';
import {Impossible, JournalWriteError} from './journal-write-error.js';
import {codeOf} from './refusal.js';
import {type Rescued, rescueJournal} from './rescue.js';

export type Writer = {
	/** Another one once the journal had to be written anew. */
	readonly path: string;
	/** @throws JournalWriteError for an entry that can never be written, and for every entry after it. */
	readonly append: (entry: JournalEntry) => Taken;
	readonly keeping: Keeping;
	/** Tries a last time. What it says is said to people: what is lost, or that nothing is; undefined when nothing was wrong. */
	readonly close: () => Message | undefined;
};

/** What is in the file already. */
export type Written = {readonly seq: number; readonly hash: string; readonly bytes: number};

/** Calls back once, after a time. Returns how to take that back. */
export type Later = (act: () => void, ms: number) => () => void;

export type Target = {
	readonly path: string;
	readonly file: number;
	readonly session: string;
	readonly disk: Disk;
	readonly clock: Clock;
	readonly later: Later;
	/** Called once, after the file has been closed. */
	readonly release: () => void;
};

const retryMs = 5_000;
/** What is not on disk takes no more memory than this; then the engine stops for good. */
const keptMegabytes = 32;
const megabyte = 1024 * 1024;
/** The rest is for what is never dropped. */
const keptLinesMegabytes = 8;

/** Whether the file is still there is asked with every entry that must be on disk, and with others after this long. */
const checkMs = 1_000;

type Refused = {readonly code: string; readonly since: number};

export function createWriter(target: Target, written: Written): Writer {
	const {disk, clock, session, later} = target;
	let {path, file, release} = target;
	let {seq, hash} = written;
	let tail = createTail({disk, path, file}, written.bytes);
	let checkedAt = clock.mono();
	let isSealed = false;
	let isClosed = false;
	let failure: JournalWriteError | undefined;
	let refused: Refused | undefined;
	let cancelRetry: (() => void) | undefined;
	let owner: Owner | undefined;
	/** Of a trouble that is not over: the file that was written anew, and how many entries were in memory. */
	let rescued: Rescued | undefined;
	let toCount = 0;
	/** Changing calls that began here and have not ended: they decide what may be said when writing fails. */
	const openChanges = new Set<string>();
	/** Of these, the ones whose end is in memory only. */
	const endedInMemory = new Set<string>();

	const append = (entry: JournalEntry): Taken => {
		if (failure) throw failure;
		try {
			return take(entry);
		} catch (error) {
			failure = new JournalWriteError(path, codeOf(error), openChanges.size > 0, error);
			throw failure;
		}
	};

	function take(entry: JournalEntry): Taken {
		if (isClosed) throw new Impossible('CLOSED');
		if (isSealed) throw new Impossible('SEALED');
		if (entry.seq !== seq + 1) throw new Impossible('GAP');
		if (refused && !hasRoomFor(entry)) return 'notNow';
		const encoded = encodeEntry(entry, {session, clock}, hash);
		tail.add(entry.seq, encoded.bytes);
		if (refused && tail.kept().bytes > keptMegabytes * megabyte) {
			tail.withdraw();
			throw new Impossible('MEMORY_FULL');
		}
		if (!refused && !put(entry)) return 'notNow';
		seq = entry.seq;
		hash = encoded.hash;
		isSealed = entry.kind === 'sealed';
		if (entry.kind === 'callBegan' && changesState(entry.what)) openChanges.add(entry.call);
		else if (entry.kind === 'callEnded') refused ? endedInMemory.add(entry.call) : openChanges.delete(entry.call);
		return undefined;
	}

	const hasRoomFor = (entry: JournalEntry) =>
		!announces(entry) && (tail.kept().bytes < keptLinesMegabytes * megabyte || entry.kind !== 'stream' || !isDroppable(entry));

	/** False when the entry is not to be. */
	function put(entry: JournalEntry): boolean {
		try {
			const now = clock.mono();
			const isDurable = mustBeDurable(entry);
			const mustCheck = isDurable || now - checkedAt >= checkMs;
			if (mustCheck) checkedAt = now;
			tail.put(isDurable, mustCheck);
			return true;
		} catch (error) {
			if (announces(entry)) tail.withdraw();
			refuse(error, entry.at);
			return !announces(entry);
		}
	}

	function refuse(error: unknown, since: number) {
		const code = codeOf(error);
		const isNews = refused?.code !== code;
		refused = {code, since};
		cancelRetry?.();
		cancelRetry = isClosed ? undefined : later(tryNow, retryMs);
		if (isNews) owner?.changed(troubleOf(refused));
	}

	const troubleOf = ({code, since}: Refused) => ({
		fromSeq: tail.kept().firstSeq ?? seq + 1,
		message: say('storage.notOnDisk', {
			path,
			code,
			directory: dirname(path),
			since: {at: since},
			every: {ms: retryMs},
			megabytes: keptMegabytes,
		}),
	});

	function tryNow() {
		if (!refused || isClosed) return;
		cancelRetry?.();
		const {since} = refused;
		let recovered: EntryOf<'engine'> | undefined;
		try {
			putAll();
			recovered = isSealed ? undefined : putRecovery(refused);
		} catch (error) {
			return refuse(error, since);
		}
		refused = undefined;
		rescued = undefined;
		toCount = 0;
		for (const call of endedInMemory) openChanges.delete(call);
		endedInMemory.clear();
		owner?.changed(undefined, recovered);
	}

	/** What was deleted or replaced is looked for once more under its name, then written anew. */
	function putAll() {
		toCount = Math.max(toCount, tail.kept().lines);
		try {
			tail.put(true);
		} catch (error) {
			if (!(error instanceof NotOurs) || !owner) throw error;
			rescued = rescueJournal({path, disk, clock, session}, owner.entries());
			attempt(() => disk.close(file));
			release();
			({path, file, hash, release} = rescued);
			tail = createTail({disk, path, file}, rescued.bytes);
		}
	}

	/** That it is over is the proof of it: the disk takes something again. */
	function putRecovery({since, code}: Refused): EntryOf<'engine'> | undefined {
		if (!owner) return undefined;
		const about = {since: {at: since}, count: toCount, code};
		const message = rescued ? say('engine.rescued', {...about, old: rescued.old, name: rescued.name}) : say('engine.written', about);
		const event = rescued ? 'rescued' : 'written';
		const entry: EntryOf<'engine'> = {seq: seq + 1, at: owner.now(), kind: 'engine', event, message};
		const encoded = encodeEntry(entry, {session, clock}, hash);
		tail.add(entry.seq, encoded.bytes);
		try {
			tail.put(true);
		} catch (error) {
			tail.withdraw();
			throw error;
		}
		({seq} = entry);
		({hash} = encoded);
		return entry;
	}

	const close = (): Message | undefined => {
		if (isClosed) return undefined;
		const wasRefused = refused !== undefined;
		if (!refused) putLast();
		tryNow();
		isClosed = true;
		cancelRetry?.();
		attempt(() => disk.close(file));
		release();
		const change = openChanges.size > 0 ? 'yes' : 'no';
		if (refused) return say('storage.lost', {path, code: refused.code, count: tail.kept().lines, change});
		return wasRefused ? say('storage.writtenAtLast', {path}) : undefined;
	};

	function putLast() {
		try {
			if (tail.kept().lines > 0) tail.put(true);
		} catch (error) {
			refuse(error, 0);
		}
	}

	return {
		get path() {
			return path;
		},
		append,
		keeping: {
			tryNow,
			attach(given) {
				owner = given;
				if (refused) given.changed(troubleOf(refused));
			},
		},
		close,
	};
}
