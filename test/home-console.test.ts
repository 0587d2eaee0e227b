/** Home as an operator has it: the built bundle in a real pseudo-terminal of 80×24, by keys alone. Waits for what is on the screen. */
import {beforeAll, expect, test} from 'vitest';
import {buildConsole, expectGivenBack, openTerminal} from './console/terminal.js';

beforeAll(buildConsole);

test('two keys play the dead site; home comes back, and Ctrl-C gives the terminal back', async () => {
	const home = openTerminal([]);
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
	expectGivenBack(home);
	expect(home.screen()).not.toContain('What now');
});

test('o on a plan looks only: the recording is shown at its end, and home says what was found', async () => {
	const home = openTerminal([]);
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

test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)('%s gives the terminal back', async signal => {
	const home = openTerminal([]);
	await home.shows('What now');
	expect(home.emulator.buffer.active.type).toBe('alternate');
	home.signal(signal);
	expect(await home.ended()).toBe(5);
	expectGivenBack(home);
});

test.each([
	{what: 'who asks for --linear', words: ['--linear'], TERM: 'xterm-256color'},
	{what: 'who has a dumb terminal', words: [], TERM: 'dumb'},
])('$what is asked in numbers', async ({words, TERM}) => {
	const home = openTerminal(words, {environment: {TERM}});
	await home.shows('1  Rehearse');
	expect(home.emulator.buffer.active.type).toBe('normal');
	home.type('q');
	expect(await home.ended()).toBe(0);
});
