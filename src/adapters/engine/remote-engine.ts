/**
 * The console's side of the socket: an engine in another process, which looks like one in this process. What it told is kept here, so
 * that the console reads it without asking.
 */
import {createConnection, type Socket} from 'node:net';
import {createEntryStore} from '../../machines/journal/entry-store.js';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import type {Trouble} from '../../machines/journal/keeping.js';
import {type Message, say} from '../../machines/message.js';
import type {ControlDesk, Engine, Refusal} from '../../machines/session/client.js';
import type {ControlView, SecretWanted} from '../../machines/session/protocol.js';
import {type Client, type FromEngine, type Hello, parseFromEngine, type ToEngine, versions} from '../../machines/session/protocol.js';
import {asLine, readLines} from './lines.js';

export type RemoteOptions = {
	readonly address: string;
	readonly token: string;
	readonly product: string;
	readonly client: Client;
	readonly wants: Hello['wants'];
	/** How long the engine may say nothing until all of the past is here, in ms. */
	readonly patienceMs?: number;
};

/** Why it ended without the operator. `exitCode` is absent when the engine said nothing: then it may have died. */
export type Farewell = {readonly why: Message; readonly exitCode?: number};

export type RemoteEngine = Engine & {
	readonly control: ControlDesk;
	/** Ms of the session, as the engine last said it, gone on with. */
	readonly now: () => number;
	/** Ms since the engine was last heard. */
	readonly silentForMs: () => number;
	readonly product: string;
	readonly length: () => number;
	/** Entries that come late: from which to which. */
	readonly missed: () => {readonly from: number; readonly to: number} | undefined;
	readonly ended: Promise<Farewell>;
	readonly stopEngine: () => void;
	readonly close: () => void;
};

export type NotReached = {readonly problem: 'gone' | 'silent' | 'refused'; readonly why?: Message};

const silentAtMostMs = 5_000;
/** A line of a journal has this bound too; a message is a little longer than its entry. */
const messageLimitBytes = 80 * 1024 * 1024;
/** As often as the other console has to know that somebody sits here. */
const pressedEveryMs = 5_000;

/** Resolves once everything that was written before is here. */
export function attachTo(options: RemoteOptions): Promise<RemoteEngine | NotReached> {
	const {address, token, product, client, wants, patienceMs = silentAtMostMs} = options;
	const socket = createConnection(address);
	const attached = Promise.withResolvers<RemoteEngine | NotReached>();
	const ended = Promise.withResolvers<Farewell>();
	const store = createEntryStore([]);
	const listeners = new Set<(entry: JournalEntry) => void>();
	const watchers = new Set<() => void>();
	const troubled = new Set<(trouble: Trouble | undefined) => void>();
	let trouble: Trouble | undefined;
	const asked = new Set<(wanted: SecretWanted | undefined) => void>();
	let wanted: SecretWanted | undefined;
	const refusals = new Map<string, (refusal: Refusal) => void>();
	let welcome: Extract<FromEngine, {type: 'welcome'}> | undefined;
	let clock = {at: 0, rate: 0, heardAt: performance.now()};
	let heardAt = performance.now();
	let view: {readonly said: ControlView; readonly at: number} | undefined;
	let missed: Extract<FromEngine, {type: 'missed'}> | undefined;
	/** Whether it was reached or not. */
	let isDecided = false;
	let pressedAt = Number.NEGATIVE_INFINITY;

	const send = (message: ToEngine) => void (socket.writable && socket.write(asLine(message)));
	const changed = () => {
		for (const watcher of watchers) watcher();
	};
	const patience = setTimeout(() => giveUp({problem: 'silent'}), patienceMs);

	function giveUp(notReached: NotReached) {
		isDecided = true;
		clearTimeout(patience);
		attached.resolve(notReached);
		socket.destroy();
	}

	function arrive({product: engineProduct}: NonNullable<typeof welcome>) {
		isDecided = true;
		clearTimeout(patience);
		attached.resolve(remote(engineProduct));
	}

	function hear(message: FromEngine) {
		heardAt = performance.now();
		// A long past takes its time.
		if (!isDecided) patience.refresh();
		switch (message.type) {
			case 'welcome':
				welcome = message;
				return undefined;
			case 'entry':
				return take(message.entry);
			case 'missed':
				missed = message;
				return changed();
			case 'clock':
				clock = {...message, heardAt};
				return undefined;
			case 'refused':
				refusals.get(message.id)?.(message);
				return void refusals.delete(message.id);
			case 'control':
				view = {said: message.view, at: heardAt};
				return changed();
			case 'trouble':
				({trouble} = message);
				for (const listener of troubled) listener(trouble);
				return undefined;
			case 'secret':
				({wanted} = message);
				for (const listener of asked) listener(wanted);
				return undefined;
			case 'farewell':
				ended.resolve({why: message.why, exitCode: message.exitCode});
				return giveUp({problem: 'refused', why: message.why});
			default:
				return undefined;
		}
	}

	function take(entry: JournalEntry) {
		// One that it has, or one after a gap, is none that it can use.
		if (entry.seq !== store.length() + 1) return;
		store.push(entry);
		if (missed && entry.seq >= missed.to) missed = undefined;
		if (clock.at < entry.at) clock = {...clock, at: entry.at, heardAt};
		for (const listener of listeners) listener(entry);
		if (welcome && entry.seq === welcome.length) arrive(welcome);
	}

	function remote(engineProduct: string): RemoteEngine {
		return {
			follow(listener) {
				for (let seq = 1; seq <= store.length(); seq++) listener(store.at(seq) as JournalEntry);
				listeners.add(listener);
				return () => void listeners.delete(listener);
			},
			watchTrouble(listener) {
				listener(trouble);
				troubled.add(listener);
				return () => void troubled.delete(listener);
			},
			secrets: {
				watch(listener) {
					listener(wanted);
					asked.add(listener);
					return () => void asked.delete(listener);
				},
				give: (reference, text) => send({type: 'secret', reference, ...(text === undefined ? {} : {text})}),
			},
			entryAt: store.at,
			send(command, refused) {
				if (refused) refusals.set(command.id, refused);
				if (socket.writable) send({type: 'command', command} as ToEngine);
				else refused?.({id: command.id, why: say('refusal.engineGone')});
			},
			control: {
				view: () => view && aged(view.said, performance.now() - view.at),
				watch(listener) {
					watchers.add(listener);
					return () => void watchers.delete(listener);
				},
				ask: () => send({type: 'askControl'}),
				give: () => send({type: 'giveControl'}),
				keep: () => send({type: 'keepControl'}),
				take: reason => send({type: 'takeControl', reason}),
				pressed() {
					if (performance.now() - pressedAt < pressedEveryMs) return;
					pressedAt = performance.now();
					send({type: 'pressed'});
				},
			},
			now: () => clock.at + (performance.now() - clock.heardAt) * clock.rate,
			silentForMs: () => performance.now() - heardAt,
			product: engineProduct,
			length: store.length,
			missed: () => missed,
			ended: ended.promise,
			stopEngine: () => send({type: 'stop'}),
			close() {
				socket.end();
				// An engine that hangs keeps nobody here.
				socket.unref();
			},
		};
	}

	socket.on('connect', () => send({type: 'hello', token, protocol: versions, product, client, wants, after: 0}));
	socket.on('error', () => giveUp({problem: 'gone'}));
	socket.on('close', () => {
		ended.resolve({why: say('engine.gone')});
		giveUp({problem: 'gone'});
	});
	readLines(socket as Pick<Socket, 'on'>, messageLimitBytes, {
		line(line) {
			const message = parseFromEngine(line);
			if (message) hear(message);
		},
		tooLong: () => socket.destroy(),
	});
	return attached.promise;
}

/** What was said some time ago, as it is now. */
const aged = (view: ControlView, ms: number): ControlView =>
	view.holder
		? {...view, holder: {...view.holder, heldForMs: view.holder.heldForMs + ms, idleForMs: view.holder.idleForMs + (view.isMine ? 0 : ms)}}
		: view;
