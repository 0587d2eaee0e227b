/** Where an engine is reached: a place that only this account can open, whatever the length of its path, and a file that names a live one. */
import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync, unlinkSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {dirname, join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {announceEngine, engineFileOf, livingEngine, socketPlace} from '../../src/storage/engine-file.js';
import {engineLogOf, openEngineLog} from '../../src/storage/engine-log.js';
import {isOthers, mayBeOthers} from '../../src/storage/own-file.js';
import {accept, temporaryDirectory} from './journal-samples.js';

const random = '0123456789abcdef0123456789abcdef';
const modeOf = (path: string) => statSync(path).mode & 0o777;
const onUnix = test.skipIf(process.platform === 'win32');

async function listens(address: string) {
	const server = createServer();
	onTestFinished(() => void server.close());
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(address, resolve));
}

onUnix('an engine listens beside its recording, where nobody else can look', async () => {
	const directory = temporaryDirectory();
	const {address, release} = accept(socketPlace(join(directory, 'x.jsonl'), random));
	expect(address).toBe(join(directory, 'engines', '0123456789ab.sock'));
	expect(modeOf(dirname(address))).toBe(0o700);
	await listens(address);
	release();
	expect(existsSync(address)).toBe(false);
});

onUnix('where the path is too long for a socket, it listens in a private directory of its own, which goes with it', async () => {
	const directory = temporaryDirectory();
	const rest = '/engines/0123456789ab.sock'.length;
	for (const [length, isBeside] of [
		[107, true],
		[108, false],
		[400, false],
	] as const) {
		const long = join(directory, 'd'.repeat(Math.min(200, length - rest - directory.length - 1)), length > 300 ? 'e'.repeat(150) : '');
		mkdirSync(long, {recursive: true});
		const {address, release} = accept(socketPlace(join(long, 'x.jsonl'), random));
		expect(address.startsWith(directory), `${length}`).toBe(isBeside);
		expect(Buffer.byteLength(address)).toBeLessThanOrEqual(107);
		expect(modeOf(dirname(address))).toBe(0o700);
		await listens(address);
		release();
		expect(existsSync(address)).toBe(false);
		expect(existsSync(dirname(address))).toBe(isBeside);
	}
});

test('a place that cannot be made is said', () => {
	const file = join(temporaryDirectory(), 'no-directory');
	writeFileSync(file, '');
	expect(socketPlace(join(file, 'x.jsonl'), random)).toMatchObject({problem: {id: 'storage.cannotAnnounce', args: {code: 'ENOTDIR'}}});
});

test('the engine of a recording is found while its process lives, and its token is for this account only', () => {
	const path = join(temporaryDirectory(), 'x.jsonl');
	expect(livingEngine(path)).toBeUndefined();
	const withdraw = announceEngine(path, {address: '/s', token: 't', product: '1'});
	expect(livingEngine(path)).toMatchObject({pid: process.pid, address: '/s', token: 't', product: '1'});
	if (process.platform !== 'win32') expect(modeOf(engineFileOf(path))).toBe(0o600);
	const said = JSON.parse(readFileSync(engineFileOf(path), 'utf8'));
	if (typeof withdraw !== 'function') throw new Error(withdraw.problem.id);
	withdraw();
	expect(livingEngine(path)).toBeUndefined();
	const deadPid = spawnSync(process.execPath, ['-e', '']).pid;
	const others = [{...said, pid: deadPid}, {...said, host: 'another'}, {...said, startedAt: '1'}, {...said, token: 7}, [], 'x'];
	for (const other of others) {
		writeFileSync(engineFileOf(path), typeof other === 'string' ? other : JSON.stringify(other));
		expect(livingEngine(path), JSON.stringify(other)).toBeUndefined();
	}
	writeFileSync(engineFileOf(path), JSON.stringify(said));
	expect(livingEngine(path)).toEqual(said);
});

onUnix('what another account could have written of an engine is not read: a wide mode, another owner, a link, a pipe', () => {
	const path = join(temporaryDirectory(), 'x.jsonl');
	announceEngine(path, {address: '/s', token: 't', product: '1'});
	const file = engineFileOf(path);
	for (const mode of [0o620, 0o602, 0o666]) {
		chmodSync(file, mode);
		expect([isOthers(file), livingEngine(path)], mode.toString(8)).toEqual([true, undefined]);
	}
	// It may be read by anybody: who reads it cannot write.
	chmodSync(file, 0o644);
	expect([isOthers(file), livingEngine(path)?.token]).toEqual([false, 't']);

	const me = process.getuid?.() ?? 0;
	const asked = vi.spyOn(process, 'getuid').mockReturnValue(me + 1);
	expect([isOthers(file), livingEngine(path)]).toEqual([true, undefined]);
	asked.mockRestore();

	renameSync(file, `${file}.real`);
	expect([isOthers(file), livingEngine(path)]).toEqual([false, undefined]);
	symlinkSync(`${file}.real`, file);
	expect([isOthers(file), livingEngine(path)]).toEqual([true, undefined]);
	unlinkSync(file);
	spawnSync('mkfifo', [file]);
	expect([isOthers(file), livingEngine(path)]).toEqual([true, undefined]);
});

onUnix(
	'a file may be of others too where they could put another one in its place: in a directory of theirs, or one that they can write',
	() => {
		const directory = temporaryDirectory();
		const file = join(directory, 'settings');
		writeFileSync(file, '', {mode: 0o600});
		expect([mayBeOthers(file), mayBeOthers(join(directory, 'nothing'))]).toEqual([false, false]);
		for (const [mode, may] of [
			[0o770, true],
			[0o707, true],
			[0o1777, false],
			[0o755, false],
		] as const) {
			chmodSync(directory, mode);
			expect(mayBeOthers(file), mode.toString(8)).toBe(may);
		}
		chmodSync(file, 0o620);
		expect(mayBeOthers(file)).toBe(true);
	},
);

test('the log of an engine holds a line for each, nothing that steers a terminal, and fills no disk', () => {
	const path = join(temporaryDirectory(), 'x.jsonl');
	const log = openEngineLog(path, {wall: () => 'now'});
	log('Ada \u001b[2J\n“came”\u202e');
	expect(readFileSync(engineLogOf(path), 'utf8')).toBe('now Ada ?[2J??came??\n');
	for (let nth = 0; nth < 25_000; nth++) log('x'.repeat(10_000));
	expect(statSync(engineLogOf(path)).size).toBeLessThanOrEqual(4 * 1024 * 1024);
	expect(statSync(`${engineLogOf(path)}.1`).size).toBeLessThanOrEqual(4 * 1024 * 1024);
});
