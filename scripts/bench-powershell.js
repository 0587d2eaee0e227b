/** The rows of `npm run bench` on a PowerShell host, each beside a PowerShell without it. Where there is none, why they are missing. */
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {loadTypeScript, root} from './load-typescript.js';

const callTurns = 400;
const records = 60;
const seconds = 20;
const processTurns = 9;
const lines = 20_000;
const lineTurns = 5;
const stopTurns = 40;

/** @returns {Promise<{rows: object[], missing?: string}>} */
export async function powershellRows(directory) {
	const measures = await loadTypeScript('test/bench/powershell-measures.ts');
	if (!measures.powershell) return {rows: [], missing: missing('There is neither SWITCHBACK_PWSH, nor pwsh, nor powershell.')};
	const place = {
		hostScript: join(root, 'src', 'adapters', 'powershell', 'host.ps1'),
		module: join(root, 'test', 'bench', 'BenchCs', 'BenchCs.psm1'),
		plainScript: join(root, 'test', 'bench', 'BenchCs', 'plain.ps1'),
		directory: join(directory, 'powershell'),
	};
	await mkdir(place.directory);
	let warm;
	try {
		warm = await measures.openWarm(place);
	} catch (error) {
		return {rows: [], missing: missing(error.message)};
	}
	const plain = await measures.openPlain(place);
	try {
		return {rows: await measured(measures, {warm, plain, place})};
	} finally {
		warm.backend.close();
		plain.close();
	}
}

const missing = why => `The PowerShell host was not measured. ${why}`;

async function measured(measures, {warm, plain, place}) {
	const call = await measures.measureCall(warm, plain, callTurns);
	const progress = await measures.measureProgress(warm, records);
	const started = await measures.measureNewProcess(warm, place, processTurns);
	const streamed = await measures.measureLines(warm, plain, lines, lineTurns);
	const stop = await measures.measureStop(warm, stopTurns);
	const idle = await measures.measureIdleHost(warm, plain, seconds);
	return [
		{
			what: `call through a PowerShell host (${warm.version})`,
			measured: two(call.throughMs),
			ratio: `${two(call.withinMs)} within PowerShell: +${(call.throughMs - call.withinMs).toFixed(1)} ms`,
			bar: '≤ 5 ms more',
			how: `a cmdlet that gives back a text, asked of the backend until its end is known; ${two(call.p95Ms)} p95; median of ${callTurns} after 100 others, in turns`,
		},
		{
			what: 'progress record until it is here',
			measured: two(progress.middleMs),
			ratio: '-',
			bar: '≤ 3 ms',
			how: `from Write-Progress, on one clock; ${two(progress.p95Ms)} p95; median of ${progress.came}, none of which waited for another`,
		},
		{
			what: 'call in a new PowerShell each time',
			measured: two(started.processMs),
			ratio: `${Math.round(started.processMs / started.warmMs)} × the warm host (${two(started.warmMs)})`,
			bar: '≥ 50 ×',
			how: `no profile, the module loaded, its text read; median of ${processTurns}, in turns with ten calls`,
		},
		{
			what: 'verbose lines a second',
			measured: count(streamed.hostASecond),
			ratio: `${(streamed.hostASecond / streamed.plainASecond).toFixed(2)} × PowerShell writing them into a pipe (${count(streamed.plainASecond)})`,
			bar: '8,000, none lost',
			how: `${count(streamed.inOrder)} of ${count(streamed.asked)} came, in order; ${count(lines)} at once, median of ${lineTurns}, in turns`,
		},
		{
			what: 'stop to stopped',
			measured: two(stop.middleMs),
			ratio: '-',
			bar: '≤ 300 ms',
			how: `a cmdlet that waits, from asking until its end is known; ${two(stop.p95Ms)} p95; median of ${stopTurns}`,
		},
		{
			what: 'idle PowerShell host',
			measured: Number.isNaN(idle.hostPercent) ? 'only Linux tells' : `${idle.hostPercent.toFixed(1)} % of a core`,
			ratio: Number.isNaN(idle.plainPercent) ? '-' : `${idle.plainPercent.toFixed(1)} % a PowerShell that waits for a line`,
			bar: '0 %',
			how: `all of its threads, over ${seconds} s, five seconds after its last call`,
		},
	];
}

const two = value => (value >= 100 ? `${Math.round(value)} ms` : `${value.toPrecision(2)} ms`);

const count = value => (value >= 10_000 ? Math.round(value / 100) * 100 : Math.round(value)).toLocaleString('en');
