/** The terminal that a command was started in. Handed in, so that a test can be one. */
import type {EngineProcess} from '../adapters/engine/start.js';
import type {Input} from '../ui/linear/line-input.js';
import type {Output} from '../ui/linear/printer.js';

export type Streams = {
	readonly stdin: Input & {readonly isTTY?: boolean};
	readonly stdout: Output & {readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number};
	readonly stderr: Pick<Output, 'write'>;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** What starts this product again, for an engine in a process of its own; without it everything is in one. */
	readonly program?: readonly [string, ...string[]];
	/** An engine that was started before it was known what it is to do, for the session that this command begins. */
	readonly engineAhead?: EngineProcess | undefined;
	/** Signals, as the process hears them. Returns how to stop listening. */
	readonly onSignal: (signal: Signal | JobSignal, listener: () => void) => () => void;
};

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGQUIT';
export const signals: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
/** Of a shell that puts what runs in it aside and takes it up again. */
export type JobSignal = 'SIGTSTP' | 'SIGCONT';

/** A terminal is both: with one of them redirected, nobody is asked anything. */
export const isTerminal = ({stdin, stdout}: Streams): boolean => stdin.isTTY === true && stdout.isTTY === true;

/** Somebody can type, wherever the output goes. */
export const hasKeyboard = ({stdin}: Streams): boolean => stdin.isTTY === true;

/** As wide as 80 where nobody says. */
export const columnsOf =
	({stdout}: Streams): (() => number) =>
	() =>
		stdout.columns ?? 80;

/** What was told on stdin, to its first end of a line. */
export async function firstLine({stdin}: Pick<Streams, 'stdin'>): Promise<string> {
	let text = '';
	for await (const chunk of stdin as unknown as AsyncIterable<Buffer>) text += chunk.toString('utf8');
	return text.split('\n')[0] ?? '';
}
