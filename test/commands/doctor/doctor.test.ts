/** `switchback doctor`, run on this machine: what it finds, how it ends, and the proof in two halves. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {openDesk} from '../../../src/commands/desk.js';
import {judgeSpace} from '../../../src/commands/doctor/disk-space.js';
import {judgeSocketPath} from '../../../src/commands/doctor/socket-path.js';
import {judgeDirectories} from '../../../src/commands/doctor/state-directory.js';
import {doctor} from '../../../src/commands/doctor.js';
import {say} from '../../../src/machines/message.js';
import {stateOfDirectory} from '../../../src/storage/directory-state.js';
import {fakeStreams, runCommand, temporaryHome} from '../fake-streams.js';

type Report = {
	readonly ready: boolean;
	readonly checks: readonly {readonly id: string; readonly state: string; readonly evidence: readonly string[]}[];
};

const probeIn = (home: string): {readonly pid: number} | undefined => {
	const path = join(home, 'survival-probe.json');
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};

function end(pid: number) {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended.
	}
}

/** A place of its own, from which no probe is left. */
function homeToProbe(): string {
	const home = temporaryHome();
	onTestFinished(() => {
		const probe = probeIn(home);
		if (probe) end(probe.pid);
	});
	return home;
}

async function report(
	home: string,
): Promise<{readonly exitCode: number; readonly survives: Report['checks'][number]; readonly report: Report}> {
	const {exitCode, stdout} = await runCommand(['doctor', '--json'], home);
	const parsed: Report = JSON.parse(stdout);
	return {exitCode, report: parsed, survives: parsed.checks.find(({id}) => id === 'survivesLogout') as Report['checks'][number]};
}

test('every check says its state, what that rests on, and in the end whether the machine is ready', async () => {
	const home = homeToProbe();
	const {exitCode, stdout} = await runCommand(['doctor'], home);
	expect(stdout).toMatch(/^(ok|unknown|FAILED) +An engine outlives the login that started it$/m);
	expect(stdout).toMatch(/^ok +What is kept can be written, and read by nobody else$/m);
	expect(stdout).toMatch(/^ok +The settings can be read$/m);
	expect(stdout).toMatch(exitCode === 0 ? /(Ready|certain)\.\n$/ : /NOT READY/);
	const {report: asJson} = await report(home);
	expect(asJson.checks.map(({id}) => id)).toEqual([
		...['survivesLogout', 'terminal', 'stateDirectory', 'diskSpace', 'socketPath', 'settingsFile'],
		...['deploymentFile', 'powershell', 'elevation', 'cmdlets', 'roles', 'secondHop'],
		...['sshClient', 'nameServers', 'clock', 'poolClocks', 'hostClock'],
	]);
	for (const {state, evidence} of asJson.checks) {
		expect(['ok', 'warning', 'failed', 'unknown']).toContain(state);
		expect(evidence.length).toBeGreaterThan(0);
	}
});

test('what failed makes the machine not ready, and a check that is only not certain does not', async () => {
	const {streams, said} = fakeStreams(temporaryHome());
	const desk = openDesk(streams);
	const check = (state: 'failed' | 'unknown') => ({
		id: 'diskSpace',
		look: () => ({state, evidence: [], remedy: say('doctor.survival.prove')}),
	});
	expect(await doctor(desk, {}, [check('unknown')])).toBe(0);
	expect(said.stdout).toContain('Nothing has failed; 1 thing above is not certain.');
	expect(await doctor(desk, {}, [check('unknown'), check('failed')])).toBe(6);
	expect(said.stdout).toContain('To do: Log out of this login');
});

test('settings that are damaged are named', async () => {
	const home = homeToProbe();
	await runCommand(['sessions'], home);
	const {exitCode: ready} = await report(home);
	writeFileSync(join(home, 'config', 'settings.json'), '{');
	const {exitCode, report: found} = await report(home);
	expect(exitCode).toBe(6);
	expect(found.checks.find(({id}) => id === 'settingsFile')).toMatchObject({state: 'failed'});
	expect([0, 6]).toContain(ready);
});

describe('what is kept', () => {
	test('by others is seen, and what nobody can write to', () => {
		const home = temporaryHome();
		chmodSync(home, 0o755);
		expect(judgeDirectories([stateOfDirectory(home)])).toMatchObject({state: 'warning', remedy: {args: {paths: [home]}}});
		chmodSync(home, 0o700);
		expect(judgeDirectories([stateOfDirectory(home)])).toMatchObject({state: 'ok'});
		expect(judgeDirectories([stateOfDirectory(join(home, 'none'))])).toMatchObject({state: 'failed', evidence: [{args: {code: 'ENOENT'}}]});
	});

	test.each([
		[undefined, 'unknown'],
		[5e9, 'ok'],
		[1e9, 'warning'],
		[1e6, 'failed'],
	] as const)('needs room: with %s bytes it is %s', (bytes, state) => {
		expect(judgeSpace('x', bytes).state).toBe(state);
	});

	test('is reached by a path that is not too long', () => {
		expect(judgeSocketPath(`/${'x'.repeat(88)}`, 'linux')).toMatchObject({state: 'ok', evidence: [{args: {bytes: 107}}]});
		expect(judgeSocketPath(`/${'x'.repeat(89)}`, 'linux')).toMatchObject({state: 'warning'});
		expect(judgeSocketPath(`/${'ü'.repeat(60)}`, 'linux')).toMatchObject({state: 'warning'});
		expect(judgeSocketPath('x'.repeat(500), 'win32')).toMatchObject({state: 'ok'});
	});
});

// Where logind keeps the login, it does not end with a shell.
describe.skipIf(process.platform !== 'linux' || existsSync('/run/systemd/system'))('the proof', () => {
	const root = fileURLToPath(new URL('../../../', import.meta.url));
	beforeAll(async () => {
		const [code] = await once(spawn(process.execPath, [join(root, 'scripts/build.js')]), 'exit');
		expect(code).toBe(0);
	});

	/** In a login of its own, that ends when doctor has. */
	async function inALogin(home: string) {
		const shell = spawn('sh', ['-c', `"${process.execPath}" "${join(root, 'bin/switchback.js')}" doctor --json; :`], {
			detached: true,
			env: {...process.env, SWITCHBACK_HOME: home},
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		let said = '';
		shell.stdout.on('data', chunk => {
			said += chunk;
		});
		await once(shell, 'close');
		return (JSON.parse(said) as Report).checks[0] as Report['checks'][number];
	}

	test('is that a probe of one login is found alive in another', async () => {
		const home = homeToProbe();
		expect(await inALogin(home)).toMatchObject({
			state: 'unknown',
			evidence: expect.arrayContaining([expect.stringMatching(/^Not proved yet/)]),
		});
		expect((await inALogin(home)).evidence.at(-1)).toMatch(/^PROVED/);
		const probe = probeIn(home);
		end(probe?.pid ?? 0);
		// What was proved stays so.
		expect(await inALogin(home)).toMatchObject({state: 'ok'});
	});

	test('to the contrary is that it is gone, until another has lived', async () => {
		const home = homeToProbe();
		await inALogin(home);
		end(probeIn(home)?.pid ?? 0);
		expect((await inALogin(home)).evidence.at(-1)).toMatch(/^DISPROVED/);
		const next = await inALogin(home);
		expect([next.state, next.evidence.at(-1)]).toEqual(['ok', expect.stringMatching(/^PROVED/)]);
	});
});
