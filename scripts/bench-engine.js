/** The rows of `npm run bench` on an engine in a process of its own. */
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {loadTypeScript, root} from './load-typescript.js';

const changeTurns = 400;
const attachTurns = 7;
const attachLength = 100_000;

export async function engineRows(directory) {
	const {measureThroughEngine, measureAttach} = await loadTypeScript('test/bench/engine-measures.ts');
	const place = join(directory, 'engine');
	await mkdir(place);
	const change = await measureThroughEngine(place, changeTurns);
	const attach = await measureAttach({launcher: join(root, 'bin', 'switchback.js'), directory: place}, attachLength, attachTurns);
	return [
		{
			what: 'journaled change through the engine',
			measured: `${change.throughMs.toFixed(2)} ms`,
			ratio: `${(change.throughMs / change.diskMs).toFixed(2)} × write + fdatasync (${change.diskMs.toFixed(2)} ms)`,
			bar: '-',
			how: `over a real socket: from the command to the entry that is on disk, back at the console; median of ${changeTurns}, in turns`,
		},
		{
			what: `attaching to ${attachLength.toLocaleString('en')} entries`,
			measured: `${Math.round(attach.attachMs)} ms`,
			ratio: '-',
			bar: '-',
			how: `resume, from the start of the process to its first full frame at 120×40, the engine living; median of ${attachTurns}`,
		},
		{
			what: 'memory of engine and console then',
			measured: `${Math.round(attach.engineMegabytes)} MB and ${Math.round(attach.consoleMegabytes)} MB`,
			ratio: '-',
			bar: '-',
			how: 'resident, when that frame is drawn',
		},
	];
}
