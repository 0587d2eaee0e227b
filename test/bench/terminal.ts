/**
 * A process in a real pseudo-terminal, with a terminal behind it that answers when it is asked. Every chunk that arrives is stamped with
 * its time, so that what the process did can be told from what the terminal made of it.
 */
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

export type Size = {readonly columns: number; readonly rows: number};
/** Milliseconds since the process was started. */
export type Chunk = {readonly at: number; readonly text: string};

export type Terminal = {
	readonly pid: number;
	readonly chunks: readonly Chunk[];
	readonly press: (keys: string) => void;
	readonly now: () => number;
	/** The rows of the screen, once it has drawn all that arrived. */
	readonly screen: () => Promise<readonly string[]>;
	/** Whether cells of this row are shown in reverse: where something is selected. */
	readonly selectedRows: () => readonly number[];
	/** After each chunk, when it is on the screen. */
	readonly onDrawn: (listener: (chunk: Chunk) => void) => () => void;
	readonly ended: Promise<number>;
	readonly close: () => Promise<void>;
};

export function openTerminal(
	words: readonly string[],
	{columns, rows}: Size,
	environment: Readonly<Record<string, string>> = {},
): Terminal {
	const {CI: _, NO_COLOR: __, ...inherited} = process.env;
	const began = performance.now();
	const pty: IPty = spawn(process.execPath, [...words], {
		cols: columns,
		rows,
		name: 'xterm-256color',
		env: {...(inherited as Record<string, string>), LANG: 'C.UTF-8', ...environment},
	});
	const now = () => performance.now() - began;
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const chunks: Chunk[] = [];
	const listeners = new Set<(chunk: Chunk) => void>();
	terminal.onData(answer => pty.write(answer));
	pty.onData(text => {
		const chunk = {at: now(), text};
		chunks.push(chunk);
		terminal.write(text, () => {
			for (const listener of [...listeners]) listener(chunk);
		});
	});
	const {promise: ended, resolve} = Promise.withResolvers<number>();
	pty.onExit(({exitCode}) => resolve(exitCode));
	const line = (y: number) => terminal.buffer.active.getLine(y);
	const isSelected = (y: number) => Array.from({length: columns}, (_, x) => x).some(x => line(y)?.getCell(x)?.isInverse());
	return {
		pid: pty.pid,
		chunks,
		press: keys => pty.write(keys),
		now,
		screen: () =>
			new Promise(drawn => terminal.write('', () => drawn(Array.from({length: rows}, (_, y) => line(y)?.translateToString(true) ?? '')))),
		selectedRows: () => Array.from({length: rows}, (_, y) => y).filter(isSelected),
		onDrawn(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		ended,
		async close() {
			pty.kill('SIGKILL');
			await ended;
			listeners.clear();
			terminal.write('', () => terminal.dispose());
		},
	};
}

export const bytesOf = (chunks: readonly Chunk[]): number => chunks.reduce((sum, {text}) => sum + Buffer.byteLength(text), 0);
