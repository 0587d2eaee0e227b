/** An engine's socket with a session behind it that is put together by hand, and whoever speaks to it, by the rules or not. */
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createConnection, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setImmediate as turn} from 'node:timers/promises';
import {onTestFinished} from 'vitest';
import {readLines} from '../../../src/adapters/engine/lines.js';
import {attachTo, type RemoteEngine, type RemoteOptions} from '../../../src/adapters/engine/remote-engine.js';
import {type ServerOptions, serve} from '../../../src/adapters/engine/server.js';
import type {Event, JournalEntry, Question} from '../../../src/machines/journal/journal-entry.js';
import type {Trouble} from '../../../src/machines/journal/keeping.js';
import {type Message, say} from '../../../src/machines/message.js';
import {type Command, refusalOf} from '../../../src/machines/session/client.js';
import type {FromEngine, Hello} from '../../../src/machines/session/protocol.js';
import {newHeader} from '../../playing/play.js';

export const token = 'a'.repeat(64);
export const note = (text: string): Event => ({kind: 'note', by: 'Ada', text});
/** Two choices, and nothing to be typed. */
export const asked = (question: string): Event & Question => ({
	...{kind: 'asked', question, step: 'step', prompt: say('question.ready'), isWaiting: true},
	choices: [
		{id: 'approve', label: say('choice.ready.approve'), fields: []},
		{id: 'abort', label: say('choice.ready.abort'), fields: []},
	],
});

export type Served = Awaited<ReturnType<typeof openServed>>;

/** The server is closed, and its place is gone, when the test is over. */
export async function openServed(options: Partial<Pick<ServerOptions, 'helloWithinMs' | 'now'>> = {}) {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-'));
	const address = join(directory, 's');
	const entries: JournalEntry[] = [];
	const followers = new Set<(entry: JournalEntry) => void>();
	const sent: Command[] = [];
	const log: string[] = [];
	let open: Question | undefined;
	let onTrouble = (_trouble: Trouble | undefined) => {};
	let clock = {at: 0, rate: 0};
	let stops = 0;
	let count = 0;

	const write = (...events: readonly Event[]) => {
		for (const event of events) {
			const entry = {seq: entries.length + 1, at: entries.length, ...event} as JournalEntry;
			entries.push(entry);
			if (entry.kind === 'asked') open = entry;
			for (const follower of followers) follower(entry);
		}
	};
	write(newHeader());
	const sockets = new Set<Socket>();
	const opened = (message: unknown) => void sockets.add((message as {socket: Socket}).socket);
	subscribe('net.server.socket', opened);

	const server = await serve({
		address,
		token,
		...options,
		served: {
			session: 'in-a-test',
			product: '2.0.0',
			follow(listener) {
				for (const entry of entries) listener(entry);
				followers.add(listener);
				return () => void followers.delete(listener);
			},
			entryAt: seq => entries[seq - 1],
			send(command) {
				const why = command.type === 'answer' ? refusalOf(open, command.question, command.choice, command.fields) : undefined;
				if (why) return {id: command.id, why};
				if (command.type === 'answer') open = undefined;
				sent.push(command);
				if (command.type === 'note') write(note(command.text));
				return undefined;
			},
			watchTrouble(listener) {
				onTrouble = listener;
				listener(undefined);
				return () => {};
			},
			clock: () => clock,
			write: (event, message) => write({kind: 'engine', event, message}),
			stop: () => void stops++,
		},
		log: text => void log.push(text),
		attached: now => {
			count = now;
		},
	});
	let isClosed = false;
	const close = (farewell: {readonly why: Message; readonly exitCode: number} = {why: say('engine.stopped'), exitCode: 5}) => {
		isClosed = true;
		return server.close({type: 'farewell', ...farewell});
	};
	onTestFinished(async () => {
		unsubscribe('net.server.socket', opened);
		if (!isClosed) await close();
		rmSync(directory, {recursive: true, force: true});
	});

	const seat = (who: string, wants: Hello['wants'], given: Partial<RemoteOptions> = {}) =>
		attachTo({address, token, product: '2.0.0', client: {who, from: `where ${who} sits`, pid: 1}, wants, ...given});

	return {
		address,
		entries,
		write,
		sent,
		log,
		close,
		stops: () => stops,
		attached: () => count,
		/** Bytes that the engine keeps for whoever reads least. */
		keptFor: () => Math.max(...[...sockets].map(({writableLength}) => writableLength)),
		/** As the system closes what a process had open. */
		die() {
			for (const socket of sockets) socket.destroy();
		},
		troubled: (trouble: Trouble | undefined) => onTrouble(trouble),
		setClock: (next: typeof clock) => {
			clock = next;
		},
		seat,
		/** @throws when it is not let in. */
		async attach(who: string, wants: Hello['wants'] = 'act'): Promise<RemoteEngine> {
			const reached = await seat(who, wants);
			if ('problem' in reached) throw new Error(`${reached.problem} ${reached.why?.id}`);
			return reached;
		},
		/** Whoever writes to the socket what they like. */
		async speak() {
			const socket = createConnection(address);
			const heard: FromEngine[] = [];
			let isGone = false;
			socket.on('error', () => {});
			socket.on('close', () => {
				isGone = true;
			});
			readLines(socket, 1024 ** 3, {line: line => void heard.push(JSON.parse(line)), tooLong: () => {}});
			await once(socket, 'connect');
			onTestFinished(() => void socket.destroy());
			const say = (message: unknown) => void socket.write(typeof message === 'string' ? message : `${JSON.stringify(message)}\n`);
			return {
				socket,
				heard,
				say,
				isGone: () => isGone,
				gone: () => until(() => isGone),
				hears: (type: FromEngine['type'], count = 1) => until(() => heard.filter(each => each.type === type).length >= count),
				saysHello: (given: Partial<Hello> = {}) => say(helloOf(given)),
			};
		},
	};
}

export const helloOf = (given: Partial<Hello> = {}): Hello => ({
	...{type: 'hello', token, protocol: {oldest: 1, newest: 1}, product: '2.0.0'},
	...{client: {who: 'Pilar', from: 'tty2', pid: 2}, wants: 'act', after: 0, ...given},
});

/** Much longer than anything takes, so that a slow machine fails no test. */
const patienceMs = 10_000;

/** Goes round with the sockets until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
	for (const began = performance.now(); !isSo(); await turn())
		if (performance.now() - began > patienceMs) throw new Error(`It never was so: ${isSo}`);
}

/** Resolves with why a command was not taken. */
export const refusalFor = (engine: RemoteEngine, command: Command): Promise<Message> =>
	new Promise(resolve => engine.send(command, ({why}) => resolve(why)));

/** What it was told so far, by number. */
export const seqsOf = (engine: RemoteEngine): readonly number[] => {
	const seqs: number[] = [];
	engine.follow(({seq}) => void seqs.push(seq))();
	return seqs;
};

export const upTo = (length: number): readonly number[] => Array.from({length}, (_, index) => index + 1);
