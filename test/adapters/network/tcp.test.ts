/** The probe against real sockets of this computer. */
import {connect, createServer} from 'node:net';
import {Worker} from 'node:worker_threads';
import {expect, onTestFinished, test, vi} from 'vitest';
import {type Asked, probeTcp} from '../../../src/adapters/network/tcp.js';

const here = '127.0.0.1';

/** A port that answers; with `isClosed`, one that was free a moment ago. */
async function port({isClosed = false} = {}): Promise<Asked> {
	const server = createServer(socket => socket.destroy());
	await new Promise<void>(resolve => server.listen(0, here, resolve));
	const address = server.address();
	if (isClosed) await new Promise(resolve => server.close(resolve));
	else onTestFinished(() => void server.close());
	return {to: here, port: typeof address === 'object' && address ? address.port : 0};
}

test('a port answers, or refuses', async () => {
	expect(await probeTcp([await port(), await port({isClosed: true})])).toEqual(['open', 'closed']);
});

test('a name that nobody knows says nothing about a computer', async () => {
	const findName = async (name: string) => (name === 'known.test' ? here : undefined);
	const open = await port();
	expect(
		await probeTcp(
			[
				{to: 'known.test', port: open.port},
				{to: 'unknown.test', port: open.port},
			],
			{findName},
		),
	).toEqual(['open', 'unknownName']);
});

test('a name server that does not answer costs the patience and no more, and is no dark computer', async () => {
	expect(await probeTcp([{to: 'slow.test', port: 1}], {patienceMs: 20, findName: () => new Promise(() => {})})).toEqual(['unknownName']);
});

test('a computer that says nothing is silent', async () => {
	const stuck = await stuckPort();
	expect(await probeTcp([stuck], {patienceMs: 100})).toEqual(['silent']);
});

/** Listens, and accepts nobody: once its queue is full, whoever asks hears nothing. */
async function stuckPort(): Promise<Asked> {
	const blocked = `const {createServer} = require('node:net');
		const {parentPort} = require('node:worker_threads');
		const server = createServer().listen({port: 0, host: '${here}', backlog: 1}, () => {
			parentPort.postMessage(server.address().port);
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
		});`;
	const worker = new Worker(blocked, {eval: true});
	const port = await new Promise<number>(resolve => worker.once('message', resolve));
	const waiting = Array.from({length: 8}, () => connect({host: here, port}).on('error', () => {}));
	onTestFinished(async () => {
		for (const socket of waiting) socket.destroy();
		await worker.terminate();
	});
	// Two are let into the queue; a third would hear nothing.
	await new Promise(resolve => waiting[1]?.once('connect', resolve));
	return {to: here, port};
}

test('nothing makes it throw', async () => {
	const asked = [
		{to: here, port: 0},
		{to: here, port: 70_000},
		{to: '', port: 1},
		{to: 'a b', port: 1},
	];
	expect(await probeTcp(asked, {patienceMs: 200, findName: () => Promise.reject(new Error('broken'))})).toHaveLength(4);
});

test('no more are asked at once than is allowed, and all are heard', async () => {
	let open = 0;
	let most = 0;
	const answering = await port();
	const findName = async () => {
		most = Math.max(most, ++open);
		await new Promise(resolve => setImmediate(resolve));
		return here;
	};
	const asked = Array.from({length: 40}, (_, index) => ({to: `c${index}.test`, port: answering.port}));
	const heard: string[] = [];
	const hear = (answer: string, {to}: Asked) => {
		open--;
		heard.push(`${to} ${answer}`);
	};
	const answers = await probeTcp(asked, {atOnce: 3, findName, heard: hear});
	expect(most).toBeLessThanOrEqual(3);
	expect(new Set(heard)).toEqual(new Set(asked.map(({to}) => `${to} open`)));
	expect(new Set(answers)).toEqual(new Set(['open']));
});

test('the more are asked, the less each is waited for, so that all are over in time', async () => {
	const asked = Array.from({length: 30}, (_, index) => ({to: `c${index}.test`, port: 1}));
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	const isOver = vi.fn();
	void probeTcp(asked, {atOnce: 3, patienceMs: 10_000, allMs: 300, findName: () => new Promise(() => {})}).then(isOver);
	await vi.advanceTimersByTimeAsync(300);
	expect(isOver).toHaveBeenCalledOnce();
});

test('it can be ended early', async () => {
	const end = new AbortController();
	const asking = probeTcp([{to: 'slow.test', port: 1}], {signal: end.signal, patienceMs: 60_000, findName: () => new Promise(() => {})});
	end.abort();
	expect(await asking).toEqual(['unknownName']);
});
