/**
 * What `npm run bench` measures within one process. Every measure is taken beside the thing that it is compared with, in turns, so that
 * a busy machine is busy for both; the middle of many is kept.
 */
import {closeSync, openSync, readFileSync, readSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {openRehearsal, type Rehearsal} from '../../src/commands/rehearsal.js';
import {changesState} from '../../src/machines/ask.js';
import type {CmdletCall} from '../../src/machines/cmdlet.js';
import type {EntryOf, Header, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {realDisk} from '../../src/storage/disk.js';
import {createJournal} from '../../src/storage/journal.js';
import {readRecording} from '../../src/storage/recording.js';
import {openReplay, type Replay, type ReplayOptions} from '../../src/storage/replay-file.js';
import {newHeader, play} from '../playing/play.js';
import {writeRecording} from '../storage/written-recording.js';

export const middle = (numbers: readonly number[]): number =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function timed(act: () => void): number {
	const began = performance.now();
	act();
	return performance.now() - began;
}

/** Alternates between them, after a few turns that do not count, and answers with the middle of each in milliseconds. */
function inTurns<Name extends string>(turns: number, acts: Readonly<Record<Name, () => void>>): Readonly<Record<Name, number>> {
	const names = Object.keys(acts) as Name[];
	const times = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>;
	const warmUp = Math.ceil(turns / 10);
	for (let turn = -warmUp; turn < turns; turn++) {
		for (const name of turn % 2 === 0 ? names : names.toReversed()) {
			const took = timed(acts[name]);
			if (turn >= 0) times[name].push(took);
		}
	}
	return Object.fromEntries(names.map(name => [name, middle(times[name])])) as Record<Name, number>;
}

/** The announcement of a changing call, in the file and on the disk, beside a write and a flush of the same bytes. */
export function measureJournaledChange(directory: string, turns: number) {
	let written: Buffer = Buffer.alloc(0);
	const watched: typeof realDisk = {
		...realDisk,
		write: (file, bytes, offset, length) => {
			written = bytes;
			return realDisk.write(file, bytes, offset, length);
		},
	};
	const journal = createJournal({directory, header: newHeader(), disk: watched});
	if ('problem' in journal) throw new Error(JSON.stringify(journal.problem));
	const plain = realDisk.create(join(directory, 'plain'));
	let seq = 1;
	const {journaled, disk} = inTurns(turns, {
		journaled: () =>
			journal.append({seq: ++seq, at: seq, kind: 'callBegan', call: `poolFailover/failingOverUsers/call${seq}`, what: change}),
		disk: () => {
			realDisk.write(plain, written, 0, written.length);
			realDisk.flush(plain);
		},
	});
	realDisk.close(plain);
	journal.close();
	return {journaledMs: journaled, diskMs: disk, bytes: written.length};
}

const change: CmdletCall = {
	name: 'Invoke-CsPoolFailOver',
	parameters: {PoolFqdn: 'pool1.contoso.com', DisasterMode: true, Confirm: false, Verbose: true},
	changesState: true,
	timeoutMs: 60 * 60_000,
	runsOn: 'fe21.contoso.com',
};

/**
 * A drill that was left at a question late in its failback, made longer where it was: every call got more output, every look more rounds.
 * Nothing else is added, so that the machines are told the same.
 */
export function longRecord(drill: readonly JournalEntry[], length: number): readonly JournalEntry[] {
	const last = drill.findLastIndex(entry => entry.kind === 'asked' && entry.isWaiting && entry.step.includes('/'));
	const left = drill.slice(0, last + 1);
	const calls = left.filter(entry => entry.kind === 'callBegan');
	const missing = length - left.length;
	let given = 0;
	const padding = (entry: JournalEntry): readonly JournalEntry[] => {
		if (entry.kind !== 'callBegan') return [];
		const upTo = Math.round((missing * ++numberOfCall) / calls.length);
		const count = upTo - given;
		given = upTo;
		return Array.from({length: count}, (_, index) => (index % 2 === 0 ? output(entry) : round(entry)));
	};
	let numberOfCall = 0;
	return left.flatMap(entry => [entry, ...padding(entry)]).map((entry, index) => ({...entry, seq: index + 1}));
}

const output = ({call, at}: EntryOf<'callBegan'>): JournalEntry => ({
	seq: 0,
	at,
	kind: 'stream',
	call,
	stream: 'verbose',
	text: 'Replicating the documents of the users of pool1.contoso.com to pool2.contoso.com',
});

const round = ({call, at}: EntryOf<'callBegan'>): JournalEntry => ({
	seq: 0,
	at,
	kind: 'fact',
	about: call.slice(0, call.lastIndexOf('/')),
	value: 'unchanged',
	source: 'look',
	seenAt: at,
});

/** Goes on with it as `switchback resume` does, until the question that was open is asked again. */
export function resumeInMemory(header: Header, record: readonly JournalEntry[]) {
	const rehearsal = openRehearsal(header, {record, append: () => {}});
	while (!isAskedAgain(rehearsal, record.length)) {
		if (rehearsal.engine.fault() || !rehearsal.clock.advance())
			throw new Error('It was not asked again', {cause: rehearsal.engine.fault()});
	}
	rehearsal.stop();
}

function isAskedAgain({engine, view}: Rehearsal, from: number): boolean {
	for (let {seq} = view(); seq > from; seq--) if (engine.entryAt(seq)?.kind === 'asked') return true;
	return false;
}

function parse(path: string): readonly JournalEntry[] {
	const recording = readRecording(path);
	if ('problem' in recording) throw new Error(JSON.stringify(recording.problem));
	return recording.entries;
}

export function measureRecord(directory: string, length: number, turns: number) {
	const {header, entries: drill} = play();
	const record = longRecord(drill, length);
	const path = writeRecording(join(directory, 'resumed.jsonl'), record);
	const {resume, parsing} = inTurns(turns, {resume: () => resumeInMemory(header, record), parsing: () => void parse(path)});
	return {
		entries: record.length,
		changes: record.filter(entry => entry.kind === 'callBegan' && changesState(entry.what)).length,
		resumeMs: resume,
		parseMs: parsing,
	};
}

/** Reading with every hash checked, and folding, beside what `JSON.parse` alone takes. Without a length: a whole drill as it is. */
export function measureReading(directory: string, turns: number, length?: number) {
	const {entries: drill} = play();
	const record = length === undefined ? drill : longRecord(drill, length);
	const path = writeRecording(join(directory, `${record.length}.jsonl`), record);
	const {parsing, json, fold} = inTurns(turns, {
		parsing: () => void parse(path),
		json: () => {
			for (const line of readFileSync(path, 'utf8').split('\n')) if (line) JSON.parse(line);
		},
		fold: () => void record.reduce(applyEntry, emptyView),
	});
	return {entries: record.length, bytes: readFileSync(path).length, parseMs: parsing, jsonMs: json, foldMs: fold};
}

/**
 * Opening for a replay, without an index or with the one that was written before, beside reading the file plainly; and seeking: the
 * view after any entry and that entry, from an open replay; nineteen of twenty are as fast.
 */
export function measureReplay(directory: string, {length, turns, isIndexed}: {length: number; turns: number; isIndexed: boolean}) {
	const options: ReplayOptions = {indexAbove: isIndexed ? 0 : Number.POSITIVE_INFINITY};
	const path = writeRecording(join(directory, `replayed-${length}.jsonl`), longRecord(play().entries, length));
	openForReplay(path, options).close();
	const {open, plain} = inTurns(turns, {
		open: () => openForReplay(path, options).close(),
		plain: () => readPlainly(path),
	});
	const replay = openForReplay(path, options);
	if (replay.isFromIndex !== isIndexed) throw new Error(`${path}: the index was ${isIndexed ? 'not ' : ''}used`);
	const times = Array.from({length: 1000}, (_, turn) => {
		const seq = 1 + ((turn * 7_919_017) % replay.length);
		return timed(() => {
			replay.timeline.viewAt(seq);
			replay.entry(seq);
		});
	});
	replay.close();
	const seekMs = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
	return {entries: length, bytes: statSync(path).size, openMs: open, plainMs: plain, seekMs, longestSeekMs: Math.max(...times)};
}

function openForReplay(path: string, options: ReplayOptions): Replay {
	const replay = openReplay(path, options);
	if ('problem' in replay) throw new Error(JSON.stringify(replay.problem));
	return replay;
}

function readPlainly(path: string) {
	const block = Buffer.allocUnsafe(1024 * 1024);
	const file = openSync(path, 'r');
	while (readSync(file, block) > 0);
	closeSync(file);
}
