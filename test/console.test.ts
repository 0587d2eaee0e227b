/**
 * The linear console as an operator has it: the built bundle in a real pseudo-terminal of 80×24. Stories, few of them; every one waits
 * for what is on the screen.
 */
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {answerTo} from './console/briefed.js';
import {buildConsole, openTerminal, type Terminal} from './console/terminal.js';

beforeAll(buildConsole);

test('two answers after the start, the dead site is being played', async () => {
	const console = open(['--linear']);
	await console.showsOne('1  Rehearse');
	console.type('1');
	await console.showsOne('1  site-dark');
	console.type('1');
	await console.showsOne('REHEARSAL  Redmond goes dark');
	await console.showsOne('1  Fail over the users of pool1.contoso.com (recommended)');
	console.type('q');
	await console.showsOne('REHEARSAL y/n>');
	console.type('y');
	expect(await console.ended()).toBe(5);
});

test('a drill is played to its end by what can be read, and its recording is sealed', async () => {
	const console = open(['drill', 'site-dark', '--linear', '--speed', 'max']);
	expect(await play(console)).toBe(0);
	expect(console.sent()).toContain('The session is closed: DONE.');
	expect(console.sent().replace(/[\b\t\r\n]/g, '')).not.toMatch(/\p{Cc}/u);
	const [recording = ''] = readdirSync(join(console.home, 'recordings')).filter(name => name.endsWith('.jsonl'));
	const verified = open(['verify', join(console.home, 'recordings', recording)], console.home);
	await verified.showsOne(', sealed.');
	expect(await verified.ended()).toBe(0);
}, 60_000);

test('Ctrl-C asks, and what is left can be gone on with', async () => {
	const console = open(['drill', '--linear']);
	await console.showsOne('REHEARSAL 1-4>');
	console.press('\u0003');
	await console.showsOne('Leave this console?');
	console.type('n');
	await console.showsOne('You stay.');
	await console.showsOne('REHEARSAL 1-4>');
	console.press('\u0004');
	await console.showsOne('The engine keeps the session open and waits');
	expect(await console.ended()).toBe(5);

	const again = open(['resume', '--linear'], console.home);
	await again.showsOne('attached, from');
	await again.showsOne('REHEARSAL 1-4>');
	again.press('\u0003');
	await again.showsOne('REHEARSAL y/n>');
	again.type('y');
	expect(await again.ended()).toBe(5);
});

test('a running cmdlet survives Ctrl-C, and a terminal that is closed', async () => {
	const console = open(['drill', '--linear', '--speed', '60']);
	await answerUntil(console, 'Invoke-CsManagementServerFailover began');
	console.press('\u0003');
	await console.showsOne('Ctrl-C stops nothing here.');
	console.signal('SIGHUP');
	await console.ended();

	const again = open(['resume', '--linear'], console.home);
	await again.showsOne('Owed from now on: Central Management store moved');
	again.press('\u0004');
	expect(await again.ended()).toBe(5);
});

test('typed ahead, nothing is confirmed', async () => {
	const console = open(['drill', '--linear', '--speed', '600']);
	await answerUntil(console, 'READY. The store did not answer');
	await console.showsOne('REHEARSAL 1-3>');
	console.press('1\r1\rpool2\r');
	await console.showsOne('Pool that gets the store', 'Nothing is asked');
	await console.showsOne('REHEARSAL 1-3>');
	expect(console.sent()).not.toContain('Invoke-CsManagementServerFailover began');
});

/** With all that went by. */
const open = (words: readonly string[], home?: string) => openTerminal(words, {scrollback: 10_000, ...(home === undefined ? {} : {home})});

/** Answers as recommended until the session ends. */
async function play(console: Terminal): Promise<number> {
	await answerUntil(console, 'The session is closed');
	return console.ended();
}

async function answerUntil(console: Terminal, end: string): Promise<void> {
	for (;;) {
		const found = await console.showsOne(end, 'REHEARSAL 1-', 'REHEARSAL>');
		if (found === end) return;
		const screen = console.screen();
		if (found === 'REHEARSAL 1-') {
			const question = screen.slice(screen.lastIndexOf('\n\n', screen.lastIndexOf('REHEARSAL 1-')));
			// A checklist in another tool stays owed; else what is recommended.
			const later = /^ {2}(\d) {2}Leave it for later/m.exec(question)?.[1];
			console.type(later ?? /^ {2}(\d) {2}.*(?:\n {5}.*)*\(recommended\)/m.exec(question)?.[1] ?? '1');
		} else {
			console.type(answerTo(screen) ?? '');
		}
	}
}
