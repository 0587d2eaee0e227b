import {describe, expect, test} from 'vitest';
import {createKeys} from '../../../src/ui/terminal/input.js';
import type {KeyEvent} from '../../../src/ui/terminal/key-events.js';
import {FakeKeyboard, FakeTimer} from './fake-keyboard.js';
import {createChance} from './random-frame.js';

function open() {
	const keyboard = new FakeKeyboard();
	const timer = new FakeTimer();
	const keys = createKeys(keyboard, timer.start);
	const events: KeyEvent[] = [];
	keys.listen(event => events.push(event));
	return {keyboard, timer, keys, events};
}

/** As one would say it: `ctrl+c`, `"a"`, `paste "…"`. */
function spoken(event: KeyEvent): string {
	if (event.type === 'text') return JSON.stringify(event.text);
	if (event.type === 'paste') return `paste ${JSON.stringify(event.text)}`;
	return [event.ctrl && 'ctrl', event.alt && 'alt', event.shift && 'shift', event.name].filter(Boolean).join('+');
}

function typed(...chunks: readonly (string | Uint8Array)[]): readonly string[] {
	const {keyboard, timer, events} = open();
	for (const chunk of chunks) keyboard.send(chunk);
	timer.fire();
	return events.map(spoken);
}

const samples: readonly (readonly [input: string, keys: readonly string[]])[] = [
	['jjj', ['"j"', '"j"', '"j"']],
	['aü界😀', ['"a"', '"ü"', '"界"', '"😀"']],
	['\r', ['enter']],
	['\n', ['enter']],
	['\t\x1b[Z', ['tab', 'shift+tab']],
	['\x7f\x08', ['backspace', 'backspace']],
	['\x03\x0c\x00\x1a', ['ctrl+c', 'ctrl+l', 'ctrl+space', 'ctrl+z']],
	['\x1b', ['escape']],
	['\x1b\x1b', ['escape', 'escape']],
	['\x1b\x1b[A', ['escape', 'up']],
	['\x1b[A\x1b[B\x1b[C\x1b[D', ['up', 'down', 'right', 'left']],
	['\x1bOA\x1bOB\x1bOC\x1bOD', ['up', 'down', 'right', 'left']],
	['\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~\x1bOH\x1bOF', ['home', 'end', 'home', 'end', 'home', 'end', 'home', 'end']],
	['\x1b[5~\x1b[6~\x1b[2~\x1b[3~', ['pageUp', 'pageDown', 'insert', 'delete']],
	['\x1bOP\x1bOQ\x1bOR\x1bOS', ['f1', 'f2', 'f3', 'f4']],
	['\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~', ['f1', 'f5', 'f6', 'f10', 'f11', 'f12']],
	['\x1b[[A\x1b[[E', ['f1', 'f5']],
	['\x1b[1;5A\x1b[1;2D\x1b[3;5~\x1b[1;3P\x1b[1;6C', ['ctrl+up', 'shift+left', 'ctrl+delete', 'alt+f1', 'ctrl+shift+right']],
	['\x1bx\x1bü\x1b\r\x1b\x7f\x1b ', ['alt+x', 'alt+ü', 'alt+enter', 'alt+backspace', 'alt+space']],
	['\x1b[97u\x1b[99;5u\x1b[13u\x1b[27u\x1b[27;5;99~', ['"a"', 'ctrl+c', 'enter', 'escape', 'ctrl+c']],
	['\x1bOp\x1bOy\x1bOM', ['"0"', '"9"', 'enter']],
	['\x1b[200~a\x1b[A\rb\r\nc\x03\x1b[201~d', ['paste "a\\u001b[A\\nb\\nc\\u0003"', '"d"']],
	['\x1b[200~\x1b[201~', ['paste ""']],
	['a\x1b[201~b', ['"a"', '"b"']],
	['a\x1b[I\x1b[Ob', ['"a"', '"b"']],
	['a\x1b[<0;10;5M\x1b[<0;10;5m\x1b[M !!b', ['"a"', '"b"']],
	['a\x1b[?62;1;6c\x1b[?2026;2$y\x1b[0n\x1b[12;40Rb', ['"a"', '"b"']],
	['a\x1b]11;rgb:0000/0000/0000\x1b\\\x1bP>|xterm\x1b\\\x1b]0;x\x07b', ['"a"', '"b"']],
	['a\x1b[12\rb', ['"a"', 'enter', '"b"']],
	['a\x1b[12\x1b[Ab', ['"a"', 'up', '"b"']],
	[`a\x1b[${'1;'.repeat(1_000)}Ab`, ['"a"', '"b"']],
	['a\x1b[99~\x1b[9Xb', ['"a"', '"b"']],
];

describe('keys', () => {
	test.each(samples)('%j', (input, keys) => {
		expect(typed(input)).toEqual(keys);
		expect(typed(Buffer.from(input))).toEqual(keys);
	});

	test.each(samples)('%j, split at every byte', (input, keys) => {
		const bytes = Buffer.from(input);
		const positions = bytes.length > 200 ? [1, 2, 3, 50, 200, bytes.length - 1] : Array.from(bytes.keys());
		for (const at of positions) expect(typed(bytes.subarray(0, at), bytes.subarray(at)), `at ${at}`).toEqual(keys);
		expect(typed(...Array.from(bytes, byte => Uint8Array.of(byte)))).toEqual(keys);
	});

	test('all in one read are the same keys', () => {
		const inputs = samples.filter(([, keys]) => keys.at(-1) !== 'escape');
		expect(typed(inputs.map(([input]) => input).join(''))).toEqual(inputs.flatMap(([, keys]) => keys));
	});
});

test.each([
	['\x1b[', ['alt+[']],
	['\x1bO', ['alt+O']],
	['\x1b]', ['alt+]']],
	['\x1b[1;', []],
	['\x1b]11;rgb', []],
])('%j and then silence ends as %j', (input, keys) => {
	expect(typed(input)).toEqual(keys);
});

test('one sign of several code points is one text', () => {
	expect(typed('e\u0301👨‍👩‍👧🇩🇪')).toEqual(['"e\u0301"', '"👨‍👩‍👧"', '"🇩🇪"']);
});

test('a lone Escape waits 50 ms, and only what is open waits at all', () => {
	const {keyboard, timer, events} = open();
	keyboard.send('a');
	expect(timer.delays()).toEqual([]);
	keyboard.send('\x1b');
	expect(timer.delays()).toEqual([50]);
	expect(events.map(spoken)).toEqual(['"a"']);
	keyboard.send('[A');
	expect(timer.delays()).toEqual([]);
	expect(events.map(spoken)).toEqual(['"a"', 'up']);
});

test('a paste is whole however it comes, and bounded', () => {
	const long = 'x'.repeat(100_000);
	const [pasted, after] = typed(`\x1b[200~${long.slice(0, 70_000)}`, long.slice(0, 30_000), '\x1b[20', '1~', 'q');
	expect(pasted).toBe(`paste ${JSON.stringify(long.slice(0, 64 * 1024))}`);
	expect(after).toBe('"q"');
});

describe('a paste that stalls', () => {
	function stalled() {
		const opened = open();
		opened.keyboard.send('\x1b[200~abc');
		expect(opened.timer.delays()).toEqual([1_000]);
		opened.timer.fire();
		return opened;
	}

	test('is still a paste when it goes on, until its end comes', () => {
		const {keyboard, timer, events} = stalled();
		keyboard.send('pool2\r');
		timer.fire();
		keyboard.send('y\x1b[20');
		timer.fire();
		keyboard.send('1~q');
		expect(events.map(spoken)).toEqual(['paste "abc"', 'paste "pool2\\n"', 'paste "y"', '"q"']);
		expect(timer.delays()).toEqual([]);
	});

	test.each(['\x1b', '\x03'])('and whose end is lost ends with %j by itself, and with nothing else', alone => {
		const {keyboard, timer, events} = stalled();
		for (const chunk of ['\r', `x${alone}`, `${alone}y`]) {
			keyboard.send(chunk);
			timer.fire();
		}
		expect(events.map(({type}) => type).filter(type => type !== 'paste')).toEqual([]);
		keyboard.send(alone);
		timer.fire();
		keyboard.send('q');
		expect(events.map(spoken).slice(-2)).toEqual([alone === '\x03' ? 'ctrl+c' : 'escape', '"q"']);
	});

	test('is bounded all together', () => {
		const {keyboard, timer, events} = stalled();
		for (let n = 0; n < 10; n++) {
			keyboard.send('x'.repeat(20_000));
			timer.fire();
		}
		keyboard.send('\x1b[201~q');
		const pasted = events.filter(({type}) => type === 'paste').reduce((sum, event) => sum + ('text' in event ? event.text.length : 0), 0);
		expect(pasted).toBe(64 * 1024);
		expect(events.map(spoken).at(-1)).toBe('"q"');
	});
});

test('what comes in a burst without brackets is one paste, with the keys in it and what follows at once', () => {
	const {keyboard, timer, events} = open();
	keyboard.send(`${'x'.repeat(31)}\rpool2\x1b[A\r`);
	keyboard.send('y\r');
	timer.fire();
	keyboard.send('q\r');
	expect(events.map(spoken)).toEqual([`paste "${'x'.repeat(31)}\\npool2\\n"`, 'paste "y\\n"', '"q"', 'enter']);
});

test('as much as can be typed while a line stalls is keys', () => {
	expect(typed('x'.repeat(30))).toEqual(Array.from({length: 30}, () => '"x"'));
	expect(typed('\x1b[A'.repeat(100))).toHaveLength(100);
});

test('what is no UTF-8 is replaced, and the next key is read', () => {
	expect(typed(Uint8Array.of(0xff, 0x61))).toEqual(['"\ufffd"', '"a"']);
	expect(typed(Uint8Array.of(0xe7, 0x95), Uint8Array.of(0x62))).toEqual(['"\ufffd"', '"b"']);
});

test('where the cursor is, is told to who asked, in their order, and no key comes of it', async () => {
	const {keyboard, timer, keys, events} = open();
	const [first, second] = [keys.nextReport(200), keys.nextReport(200)];
	keyboard.send('\x1b[3;7R\x1b[');
	keyboard.send('4;8R');
	expect(await first).toEqual({row: 3, column: 7});
	expect(await second).toEqual({row: 4, column: 8});
	expect(timer.delays()).toEqual([]);
	const third = keys.nextReport(200);
	timer.fire();
	expect(await third).toBeUndefined();
	keyboard.send('\x1b[5;9R');
	expect(events).toEqual([]);
});

test('hostile input never throws, and a key after it is a key', () => {
	const chance = createChance(7);
	const pieces = [
		'\x1b',
		'[',
		']',
		'O',
		'P',
		'<',
		'?',
		';',
		'0',
		'200',
		'~',
		'\x1b[200~',
		'\x1b[201~',
		'M',
		'R',
		'u',
		'\x07',
		'\\',
		'\x9b',
		'a',
		'界',
		'\u0301',
	];
	for (let round = 0; round < 2_000; round++) {
		const {keyboard, timer, events} = open();
		for (let n = 0; n < 20; n++) {
			keyboard.send(chance.happens(0.3) ? Uint8Array.from({length: 5}, () => chance.below(256)) : chance.oneOf(pieces));
			if (chance.happens(0.1)) timer.fire();
		}
		timer.fire();
		// What a byte of a broken sign swallows is at most itself. A paste that was begun has to end.
		keyboard.send('\x1b[201~\r');
		expect(events.map(spoken).at(-1), `round ${round} of seed 7`).toBe('enter');
	}
});

test('the terminal is raw while keys are read, and left as it was', () => {
	const {keyboard, keys, events} = open();
	expect(keyboard.isRaw).toBe(true);
	const report = keys.nextReport(200);
	keys.close();
	expect(keyboard.isRaw).toBe(false);
	keyboard.send('a');
	expect(events).toEqual([]);
	return expect(report).resolves.toBeUndefined();
});
