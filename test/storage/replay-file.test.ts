/** A recording opened for a replay: the same entries as reading all of it, and the same words for what is wrong with a file. */
import {appendFileSync, readFileSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import type {Disk} from '../../src/storage/disk.js';
import {readRecording} from '../../src/storage/recording.js';
import {isRefusal} from '../../src/storage/refusal.js';
import {openReplay, type Replay} from '../../src/storage/replay-file.js';
import * as samples from './journal-samples.js';
import {drill, fail, inAnyOrder, opened, pathIn, written} from './replays.js';

const {accept, createChance, entryOfEachKind, header, note, sealed, temporaryDirectory, writtenJournal} = samples;

const file = (content: string | Uint8Array): string => {
	const path = pathIn();
	writeFileSync(path, content);
	return path;
};

const entriesOf = ({length, entry}: Replay): readonly JournalEntry[] => Array.from({length}, (_, index) => entry(index + 1));

describe('a replay', () => {
	test('has every entry of the recording, in any order, with what is known of it unread', () => {
		const replay = opened(written(drill));
		expect(replay).toMatchObject({length: drill.length, isSealed: true, header: drill[0]});
		for (const seq of inAnyOrder(drill.length)) expect(replay.entry(seq)).toEqual(drill[seq - 1]);
		for (const {seq, kind, at} of drill) expect([replay.kindOf(seq), replay.at(seq)]).toEqual([kind, at]);
	});

	test('shows after every entry what folding from the beginning shows', () => {
		const {timeline, length} = opened(written(drill));
		const views = [emptyView];
		for (const entry of drill) views.push(applyEntry(views.at(-1) ?? emptyView, entry));
		for (const seq of inAnyOrder(length, createChance(2))) expect(timeline.viewAt(seq), `entry ${seq}`).toEqual(views[seq]);
	});

	test('knows which calls change something, and where runs, steps and marks are', () => {
		const {isChange, index} = opened(written(drill));
		for (const entry of drill) {
			const changes =
				entry.kind === 'callBegan' ? 'changesState' in entry.what && entry.what.changesState : entry.kind === 'callEnded' && entry.changes;
			if (changes) expect(isChange(entry.seq)).toBe(true);
		}
		expect(drill.filter(({seq}) => !isChange(seq)).length).toBeGreaterThan(drill.length / 3);
		expect([index.runs.length, index.steps.length, index.marks.at(-1)?.kind]).toEqual([2, 40, 'sealed']);
	});

	test('keeps every kind of entry whole, also of those that this version does not know', () => {
		const weather = {kind: 'weather', sky: ['clear', {env: {}}]};
		for (let seed = 1; seed <= 15; seed++) {
			const rest = [...entryOfEachKind(seed), weather].filter(({kind}) => kind !== 'header' && kind !== 'sealed');
			const path = written([header, ...rest].map((entry, index) => ({...entry, seq: index + 1, at: index})));
			expect(entriesOf(opened(path)), `seed ${seed}`).toEqual(accept(readRecording(path)).entries);
		}
	});

	test('tells apart more kinds than a byte can name', () => {
		const kinds = Array.from({length: 300}, (_, index) => `kind${index}`);
		const {kindOf} = opened(written([header, ...kinds.map(kind => ({kind}))].map((entry, index) => ({...entry, seq: index + 1, at: 0}))));
		expect(kinds.map((_, index) => kindOf(index + 2))).toEqual(kinds);
	});

	test('takes lines whose fields stand in another order', () => {
		const path = written([{seq: 1, at: 0, ...header}]);
		appendFileSync(path, `{"kind":"note", "at":5,"text":"a","by":"b","seq":2${readFileSync(path, 'utf8').trimEnd().slice(-75)}\n`);
		expect(opened(path).entry(2)).toEqual({seq: 2, at: 5, kind: 'note', text: 'a', by: 'b'});
	});

	test('leaves out what was being written when the writer died, and says so', () => {
		const path = writtenJournal([note('a'), note('b')]);
		truncateSync(path, statSync(path).size - 10);
		expect(opened(path)).toMatchObject({length: 2, torn: {line: 3}});
		expect(opened(path).brokenAt).toBeUndefined();
	});

	test('has no entry before the first or after the last', () => {
		const {entry} = opened(writtenJournal([note('a')]));
		for (const seq of [0, 3, 1.5, Number.NaN]) expect(() => entry(seq)).toThrow(RangeError);
	});

	test('keeps a bounded part of the entries, and finds the others again', () => {
		const texts = Array.from({length: 40}, (_, index) => `${index}${'x'.repeat(1024 * 1024)}`);
		const {entry} = opened(writtenJournal(texts.map(note)));
		for (const turn of [1, 2]) {
			for (const [index, text] of texts.entries()) expect(entry(index + 2), `turn ${turn}`).toMatchObject({text});
		}
	});
});

describe('a damaged recording', () => {
	const whole = () => written([...drill.slice(0, 300)]);
	const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n');
	const deep = `{"seq":3,"at":0,"kind":"note","text":${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	const tail = `,"hash":"${'0'.repeat(64)}"}`;
	const third = (line: string): readonly [content: string, line: number] => [`${linesOf(whole()).slice(0, 2).join('\n')}\n${line}\n`, 3];

	const damages: readonly (readonly [what: string, make: () => readonly [content: string, line: number], id: string])[] = [
		['a missing line', () => [linesOf(whole()).toSpliced(4, 1).join('\n'), 5], 'gap'],
		[
			'a doubled line',
			() => [
				linesOf(whole())
					.toSpliced(4, 0, linesOf(whole())[4] ?? '')
					.join('\n'),
				6,
			],
			'gap',
		],
		['nesting without end', () => third(deep + tail), 'nestedTooDeep'],
		['no hash', () => third('{"seq":3,"at":0,"kind":"note"}'), 'noHash'],
		['no JSON where it has to be folded', () => third(`{"seq":3,"at":0,"kind":"stepBegan",,${tail}`), 'notJson'],
		['no JSON at all', () => third(`what is this${tail}`), 'notJson'],
		['a time that is none', () => third(`{"seq":3,"at":1e999,"kind":"note"${tail}`), 'wrongField'],
		['a kind without what it has', () => third(`{"seq":3,"at":0,"kind":"debtOpened"${tail}`), 'wrongField'],
		['a second kind', () => third(`{"seq":3,"at":0,"kind":"note","text":"","by":"","kind":"sealed"${tail}`), 'wrongField'],
		['an empty line', () => third(''), 'noHash'],
	];

	test.each(damages)('ends before %s, with its place', (_, make, id) => {
		const [content, line] = make();
		const {length, brokenAt, entry, timeline} = opened(file(content));
		expect([length, brokenAt]).toEqual([line - 1, {line, why: expect.objectContaining({id: `storage.${id}`})}]);
		expect(brokenAt?.why.args).toMatchObject({line});
		expect(timeline.viewAt(length)).toMatchObject({seq: length, at: entry(length).at});
	});

	test('ends at its seal, whatever stands behind it', () => {
		const path = writtenJournal([sealed]);
		appendFileSync(path, readFileSync(path, 'utf8'));
		expect(opened(path)).toMatchObject({length: 2, isSealed: true, brokenAt: {line: 3, why: {id: 'storage.afterSeal'}}});
	});

	test('shows what is wrong with a line in its place, where only reading it tells', () => {
		const stream = `{"seq":3,"at":7,"kind":"stream","call":"c",,${tail}`;
		const {entry, length} = opened(file(`${third(stream)[0]}{"seq":4,"at":8,"kind":"note","text":"b","by":""${tail}\n`));
		expect(length).toBe(4);
		expect(entry(3)).toMatchObject({seq: 3, at: 7, kind: 'engine', event: 'torn', message: {id: 'storage.notJson', args: {line: 3}}});
		expect(entry(4)).toMatchObject({kind: 'note', text: 'b'});
	});

	test('shows what is wrong where it was cut off while it was open', () => {
		const path = writtenJournal([note('a'), note('b')]);
		const {entry} = opened(path);
		truncateSync(path, 20);
		expect(entry(3)).toMatchObject({kind: 'engine', message: {id: 'storage.unreadable'}});
	});

	test('with any byte changed has the entries before it as they were, and never fails otherwise', () => {
		const path = writtenJournal([note('a"\\\u0001'), samples.changeBegan, sealed]);
		const bytes = readFileSync(path);
		const entries = accept(readRecording(path)).entries;
		const chance = createChance(1);
		for (let index = 0; index < bytes.length; index++) {
			const changed = Buffer.from(bytes);
			changed[index] = (bytes[index] ?? 0) ^ (1 + Math.floor(chance() * 255));
			const line = bytes.subarray(0, index).toString('latin1').split('\n').length;
			const replay = openReplay(file(changed));
			if (isRefusal(replay)) {
				expect(line, `byte ${index}`).toBe(1);
				continue;
			}
			const {length, entry, timeline, close} = replay;
			for (let seq = 2; seq < Math.min(line, length + 1); seq++) expect(entry(seq), `byte ${index}`).toEqual(entries[seq - 1]);
			expect(timeline.viewAt(length).seq).toBe(length);
			if (length >= line) expect(entry(line).seq).toBe(line);
			close();
		}
	});
});

describe('what is no recording is refused with a sentence', () => {
	const first = () => readFileSync(writtenJournal([]), 'utf8');

	test.each([
		['a missing file', () => join(temporaryDirectory(), 'x'), 'missing'],
		['a directory', temporaryDirectory, 'isDirectory'],
		['a device', () => '/dev/zero', 'notAFile'],
		['an empty file', () => file(''), 'empty'],
		['half a line', () => file(first().slice(0, 100)), 'noWholeLine'],
		['a newer version', () => written([{seq: 1, at: 0, ...header, version: 2}]), 'newerFormat'],
		['a header that lacks something', () => written([{seq: 1, at: 0, ...header, pool: undefined}]), 'wrongField'],
		['a byte order mark', () => file(`\ufeff${first()}`), 'notAJournal'],
		['line ends of Windows', () => file(first().replaceAll('\n', '\r\n')), 'noHash'],
		['some other file', () => file('{"a":1}\n'), 'notAJournal'],
		['a hundred thousand brackets', () => file(`${'['.repeat(100_000)}\n`), 'nestedTooDeep'],
		['a first line without its hash', () => file(`${first().trimEnd().slice(0, -75)}${' '.repeat(75)}\n`), 'noHash'],
	])('%s', (_, make, id) => {
		expect(openReplay(make())).toMatchObject({problem: {id: `storage.${id}`}});
	});

	test('as a reading of the whole recording refuses it', () => {
		const otherwise = [`\ufeff${first()}`, first().replaceAll('\n', '\r\n'), '', '\n', first().slice(0, 50)].map(file);
		for (const path of [...otherwise, written([{seq: 1, at: 0, ...header, version: 7}])]) {
			expect(openReplay(path)).toEqual(readRecording(path));
		}
	});

	test('also where the disk fails', () => {
		const failing: Partial<Disk>[] = [{read: () => fail('EIO')}, {openToRead: () => fail('EACCES')}];
		const path = writtenJournal([note('a')]);
		for (const changed of failing) expect(openReplay(path, {disk: samples.diskWith(changed)})).toMatchObject({problem: {}});
	});
});
