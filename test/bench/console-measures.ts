/** What `npm run bench` measures of the full screen, each in a real pseudo-terminal: what is sent, how soon, and what it costs to wait. */
import {existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {isCmdletCall} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {largeDeployment} from '../fixtures/large-deployment.js';
import {loadDeployment, newHeader, playOn} from '../playing/play.js';
import type {Feed} from './fed-console.js';
import {middle} from './measures.js';
import {bytesOf, openTerminal, type Size, type Terminal} from './terminal.js';

/** Ink closes every frame with it, and so do we. */
const frameEnd = '\x1b[?2026l';

export type Programs = {
	/** Of the product. */
	readonly launcher: string;
	/** `fed-console.tsx`, built. */
	readonly fedConsole: string;
	/** The same with Ink's own output. */
	readonly stockConsole: string;
	readonly directory: string;
};

/** One number of ours, and the same of stock Ink. */
export type Beside = {readonly ours: number; readonly stock: number};

/** A drill up to where the users are being failed over, the longest of its calls. */
export function writeFeed(path: string, computers?: number): string {
	const deployment = computers === undefined ? loadDeployment() : loadDeployment(largeDeployment(computers));
	const isCall = (entry?: JournalEntry) =>
		entry?.kind === 'callBegan' &&
		isCmdletCall(entry.what) &&
		entry.what.name === 'Invoke-CsPoolFailOver' &&
		entry.what.parameters.WhatIf !== true;
	const {entries} = playOn(newHeader({deployment}), [], so => so.some(isCall));
	const fed = entries.slice(0, entries.findIndex(isCall) + 1);
	writeFileSync(path, fed.map(entry => `${JSON.stringify(entry)}\n`).join(''));
	return path;
}

const still = {isStock: false, hasClock: false, linesPerSecond: 0, linesBefore: 0};

async function fed({fedConsole, stockConsole}: Programs, feed: Partial<Feed> & Pick<Feed, 'entries'>, size: Size): Promise<Terminal> {
	const terminal = openTerminal([feed.isStock ? stockConsole : fedConsole, JSON.stringify({...still, ...feed})], size);
	await firstFrame(terminal);
	await sleep(500);
	return terminal;
}

/** When the first frame has arrived. */
export const firstFrame = (terminal: Terminal) =>
	new Promise<number>((resolve, reject) => {
		const stop = terminal.onDrawn(({at, text}) => {
			if (!text.includes(frameEnd)) return;
			stop();
			resolve(at);
		});
		void terminal.ended.then(async () => reject(new Error((await terminal.screen()).join('\n'))));
	});

export const productHome = ({directory}: Programs) => ({SWITCHBACK_HOME: mkdtempSync(join(directory, 'home-'))});

/** An engine outlives its console: what is measured next would be measured beside it. */
export function stopEngines({SWITCHBACK_HOME}: ReturnType<typeof productHome>): void {
	const recordings = join(SWITCHBACK_HOME, 'recordings');
	const files = existsSync(recordings) ? readdirSync(recordings).filter(name => name.endsWith('.engine')) : [];
	for (const file of files) process.kill(JSON.parse(readFileSync(join(recordings, file), 'utf8')).pid, 'SIGTERM');
}

const firstQuestion = 'It waits for YOU';

/** When the first question is on the screen. */
const firstAsked = (terminal: Terminal) =>
	new Promise<number>(resolve => {
		const stop = terminal.onDrawn(async ({at}) => {
			const rows = await terminal.screen();
			if (!rows.some(row => row.includes(firstQuestion))) return;
			stop();
			resolve(at);
		});
	});

/**
 * From the start of the process to the last byte of the first frame, and to that of the frame that asks something, in turns with a Node that
 * does nothing.
 */
export async function measureFirstFrame(programs: Programs, words: readonly string[], turns: number) {
	const size = {columns: 120, rows: 40};
	const frameMs: number[] = [];
	const askedMs: number[] = [];
	const emptyMs: number[] = [];
	for (let turn = -2; turn < turns; turn++) {
		const home = productHome(programs);
		const drill = openTerminal([programs.launcher, ...words], size, home);
		const [frame, asked] = await Promise.all([firstFrame(drill), firstAsked(drill)]);
		await drill.close();
		stopEngines(home);
		const empty = openTerminal(['-e', '0'], size);
		await empty.ended;
		const emptied = empty.now();
		await empty.close();
		if (turn < 0) continue;
		frameMs.push(frame);
		askedMs.push(asked);
		emptyMs.push(emptied);
	}
	return {frameMs: middle(frameMs), askedMs: middle(askedMs), emptyMs: middle(emptyMs)};
}

/** What comes so soon after a wake-up is still the work that it was for, which V8's own threads share. */
const stillAwakeMs = 100;
const looksEveryMs = 10;

/**
 * A second, while nothing is touched: bytes, how often the main thread came out of its sleep, and how often it waited for anything at all,
 * within such a moment too. Only Linux tells of the last two.
 */
export async function measureIdle(programs: Programs, words: readonly string[], seconds: number) {
	const home = productHome(programs);
	const terminal = openTerminal([programs.launcher, ...words], {columns: 120, rows: 40}, home);
	await sleep(3000);
	const [chunks, before] = [terminal.chunks.length, waitsOf(terminal.pid)];
	const endsAt = performance.now() + seconds * 1000;
	let [waits, awakeAt, wakeUps] = [before, 0, 0];
	while (performance.now() < endsAt) {
		await sleep(looksEveryMs);
		const now = waitsOf(terminal.pid);
		if (now === waits) continue;
		if (performance.now() - awakeAt > stillAwakeMs) wakeUps++;
		[waits, awakeAt] = [now, performance.now()];
	}
	const idle = {
		bytes: bytesOf(terminal.chunks.slice(chunks)) / seconds,
		wakeUps: wakeUps / seconds,
		waits: (waits - before) / seconds,
	};
	await terminal.close();
	stopEngines(home);
	return idle;
}

export function statusOf(pid: number, field: string): number {
	try {
		return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
	} catch {
		return Number.NaN;
	}
}

const waitsOf = (pid: number) => statusOf(pid, 'voluntary_ctxt_switches');

const oursAndStock = async (measure: (isStock: boolean) => Promise<number>): Promise<Beside> => {
	const [ours, stock] = await Promise.all([measure(false), measure(true)]);
	return {ours, stock};
};

/** Bytes of one key that moves the selection in the tree by a row, up and down in turns. */
export const measureMove = (programs: Programs, entries: string, size: Size, turns: number): Promise<Beside> =>
	oursAndStock(async isStock => {
		const terminal = await fed(programs, {entries, isStock}, size);
		terminal.press('3');
		for (const _ of 'four') await pressed(terminal, down);
		const bytes: number[] = [];
		for (let turn = 0; turn < turns; turn++) bytes.push(await pressed(terminal, turn % 2 === 0 ? down : up));
		await terminal.close();
		return middle(bytes);
	});

const [down, up] = ['\x1b[B', '\x1b[A'];
const quietMs = 120;

async function pressed(terminal: Terminal, key: string): Promise<number> {
	const before = terminal.chunks.length;
	terminal.press(key);
	await sleep(quietMs);
	return bytesOf(terminal.chunks.slice(before));
}

/** Bytes of one second that passes. */
export const measureTick = (programs: Programs, entries: string, size: Size, seconds: number): Promise<Beside> =>
	oursAndStock(async isStock => {
		const terminal = await fed(programs, {entries, isStock, hasClock: true}, size);
		const bytes: number[] = [];
		for (let second = 0; second < seconds; second++) {
			const before = terminal.chunks.length;
			await sleep(1000);
			bytes.push(bytesOf(terminal.chunks.slice(before)));
		}
		await terminal.close();
		return middle(bytes);
	});

/** Bytes a second while lines stream in. */
export const measureStream = (programs: Programs, entries: string, linesPerSecond: number, seconds: number): Promise<Beside> =>
	oursAndStock(async isStock => {
		const terminal = await fed(programs, {entries, isStock, hasClock: true, linesPerSecond}, {columns: 120, rows: 40});
		await sleep(500);
		const before = terminal.chunks.length;
		await sleep(seconds * 1000);
		const bytes = bytesOf(terminal.chunks.slice(before));
		await terminal.close();
		return bytes / seconds;
	});

const keyWaitMs = 10_000;

/** From a key to the last byte of the frame in which the selection has moved, in ms: the one that 95 of 100 are not slower than. */
export async function measureKey(programs: Programs, feed: Pick<Feed, 'entries' | 'isStock' | 'linesPerSecond'>, turns: number) {
	const terminal = await fed(programs, {...feed, hasClock: true}, {columns: 160, rows: 50});
	terminal.press('3');
	await sleep(300);
	for (const _ of 'four') await pressed(terminal, down);
	const times: number[] = [];
	for (let turn = -5; turn < turns; turn++) {
		const took = await untilMoved(terminal, turn % 2 === 0 ? down : up);
		if (turn >= 0) times.push(took);
		// Not in step with anything.
		await sleep(40 + (((turn + 5) * 37) % 60));
	}
	await terminal.close();
	const sorted = times.toSorted((a, b) => a - b);
	return {middleMs: middle(times), p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN};
}

async function untilMoved(terminal: Terminal, key: string): Promise<number> {
	// Stock Ink erases before it draws: the selection is elsewhere only when it is somewhere.
	while (terminal.selectedRows().length === 0) await sleep(1);
	const before = terminal.selectedRows();
	const hasMoved = (now: readonly number[]) => now.length === before.length && String(now) !== String(before);
	const began = terminal.now();
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => {
			stop();
			reject(new Error(`${JSON.stringify(key)} moved nothing`));
		}, keyWaitMs);
		const stop = terminal.onDrawn(({at}) => {
			if (at < began || !hasMoved(terminal.selectedRows())) return;
			clearTimeout(late);
			stop();
			resolve(at - began);
		});
		terminal.press(key);
	});
}

/** Memory of the whole process, engine and console, in MB. Only Linux tells. */
export async function measureMemory(programs: Programs, entries: string, linesBefore: number) {
	const terminal = await fed(programs, {entries, linesBefore, hasClock: true}, {columns: 120, rows: 40});
	const empty = openTerminal(['-e', 'setInterval(() => {}, 1e6)'], {columns: 120, rows: 40});
	await sleep(5000);
	const [full, nothing] = [terminal, empty].map(({pid}) => statusOf(pid, 'VmRSS') / 1024);
	await Promise.all([terminal.close(), empty.close()]);
	return {megabytes: full ?? Number.NaN, emptyMegabytes: nothing ?? Number.NaN};
}
