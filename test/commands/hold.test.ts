/** Who rehearses keeps others off the same deployment for as long as the session's engine runs, and no longer. */
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {run} from '../../src/commands/program.js';
import {pretendedHost} from '../playing/play-live.js';
import {fakeStreams, runCommand, temporaryHome} from './fake-streams.js';

type Played = {readonly leave: () => Promise<number>; readonly shown: () => string};

/** A person at the linear console, who leaves when asked to. */
async function play(home: string, words: readonly string[], environment = {}): Promise<Played> {
	const {streams, stdin, shows, said} = fakeStreams(home, {isTTY: true});
	const ended = run([...words, '--linear'], {...streams, environment: {...streams.environment, ...environment}});
	await shows(words.includes('--stand-in-farm') ? 'What is to be done next' : 'REHEARSAL 1-');
	return {
		shown: () => said.stdout,
		async leave() {
			stdin.write('q\n');
			await shows('y/n>');
			stdin.write('y\n');
			return ended;
		},
	};
}

/** As a person; it is refused before anything is shown. */
async function refused(home: string, words: readonly string[], environment = {}) {
	const {streams, said} = fakeStreams(home, {isTTY: true});
	const exitCode = await run([...words, '--linear'], {...streams, environment: {...streams.environment, ...environment}});
	return {exitCode, ...said};
}

const locksIn = (home: string) => readdirSync(join(home, 'locks'));
const recordingsIn = (home: string) => readdirSync(join(home, 'recordings')).filter(name => name.endsWith('.jsonl'));

/** The lock of the session that is played is made one that a dead process left. */
function leaveDead(home: string) {
	const path = join(home, 'locks', locksIn(home)[0] ?? '');
	const holder = JSON.parse(readFileSync(path, 'utf8'));
	return () => writeFileSync(path, JSON.stringify({...holder, pid: spawnSync(process.execPath, ['-e', '']).pid, startedAt: 'before/1'}));
}

test('a second person is told who rehearses, and nothing is recorded of them', async () => {
	const home = temporaryHome();
	const first = await play(home, ['drill']);
	const {exitCode, stdout, stderr} = await refused(home, ['drill']);
	expect([exitCode, stdout]).toEqual([3, '']);
	expect(stderr).toMatch(
		/^Session \w{8} works on Contoso: .*“switchback resume \w{8}” goes on with it, “switchback observe \w{8}” watches it\./,
	);
	expect(stderr).toContain('Sessions of other hosts and accounts are not seen from here.');
	expect(recordingsIn(home)).toHaveLength(1);
	expect(await first.leave()).toBe(5);
	expect(locksIn(home)).toEqual([]);
	await (await play(home, ['drill'])).leave();
});

test('a scripted drill keeps nobody off, and nobody keeps it off', async () => {
	const home = temporaryHome();
	const person = await play(home, ['drill']);
	expect(await runCommand(['drill', '--headless', '--json'], home)).toMatchObject({exitCode: 0});
	await person.leave();
	expect(await runCommand(['drill', '--headless', '--break-lock', 'why not'], home)).toMatchObject({
		exitCode: 2,
		stderr: expect.stringContaining('--break-lock is for a session that a person plays'),
	});
});

test('the lock of a dead engine is broken with a reason, which stands in the journal; the session itself needs none', async () => {
	const home = temporaryHome();
	const first = await play(home, ['drill']);
	const die = leaveDead(home);
	await first.leave();
	die();
	expect(await refused(home, ['drill'])).toMatchObject({exitCode: 3, stderr: expect.stringContaining('Its process is gone')});
	expect(await refused(home, ['drill', '--break-lock', ' '])).toMatchObject({
		exitCode: 2,
		stderr: expect.stringContaining('--break-lock is empty'),
	});

	await (await play(home, ['resume'])).leave();
	expect(locksIn(home)).toEqual([]);

	die();
	const second = await play(home, ['drill', '--break-lock', 'the host was rebooted']);
	expect(second.shown()).toContain('“the host was rebooted”');
	await second.leave();
	const journals = recordingsIn(home).map(name => readFileSync(join(home, 'recordings', name), 'utf8'));
	const broken = journals.flatMap(text => text.split('\n').filter(line => line.includes('"lockBroken"')));
	expect(broken.map(line => JSON.parse(line))).toMatchObject([{kind: 'engine', message: {args: {reason: 'the host was rebooted'}}}]);
});

test('to go on with another session than the one that died takes a reason too', async () => {
	const home = temporaryHome();
	const first = await play(home, ['drill']);
	await first.leave();
	const left = recordingsIn(home)[0] ?? '';
	const second = await play(home, ['drill']);
	const die = leaveDead(home);
	await second.leave();
	die();
	const path = join(home, 'recordings', left);
	expect(await refused(home, ['resume', path])).toMatchObject({exitCode: 3});
	const resumed = await play(home, ['resume', path, '--break-lock', 'it had done nothing']);
	expect(await resumed.leave()).toBe(5);
	expect(readFileSync(path, 'utf8')).toContain('it had done nothing');
});

test('who works live on the stand-in farm keeps a second person off, before a PowerShell is opened on it', async () => {
	const home = temporaryHome();
	const environment = {SWITCHBACK_PWSH: pretendedHost};
	const words = ['run', 'a', '--stand-in-farm', '--speed', '60'];
	const first = await play(home, words, environment);
	const {exitCode, stdout, stderr} = await refused(home, words, environment);
	expect([exitCode, stdout]).toEqual([3, '']);
	expect(stderr).toMatch(/^Session \w{8} works on Contoso: .*“switchback observe \w{8}” watches it\./);
	expect(recordingsIn(home)).toHaveLength(1);
	expect(await first.leave()).toBe(5);
	expect(locksIn(home)).toEqual([]);
	await (await play(home, words, environment)).leave();
});
