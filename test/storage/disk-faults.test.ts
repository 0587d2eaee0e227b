/** No journal, no change: whatever the disk does, at whichever of its turns. And it goes on when the disk takes something again. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {type Disk, realDisk} from '../../src/storage/disk.js';
import {createJournal, openJournal} from '../../src/storage/journal.js';
import {JournalWriteError} from '../../src/storage/journal-write-error.js';
import {readRecording} from '../../src/storage/recording.js';
import {isRefusal} from '../../src/storage/refusal.js';
import {type Act, faultyDisk, halfOfIt, type Kept, keptJournal} from './faulty-disk.js';
import * as samples from './journal-samples.js';

const {accept, changeBegan, changeEnded, diskError, diskWith, header, note, sealed, temporaryDirectory, writtenJournal} = samples;
const codes = ['ENOSPC', 'EIO', 'EROFS', 'EDQUOT'];
const story = [note('a'), note('b'), changeBegan, note('under way'), note('still'), changeEnded, note('c'), sealed];
/** The turns at which the disk is asked while the story is told; those before them are of the header. */
const turnsOf = {write: [2, 1 + story.length], flush: [2, 4], identify: [4, 6]} as const;
type Told = keyof typeof turnsOf;

/** Tells the story until a change or the seal is not taken; says how far it came. */
function tellFrom({tell}: Kept, from: number): number {
	for (let index = from; index < story.length; index++) if (!tell(story[index] as samples.Unnumbered)) return index;
	return story.length;
}

/** What a reader finds if this process dies now: whole lines, and of those that were told the first ones. */
function expectWhole({journal, entries}: Kept) {
	const recording = accept(readRecording(journal.path));
	expect(recording).not.toHaveProperty('torn');
	expect(recording.entries).toEqual(entries.slice(0, recording.entries.length));
	return recording.entries.length;
}

/** Without what says that it could be written again. */
const undisturbed = 1 + story.length;

describe.each(codes)('%s', code => {
	test.each(['create', 'write', 'flush', 'flushDirectory', 'identify'] as const)(
		'at the first %s leaves no journal, no lock, and a reason',
		act => {
			const directory = temporaryDirectory();
			const refused = createJournal({directory, header, disk: faultyDisk(act, 1, code).disk});
			expect(refused).toMatchObject({problem: {id: 'storage.cannotCreate', args: {code}}});
			expect(readdirSync(directory)).toEqual([]);
		},
	);

	test.each(Object.keys(turnsOf) as Told[])('at any later %s keeps what comes, starts no change, and goes on when it is mended', act => {
		const [first, last] = turnsOf[act];
		for (let turn = first; turn <= last; turn++) {
			const faulty = faultyDisk(act, turn, code, act === 'write' && turn % 2 === 0 ? halfOfIt : undefined);
			const kept = keptJournal(faulty.disk);
			const came = tellFrom(kept, 0);
			const {journal, entries, troubles, recovered} = kept;
			expect(troubles, `${act} ${turn}`).toMatchObject([{message: {id: 'storage.notOnDisk', args: {code, path: journal.path}}}]);
			// The change, its end and the seal: what announces something is not taken, all else is.
			expect([2, 7]).toContain(came);
			const onDisk = expectWhole(kept);
			const from = troubles[0]?.fromSeq ?? 0;
			expect(from).toBeLessThanOrEqual(onDisk + 1);

			kept.ring();
			expect(recovered).toEqual([]);
			faulty.mend();
			kept.ring();
			expect(troubles).toHaveLength(2);
			expect(troubles[1]).toBeUndefined();
			expect(recovered).toMatchObject([{event: 'written', message: {id: 'engine.written', args: {code}}}]);
			expect(expectWhole(kept)).toBe(entries.length);

			expect(tellFrom(kept, came)).toBe(story.length);
			expect(journal.close()).toBeUndefined();
			expect(accept(readRecording(journal.path)).isSealed).toBe(true);
			expect(expectWhole(kept)).toBe(undisturbed + 1);
			expect(kept.waiting()).toBe(0);
		}
	});

	test('at the last flush is told when the journal is closed, which still lets go of it', () => {
		const kept = keptJournal(faultyDisk('flush', 2, code).disk);
		kept.tell(note('a'));
		expect(kept.journal.close()).toMatchObject({id: 'storage.lost', args: {code, count: 1, change: 'no'}});
		expect(existsSync(`${kept.journal.path}.lock`)).toBe(false);
		expect(expectWhole(kept)).toBe(2);
	});

	test('that does not pass until it is closed says what is lost, and that the end of a change is', () => {
		// The header and the beginning of the change were flushed.
		for (const [turn, change] of [
			[2, 'no'],
			[3, 'yes'],
		] as const) {
			const kept = keptJournal(faultyDisk('flush', turn, code).disk);
			tellFrom(kept, 0);
			expect(kept.journal.close()).toMatchObject({id: 'storage.lost', args: {code, change}});
			expect(existsSync(`${kept.journal.path}.lock`)).toBe(false);
			expect(kept.waiting()).toBe(0);
			accept(openJournal(kept.journal.path)).close();
		}
	});

	test('that passes just before it is closed loses nothing', () => {
		const faulty = faultyDisk('write', 3, code);
		const kept = keptJournal(faulty.disk);
		tellFrom(kept, 0);
		faulty.mend();
		expect(kept.journal.close()).toMatchObject({id: 'storage.writtenAtLast'});
		expect(expectWhole(kept)).toBe(kept.entries.length);
	});

	test('in the middle of a line, when not even that can be taken back, is a torn line for the next reader and completed when it is mended', () => {
		for (let turn = 2; turn <= story.length; turn++) {
			let isMended = false;
			const truncate: Disk['truncate'] = (...args) => {
				if (!isMended) throw diskError(code);
				realDisk.truncate(...args);
			};
			const faulty = faultyDisk('write', turn, code, halfOfIt, {truncate});
			const kept = keptJournal(faulty.disk);
			const came = tellFrom(kept, 0);
			expect(accept(readRecording(kept.journal.path)).torn).toMatchObject({line: turn});
			isMended = true;
			faulty.mend();
			kept.ring();
			expect(expectWhole(kept)).toBe(kept.entries.length);
			expect(tellFrom(kept, came)).toBe(story.length);
			kept.journal.close();
			expect(expectWhole(kept)).toBe(undisturbed + 1);
		}
	});

	test('at a flush has everything since the last good one written again, because the system may have forgotten it', () => {
		const written: number[] = [];
		const write: Disk['write'] = (file, bytes, offset, length, position) => {
			written.push(position ?? -1);
			return realDisk.write(file, bytes, offset, length, position);
		};
		const faulty = faultyDisk('flush', 2, code, undefined, {write});
		const kept = keptJournal(faulty.disk);
		for (const entry of story.slice(0, 3)) kept.tell(entry);
		const [, a, b, changeAt] = written;
		faulty.mend();
		kept.ring();
		// The change was not taken and is not there; the two notes before it are written a second time, where they stood, and then that it goes on.
		expect(written).toEqual([0, a, b, changeAt, a, b, changeAt]);
		expect(expectWhole(kept)).toBe(4);
	});

	test.each(['openToWrite', 'truncate', 'flush', 'openToRead', 'read', 'size'] as const)(
		'at %s refuses to go on with a torn journal',
		(act: Act) => {
			const path = tornJournal();
			const before = readFileSync(path);
			const refused = openJournal(path, {disk: faultyDisk(act, 1, code).disk});
			expect(isRefusal(refused) && refused.problem.args).toMatchObject({path, code});
			if (act !== 'flush') expect(readFileSync(path)).toEqual(before);
			expect(existsSync(`${path}.lock`)).toBe(false);
			accept(openJournal(path)).close();
		},
	);
});

describe('short writes', () => {
	test.each([1, 7, 100])('of %i bytes at a time still make whole lines', most => {
		const write: Disk['write'] = (file, bytes, offset, length, position) =>
			realDisk.write(file, bytes, offset, Math.min(length, most), position);
		const disk = diskWith({write});
		expect(readFileSync(writtenJournal(story, {disk}))).toEqual(readFileSync(writtenJournal(story)));
	});

	test('of a disk that takes nothing and says nothing do not go on for ever', () => {
		let lines = 0;
		const write: Disk['write'] = (...args) => (lines++ === 0 ? realDisk.write(...args) : 0);
		const kept = keptJournal(diskWith({write}));
		expect(tellFrom(kept, 0)).toBe(2);
		expect(kept.troubles).toMatchObject([{fromSeq: 2, message: {args: {code: 'NO_PROGRESS'}}}]);
		kept.journal.close();
	});
});

describe('what is kept', () => {
	test('is tried again every few seconds, one turn at a time, and at once when somebody asks', () => {
		const faulty = faultyDisk('write', 2, 'ENOSPC');
		const kept = keptJournal(faulty.disk);
		kept.tell(note('a'));
		for (let turn = 0; turn < 3; turn++) {
			expect(kept.waiting()).toBe(1);
			kept.ring();
		}
		kept.journal.keeping.tryNow();
		expect(kept.waiting()).toBe(1);
		// A disk that is as it was is not told again, one with another trouble is.
		expect(kept.troubles).toHaveLength(1);
		faulty.mend();
		kept.journal.keeping.tryNow();
		expect([kept.waiting(), kept.troubles.length, kept.recovered.length]).toEqual([0, 2, 1]);
		kept.journal.close();
	});

	test('has a bound: lines of cmdlets give way first, errors and decisions last, and then the engine stops', () => {
		const faulty = faultyDisk('write', 2, 'ENOSPC');
		const kept = keptJournal(faulty.disk);
		const line = (stream: 'verbose' | 'error') => ({kind: 'stream', call: 'c', stream, text: 'x'.repeat(1024 * 1024)}) as const;
		let verbose = 0;
		while (kept.tell(line('verbose'))) verbose++;
		expect(verbose).toBe(8);
		let errors = 0;
		expect(() => {
			while (kept.tell(line('error'))) errors++;
		}).toThrow(JournalWriteError);
		expect(errors).toBe(23);
		expect(() => kept.tell(note('a'))).toThrow(expect.objectContaining({code: 'MEMORY_FULL'}));
		// What was taken is not given up with it.
		faulty.mend();
		expect(kept.journal.close()).toMatchObject({id: 'storage.writtenAtLast'});
		expect(expectWhole(kept)).toBe(kept.entries.length);
	});
});

function tornJournal(): string {
	const truncate = () => {
		throw diskError('EIO');
	};
	const kept = keptJournal(faultyDisk('write', 3, 'ENOSPC', halfOfIt, {truncate}).disk);
	tellFrom(kept, 0);
	kept.journal.close();
	return kept.journal.path;
}
