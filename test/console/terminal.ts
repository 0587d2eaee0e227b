/**
 * A real pseudo-terminal with the built console in it, and a screen that is read as a person reads it: by whole frames. Whoever waits
 * waits for what is on the screen; what never comes is answered with the screen that was there instead.
 */
import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {expect, onTestFinished} from 'vitest';

export type TerminalOptions = {
	/** Where recordings and settings are; a new place unless it is told. */
	readonly home?: string;
	readonly columns?: number;
	readonly rows?: number;
	/** `undefined` takes a variable away. */
	readonly environment?: Readonly<Record<string, string | undefined>>;
	/** Whether it says where its cursor is when it is asked. */
	readonly answers?: boolean;
	/** Of a terminal without a full screen: how much that went out of sight can still be read. */
	readonly scrollback?: number;
};

export type Terminal = ReturnType<typeof openTerminal>;

/** What is waited for: a text that is on the screen, a pattern, or anything that can be seen. */
export type Wanted = string | RegExp | ((screen: string) => boolean);

const root = fileURLToPath(new URL('../..', import.meta.url));
export const bin = join(root, 'bin/switchback.js');
/** Much longer than anything takes, so that a slow machine fails no test; a wait that is in vain ends in a sentence. */
const patienceMs = 15_000;

export function buildConsole(): void {
	execFileSync(process.execPath, [join(root, 'scripts/build.js')]);
}

export function temporaryHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'switchback-'));
	onTestFinished(() => {
		endEngines(home);
		rmSync(home, {recursive: true, force: true, maxRetries: 3});
	});
	return home;
}

/** Engines outlive their consoles, and are not to outlive the test. */
function endEngines(home: string): void {
	const recordings = join(home, 'recordings');
	if (!existsSync(recordings)) return;
	for (const name of readdirSync(recordings).filter(each => each.endsWith('.engine'))) {
		const {pid} = JSON.parse(readFileSync(join(recordings, name), 'utf8')) as {readonly pid: number};
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It has ended.
		}
	}
}

export function openTerminal(words: readonly string[], options: TerminalOptions = {}) {
	const {home = temporaryHome(), columns: cols = 80, rows = 24, answers = true, scrollback = 0} = options;
	const {CI: _, NO_COLOR: __, FORCE_COLOR: ___, COLORTERM: ____, ...surroundings} = process.env;
	const environment = {TERM: 'xterm-256color', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...options.environment};
	const pty: IPty = spawn(process.execPath, [bin, ...words], {
		cols,
		rows,
		name: environment.TERM ?? '',
		cwd: root,
		env: withoutUndefined({...surroundings, SWITCHBACK_HOME: home, NODE_ENV: 'production', ...environment}),
	});
	const emulator = new xterm.Terminal({cols, rows, scrollback, allowProposedApi: true});
	const checks = new Set<() => void>();
	const check = () => {
		for (const each of [...checks]) each();
	};
	let raw = '';
	let unread = 0;
	let exit: {readonly code: number} | undefined;
	const {promise: exited, resolve} = Promise.withResolvers<number>();
	pty.onData(data => {
		raw += data;
		const isWhole = raw.lastIndexOf('\x1b[?2026h') <= raw.lastIndexOf('\x1b[?2026l');
		unread++;
		emulator.write(data, () => {
			unread--;
			// Half a frame is nothing that anybody sees.
			if (isWhole) check();
		});
	});
	if (answers) emulator.onData(reply => pty.write(reply));
	pty.onExit(({exitCode}) => {
		exit = {code: exitCode};
		resolve(exitCode);
		check();
	});
	onTestFinished(() => {
		if (!exit) pty.kill('SIGKILL');
		emulator.dispose();
	});

	const linesOf = () => {
		const {active} = emulator.buffer;
		return Array.from({length: active.length}, (_, index) => {
			const isBroken = active.getLine(index + 1)?.isWrapped === true;
			// A line may be longer than the screen, which became narrower.
			const text = active.getLine(index)?.translateToString(false, 0, emulator.cols) ?? '';
			return {text: isBroken ? text : text.trimEnd(), isBroken};
		});
	};
	/** Everything on the screen, and above it where that is kept, with what the terminal broke put together again. */
	const screen = () => linesOf().reduce((text, line) => `${text}${line.text}${line.isBroken ? '' : '\n'}`, '\n');

	/** Whether the screen shows where the next sign that is typed goes: a cell in reverse after the `>` of a field. */
	const takesText = () => {
		const {active} = emulator.buffer;
		return Array.from({length: active.length}, (_, index) => active.getLine(index)).some(
			line =>
				line?.translateToString().startsWith('   > ') && Array.from({length: cols}, (_, x) => line.getCell(x)?.isInverse()).some(Boolean),
		);
	};

	/** Resolves with what `seen` finds, as soon as it finds something. */
	function until<Found>(what: string, seen: (screen: string) => Found | undefined): Promise<Found> {
		return new Promise((found, fail) => {
			const give = () => {
				checks.delete(look);
				clearTimeout(limit);
			};
			const look = () => {
				const value = seen(screen());
				if (value !== undefined) {
					give();
					found(value);
				} else if (exit && unread === 0) {
					give();
					fail(new Error(`The console ended with ${exit.code} before ${what}. Its screen:\n${screen()}`));
				}
			};
			const limit = setTimeout(() => {
				give();
				fail(new Error(`Waited in vain for ${what}. The screen:\n${screen()}`));
			}, patienceMs);
			checks.add(look);
			look();
		});
	}

	const isThere = (wanted: Wanted, text: string) => {
		if (typeof wanted === 'string') return text.includes(wanted);
		return typeof wanted === 'function' ? wanted(text) : wanted.test(text);
	};
	let from = 0;
	return {
		home,
		pid: pty.pid,
		emulator,
		screen,
		takesText,
		until,
		/** Waits until this is on the screen. */
		shows: (wanted: Wanted) => until(`“${wanted}”`, text => (isThere(wanted, text) ? true : undefined)),
		/** Waits until this is no longer on the screen. */
		hides: (wanted: Wanted) => until(`“${wanted}” to go`, text => (isThere(wanted, text) ? undefined : true)),
		/** For text that only grows: the first of these, after what was found before. */
		showsOne: (...wanted: readonly string[]) =>
			until(`one of “${wanted.join('”, “')}”`, text => {
				const [first] = wanted
					.map(words => ({words, at: text.indexOf(words, from)}))
					.filter(({at}) => at >= 0)
					.sort((a, b) => a.at - b.at);
				if (first) from = first.at + first.words.length;
				return first?.words;
			}),
		press: (keys: string) => pty.write(keys),
		type: (words: string) => pty.write(`${words}\r`),
		/** One byte a millisecond, as over the slowest of lines. */
		async trickle(keys: string) {
			for (const byte of Buffer.from(keys)) {
				pty.write(Buffer.of(byte) as unknown as string);
				await wait(1);
			}
		},
		/** As terminals send what is pasted. */
		paste: (text: string) => pty.write(`\x1b[200~${text}\x1b[201~`),
		signal: (signal: NodeJS.Signals) => process.kill(pty.pid, signal),
		/** The window is closed: whoever is in it is told by SIGHUP, and nobody reads any more. */
		closeWindow: () => (pty as IPty & {destroy(): void}).destroy(),
		resize(size: {readonly columns: number; readonly rows: number}) {
			emulator.resize(size.columns, size.rows);
			pty.resize(size.columns, size.rows);
		},
		/** The exit code, once all that was printed has been read. */
		async ended(): Promise<number> {
			await until('the end', () => (exit && unread === 0 ? true : undefined)).catch(error => {
				if (!exit) throw error;
			});
			return exited;
		},
		/** Every byte that it sent. */
		sent: () => raw,
	};
}

/** The terminal is as it was: the screen before, the cursor, and no mode that was not there. */
export function expectGivenBack({emulator, sent}: Terminal): void {
	expect(emulator.buffer.active.type).toBe('normal');
	expect(emulator.modes).toMatchObject({
		bracketedPasteMode: false,
		wraparoundMode: true,
		mouseTrackingMode: 'none',
		applicationCursorKeysMode: false,
	});
	expect(sent().lastIndexOf('\x1b[?25h')).toBeGreaterThan(sent().lastIndexOf('\x1b[?25l'));
	expect(sent().lastIndexOf('\x1b[?2026l')).toBeGreaterThan(sent().lastIndexOf('\x1b[?2026h'));
	expect(sent().lastIndexOf('\x1b[?1049l')).toBeGreaterThan(sent().lastIndexOf('\x1b[?1049h'));
}

const withoutUndefined = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
	Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
