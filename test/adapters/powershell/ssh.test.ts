/** A host through a real OpenSSH server on loopback. Skipped where there is no server; what runs cmdlets also where there is no PowerShell. */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Patience} from '../../../src/adapters/powershell/patience.js';
import {commandOf, hostTexts, type SshHost, sshTransport, withoutRemarks} from '../../../src/adapters/powershell/ssh-transport.js';
import type {FateEnd} from '../../../src/machines/ask.js';
import {openSshServer, type SshServer, sshd} from './ssh-server.js';
import {computer, hostScript, openWorld, powershell, temporaryFolder, testModule, type World} from './world.js';

const texts = hostTexts(name => readFileSync(hostScript.replace('host.ps1', name), 'utf8'));

const through = (
	{destination, options}: SshServer,
	folder: string,
	more: Partial<SshHost> = {},
	patience: Partial<Patience> = {},
): World => {
	const transport = sshTransport({destination, options, texts, executable: powershell ?? 'pwsh', ...more});
	return openWorld({folder, patience, transportTo: () => transport});
};

/** When it does not run any more. */
async function endedFate({asked}: World, call: string) {
	for (;;) {
		const fate = ((await asked({fateOf: call, runsOn: computer}).end) as FateEnd).output;
		if (fate.fate !== 'running') return fate;
	}
}

test('what is sent as a command is short enough for every system, and no shell sees a sign of its own in it', () => {
	expect(withoutRemarks(texts.relay).length).toBeLessThan(2_048);
	expect(commandOf('powershell', texts.relay).length).toBeLessThan(8_000);
	expect(commandOf('powershell', texts.relay)).toMatch(/^[A-Za-z0-9+/= -]*$/);
});

test('an ssh that is not there is said so', async () => {
	const transport = sshTransport({destination: 'fe01', texts, ssh: '/no/such/ssh'});
	const end = await openWorld({transportTo: () => transport}).change('Set-CsAtOnce').end;
	expect(end).toMatchObject({reason: 'notFound', errorId: 'HostNotFound,Switchback'});
});

describe.skipIf(!sshd)('an OpenSSH server', () => {
	test('whose key is another than before, or not known, is not talked to', async () => {
		const folder = temporaryFolder();
		const server = await openSshServer(folder);
		server.stop();
		server.makeHostKey();
		await server.start();
		const changed = await through(server, folder).change('Set-CsAtOnce').end;
		expect(changed).toMatchObject({reason: 'refused', errorId: 'HostHostKeyChanged,Switchback'});
		writeFileSync(server.knownHosts, '');
		const unknown = await through(server, folder).change('Set-CsAtOnce').end;
		expect(unknown).toMatchObject({reason: 'refused', errorId: 'HostHostKeyUnknown,Switchback'});
	});

	test('that does not let us in, or is gone, was never asked anything', async () => {
		const folder = temporaryFolder();
		const server = await openSshServer(folder);
		writeFileSync(join(folder, 'authorized'), '');
		expect(await through(server, folder).change('Set-CsAtOnce').end).toMatchObject({
			reason: 'refused',
			errorId: 'HostLoginRefused,Switchback',
		});
		server.stop();
		expect(await through(server, folder).change('Set-CsAtOnce').end).toMatchObject({
			reason: 'refused',
			errorId: 'HostUnreachable,Switchback',
		});
	});

	test('on a computer without PowerShell is said so', async () => {
		const folder = temporaryFolder();
		const world = through(await openSshServer(folder), folder, {executable: 'no-such-powershell'});
		expect(await world.change('Set-CsAtOnce').end).toMatchObject({reason: 'notFound', errorId: 'HostNotFound,Switchback'});
	});
});

describe.skipIf(!sshd || !powershell)('a real PowerShell behind an OpenSSH server', () => {
	test('runs cmdlets, and what a cmdlet or its children write or read never comes upon the channel', async () => {
		const folder = temporaryFolder();
		const world = through(await openSshServer(folder), folder);
		const [stray, child, after] = [
			world.read('Get-CsStray'),
			world.read('Get-CsInput', {Program: '/bin/cat'}),
			world.read('Get-CsEcho', {Value: 'a "b" \u2018c\u2019'}),
		];
		expect(await stray.end).toEqual({ok: true, output: 'kept'});
		expect(await child.end).toEqual({ok: true, output: 'the child ended'});
		expect(await after.end).toEqual({ok: true, output: 'a "b" \u2018c\u2019'});
	});

	test('goes on with a change when the link is cut, and its end is found through another one', async () => {
		const folder = temporaryFolder();
		const [mark, go] = [join(folder, 'mark'), join(folder, 'go')];
		const server = await openSshServer(folder);
		const world = through(server, folder);
		const call = world.asked(
			{name: 'Set-CsSlowly', parameters: {Mark: mark, Go: go}, changesState: true, timeoutMs: 60_000, runsOn: computer},
			'c1',
		);
		await call.said('began');
		server.cutLinks();
		expect(await call.end).toMatchObject({reason: 'outcomeUnknown', errorId: 'HostClosed,Switchback'});
		const fate = async () => ((await world.asked({fateOf: 'c1', runsOn: computer}).end) as FateEnd).output;
		expect(await fate()).toEqual({fate: 'running'});
		writeFileSync(go, '');
		expect(await endedFate(world, 'c1')).toEqual({fate: 'ended', end: {ok: true, output: null}});
		expect(readFileSync(mark, 'utf8')).toBe('done');
	});

	test('ends itself when a change was asked to stop and did not, and what it left behind says so', async () => {
		const folder = temporaryFolder();
		const server = await openSshServer(folder);
		const world = through(server, folder, {}, {stopMs: 500});
		const call = world.asked({name: 'Set-CsDeaf', parameters: {}, changesState: true, timeoutMs: 60_000, runsOn: computer}, 'c1');
		await call.said('deaf');
		call.stop();
		const end = await call.end;
		expect(end).toMatchObject({reason: 'outcomeUnknown', errorId: 'HostDisobedient,Switchback'});
		expect(end.ok ? '' : end.message).toContain('It was given 0.5 seconds.');
		expect(await endedFate(world, 'c1')).toMatchObject({
			fate: 'ended',
			end: {ok: false, reason: 'outcomeUnknown', errorId: 'HostDisobedient,Switchback'},
		});
	});

	test('loads no module that stands in for that of a farm where a real one can be found', async () => {
		const folder = temporaryFolder();
		mkdirSync(join(folder, 'Lync'));
		const {destination, options} = await openSshServer(folder, [`SetEnv=PSModulePath=${folder}`]);
		const transport = sshTransport({destination, options, texts, executable: powershell ?? 'pwsh'});
		const end = await openWorld({load: {standIn: testModule}, transportTo: () => transport}).change('Set-CsAtOnce').end;
		expect(end).toMatchObject({reason: 'refused', errorId: 'HostNotOpened,Switchback'});
		expect(end.ok ? '' : end.message).toContain(join(folder, 'Lync'));
	});

	test('is reached through a connection that is shared', async () => {
		const folder = temporaryFolder();
		const server = await openSshServer(folder);
		const shared = ['-o', 'ControlMaster=auto', '-o', `ControlPath=${join(folder, 'shared')}`, '-o', 'ControlPersist=5'];
		for (const Value of ['first', 'second']) {
			const world = through({...server, options: [...server.options, ...shared]}, folder);
			expect(await world.read('Get-CsEcho', {Value}).end).toEqual({ok: true, output: Value});
			world.backend.close();
		}
	});
});
