import {expect, test} from 'vitest';
import {createScreenStream} from '../../../src/ui/terminal/screen-stream.js';
import {FakeTerminal} from './fake-terminal.js';

const whole = (lines: readonly string[]) => lines.join('\n');
const lastBytes = (terminal: FakeTerminal) => Buffer.byteLength(terminal.written.at(-1) ?? '');

/** A console of 120×40 as it may look: a header with a clock, steps, what is chosen, a log over the full width. */
function consoleFrame({clock = '12:00:00', chosen = 3, firstLine = 0} = {}): string {
	const header = `Switchback${' '.repeat(90)}${clock}`;
	const steps = Array.from({length: 24}, (_, n) => {
		const name = `Check the backup relationship ${n}`.padEnd(38);
		return `${n === chosen ? `\x1b[7m► ${name}\x1b[27m` : `  ${name}`}│ The details of what is chosen are shown here √`;
	});
	const log = Array.from(
		{length: 12},
		(_, n) => `12:00:${firstLine + n + 10} ${`Get-CsPoolFabricState number ${firstLine + n} `.repeat(2)}`,
	);
	return whole([header, '─'.repeat(120), ...steps, '─'.repeat(120), ...log, '\x1b[2mq leave  ? help\x1b[22m']);
}

function open(columns = 120, rows = 40) {
	const terminal = new FakeTerminal(columns, rows);
	return {terminal, screen: createScreenStream({output: terminal})};
}

test('a frame is one write in the brackets of synchronized output', () => {
	const {terminal, screen} = open();
	screen.write(consoleFrame());
	screen.write(consoleFrame({chosen: 4}));
	expect(terminal.written).toHaveLength(2);
	for (const bytes of terminal.written) {
		expect(bytes.startsWith('\x1b[?2026h')).toBe(true);
		expect(bytes.endsWith('\x1b[?2026l')).toBe(true);
	}
});

test.each([
	['the same frame', {}, 0],
	['a tick of the clock', {clock: '12:00:01'}, 40],
	['a move of the selection', {chosen: 4}, 120],
	['a line into the log', {firstLine: 1}, 120],
] as const)('%s costs few bytes', (_, change, most) => {
	const {terminal, screen} = open();
	screen.write(consoleFrame());
	terminal.written = [''];
	screen.write(consoleFrame(change));
	expect(lastBytes(terminal)).toBeLessThanOrEqual(most);
});

test('while the line is stalled nothing piles up, and then the newest frame is shown', async () => {
	const {terminal, screen} = open(40, 3);
	terminal.isSlow = true;
	for (let n = 0; n < 1_000; n++) screen.write(`frame ${n}`);
	expect(terminal.written).toHaveLength(1);
	await terminal.settle();
	expect(terminal.text()[0]).toBe('frame 999');
	expect(terminal.written).toHaveLength(2);
});

test('a frame that is gone before it could be sent costs nothing', async () => {
	const {terminal, screen} = open(40, 3);
	terminal.isSlow = true;
	screen.write('one');
	screen.write('two');
	screen.write('one');
	await terminal.settle();
	expect(terminal.written).toHaveLength(1);
});

test('a repaint puts right what something else has written', async () => {
	const {terminal, screen} = open(20, 3);
	screen.write('one\ntwo\nthree');
	terminal.write('\x1b[2;3r\x1b[31m\x1b(0\x1b[2Jrubbish');
	screen.repaint();
	await terminal.settle();
	expect(terminal.text()).toEqual(['one', 'two', 'three']);
});

test('another size is told to who draws, and painted whole', async () => {
	const {terminal, screen} = open(20, 3);
	screen.write('one\ntwo\nthree');
	screen.on('resize', () => screen.write(`now ${screen.columns}x${screen.rows}`));
	terminal.resize(30, 4);
	await terminal.settle();
	expect(terminal.text()).toEqual(['now 30x4', '', '', '']);
	expect(terminal.written).toHaveLength(2);
});

test('a size that nobody draws for shows the last frame, cut', async () => {
	const {terminal, screen} = open(20, 3);
	screen.write('one, a long one\ntwo\nthree');
	terminal.resize(5, 2);
	await terminal.settle();
	expect(terminal.text()).toEqual(['one,', 'two']);
	expect(terminal.xterm.buffer.active.baseY).toBe(0);
});

test('a full screen does not scroll, down to its last cell', async () => {
	const {terminal, screen} = open(5, 3);
	terminal.write('\x1b[?1049h');
	screen.write('aaaaa\nbbbbb\nccccc\nddddd');
	screen.write('aaaaa\nbbbbb\ncccc界\nddddd');
	screen.write('aaaaa\nbbbbb\nccccx\nddddd');
	await terminal.settle();
	expect(terminal.text()).toEqual(['aaaaa', 'bbbbb', 'ccccx']);
});

test('what is recorded is what was sent', () => {
	const terminal = new FakeTerminal(20, 3);
	const recorded: string[] = [];
	const screen = createScreenStream({output: terminal, record: bytes => recorded.push(bytes)});
	terminal.isSlow = true;
	screen.write('one');
	screen.write('two');
	expect(recorded).toEqual(terminal.written);
});

test('modes, empty writes and what comes after the close are no frames', async () => {
	const {terminal, screen} = open(20, 3);
	await new Promise<void>(resolve => screen.write('', () => resolve()));
	screen.write('\x1b[?2004l');
	screen.close();
	screen.write('too late');
	screen.repaint();
	terminal.resize(10, 2);
	expect(terminal.written).toEqual([]);
});

test('a sequence that is no look steers nothing', async () => {
	const {terminal, screen} = open(40, 3);
	screen.write('a\x1b[2Jb\x07c\td\n\x1b]8;;http://x\x07link\x1b]8;;\x07\n\u0301x');
	await terminal.settle();
	expect(terminal.text()).toEqual(['a [2Jb c d', 'link', ' x']);
});

test('a sign that the terminal draws narrower leaves nothing of what was there', async () => {
	const terminal = new FakeTerminal(20, 1, 'narrow');
	const screen = createScreenStream({output: terminal});
	screen.write('abcd');
	screen.write('a界d');
	await terminal.settle();
	expect(terminal.text()).toEqual(['a界 d']);
});

test('a line that the terminal draws wider stays within its cells', async () => {
	const terminal = new FakeTerminal(12, 1, 'wide');
	const screen = createScreenStream({output: terminal});
	screen.write('ab────cdefgh');
	await terminal.settle();
	expect(terminal.text()).toEqual(['ab──cdefgh']);
	expect(terminal.cells()[0]?.[6]?.text).toBe('c');
});
