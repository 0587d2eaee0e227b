/**
 * Asks a name server for records: over UDP, a second time when nothing comes, and over TCP when the answer did not fit. It never throws,
 * and is over after its patience whatever the server does.
 */
import {randomInt} from 'node:crypto';
import {createSocket} from 'node:dgram';
import {connect, isIPv6} from 'node:net';
import type {NameServer, NameServers} from '../../machines/deployment/deployment.js';
import type {DnsOutput, DnsProbe, DnsState} from '../../machines/probe.js';
import {canBeAsked, questionBytes, type Reply, readReply} from './packets.js';

export type DnsOptions = {
	readonly resolvers: NameServers;
	/** Ends it early: what has not answered by then is silent. */
	readonly signal?: AbortSignal;
	/** How long each of the two questions over UDP waits, and then the one over TCP. */
	readonly patienceMs?: number;
};

/** A server that has to ask others itself may take so long. */
const usualPatienceMs = 2_000;
const tries = 2;
/** Two bytes say how long an answer over TCP is. */
const lengthBytes = 2;

export async function askDns(asked: DnsProbe, {resolvers, signal, patienceMs = usualPatienceMs}: DnsOptions): Promise<DnsOutput> {
	const server = resolvers[asked.resolver];
	if (!server) return nothing('noResolver');
	// Nobody can have a name that no question can hold.
	if (!canBeAsked(asked.of)) return nothing('unknownName');
	const id = randomInt(0x1_00_00);
	const reply = await overUdp(asked, id, server, patienceMs, signal);
	if (typeof reply === 'string') return nothing(reply);
	if (!reply.isCut) return reply.output;
	const whole = await overTcp(asked, id, server, patienceMs, signal);
	return whole && !whole.isCut ? whole.output : nothing('cut');
}

const nothing = (dns: DnsState): DnsOutput => ({dns, records: []});

function overUdp(
	asked: DnsProbe,
	id: number,
	{address, port}: NameServer,
	patienceMs: number,
	signal: AbortSignal | undefined,
): Promise<Reply | 'closed' | 'silent' | 'garbled'> {
	return new Promise(resolve => {
		const question = questionBytes(asked, id);
		const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
		let withoutAnswer: 'silent' | 'garbled' = 'silent';
		let left = tries;
		let timer: NodeJS.Timeout | undefined;
		let isOver = false;
		const end = (reply: Reply | 'closed' | 'silent' | 'garbled') => {
			if (isOver) return;
			isOver = true;
			clearTimeout(timer);
			signal?.removeEventListener('abort', stop);
			socket.close();
			resolve(reply);
		};
		const stop = () => end(withoutAnswer);
		const send = () => {
			if (left-- === 0) return stop();
			timer = setTimeout(send, patienceMs);
			socket.send(question, failed);
		};
		const failed = (error: Error | null) => {
			if (error) end(codeOf(error) === 'ECONNREFUSED' ? 'closed' : withoutAnswer);
		};
		// Typed as if it could not fail; where no way leads there, it says so.
		const connected = (error?: Error) => (error ? failed(error) : send());
		socket.on('error', failed);
		socket.on('message', bytes => {
			const reply = readReply(bytes, asked, id);
			// Somebody else may have sent it: the right answer may still come.
			if (reply === 'garbled') withoutAnswer = 'garbled';
			else if (reply !== 'foreign') end(reply);
		});
		signal?.addEventListener('abort', stop);
		if (signal?.aborted) return stop();
		// Connected, the socket hears this server and nobody else, and that nobody listens there.
		socket.connect(port, address, connected);
	});
}

function overTcp(
	asked: DnsProbe,
	id: number,
	{address, port}: NameServer,
	patienceMs: number,
	signal: AbortSignal | undefined,
): Promise<Reply | undefined> {
	return new Promise(resolve => {
		const question = Buffer.from(questionBytes(asked, id));
		const length = Buffer.alloc(lengthBytes);
		length.writeUInt16BE(question.length);
		const socket = connect({host: address, port});
		let heard: Buffer = Buffer.alloc(0);
		const end = (reply?: Reply) => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', stop);
			socket.destroy();
			resolve(reply);
		};
		const stop = () => end();
		const timer = setTimeout(stop, patienceMs);
		signal?.addEventListener('abort', stop);
		socket.on('connect', () => socket.write(Buffer.concat([length, question])));
		socket.on('error', stop);
		socket.on('close', stop);
		socket.on('data', (bytes: Buffer) => {
			heard = Buffer.concat([heard, bytes]);
			if (heard.length < lengthBytes) return;
			const whole = lengthBytes + heard.readUInt16BE(0);
			if (heard.length < whole) return;
			const reply = readReply(heard.subarray(lengthBytes, whole), asked, id);
			end(typeof reply === 'string' ? undefined : reply);
		});
	});
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');
