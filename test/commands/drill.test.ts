import {appendFileSync, readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {runCommand, temporaryHome} from './fake-streams.js';

const drillJson = async (home: string) => JSON.parse((await runCommand(['drill', 'site-dark', '--headless', '--json'], home)).stdout);

test('a drill that the scripted operator plays ends well, and its report says how', async () => {
	const home = temporaryHome();
	const {exitCode, stdout, stderr} = await runCommand(['drill', 'site-dark', '--headless', '--speed', 'max', '--json'], home);
	const report = JSON.parse(stdout);
	expect(report).toMatchObject({
		...{outcome: 'done', scenario: 'site-dark', seed: 1, deployment: 'Contoso', pool: 'pool1.contoso.com', debts: []},
		clocks: {decision: expect.any(Number), failover: expect.any(Number), failback: expect.any(Number), verification: expect.any(Number)},
		dataLossMinutes: expect.any(Number),
		steps: expect.arrayContaining([{id: 'choosing', title: 'What now', end: 'done', seconds: 5}]),
		...{defaults: expect.any(Array), warnings: [], session: expect.any(String)},
	});
	expect([exitCode, stderr]).toEqual([0, '']);

	const verified = await runCommand(['verify', report.recording, '--json'], home);
	expect(JSON.parse(verified.stdout)).toMatchObject({recording: report.recording, unbroken: true, sealed: true});
	expect(verified.exitCode).toBe(0);
	const [session] = JSON.parse((await runCommand(['sessions', '--json'], home)).stdout);
	expect(session).toMatchObject({session: report.session, outcome: 'done', state: 'done'});
});

test('as text it is told in lines that fit, and nothing steers the terminal', async () => {
	const {exitCode, stdout} = await runCommand(['drill', '--headless']);
	expect(exitCode).toBe(0);
	expect(stdout).toMatch(/^REHEARSAL {2}/);
	expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
	const tooWide = stdout.split('\n').filter(line => line.length > 80 && !/^(?:\w+-Cs\w+ -|\s*\/)/.test(line));
	expect(tooWide).toEqual([]);
	expect(stdout).toContain('Invoke-CsPoolFailOver -PoolFqdn pool1.contoso.com -DisasterMode -Confirm:$false -Verbose');
	expect(stdout).toContain('The session is closed: DONE.');
});

test('a recording that was changed is broken from there on', async () => {
	const home = temporaryHome();
	const {recording} = await drillJson(home);
	const lines = readFileSync(recording, 'utf8').split('\n');
	lines[4] = lines[4]?.replace('"seq":5', '"seq": 5') ?? '';
	writeFileSync(recording, lines.join('\n'));
	const {exitCode, stdout} = await runCommand(['verify', recording], home);
	expect(stdout).toContain('BROKEN at line 5, after 4 whole entries');
	expect(exitCode).toBe(1);
});

test('a file that is no recording is a sentence on stderr', async () => {
	const home = temporaryHome();
	const path = `${home}/x.jsonl`;
	appendFileSync(path, 'hello\n');
	expect(await runCommand(['verify', path], home)).toMatchObject({
		exitCode: 2,
		stdout: '',
		stderr: expect.stringContaining('not a recording'),
	});
});

test('a drill whose session was cut off is resumed to its end', async () => {
	const home = temporaryHome();
	const {recording} = await drillJson(home);
	const lines = readFileSync(recording, 'utf8').split('\n');
	writeFileSync(recording, `${lines.slice(0, 200).join('\n')}\n{"seq":`);
	const {exitCode, stdout} = await runCommand(['resume'], home);
	expect(stdout).toContain('Gone on after 200 entries');
	expect(exitCode).toBe(0);
	expect((await runCommand(['verify', recording], home)).stdout).toContain('sealed');
});
