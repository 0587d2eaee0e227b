/**
 * Stands in for PowerShell, its host and the generated module where none is: takes a call to the pipe as a function of the module does,
 * says what it is told to say, and runs one call at a time on each computer. What it cannot stand in for is the binder.
 */
import {connect, type Socket} from 'node:net';
import type {AskEnd} from '../../../src/machines/ask.js';
import type {AskListener, Backend} from '../../../src/machines/backend.js';
import type {CallEnd, CmdletCall, StreamRecord} from '../../../src/machines/cmdlet.js';
import type {Json} from '../../../src/machines/json.js';

type Message = {readonly kind: string; readonly text?: string; readonly value?: Json; readonly errorId?: string; readonly percent?: number};

export type Pretended = Pick<Backend, 'ask'> & {
	/** In the order in which they came to their computers. */
	readonly ran: readonly string[];
	/** Ends the process on a computer, with what runs there. */
	readonly kill: (computer: string) => void;
};

export type PretendedOptions = {
	readonly address: string;
	readonly tokenOf: (computer: string) => string;
	/** What its binder refuses. */
	readonly refuses?: (call: CmdletCall) => CallEnd | undefined;
	/** What it says, where that is not what it was told. */
	readonly says?: (record: StreamRecord) => StreamRecord;
};

export function pretendPowerShell({address, tokenOf, refuses = () => undefined, says = each => each}: PretendedOptions): Pretended {
	const queues = new Map<string, Promise<void>>();
	const running = new Map<string, Socket>();
	const ran: string[] = [];

	async function run(id: string, call: CmdletCall, listener: AskListener, isStopped: () => boolean): Promise<void> {
		const refused = isStopped() ? stopped(call) : refuses(call);
		ran.push(id);
		listener.ended(refused ?? (await forward(call, listener, isStopped)));
	}

	function forward(call: CmdletCall, listener: AskListener, isStopped: () => boolean): Promise<AskEnd> {
		const {promise, resolve} = Promise.withResolvers<AskEnd>();
		const socket = connect(address);
		running.set(call.runsOn, socket);
		const output: Json[] = [];
		let rest = '';
		const request = JSON.stringify({cmdlet: call.name, parameters: call.parameters});
		socket.write(`${tokenOf(call.runsOn)}\n${Buffer.from(request, 'utf16le').toString('base64')}\n`);
		socket.setEncoding('ascii').on('data', (chunk: string) => {
			const lines = (rest + chunk).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) obey(JSON.parse(line));
		});
		socket.on('error', () => {});
		socket.on('close', () => resolve(isStopped() ? stopped(call) : died(call)));
		function obey(message: Message) {
			const text = message.text?.slice(1) ?? '';
			if (message.kind === 'output') output.push(unguarded(message.value ?? null));
			else if (message.kind === 'end') resolve({ok: true, output: output.length > 1 ? output : (output[0] ?? null)});
			else if (message.kind === 'failed')
				resolve({ok: false, reason: 'refused', errorId: `${message.errorId?.slice(1)},${call.name}`, message: text});
			else if (message.kind === 'whatIf') listener.stream(says({stream: 'information', text: `What if: ${text}`}));
			else listener.stream(says(recordOf(message.kind as StreamRecord['stream'], text, message.percent)));
		}
		return promise.finally(() => socket.destroy());
	}

	return {
		ran,
		ask(id, what, listener) {
			const call = what as CmdletCall;
			let isStopped = false;
			const before = queues.get(call.runsOn) ?? new Promise(resolve => setImmediate(resolve));
			const run_ = before.then(() => run(id, call, listener, () => isStopped));
			queues.set(call.runsOn, run_);
			return () => {
				isStopped = true;
				running.get(call.runsOn)?.destroy();
			};
		},
		kill: computer => running.get(computer)?.destroy(),
	};
}

const recordOf = (stream: StreamRecord['stream'], text: string, percent: number | undefined): StreamRecord =>
	percent === undefined ? {stream, text} : {stream, text, percent};

const stopped = ({changesState}: CmdletCall): CallEnd => ({
	ok: false,
	reason: changesState ? 'outcomeUnknown' : 'interrupted',
	errorId: 'PipelineStopped',
	message: 'The pipeline has been stopped.',
});

export const died = ({changesState, runsOn}: CmdletCall): CallEnd => ({
	ok: false,
	reason: changesState ? 'outcomeUnknown' : 'interrupted',
	errorId: 'HostDied,Switchback',
	message: `${runsOn}: Its PowerShell ended.`,
});

function unguarded(value: Json): Json {
	if (typeof value === 'string') return value.slice(1);
	if (Array.isArray(value)) return value.map(unguarded);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unguarded(each)]));
}
