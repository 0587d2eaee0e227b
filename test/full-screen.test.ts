/**
 * The full screen as an operator has it: the built bundle in a real pseudo-terminal, whose bytes are read by a terminal emulator. Every
 * test waits for what is on the screen.
 */
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, test, vi} from 'vitest';
import {drill, firstQuestion, leave} from './console/drill.js';
import {answerUntil} from './console/operator.js';
import {buildConsole, expectGivenBack, openTerminal, type Terminal} from './console/terminal.js';

const keys = {ctrlC: '\x03', escape: '\x1b', enter: '\r', up: '\x1b[A'};

beforeAll(buildConsole);

/** What was left goes on where it was. */
async function expectResumable({home}: Terminal, where: string): Promise<void> {
	const again = openTerminal(['resume', '--speed', '60'], {home});
	await again.shows(where);
	expect(again.screen()).not.toContain('has been overtaken');
	await leave(again);
}

/** As `ps` tells it: `T` for a process that is stopped. */
const stateOf = (pid: number) => execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], {encoding: 'utf8'});

const recordingsIn = (home: string) => readdirSync(join(home, 'recordings')).filter(name => name.endsWith('.jsonl'));
const began = 'Invoke-CsManagementServerFailover begins';

describe('a drill', () => {
	test('is played from its start to its end by keys alone at 80×24, and its recording is sealed', async () => {
		const terminal = drill(['--speed', 'max']);
		await answerUntil(terminal, 'The session is closed: DONE.');
		terminal.press('q');
		expect(await terminal.ended()).toBe(0);
		expectGivenBack(terminal);
		expect(terminal.screen()).toContain('The session is closed: DONE.');
		expect(terminal.screen()).toContain('Nothing is owed.');
		const [recording = ''] = recordingsIn(terminal.home);
		const verified = openTerminal(['verify', join(terminal.home, 'recordings', recording)], {home: terminal.home});
		expect(await verified.ended()).toBe(0);
		expect(verified.screen()).toContain(', sealed.');
	});

	test('runs no change by what is pasted, or typed before it was asked', async () => {
		const terminal = drill(['--speed', 'max']);
		await answerUntil(terminal, 'Go on: confirm…');
		terminal.press('\rpool2\r');
		await terminal.shows('Typed before this was on the screen, and dropped.');
		await terminal.shows('Pool that gets the store');
		await terminal.shows(() => terminal.takesText());
		terminal.paste('pool2\r');
		await terminal.shows('What confirms a change is typed, not pasted.');
		terminal.press(keys.enter);
		await terminal.shows('Something has to be typed here.');
		terminal.press('edge1\r');
		await terminal.shows('The name is wrong: “edge1” is not the one that is asked for.');
		terminal.press(keys.escape);
		await terminal.hides(/^ {3}>(?: |$)/m);
		terminal.press('4');
		await terminal.shows('Back, noth');
		expect(terminal.screen()).not.toContain(began);
		terminal.paste('q');
		await terminal.shows('What was pasted is not taken as keys.');
		await leave(terminal);
	});
});

describe('the terminal is given back, and the session can be gone on with', () => {
	test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)('after %s', async signal => {
		const terminal = drill();
		await terminal.shows(firstQuestion);
		terminal.signal(signal);
		expect(await terminal.ended()).toBe(5);
		expectGivenBack(terminal);
		expect(terminal.screen()).toContain(`${signal}: The engine keeps the session open and waits for you.`);
		await expectResumable(terminal, firstQuestion);
	});

	test('after SIGTERM to the one process that everything is in', async () => {
		const terminal = drill(['--in-process']);
		await terminal.shows(firstQuestion);
		terminal.signal('SIGTERM');
		expect(await terminal.ended()).toBe(5);
		expectGivenBack(terminal);
		expect(terminal.screen()).toContain('SIGTERM: nothing else is started.');
		await expectResumable(terminal, firstQuestion);
	});

	test('while it is stopped, and taken again when it goes on', async () => {
		const terminal = drill();
		await terminal.shows(firstQuestion);
		terminal.signal('SIGTSTP');
		await terminal.until('the terminal given back', () => (terminal.emulator.buffer.active.type === 'normal' ? true : undefined));
		expectGivenBack(terminal);
		// As a shell does: nobody is told to go on who has not stopped yet.
		await vi.waitFor(() => expect(stateOf(terminal.pid)).toMatch(/^T/), {timeout: 15_000});
		terminal.signal('SIGCONT');
		await terminal.shows(firstQuestion);
		expect(terminal.emulator.buffer.active.type).toBe('alternate');
		await leave(terminal);
	});

	test('after its window was closed', async () => {
		const terminal = drill();
		await terminal.shows(firstQuestion);
		terminal.closeWindow();
		await terminal.ended();
		await expectResumable(terminal, firstQuestion);
	});

	test('after the console was killed, though the terminal cannot be', async () => {
		const terminal = drill();
		await terminal.shows(firstQuestion);
		terminal.signal('SIGKILL');
		await terminal.ended();
		await expectResumable(terminal, firstQuestion);
	});
});

/** What was recorded after the last of these words. */
function recordedSince(home: string, words: string): string {
	const [recording = ''] = recordingsIn(home);
	return (
		readFileSync(join(home, 'recordings', recording), 'utf8')
			.split(words)
			.at(-1) ?? ''
	);
}

test('Ctrl-C asks about a running change and kills nothing, q says what goes on, and y leaves', async () => {
	const terminal = drill(['--speed', '30']);
	await answerUntil(terminal, 'has been running for');
	terminal.press(keys.ctrlC);
	await terminal.shows('y does it   any other key goes back, nothing is done');
	terminal.press(keys.escape);
	await terminal.hides('y does it');
	expect(terminal.screen()).toContain('has been running for');
	terminal.press('q');
	await terminal.shows('A change is running, in the engine');
	terminal.press('n');
	await terminal.hides('A change is running');
	await leave(terminal);
	expect(terminal.screen()).toContain('The engine goes on without you.');
	await vi.waitFor(() => expect(recordedSince(terminal.home, '"event":"left"')).toContain('"changes":true'), {timeout: 15_000});
	const again = openTerminal(['resume', '--speed', '60'], {home: terminal.home});
	await again.shows(/[Ss]ince you left at \d\d:\d\d:\d\d/);
	again.press(' ');
	await again.hides('Any key closes');
	await leave(again);
});

test('Ctrl-C where nothing runs asks before it leaves, and a second one is the answer', async () => {
	const terminal = drill();
	await terminal.shows(firstQuestion);
	terminal.press(keys.ctrlC);
	await terminal.shows('The engine keeps the session as it is and waits.');
	terminal.press(keys.escape);
	await terminal.hides('Leave?');
	terminal.press(keys.ctrlC);
	await terminal.shows('Leave?');
	terminal.press(keys.ctrlC);
	expect(await terminal.ended()).toBe(5);
	expectGivenBack(terminal);
});

describe('a terminal', () => {
	test('that is dumb gets the linear console', async () => {
		const terminal = drill([], {environment: {TERM: 'dumb'}});
		await terminal.shows('REHEARSAL 1-4>');
		expect(terminal.sent()).not.toContain('\x1b');
		terminal.press('\x04');
		expect(await terminal.ended()).toBe(5);
	});

	test.each(['linux', 'screen', 'xterm-256color', 'tmux-256color'])(
		'of the kind %s shows the full screen, and gets its own back',
		async TERM => {
			const terminal = drill([], {environment: {TERM}});
			await terminal.shows(firstQuestion);
			await leave(terminal);
		},
	);

	test('that answers nothing is drawn on all the same', async () => {
		const terminal = drill([], {answers: false});
		await terminal.shows(firstQuestion);
		expect(terminal.sent()).toContain('\x1b[6n');
		await leave(terminal);
	});

	test('gets no colour with NO_COLOR, and some without', async () => {
		const isColoured = ({sent}: Terminal) =>
			sent()
				.split('\x1b')
				.some(sequence => /^\[(?:\d+;)*(?:[34][0-8]|9[0-7]|10[0-7])[;m]/.test(sequence));
		const coloured = drill();
		const plain = drill([], {environment: {NO_COLOR: '1'}});
		await Promise.all([coloured.shows(firstQuestion), plain.shows(firstQuestion)]);
		await Promise.all([leave(coloured), leave(plain)]);
		expect([isColoured(coloured), isColoured(plain)]).toEqual([true, false]);
	});

	test('gets nothing but ASCII with --ascii', async () => {
		const terminal = drill(['--ascii', '--speed', 'max']);
		await answerUntil(terminal, 'Go on: confirm');
		for (const pane of ['2', '3', '4', '?']) terminal.press(pane);
		await terminal.shows('Esc closes');
		terminal.press(keys.escape);
		await terminal.hides('Esc closes');
		await leave(terminal);
		expect(terminal.sent().match(/\P{ASCII}+/gu)).toBeNull();
	});
});

test('what comes one byte a millisecond is read as the keys that were pressed', {retry: 3}, async () => {
	// A machine that stands still for 50 ms within a sequence makes a lone Escape of it: then it is tried again.
	const terminal = drill();
	await terminal.shows(firstQuestion);
	await terminal.trickle('n');
	await terminal.shows('What is to be remembered?');
	await terminal.trickle('Grüße an Zoë\x1b[200~ und\nMüller\x1b[201~\r');
	await terminal.shows('When did it happen?');
	await terminal.trickle('\r');
	await terminal.shows('Grüße an Zoë und Müller');
	await terminal.trickle(`4${keys.up}`);
	await terminal.shows('Log, stopped at a line');
	await terminal.trickle('\x1bOB\x1b[6~');
	expect(terminal.screen()).not.toContain('does nothing here');
	await leave(terminal);
});
