/**
 * Measures what the design sets bars for, and prints them as ratios to what this machine can do, taken in the same run. It asserts
 * nothing: a time on one machine proves nothing about another. Run it with `npm run bench`, which brings the right Node.
 */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {availableParallelism, loadavg} from 'node:os';
import {join} from 'node:path';
import {consoleRows} from './bench-console.js';
import {engineRows} from './bench-engine.js';
import {powershellRows} from './bench-powershell.js';
import {cache, loadTypeScript, root} from './load-typescript.js';

const processTurns = 15;
const changeTurns = 400;
const recordTurns = 30;
const recordLength = 10_000;
const longTurns = 7;
const longLength = 100_000;
const longestTurns = 5;
const longestLength = 1_000_000;

await mkdir(cache, {recursive: true});
// In the checkout and not in the system's temporary directory: that may be in memory, where a flush costs nothing.
const home = await mkdtemp(join(cache, 'bench-'));
try {
	await import('./build.js');
	const {measureJournaledChange, measureReading, measureRecord, measureReplay, middle} = await loadTypeScript('test/bench/measures.ts');
	const ofConsole = await consoleRows(home);
	const ofEngine = await engineRows(home);
	const ofPowerShell = await powershellRows(home);
	const drill = measureDrill(middle);
	const change = measureJournaledChange(join(home, 'change'), changeTurns);
	const record = measureRecord(home, recordLength, recordTurns);
	const played = measureReading(home, recordTurns * 2);
	const long = measureReading(home, longTurns, longLength);
	const replayed = measureReplay(home, {length: longLength, turns: longTurns, isIndexed: false});
	const longest = measureReplay(home, {length: longestLength, turns: longestTurns, isIndexed: true});
	print([
		...ofConsole,
		...ofEngine,
		...ofPowerShell.rows,
		{
			what: 'headless drill, whole process',
			measured: `${ms(drill.drillMs)}`,
			ratio: `${ratio(drill.drillMs, drill.emptyMs)} node -e 0 (${ms(drill.emptyMs)})`,
			bar: '≤ 1 s',
			how: `drill site-dark --headless --speed max --json; median of ${processTurns}, in turns with node -e 0`,
		},
		{
			what: 'journaled change',
			measured: ms(change.journaledMs),
			ratio: `${ratio(change.journaledMs, change.diskMs)} write + fdatasync (${ms(change.diskMs)}): ${signed(change.journaledMs - change.diskMs)} ms`,
			bar: '≤ 1 ms more',
			how: `callBegan of a changing call, ${change.bytes} bytes, on disk; median of ${changeTurns}, in turns with the same bytes`,
		},
		{
			what: `resume of ${count(record.entries)} entries`,
			measured: ms(record.resumeMs),
			ratio: `${ratio(record.resumeMs, record.parseMs)} parsing them (${ms(record.parseMs)})`,
			bar: '-',
			how: `in memory, ${record.changes} changes retold, until the open question is asked again; median of ${recordTurns}`,
		},
		{
			what: 'entries parsed a second',
			measured: count(perSecond(played.entries, played.parseMs)),
			ratio: `${ratio(played.parseMs, played.jsonMs)} JSON.parse of the same lines`,
			bar: '-',
			how: `read from the file, hashes checked; a drill's own ${count(played.entries)} entries, ${kilobytes(played.bytes)}; median of ${recordTurns * 2}`,
		},
		{
			what: 'entries folded a second',
			measured: count(perSecond(played.entries, played.foldMs)),
			ratio: `${ratio(played.foldMs, played.parseMs)} parsing them`,
			bar: '-',
			how: `the drill's entries into the view of a session; median of ${recordTurns * 2}`,
		},
		{
			what: `${count(long.entries)} entries, parsed and folded`,
			measured: ms(long.parseMs + long.foldMs),
			ratio: `${ratio(long.parseMs + long.foldMs, long.jsonMs)} JSON.parse of the same lines`,
			bar: '-',
			how: `the drill's record made longer, ${kilobytes(long.bytes)}, every hash checked; medians of ${longTurns}`,
		},
		...replayRows(replayed, {with: 'without its index', openBar: '≤ 300 ms', turns: longTurns}),
		...replayRows(longest, {with: 'with its index', openBar: '≤ 2 s', turns: longestTurns}),
	]);
	if (ofPowerShell.missing) process.stdout.write(`\n${ofPowerShell.missing}\n`);
} finally {
	await rm(home, {recursive: true, force: true});
}

function replayRows({entries, bytes, openMs, plainMs, seekMs, longestSeekMs}, {with: index, openBar, turns}) {
	return [
		{
			what: `opening a replay of ${count(entries)} entries`,
			measured: ms(openMs),
			ratio: `${ratio(openMs, plainMs)} reading the file (${ms(plainMs)})`,
			bar: openBar,
			how: `${index}, no hash checked; the drill's record made longer, ${kilobytes(bytes)}; median of ${turns}`,
		},
		{
			what: 'seeking anywhere in it',
			measured: ms(seekMs),
			ratio: `${(seekMs / plainMs).toFixed(4)} × reading the file`,
			bar: '≤ 50 ms',
			how: `the view of the session after an entry, and the entry; 95 of 100 are as fast, the slowest of 1,000 took ${ms(longestSeekMs)}`,
		},
	];
}

/** Whole processes, started as `npm start` starts them. */
function measureDrill(middle) {
	const launcher = join(root, 'bin', 'switchback.js');
	const environment = {...process.env, SWITCHBACK_HOME: join(home, 'drill')};
	const run = words => {
		const began = performance.now();
		const {status, stderr} = spawnSync(process.execPath, words, {env: environment, encoding: 'utf8'});
		if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${status}: ${stderr}`);
		return performance.now() - began;
	};
	const drillMs = [];
	const emptyMs = [];
	for (let turn = -2; turn < processTurns; turn++) {
		const drill = run([launcher, 'drill', 'site-dark', '--headless', '--speed', 'max', '--json']);
		const empty = run(['-e', '0']);
		if (turn < 0) continue;
		drillMs.push(drill);
		emptyMs.push(empty);
	}
	return {drillMs: middle(drillMs), emptyMs: middle(emptyMs)};
}

function print(rows) {
	const columns = ['what', 'measured', 'ratio', 'bar'];
	const heads = {what: '', measured: 'measured', ratio: 'over', bar: 'bar'};
	const widths = columns.map(column => Math.max(...[heads, ...rows].map(row => row[column].length)));
	const line = row =>
		columns
			.map((column, index) => row[column].padEnd(widths[index]))
			.join('  ')
			.trimEnd();
	const load = existsSync('/proc/loadavg') ? `, load ${loadavg()[0].toFixed(1)} at the end` : '';
	const lines = [
		`Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} cores${load}`,
		'',
		line(heads),
		...rows.flatMap(row => [line(row), `  ${row.how}`]),
	];
	process.stdout.write(`${lines.join('\n')}\n`);
}

function ms(value) {
	return value >= 100 ? `${Math.round(value)} ms` : `${value.toPrecision(2)} ms`;
}

function signed(value) {
	return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}

function ratio(value, base) {
	return `${(value / base).toFixed(value / base < 10 ? 2 : 0)} ×`;
}

function count(value) {
	return Math.round(value).toLocaleString('en');
}

function kilobytes(bytes) {
	return `${count(bytes / 1024)} KB`;
}

function perSecond(entries, milliseconds) {
	return Number(((entries / milliseconds) * 1000).toPrecision(2));
}

// The terminals of node-pty would keep the process alive.
process.exit();
