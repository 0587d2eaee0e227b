/**
 * The journal of a drill, cut and with bytes changed, through the door of `switchback resume`: it opens as what was written, or is refused
 * with the place. `EVERY_BYTE=1` changes every byte of it; without, some.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {type PlayedSession, resumeSession} from '../../src/commands/played-session.js';
import {openRehearsal} from '../../src/commands/rehearsal.js';
import {UsageProblem} from '../../src/commands/usage-problem.js';
import {changesState} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {createJournal, openJournal} from '../../src/storage/journal.js';
import {openReplay, type Replay} from '../../src/storage/replay-file.js';
import {accept, createChance, diskWith, temporaryDirectory} from '../storage/journal-samples.js';
import {drillOf} from './sweep.js';

const {header, entries} = drillOf({deployment: 'no-edge'});
const pacing = {speed: 'max', isPerson: false} as const;
const isEveryByte = process.env.EVERY_BYTE === '1';

/** Nothing here outlives the test, so nothing has to be on the disk. */
const hasty = diskWith({flush: () => {}, flushDirectory: () => {}});

/** As the engine wrote it, up to this entry. */
function journalOf(count: number): Buffer {
	const journal = accept(createJournal({directory: temporaryDirectory(), header, disk: hasty}));
	for (const entry of entries.slice(1, count)) journal.append(entry);
	journal.close();
	return readFileSync(journal.path);
}

/** Writes a file anew, under one name for the whole test. */
function createFile(): (bytes: Uint8Array) => string {
	const path = join(temporaryDirectory(), 'drill.jsonl');
	return bytes => {
		writeFileSync(path, bytes);
		return path;
	};
}

/** Where each line begins, and where the one after the last would. */
const startsOf = (bytes: Buffer): readonly number[] => [
	0,
	...[...bytes.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : [])),
];
const lineOf = (starts: readonly number[], byte: number) => starts.findLastIndex(start => start <= byte) + 1;

const find = (isMeant: (entry: JournalEntry) => boolean) => entries.findIndex(isMeant) + 1;
const places = [
	{what: 'in the middle of a change', count: find(entry => entry.kind === 'callBegan' && changesState(entry.what)) + 1},
	{what: 'after an answer', count: find(entry => entry.kind === 'decision' && entry.choice === 'confirm')},
];

/** What the engine wrote when it went on; its times are those of the world, which is told the same. */
function goneOn({playing, close}: PlayedSession, count: number): readonly JournalEntry[] {
	const written = playing.engine.entries.slice(count);
	close();
	return written;
}

describe.each(places)('a journal that ends $what, cut anywhere in its last three lines', ({count}) => {
	const bytes = () => journalOf(count);

	test('opens as the lines that are whole, says what is torn, and is whole afterwards', () => {
		const whole = bytes();
		const starts = startsOf(whole);
		const file = createFile();
		for (let length = starts[count - 3] as number; length <= whole.length; length++) {
			const kept = lineOf(starts, length) - 1;
			const path = file(whole.subarray(0, length));
			const journal = accept(openJournal(path, {disk: hasty}));
			const tornBytes = length - (starts[kept] as number);
			expect(journal.recording.torn).toEqual(tornBytes === 0 ? undefined : {line: kept + 1, bytes: tornBytes});
			expect(journal.recording.entries.length).toBe(kept);
			expect(journal.recording.entries.slice(-3)).toEqual(entries.slice(kept - 3, kept));
			journal.close();
			expect(readFileSync(path).equals(whole.subarray(0, starts[kept]))).toBe(true);
		}
	});

	test('goes on exactly as the journal that is complete there, and says to the operator what was cut off', () => {
		const whole = bytes();
		const starts = startsOf(whole);
		const file = createFile();
		for (let kept = count - 3; kept <= count; kept++) {
			const [from = 0, to = from + 1] = [starts[kept], starts[kept + 1]];
			const complete = openRehearsal(header, {record: entries.slice(0, kept), append: () => {}}).engine.entries.slice(kept);
			for (const length of new Set([from, Math.min(from + 1, to - 1), Math.floor((from + to) / 2), to - 1])) {
				const written = goneOn(resumeSession(file(whole.subarray(0, length)), pacing, {disk: hasty}), kept);
				const isTorn = length > from;
				const remark = {kind: 'engine', event: 'torn', message: {id: 'engine.torn', args: {line: kept + 1, bytes: length - from}}};
				expect(written.filter(entry => entry.kind === 'engine' && entry.event === 'torn')).toEqual(
					isTorn ? [expect.objectContaining(remark)] : [],
				);
				expect(written.slice(0, complete.length)).toEqual(complete);
			}
		}
	});
});

test('a journal with any byte changed is refused with its line and left as it is, or its last line is torn', {timeout: 3_600_000}, () => {
	const [{count}] = places as [(typeof places)[number]];
	const whole = journalOf(count);
	const starts = startsOf(whole);
	const file = createFile();
	const chance = createChance(7);
	const some = Array.from({length: 400}, () => Math.floor(chance() * whole.length));
	// A line feed more or less changes where lines end.
	const ends = starts.slice(1).map(start => start - 1);
	for (const at of isEveryByte ? whole.keys() : [...some, ...ends]) {
		const changed = Buffer.from(whole);
		changed[at] = (whole[at] ?? 0) ^ (1 + Math.floor(chance() * 255));
		const path = file(changed);
		let refused: unknown;
		try {
			const written = goneOn(resumeSession(path, pacing, {disk: hasty}), count - 1);
			expect(written.some(entry => entry.kind === 'engine' && entry.event === 'torn')).toBe(true);
			expect([at, changed.lastIndexOf('\n')]).toEqual([whole.length - 1, (starts[count - 1] as number) - 1]);
		} catch (error) {
			refused = error;
		}
		if (refused === undefined) continue;
		if (!(refused instanceof UsageProblem)) throw refused;
		expect([refused.problem.id.split('.')[0], refused.problem.args?.line]).toEqual(['storage', lineOf(starts, at)]);
		expect(readFileSync(path).equals(changed)).toBe(true);
	}
});

describe('the index beside a recording', () => {
	const keyframes = 100;
	const opened = (path: string): Replay => accept(openReplay(path, {indexAbove: keyframes}));

	test('cut anywhere or with a byte changed leads to no other frame', {timeout: 3_600_000}, () => {
		const path = createFile()(journalOf(entries.length));
		const plain = opened(path);
		const good = readFileSync(`${path}.index`);
		const chance = createChance(11);
		const places = Array.from({length: isEveryByte ? 5_000 : 60}, () => Math.floor(chance() * good.length));
		const seqs = [2, 100, Math.floor(entries.length / 2), entries.length];
		const frames = seqs.map(seq => plain.timeline.viewAt(seq));
		plain.close();
		for (const [turn, at] of [...places, 0, 1, good.length - 1].entries()) {
			const bad = turn % 2 === 0 ? Buffer.from(good) : good.subarray(0, at);
			if (turn % 2 === 0) bad[at] = (good[at] ?? 0) ^ (1 + Math.floor(chance() * 255));
			writeFileSync(`${path}.index`, bad);
			const replay = opened(path);
			expect(replay.isFromIndex, `byte ${at}`).toBe(false);
			expect(seqs.map(seq => replay.timeline.viewAt(seq))).toEqual(frames);
			replay.close();
		}
		const again = opened(path);
		expect(again.isFromIndex).toBe(true);
		expect(seqs.map(seq => again.timeline.viewAt(seq))).toEqual(frames);
		again.close();
	});
});
