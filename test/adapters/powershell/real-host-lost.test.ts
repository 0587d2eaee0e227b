/** A real PowerShell that is stopped, dies, or loses the one who asked: what is known of a change then. Skipped where there is none. */
import {execFileSync, spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {FateEnd} from '../../../src/machines/ask.js';
import {computer, hostScript, openWorld, powershell, temporaryFolder, testModule, type World} from './world.js';

const fateOf = async ({asked}: World, call: string) => ((await asked({fateOf: call, runsOn: computer}).end) as FateEnd).output;

/** Another session engine that goes on with the same session, on the same computer. */
const reopened = ({folder}: World) => openWorld({folder});

describe.skipIf(!powershell)('a real PowerShell', () => {
	test.each([
		['sleeps', 'Get-CsSleep', 'sleeping'],
		['never rests', 'Get-CsLoop', 'looping'],
	] as const)('stops a cmdlet that %s, and takes the next one', async (_, name, says) => {
		const {read} = openWorld();
		const call = read(name);
		await call.said(says);
		call.stop();
		expect(await call.end).toEqual({
			ok: false,
			reason: 'interrupted',
			errorId: 'PipelineStopped',
			message: 'The pipeline has been stopped.',
		});
		expect(await read('Get-CsEcho', {Value: 'next'}).end).toEqual({ok: true, output: 'next'});
	});

	test('a change that was stopped is unknown, and its computer says the same', async () => {
		const world = openWorld();
		const call = world.asked(
			{
				name: 'Set-CsSlowly',
				parameters: {Mark: '', Go: join(world.folder, 'never')},
				changesState: true,
				timeoutMs: 60_000,
				runsOn: computer,
			},
			'c1',
		);
		await call.said('began');
		expect(await fateOf(world, 'c1')).toEqual({fate: 'running'});
		call.stop();
		expect(await call.end).toMatchObject({reason: 'outcomeUnknown', errorId: 'PipelineStopped'});
		expect(await fateOf(world, 'c1')).toMatchObject({fate: 'ended', end: {reason: 'outcomeUnknown', errorId: 'PipelineStopped'}});
	});

	test('a cmdlet whose time is over is stopped', async () => {
		const {read} = openWorld();
		expect(await read('Get-CsSleep', {}, {timeoutMs: 50}).end).toMatchObject({reason: 'interrupted', errorId: 'TimedOut'});
	});

	test('a cmdlet that does not stop loses its host, and the next one gets another', async () => {
		const {read} = openWorld({patience: {stopMs: 200}});
		const call = read('Get-CsDeaf');
		await call.said('deaf');
		call.stop();
		expect(await call.end).toMatchObject({reason: 'interrupted', errorId: 'HostDisobedient,Switchback'});
		expect(await read('Get-CsEcho', {Value: 'again'}).end).toEqual({ok: true, output: 'again'});
	});

	test('a busy cmdlet is not taken for a dead host', async () => {
		const {read} = openWorld({patience: {pingMs: 20, silentMs: 2_000}});
		expect(await read('Get-CsDeaf', {Seconds: 3}).end).toEqual({ok: true, output: null});
	});

	test('a host that does not answer at all is lost', async () => {
		const world = openWorld({patience: {pingMs: 50, silentMs: 1_000}});
		const call = world.read('Get-CsSleep');
		await call.said('sleeping');
		process.kill(pidOf(world), 'SIGSTOP');
		expect(await call.end).toMatchObject({reason: 'interrupted', errorId: 'HostSilent,Switchback'});
	});

	test('a host that dies in a change leaves it unknown, and what it left behind says no more', async () => {
		const world = openWorld();
		const call = world.asked({name: 'Set-CsCrash', parameters: {}, changesState: true, timeoutMs: 60_000, runsOn: computer}, 'c1');
		expect(await call.end).toMatchObject({reason: 'outcomeUnknown', errorId: 'HostDied,Switchback'});
		expect(await fateOf(world, 'c1')).toEqual({fate: 'gone'});
	});

	test.each([0, 79])('a change that ends the whole process with the code %i is unknown, and said to have ended it', async code => {
		const world = openWorld();
		const end = await world.change('Set-CsGone', {Code: code}).end;
		expect(end).toMatchObject({reason: 'outcomeUnknown', errorId: 'HostDied,Switchback'});
		expect(end.ok ? '' : end.message).toContain(`It ended with the code ${code}.`);
	});

	test('a change that closes what it runs in is unknown, and the next one gets another host', async () => {
		const world = openWorld();
		expect(await world.change('Set-CsClosed').end).toMatchObject({reason: 'outcomeUnknown', errorId: 'PipelineStopped'});
		await world.logged('host ended: died');
		expect(await world.read('Get-CsEcho', {Value: 'next'}).end).toEqual({ok: true, output: 'next'});
	});

	test('a host that dies says its last words', async () => {
		const end = await openWorld().read('Get-CsCrash').end;
		expect(end).toMatchObject({reason: 'interrupted', errorId: 'HostDied,Switchback'});
		expect(end.ok ? '' : end.message).toContain('it had enough');
	});

	test('a change goes on when nobody listens any more, and its end is found', async () => {
		const world = openWorld();
		const [mark, go] = [join(world.folder, 'mark'), join(world.folder, 'go')];
		const call = world.asked(
			{name: 'Set-CsSlowly', parameters: {Mark: mark, Go: go}, changesState: true, timeoutMs: 60_000, runsOn: computer},
			'c1',
		);
		await call.said('began');
		world.backend.close();
		expect(await call.end).toMatchObject({reason: 'outcomeUnknown', errorId: 'HostReleased,Switchback'});
		const later = reopened(world);
		expect(await fateOf(later, 'c1')).toEqual({fate: 'running'});
		writeFileSync(go, '');
		expect(await ended(later, 'c1')).toEqual({fate: 'ended', end: {ok: true, output: null}});
		expect(readFileSync(mark, 'utf8')).toBe('done');
	});

	test('a change that was asked to stop and does not is ended with its host when nobody listens any more, and that is found', async () => {
		const world = openWorld({patience: {stopMs: 500}});
		const call = world.asked({name: 'Set-CsDeaf', parameters: {}, changesState: true, timeoutMs: 60_000, runsOn: computer}, 'c1');
		await call.said('deaf');
		const pid = pidOf(world);
		call.stop();
		world.backend.close();
		await gone(pid);
		expect(await fateOf(reopened(world), 'c1')).toMatchObject({
			fate: 'ended',
			end: {ok: false, reason: 'outcomeUnknown', errorId: 'HostDisobedient,Switchback'},
		});
	});

	test('a read is stopped when nobody listens any more', async () => {
		const world = openWorld();
		const call = world.read('Get-CsSleep');
		await call.said('sleeping');
		const pid = pidOf(world);
		world.backend.close();
		await gone(pid);
	});

	test.skipIf(process.platform === 'win32')('an engine that is killed does not take its change with it', async () => {
		const folder = temporaryFolder();
		const [mark, go] = [join(folder, 'mark'), join(folder, 'go')];
		const program = await build('test/adapters/powershell/engine-to-kill.ts');
		onTestFinished(() => rmSync(program));
		const words = [program, powershell ?? '', hostScript, testModule, folder, mark, go];
		const engine = spawn(process.execPath, words, {stdio: ['ignore', 'pipe', 'inherit']});
		onTestFinished(() => void engine.kill('SIGKILL'));
		await new Promise<void>(resolve => engine.stdout.on('data', (text: Buffer) => String(text).includes('began') && resolve()));
		engine.kill('SIGKILL');
		writeFileSync(go, '');
		expect(await ended(openWorld({folder}), 'c1')).toEqual({fate: 'ended', end: {ok: true, output: null}});
		expect(readFileSync(mark, 'utf8')).toBe('done');
	});

	test('a change of one name is made once, whoever asks', async () => {
		const world = openWorld();
		const mark = join(world.folder, 'mark');
		const change = {name: 'Set-CsAtOnce', parameters: {Mark: mark}, changesState: true, timeoutMs: 60_000, runsOn: computer} as const;
		expect(await world.asked(change, 'c1').end).toEqual({ok: true, output: null});
		expect(await reopened(world).asked(change, 'c1').end).toMatchObject({reason: 'outcomeUnknown', errorId: 'BegunBefore,Switchback'});
		expect(readFileSync(mark, 'utf8')).toBe('x');
	});

	test.skipIf(process.platform === 'win32')('what a change leaves behind is for its account only', async () => {
		const world = openWorld();
		await world.change('Set-CsAtOnce').end;
		const ends = join(world.folder, 'ends');
		expect(statSync(ends).mode & 0o777).toBe(0o700);
		expect(readdirSync(ends)).toHaveLength(2);
		for (const file of readdirSync(ends)) expect(statSync(join(ends, file)).mode & 0o777).toBe(0o600);
	});

	test.skipIf(process.platform === 'win32')(
		'the ends of changes are kept in a folder of the account, where no other one is named',
		async () => {
			const home = temporaryFolder();
			const options = {endsIn: null, local: {environment: {HOME: home, XDG_DATA_HOME: undefined}}};
			const change = {name: 'Set-CsAtOnce', parameters: {}, changesState: true, timeoutMs: 60_000, runsOn: computer} as const;
			expect(await openWorld(options).asked(change, 'c1').end).toEqual({ok: true, output: null});
			const ends = join(home, '.local', 'share', 'Switchback', 'ends');
			expect(readdirSync(ends)).toHaveLength(2);
			expect(statSync(ends).mode & 0o777).toBe(0o700);
			expect(await fateOf(openWorld(options), 'c1')).toEqual({fate: 'ended', end: {ok: true, output: null}});
			expect(await openWorld(options).asked(change, 'c1').end).toMatchObject({errorId: 'BegunBefore,Switchback'});
		},
	);

	test('a change whose beginning cannot be kept is not made', async () => {
		const world = openWorld({endsIn: '/dev/null/nowhere'});
		expect(await world.change('Set-CsAtOnce').end).toMatchObject({reason: 'refused', errorId: 'HostNotOpened,Switchback'});
	});

	test('a module that is missing is said, and nothing is sent', async () => {
		const end = await openWorld({load: 'NoSuchCsModule'}).read('Get-CsEcho', {Value: 'x'}).end;
		expect(end).toMatchObject({reason: 'refused', errorId: 'HostNotOpened,Switchback'});
		expect(end.ok ? '' : end.message).toContain('NoSuchCsModule');
	});

	test.skipIf(process.platform !== 'linux')('an idle host takes no time of a processor', async () => {
		const world = openWorld();
		await world.read('Get-CsEcho', {Value: 'x'}).end;
		const pid = pidOf(world);
		// The host of another world is busy meanwhile: it is waited for, and not for a time.
		const other = openWorld();
		let ticksPerSecond = Number.POSITIVE_INFINITY;
		// .NET goes on compiling what was run, and on a busy machine that takes a while.
		for (let turn = 0; turn < 8 && ticksPerSecond >= 1; turn++) {
			const [before, beganAt] = [processorTicks(pid), performance.now()];
			await other.read('Get-CsSleep', {Seconds: 3}).end;
			ticksPerSecond = (processorTicks(pid) - before) / ((performance.now() - beganAt) / 1_000);
		}
		expect(ticksPerSecond).toBeLessThan(1);
	});
});

/** As a program that Node runs; what builds it is no TypeScript. */
async function build(entry: string): Promise<string> {
	const scripts: string = '../../../scripts/load-typescript.js';
	return ((await import(scripts)) as {buildScript: (entry: string) => Promise<string>}).buildScript(entry);
}

const pidOf = ({log}: World): number => Number(/process (\d+)/.exec(log.join('\n'))?.[1]);

/** Of 10 ms. */
function processorTicks(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return Number(fields[11]) + Number(fields[12]);
}

async function ended(world: World, call: string) {
	for (;;) {
		const fate = await fateOf(world, call);
		if (fate.fate !== 'running') return fate;
	}
}

async function gone(pid: number): Promise<void> {
	while (existsSync(`/proc/${pid}/stat`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z'))
		execFileSync('/bin/sleep', ['0.05']);
}
