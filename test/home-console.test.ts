/** Home as an operator has it: the built bundle in a real pseudo-terminal of 80×24, by keys alone. Waits for what is on the screen. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {beforeAll, expect, onTestFinished, test} from 'vitest';
import {endEngines} from './console/terminal.js';

const root = fileURLToPath(new URL('..', import.meta.url));

beforeAll(() => {
	execFileSync(process.execPath, [join(root, 'scripts/build.js')]);
});

test('two keys play the dead site; home comes back, and Ctrl-C gives the terminal back', async () => {
	const home = openHome();
	await home.shows('What now');
	home.press('\r');
	await home.shows('site-dark');
	home.press('\r');
	await home.shows('It waits for YOU');
	home.press('q');
	await home.shows('Leave');
	home.press('y');
	await home.shows('1 session is open');
	home.press('\u0003');
	expect(await home.ended()).toBe(0);
	await home.shows('The engine keeps the session open');
	expect([home.buffer(), home.screen().includes('What now')]).toEqual(['normal', false]);
});

test('o on a plan looks only: the recording is shown at its end, and home says what was found', async () => {
	const home = openHome();
	await home.shows('What now');
	home.press('\u001b[B\u001b[B\u001b[B\r');
	await home.shows('Enter shows the plan');
	home.press('\r');
	await home.shows('look only');
	home.press('o');
	await home.shows('It only looked. Nothing blocks as things are; nothing was changed.');
	home.press('q');
	await home.shows('Nothing blocks. The recording is kept.');
	expect(home.screen()).toContain('No session is open');
	home.press('q');
	expect(await home.ended()).toBe(0);
});

test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT'])('%s gives the terminal back', async signal => {
	const home = openHome();
	await home.shows('What now');
	expect(home.buffer()).toBe('alternate');
	home.kill(signal);
	expect(await home.ended()).toBe(5);
	expect(home.buffer()).toBe('normal');
});

test('--linear asks in numbers, and a dumb terminal is asked so without it', async () => {
	for (const [words, name] of [
		[['--linear'], 'xterm-256color'],
		[[], 'dumb'],
	] as const) {
		const home = openHome(words, name);
		await home.shows('1  Rehearse');
		expect(home.buffer()).toBe('normal');
		home.press('q\r');
		expect(await home.ended()).toBe(0);
	}
});

function openHome(words: readonly string[] = [], name = 'xterm-256color') {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-'));
	const {CI: _, ...environment} = process.env;
	const pty = spawn(process.execPath, [join(root, 'bin/switchback.js'), ...words], {
		cols: 80,
		rows: 24,
		name,
		cwd: root,
		env: {...environment, TERM: name, SWITCHBACK_HOME: directory, NODE_ENV: 'production'} as Record<string, string>,
	});
	const terminal = new xterm.Terminal({cols: 80, rows: 24, allowProposedApi: true});
	const checks = new Set<() => void>();
	const {promise, resolve} = Promise.withResolvers<number>();
	pty.onData(data =>
		terminal.write(data, () => {
			for (const check of [...checks]) check();
		}),
	);
	// Where the cursor is, this terminal is asked; it answers as any other.
	terminal.onData(answer => pty.write(answer));
	let isOver = false;
	// What was written last has to arrive on the screen first.
	pty.onExit(({exitCode}) => {
		isOver = true;
		terminal.write('', () => resolve(exitCode));
	});
	onTestFinished(() => {
		if (!isOver) pty.kill('SIGKILL');
		terminal.dispose();
		endEngines(directory);
		rmSync(directory, {recursive: true, force: true});
	});
	const screen = () => {
		const {active} = terminal.buffer;
		return Array.from({length: active.length}, (_, index) => active.getLine(index)?.translateToString(true) ?? '').join('\n');
	};
	return {
		screen,
		buffer: () => terminal.buffer.active.type,
		press: (keys: string) => pty.write(keys),
		kill: (signal: string) => pty.kill(signal),
		ended: () => promise,
		shows: (text: string) =>
			new Promise<void>(found => {
				const check = () => {
					if (!screen().includes(text)) return;
					checks.delete(check);
					found();
				};
				checks.add(check);
				check();
			}),
	};
}
