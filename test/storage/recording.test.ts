import {execFileSync} from 'node:child_process';
import {hash} from 'node:crypto';
import {appendFileSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {realDisk} from '../../src/storage/disk.js';
import {encodeLine} from '../../src/storage/journal-line.js';
import {readRecording, verifyRecording} from '../../src/storage/recording.js';
import {isRefusal} from '../../src/storage/refusal.js';
import {openReplay} from '../../src/storage/replay-file.js';
import * as samples from './journal-samples.js';

const {accept, changeBegan, createChance, header, note, sealed, temporaryDirectory, writtenJournal} = samples;
const env = {session: 's', wall: '2026-11-21T03:00:00.000Z', mono: 0, pid: 1, host: 'h'};

/** A file whose hashes are right, whatever its lines say. */
function forged(entries: readonly object[]): string {
	let previous = '';
	const lines = entries.map(entry => {
		const {line, hash} = encodeLine(entry as JournalEntry, env, previous);
		previous = hash;
		return `${line}\n`;
	});
	return file(lines.join(''));
}

function file(content: string | Uint8Array): string {
	const path = join(temporaryDirectory(), 'x.jsonl');
	writeFileSync(path, content);
	return path;
}

const first = {seq: 1, at: 0, ...header};
const second = {seq: 2, at: 1, ...note('')};

const aHash = expect.stringMatching(/^[0-9a-f]{64}$/);

describe('a recording', () => {
	test('is unbroken, and sealed once it is finished', () => {
		const open = writtenJournal([note('a')]);
		expect(verifyRecording(open)).toEqual({isUnbroken: true, isSealed: false, entries: 2, hash: aHash});
		expect(verifyRecording(writtenJournal([note('a'), sealed]))).toEqual({isUnbroken: true, isSealed: true, entries: 3, hash: aHash});
	});

	test('keeps kinds that this version does not know', () => {
		const weather = {seq: 2, at: 1, kind: 'weather', sky: ['clear', {env: {}}]};
		expect(accept(readRecording(forged([first, weather]))).entries[1]).toEqual(weather);
	});

	test('may tell of an answer that was not taken: that is nothing that is wrong with it', () => {
		const problem = {id: 'confirm.partnerTyped', args: {pool: 'pool2.contoso.com'}};
		const asked: samples.Unnumbered = {
			...{kind: 'asked', question: 'run/step/question2', step: 'run/step', prompt: {id: 'question.confirming'}},
			...{choices: [], isWaiting: true, problem},
		};
		const path = writtenJournal([asked, sealed]);
		expect(verifyRecording(path)).toEqual({isUnbroken: true, isSealed: true, entries: 3, hash: aHash});
		expect(accept(readRecording(path)).entries[1]).toMatchObject({problem});
		const replay = accept(openReplay(path));
		onTestFinished(replay.close);
		expect(replay).not.toHaveProperty('brokenAt');
		expect(replay.entry(2)).toMatchObject({problem});
		expect(replay.timeline.viewAt(2).question).toMatchObject({problem});
	});

	test('may lack an env, and may have others further down', () => {
		const path = writtenJournal([]);
		const weather = {seq: 2, at: 1, kind: 'weather', sky: [{clear: true, env: {windy: true}}]};
		appendLine(path, JSON.stringify(weather).slice(0, -1));
		expect(accept(readRecording(path)).entries[1]).toEqual(weather);
	});

	test('is read across the borders of every buffer, whatever the length of its lines', () => {
		const chance = createChance(7);
		const sizes = [...Array.from({length: 60}, () => Math.floor(chance() ** 4 * 400_000)), 1024 * 1024, 3_000_000, 1];
		const notes = sizes.map((size, index) => note('é'.repeat(size / 2) + index));
		const recording = accept(readRecording(writtenJournal(notes)));
		expect(recording.entries.slice(1)).toEqual(notes.map((entry, index) => ({...entry, seq: index + 2, at: index * 10})));
	});

	test('may grow while it is read', () => {
		const path = writtenJournal(Array.from({length: 50}, (_, index) => note('x'.repeat(index * 10))));
		const disk = samples.diskWith({size: handle => ({...realDisk.size(handle), bytes: 1})});
		expect(readRecording(path, disk)).toEqual(readRecording(path));
	});

	test('with any byte changed is refused with its line, or torn', () => {
		const path = writtenJournal([note('a"\\\u0001'), changeBegan, sealed]);
		const bytes = readFileSync(path);
		const lineOf = (index: number) => bytes.subarray(0, index).toString('latin1').split('\n').length;
		const chance = createChance(1);
		for (let index = 0; index < bytes.length; index++) {
			const changed = Buffer.from(bytes);
			changed[index] = (bytes[index] ?? 0) ^ (1 + Math.floor(chance() * 255));
			writeFileSync(path, changed);
			const verdict = verifyRecording(path);
			const isLast = index === bytes.length - 1;
			if (isRefusal(verdict)) expect([1, verdict.problem.id]).toEqual([lineOf(index), 'storage.newerFormat']);
			else if (isLast) expect(verdict).toMatchObject({isUnbroken: true, isSealed: false, entries: 3, torn: {line: 4}});
			else expect(verdict).toMatchObject({isUnbroken: false, isSealed: false, brokenAt: {line: lineOf(index)}, entries: lineOf(index) - 1});
			const read = readRecording(path);
			expect(isLast || (isRefusal(read) && read.problem.args?.line === lineOf(index)), `byte ${index}`).toBe(true);
		}
	});

	test('with a line left out, doubled or moved is refused there', () => {
		const path = writtenJournal([note('a'), note('b'), note('c')]);
		const [one, two, three, four] = readFileSync(path, 'utf8').split('\n');
		for (const [lines, line] of [
			[[one, three, four], 2],
			[[one, two, two, three], 3],
			[[one, three, two, four], 2],
			[[two, three], 1],
		] as const) {
			expect(verifyRecording(file(`${lines.join('\n')}\n`))).toMatchObject({isUnbroken: false, brokenAt: {line}, entries: line - 1});
		}
	});
});

describe('bad input', () => {
	const cases: readonly (readonly [what: string, make: () => string, id: string, args: object])[] = [
		['a missing file', () => join(temporaryDirectory(), 'x'), 'missing', {}],
		['a file below a file', () => join(file('x'), 'x'), 'missing', {}],
		['a directory', temporaryDirectory, 'isDirectory', {}],
		['a device', () => '/dev/zero', 'notAFile', {}],
		['a pipe that nobody writes to', pipe, 'notAFile', {}],
		['an empty file', () => file(''), 'empty', {}],
		['one line feed', () => file('\n'), 'notAJournal', {line: 1}],
		['a text', () => file('To whom it may concern\n'.repeat(9)), 'notAJournal', {line: 1}],
		['other JSON', () => file(`${JSON.stringify({format: 'asciicast', version: 2, more: 'x'.repeat(100)})}\n`), 'notAJournal', {line: 1}],
		['a byte order mark', () => file(`\ufeff${readFileSync(writtenJournal([]), 'utf8')}`), 'notAJournal', {line: 1}],
		['100 MB of nothing', () => large(file('')), 'lineTooLong', {line: 1, limitMegabytes: 16}],
		['100 MB after a good line', () => large(writtenJournal([])), 'lineTooLong', {line: 2, limitMegabytes: 16}],
		['garbage', () => file(Uint8Array.from({length: 100_000}, (_, index) => (index * index * 31) >> 3)), 'notAJournal', {line: 1}],
		['a newer format', () => forged([{...first, version: 2}]), 'newerFormat', {line: 1, version: 2, known: 1}],
		['a header without a title', () => forged([{...first, title: undefined}]), 'wrongField', {line: 1, field: 'title'}],
		['a header of another world', () => forged([{...first, world: 'mock'}]), 'wrongField', {line: 1, field: 'world'}],
		['a header that knows no debts', () => forged([{...first, known: {lastSteady: []}}]), 'wrongField', {line: 1, field: 'known.debts'}],
		['no header', () => forged([{...second, seq: 1}]), 'notAJournal', {line: 1}],
		['a gap', () => forged([first, {...second, seq: 3}]), 'gap', {line: 2, found: 3}],
		['a number as text', () => forged([first, {...second, seq: '2'}]), 'wrongField', {line: 2, field: 'seq'}],
		['a time as text', () => forged([first, {...second, at: '1'}]), 'wrongField', {line: 2, field: 'at'}],
		['a time beyond every calendar', () => forged([first, {...second, at: 1e300}]), 'wrongField', {line: 2, field: 'at'}],
		['a time that no session lasts to', () => forged([first, {...second, at: 8.64e15}]), 'wrongField', {line: 2, field: 'at'}],
		['a time before the session', () => forged([first, {...second, at: -1}]), 'wrongField', {line: 2, field: 'at'}],
		['half a millisecond', () => forged([first, {...second, at: 0.5}]), 'wrongField', {line: 2, field: 'at'}],
		['a time that goes back', () => forged([first, second, {...second, seq: 3, at: 0}]), 'wrongField', {line: 3, field: 'at'}],
		['a kind that is none', () => forged([first, {...second, kind: 7}]), 'wrongField', {line: 2, field: 'kind'}],
		['a line after the seal', () => forged([first, {...sealed, seq: 2, at: 0}, {...second, seq: 3}]), 'afterSeal', {line: 3}],
		['half a line after the seal', () => file(`${readFileSync(writtenJournal([sealed]), 'utf8')}{`), 'afterSeal', {line: 3}],
		['windows line ends', () => file(readFileSync(writtenJournal([]), 'utf8').replace('\n', '\r\n')), 'noHash', {line: 1}],
		['a line nested 100,000 deep', () => deep(2), 'nestedTooDeep', {line: 2, limit: 500}],
		['a header nested 100,000 deep', () => deep(1), 'nestedTooDeep', {line: 1, limit: 500}],
	];

	test.each(cases)('%s is one problem with its place', (_, make, id, args) => {
		const path = make();
		expect(readRecording(path)).toEqual({problem: {id: `storage.${id}`, args: expect.objectContaining({path, ...args})}});
	});

	test('that is no file, is empty, or is of a newer format, cannot be verified at all; anything else is broken somewhere', () => {
		const atAll = ['missing', 'isDirectory', 'notAFile', 'empty', 'newerFormat'];
		for (const [what, make, id] of cases) expect(isRefusal(verifyRecording(make())), what).toBe(atAll.includes(id));
	});

	test.each(['EACCES', 'EPERM'])('that may not be read (%s) is said to be so', code => {
		const disk = samples.diskWith({
			openToRead: () => {
				throw samples.diskError(code);
			},
		});
		expect(readRecording('/x', disk)).toEqual({problem: {id: 'storage.noPermission', args: {path: '/x'}}});
	});

	test('that vanishes from the disk while it is read is a problem too', () => {
		const disk = samples.diskWith({
			read: () => {
				throw samples.diskError('EIO');
			},
		});
		const path = writtenJournal([]);
		expect(readRecording(path, disk)).toEqual({problem: {id: 'storage.unreadable', args: {path, code: 'EIO'}}});
	});
});

function pipe(): string {
	const path = join(temporaryDirectory(), 'pipe');
	execFileSync('mkfifo', [path]);
	return path;
}

/** Sparse: it takes no room on the disk. */
function large(path: string): string {
	truncateSync(path, 100 * 1024 * 1024);
	return path;
}

/** By hand, because JSON cannot write it either. */
function deep(line: number): string {
	const fields = `"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}`;
	if (line === 1) return file(`{"seq":1,${fields},"env":{},"hash":"${'0'.repeat(64)}"}\n`);
	const path = writtenJournal([]);
	appendLine(path, `{"seq":2,"at":0,"kind":"fact",${fields}`);
	return path;
}

/** `body`: a line without its end. */
function appendLine(path: string, body: string) {
	const previous = /"hash":"(\w+)"}\n$/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
	appendFileSync(path, `${body},"hash":"${hash('sha256', previous + body)}"}\n`);
}
