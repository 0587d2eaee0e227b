/**
 * The engine's side of the socket: consoles attach, one of them acts, all of them see.
 *
 * An entry waits for nobody: every console is a place in the entries, and is sent more when its socket takes more. So one that is slow or
 * stopped costs nothing but what its socket holds.
 */
import {timingSafeEqual} from 'node:crypto';
import {createServer, type Server, type Socket} from 'node:net';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import type {Trouble} from '../../machines/journal/keeping.js';
import {type Message, say} from '../../machines/message.js';
import type {Command, Refusal, SecretDesk} from '../../machines/session/client.js';
import * as seats from '../../machines/session/control.js';
import {
	agreedOn,
	type Client,
	commandLimitBytes,
	type FromEngine,
	type Hello,
	parseToEngine,
	type SecretWanted,
	type ToEngine,
	versions,
} from '../../machines/session/protocol.js';
import {createCursor} from './cursor.js';
import {asLine, readLines} from './lines.js';
import {createOutlet, type Outlet} from './outlet.js';

/** What is served: a session in this process. */
export type Served = {
	readonly session: string;
	readonly product: string;
	readonly follow: (listener: (entry: JournalEntry) => void) => () => void;
	readonly entryAt: (seq: number) => JournalEntry | undefined;
	readonly send: (command: Command, refused: (refusal: Refusal) => void) => Refusal | undefined;
	readonly watchTrouble: (listener: (trouble: Trouble | undefined) => void) => () => void;
	readonly secrets?: SecretDesk | undefined;
	/** The time of the session, and how fast it goes. */
	readonly clock: () => {readonly at: number; readonly rate: number};
	/** What the consoles do is written down: who came, who acts, who left. */
	readonly write: (event: 'attached' | 'left' | 'control', message: Message) => void;
	/** Asked over the socket. */
	readonly stop: () => void;
};

export type ServerOptions = {
	readonly address: string;
	readonly token: string;
	readonly served: Served;
	/** One line each, of the engine's own. */
	readonly log: (text: string) => void;
	/** How many consoles are attached. */
	readonly attached: (count: number) => void;
	/** How long a console may say nothing before its first word, in ms. */
	readonly helloWithinMs?: number;
	/** Ms of any clock that only goes forward. */
	readonly now?: () => number;
};

export type EngineServer = {
	/** The last word to all of them. Resolves when they have it, or have gone. */
	readonly close: (farewell: Extract<FromEngine, {type: 'farewell'}>) => Promise<void>;
};

/** Whoever says nothing for so long is no console. */
const silentAtMostMs = 5_000;
const aliveEveryMs = 5_000;
const lastWordMs = 1_000;
/** More than ever look on; every one takes a file of the process. */
const consolesAtMost = 100;

type Connection = {
	readonly id: number;
	readonly socket: Socket;
	readonly outlet: Outlet;
	hello?: Hello;
	cursor?: ReturnType<typeof createCursor>;
};

/** @throws what the system says when nobody can listen there. */
export async function serve(options: ServerOptions): Promise<EngineServer> {
	const {address, token, served, log, attached, helloWithinMs = silentAtMostMs, now = () => performance.now()} = options;
	const connections = new Set<Connection>();
	let control = seats.nobody;
	let length = 0;
	let ids = 0;
	let rate = Number.NaN;
	let trouble: Trouble | undefined;
	let wanted: SecretWanted | undefined;

	const greeted = () => [...connections].filter(({hello}) => hello);
	const tell = (message: (id: number) => FromEngine) => {
		for (const {id, outlet} of greeted()) outlet.update(message(id));
	};
	const controlFor = (id: number): FromEngine => ({type: 'control', view: seats.viewFor(control, id, now())});
	const clockNow = (): FromEngine => ({type: 'clock', ...served.clock()});
	const troubleNow = (): FromEngine => ({type: 'trouble', ...(trouble && {trouble})});
	const secretNow = (): FromEngine => ({type: 'secret', ...(wanted && {wanted})});
	const tellClock = () => {
		({rate} = served.clock());
		tell(clockNow);
	};

	/** What changes who acts is said to all, and written down when it did. */
	function pass(next: seats.Control, why?: (holder: Client) => Message) {
		const before = control;
		control = next;
		const holder = seats.holderOf(next);
		if (why && holder && next.holder !== before.holder) served.write('control', why(holder));
		tell(controlFor);
	}

	function greet(connection: Connection, hello: Hello) {
		const protocol = agreedOn(versions, hello.protocol);
		if (protocol === undefined) {
			log(`a console of ${hello.product} speaks protocol ${hello.protocol.oldest}-${hello.protocol.newest}`);
			const why = say('engine.otherProtocol', {engine: served.product, console: hello.product});
			return void connection.socket.end(asLine({type: 'farewell', why, exitCode: 2} satisfies FromEngine));
		}
		connection.hello = hello;
		const {who, from} = hello.client;
		log(`${who} attached from ${from}, to ${hello.wants}`);
		connection.outlet.answer({type: 'welcome', protocol, product: served.product, session: served.session, length});
		connection.cursor = createCursor(connection.socket, {entryAt: served.entryAt, length: () => length}, hello.after + 1);
		attached(greeted().length);
		if (hello.wants === 'act') pass(seats.joined(control, connection.id, hello.client, now()));
		else connection.outlet.update(controlFor(connection.id));
		if (hello.wants !== 'approve')
			served.write('attached', say(hello.wants === 'act' ? 'engine.attached' : 'engine.observed', {who, from}));
		connection.outlet.update(clockNow());
		if (trouble) connection.outlet.update(troubleNow());
		if (wanted) connection.outlet.update(secretNow());
		connection.cursor.go();
	}

	function hear(connection: Connection, message: ToEngine) {
		const {id, hello} = connection;
		if (!hello) {
			const isOurs = message.type === 'hello' && isSame(message.token, token);
			if (isOurs) return greet(connection, message);
			log('somebody without the token was turned away');
			return void connection.socket.destroy();
		}
		const {who, from} = hello.client;
		switch (message.type) {
			case 'command':
				return obey(connection, message.command);
			case 'pressed':
				control = seats.pressed(control, id, now());
				return undefined;
			case 'askControl':
				return pass(seats.askedFor(control, id));
			case 'giveControl':
				return pass(seats.given(control, id, now()), to => say('engine.controlGiven', {who, to: to.who, from: to.from}));
			case 'keepControl':
				return pass(seats.kept(control, id));
			case 'takeControl': {
				const next = seats.taken(control, id, now());
				if (!next) return connection.outlet.update(controlFor(id));
				return pass(next, () => say('engine.controlTaken', {who, from, reason: message.reason}));
			}
			case 'secret':
				if (control.holder === id) return served.secrets?.give(message.reference, message.text);
				return log(`${who} does not act, so what they typed for ${message.reference} was passed over`);
			case 'stop':
				log(`${who} asked the engine to stop${hello.wants === 'act' ? '' : ', and only looks on'}`);
				return hello.wants === 'act' ? served.stop() : undefined;
			default:
				log('a second hello was passed over');
				return undefined;
		}
	}

	function obey(connection: Connection, command: Command) {
		const {hello} = connection;
		const refused = (why: Message) => {
			log(
				`a command of ${hello?.client.who ?? '-'} was refused: ${why.id}${command.type === 'answer' ? `, ${command.question} ${command.choice}` : ''}`,
			);
			connection.outlet.answer({type: 'refused', id: command.id, why});
		};
		if (command.type === 'approve') return approve(connection, command, refused);
		if (hello?.wants !== 'act') return refused(say('refusal.observer'));
		const holder = seats.holderOf(control);
		if (command.type === 'answer' && control.holder !== connection.id)
			return refused(say('refusal.notInControl', {who: holder?.who ?? '-', from: holder?.from ?? '-'}));
		control = seats.pressed(control, connection.id, now());
		// Who sits there is who said hello, whatever a command says.
		const refusal = served.send({...command, by: hello.client.who}, ({why}) => refused(why));
		if (refusal) refused(refusal.why);
	}

	/** Whoever acts is not the second person; who looks on has nothing to say. */
	function approve({id, hello}: Connection, command: Extract<Command, {type: 'approve'}>, refused: (why: Message) => void) {
		if (hello?.wants === 'observe') return refused(say('refusal.observer'));
		if (control.holder === id && 'by' in command) return refused(say('refusal.approvedByWhoActs'));
		const refusal = served.send(command, ({why}) => refused(why));
		if (refusal) refused(refusal.why);
	}

	function leave(connection: Connection) {
		if (!connections.delete(connection) || !connection.hello) return;
		const {who, from} = connection.hello.client;
		connection.cursor?.close();
		log(`${who} left, from ${from}`);
		const held = control.holder === connection.id;
		if (connection.hello.wants === 'act') {
			served.write('left', say('engine.left', {who, from}));
			pass(seats.left(control, connection.id, now()), held ? to => say('engine.controlPassed', {who: to.who, from: to.from}) : undefined);
		}
		attached(greeted().length);
	}

	function accept(socket: Socket) {
		const id = ++ids;
		const connection: Connection = {
			id,
			socket,
			outlet: createOutlet(socket, () => [controlFor(id), clockNow(), troubleNow(), secretNow()]),
		};
		connections.add(connection);
		const deadline = setTimeout(() => connection.hello || socket.destroy(), helloWithinMs);
		socket.on('close', () => {
			clearTimeout(deadline);
			leave(connection);
		});
		socket.on('error', error => log(`a console's socket failed: ${error.message}`));
		readLines(socket, commandLimitBytes, {
			line(line) {
				// Who was turned away has said the last that is heard.
				if (!socket.writable) return;
				const message = parseToEngine(line);
				if (message) return hear(connection, message);
				log(`${connection.hello?.client.who ?? 'somebody'} sent ${line.length} characters that are no message`);
				if (!connection.hello) socket.destroy();
			},
			tooLong() {
				log(`${connection.hello?.client.who ?? 'somebody'} sent a line over ${commandLimitBytes} bytes`);
				socket.destroy();
			},
		});
	}

	const server = createServer(accept);
	server.maxConnections = consolesAtMost;
	await listening(server, address);
	server.on('error', error => log(`a console could not be let in: ${error.message}`));
	const unfollow = served.follow(entry => {
		length = entry.seq;
		if (served.clock().rate !== rate) tellClock();
		for (const {cursor} of connections) cursor?.soon();
	});
	const unwatch = served.watchTrouble(changed => {
		if (trouble === changed) return;
		trouble = changed;
		log(changed ? `the journal cannot be written: ${changed.message.args?.code}` : 'the journal can be written again');
		tell(troubleNow);
	});
	const unwatchSecrets = served.secrets?.watch(changed => {
		wanted = changed;
		tell(secretNow);
	});
	const alive = setInterval(tellClock, aliveEveryMs);
	return {
		async close(farewell) {
			unfollow();
			unwatch();
			unwatchSecrets?.();
			clearInterval(alive);
			server.close();
			// Without the token nobody is told anything.
			for (const {hello, socket} of connections) if (!hello) socket.destroy();
			const open = greeted();
			const gone = open.map(({socket}) => new Promise<void>(done => socket.once('close', () => done())));
			for (const connection of open) {
				connection.cursor?.finish();
				connection.socket.end(asLine(farewell));
			}
			const tooLate = new Promise<void>(done => setTimeout(done, lastWordMs).unref());
			await Promise.race([Promise.all(gone), tooLate]);
			for (const {socket} of open) socket.destroy();
		},
	};
}

function listening(server: Server, address: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(address, () => {
			server.off('error', reject);
			resolve();
		});
	});
}

/** In a time that says nothing about where they differ. */
function isSame(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}
