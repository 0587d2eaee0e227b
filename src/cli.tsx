/** The composition root: hands the terminal of this process to the command that was typed, and its exit code back. */
import type {EngineProcess} from './adapters/engine/start.js';
import {guardProcess} from './commands/last-resort.js';
import {run} from './commands/program.js';
import type {JobSignal, Signal} from './commands/streams.js';

declare global {
	interface ImportMeta {
		/** Given by the launcher, where it has started one. */
		readonly engineAhead?: EngineProcess;
	}
}

const engineAhead = import.meta.engineAhead;
const exitWith = guardProcess(process);

exitWith(
	await run(process.argv.slice(2), {
		// Opened when it is read from: a pipe that nobody reads would keep the process alive.
		get stdin() {
			return process.stdin;
		},
		stdout: process.stdout,
		stderr: process.stderr,
		environment: process.env,
		program: [process.execPath, process.argv[1] ?? ''],
		engineAhead,
		onSignal: (signal: Signal | JobSignal, listener: () => void) => {
			process.on(signal, listener);
			return () => void process.off(signal, listener);
		},
	}),
);
if (engineAhead) (await import('./adapters/engine/start.js')).dismissEngine(engineAhead);
