/** Before a live session begins, and what its world is: with hosts that only pretend to be PowerShell, and nothing of a network. */
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {localTransport} from '../../src/adapters/powershell/local-transport.js';
import type {Door} from '../../src/commands/live/look-up.js';
import {lookUp} from '../../src/commands/live/look-up.js';
import {realFarm} from '../../src/commands/live/real-farm.js';
import {run} from '../../src/commands/program.js';
import {thisComputer} from '../../src/commands/this-computer.js';
import type {Ask, AskEnd} from '../../src/machines/ask.js';
import {change, read} from '../../src/machines/cmdlet.js';
import type {Message} from '../../src/machines/message.js';
import {tcp} from '../../src/machines/probe.js';
import {readRecording} from '../../src/storage/recording.js';
import {loadDeployment, newHeader} from '../playing/play.js';
import {newDirectory, pretendedHost} from '../playing/play-live.js';
import {fakeStreams, temporaryHome} from './fake-streams.js';

const contoso = loadDeployment();
const pool = contoso.cms.active;

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
	await expect(lookUp(contoso, pool, door, message => told.push(message))).rejects.toMatchObject({
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

test('where everything is there, a Front End of the partner is named, and no other pool is asked', async () => {
	const told: Message[] = [];
	const door = doorOf(pretendedHost);
	await lookUp(contoso, pool, door, message => told.push(message));
	expect(told.map(({id}) => id)).toEqual(['live.opened']);
	expect(door.opened.every(computer => computer.startsWith('fe2'))).toBe(true);
});

test('where PowerShell opens nowhere, each computer says why, and nothing begins', async () => {
	const told: Message[] = [];
	await expect(lookUp(contoso, pool, doorOf('/nowhere/pwsh'), message => told.push(message))).rejects.toMatchObject({
		exitCode: 3,
		problem: {id: 'live.noHost'},
	});
	expect(told.length).toBe(12);
	expect(JSON.stringify(told[0])).toContain('PowerShell was not found');
});

/** The world of a live session, and what it is asked. */
function farm() {
	const door = doorOf(pretendedHost);
	const directory = newDirectory();
	const {backend, close} = realFarm({...door, executable: '', recordings: directory, environment: {}})({
		header: {...newHeader(), world: 'live'},
		record: [],
		now: () => 0,
		after: () => () => {},
		told: () => {},
	});
	onTestFinished(() => close(true));
	let calls = 0;
	const ask = (what: Ask) => new Promise<AskEnd>(ended => void backend.ask(`step/call${++calls}`, what, {stream: () => {}, ended}));
	return {ask, backend, opened: door.opened};
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
