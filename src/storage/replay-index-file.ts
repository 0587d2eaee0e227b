/**
 * What going through a long recording taught, kept beside it as `<recording>.index`, so that it is opened at once the next time.
 *
 * Beside it and not in a cache under the home directory: it moves and is deleted with the recording, and nobody has to clean up. It can
 * always be made again and is never trusted: it carries its own hash, and the size, the time and the last hash of its recording; the
 * last view in it is folded once more. Whatever does not fit is ignored. That it cannot be written is no error.
 */
import {createHash} from 'node:crypto';
import {endianness} from 'node:os';
import type {Header} from '../machines/journal/journal-entry.js';
import type {ReplayIndex} from '../machines/journal/replay-index.js';
import {type SessionView, sessionFoldVersion} from '../machines/journal/session-view.js';
import type {Keyframe} from '../machines/journal/timeline.js';
import type {Disk} from './disk.js';
import {checkHeader} from './header.js';
import {hashLength, parseEntry, tailLength} from './journal-line.js';
import {createLineTable, type LineTable} from './line-table.js';
import type {OpenFile} from './open-for-reading.js';
import {readAt} from './read-at.js';
import type {ReplayScan} from './replay-scan.js';

export const indexPathOf = (path: string): string => `${path}.index`;

/** With more, the views of a recording in which everything is folded would be larger than itself. */
const keyframesAtMost = 1000;

/** The first line of the file. Behind it: starts, times, kinds, places, and the views one after the other. */
type Head = Binding & {
	readonly names: string[];
	readonly isSealed: boolean;
	readonly length: number;
	readonly placesBytes: number;
	readonly keyframes: readonly {readonly seq: number; readonly bytes: number}[];
};

/** Which recording, in which state, as which version of the fold saw it. */
type Binding = {
	readonly format: 'switchback-replay-index';
	readonly version: 1;
	readonly foldVersion: number;
	readonly byteOrder: string;
	readonly bytes: number;
	readonly changedAt: number;
	readonly lastHash: string;
};

export function writeScan(path: string, opened: OpenFile, scan: ReplayScan, disk: Disk) {
	if (scan.brokenAt) return;
	try {
		const binding = bindingOf(opened, scan.table.bytes(), disk);
		// It has grown meanwhile: the next replay is soon enough.
		if (binding.bytes !== scan.table.bytes() + (scan.torn?.bytes ?? 0)) return;
		replaceFile(indexPathOf(path), encode(binding, scan), disk);
	} catch {
		// A directory that cannot be written to, a full disk: the recording is gone through again the next time.
	}
}

/** What was kept, where it is of this recording as it is now. */
export function readKeptScan(path: string, opened: OpenFile, disk: Disk): ReplayScan | undefined {
	try {
		const bytes = readAll(indexPathOf(path), opened.bytes, disk);
		return bytes && decode(path, bytes, opened, disk);
	} catch {
		return undefined;
	}
}

function encode(binding: Binding, {header, table, index, keyframes, isSealed}: ReplayScan): Buffer {
	const {starts, ats, kinds, names} = table.columns();
	const places = Buffer.from(JSON.stringify(index));
	const every = Math.ceil(keyframes.length / keyframesAtMost);
	const views = keyframes.flatMap(({seq, view}, at) => {
		if ((at + 1) % every !== 0) return [];
		// The header holds the whole deployment, and is the same in all of them.
		const {header: own, ...rest} = view();
		return [{seq, text: Buffer.from(JSON.stringify(own === header ? rest : {...rest, header: own}))}];
	});
	const head: Head = {
		...{...binding, names, isSealed, length: kinds.length, placesBytes: places.length},
		keyframes: views.map(({seq, text}) => ({seq, bytes: text.length})),
	};
	const columns = [starts, ats, kinds].map(({buffer, byteOffset, byteLength}) => Buffer.from(buffer, byteOffset, byteLength));
	const body = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...columns, places, ...views.map(({text}) => text)]);
	return Buffer.concat([body, Buffer.from(digestOf(body))]);
}

function decode(path: string, bytes: Buffer, opened: OpenFile, disk: Disk): ReplayScan | undefined {
	const bodyEnd = bytes.length - hashLength;
	const body = bytes.subarray(0, Math.max(bodyEnd, 0));
	if (digestOf(body) !== bytes.toString('latin1', body.length)) return undefined;
	const headEnd = body.indexOf('\n');
	const head: Head = JSON.parse(body.toString('utf8', 0, headEnd));
	let from = headEnd + 1;
	const take = (length: number): Buffer => {
		from += length;
		return body.subarray(from - length, from);
	};
	const numbers = (count: number) => new Float64Array(new Uint8Array(take(count * 8)).buffer);
	const table = createLineTable({
		starts: numbers(head.length + 1),
		ats: numbers(head.length),
		kinds: new Uint8Array(take(head.length)),
		names: head.names,
	});
	const binding = bindingOf(opened, table.bytes(), disk);
	if (!(Object.keys(binding) as (keyof Binding)[]).every(name => head[name] === binding[name])) return undefined;

	const header = readHeader(path, opened, table, disk);
	if (!header) return undefined;
	const index: ReplayIndex = JSON.parse(take(head.placesBytes).toString('utf8'));
	const keyframes = head.keyframes.map(({seq, bytes: length}): Keyframe<SessionView> => {
		const text = take(length);
		return {seq, view: () => ({header, ...JSON.parse(text.toString('utf8'))})};
	});
	const tornBytes = binding.bytes - table.bytes();
	const torn = {line: head.length + 1, bytes: tornBytes};
	return {header, table, index, keyframes, isSealed: head.isSealed, ...(tornBytes > 0 && {torn})};
}

/** The recording as it is now. `wholeBytes`: where its last line ends. */
function bindingOf({file}: OpenFile, wholeBytes: number, disk: Disk): Binding {
	const {bytes, changedAt} = disk.size(file);
	const tail = Buffer.alloc(tailLength + 1);
	readAt(disk, file, tail, Math.max(0, wholeBytes - tail.length));
	return {
		...{format: 'switchback-replay-index', version: 1, foldVersion: sessionFoldVersion, byteOrder: endianness()},
		...{bytes, changedAt, lastHash: tail.toString('latin1')},
	};
}

/** Always from the recording itself: what it is about is not left to a file beside it. */
function readHeader(path: string, {file}: OpenFile, table: LineTable, disk: Disk): Header | undefined {
	const line = Buffer.alloc(table.startOf(2) - 1);
	if (!readAt(disk, file, line, 0)) return undefined;
	const body = line.toString('utf8', 0, line.length - tailLength);
	return checkHeader(path, body) ? undefined : (parseEntry(body) as Header);
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** An index is smaller than its recording. */
function readAll(path: string, limitBytes: number, disk: Disk): Buffer | undefined {
	const file = disk.openToRead(path);
	try {
		const {bytes: length, isFile} = disk.size(file);
		if (!isFile || length > limitBytes || length < hashLength) return undefined;
		const bytes = Buffer.allocUnsafe(length);
		return readAt(disk, file, bytes, 0) ? bytes : undefined;
	} finally {
		disk.close(file);
	}
}

/** Whole or not at all: under another name first. */
function replaceFile(path: string, bytes: Buffer, disk: Disk) {
	const unfinished = `${path}.new`;
	try {
		disk.remove(unfinished);
	} catch {
		// There is none, as a rule.
	}
	const file = disk.create(unfinished);
	try {
		for (let written = 0; written < bytes.length; ) written += disk.write(file, bytes, written, bytes.length - written);
	} finally {
		disk.close(file);
	}
	disk.rename(unfinished, path);
}
