/** How long an entry takes to the disk while consoles read along: a real journal, a real socket, entries at a steady pace. */
import {join} from 'node:path';
import {serve} from '../../src/adapters/engine/server.js';
import type {Header, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {say} from '../../src/machines/message.js';
import {createJournal} from '../../src/storage/journal.js';
import {isRefusal} from '../../src/storage/refusal.js';

export type SoakOptions = {
	readonly directory: string;
	readonly seconds: number;
	readonly perSecond: number;
	/** Starts the consoles; resolves with how to end them, once all are attached. */
	readonly attach: (address: string, token: string) => Promise<() => void>;
};

/** Ms from the moment at which an entry was due until the system had it; bytes that the engine keeps when it is over. */
export type SoakResult = {readonly waits: readonly number[]; readonly heapBytes: number};

const token = 'a'.repeat(64);
const header: Header = {
	...{kind: 'header', format: 'switchback-journal', version: 1, product: '0.1.0', session: 'soak', startedAt: '2026-02-11T03:12:00+00:00'},
	...{timeZone: 'UTC', world: 'rehearsal', deployment: 'Contoso', title: 'Soak', pool: 'pool1.contoso.com', topology: {}},
	known: {lastSteady: [], debts: []},
};

export async function soak({directory, seconds, perSecond, attach}: SoakOptions): Promise<SoakResult> {
	const journal = createJournal({directory, header});
	if (isRefusal(journal)) throw new Error(journal.problem.id);
	const entries: JournalEntry[] = [{seq: 1, at: 0, ...header}];
	let follower = (_entry: JournalEntry) => {};
	const address = join(directory, 's');
	const server = await serve({
		address,
		token,
		served: {
			session: 'soak',
			product: '0.1.0',
			follow(listener) {
				for (const entry of entries) listener(entry);
				follower = listener;
				return () => {};
			},
			entryAt: seq => entries[seq - 1],
			send: () => undefined,
			watchTrouble: () => () => {},
			clock: () => ({at: 0, rate: 1}),
			write: () => {},
			stop: () => {},
		},
		log: () => {},
		attached: () => {},
	});
	const leave = await attach(address, token);
	const waits: number[] = [];
	const began = performance.now();
	for (let nth = 0; nth < seconds * perSecond; ) {
		const dueAt = began + (nth * 1_000) / perSecond;
		if (performance.now() < dueAt) {
			await new Promise(setImmediate);
			continue;
		}
		const entry: JournalEntry = {
			...{seq: entries.length + 1, at: nth, kind: 'stream', call: 'poolFailover/failingOverUsers/call1', stream: 'verbose'},
			text: `Moving the data of user ${nth} of 20,000: conferences, contacts and what else there is.`,
		};
		journal.append(entry);
		waits.push(performance.now() - dueAt);
		entries.push(entry);
		follower(entry);
		nth++;
	}
	const heapBytes = process.memoryUsage().heapUsed;
	await server.close({type: 'farewell', why: say('engine.stopped'), exitCode: 0});
	leave();
	journal.close();
	return {waits, heapBytes};
}
