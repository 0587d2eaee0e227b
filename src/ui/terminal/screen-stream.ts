/**
 * The standard output that Ink renders into. Ink (in debug mode) writes whole frames; the terminal gets what is different, as one write
 * inside the brackets of synchronized output.
 *
 * On a slow line nothing piles up: while the output has not drained, only the newest frame is kept, and what is sent then is its
 * difference to what was sent last. Nothing is written on its own: without a frame, a size or a repaint, no byte.
 */
import {EventEmitter} from 'node:events';
import {readFrame, type Screen, type Size} from './cells.js';
import {difference} from './difference.js';

/** What is needed of `process.stdout`. */
export type TerminalOutput = {
	readonly columns?: number | undefined;
	readonly rows?: number | undefined;
	readonly destroyed?: boolean;
	write(bytes: string, done?: () => void): boolean;
	on(event: 'resize' | 'drain', listener: () => void): unknown;
	off(event: 'resize' | 'drain', listener: () => void): unknown;
};

type Options = {
	readonly output: TerminalOutput;
	/** For an output that does not know its size. */
	readonly columns?: number;
	readonly rows?: number;
	/** Is told what was really sent. */
	readonly record?: (bytes: string) => void;
};

export type ScreenStream = NodeJS.WriteStream & {
	/** Sends the whole frame again, for a terminal in which something else has written. */
	repaint(): void;
	/** Whether the terminal is still to take what was sent. */
	readonly isStalled: boolean;
	/** Draws no more: from here on the terminal is somebody else's. */
	close(): void;
};

/** Ink asks for a whole stream and uses no more of it than `Frames` has. */
export const createScreenStream = (options: Options): ScreenStream => new Frames(options) as unknown as ScreenStream;

const begin = '\x1b[?2026h';
const end = '\x1b[?2026l';
/** Whatever was left behind: the letters back from line drawing, no scroll region, no look, no wrapping, no cursor. */
const afresh = '\x1b(B\x0f\x1b[r\x1b[m\x1b[?7l\x1b[?25l';

class Frames extends EventEmitter {
	readonly isTTY = true;
	readonly writable = true;
	readonly #options: Options;
	#frame: string | undefined;
	/** What the terminal shows, once all that was sent has arrived. */
	#sent: {readonly screen: Screen; readonly size: Size} | undefined;
	#isStalled = false;
	#isClosed = false;
	#isResizing = false;

	constructor(options: Options) {
		super();
		this.#options = options;
		options.output.on('resize', this.#resized);
		options.output.on('drain', this.#drained);
	}

	get columns(): number {
		return this.#options.output.columns || this.#options.columns || 80;
	}

	get rows(): number {
		return this.#options.output.rows || this.#options.rows || 24;
	}

	get isStalled(): boolean {
		return this.#isStalled;
	}

	/** Always true: whoever draws may draw on, and what is out of date by the time it could be sent is not sent. */
	write(chunk: string, encoding?: BufferEncoding | (() => void), done?: () => void): boolean {
		const callback = typeof encoding === 'function' ? encoding : done;
		// An empty write is how Ink asks whether all is written. Modes are those who own the terminal to set, and are no frames.
		if (chunk !== '' && !chunk.startsWith('\x1b[?')) {
			this.#frame = chunk;
			this.#send();
		}
		if (callback) queueMicrotask(callback);
		return true;
	}

	repaint(): void {
		this.#sent = undefined;
		this.#send();
	}

	close(): void {
		this.#isClosed = true;
		this.#options.output.off('resize', this.#resized);
		this.#options.output.off('drain', this.#drained);
	}

	#resized = (): void => {
		// How a terminal rearranges what it shows, no two agree upon.
		this.#sent = undefined;
		// Ink draws what it has once more, laid out for the size that is gone; only the last frame is meant.
		this.#isResizing = true;
		this.emit('resize');
		this.#isResizing = false;
		this.#send();
	};

	#drained = (): void => {
		this.#isStalled = false;
		this.#send();
	};

	#send(): void {
		const {output, record} = this.#options;
		if (this.#frame === undefined || this.#isStalled || this.#isResizing || this.#isClosed || output.destroyed) return;
		const size = {columns: this.columns, rows: this.rows};
		const isSameSize = this.#sent?.size.columns === size.columns && this.#sent.size.rows === size.rows;
		const previous = isSameSize ? this.#sent?.screen : undefined;
		const screen = readFrame(this.#frame, size, previous);
		const bytes = difference(previous, screen, size);
		this.#sent = {screen, size};
		if (bytes === '') return;
		const whole = begin + (previous ? '' : afresh) + bytes + end;
		this.#isStalled = !output.write(whole);
		record?.(whole);
	}
}
