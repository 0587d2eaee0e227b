/**
 * What `npm run bench` measures of a host in a real PowerShell, each beside a PowerShell that runs the same without us, in turns where
 * that can be. `place` names the files that the two of them load, and a directory for what is written.
 */
import {spawn, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import {createPowerShellBackend, type PowerShellBackend} from '../../src/adapters/powershell/backend.js';
import {hostProgram, localTransport} from '../../src/adapters/powershell/local-transport.js';
import type {AskEnd} from '../../src/machines/ask.js';
import type {CmdletCall, StreamRecord} from '../../src/machines/cmdlet.js';
import {type SocketPlace, socketPlace} from '../../src/storage/engine-file.js';
import {powershell} from '../powershell/find.js';
import {middle} from './measures.js';

/** Undefined where there is none. */
export {powershell};

export type Place = {readonly hostScript: string; readonly module: string; readonly plainScript: string; readonly directory: string};

const cmdlets = ['Get-CsEcho', 'Get-CsLines', 'Get-CsSleep', 'Get-CsStamps'] as const;
type Name = (typeof cmdlets)[number];

type Warm = {
	readonly backend: PowerShellBackend;
	readonly version: string;
	readonly pid: number;
	/** Asks it to stop when a record makes that be wished. */
	readonly call: (
		name: Name,
		parameters?: CmdletCall['parameters'],
		heard?: (record: StreamRecord, stop: () => void) => void,
	) => Promise<AskEnd>;
};

/** A host as the product starts it, ready for its next call. Throws when there is none, with the reason. */
export async function openWarm({hostScript, module, directory}: Place): Promise<Warm> {
	const log: string[] = [];
	const backend = createPowerShellBackend({
		session: randomBytes(16).toString('hex'),
		transportTo: () =>
			localTransport({
				program: hostProgram(powershell ?? '', hostScript),
				place: () => socketPlace(join(directory, 'any'), randomBytes(16).toString('hex')) as SocketPlace,
			}),
		load: module,
		module: 'BenchCs',
		cmdlets,
		endsIn: join(directory, 'ends'),
		probe: () => Promise.reject(new Error('A host is asked for nothing but cmdlets')),
		now: () => performance.now(),
		log: (_, text) => log.push(text),
	});
	let calls = 0;
	const call: Warm['call'] = (name, parameters = {}, heard = () => {}) =>
		new Promise(resolve => {
			const what: CmdletCall = {name, parameters, changesState: false, timeoutMs: 600_000, runsOn: 'here'};
			const stop = backend.ask(`bench/call${++calls}`, what, {stream: record => heard(record, stop), ended: resolve});
		});
	const end = await call('Get-CsEcho', {Value: 'x'});
	if (!end.ok) throw new Error(end.message);
	const [, version = '', pid] = log.map(line => /^PowerShell (\S+) .*process (\d+)$/.exec(line)).find(Boolean) ?? [];
	return {backend, version, pid: Number(pid), call};
}

type Plain = {
	readonly pid: number;
	/** Answers with what it says at its end, once that is there, and with the lines before it. */
	readonly tell: (text: string) => Promise<{readonly lines: readonly string[]; readonly said: string}>;
	readonly close: () => void;
};

/** The same PowerShell with the same module, and nothing of ours in between. */
export async function openPlain({plainScript}: Place): Promise<Plain> {
	const child = spawn(powershell ?? '', ['-NoLogo', '-NoProfile', '-NonInteractive', '-File', plainScript], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	let lines: string[] = [];
	let done: ((said: string) => void) | undefined;
	createInterface({input: child.stdout}).on('line', line => {
		if (line.startsWith('done')) done?.(line);
		else lines.push(line);
	});
	const tell = (text: string) => {
		lines = [];
		return new Promise<Awaited<ReturnType<Plain['tell']>>>(resolve => {
			done = said => resolve({lines, said});
			child.stdin.write(text);
		});
	};
	await tell('');
	return {pid: child.pid ?? Number.NaN, tell, close: () => child.stdin.end()};
}

/** A call through the host, and the same within PowerShell, by its own clock. */
export async function measureCall(warm: Warm, plain: Plain, turns: number) {
	const throughMs: number[] = [];
	const withinMs: number[] = [];
	// PowerShell compiles what was run often enough.
	for (let turn = -100; turn < turns; turn++) {
		const began = performance.now();
		await warm.call('Get-CsEcho', {Value: 'x'});
		const took = performance.now() - began;
		const {said} = await plain.tell('call x\n');
		if (turn < 0) continue;
		throughMs.push(took);
		withinMs.push(Number(said.split(' ')[1]) / 10_000);
	}
	return {throughMs: middle(throughMs), withinMs: middle(withinMs), p95Ms: p95(throughMs)};
}

const p95 = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;

/** From Write-Progress until the record is known here, on one clock. */
export async function measureProgress(warm: Warm, count: number) {
	const tookMs: number[] = [];
	await warm.call('Get-CsStamps', {Count: count}, ({stream, text}) => {
		if (stream === 'progress') tookMs.push(Number(process.hrtime.bigint() - BigInt(text)) / 1e6);
	});
	return {middleMs: middle(tookMs), p95Ms: p95(tookMs), came: tookMs.length};
}

/** Of a core, in percent, by what Linux tells of a process, in hundredths of a second; NaN elsewhere. */
export async function measureIdleHost(warm: Warm, plain: Plain, seconds: number) {
	// What the calls before have made it compile in the background.
	await sleep(5_000);
	const [host, beside] = [ranSeconds(warm.pid), ranSeconds(plain.pid)];
	await sleep(seconds * 1000);
	const share = (before: number, pid: number) => ((ranSeconds(pid) - before) / seconds) * 100;
	return {hostPercent: share(host, warm.pid), plainPercent: share(beside, plain.pid)};
}

function ranSeconds(pid: number): number {
	try {
		// Behind its name, which may hold anything: in its own code, and in that of the system for it.
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
		return (Number(fields[11]) + Number(fields[12])) / 100;
	} catch {
		return Number.NaN;
	}
}

/** A new process for the call that the warm host takes too. */
export async function measureNewProcess(warm: Warm, {module}: Place, turns: number) {
	const text = `Import-Module '${module.replaceAll("'", "''")}' -DisableNameChecking; BenchCs\\Get-CsEcho -Value x`;
	const processMs: number[] = [];
	const warmMs: number[] = [];
	for (let turn = -1; turn < turns; turn++) {
		const began = performance.now();
		const {stdout, stderr} = spawnSync(powershell ?? '', ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', text], {
			encoding: 'utf8',
		});
		if (stdout.trim() !== 'x') throw new Error(stderr);
		const between = performance.now();
		for (const _ of 'ten calls.') await warm.call('Get-CsEcho', {Value: 'x'});
		if (turn < 0) continue;
		processMs.push(between - began);
		warmMs.push((performance.now() - between) / 10);
	}
	return {processMs: middle(processMs), warmMs: middle(warmMs)};
}

/** From the question to the last line; `inOrder` counts those that came where they belong. */
export async function measureLines(warm: Warm, plain: Plain, count: number, turns: number) {
	const hostMs: number[] = [];
	const plainMs: number[] = [];
	let inOrder = 0;
	for (let turn = -1; turn < turns; turn++) {
		let next = 0;
		const began = performance.now();
		await warm.call('Get-CsLines', {Count: count}, ({text}) => {
			if (text === `line ${next + 1}`) next++;
		});
		const between = performance.now();
		const {lines} = await plain.tell(`lines ${count}\n`);
		if (lines.length !== count) throw new Error(`${lines.length} lines came of a plain PowerShell`);
		if (turn < 0) continue;
		inOrder += next;
		hostMs.push(between - began);
		plainMs.push(performance.now() - between);
	}
	const aSecond = (times: readonly number[]) => (count / middle(times)) * 1000;
	return {hostASecond: aSecond(hostMs), plainASecond: aSecond(plainMs), inOrder, asked: count * turns};
}

/** From asking a cmdlet that waits to stop, until its end is known here. */
export async function measureStop(warm: Warm, turns: number) {
	const tookMs: number[] = [];
	for (let turn = -2; turn < turns; turn++) {
		let began = 0;
		await warm.call('Get-CsSleep', {}, (_, stop) => {
			// It says so before it waits.
			setTimeout(() => {
				began = performance.now();
				stop();
			}, 20);
		});
		if (turn >= 0) tookMs.push(performance.now() - began);
	}
	return {middleMs: middle(tookMs), p95Ms: p95(tookMs)};
}
