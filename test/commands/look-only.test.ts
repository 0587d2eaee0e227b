import {readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {openDesk} from '../../src/commands/desk.js';
import {homeKnown} from '../../src/commands/home-known.js';
import {run} from '../../src/commands/program.js';
import {loadDeployment} from '../playing/play.js';
import {fakeStreams, runCommand, temporaryHome} from './fake-streams.js';

const look = ['drill', 'site-dark', '--read-only'] as const;
const fixture = (name: string) => new URL(`../fixtures/deployments/${name}.json`, import.meta.url).pathname;

test('it says of each step what was found, with its evidence, and of what must not be tried the way on', async () => {
	const {exitCode, stdout, stderr} = await runCommand(look);
	expect([exitCode, stderr]).toEqual([0, '']);
	expect(stdout).toMatch(/^REHEARSAL {2}LOOK ONLY: /);
	expect(stdout).toContain(' 1  ASKS YOU  Decide on the failover of pool1\n');
	expect(stdout).toContain(' 5  DOES NOT HOLD  Move the Central Management store to pool2\n');
	expect(stdout).toContain(' 6  CANNOT TELL  ');
	expect(stdout).toContain(' 8  WAITS  Fail over the users of pool1\n');
	expect(stdout).toContain('    Way on: Repair the Central Management store');
	expect(stdout).toContain('Earlier steps are there for that');
	expect(stdout).toContain('10  BY HAND  ');
	expect(stdout).toContain('    HOLDS  Check that pool1 has a living partner\n    ok  6 of 6 Front Ends of pool2 answer.');
	expect(stdout).toContain('Invoke-CsManagementServerFailover -BackupSqlServerFqdn sqlbe21.contoso.com');
});

test('as JSON it is one value with every step, and what the procedure does not come to', async () => {
	const {exitCode, stdout} = await runCommand([...look, '--procedure', 'c', '--json']);
	const report = JSON.parse(stdout);
	expect(report).toMatchObject({outcome: 'refused', procedure: 'poolFailback', scenario: 'site-dark', why: expect.any(String)});
	expect(report.steps[0]).toMatchObject({found: 'blocked', remedy: expect.any(String), evidence: expect.any(Array), wouldRun: []});
	expect(report.notCome.map(({id}: {id: string}) => id)).toContain('poolFailback/askingAboutCms');
	expect(exitCode).toBe(3);
});

test('a pool without a pair blocks: it is said with its remedy, and ends with 3', async () => {
	const {exitCode, stdout} = await runCommand([...look, '--deployment', fixture('unpaired')]);
	expect(exitCode).toBe(3);
	expect(stdout).toMatch(/BLOCKED {2}Check that \w+ has a living partner/);
	expect(stdout).toContain('Way on: ');
});

test.each([
	[['drill', '--procedure', 'poolFailover'], '--procedure belongs to --read-only'],
	[[...look, '--procedure', 'x'], 'Use one of poolFailover'],
])('%j is a sentence on stderr', async (words, sentence) => {
	expect(await runCommand(words)).toMatchObject({exitCode: 2, stdout: '', stderr: expect.stringContaining(sentence)});
});

test('its recording is sealed and unbroken, shows again, and cannot be gone on with', async () => {
	const home = temporaryHome();
	const {recording} = JSON.parse((await runCommand([...look, '--json'], home)).stdout);
	expect(await runCommand(['verify', recording], home)).toMatchObject({exitCode: 0, stdout: expect.stringContaining('sealed')});
	const {stdout} = await runCommand(['replay', recording, '--print'], home);
	expect(stdout).toContain('It only looked. Nothing blocks');
	expect(stdout).toMatch(/8 Fail over the users of pool1.*waits/);
	expect(await runCommand(['resume', recording], home)).toMatchObject({exitCode: 2, stderr: expect.stringContaining('is sealed')});
});

test('it is no session that is open, nor the last rehearsal, not even when it was cut off', async () => {
	const home = temporaryHome();
	const {recording} = JSON.parse((await runCommand([...look, '--json'], home)).stdout);
	const {streams} = fakeStreams(home);
	const known = () => homeKnown(openDesk(streams), {deployment: loadDeployment()});
	expect(known()).toMatchObject({open: [], recordings: [{path: recording}]});
	expect(known()).not.toHaveProperty('lastRehearsal');
	expect((await runCommand(['sessions'], home)).stdout).toContain('only looked, nothing blocks');
	const lines = readFileSync(recording, 'utf8').split('\n');
	writeFileSync(recording, `${lines.slice(0, 40).join('\n')}\n`);
	expect(known().open).toEqual([]);
	expect(await runCommand(['resume', recording], home)).toMatchObject({exitCode: 2, stderr: expect.stringContaining('only looked')});
	expect(await runCommand(['resume'], home)).toMatchObject({exitCode: 2, stderr: expect.stringContaining('No session is open')});
});

test('a look that is ended by a signal is not said to be one that can be gone on with', async () => {
	const {streams, said} = fakeStreams(temporaryHome());
	// It comes as soon as anybody listens: a look is over soon.
	const onSignal: typeof streams.onSignal = (signal, heard) => {
		if (signal === 'SIGTERM') queueMicrotask(heard);
		return () => {};
	};
	expect(await run(look, {...streams, onSignal})).toBe(5);
	expect(said.stderr).toContain('SIGTERM: it only looked, and changed nothing.');
	expect(said.stderr).not.toContain('resume');
});
