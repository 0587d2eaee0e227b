import {spawn, spawnSync} from 'node:child_process';
import {hash} from 'node:crypto';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {hostClock} from '../../src/storage/host-clock.js';
import {openJournal} from '../../src/storage/journal.js';
import {holderOf, lockJournal} from '../../src/storage/lock.js';
import {startOfProcess} from '../../src/storage/process-life.js';
import {isRefusal} from '../../src/storage/refusal.js';
import {accept, temporaryDirectory, writtenJournal} from './journal-samples.js';

const since = '2026-11-21T03:00:00.000Z';
const aJournal = () => join(temporaryDirectory(), 'x.jsonl');
const {host} = hostClock;

function hold(path: string, holder: object | string) {
	writeFileSync(`${path}.lock`, typeof holder === 'string' ? holder : JSON.stringify(holder));
}

/** A process that lives until the test is over. */
async function someProcess() {
	const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log(1)'], {stdio: ['pipe', 'pipe', 'ignore']});
	onTestFinished(() => void child.kill('SIGKILL'));
	await once(child.stdout, 'data');
	return child;
}

function deadPid(): number {
	return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('a journal has one writer', () => {
	test('and says who it is, until it is closed', () => {
		const path = aJournal();
		const lock = accept(lockJournal(path, {...hostClock, wall: () => since}));
		expect(lockJournal(path, hostClock)).toEqual({problem: {id: 'storage.held', args: {path, pid: process.pid, since}}});
		expect(holderOf(path, host)).toMatchObject({pid: process.pid, host, since});
		expect(statSync(`${path}.lock`).mode & 0o777).toBe(0o600);
		lock.release();
		expect(holderOf(path, host)).toBeUndefined();
		accept(lockJournal(path, hostClock)).release();
		expect(existsSync(`${path}.lock`)).toBe(false);
	});

	test('that may be another process, for as long as it lives', async () => {
		const path = writtenJournal([]);
		const child = await someProcess();
		const pid = child.pid ?? 0;
		hold(path, {pid, startedAt: startOfProcess(pid), host, since});
		expect(openJournal(path)).toEqual({problem: {id: 'storage.held', args: {path, pid, since}}});
		child.kill('SIGKILL');
		await once(child, 'exit');
		accept(openJournal(path)).close();
		expect(existsSync(`${path}.lock`)).toBe(false);
	});

	test('and a process that is gone, or another that has got its number, holds nothing', () => {
		for (const pid of [deadPid(), process.pid]) {
			const path = aJournal();
			hold(path, {pid, startedAt: 'another boot/1', host, since});
			expect(holderOf(path, host)).toBeUndefined();
			const lock = accept(lockJournal(path, hostClock));
			expect(holderOf(path, host)).toMatchObject({pid: process.pid});
			lock.release();
		}
	});

	test('and who is just replacing a dead one has it already', () => {
		const path = aJournal();
		hold(path, {pid: deadPid(), host, since});
		const claim = `${path}.lock.${hash('sha256', readFileSync(`${path}.lock`, 'utf8')).slice(0, 16)}`;
		writeFileSync(claim, JSON.stringify({pid: process.pid, host, since}));
		expect(lockJournal(path, hostClock)).toEqual({problem: {id: 'storage.held', args: {path, pid: process.pid, since}}});
		unlinkSync(claim);
		accept(lockJournal(path, hostClock)).release();
		expect(readdirSync(dirname(path))).toEqual([]);
	});

	test('and who comes later finds that another has replaced it', () => {
		const path = aJournal();
		hold(path, {pid: 7, host, since});
		// Just when it is seen that the holder is dead, another takes its place.
		const asked = vi.spyOn(process, 'kill').mockImplementationOnce(() => {
			hold(path, {pid: process.pid, host, since});
			throw Object.assign(new Error('no such process'), {code: 'ESRCH'});
		});
		onTestFinished(() => asked.mockRestore());
		expect(lockJournal(path, hostClock)).toEqual({problem: {id: 'storage.held', args: {path, pid: process.pid, since}}});
		expect(readdirSync(dirname(path))).toEqual(['x.jsonl.lock']);
	});

	test('and another host is believed, because nobody here can tell', () => {
		const path = aJournal();
		hold(path, {pid: deadPid(), host: 'other', since});
		const args = {path, lock: `${path}.lock`, host: 'other', since};
		expect(lockJournal(path, hostClock)).toEqual({problem: {id: 'storage.heldElsewhere', args}});
		expect(holderOf(path, host)).toMatchObject({host: 'other'});
	});

	test.each(['', '{', '[]', '{"pid":"1"}', '{"pid":-1,"host":"h","since":""}', 'null', '\u0000'])(
		'and the lock %j is not guessed at',
		text => {
			const path = aJournal();
			hold(path, text);
			expect(lockJournal(path, hostClock)).toEqual({problem: {id: 'storage.lockUnclear', args: {path, lock: `${path}.lock`}}});
			expect(readFileSync(`${path}.lock`, 'utf8')).toBe(text);
		},
	);

	test('and takes away only its own lock', () => {
		const path = aJournal();
		const lock = accept(lockJournal(path, hostClock));
		hold(path, {pid: 1, host: 'other', since});
		lock.release();
		expect(existsSync(`${path}.lock`)).toBe(true);
		unlinkSync(`${path}.lock`);
		expect(() => lock.release()).not.toThrow();
	});

	test('even when others try right after it to replace a dead one', async () => {
		const path = aJournal();
		hold(path, {pid: deadPid(), host, since});
		const results = Array.from({length: 20}, () => lockJournal(path, hostClock));
		expect(results.filter(result => !isRefusal(result))).toHaveLength(1);
	});
});
