/** What another program may take minutes for is said, and can be left: by a signal, or by whoever waits on a screen. */
import {type Message, say} from '../machines/message.js';
import {type Signal, type Streams, signals} from './streams.js';
import {exitCodes, UsageProblem} from './usage-problem.js';

/** `told`: what is waited for, and for how long at most. `left`: nobody waits any more. */
export type Waiter = {readonly told: (message: Message) => void; readonly left?: AbortSignal | undefined};

/** @throws UsageProblem once it is left, and what `wait` throws. */
export async function waitUnlessLeft<Found>(
	{onSignal}: Pick<Streams, 'onSignal'>,
	left: AbortSignal | undefined,
	wait: (left: AbortSignal) => Promise<Found>,
): Promise<Found> {
	const leaving = new AbortController();
	const gone = Promise.withResolvers<never>();
	gone.promise.catch(() => {});
	const leave = (signal: Signal | 'none') => {
		leaving.abort();
		gone.reject(leftWaiting(signal));
	};
	const listening = signals.map(signal => onSignal(signal, () => leave(signal)));
	const heard = () => leave('none');
	left?.addEventListener('abort', heard);
	if (left?.aborted) heard();
	try {
		return await Promise.race([gone.promise, wait(leaving.signal)]);
	} finally {
		left?.removeEventListener('abort', heard);
		for (const unlisten of listening) unlisten();
	}
}

export const leftWaiting = (signal: Signal | 'none'): UsageProblem =>
	new UsageProblem(say('cli.leftWaiting', {signal}), {exitCode: exitCodes.ended});
