/** One question to a clock of the network (SNTP, RFC 4330): how far this computer's clock is from it. It always ends. */
import {randomBytes} from 'node:crypto';
import {createSocket} from 'node:dgram';
import {isIPv6} from 'node:net';

/** `offsetMs`: what has to be added to the time here. `silent`: nothing came. `garbled`: what came is no time. */
export type ClockAnswer = {readonly offsetMs: number} | 'silent' | 'garbled';

export type ClockServer = {readonly address: string; readonly port?: number};

const usualPort = 123;
const usualPatienceMs = 3_000;
/** Bytes of a question and of an answer. */
const length = 48;
/** Version 4, and: I am a client. */
const asClient = 0x23;
const asServer = 4;
/** Its clocks count from 1900. */
const secondsTo1970 = 2_208_988_800;

export function askClock({address, port = usualPort}: ClockServer, patienceMs = usualPatienceMs): Promise<ClockAnswer> {
	return new Promise(resolve => {
		const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
		const question = Buffer.alloc(length);
		question[0] = asClient;
		// It comes back with the answer: who does not know it, did not hear the question.
		const mark = randomBytes(8);
		mark.copy(question, 40);
		const timer = setTimeout(() => end('silent'), patienceMs);
		let sentAt = 0;

		function end(answer: ClockAnswer) {
			clearTimeout(timer);
			socket.close();
			resolve(answer);
		}

		socket.once('error', () => end('silent'));
		socket.once('message', answer => {
			const heardAt = Date.now();
			const isAnswer = answer.length >= length && (answer[0] ?? 0) % 8 === asServer && answer.subarray(24, 32).equals(mark);
			const [came, left] = [timeAt(answer, 32), timeAt(answer, 40)];
			// Stratum 0 is a refusal, and a server without a time says so by zeros.
			if (!isAnswer || answer[1] === 0 || came === undefined || left === undefined) return end('garbled');
			end({offsetMs: Math.round((came - sentAt + (left - heardAt)) / 2)});
		});
		// Connected, so that a port where nobody listens is an error and not silence for all the time.
		socket.connect(port, address, () => {
			sentAt = Date.now();
			socket.send(question);
		});
	});
}

function timeAt(answer: Buffer, offset: number): number | undefined {
	if (answer.length < offset + 8) return undefined;
	const seconds = answer.readUInt32BE(offset);
	const ms = (answer.readUInt32BE(offset + 4) / 2 ** 32) * 1000;
	return seconds === 0 ? undefined : (seconds - secondsTo1970) * 1000 + ms;
}
