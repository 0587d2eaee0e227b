/** A session's way to a stand-in farm, where somebody else is at the address that it was left. */
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {openFarmLink} from '../../../src/adapters/stand-in/farm-link.js';
import {tcp} from '../../../src/machines/probe.js';

test.each(['\x1b[2J no JSON\n', '[]\n', '7\n', '{}\n', 'null\n'])(
	'%j is no farm: nobody answers any more, and nothing breaks',
	async said => {
		const directory = mkdtempSync(join(tmpdir(), 'switchback-'));
		const address = join(directory, 'farm');
		const server = createServer(socket => {
			socket.on('error', () => {});
			socket.write(said);
		}).listen(address);
		onTestFinished(() => {
			server.close();
			rmSync(directory, {recursive: true, force: true});
		});
		const lost = vi.fn();
		const link = openFarmLink({find: async () => ({address, secret: 'secret', isNew: false}), broken: () => {}, lost, retell: () => {}});
		const answer = await new Promise(resolve => link.ask('a', tcp('fe1', 5061), resolve));
		expect(answer).toBe('silent');
		expect(await link.simulator).toBeUndefined();
		expect(lost).toHaveBeenCalledOnce();
	},
);
