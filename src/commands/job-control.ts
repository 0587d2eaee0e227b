/**
 * A shell puts aside what runs in it, and takes it up again: meanwhile the terminal is the shell's, and afterwards nothing on it is as it
 * was left. Who is stopped without being asked can give nothing back, but takes the terminal again all the same.
 */
import type {Streams} from './streams.js';

export type Shared = {
	/** Gives the terminal back, with all that was drawn on its way. */
	readonly letGo: () => Promise<void>;
	readonly takeAgain: () => void;
};

/** @param stop stops this process, until it is told to go on. Returns what ends it. */
export function heedJobControl(
	{onSignal}: Pick<Streams, 'onSignal'>,
	{letGo, takeAgain}: Shared,
	stop: () => void = () => process.kill(process.pid, 'SIGSTOP'),
): () => void {
	let isStopping = false;
	let isHeeded = true;
	const ends = [
		onSignal('SIGTSTP', () => {
			// Told by the shell and by who started it, it is to stop once.
			if (isStopping) return;
			isStopping = true;
			void letGo().then(() => isHeeded && isStopping && stop());
		}),
		onSignal('SIGCONT', () => {
			isStopping = false;
			takeAgain();
		}),
	];
	return () => {
		isHeeded = false;
		for (const end of ends) end();
	};
}
