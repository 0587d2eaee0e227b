/**
 * Goes through a recording once: where its lines stand, what its screens have to fold, and where it stops being a recording. Lines
 * that nobody folds stay unparsed, and hashes unread: `verify` reads those.
 */
import type {Header, JournalEntry} from '../machines/journal/journal-entry.js';
import {createReplayIndex, isIndexed, type ReplayIndex} from '../machines/journal/replay-index.js';
import {type SessionView, sessionFold} from '../machines/journal/session-view.js';
import {type Keyframe, keyframeSpacing} from '../machines/journal/timeline.js';
import type {Disk} from './disk.js';
import {unshownField} from './entry-shape.js';
import {checkHeader} from './header.js';
import {tailLength} from './journal-line.js';
import {readHead} from './line-head.js';
import {lineLimitBytes, readLines} from './line-reader.js';
import {createLineTable, type LineHead, type LineTable} from './line-table.js';
import type {OpenFile} from './open-for-reading.js';
import {type Place, parseBody, type Torn, type Verdict} from './recording.js';
import {isRefusal, type Refusal, refuse} from './refusal.js';

export type ReplayScan = {
	readonly header: Header;
	readonly table: LineTable;
	readonly index: ReplayIndex;
	readonly keyframes: readonly Keyframe<SessionView>[];
	readonly isSealed: boolean;
	readonly torn?: Torn;
	readonly brokenAt?: NonNullable<Verdict['brokenAt']>;
};

export function scanForReplay(path: string, {file, bytes: expectedBytes}: OpenFile, disk: Disk): ReplayScan | Refusal {
	const table = createLineTable();
	const folder = createFolder();
	let isSealed = false;
	let fault: Refusal | undefined;

	const end = readLines(disk, file, expectedBytes, 0, (buffer, start, stop) => {
		const place = {path, line: table.length() + 1};
		const head = isSealed ? refuse('afterSeal', place) : readLine(place, buffer, start, stop);
		fault = isRefusal(head) ? head : folder.take(place, head, () => buffer.toString('utf8', start, stop - tailLength));
		if (fault || isRefusal(head)) return false;
		table.add(head, stop - start + 1);
		isSealed = head.kind === 'sealed';
		return true;
	});

	const line = table.length() + 1;
	if (end.isTooLong) fault = refuse('lineTooLong', {path, line, limitMegabytes: lineLimitBytes / 1024 ** 2});
	else if (isSealed && end.leftBytes > 0) fault = refuse('afterSeal', {path, line});
	const header = folder.header();
	if (!header) return fault ?? (end.leftBytes === 0 ? refuse('empty', {path}) : refuse('noWholeLine', {path, bytes: end.leftBytes}));
	return {
		...{header, table, isSealed, index: folder.index(), keyframes: folder.keyframes},
		...(fault && {brokenAt: {line, why: fault.problem}}),
		...(!fault && end.leftBytes > 0 && {torn: {line, bytes: end.leftBytes}}),
	};
}

/** The first line decides whether it is a recording at all, and one that can be read. */
function readLine(place: Place, buffer: Buffer, start: number, end: number): LineHead | Refusal {
	if (place.line === 1) {
		if (end - tailLength <= start) return refuse('notAJournal', place);
		const refusal = checkHeader(place.path, buffer.toString('utf8', start, end - tailLength));
		if (refusal) return refusal;
	}
	return readHead(place, buffer, start, end);
}

/** Folds what has to be folded, so that what cannot be is found now and not while somebody looks. */
function createFolder() {
	const keyframes: Keyframe<SessionView>[] = [];
	const index = createReplayIndex();
	let view = sessionFold.empty;
	let count = 0;

	function fold(entry: JournalEntry, head: LineHead) {
		if (isIndexed(head.kind)) index.apply(entry);
		if (!sessionFold.concerns(head.kind, head.isChange)) return;
		view = sessionFold.apply({...view, seq: entry.seq - 1}, entry);
		if (++count % keyframeSpacing !== 0) return;
		const kept = view;
		keyframes.push({seq: entry.seq, view: () => kept});
	}

	return {
		keyframes,
		header: () => view.header,
		index: index.gathered,
		take(place: Place, head: LineHead, body: () => string): Refusal | undefined {
			if (!isIndexed(head.kind) && !sessionFold.concerns(head.kind, head.isChange)) return undefined;
			const parsed = parseBody(place, body());
			if (isRefusal(parsed)) return parsed;
			const {entry} = parsed;
			if (entry.kind !== head.kind) return refuse('wrongField', {...place, field: 'kind'});
			if (entry.at !== head.at) return refuse('wrongField', {...place, field: 'at'});
			const unshown = unshownField(entry);
			if (unshown) return refuse('wrongField', {...place, field: unshown});
			try {
				fold(entry, head);
				return undefined;
			} catch {
				// Of a known kind, and without what the kind has.
				return refuse('wrongField', {...place, field: head.kind});
			}
		},
	};
}
