/**
 * What the operator types, as lines. The terminal stays in its own line mode: it echoes, erases and ends lines, and nothing here moves
 * a cursor.
 *
 * Lines that were there together are told together, as one burst, when a turn of the event loop has brought no more: a terminal hands
 * out one line a turn, however many wait. Nobody types two lines in that time, so what follows the first was typed ahead or pasted.
 */
import {type HiddenLine, openHiddenLine, type RawInput} from './hidden-line.js';

export type Burst = readonly TypedLine[];
export type TypedLine = {readonly text: string; readonly isTooLong?: true};

export type LineListener = {readonly burst: (lines: Burst) => void; readonly ended: () => void};

export type LineInput = {
	/** One at a time; what came while nobody listened is told first. Returns how to stop. */
	readonly listen: (listener: LineListener) => () => void;
	/**
	 * The next line is not shown while it is typed; `done` without a text: it was left. Returns how to stop, undefined where this input would
	 * show it.
	 */
	readonly hidden: (done: (text?: string) => void) => (() => void) | undefined;
	/** Lets the process end. */
	readonly close: () => void;
};

export type Input = Pick<NodeJS.ReadableStream, 'setEncoding' | 'on' | 'off' | 'pause' | 'resume'> & RawInput;

/** A field takes 8,000 characters: more is no answer. */
const longestLine = 8_000;
/** Pasted into a console that was not asking. */
const mostHeld = 200;

export function createLineInput(input: Input): LineInput {
	let listener: LineListener | undefined;
	let partial = '';
	let isTooLong = false;
	let lines: TypedLine[] = [];
	let hasEnded = false;
	let hasNews = false;
	let turn: NodeJS.Immediate | undefined;
	let secret: HiddenLine | undefined;

	input.setEncoding('utf8');
	input.on('data', read);
	input.on('end', end);
	input.on('error', end);

	function read(chunk: string | Buffer) {
		hasNews = true;
		const heard = secret ? secret.hear(String(chunk)) : String(chunk);
		if (heard === undefined) return;
		secret = undefined;
		const [first = '', ...rest] = heard.split('\n');
		take(first);
		for (const next of rest) {
			if (lines.length < mostHeld) lines.push({text: partial.replace(/\r$/, ''), ...(isTooLong ? {isTooLong: true as const} : {})});
			partial = '';
			isTooLong = false;
			take(next);
		}
		if (lines.length > 0) turn ??= setImmediate(tell);
	}

	function take(text: string) {
		if (partial.length + text.length > longestLine) isTooLong = true;
		else partial += text;
	}

	function end() {
		if (hasEnded) return;
		hasEnded = true;
		turn ??= setImmediate(tell);
	}

	function tell() {
		turn = undefined;
		if (hasNews && lines.length < mostHeld) {
			hasNews = false;
			turn = setImmediate(tell);
			return;
		}
		if (!listener) return;
		const burst = lines;
		lines = [];
		if (burst.length > 0) listener.burst(burst);
		if (hasEnded && lines.length === 0) listener?.ended();
	}

	function stopHidden() {
		secret?.stop();
		secret = undefined;
	}

	return {
		listen(next) {
			listener = next;
			input.resume();
			if (lines.length > 0 || hasEnded) turn ??= setImmediate(tell);
			return () => {
				if (listener === next) listener = undefined;
			};
		},
		hidden(done) {
			secret = openHiddenLine(input, done);
			return secret && stopHidden;
		},
		close() {
			stopHidden();
			listener = undefined;
			clearImmediate(turn);
			input.off('data', read);
			input.pause();
		},
	};
}
