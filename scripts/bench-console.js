/** The rows of `npm run bench` on the full screen, each beside what Ink as it comes would do, or a Node that does nothing. */
import {unlink} from 'node:fs/promises';
import {join} from 'node:path';
import {buildScript, loadTypeScript, root} from './load-typescript.js';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
	{columns: 200, rows: 60},
];
const frameTurns = 12;
const moveTurns = 14;
const seconds = 6;
const keyTurns = 120;
const computers = 450;
const lines = 200_000;
/** As fast as a PowerShell writes verbose lines, and its host hands them on. */
const fastest = 8000;

export async function consoleRows(directory) {
	const measures = await loadTypeScript('test/bench/console-measures.ts');
	const fedConsole = await buildScript('test/bench/fed-console.tsx');
	const stockConsole = await buildScript('test/bench/fed-console.tsx', {isStock: true});
	try {
		return await measured(measures, {launcher: join(root, 'bin', 'switchback.js'), fedConsole, stockConsole, directory});
	} finally {
		await Promise.all([fedConsole, stockConsole].map(path => unlink(path)));
	}
}

async function measured(measures, programs) {
	const contoso = measures.writeFeed(join(programs.directory, 'contoso.jsonl'));
	const large = measures.writeFeed(join(programs.directory, 'large.jsonl'), computers);
	const frame = await measures.measureFirstFrame(programs, ['drill'], frameTurns);
	const aloneFrame = await measures.measureFirstFrame(programs, ['drill', '--in-process'], frameTurns);
	const home = await measures.measureIdle(programs, [], seconds);
	const waiting = await measures.measureIdle(programs, ['drill'], seconds);
	const moves = await inOrder(sizes, size => measures.measureMove(programs, contoso, size, moveTurns));
	const ticks = await inOrder(sizes, size => measures.measureTick(programs, contoso, size, seconds));
	const slow = await measures.measureStream(programs, contoso, 100, seconds);
	const fast = await measures.measureStream(programs, contoso, 1000, seconds);
	const keys = await inOrder(
		[
			{entries: large, linesPerSecond: 1000, isStock: false},
			{entries: large, linesPerSecond: 1000, isStock: true},
			{entries: large, linesPerSecond: fastest, isStock: false},
		],
		feed => measures.measureKey(programs, feed, keyTurns),
	);
	const memory = await measures.measureMemory(programs, contoso, lines);
	const [key, stockKey, floodedKey] = keys;
	return [
		firstFrame(
			'first full frame at 120×40',
			frame.frameMs,
			frame.emptyMs,
			'drill, its engine being started in a process of its own',
			'≤ 5 ×',
		),
		firstFrame('first question at 120×40', frame.askedMs, frame.emptyMs, 'the same drill, its journal begun', '-'),
		firstFrame(
			'first full frame in one process',
			aloneFrame.frameMs,
			aloneFrame.emptyMs,
			'drill --in-process, before its journal is begun',
			'≤ 5 ×',
		),
		idle('idle, home', home, '0 and 0'),
		idle('idle, waiting for the operator', waiting, '1 wake-up'),
		bySize('bytes of a selection move', moves, '≤ 120', `a row of the tree up or down; median of ${moveTurns}`),
		bySize('bytes of a clock tick', ticks, '≤ 200', `a second that passes while a call runs; median of ${seconds}`),
		{
			what: 'bytes a log line at 100 lines/s, 120×40',
			measured: `${Math.round(slow.ours / 100)}`,
			ratio: part(slow),
			bar: '≤ 200',
			how: `all that is sent in ${seconds} s, clock included`,
		},
		{
			what: 'KB/s at 1,000 lines/s, 120×40',
			measured: (fast.ours / 1024).toFixed(1),
			ratio: part(fast),
			bar: '≤ 20',
			how: `all that is sent in ${seconds} s; lines that nobody could see are not sent`,
		},
		{
			what: `key to last byte at 160×50, ${computers} computers`,
			measured: `${Math.round(key.p95Ms)} ms p95`,
			ratio: `stock Ink ${Math.round(stockKey.p95Ms)} ms p95 (medians ${Math.round(key.middleMs)} and ${Math.round(stockKey.middleMs)} ms)`,
			bar: '≤ 16 ms',
			how: `while 1,000 lines/s stream in, until the selection has moved on the screen; ${keyTurns} keys`,
		},
		{
			what: `the same at ${fastest.toLocaleString('en')} lines/s`,
			measured: `${Math.round(floodedKey.p95Ms)} ms p95`,
			ratio: `${(floodedKey.p95Ms / key.p95Ms).toFixed(1)} × that of the row above (median ${Math.round(floodedKey.middleMs)} ms)`,
			bar: '≤ 16 ms',
			how: `while verbose lines stream in as fast as PowerShell writes them; ${keyTurns} keys`,
		},
		{
			what: `memory with ${lines.toLocaleString('en')} log lines`,
			measured: `${Math.round(memory.megabytes)} MB`,
			ratio: `${(memory.megabytes / memory.emptyMegabytes).toFixed(1)} × a Node that waits (${Math.round(memory.emptyMegabytes)} MB)`,
			bar: '≤ 150 MB',
			how: 'resident, engine and console in one process, 5 s after the last line',
		},
	];
}

async function inOrder(items, measure) {
	const results = [];
	for (const item of items) results.push(await measure(item));
	return results;
}

function firstFrame(what, ms, emptyMs, how, bar) {
	return {
		what,
		measured: `${Math.round(ms)} ms`,
		ratio: `${(ms / emptyMs).toFixed(1)} × node -e 0 (${Math.round(emptyMs)} ms)`,
		bar,
		how: `${how}; from the start of the process to the last byte; median of ${frameTurns}, in turns with node -e 0`,
	};
}

function idle(what, {bytes, wakeUps, waits}, bar) {
	return {
		what,
		measured: `${bytes.toFixed(0)} bytes, ${wakeUps.toFixed(1)} wake-ups a second`,
		ratio: `${waits.toFixed(1)} waits of any kind`,
		bar,
		how: `of the main thread, over ${seconds} s, three seconds after the start; 120×40; waits within 100 ms of each other are one wake-up`,
	};
}

function bySize(what, results, bar, how) {
	return {
		what,
		measured: results.map(({ours}) => ours).join(', '),
		ratio: `stock Ink ${results.map(({stock}) => stock.toLocaleString('en')).join(', ')}`,
		bar,
		how: `at ${sizes.map(({columns, rows}) => `${columns}×${rows}`).join(', ')}; ${how}`,
	};
}

function part({ours, stock}) {
	return `${(ours / stock).toFixed(2)} × stock Ink`;
}
