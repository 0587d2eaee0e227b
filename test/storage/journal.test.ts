import {existsSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import type {Json} from '../../src/machines/json.js';
import {realDisk} from '../../src/storage/disk.js';
import {createJournal, openJournal} from '../../src/storage/journal.js';
import {JournalWriteError} from '../../src/storage/journal-write-error.js';
import {readRecording} from '../../src/storage/recording.js';
import * as samples from './journal-samples.js';

const {accept, change, changeBegan, changeEnded, diskWith, fixedClock, header, newJournal, note, sealed, writtenJournal} = samples;
const at = (seq: number, entry: samples.Unnumbered): JournalEntry => ({...entry, seq, at: seq});

describe('a new journal', () => {
	test('is named for when it began, what it is about and whose it is', () => {
		expect(newJournal().path).toMatch(/\/20261121T030000Z-redmond-goes-dark-0e1f6c1e\.jsonl$/);
		expect(newJournal({header: {...header, title: '../..\u001b[2J 机', startedAt: 'soon', session: '/'}}).path).toMatch(
			/\/00000000T000000Z-2j-unnamed\.jsonl$/,
		);
	});

	test('never replaces a file that is there', () => {
		const directory = samples.temporaryDirectory();
		const {path, close} = newJournal({directory});
		close();
		const before = readFileSync(path);
		expect(createJournal({directory, header})).toEqual({problem: {id: 'storage.exists', args: {path}}});
		expect(readFileSync(path)).toEqual(before);
		expect(readdirSync(directory)).toHaveLength(1);
	});

	test('holds every entry in order, and its reader finds them as they were', () => {
		const entries = Array.from({length: 20}, (_, seed) => samples.entryOfEachKind(seed)).flat();
		const unsealed = entries.filter(({kind}) => kind !== 'sealed');
		const recording = accept(readRecording(writtenJournal(unsealed)));
		expect(recording.entries).toEqual([
			{...header, seq: 1, at: 0},
			...unsealed.map((entry, index) => ({...entry, seq: index + 2, at: index * 10})),
		]);
		expect(recording.header).toEqual(recording.entries[0]);
	});

	test('is the same file for the same entries at the same time', () => {
		const [one, other] = [writtenJournal([note('a')]), writtenJournal([note('a')])];
		expect(readFileSync(one)).toEqual(readFileSync(other));
	});

	test('is flushed before append returns when something rests on the entry, else not', () => {
		let flushes = 0;
		const disk = diskWith({
			flush: file => {
				flushes++;
				realDisk.flush(file);
			},
		});
		const flushed = (entry: samples.Unnumbered) => {
			const journal = newJournal({disk});
			flushes = 0;
			journal.append(at(2, entry));
			return flushes === 1;
		};
		const changes = new Map(samples.entryOfEachKind(1).map(entry => [entry.kind, flushed(entry)]));
		const durable = [...changes].filter(([, isFlushed]) => isFlushed).map(([kind]) => kind);
		expect(new Set(durable)).toEqual(
			new Set(
				[
					...['header', 'runBegan', 'runEnded', 'stepEnded', 'decision', 'report', 'callBegan', 'callEnded'],
					...['debtOpened', 'debtClosed', 'outside', 'sealed'],
				].filter(kind => kind !== 'callEnded' || changes.get('callEnded')),
			),
		);
		expect(flushed(changeBegan)).toBe(true);
		expect(flushed(changeEnded)).toBe(true);
		expect(flushed({...changeBegan, what: {...change, changesState: false}} as samples.Unnumbered)).toBe(false);
		expect(flushed({...changeEnded, changes: false} as samples.Unnumbered)).toBe(false);
	});

	test('has its name flushed too, before anything else can happen', () => {
		const flushed: string[] = [];
		const directory = join(samples.temporaryDirectory(), 'a', 'recordings');
		newJournal({directory, disk: diskWith({flushDirectory: path => flushed.push(path)})});
		expect(flushed.sort()).toEqual([join(directory, '../..'), join(directory, '..'), directory]);
	});
});

describe('a journal', () => {
	test.each<[string, (journal: ReturnType<typeof newJournal>) => void, string]>([
		['an entry is missing before it', ({append}) => append(at(3, note(''))), 'GAP'],
		['it comes twice', ({append}) => append(at(1, note(''))), 'GAP'],
		['it is larger than a reader takes', ({append}) => append(at(2, note('x'.repeat(16 * 1024 * 1024)))), 'TOO_LARGE'],
		['it is nested deeper than a reader takes', ({append}) => append(at(2, nested(600))), 'NESTED_TOO_DEEP'],
		['it is nested deeper than JSON can be written', ({append}) => append(at(2, nested(1e6))), 'RangeError'],
		[
			'the journal is closed',
			({append, close}) => {
				close();
				append(at(2, note('')));
			},
			'CLOSED',
		],
		[
			'the journal is sealed',
			({append}) => {
				append(at(2, sealed));
				append(at(3, note('')));
			},
			'SEALED',
		],
	])('takes no entry when %s, and none after that', (_, act, code) => {
		const journal = newJournal();
		const thrown = caught(() => act(journal));
		expect(thrown).toMatchObject({code, path: journal.path, problem: {id: 'storage.notWritten', args: {path: journal.path, code}}});
		expect(caught(() => journal.append(at(2, note(''))))).toBe(thrown);
		journal.close();
		expect(accept(readRecording(journal.path)).entries.length).toBe(code === 'SEALED' ? 2 : 1);
	});

	test('is closed once, and may be closed again', () => {
		const journal = newJournal();
		journal.close();
		expect(journal.close()).toBeUndefined();
		expect(existsSync(`${journal.path}.lock`)).toBe(false);
	});
});

describe('a journal that is gone on with', () => {
	test('carries on where it stood, as if it had never been closed', () => {
		const whole = writtenJournal([note('a'), note('b'), sealed]);
		const path = writtenJournal([note('a')]);
		const journal = accept(openJournal(path, {clock: fixedClock}));
		expect(journal.recording.entries).toHaveLength(2);
		journal.append({...note('b'), seq: 3, at: 10});
		journal.append({...sealed, seq: 4, at: 20});
		journal.close();
		expect(readFileSync(path)).toEqual(readFileSync(whole));
	});

	test('loses what was torn at any byte of its last three lines, and nothing else', () => {
		const path = writtenJournal([note('first'), note('é😀'), changeBegan, note('last')], {clock: fixedClock});
		const bytes = readFileSync(path);
		// A thousand flushes would only take time.
		const disk = diskWith({flush: () => {}});
		const ends = [...bytes.keys()].filter(index => bytes[index] === 10).map(index => index + 1);
		for (let length = bytes.length; length > (ends.at(-4) ?? 0); length--) {
			writeFileSync(path, bytes.subarray(0, length));
			const wholeBytes = ends.findLast(end => end <= length) ?? 0;
			const wholeLines = ends.indexOf(wholeBytes) + 1;
			const journal = accept(openJournal(path, {clock: fixedClock, disk}));
			const torn = length > wholeBytes ? {line: wholeLines + 1, bytes: length - wholeBytes} : undefined;
			expect(journal.recording.torn, `${length} bytes`).toEqual(torn);
			expect(statSync(path).size).toBe(wholeBytes);
			journal.append({...note('on'), seq: wholeLines + 1, at: 99});
			journal.close();
			expect(accept(readRecording(path)).entries).toHaveLength(wholeLines + 1);
		}
	});

	test('is refused when anything but its end is broken, and stays as it is', () => {
		const path = writtenJournal([note('a'), note('b')]);
		const broken = readFileSync(path, 'utf8').replace('"text":"a"', '"text":"c"');
		writeFileSync(path, broken);
		expect(openJournal(path)).toEqual({problem: {id: 'storage.brokenHash', args: {path, line: 2}}});
		expect(readFileSync(path, 'utf8')).toBe(broken);
		expect(existsSync(`${path}.lock`)).toBe(false);
	});

	test.each([
		['sealed', (path: string) => appendSeal(path), 'storage.sealed'],
		['not there', (path: string) => `${path}.not`, 'storage.missing'],
		['in no directory', (path: string) => join(path, 'x.jsonl'), 'storage.missing'],
		['a directory', (path: string) => join(path, '..'), 'storage.isDirectory'],
		['without a whole line', (path: string) => cut(path, 20), 'storage.noWholeLine'],
		['empty', (path: string) => cut(path, 0), 'storage.empty'],
	])('is refused when it is %s', (_, prepare, id) => {
		const path = prepare(writtenJournal([note('a')]));
		expect(openJournal(path)).toHaveProperty('problem.id', id);
	});

	test('is the same journal under another name', () => {
		const path = writtenJournal([]);
		const link = join(samples.temporaryDirectory(), 'link.jsonl');
		symlinkSync(path, link);
		const journal = accept(openJournal(link));
		expect(openJournal(path)).toHaveProperty('problem.id', 'storage.held');
		journal.close();
	});
});

function nested(depth: number): samples.Unnumbered {
	let value: Json = 'x'.repeat(1000);
	for (let level = 0; level < depth; level++) value = [value];
	return {kind: 'fact', about: '', value, source: '', seenAt: 0};
}

function caught(act: () => void): unknown {
	try {
		act();
	} catch (error) {
		expect(error).toBeInstanceOf(JournalWriteError);
		return error;
	}
	throw new Error('nothing was thrown');
}

function appendSeal(path: string): string {
	const journal = accept(openJournal(path));
	journal.append(at(3, sealed));
	journal.close();
	return path;
}

function cut(path: string, length: number): string {
	truncateSync(path, length);
	return path;
}
