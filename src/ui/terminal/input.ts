/**
 * The keyboard: bytes from the terminal in, keys out. A sign that is split between two reads is put together; what is no UTF-8 becomes
 * `U+FFFD`. The only clocks are the timers that tell a lone Escape from the beginning of a sequence, and the end of what
 * comes in a burst, and they run only while that is open.
 */
import {StringDecoder} from 'node:string_decoder';
import {asPasted, burstSilenceMs, isBurst} from './burst.js';
import type {CursorReport, KeyEvent} from './key-events.js';
import {KeyParser} from './key-parser.js';

/** What is needed of `process.stdin`. */
export type KeySource = {
	on(event: 'data', listener: (chunk: string | Uint8Array) => void): unknown;
	off(event: 'data', listener: (chunk: string | Uint8Array) => void): unknown;
	setRawMode?(isRaw: boolean): unknown;
	resume?(): unknown;
	pause?(): unknown;
};

/** Calls back once, unless it is cancelled before. */
export type Timer = (callback: () => void, delayMs: number) => () => void;

export type Keys = {
	/** @returns what ends the listening. */
	listen(listener: (event: KeyEvent) => void): () => void;
	/** Where the terminal says its cursor is, after it was asked; nothing if it does not say. Each report goes to who has waited longest. */
	nextReport(timeoutMs: number): Promise<CursorReport | undefined>;
	/** Lines are edited by the terminal again, for whoever has it meanwhile. */
	letGo(): void;
	/** What the terminal's input was set to meanwhile, nobody here was told. */
	takeAgain(): void;
	/** Leaves the terminal's input as it was before. */
	close(): void;
};

const realTimer: Timer = (callback, delayMs) => {
	const timeout = setTimeout(callback, delayMs);
	return () => clearTimeout(timeout);
};

export function createKeys(stdin: KeySource, timer: Timer = realTimer): Keys {
	const listeners = new Set<(event: KeyEvent) => void>();
	const waiting: ((report: CursorReport | undefined) => void)[] = [];
	const decoder = new StringDecoder('utf8');
	const parser = new KeyParser(report => waiting.shift()?.(report));
	let cancelFlush = () => {};
	let cancelBurst: (() => void) | undefined;

	/** Silence ends a burst. */
	const sorted = (events: readonly KeyEvent[]) => {
		if (!cancelBurst && !isBurst(events)) return events;
		cancelBurst?.();
		cancelBurst = timer(() => {
			cancelBurst = undefined;
		}, burstSilenceMs);
		return asPasted(events);
	};
	const emit = (events: readonly KeyEvent[]) => {
		for (const event of events) for (const listener of [...listeners]) listener(event);
	};
	const read = (chunk: string | Uint8Array) => {
		cancelFlush();
		const events = sorted(parser.feed(typeof chunk === 'string' ? chunk : decoder.write(chunk)));
		// Before anybody hears of a key: a listener that throws must not leave a half sequence behind.
		if (parser.patienceMs > 0) cancelFlush = timer(() => emit(parser.flush()), parser.patienceMs);
		emit(events);
	};

	stdin.setRawMode?.(true);
	stdin.on('data', read);
	stdin.resume?.();

	return {
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		nextReport(timeoutMs) {
			return new Promise(resolve => {
				const answer = (report: CursorReport | undefined) => {
					cancel();
					resolve(report);
				};
				const cancel = timer(() => {
					waiting.splice(waiting.indexOf(answer), 1);
					resolve(undefined);
				}, timeoutMs);
				waiting.push(answer);
			});
		},
		letGo: () => void stdin.setRawMode?.(false),
		takeAgain() {
			// Raw already, as far as is known here, it would not be made so again.
			stdin.setRawMode?.(false);
			stdin.setRawMode?.(true);
		},
		close() {
			cancelFlush();
			cancelBurst?.();
			stdin.off('data', read);
			listeners.clear();
			for (const answer of waiting.splice(0)) answer(undefined);
			stdin.setRawMode?.(false);
			stdin.pause?.();
		},
	};
}
