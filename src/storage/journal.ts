/**
 * A journal that is being written. `append` returns when the entry is in the file, and for entries that something rests on, when it is
 * on the disk; what cannot be put there is kept and tried again, and no change begins meanwhile: no journal, no change.
 *
 * Only one living process writes to a journal. One that is gone on with is read and checked first, and what is torn is cut off.
 */
import {realpathSync} from 'node:fs';
import {join, resolve} from 'node:path';
import type {Header} from '../machines/journal/journal-entry.js';
import {attempt} from './attempt.js';
import {type Disk, realDisk} from './disk.js';
import {makePrivateDirectory} from './home.js';
import {type Clock, hostClock} from './host-clock.js';
import {noPreviousHash} from './journal-line.js';
import {encodeEntry} from './journal-line-bytes.js';
import {journalName} from './journal-name.js';
import {createTail} from './journal-tail.js';
import {createWriter, type Later, type Target, type Writer} from './journal-writer.js';
import {lockJournal} from './lock.js';
import {type Recording, readRecording} from './recording.js';
import {cannotRead, codeOf, isRefusal, type Refusal, refuse} from './refusal.js';

/** Entries count on from the last one in the journal, without a gap. `close` flushes the rest and lets others write. */
export type Journal = Writer;

/** With everything that was read in it, torn line included: whoever goes on needs it. */
export type OpenedJournal = Journal & {readonly recording: Recording};

export type NewJournal = {
	readonly directory: string;
	/** Written here, as entry 1. */
	readonly header: Header;
	readonly disk?: Disk;
	readonly clock?: Clock;
	readonly later?: Later;
};

const afterRealTime: Later = (act, ms) => {
	const timer = setTimeout(act, ms);
	return () => clearTimeout(timer);
};

export function createJournal({
	directory,
	header,
	disk = realDisk,
	clock = hostClock,
	later = afterRealTime,
}: NewJournal): Journal | Refusal {
	const path = join(resolve(directory), journalName(header));
	const lock = makePrivateDirectory(directory, disk) ?? lockJournal(path, clock);
	if (isRefusal(lock)) return lock;

	let file: number | undefined;
	try {
		file = disk.create(path);
		const target = {path, file, disk, clock, later, session: header.session, release: lock.release};
		const first = encodeEntry({seq: 1, at: 0, ...header}, {session: header.session, clock}, noPreviousHash);
		const tail = createTail(target, 0);
		tail.add(1, first.bytes);
		tail.put(true);
		disk.flushDirectory(directory);
		return createWriter(target, {seq: 1, hash: first.hash, bytes: first.bytes.length});
	} catch (error) {
		if (file !== undefined) discard(disk, path, file);
		lock.release();
		const code = codeOf(error);
		return code === 'EEXIST' ? refuse('exists', {path}) : refuse('cannotCreate', {path, code});
	}
}

/** A file without a header would only be in the way. */
function discard(disk: Disk, path: string, file: number) {
	attempt(() => disk.close(file));
	attempt(() => disk.remove(path));
}

export function openJournal(
	givenPath: string,
	{disk = realDisk, clock = hostClock, later = afterRealTime}: Pick<NewJournal, 'disk' | 'clock' | 'later'> = {},
): OpenedJournal | Refusal {
	const path = followLinks(givenPath);
	if (typeof path !== 'string') return path;
	const lock = lockJournal(path, clock);
	if (isRefusal(lock)) return lock;
	const opened = openLocked({path, disk, clock, later, release: lock.release});
	if (isRefusal(opened)) lock.release();
	return opened;
}

function openLocked(locked: Omit<Target, 'file' | 'session'>): OpenedJournal | Refusal {
	const {path, disk} = locked;
	const recording = readRecording(path, disk);
	if (isRefusal(recording)) return recording;
	if (recording.isSealed) return refuse('sealed', {path});

	const {torn, bytes, hash, entries, header} = recording;
	let file: number | undefined;
	try {
		file = disk.openToWrite(path);
		if (torn) {
			disk.truncate(file, bytes);
			disk.flush(file);
		}
	} catch (error) {
		if (file !== undefined) attempt(() => disk.close(file as number));
		return refuse('cannotContinue', {path, code: codeOf(error)});
	}
	const writer = createWriter({...locked, file, session: header.session}, {seq: entries.length, hash, bytes});
	return Object.assign(writer, {recording});
}

/** Two names of one journal are one journal: the lock stands beside the file itself. */
function followLinks(path: string): string | Refusal {
	try {
		return realpathSync(path);
	} catch (error) {
		return cannotRead(path, error);
	}
}
