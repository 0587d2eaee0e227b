/** A journal that is deleted, replaced or changed under the engine: noticed before the next change, said, and written anew beside it. */
import {appendFileSync, existsSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {describe, expect, test} from 'vitest';
import {openJournal} from '../../src/storage/journal.js';
import {readRecording, verifyRecording} from '../../src/storage/recording.js';
import {faultyDisk, type Kept, keptJournal} from './faulty-disk.js';
import * as samples from './journal-samples.js';

const {accept, changeBegan, changeEnded, diskWith, note, sealed} = samples;

const harms: readonly (readonly [what: string, code: string, harm: (path: string) => void])[] = [
	['deleted', 'DELETED', path => rmSync(path)],
	['deleted with its directory', 'DELETED', path => rmSync(dirname(path), {recursive: true})],
	['moved away', 'DELETED', path => renameSync(path, `${path}.old`)],
	[
		'replaced by another file',
		'REPLACED',
		path => {
			writeFileSync(`${path}.new`, 'another');
			renameSync(`${path}.new`, path);
		},
	],
	['replaced by a copy of itself', 'REPLACED', replaceByCopy],
	['emptied', 'RESIZED', path => truncateSync(path, 0)],
	['added to by somebody else', 'RESIZED', path => appendFileSync(path, 'mine\n')],
];

function replaceByCopy(path: string) {
	writeFileSync(`${path}.copy`, readFileSync(path));
	renameSync(`${path}.copy`, path);
}

function begun(disk = diskWith({})): Kept {
	const kept = keptJournal(disk);
	for (const entry of [note('a'), note('b')]) kept.tell(entry);
	return kept;
}

describe.each(harms)('a journal that was %s', (_, code, harm) => {
	test('lets no change begin, says so, and is written anew, whole, beside where it was', () => {
		const kept = begun();
		const {path} = kept.journal;
		harm(path);
		const left = existsSync(path) ? readFileSync(path) : undefined;
		expect(kept.tell(changeBegan)).toBe(false);
		expect(kept.troubles).toMatchObject([{message: {id: 'storage.notOnDisk', args: {code, path}}}]);
		expect(kept.tell(note('meanwhile'))).toBe(true);
		kept.ring();
		const anew = kept.journal.path;
		expect(anew).toBe(path.replace('.jsonl', '-rescued.jsonl'));
		expect(kept.recovered).toMatchObject([{event: 'rescued', message: {id: 'engine.rescued', args: {code}}}]);
		for (const entry of [changeBegan, changeEnded, sealed]) expect(kept.tell(entry)).toBe(true);
		expect(accept(verifyRecording(anew))).toMatchObject({isUnbroken: true});
		expect(accept(readRecording(anew)).entries).toEqual(kept.entries);
		expect(statSync(anew).mode & 0o777).toBe(0o600);
		expect(existsSync(`${path}.lock`)).toBe(false);
		expect(openJournal(anew)).toHaveProperty('problem');
		kept.journal.close();
		expect(existsSync(`${anew}.lock`)).toBe(false);
		// What stands under the old name is somebody else's, or evidence.
		expect(existsSync(path) ? readFileSync(path) : undefined).toEqual(left);
	});

	test('while a change was running is noticed at its end, which is kept', () => {
		const kept = begun();
		kept.tell(changeBegan);
		harm(kept.journal.path);
		expect(kept.tell(changeEnded)).toBe(true);
		expect(kept.troubles).toHaveLength(1);
		kept.journal.keeping.tryNow();
		expect(accept(readRecording(kept.journal.path)).entries).toEqual(kept.entries);
		kept.journal.close();
	});
});

test('a journal that is gone is noticed with any entry, not only with a change, a second after it was there last', () => {
	let mono = 0;
	const kept = keptJournal(diskWith({}), {...samples.fixedClock, mono: () => mono});
	rmSync(kept.journal.path);
	mono = 900;
	kept.tell(note('a'));
	expect(kept.troubles).toEqual([]);
	mono = 1_000;
	kept.tell(note('b'));
	expect(kept.troubles).toHaveLength(1);
	kept.ring();
	expect(accept(readRecording(kept.journal.path)).entries).toEqual(kept.entries);
	kept.journal.close();
});

test('a journal that was put back in time is gone on with where it was', () => {
	const kept = begun();
	const {path} = kept.journal;
	renameSync(path, `${path}.away`);
	expect(kept.tell(changeBegan)).toBe(false);
	renameSync(`${path}.away`, path);
	kept.ring();
	expect(kept.recovered).toMatchObject([{event: 'written'}]);
	expect(kept.journal.path).toBe(path);
	expect(accept(readRecording(path)).entries).toEqual(kept.entries);
	kept.journal.close();
});

test('a journal that is lost twice is rescued twice', () => {
	const kept = begun();
	const {path} = kept.journal;
	for (const end of ['-rescued.jsonl', '-rescued-2.jsonl', '-rescued-3.jsonl']) {
		replaceByCopy(kept.journal.path);
		expect(kept.tell(changeBegan)).toBe(false);
		kept.ring();
		expect(kept.journal.path).toBe(path.replace('.jsonl', end));
	}
	expect(accept(readRecording(kept.journal.path)).entries).toEqual(kept.entries);
	kept.journal.close();
});

test.each(['create', 'write', 'flush', 'flushDirectory'] as const)(
	'a rescue that fails at %s leaves nothing half done behind, and is tried again',
	act => {
		// The journal itself was created before: its turns are over.
		const turn = {create: 2, write: 5, flush: 2, flushDirectory: 2}[act];
		const faulty = faultyDisk(act, turn, 'ENOSPC');
		const kept = begun(faulty.disk);
		const {path} = kept.journal;
		rmSync(path);
		expect(kept.tell(changeBegan)).toBe(false);
		kept.ring();
		expect(kept.journal.path).toBe(path);
		expect(existsSync(path.replace('.jsonl', '-rescued.jsonl'))).toBe(false);
		expect(existsSync(path.replace('.jsonl', '-rescued.jsonl.lock'))).toBe(false);
		expect(kept.troubles.at(-1)).toMatchObject({message: {args: {code: 'ENOSPC'}}});
		faulty.mend();
		kept.ring();
		expect(accept(readRecording(kept.journal.path)).entries).toEqual(kept.entries);
		kept.journal.close();
	},
);
