/** What is said when the process itself goes wrong. */
import {EventEmitter} from 'node:events';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {guardProcess} from '../../src/commands/last-resort.js';
import {hostClock} from '../../src/storage/host-clock.js';
import {lockJournal} from '../../src/storage/lock.js';
import {temporaryHome} from './fake-streams.js';

function fakeProcess() {
	const said: string[] = [];
	const exits: number[] = [];
	const fake = Object.assign(new EventEmitter(), {
		stdout: Object.assign(new EventEmitter(), {isTTY: false, writableLength: 0}),
		stderr: Object.assign(new EventEmitter(), {write: (text: string) => said.push(text)}),
		exit: (code: number) => void exits.push(code),
		exitCode: undefined as number | undefined,
	});
	const waiting: (() => void)[] = [];
	return {fake, said, exits, waiting, exitWith: guardProcess(fake, act => void waiting.push(act))};
}

const systemError = (code: string) => Object.assign(new Error(`write ${code}`), {code});

test.each(['ENOSPC', 'EIO', 'EBADF'])('output that is lost (%s) is one sentence and exit code 1, whenever it is noticed', code => {
	for (const isEarly of [true, false]) {
		const {fake, said, exitWith} = fakeProcess();
		if (!isEarly) exitWith(0);
		fake.stdout.emit('error', systemError(code));
		fake.stdout.emit('error', systemError(code));
		if (isEarly) exitWith(0);
		expect(said).toEqual([expect.stringMatching(/^What should have been printed is lost, because .*\n$/)]);
		expect(fake.exitCode).toBe(1);
	}
});

test('a terminal that takes nothing more does not keep the process from ending with its exit code', () => {
	const {fake, exits, waiting, exitWith} = fakeProcess();
	exitWith(5);
	Object.assign(fake.stdout, {isTTY: true});
	exitWith(5);
	expect(waiting).toEqual([]);
	Object.assign(fake.stdout, {writableLength: 1});
	exitWith(5);
	expect(exits).toEqual([]);
	for (const act of waiting) act();
	expect(exits).toEqual([5]);
});

test('a reader that went away is no error', () => {
	const {fake, said, exitWith} = fakeProcess();
	fake.stdout.emit('error', systemError('EPIPE'));
	exitWith(5);
	expect([said, fake.exitCode]).toEqual([[], 5]);
});

test.each(['uncaughtException', 'unhandledRejection'])('%s is one sentence and exit code 1, and no lock is left', event => {
	const {fake, said, exits} = fakeProcess();
	const path = join(temporaryHome(), 'x.jsonl');
	lockJournal(path, hostClock);
	expect(existsSync(`${path}.lock`)).toBe(true);
	fake.emit(event, new Error('it breaks'));
	expect(existsSync(`${path}.lock`)).toBe(false);
	expect([said, exits]).toEqual([[expect.stringMatching(/^Something went wrong in Switchback itself: it breaks\..*\n$/)], [1]]);
});
