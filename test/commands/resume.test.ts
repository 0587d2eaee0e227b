/** Going on with a session that was left: when the disk, the output or the recording itself are not what they should be. */
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {openDesk} from '../../src/commands/desk.js';
import {drillReport} from '../../src/commands/drill-report.js';
import {linkInProcess} from '../../src/commands/link-in-process.js';
import {playAlone} from '../../src/commands/play.js';
import {playLinear} from '../../src/commands/play-linear.js';
import {type PlayedSession, resumeSession} from '../../src/commands/played-session.js';
import {exitCodes} from '../../src/commands/usage-problem.js';
import type {Header} from '../../src/machines/journal/journal-entry.js';
import type {Json, JsonObject} from '../../src/machines/json.js';
import {createJournal} from '../../src/storage/journal.js';
import {createLineInput} from '../../src/ui/linear/line-input.js';
import {createPrinter} from '../../src/ui/linear/printer.js';
import {newHeader} from '../playing/play.js';
import {faultyDisk, handLater} from '../storage/faulty-disk.js';
import {diskError, diskWith} from '../storage/journal-samples.js';
import {fakeStreams, runCommand, temporaryHome} from './fake-streams.js';

/** A drill that was cut off after so many entries. */
async function cutOff(home: string, entries = 200): Promise<string> {
	const {stdout} = await runCommand(['drill', 'site-dark', '--headless', '--json'], home);
	const {recording} = JSON.parse(stdout) as {recording: string};
	writeFileSync(recording, `${readFileSync(recording, 'utf8').split('\n').slice(0, entries).join('\n')}\n`);
	return recording;
}

const fullDisk = {
	disk: diskWith({
		write: () => {
			throw diskError('ENOSPC');
		},
	}),
};

const contoso = newHeader().topology as JsonObject;
const pacing = {speed: 'max', isPerson: false} as const;

test('on a full disk it says so and ends, and the session is free for the next one', async () => {
	const home = temporaryHome();
	const recording = await cutOff(home);
	const {streams, listening} = fakeStreams(home);
	const session = resumeSession(recording, pacing, fullDisk);
	expect(existsSync(`${recording}.lock`)).toBe(true);
	const result = await playAlone(openDesk(streams), session, 'max', undefined);
	expect(result).toMatchObject({exitCode: exitCodes.failed, said: {id: 'storage.lost', args: {code: 'ENOSPC', change: 'no'}}});
	expect(existsSync(`${recording}.lock`)).toBe(false);
	expect(listening()).toBe(0);
});

/** A person at the linear console, on a disk that is full until it is mended. */
async function personOnFullDisk(code = 'ENOSPC') {
	const home = temporaryHome();
	const recording = await cutOff(home);
	const {streams, stdin, stdout, said, shows} = fakeStreams(home);
	const faulty = faultyDisk('write', 1, code);
	const alarm = handLater();
	const session = resumeSession(recording, {speed: 'max', isPerson: true}, {disk: faulty.disk, later: alarm.later});
	const terminal = {input: createLineInput(stdin), printer: createPrinter(stdout, () => 1_000)};
	const played = playLinear(openDesk(streams), linkInProcess(session, false), 'max', terminal).finally(() => terminal.input.close());
	return {recording, played, shows, type: (words: string) => stdin.write(words), said, session, ...faulty, ...alarm};
}

test('a person on a full disk is told what is wrong and what to do, and what is lost when they leave all the same', async () => {
	const {recording, played, shows, type, said} = await personOnFullDisk();
	await shows('NOT ON DISK since');
	await shows('REHEARSAL 1-');
	type('q\n');
	await shows('What is not on disk by then is lost');
	type('y\n');
	expect(await played).toMatchObject({exitCode: exitCodes.failed, said: {id: 'storage.lost'}});
	expect(said.stdout.replace(/\s+/g, ' ')).toContain('because the disk is full. No change is started meanwhile. Free space in');
	expect(existsSync(`${recording}.lock`)).toBe(false);
});

test('a person on a disk that is mended goes on: all is in the journal, and nothing is lost', async () => {
	const {recording, played, shows, type, mend, ring, session} = await personOnFullDisk();
	await shows('NOT ON DISK since');
	await shows('REHEARSAL 1-');
	mend();
	ring();
	await shows('Changes can be started again.');
	const count = session.playing.engine.entries.length;
	type('q\n');
	await shows('Leave this console?');
	type('y\n');
	expect(await played).toMatchObject({exitCode: exitCodes.ended, said: {id: 'linear.left'}});
	expect(readFileSync(recording, 'utf8').trimEnd().split('\n').length).toBeGreaterThanOrEqual(count);
});

test.each(['by the scripted operator', 'by hand'])(
	'a console that breaks, played %s, keeps neither the lock nor the signals',
	async how => {
		const home = temporaryHome();
		const recording = await cutOff(home);
		const {streams, stdin, stdout, listening} = fakeStreams(home);
		const session = resumeSession(recording, pacing);
		const breaks = () => {
			throw new Error('it breaks');
		};
		const broken: PlayedSession = {...session, playing: {...session.playing, engine: {...session.playing.engine, follow: breaks}}};
		const terminal = {input: createLineInput(stdin), printer: createPrinter(stdout, () => 80)};
		const desk = openDesk(streams);
		const played =
			how === 'by hand' ? playLinear(desk, linkInProcess(broken, false), 'max', terminal) : playAlone(desk, broken, 'max', undefined);
		await expect(played).rejects.toThrow('it breaks');
		terminal.input.close();
		expect(existsSync(`${recording}.lock`)).toBe(false);
		expect(listening()).toBe(0);
	},
);

test('a drill whose reader went away is left open, and says so by its exit code', async () => {
	const home = temporaryHome();
	const recording = await cutOff(home, 60);
	const {streams, stdout} = fakeStreams(home);
	const session = resumeSession(recording, pacing);
	const printer = createPrinter(stdout, () => 80);
	stdout.on('error', () => {});
	stdout.destroy(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
	expect(await playAlone(openDesk(streams), session, 'max', printer)).toEqual({exitCode: exitCodes.ended});
	expect(existsSync(`${recording}.lock`)).toBe(false);
});

test('a session that another process plays is not called closed: it is said who has it', async () => {
	const home = temporaryHome();
	const recording = await cutOff(home, 60);
	const session = resumeSession(recording, pacing);
	const {exitCode, stderr} = await runCommand(['resume'], home);
	session.close();
	expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`Process ${process.pid} has been writing ${recording}`)]);
});

test('the report of a drill whose journal cannot be written says why', async () => {
	const home = temporaryHome();
	const {streams} = fakeStreams(home);
	const desk = openDesk(streams);
	const session = resumeSession(await cutOff(home), pacing, fullDisk);
	const report = drillReport(session, await playAlone(desk, session, 'max', undefined), [], desk.render);
	expect(report).toMatchObject({outcome: 'failed', sealed: false, why: expect.stringContaining('because the disk is full')});
});

/** A header whose scenario differs so. */
function rehearsing(other: Readonly<Record<string, Json>>): Partial<Header> {
	const {rehearsal} = newHeader();
	return {rehearsal: {seed: 1, scenario: {...(rehearsal?.scenario as {readonly [key: string]: Json}), ...other}}};
}

test.each<readonly [string, Partial<Header>]>([
	['no topology', {topology: null}],
	['a topology of another shape', {topology: {pools: 'all of them'}}],
	['a topology without its pools', {topology: {...contoso, pools: []}}],
	['sites that are no list', {topology: {...contoso, sites: 7}}],
	['a pool that the topology does not have', {pool: 'pool9.contoso.com'}],
	['a time zone that is none', {timeZone: 'Mars/Olympus'}],
	['a start at no time', {startedAt: 'yesterday'}],
	['a start beyond every calendar', {startedAt: '+275760-09-13T00:00:00Z'}],
	['no scenario', {rehearsal: {scenario: null, seed: 1}}],
	['a scenario of another shape', {rehearsal: {scenario: {faults: 1}, seed: 1}}],
	['a fault that this version does not know', rehearsing({faults: [{fault: 'flood', role: 'hitPool', atMs: 0}]})],
	['a fault of nobody', rehearsing({faults: [{fault: 'losesSecondHop', role: 'the other pool', atMs: 0}]})],
	['a fault at no time', rehearsing({faults: [{fault: 'off', role: 'hitPool', atMs: 'soon'}]})],
	['something given that this version does not know', rehearsing({given: [{given: 'moonlight'}]})],
	['a seed that is none', {rehearsal: {...newHeader().rehearsal, seed: 0.5} as NonNullable<Header['rehearsal']>}],
	['a stand-in farm whose time stands still', {standIn: {...newHeader().rehearsal, speed: 0} as NonNullable<Header['standIn']>}],
	['a stand-in farm whose time goes back', {standIn: {...newHeader().rehearsal, speed: -60} as NonNullable<Header['standIn']>}],
])('a recording with %s is refused in a sentence, with its place, and nothing is changed', (_, wrong) => {
	const home = temporaryHome();
	const journal = createJournal({directory: home, header: {...newHeader(), ...wrong}});
	if ('problem' in journal) throw new Error(JSON.stringify(journal.problem));
	journal.close();
	const before = readFileSync(journal.path, 'utf8');
	expect(() => resumeSession(journal.path, pacing)).toThrow(
		expect.objectContaining({exitCode: 2, problem: expect.objectContaining({id: 'storage.wrongField'})}),
	);
	expect(readFileSync(journal.path, 'utf8')).toBe(before);
	expect(existsSync(`${journal.path}.lock`)).toBe(false);
});
