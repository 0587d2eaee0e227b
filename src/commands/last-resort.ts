/**
 * What happens to the process itself: its output is lost, or something is thrown that nobody catches. Each is one sentence on stderr and
 * exit code 1. Only nobody listening is no error: what is piped into `head` ends quietly.
 */
import {type Message, say} from '../machines/message.js';
import {releaseLocks} from '../storage/lock-file.js';
import {codeOf} from '../storage/refusal.js';
import {plainRenderer} from './desk.js';
import {exitCodes} from './usage-problem.js';

type Listener = (error: unknown) => void;

/** What is needed of a process. Handed in, so that a test can be one. */
export type GuardedProcess = {
	readonly stdout: {
		readonly on: (event: 'error', listener: Listener) => unknown;
		readonly isTTY?: boolean;
		/** What is still on its way. */
		readonly writableLength: number;
	};
	readonly stderr: {readonly on: (event: 'error', listener: Listener) => unknown; readonly write: (text: string) => unknown};
	readonly on: (event: 'uncaughtException' | 'unhandledRejection', listener: Listener) => unknown;
	readonly exit: (code: number) => void;
	exitCode?: number | string | null | undefined;
};

/** A terminal that takes nothing, on a line that is dead, is waited for no longer. */
const lastWordsMs = 1_000;

/** Alone, this is nothing to stay alive for. */
const whileAlive = (act: () => void, ms: number) => void setTimeout(act, ms).unref();

/** Returns how to end well: with this exit code, unless the output was lost before or is lost while it is flushed. */
export function guardProcess(guarded: GuardedProcess, later = whileAlive): (exitCode: number) => void {
	let isLost = false;
	const tell = (message: Message) => void guarded.stderr.write(`${plainRenderer()(message)}\n`);
	const lose = (error: unknown, isOutput: boolean) => {
		if (isLost || codeOf(error) === 'EPIPE') return;
		isLost = true;
		guarded.exitCode = exitCodes.failed;
		if (isOutput) tell(say('cli.outputLost', {code: codeOf(error)}));
	};
	guarded.stdout.on('error', error => lose(error, true));
	// Nowhere is left to say it.
	guarded.stderr.on('error', error => lose(error, false));

	const giveUp = (error: unknown) => {
		releaseLocks();
		tell(say('cli.unexpected', {message: error instanceof Error ? error.message : String(error)}));
		guarded.exit(exitCodes.failed);
	};
	guarded.on('uncaughtException', giveUp);
	guarded.on('unhandledRejection', giveUp);
	return exitCode => {
		guarded.exitCode = isLost ? exitCodes.failed : exitCode;
		const {stdout} = guarded;
		if (stdout.isTTY && stdout.writableLength > 0) later(() => guarded.exit(isLost ? exitCodes.failed : exitCode), lastWordsMs);
	};
}
