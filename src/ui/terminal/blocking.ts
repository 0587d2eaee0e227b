/**
 * Node writes to a terminal so that the whole process stands still until the terminal has taken it: over a stalled SSH connection, the
 * clocks, the calls under way and the journal would stand still with the screen. While the console is shown, writes wait instead.
 *
 * `setBlocking` is Node's own, and nowhere promised. Without it all is as before: correct, and blocking.
 */
import type {Timer} from './input.js';

type Handle = {setBlocking(isBlocking: boolean): unknown};

/** @returns what makes writes block again, for the last words before the process ends. */
export function stopBlocking(output: object): () => void {
	const handle = handleOf(output);
	handle?.setBlocking(false);
	return () => handle?.setBlocking(true);
}

function handleOf(output: object): Handle | undefined {
	const handle: unknown = Reflect.get(output, '_handle');
	return isHandle(handle) ? handle : undefined;
}

function isHandle(handle: unknown): handle is Handle {
	return typeof handle === 'object' && handle !== null && typeof Reflect.get(handle, 'setBlocking') === 'function';
}

type Waiting = {readonly writableLength: number; write(bytes: string, done: () => void): unknown};

/** Resolves to true when all that was written is on its way, or to false when that takes longer than told: the line may be dead. */
export function untilWritten(output: Waiting, timeoutMs: number, timer: Timer): Promise<boolean> {
	if (output.writableLength === 0) return Promise.resolve(true);
	return new Promise(resolve => {
		const cancel = timer(() => resolve(false), timeoutMs);
		// Not `drain`: that is only said to who was told to stop.
		output.write('', () => {
			cancel();
			resolve(true);
		});
	});
}
