/**
 * Opens a recording for a replay: entries by number, parsed when they are asked for and a bounded number of them kept. The file may be
 * far larger than the memory that is used for it.
 *
 * What stands behind the last line feed counts for nothing, and it is said. A line that is no entry ends the recording, with its place.
 * Hashes are not read, since that takes as long as everything else together: `verify` does. A line that turns out to be no entry when
 * it is read later is shown as what is wrong with it, in its place.
 */
import {isDeepStrictEqual} from 'node:util';
import type {EntryOf, Header, JournalEntry} from '../machines/journal/journal-entry.js';
import type {ReplayIndex} from '../machines/journal/replay-index.js';
import {type SessionView, sessionFold} from '../machines/journal/session-view.js';
import {createTimeline, type ReplayRecord, type Timeline} from '../machines/journal/timeline.js';
import {type Disk, realDisk} from './disk.js';
import {unshownField} from './entry-shape.js';
import {tailLength} from './journal-line.js';
import {openForReading} from './open-for-reading.js';
import {readAt} from './read-at.js';
import {type Place, parseBody, type Torn, type Verdict} from './recording.js';
import {cannotRead, isRefusal, type Refusal, refuse} from './refusal.js';
import {readKeptScan, writeScan} from './replay-index-file.js';
import {type ReplayScan, scanForReplay} from './replay-scan.js';

export type Replay = ReplayRecord & {
	readonly path: string;
	readonly header: Header;
	readonly isSealed: boolean;
	readonly torn?: Torn;
	/** Entries up to the line before it are shown; that line and all behind it are not. */
	readonly brokenAt?: NonNullable<Verdict['brokenAt']>;
	readonly index: ReplayIndex;
	readonly timeline: Timeline<SessionView>;
	/** It was not gone through: what is known of it had been kept. */
	readonly isFromIndex: boolean;
	readonly close: () => void;
};

export type ReplayOptions = {
	readonly disk?: Disk;
	/** Recordings with more entries get an index beside them. A shorter one is gone through before anybody notices. */
	readonly indexAbove?: number;
};

export const indexAboveEntries = 20_000;
/** Of parsed entries; an entry costs a few times the bytes of its line. */
const cacheLimitBytes = 8 * 1024 * 1024;

export function openReplay(path: string, {disk = realDisk, indexAbove = indexAboveEntries}: ReplayOptions = {}): Replay | Refusal {
	const opened = openForReading(path, disk);
	if (isRefusal(opened)) return opened;
	const close = () => disk.close(opened.file);
	try {
		const kept = readKeptScan(path, opened, disk);
		const isFromIndex = kept !== undefined && isProven(kept, createRecord(path, opened.file, kept, disk));
		const scan = isFromIndex ? kept : scanForReplay(path, opened, disk);
		if (isRefusal(scan)) {
			close();
			return scan;
		}
		if (!isFromIndex && scan.table.length() > indexAbove) writeScan(path, opened, scan, disk);
		const {table: _, keyframes, ...found} = scan;
		const record = createRecord(path, opened.file, scan, disk);
		const timeline = createTimeline({record, fold: sessionFold, keyframes});
		return {path, ...found, ...record, timeline, isFromIndex, close};
	} catch (error) {
		close();
		return cannotRead(path, error);
	}
}

/** The last view that was kept is what the one before it becomes: so it is the fold of today that made them. */
function isProven({keyframes}: ReplayScan, record: ReplayRecord): boolean {
	const last = keyframes.at(-1);
	if (!last) return true;
	try {
		const {viewAt} = createTimeline({record, fold: sessionFold, keyframes: keyframes.slice(0, -1)});
		return isDeepStrictEqual(viewAt(last.seq), last.view());
	} catch {
		return false;
	}
}

function createRecord(path: string, file: number, {table, header}: ReplayScan, disk: Disk): ReplayRecord {
	const cache = createCache();
	const first = header as EntryOf<'header'>;

	function entry(seq: number): JournalEntry {
		if (!(Number.isInteger(seq) && seq >= 1 && seq <= table.length())) throw new RangeError(`There is no entry ${seq}`);
		if (seq === 1) return first;
		const bytes = table.startOf(seq + 1) - 1 - table.startOf(seq);
		const known = cache.get(seq, bytes);
		if (known) return known;
		const read = readEntry({path, line: seq}, bytes);
		if (isRefusal(read)) return {seq, at: table.atOf(seq), kind: 'engine', event: 'torn', message: read.problem};
		cache.keep(seq, read.entry, bytes);
		return read.entry;
	}

	function readEntry(place: Place, length: number): {readonly entry: JournalEntry} | Refusal {
		const bytes = Buffer.allocUnsafe(length);
		try {
			// It is cut off while it is open.
			if (!readAt(disk, file, bytes, table.startOf(place.line))) return refuse('unreadable', {path, code: 'EIO'});
		} catch (error) {
			return cannotRead(path, error);
		}
		const parsed = parseBody(place, bytes.toString('utf8', 0, length - tailLength));
		if (isRefusal(parsed)) return parsed;
		const {entry} = parsed;
		const unshown = unshownField(entry);
		if (unshown) return refuse('wrongField', {...place, field: unshown});
		// The head of the line was believed; where the whole of it says something else, it is none.
		if (entry.at !== table.atOf(place.line)) return refuse('wrongField', {...place, field: 'at'});
		return entry.kind === (table.kindOf(place.line) ?? entry.kind) ? parsed : refuse('wrongField', {...place, field: 'kind'});
	}

	return {
		length: table.length(),
		entry,
		kindOf: seq => table.kindOf(seq) ?? entry(seq).kind,
		isChange: table.isChange,
		at: table.atOf,
	};
}

/** The entries that were used last, in two generations: what is not asked for in one is forgotten with the next. */
function createCache() {
	let recent = new Map<number, JournalEntry>();
	let before: typeof recent = new Map();
	let bytes = 0;

	function keep(seq: number, entry: JournalEntry, size: number) {
		if (bytes + size > cacheLimitBytes / 2) {
			before = recent;
			recent = new Map();
			bytes = 0;
		}
		bytes += size;
		recent.set(seq, entry);
	}

	return {
		keep,
		get(seq: number, size: number): JournalEntry | undefined {
			const found = recent.get(seq);
			if (found) return found;
			const older = before.get(seq);
			if (older) keep(seq, older, size);
			return older;
		},
	};
}
