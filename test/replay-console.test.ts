/**
 * A replay as an operator has it: the built bundle in a real pseudo-terminal of 80×24, by keys alone; and its frames as they are printed.
 * Every test waits for what is on the screen.
 */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {bin, buildConsole, expectGivenBack, openTerminal} from './console/terminal.js';

const keys = {enter: '\r', right: '\x1b[C', left: '\x1b[D', pageDown: '\x1b[6~', home: '\x1b[H', end: '\x1b[F'};
const home = mkdtempSync(join(tmpdir(), 'switchback-'));
const printed = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
	execFileSync(process.execPath, [bin, ...words], {encoding: 'utf8', env: {...process.env, SWITCHBACK_HOME: home, ...environment}});
let recording = '';

beforeAll(() => {
	buildConsole();
	({recording} = JSON.parse(printed(['drill', 'site-dark', '--json'])) as {recording: string});
});
afterAll(() => rmSync(home, {recursive: true, force: true}));

test('a replay goes forwards, backwards, to a time and to the end by keys, and leaves by one', async () => {
	const terminal = openTerminal(['replay', recording], {home});
	const place = /entry (\d+) of (\d+), /;
	const entryOf = (screen: string) => Number(place.exec(screen)?.[1]);
	await terminal.shows('entry 1 of ');
	terminal.press(keys.right);
	await terminal.shows(text => entryOf(text) > 1);
	terminal.press(keys.left);
	await terminal.shows('entry 1 of ');
	terminal.press(']');
	await terminal.shows(text => entryOf(text) > 1);
	terminal.press('@');
	await terminal.shows('Go to');
	terminal.type('+09:00');
	await terminal.shows(/, \+8 min \d+ s /);
	const [, , last = ''] = place.exec(terminal.screen()) ?? [];
	terminal.press('@');
	await terminal.shows('Go to');
	terminal.type(String(Number(last) + 1));
	await terminal.shows(`The recording has no entry ${Number(last) + 1}.`);
	// It can be mended where it was typed.
	expect(terminal.screen()).toContain(`   > ${Number(last) + 1}`);
	terminal.press('\x15');
	terminal.type(last);
	await terminal.shows(`entry ${last} of ${last}, `);
	expect(terminal.screen()).toContain('The session is closed: DONE.');
	terminal.press(keys.home);
	await terminal.shows('entry 1 of ');
	expect(terminal.screen()).toContain('No step has begun yet');
	terminal.press(keys.end);
	await terminal.shows(`entry ${last} of ${last}, `);
	terminal.press('?');
	await terminal.shows('shows them');
	terminal.press(keys.pageDown);
	await terminal.shows('On the line of time:');
	terminal.press('\x1b');
	await terminal.hides('On the line of time:');
	terminal.press(keys.enter);
	await terminal.shows('This is a replay: nothing can be run.');
	terminal.press('q');
	expect(await terminal.ended()).toBe(0);
	expectGivenBack(terminal);
});

test('a replay shows what it prints', async () => {
	const terminal = openTerminal(['replay', recording, '--at', '+09:00'], {home});
	await terminal.shows('waits up to 3 s');
	terminal.press('i');
	await terminal.shows('waits in full');
	const frame = printed(['replay', recording, '--at', '+09:00', '--print', '--size', '80x24']);
	const trimmed = (text: string) => text.replace(/ +$/gm, '').trim();
	expect(trimmed(terminal.screen())).toBe(trimmed(frame));
	terminal.signal('SIGTERM');
	await terminal.ended();
	expectGivenBack(terminal);
});

test('a replay prints the same bytes in every time zone and language', () => {
	const words = ['replay', recording, '--print', '--at', '+12:30', '--size', '80x24'];
	const here = printed(words, {TZ: 'UTC', LANG: 'C', LC_ALL: 'C'});
	expect(here).toContain('REPLAY');
	expect(printed(words, {TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8'})).toBe(here);
	expect(printed(words, {TZ: 'America/Los_Angeles', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8'})).toBe(here);
});

test('a replay on a dumb terminal is refused with the way on', async () => {
	const terminal = openTerminal(['replay', recording], {home, environment: {TERM: 'dumb'}});
	expect(await terminal.ended()).toBe(2);
	expect(terminal.screen()).toContain('Add --print for one frame');
});
