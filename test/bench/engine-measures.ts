/** What `npm run bench` measures of an engine that is a process of its own, and of the socket between it and a console. */
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {attachTo} from '../../src/adapters/engine/remote-engine.js';
import {serve} from '../../src/adapters/engine/server.js';
import {changesState} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {realDisk} from '../../src/storage/disk.js';
import {createJournal} from '../../src/storage/journal.js';
import {newHeader, play} from '../playing/play.js';
import {writeRecording} from '../storage/written-recording.js';
import {firstFrame, type Programs, productHome, statusOf, stopEngines} from './console-measures.js';
import {longRecord, middle} from './measures.js';
import {openTerminal} from './terminal.js';

/**
 * A command that begins a change, from the console that sends it to the console that hears that it was written: over a real socket, with
 * the entry on the disk in between; in turns with a write and a flush of as many bytes.
 */
export async function measureThroughEngine(directory: string, turns: number) {
	const header = newHeader();
	const journal = createJournal({directory, header});
	if ('problem' in journal) throw new Error(JSON.stringify(journal.problem));
	const change = play().entries.find(entry => entry.kind === 'callBegan' && changesState(entry.what)) as JournalEntry;
	const entries: JournalEntry[] = [{...header, seq: 1, at: 0} as JournalEntry];
	let heard: ((entry: JournalEntry) => void) | undefined;
	const address = join(directory, 'bench.sock');
	const server = await serve({
		address,
		token: 'bench',
		log: () => {},
		attached: () => {},
		served: {
			session: header.session,
			product: 'bench',
			follow: listener => {
				for (const entry of entries) listener(entry);
				heard = listener;
				return () => {};
			},
			entryAt: seq => entries[seq - 1],
			send() {
				const entry = {...change, seq: entries.length + 1, at: entries.length} as JournalEntry;
				journal.append(entry);
				entries.push(entry);
				heard?.(entry);
				return undefined;
			},
			watchTrouble: () => () => {},
			clock: () => ({at: 0, rate: 0}),
			write: () => {},
			stop: () => {},
		},
	});
	const console = await attachTo({
		address,
		token: 'bench',
		product: 'bench',
		wants: 'act',
		client: {who: 'bench', from: 'here', pid: process.pid},
	});
	if ('problem' in console) throw new Error(console.problem);
	let written: (() => void) | undefined;
	console.follow(entry => {
		if (entry.kind === 'callBegan') written?.();
	});
	const plain = realDisk.create(join(directory, 'plain-engine'));
	const bytes = Buffer.alloc(JSON.stringify(change).length + 300, 'x');
	const throughMs: number[] = [];
	const diskMs: number[] = [];
	for (let turn = -10; turn < turns; turn++) {
		const began = performance.now();
		await new Promise<void>(resolve => {
			written = resolve;
			console.send({id: String(turn), type: 'note', text: 'x', by: 'bench'});
		});
		const took = performance.now() - began;
		const flushed = performance.now();
		realDisk.write(plain, bytes, 0, bytes.length, turn < 0 ? 0 : turn * bytes.length);
		realDisk.flush(plain);
		if (turn < 0) continue;
		throughMs.push(took);
		diskMs.push(performance.now() - flushed);
	}
	realDisk.close(plain);
	console.close();
	await server.close({type: 'farewell', why: {id: 'engine.closed'}, exitCode: 0});
	journal.close();
	return {throughMs: middle(throughMs), diskMs: middle(diskMs)};
}

/** From the start of `resume` to its first full frame, where an engine has the session already; and what both processes take then. */
export async function measureAttach(programs: Programs, length: number, turns: number) {
	const home = productHome(programs);
	const size = {columns: 120, rows: 40};
	const recordings = join(home.SWITCHBACK_HOME, 'recordings');
	mkdirSync(recordings, {recursive: true});
	writeRecording(join(recordings, 'long-attached.jsonl'), longRecord(play().entries, length));
	const resume = () => openTerminal([programs.launcher, 'resume'], size, home);
	const first = resume();
	await firstFrame(first);
	await first.close();
	const [file = ''] = readdirSync(recordings).filter(name => name.endsWith('.engine'));
	const {pid} = JSON.parse(readFileSync(join(recordings, file), 'utf8')) as {readonly pid: number};
	const attachMs: number[] = [];
	const megabytes: (readonly [engine: number, console: number])[] = [];
	for (let turn = -1; turn < turns; turn++) {
		const terminal = resume();
		const frame = await firstFrame(terminal);
		megabytes.push([statusOf(pid, 'VmRSS') / 1024, statusOf(terminal.pid, 'VmRSS') / 1024]);
		await terminal.close();
		if (turn >= 0) attachMs.push(frame);
	}
	stopEngines(home);
	return {
		attachMs: middle(attachMs),
		engineMegabytes: middle(megabytes.map(([engine]) => engine)),
		consoleMegabytes: middle(megabytes.map(([, console]) => console)),
	};
}
