/**
 * Reads a journal, live or finished, and checks every line of it: it is whole, it is the next one, and its hash carries on the one
 * before. Kinds that this version does not know are kept.
 *
 * What stands behind the last line feed was being written when the writer died: it is torn, it counts for nothing, and it is said.
 * Anything else that is wrong is refused, with its place. `isUnbroken` shows accidents, not forgery.
 */
import {hash as hashOf} from 'node:crypto';
import type {Header, JournalEntry} from '../machines/journal/journal-entry.js';
import type {Message} from '../machines/message.js';
import {type Disk, realDisk} from './disk.js';
import {checkHeader} from './header.js';
import {type Env, hashLength, noPreviousHash, parseEntry, parseEnv, tailLength} from './journal-line.js';
import {lineLimitBytes, readLines} from './line-reader.js';
import {isNestedTooDeep, nestingLimit} from './nesting.js';
import {type OpenFile, openForReading} from './open-for-reading.js';
import {cannotRead, isRefusal, type Refusal, refuse} from './refusal.js';

/** The number of the line, and how much of it was there. */
export type Torn = {readonly line: number; readonly bytes: number};

/** `hash` is that of the last line: what a next one would carry on. `bytes`: how long the whole lines are. */
export type Recording = {
	readonly header: Header;
	readonly entries: readonly JournalEntry[];
	readonly torn?: Torn;
	readonly hash: string;
	readonly bytes: number;
	readonly isSealed: boolean;
};

export type Verdict = {
	readonly isUnbroken: boolean;
	readonly isSealed: boolean;
	readonly brokenAt?: {readonly line: number; readonly why: Message};
	/** Whole and in order, before the first that is broken. */
	readonly entries: number;
	readonly torn?: Torn;
	/** Of the last whole line: all that is before it hangs on it. */
	readonly hash: string;
};

export type OnEntry = (entry: JournalEntry, env: () => Env | undefined) => void;

export function readRecording(path: string, disk: Disk = realDisk): Recording | Refusal {
	const entries: JournalEntry[] = [];
	const scan = scanRecording(path, entry => entries.push(entry), disk);
	if (isRefusal(scan)) return scan;
	if (scan.brokenAt) return {problem: scan.brokenAt.why};
	const {hash, bytes, isSealed, torn} = scan;
	return {header: entries[0] as Header, entries, hash, bytes, isSealed, ...(torn && {torn})};
}

export function verifyRecording(path: string, disk: Disk = realDisk): Verdict | Refusal {
	const scan = scanRecording(path, () => {}, disk);
	if (isRefusal(scan)) return scan;
	const {brokenAt, isSealed, entries, torn, hash} = scan;
	return {isUnbroken: !brokenAt, isSealed: isSealed && !brokenAt, entries, hash, ...(brokenAt && {brokenAt}), ...(torn && {torn})};
}

export type Scan = Omit<Verdict, 'isUnbroken'> & {readonly bytes: number};

/** Tells every entry up to the first broken line. A refusal means that it is not a journal that can be read at all. */
export function scanRecording(path: string, onEntry: OnEntry, disk: Disk = realDisk): Scan | Refusal {
	const file = openForReading(path, disk);
	if (isRefusal(file)) return file;
	try {
		return scanLines(path, file, onEntry, disk);
	} catch (error) {
		return cannotRead(path, error);
	} finally {
		disk.close(file.file);
	}
}

function scanLines(path: string, {file, bytes: expectedBytes}: OpenFile, onEntry: OnEntry, disk: Disk): Scan | Refusal {
	let line = 0;
	let bytes = 0;
	let hash = noPreviousHash;
	let at = 0;
	let isSealed = false;
	let fault: Refusal | undefined;

	const end = readLines(disk, file, expectedBytes, hashLength, (buffer, start, stop) => {
		const read = isSealed ? refuse('afterSeal', {path, line: line + 1}) : readLine({path, line: line + 1}, {hash, at}, buffer, start, stop);
		if (isRefusal(read)) {
			fault = read;
			return false;
		}
		line++;
		bytes += stop - start + 1;
		hash = read.hash;
		at = read.entry.at;
		isSealed = read.entry.kind === 'sealed';
		onEntry(read.entry, () => parseEnv(read.body));
		return true;
	});

	if (end.isTooLong) fault = refuse('lineTooLong', {path, line: line + 1, limitMegabytes: lineLimitBytes / 1024 ** 2});
	else if (isSealed && end.leftBytes > 0) fault = refuse('afterSeal', {path, line: line + 1});
	else if (!fault && line === 0) return end.leftBytes === 0 ? refuse('empty', {path}) : refuse('noWholeLine', {path, bytes: end.leftBytes});
	if (fault && line === 0 && fault.problem.id === 'storage.newerFormat') return fault;

	const scan = {entries: line, bytes, hash, isSealed};
	if (fault) return {...scan, brokenAt: {line: line + 1, why: fault.problem}};
	return end.leftBytes > 0 ? {...scan, torn: {line: line + 1, bytes: end.leftBytes}} : scan;
}

type ReadLine = {readonly entry: JournalEntry; readonly body: string; readonly hash: string};

/** Of the line before: what the next one carries on. */
type Previous = {readonly hash: string; readonly at: number};

function readLine(place: Place, previous: Previous, buffer: Buffer, start: number, end: number): ReadLine | Refusal {
	const {path, line} = place;
	const bodyEnd = end - tailLength;
	if (bodyEnd <= start) return refuse(line === 1 ? 'notAJournal' : 'noHash', place);
	const body = buffer.toString('utf8', start, bodyEnd);
	if (line === 1) {
		const refusal = checkHeader(path, body);
		if (refusal) return refusal;
	}

	// The bytes before a line are those of lines already read: the previous hash is put there, and one pass goes over both.
	const hashStart = start - previous.hash.length;
	buffer.write(previous.hash, hashStart, 'latin1');
	const hash = hashOf('sha256', buffer.subarray(hashStart, bodyEnd));
	const tail = buffer.toString('latin1', bodyEnd, end);
	if (tail !== `,"hash":"${hash}"}`) return refuse(/^,"hash":"[0-9a-f]{64}"}$/.test(tail) ? 'brokenHash' : 'noHash', place);

	const parsed = parseBody(place, body);
	if (isRefusal(parsed)) return parsed;
	const {entry} = parsed;
	return entry.at < previous.at ? refuse('wrongField', {...place, field: 'at'}) : {entry, body, hash};
}

export type Place = {readonly path: string; readonly line: number};

/** `body`: a line without its hash. The entry is handed over wrapped: it may have a `problem` of its own, and is no refusal for that. */
export function parseBody(place: Place, body: string): {readonly entry: JournalEntry} | Refusal {
	if (isNestedTooDeep(body)) return refuse('nestedTooDeep', {...place, limit: nestingLimit});
	let entry: JournalEntry;
	try {
		entry = parseEntry(body);
	} catch {
		return refuse('notJson', place);
	}
	return checkEnvelope(place, entry) ?? {entry};
}

/** A hundred years: no session lasts as long, and every calendar can tell such a time. */
const latestAt = 100 * 366 * 24 * 60 * 60_000;

/** By hand and not by a schema, because a schema takes as long as hashing. */
function checkEnvelope(place: Place, entry: JournalEntry): Refusal | undefined {
	const {seq, at, kind} = entry as {readonly seq?: unknown; readonly at?: unknown; readonly kind?: unknown};
	if (typeof seq !== 'number' || !Number.isInteger(seq)) return refuse('wrongField', {...place, field: 'seq'});
	if (!Number.isInteger(at) || (at as number) < 0 || (at as number) > latestAt) return refuse('wrongField', {...place, field: 'at'});
	if (typeof kind !== 'string') return refuse('wrongField', {...place, field: 'kind'});
	if (seq !== place.line) return refuse('gap', {...place, found: seq});
	return undefined;
}
