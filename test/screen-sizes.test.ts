/** The full screen at sizes of every kind, in a real pseudo-terminal. Every test waits for what is on the screen. */
import {beforeAll, expect, test} from 'vitest';
import {drill, firstQuestion, leave} from './console/drill.js';
import {answerUntil} from './console/operator.js';
import {buildConsole, type Terminal} from './console/terminal.js';

beforeAll(buildConsole);

/** All but the first row, which has the clocks, and the ages. */
const withoutClocks = (screen: string) =>
	screen
		.split('\n')
		.slice(2)
		.join('\n')
		.replace(/ \d+[smh]$/gm, '');

/** Asks for everything anew, and waits until it has been sent. */
async function repaint(terminal: Terminal): Promise<void> {
	const before = terminal.sent().length;
	terminal.press('\x0c');
	await terminal.shows(() => terminal.sent().slice(before).includes('\x1b(B\x0f'));
}

test('sizes of every kind are drawn, and what is too small says so and goes on', async () => {
	const terminal = drill();
	await terminal.shows(firstQuestion);
	for (const [columns, rows] of [
		[80, 10],
		[59, 24],
		[2_000, 10],
	] as const) {
		terminal.resize({columns, rows});
		await terminal.shows(`${columns}×${rows} is too small: 60×15 at least. Work goes on.`);
	}
	for (const [columns, rows] of [
		[2_000, 50],
		[60, 15],
		[200, 60],
	] as const) {
		terminal.resize({columns, rows});
		await terminal.shows(text => text.split('\n').includes('─'.repeat(columns)) && /q leave\n*$/.test(text));
	}
	await leave(terminal);
});

test('sizes that change thirty times end in a screen as it is when drawn anew', async () => {
	const terminal = drill(['--speed', 'max']);
	await answerUntil(terminal, 'Go on: confirm…');
	for (const size of randomSizes(30)) terminal.resize(size);
	terminal.resize({columns: 97, rows: 33});
	// One drawn for a wider screen than it is now ends in the middle of its keys.
	await terminal.shows(text => text.split('\n').includes('─'.repeat(97)) && /q leave\n*$/.test(text));
	const shown = withoutClocks(terminal.screen());
	await repaint(terminal);
	expect(withoutClocks(terminal.screen())).toBe(shown);
	await leave(terminal);
});

/** The same every time. */
function randomSizes(count: number) {
	let state = 20_260_211;
	const next = (most: number) => {
		state = (state * 48_271) % 2_147_483_647;
		return 1 + (state % most);
	};
	return Array.from({length: count}, (_, index) => ({columns: next(index % 5 === 0 ? 2_000 : 200), rows: next(index % 3 === 0 ? 12 : 70)}));
}
