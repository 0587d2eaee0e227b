/** Before a live session begins, and what its world is: with hosts that only pretend to be PowerShell, and nothing of a network. */
import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {localTransport} from '../../src/adapters/powershell/local-transport.js';
import {plainRenderer} from '../../src/commands/desk.js';
import type {Door} from '../../src/commands/live/look-up.js';
import {lookUp} from '../../src/commands/live/look-up.js';
import {realFarm} from '../../src/commands/live/real-farm.js';
import {run} from '../../src/commands/program.js';
import {thisComputer} from '../../src/commands/this-computer.js';
import type {Ask, AskEnd} from '../../src/machines/ask.js';
import {change, read} from '../../src/machines/cmdlet.js';
import {mayRun} from '../../src/machines/live/may-run.js';
import type {Message} from '../../src/machines/message.js';
import {tcp} from '../../src/machines/probe.js';
import {readRecording} from '../../src/storage/recording.js';
import {loadDeployment, newHeader} from '../playing/play.js';
import {newDirectory, pretendedHost} from '../playing/play-live.js';
import {fakeStreams, temporaryHome} from './fake-streams.js';

const contoso = loadDeployment();
const wanted = {deployment: contoso, pool: contoso.cms.active, ...mayRun('poolFailover')};

/** Hosts of this computer, one for each computer of the farm; which were started. */
function doorOf(program: string, environment: Record<string, string> = {}): Door & {readonly opened: string[]} {
	const directory = newDirectory();
	const opened: string[] = [];
	return {
		opened,
		transportTo(computer) {
			const address = join(directory, `host${opened.push(computer)}`);
			return localTransport({program: [program], place: () => ({address, release: () => {}}), environment});
		},
		moduleOf: version => ({module: version < 7 ? 'Lync' : 'SkypeForBusiness', load: 'Lync'}),
	};
}

test('what is missing in the module is listed with what it would have broken, and nothing begins', async () => {
	const told: Message[] = [];
	const door = doorOf(pretendedHost, {SWITCHBACK_TEST_LACKS: 'Invoke-CsPoolFailOver'});
	await expect(lookUp(wanted, door, {told: message => told.push(message)})).rejects.toMatchObject({
		exitCode: 3,
		problem: {id: 'live.lacks', args: {count: 1}},
	});
	expect(told).toContainEqual(
		expect.objectContaining({id: 'capability.noCmdlet', args: expect.objectContaining({cmdlet: 'Invoke-CsPoolFailOver'})}),
	);
	expect(told).toContainEqual(
		expect.objectContaining({id: 'capability.breaks', args: {procedure: 'poolFailover', state: 'failingOverUsers'}}),
	);
});

test('what only other procedures need is said, and keeps nobody from beginning; what none of these asks is not looked up', async () => {
	const told: Message[] = [];
	const lacks = {SWITCHBACK_TEST_LACKS: 'Debug-CsInterPoolReplication,Import-CsConfiguration'};
	await lookUp(wanted, doorOf(pretendedHost, lacks), {told: message => told.push(message)});
	expect(told.map(plainRenderer())).toEqual([
		expect.stringContaining('PowerShell is being opened'),
		'Debug-CsInterPoolReplication is not there.',
		'Planned failover: the compare of the pools.',
		'Swap: the compare of the pools.',
		expect.stringContaining('1 thing that stands above is not needed for what is begun here'),
		expect.stringContaining('PowerShell opens'),
	]);
	const planned = {...wanted, ...mayRun('plannedFailover')};
	const refused = lookUp(planned, doorOf(pretendedHost, lacks), {told: () => {}});
	await expect(refused).rejects.toMatchObject({problem: {id: 'live.lacks', args: {count: 1}}});
});

test('of a whole site its parts and both ways back are needed; of a look nothing but the walk', () => {
	expect(mayRun('siteFailover').needed).toEqual(expect.arrayContaining(['poolFailover', 'xmppFailover', 'poolFailback', 'edgeFailback']));
	expect(mayRun('storeRepair', true)).toEqual({needed: ['storeRepair'], offered: []});
});

test('where everything is there, a Front End of the partner is named, and no other pool is asked', async () => {
	const told: Message[] = [];
	const door = doorOf(pretendedHost);
	await lookUp(wanted, door, {told: message => told.push(message)});
	expect(told.map(({id}) => id)).toEqual(['live.opening', 'live.opened']);
	expect(door.opened.every(computer => computer.startsWith('fe2'))).toBe(true);
});

test('a group that the logon does not carry is named before the first step, with what it would break, and keeps nobody from beginning', async () => {
	const told: Message[] = [];
	const groups = {SWITCHBACK_TEST_GROUPS: 'RTCUniversalUserAdmins,CsAdministrator'};
	await lookUp(wanted, doorOf(pretendedHost, groups), {told: message => told.push(message)});
	const [, warning, ...steps] = told.map(plainRenderer());
	expect(warning).toMatch(/^The logon of CONTOSO\\adm on fe2\d\.contoso\.com has no group RTCUniversalServerAdmins/);
	expect(warning).toContain('Invoke-CsPoolFailOver');
	// Its group may look at these.
	expect(warning).not.toContain('Get-CsTopology');
	expect(steps).toContain('Failover: the failover of users.');
	expect(told.at(-1)?.id).toBe('live.opened');
});

test('a logon that carries the group of server administrators, in whatever case, is not warned of', async () => {
	const told: Message[] = [];
	await lookUp(wanted, doorOf(pretendedHost, {SWITCHBACK_TEST_GROUPS: 'rtcuniversalserveradmins'}), {told: message => told.push(message)});
	expect(told.map(({id}) => id)).toEqual(['live.opening', 'live.opened']);
});

test('where PowerShell opens nowhere, each computer says why, and nothing begins', async () => {
	const told: Message[] = [];
	await expect(lookUp(wanted, doorOf('/nowhere/pwsh'), {told: message => told.push(message)})).rejects.toMatchObject({
		exitCode: 3,
		problem: {id: 'live.noHost'},
	});
	expect(told.filter(({id}) => id === 'log.notOpened').length).toBe(12);
	const sentences = told.map(plainRenderer());
	expect(sentences[1]).toBe('fe21.contoso.com: PowerShell was not found. /nowhere/pwsh cannot be started. Nothing was sent to it.');
	expect(sentences[0]).toBe(
		'PowerShell is being opened on fe21.contoso.com and fe22.contoso.com, to see what is installed there. It is waited for 3 min at most.',
	);
});

test('where it opens nowhere and a person is there, that is said, and it goes on by hand', async () => {
	const told: Message[] = [];
	await lookUp({...wanted, mayBeByHand: true}, doorOf('/nowhere/pwsh'), {told: message => told.push(message)});
	expect(told.filter(({id}) => id === 'log.notOpened').length).toBe(12);
	expect(told.at(-1)).toEqual(expect.objectContaining({id: 'live.allByHand', args: {pools: ['pool2.contoso.com', 'pool1.contoso.com']}}));
});

/** A PowerShell that starts, and then says nothing for ever. */
function silentPowerShell(): string {
	const path = join(newDirectory(), 'pwsh');
	writeFileSync(path, '#!/bin/sh\nexec sleep 600\n', {mode: 0o755});
	return path;
}

test('hosts that never answer can be left, and nothing else is opened then', async () => {
	const door = doorOf(silentPowerShell());
	const leaving = new AbortController();
	const told: Message[] = [];
	const looking = lookUp(wanted, door, {told: message => told.push(message), left: leaving.signal});
	leaving.abort();
	await expect(looking).rejects.toMatchObject({exitCode: 5, problem: {id: 'cli.leftWaiting'}});
	expect(door.opened.length).toBe(2);
	expect(told.map(({id}) => id)).toEqual(['live.opening']);
});

test.each([
	['on the full screen, q', ['--ascii'], 'q'],
	['on the full screen, Ctrl-C', ['--ascii'], '\x03'],
	['on lines, Ctrl-C', ['--linear'], undefined],
] as const)('while a PowerShell never answers, it is said what is waited for and how long; %s leaves', async (_, words, key) => {
	const home = temporaryHome();
	const {streams, said, shows, stdin, send} = fakeStreams(home, {isTTY: true});
	const environment = {...streams.environment, TERM: 'xterm-256color', SWITCHBACK_PWSH: silentPowerShell()};
	const running = run(['run', 'a', '--stand-in-farm', ...words], {...streams, environment});
	if (key === undefined) {
		await vi.waitFor(() => expect(said.stderr).toContain('It is waited for 2 min at most.'));
		send('SIGINT');
	} else {
		await shows('Asking');
		stdin.write(key);
	}
	expect(await running).toBe(5);
	expect(said.stderr).toContain('Nothing was begun, and nothing changed.');
	expect(readdirSync(home, {recursive: true}).filter(name => String(name).endsWith('.jsonl'))).toEqual([]);
});

/** The world of a live session, and what it is asked. */
function farm(program = pretendedHost, now = () => 0) {
	const door = doorOf(program);
	const directory = newDirectory();
	const {backend, heard, close} = realFarm({...door, executable: '', recordings: directory, environment: {}})({
		header: {...newHeader(), world: 'live'},
		record: [],
		now,
		after: () => () => {},
		told: () => {},
	});
	onTestFinished(() => close(true));
	let calls = 0;
	const ask = (what: Ask) => new Promise<AskEnd>(ended => void backend.ask(`step/call${++calls}`, what, {stream: () => {}, ended}));
	return {ask, backend, heard, opened: door.opened};
}

test('what another computer is to ask is not asked, and says so; what this one is to ask, it asks', async () => {
	const {ask} = farm();
	expect(await ask(tcp('127.0.0.1', 1, 'fe21.contoso.com'))).toEqual({ok: true, output: 'notAsked'});
	expect(await ask(tcp('127.0.0.1', 1, thisComputer()))).toEqual({ok: true, output: 'closed'});
});

test('one PowerShell serves a computer, until the store has moved: then there is a new one', async () => {
	const {ask, opened} = farm();
	await ask(read('fe21.contoso.com', 'Get-CsSite'));
	await ask(read('fe21.contoso.com', 'Get-CsTopology'));
	expect(opened).toEqual(['fe21.contoso.com']);
	await ask(change('fe21.contoso.com', 'Invoke-CsManagementServerFailover', {}, 1_000));
	await ask(read('fe21.contoso.com', 'Get-CsSite'));
	expect(opened).toEqual(['fe21.contoso.com', 'fe21.contoso.com']);
});

test('so there is after a move that was done by hand, or outside; what is under way then comes to its end first', async () => {
	const {ask, heard, opened} = farm();
	const fe21 = 'fe21.contoso.com';
	let seq = 0;
	const step = {step: 'storeMove/cmsFailover/movingCms', attempt: 1} as const;
	await ask(read(fe21, 'Get-CsSite'));
	heard?.({seq: ++seq, at: 0, kind: 'stepMoved', ...step, to: 'byHand'});
	await ask(read(fe21, 'Get-CsSite'));
	expect(opened.length).toBe(1);
	heard?.({seq: ++seq, at: 0, kind: 'stepMoved', ...step, to: 'verifying'});
	const underWay = ask(read(fe21, 'Get-CsSite'));
	expect(opened.length).toBe(2);
	const what = {sighted: 'cms/pool', was: 'pool1.contoso.com', is: 'pool2.contoso.com'};
	heard?.({seq: ++seq, at: 0, kind: 'outside', id: 'poller/outside1', what, by: 'poller/store/call1'});
	// Its cmdlet is answered by nobody here, and its host is not let go of.
	expect(await underWay).toMatchObject({errorId: 'SimulatorNotReached,Get-CsSite'});
	await ask(read(fe21, 'Get-CsSite'));
	expect(opened.length).toBe(3);
});

test('where none opens, it is tried again after a minute, or when somebody asks for it, and not by each look', async () => {
	let time = 0;
	const {backend, heard, opened} = farm('/nowhere/pwsh', () => time);
	const calls = [read('fe21.contoso.com', 'Get-CsSite')];
	const placed = () => new Promise(resolve => backend.place?.('fe21.contoso.com', calls, resolve));
	expect(await placed()).not.toHaveProperty('computer');
	expect(opened.length).toBe(6);
	time = 59_000;
	await placed();
	expect(opened.length).toBe(6);
	time = 61_000;
	await placed();
	expect(opened.length).toBe(12);
	heard?.({seq: 9, at: time, kind: 'decision', question: 's/question1', step: 's', by: 'me', choice: 'retry', fields: {}});
	await placed();
	expect(opened.length).toBe(18);
});

test('a cmdlet that no procedure uses is not sent, and nothing can be done by hand through it', async () => {
	const {ask, backend, opened} = farm();
	expect(await ask(change('fe21.contoso.com', 'Remove-CsUser', {}, 1_000))).toMatchObject({ok: false, errorId: 'NotAllowed,Switchback'});
	expect(opened).toEqual([]);
	expect(backend.act).toBeUndefined();
});

test('looked at only, the stand-in farm is asked everything and changed in nothing, and what would run is said', async () => {
	const {streams, said} = fakeStreams(temporaryHome());
	const environment = {...streams.environment, SWITCHBACK_PWSH: pretendedHost};
	await run(['run', 'a', '--stand-in-farm', '--speed', '60', '--read-only', '--json'], {...streams, environment});
	const report = JSON.parse(said.stdout) as {recording: string; steps: {wouldRun: {line: string}[]}[]};
	expect(report.steps.flatMap(({wouldRun}) => wouldRun.map(({line}) => line.split(' ')[0]))).toContain('Invoke-CsManagementServerFailover');
	const recording = readRecording(report.recording);
	if ('problem' in recording) throw new Error(recording.problem.id);
	const asked = recording.entries.flatMap(entry => (entry.kind === 'callBegan' && 'name' in entry.what ? [entry.what] : []));
	expect(asked.length).toBeGreaterThan(3);
	expect(asked.filter(({changesState}) => changesState)).toEqual([]);
	expect(recording.header).toMatchObject({world: 'live', standIn: {seed: 1, speed: 60}});
});

test('without a PowerShell there is no way to the stand-in farm, and it is said which was looked for', async () => {
	const {streams, said} = fakeStreams(temporaryHome());
	const environment = {...streams.environment, SWITCHBACK_PWSH: '/nowhere/pwsh'};
	const exitCode = await run(['run', 'a', '--stand-in-farm', '--headless'], {...streams, environment});
	expect([exitCode, said.stdout]).toEqual([3, '']);
	expect(said.stderr).toContain('/nowhere/pwsh');
});

test('a session against the stand-in farm that was left is gone on with, by its own farm told anew where that is gone', async () => {
	const home = temporaryHome();
	const played = fakeStreams(home);
	const environment = {...played.streams.environment, SWITCHBACK_PWSH: pretendedHost};
	const leaving = run(['run', 'a', '--stand-in-farm', '--speed', '60', '--headless'], {...played.streams, environment});
	await played.shows('Tell whether pool1 is dead');
	played.send('SIGTERM');
	expect(await leaving).toBe(5);
	const again = fakeStreams(home);
	const resuming = run(['resume', '--headless'], {...again.streams, environment});
	await again.shows('Gone on after');
	await again.shows('Find the Central Management store');
	again.send('SIGTERM');
	expect(await resuming).toBe(5);
	expect(again.said.stdout).toContain('LIVE (STAND-IN)');
});
