/**
 * The one place where the linear console writes. Everything is made safe here, whatever was done before, and a prompt that stands open
 * gets a line of its own before anything else is written.
 */
import {safe} from '../safe-text.js';
import {type Line, wrap} from './line.js';

export type Output = Pick<NodeJS.WritableStream, 'write' | 'on' | 'once' | 'off'>;

export type Printer = {
	readonly print: (lines: readonly Line[]) => void;
	/** Written once, until something else is printed or the operator has answered. */
	readonly prompt: (text: string) => void;
	/** The terminal showed the Enter of the operator. */
	readonly answered: () => void;
	/** Resolves when what was written has been taken: nothing new is asked before. */
	readonly drained: () => Promise<void>;
	/** Nobody reads any more. `code` is what the system said. */
	readonly onClosed: (listener: (code: string) => void) => void;
	readonly isClosed: () => boolean;
};

/** A cmdlet line or a path has to be whole; more than this is no line. */
const longestLine = 4_000;

export function createPrinter(output: Output, columns: () => number): Printer {
	const waiting = new Set<() => void>();
	const listeners = new Set<(code: string) => void>();
	let open: string | undefined;
	let isFull = false;
	let closed: string | undefined;

	const settle = () => {
		isFull = false;
		for (const go of waiting) go();
		waiting.clear();
	};
	const close = (error?: {readonly code?: string}) => {
		if (closed !== undefined) return;
		closed = error?.code ?? '';
		settle();
		for (const listener of listeners) listener(closed);
	};
	output.on('drain', settle);
	output.on('error', close);
	output.on('close', close);

	function write(text: string) {
		if (closed === undefined && !output.write(text)) isFull = true;
	}

	return {
		print(lines) {
			if (lines.length === 0) return;
			const text = lines.flatMap(line => wrap({...line, text: safe(line.text, longestLine)}, columns())).join('\n');
			write(`${open === undefined ? '' : '\n'}${text}\n`);
			open = undefined;
		},
		prompt(text) {
			if (open === text) return;
			write(`${open === undefined ? '' : '\n'}${safe(text)} `);
			open = text;
		},
		answered: () => {
			open = undefined;
		},
		drained: () => (isFull && closed === undefined ? new Promise(resolve => waiting.add(resolve)) : Promise.resolve()),
		onClosed: listener => void (closed === undefined ? listeners.add(listener) : listener(closed)),
		isClosed: () => closed !== undefined,
	};
}
