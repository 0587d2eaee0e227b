/**
 * What `npm run bench` measures within one process. Every measure is taken beside the thing that it is compared with, in turns, so that
 * a busy machine is busy for both; the middle of many is kept.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {openRehearsal} from '../../src/commands/rehearsal.js';
import {changesState} from '../../src/machines/ask.js';
import type {CmdletCall} from '../../src/machines/cmdlet.js';
import type {EntryOf, Header, JournalEntry} from '../../src/machines/journal-entry.js';
import {applyEntry, emptyView} from '../../src/machines/session-view.js';
import {realDisk} from '../../src/storage/disk.js';
import {createJournal} from '../../src/storage/journal.js';
import {encodeLine, noPreviousHash} from '../../src/storage/journal-line.js';
import {readRecording} from '../../src/storage/recording.js';
import {newHeader, play} from '../playing/play.js';

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
	while (!isAskedAgain(rehearsal.engine.entries, record.length)) {
		if (rehearsal.engine.fault() || !rehearsal.clock.advance())
			throw new Error('It was not asked again', {cause: rehearsal.engine.fault()});
	}
	rehearsal.stop();
}

function isAskedAgain(entries: readonly JournalEntry[], from: number): boolean {
	for (let index = entries.length - 1; index >= from; index--) if (entries[index]?.kind === 'asked') return true;
	return false;
}

/** As a journal writes it, all at once. */
function writeRecording(path: string, entries: readonly JournalEntry[]): string {
	const env = {session: 'in-a-bench', wall: '2026-01-01T00:00:00.000Z', mono: 123_456.789, pid: 12_345, host: 'jump1'};
	let previous = noPreviousHash;
	const lines = entries.map(entry => {
		const {line, hash} = encodeLine(entry, env, previous);
		previous = hash;
		return `${line}\n`;
	});
	writeFileSync(path, lines.join(''), {mode: 0o600});
	return path;
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
