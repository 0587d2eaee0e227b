/**
 * Asks over the network whether a TCP port answers: it connects, hears yes, no or nothing, and hangs up. It sends no byte of its own,
 * never throws, and is over after five seconds however many are asked: the more there are, the less patience each is given.
 */
import {connect, isIP} from 'node:net';
import type {TcpOutput, TcpProbe} from '../../machines/probe.js';
import {createNameFinder, type FindName} from './names.js';

export type Asked = Pick<TcpProbe, 'to' | 'port'>;
export type TcpOptions = {
	/** Is told each answer as it comes. */
	readonly heard?: (answer: TcpOutput, asked: Asked) => void;
	/** Ends it early: what has not answered by then is silent. */
	readonly signal?: AbortSignal;
	readonly atOnce?: number;
	readonly patienceMs?: number;
	readonly allMs?: number;
	readonly findName?: FindName;
};

/** Far below what a firewall takes for a scan of its own hosts, and enough for 500 computers in two rounds. */
const mostAtOnce = 256;
/** A computer that takes longer is of no use to anybody. */
const longestMs = 2_000;
/** All of them, with some room before the five seconds that were promised. */
const budgetMs = 4_800;

/** In the order in which they were asked. */
export async function probeTcp(asked: readonly Asked[], options: TcpOptions = {}): Promise<readonly TcpOutput[]> {
	const {heard, signal, atOnce = mostAtOnce, patienceMs = longestMs, allMs = budgetMs} = options;
	const names = options.findName ? {find: options.findName, close: () => {}} : createNameFinder();
	const rounds = Math.max(1, Math.ceil(asked.length / atOnce));
	const timeoutMs = Math.max(1, Math.min(patienceMs, Math.floor(allMs / rounds)));
	const answers: TcpOutput[] = asked.map(() => 'silent');
	let next = 0;
	const work = async () => {
		for (let index = next++; index < asked.length; index = next++) {
			const one = asked[index];
			if (!one || signal?.aborted) return;
			const answer = await ask(one, timeoutMs, names.find, signal);
			answers[index] = answer;
			heard?.(answer, one);
		}
	};
	try {
		await Promise.all(Array.from({length: Math.min(atOnce, asked.length)}, work));
	} finally {
		names.close();
	}
	return answers;
}

function ask({to, port}: Asked, timeoutMs: number, findName: FindName, signal: AbortSignal | undefined): Promise<TcpOutput> {
	return new Promise(resolve => {
		let answered = false;
		let hangUp = () => {};
		// A name that is still looked for when the time is over was not found; a computer that was found and says nothing is silent.
		let withoutAnswer: TcpOutput = isIP(to) ? 'silent' : 'unknownName';
		const end = (answer: TcpOutput) => {
			if (answered) return;
			answered = true;
			clearTimeout(timeout);
			signal?.removeEventListener('abort', stop);
			hangUp();
			resolve(answer);
		};
		const stop = () => end(withoutAnswer);
		const timeout = setTimeout(stop, timeoutMs);
		signal?.addEventListener('abort', stop);
		const call = (host: string | undefined) => {
			if (answered) return;
			if (host === undefined) return end('unknownName');
			withoutAnswer = 'silent';
			try {
				const socket = connect({host, port});
				hangUp = () => void socket.destroy();
				socket.on('connect', () => end('open'));
				socket.on('error', error => end(isRefused(error) ? 'closed' : 'silent'));
			} catch {
				// A port that is none is nobody's.
				end('silent');
			}
		};
		if (isIP(to)) call(to);
		else findName(to).then(call, () => end('unknownName'));
	});
}

/** Whoever says no is there. */
const isRefused = (error: Error): boolean => 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET');
