/** What is told and not on disk is said to every console, also to one that comes later, and that it is over. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished, test} from 'vitest';
import {attachTo} from '../../../src/adapters/engine/remote-engine.js';
import {serve} from '../../../src/adapters/engine/server.js';
import type {Trouble} from '../../../src/machines/keeping.js';
import {say} from '../../../src/machines/message.js';
import {newHeader} from '../../playing/play.js';

test('a console in another process hears that the journal cannot be written, and that it can be again', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	const address = join(directory, 's');
	const trouble: Trouble = {fromSeq: 7, message: say('storage.notOnDisk', {code: 'ENOSPC', since: {at: 5}})};
	let change = (_trouble?: Trouble) => {};
	const header = {...newHeader(), seq: 1, at: 0};
	const served = {
		session: 's',
		product: '1',
		follow: (listener: (entry: typeof header) => void) => {
			listener(header);
			return () => {};
		},
		entryAt: (seq: number) => (seq === 1 ? header : undefined),
		send: () => undefined,
		watchTrouble(listener: (trouble: Trouble | undefined) => void) {
			change = listener;
			listener(undefined);
			return () => {};
		},
		clock: () => ({at: 0, rate: 1}),
		write: () => {},
		stop: () => {},
	};
	const server = await serve({address, token: 't', served, log: () => {}, attached: () => {}});
	const attach = async () => {
		const remote = await attachTo({address, token: 't', product: '1', client: {who: 'Pilar', from: 'tty1', pid: 1}, wants: 'observe'});
		if ('problem' in remote) throw new Error(remote.problem);
		return remote;
	};
	const hears = (engine: Awaited<ReturnType<typeof attach>>, expected: Trouble | undefined) =>
		new Promise<void>(resolve => engine.watchTrouble(told => JSON.stringify(told) === JSON.stringify(expected) && resolve()));

	const first = await attach();
	await hears(first, undefined);
	change(trouble);
	await hears(first, trouble);
	const second = await attach();
	await hears(second, trouble);
	change(undefined);
	await Promise.all([hears(first, undefined), hears(second, undefined)]);
	await server.close({type: 'farewell', why: say('engine.stopped'), exitCode: 5});
});
