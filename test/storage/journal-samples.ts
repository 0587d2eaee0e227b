/** What the tests of storage write: an entry of every kind, full of strings that are hard to keep, and a place to put them. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {read} from '../../src/machines/cmdlet.js';
import type {EntryOf, EventKind, Header, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import type {Json} from '../../src/machines/json.js';
import {type Disk, realDisk} from '../../src/storage/disk.js';
import type {Clock} from '../../src/storage/host-clock.js';
import {createJournal, type Journal, type NewJournal} from '../../src/storage/journal.js';
import {isRefusal} from '../../src/storage/refusal.js';

export function temporaryDirectory(): string {
	const path = mkdtempSync(join(tmpdir(), 'switchback-storage-'));
	onTestFinished(() => rmSync(path, {recursive: true, force: true}));
	return path;
}

export const header: Header = {
	kind: 'header',
	format: 'switchback-journal',
	version: 1,
	product: '0.1.0',
	session: '0e1f6c1e-9a1d-4b52-8f6c-2f2b6d8e0a11',
	startedAt: '2026-11-21T03:00:00.000Z',
	timeZone: 'America/Los_Angeles',
	world: 'live',
	deployment: 'Contoso',
	title: 'Redmond goes dark',
	topology: {},
	pool: 'pool1.contoso.com',
	known: {lastSteady: [], debts: []},
};

/** Every line of two such journals is the same. */
export const fixedClock: Clock = {wall: () => '2026-11-21T03:00:00.000Z', mono: () => 1, pid: process.pid, host: 'jump'};

export const accept = <Result extends object>(result: Result): Exclude<Result, {readonly problem: unknown}> => {
	if (isRefusal(result)) throw new Error(JSON.stringify(result.problem));
	return result as Exclude<Result, {readonly problem: unknown}>;
};

export const newJournal = (given: Partial<NewJournal> = {}): Journal =>
	accept(createJournal({directory: temporaryDirectory(), header, ...given}));

/** The journal's file, closed, with these entries after its header. */
export function writtenJournal(entries: readonly Unnumbered[], given: Partial<NewJournal> = {}): string {
	const journal = newJournal({clock: fixedClock, ...given});
	for (const [index, entry] of entries.entries()) journal.append({...entry, seq: index + 2, at: index * 10});
	journal.close();
	return journal.path;
}

type WithoutNumbers<Entry> = Entry extends JournalEntry ? Omit<Entry, 'seq' | 'at'> : never;
export type Unnumbered = WithoutNumbers<JournalEntry>;

export const note = (text: string): Unnumbered => ({kind: 'note', text, by: 'Pilar'});
export const sealed: Unnumbered = {kind: 'sealed', outcome: 'done'};
export const change = {...read('fe1.contoso.com', 'Invoke-CsPoolFailOver'), changesState: true};
export const changeBegan: Unnumbered = {kind: 'callBegan', call: 'run1/failOver/call1', what: change};
export const changeEnded: Unnumbered = {kind: 'callEnded', call: 'run1/failOver/call1', end: {ok: true, output: null}, changes: true};

/** The real disk, with some of its answers replaced. */
export const diskWith = (changed: Partial<Disk>): Disk => ({...realDisk, ...changed});

export const diskError = (code: string) => Object.assign(new Error(code), {code});

/** Mulberry32: the same numbers for the same seed, everywhere. */
export function createChance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const hostile = [
	...['', '"', '\\', '\\"', '\n', '\r\n', '\u0000', '\u001b[2J', '\u007f', '\u009b31m', '\u0085', '\u2028', '\u2029', '\ufeff'],
	...['\ud800', '\udc00', '\udc00\ud800', '😀', '👩‍👩‍👧', '\u202e', '\u2066', '\u200b', '\ue000', '\u{10ffff}', '\u{e0041}', 'é', '漢字'],
	...[',"env":{', ',"env":{"session":"x"}', ',"hash":"', '"}', `,"hash":"${'0'.repeat(64)}"}`, '{', '}', '[[', '\\u0041', '__proto__'],
];

export function createHostileText(chance: () => number): () => string {
	const piece = () => hostile[Math.floor(chance() * hostile.length)] ?? '';
	const unit = () => String.fromCharCode(Math.floor(chance() * 0x10000));
	return () => Array.from({length: Math.floor(chance() * 6)}, () => (chance() < 0.7 ? piece() : unit())).join('');
}

function createJson(chance: () => number, text: () => string): (depth?: number) => Json {
	const json = (depth = 0): Json => {
		const kind = Math.floor(chance() * (depth < 4 ? 7 : 5));
		if (kind === 0) return null;
		if (kind === 1) return chance() < 0.5;
		if (kind === 2) return Math.floor(chance() * 1e6) / 8 - 1000;
		if (kind < 5) return text();
		const parts = Array.from({length: Math.floor(chance() * 4)}, () => json(depth + 1));
		if (kind === 5) return parts;
		// Also keys that mean something to a line or to JavaScript.
		return Object.fromEntries(parts.map((part, index) => [['env', 'hash', '__proto__', text()][index] ?? 'seq', part]));
	};
	return json;
}

/** One entry of each kind; the type holds the list complete. */
export function entryOfEachKind(seed: number): readonly Unnumbered[] {
	const chance = createChance(seed);
	const text = createHostileText(chance);
	const json = createJson(chance, text);
	const message = () => ({id: text(), args: {name: text(), list: [text(), text()], at: {at: 5}, ms: {ms: 6}, count: 7}});
	const evidence = () => [{message: message(), at: 3, source: text(), sign: 'good'} as const];
	const object = () => ({a: json(), [text()]: json()});
	const what = {
		...change,
		parameters: {Identity: text(), List: [text(), null, true, 1], Span: {timeSpan: '00:01:00'}, Pin: {secret: text()}},
	};
	const debt = {id: text(), kind: 'nextHop', title: message(), about: object()} as const;
	const question = {question: text(), step: text(), prompt: message(), choices: [], isWaiting: true};
	const made: {readonly [Kind in EventKind]: WithoutNumbers<EntryOf<Kind>>} = {
		header: {...header, title: text(), topology: json(), rehearsal: {scenario: json(), seed}},
		runBegan: {kind: 'runBegan', run: text(), procedure: text(), input: object(), direction: message(), plan: []},
		runEnded: {kind: 'runEnded', run: text(), outcome: 'failed', why: message()},
		stepBegan: {kind: 'stepBegan', step: text(), title: message(), why: message(), items: [message()]},
		stepMoved: {kind: 'stepMoved', step: text(), to: 'blocked', attempt: 2, why: message(), evidence: evidence(), calls: [what], until: 9},
		stepEnded: {kind: 'stepEnded', step: text(), end: {kind: 'done', learned: object(), evidence: evidence(), opened: [debt]}},
		asked: {kind: 'asked', ...question},
		decision: {kind: 'decision', question: text(), step: text(), by: text(), choice: text(), fields: {[text()]: text()}},
		report: {kind: 'report', watch: text(), event: {type: text()}, message: message()},
		callBegan: {kind: 'callBegan', call: text(), what},
		callEnded: {kind: 'callEnded', call: text(), end: {ok: true, output: json()}, changes: chance() < 0.5},
		stream: {kind: 'stream', call: text(), stream: 'warning', text: text(), percent: 5},
		fact: {kind: 'fact', about: text(), value: json(), source: text(), seenAt: 4},
		debtOpened: {kind: 'debtOpened', debt},
		debtClosed: {kind: 'debtClosed', debt: text()},
		note: {kind: 'note', text: text(), by: text(), happenedAt: -5},
		outside: {kind: 'outside', id: text(), what, by: text()},
		engine: {kind: 'engine', event: 'resumed', message: message()},
		sealed: {kind: 'sealed', outcome: 'ended'},
	};
	return Object.values(made);
}
