/**
 * A journal whose file was deleted, replaced or changed under it is written anew beside where it was, from what the engine remembers: the
 * whole chain, every entry as it was. Only `env` tells of now, because now its lines are written. What stands under the old name is left
 * as it is.
 */
import {basename, dirname} from 'node:path';
import type {JournalEntry} from '../machines/journal/journal-entry.js';
import {attempt} from './attempt.js';
import type {Disk} from './disk.js';
import {makePrivateDirectory} from './home.js';
import type {Clock} from './host-clock.js';
import {noPreviousHash} from './journal-line.js';
import {encodeEntry} from './journal-line-bytes.js';
import {createTail} from './journal-tail.js';
import {Impossible} from './journal-write-error.js';
import {lockJournal} from './lock.js';
import {codeOf, isRefusal} from './refusal.js';

type Lost = {readonly path: string; readonly session: string; readonly disk: Disk; readonly clock: Clock};

/** `old` and `name`: without their directory, for the journal itself. */
export type Rescued = {
	readonly path: string;
	readonly old: string;
	readonly name: string;
	readonly file: number;
	readonly bytes: number;
	readonly hash: string;
	readonly release: () => void;
};

/** Nobody loses more journals of one session. */
const mostRescues = 100;

/** @throws what the disk says; then nothing of it stays behind. */
export function rescueJournal({path: lost, session, disk, clock}: Lost, entries: readonly JournalEntry[]): Rescued {
	const directory = dirname(lost);
	const refusal = makePrivateDirectory(directory, disk);
	if (refusal) throw new Impossible(String(refusal.problem.args?.code));
	const {path, file} = createBeside(lost, disk);
	let release: (() => void) | undefined;
	try {
		const lock = lockJournal(path, clock);
		if (isRefusal(lock)) throw new Impossible(String(lock.problem.args?.code ?? 'LOCKED'));
		({release} = lock);
		const tail = createTail({disk, path, file}, 0);
		let hash = noPreviousHash;
		let bytes = 0;
		for (const entry of entries) {
			const encoded = encodeEntry(entry, {session, clock}, hash);
			({hash} = encoded);
			bytes += encoded.bytes.length;
			tail.add(entry.seq, encoded.bytes);
			tail.put(false);
		}
		tail.put(true);
		disk.flushDirectory(directory);
		return {path, old: basename(lost), name: basename(path), file, bytes, hash, release};
	} catch (error) {
		attempt(() => disk.close(file));
		attempt(() => disk.remove(path));
		release?.();
		throw error;
	}
}

/** `NAME-rescued.jsonl`, or with a number when that is taken. */
function createBeside(lost: string, disk: Disk): {readonly path: string; readonly file: number} {
	const stem = lost.replace(/(?:-rescued(?:-\d+)?)?\.jsonl$/, '');
	for (let number = 1; ; number++) {
		const path = `${stem}-rescued${number === 1 ? '' : `-${number}`}.jsonl`;
		try {
			return {path, file: disk.create(path)};
		} catch (error) {
			if (codeOf(error) !== 'EEXIST' || number === mostRescues) throw error;
		}
	}
}
