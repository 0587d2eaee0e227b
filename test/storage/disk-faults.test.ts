/** No journal, no change: whatever the disk does, at whichever of its turns. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {type Disk, realDisk} from '../../src/storage/disk.js';
import {createJournal, openJournal} from '../../src/storage/journal.js';
import {JournalWriteError} from '../../src/storage/journal-write-error.js';
import {readRecording} from '../../src/storage/recording.js';
import {isRefusal} from '../../src/storage/refusal.js';
import * as samples from './journal-samples.js';

const {accept, changeBegan, changeEnded, diskError, diskWith, header, note, sealed, temporaryDirectory, writtenJournal} = samples;
const codes = ['ENOSPC', 'EIO', 'EROFS', 'EDQUOT'];
const story = [note('a'), changeBegan, note('under way'), changeEnded, note('b'), sealed];
type Act = 'create' | 'write' | 'flush' | 'flushDirectory' | 'openToAppend' | 'openToRead' | 'read' | 'truncate' | 'size';

/** A disk whose act fails at its nth turn, and from then on. */
function failing(act: Act, turn: number, code: string, alsoFails: Partial<Disk> = {}): Disk {
	let turns = 0;
	const real = realDisk[act] as (...args: unknown[]) => unknown;
	const fails = (...args: unknown[]) => {
		turns++;
		if (turns >= turn) throw diskError(code);
		return real(...args);
	};
	return diskWith({...alsoFails, [act]: fails});
}

/** Appends the story until something is thrown; says how many entries the journal took. */
function tell(append: (entry: never) => void, first: number): {readonly taken: number; readonly error?: unknown} {
	for (const [index, entry] of story.entries()) {
		try {
			append({...entry, seq: first + index, at: index} as never);
		} catch (error) {
			return {taken: index, error};
		}
	}
	return {taken: story.length};
}

/** What stays behind is a journal with exactly what was taken, and can be gone on with. */
function expectWhole(path: string, taken: number) {
	const recording = accept(readRecording(path));
	expect(recording).not.toHaveProperty('torn');
	expect(recording.entries).toHaveLength(1 + taken);
	if (taken === story.length) return;
	const journal = accept(openJournal(path));
	journal.append({...note('on'), seq: 2 + taken, at: 9});
	journal.close();
}

describe.each(codes)('%s', code => {
	test.each(['create', 'write', 'flush', 'flushDirectory'] as const)('at the first %s leaves no journal, no lock, and a reason', act => {
		const directory = temporaryDirectory();
		const refused = createJournal({directory, header, disk: failing(act, 1, code)});
		expect(refused).toMatchObject({problem: {id: 'storage.cannotCreate', args: {code}}});
		expect(readdirSync(directory)).toEqual([]);
	});

	test.each(['write', 'flush'] as const)('at any later %s stops there, says what had begun, and keeps what was taken', act => {
		const turns = act === 'write' ? story.length : 3;
		for (let turn = 2; turn < 2 + turns; turn++) {
			const journal = accept(createJournal({directory: temporaryDirectory(), header, disk: failing(act, turn, code)}));
			const {taken, error} = tell(journal.append, 2);
			expect(error).toBeInstanceOf(JournalWriteError);
			// The change begins with the second entry of the story and ends with the fourth.
			const id = taken === 2 || taken === 3 ? 'storage.endNotWritten' : 'storage.notWritten';
			expect(error).toMatchObject({code, path: journal.path, problem: {id, args: {path: journal.path, code}}});
			expect(tell(journal.append, 2 + taken)).toEqual({taken: 0, error});
			journal.close();
			expect(existsSync(`${journal.path}.lock`)).toBe(false);
			expectWhole(journal.path, taken);
		}
	});

	test('at the last flush is told when the journal is closed, which still lets go of it', () => {
		const journal = accept(createJournal({directory: temporaryDirectory(), header, disk: failing('flush', 2, code)}));
		journal.append({...note('a'), seq: 2, at: 0} as never);
		expect(() => journal.close()).toThrow(JournalWriteError);
		expect(existsSync(`${journal.path}.lock`)).toBe(false);
		expectWhole(journal.path, 1);
	});

	test.each(['openToAppend', 'truncate', 'flush', 'openToRead', 'read', 'size'] as const)(
		'at %s refuses to go on with a torn journal',
		act => {
			const path = tornJournal();
			const before = readFileSync(path);
			const refused = openJournal(path, {disk: failing(act, 1, code)});
			expect(isRefusal(refused) && refused.problem.args).toMatchObject({path, code});
			if (act !== 'flush') expect(readFileSync(path)).toEqual(before);
			expect(existsSync(`${path}.lock`)).toBe(false);
			accept(openJournal(path)).close();
		},
	);

	test('in the middle of a line, when not even that can be taken back, is a torn line for the next reader', () => {
		const cannotCut = {
			truncate: () => {
				throw diskError(code);
			},
		};
		for (const turn of [2, 3, 4]) {
			const shortWrites = {...cannotCut, write: halfThenFail(turn, code)};
			const journal = accept(createJournal({directory: temporaryDirectory(), header, disk: diskWith(shortWrites)}));
			const {taken} = tell(journal.append, 2);
			expect(taken).toBe(turn - 2);
			journal.close();
			expect(accept(readRecording(journal.path)).torn).toMatchObject({line: turn});
			accept(openJournal(journal.path)).close();
			expectWhole(journal.path, taken);
		}
	});
});

describe('short writes', () => {
	test.each([1, 7, 100])('of %i bytes at a time still make whole lines', most => {
		const write: Disk['write'] = (file, bytes, offset, length) => realDisk.write(file, bytes, offset, Math.min(length, most));
		const disk = diskWith({write});
		expect(readFileSync(writtenJournal(story, {disk}))).toEqual(readFileSync(writtenJournal(story)));
	});

	test('of a disk that takes nothing and says nothing do not go on for ever', () => {
		let lines = 0;
		const write: Disk['write'] = (...args) => (lines++ === 0 ? realDisk.write(...args) : 0);
		const journal = accept(createJournal({directory: temporaryDirectory(), header, disk: diskWith({write})}));
		expect(tell(journal.append, 2)).toMatchObject({taken: 0, error: {code: 'NO_PROGRESS'}});
		journal.close();
		expectWhole(journal.path, 0);
	});

	test('that end in an error are cut off again', () => {
		for (const turn of [2, 3, 4, 5, 6, 7]) {
			const disk = diskWith({write: halfThenFail(turn, 'ENOSPC')});
			const journal = accept(createJournal({directory: temporaryDirectory(), header, disk}));
			expect(tell(journal.append, 2)).toMatchObject({taken: turn - 2, error: {code: 'ENOSPC'}});
			journal.close();
			expectWhole(journal.path, turn - 2);
		}
	});
});

/** Half of the nth line is written, then nothing more. */
function halfThenFail(turn: number, code: string): Disk['write'] {
	let turns = 0;
	return (file, bytes, offset, length) => {
		turns++;
		if (turns > turn) throw diskError(code);
		return realDisk.write(file, bytes, offset, turns === turn ? length >> 1 : length);
	};
}

function tornJournal(): string {
	const disk = diskWith({
		write: halfThenFail(3, 'ENOSPC'),
		truncate: () => {
			throw diskError('EIO');
		},
	});
	const journal = accept(createJournal({directory: temporaryDirectory(), header, disk}));
	tell(journal.append, 2);
	journal.close();
	return journal.path;
}
