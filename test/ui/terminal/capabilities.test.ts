import {expect, test} from 'vitest';
import {capabilitiesOf, measureGlyphs, withMeasured} from '../../../src/ui/terminal/capabilities.js';
import {createKeys} from '../../../src/ui/terminal/input.js';
import {FakeKeyboard, FakeTimer} from './fake-keyboard.js';
import {FakeTerminal, type Widths} from './fake-terminal.js';

const utf8 = {TERM: 'xterm-256color', LANG: 'en_US.UTF-8'};
const of = (environment: Record<string, string>, {platform = 'linux', wantsAscii = false} = {}) =>
	capabilitiesOf({environment, platform, wantsAscii});

test.each([
	['a usual terminal', utf8, {isDumb: false, hasColor: true, isAscii: false}],
	['no locale', {TERM: 'xterm'}, {isDumb: false, hasColor: true, isAscii: true}],
	['LC_ALL before LANG', {...utf8, LC_ALL: 'C'}, {isDumb: false, hasColor: true, isAscii: true}],
	['an empty LC_ALL', {...utf8, LC_ALL: ''}, {isDumb: false, hasColor: true, isAscii: false}],
	['utf8 in another spelling', {TERM: 'xterm', LC_CTYPE: 'de_DE.utf8'}, {isDumb: false, hasColor: true, isAscii: false}],
	['NO_COLOR', {...utf8, NO_COLOR: '1', FORCE_COLOR: '1'}, {isDumb: false, hasColor: false, isAscii: false}],
	['an empty NO_COLOR', {...utf8, NO_COLOR: ''}, {isDumb: false, hasColor: true, isAscii: false}],
	['FORCE_COLOR', {...utf8, TERM: 'vt220', FORCE_COLOR: '1'}, {isDumb: false, hasColor: true, isAscii: false}],
	['FORCE_COLOR=0', {...utf8, FORCE_COLOR: '0'}, {isDumb: false, hasColor: false, isAscii: false}],
	['a terminal of one colour', {...utf8, TERM: 'vt220'}, {isDumb: false, hasColor: false, isAscii: false}],
	['a dumb terminal', {...utf8, TERM: 'dumb'}, {isDumb: true, hasColor: false, isAscii: true}],
	['no terminal at all', {LANG: 'en_US.UTF-8'}, {isDumb: true, hasColor: false, isAscii: true}],
])('reads off the environment: %s', (_, environment, expected) => {
	expect(of(environment)).toEqual(expected);
});

test('takes Windows for what it is, without a word in the environment', () => {
	expect(of({}, {platform: 'win32'})).toEqual({isDumb: false, hasColor: true, isAscii: false});
});

test('--ascii goes before all else', () => {
	const asked = of(utf8, {wantsAscii: true});
	expect(asked.isAscii).toBe(true);
	expect(withMeasured(asked, 'narrow', {wantsAscii: true}).isAscii).toBe(true);
});

test.each([
	['own', 'narrow'],
	['narrow', 'narrow'],
	['wide', 'wide'],
] as const)('asks a terminal whose widths are %s, which says %s', async (widths, expected) => {
	expect(await measure(widths)).toBe(expected);
});

test('a terminal that says nothing is believed by its locale', async () => {
	const timer = new FakeTimer();
	const keys = createKeys(new FakeKeyboard(), timer.start);
	const measured = measureGlyphs(() => {}, keys.nextReport);
	expect(timer.delays()).toEqual([200]);
	timer.fire();
	expect(await measured).toBe('silent');
	expect(withMeasured(of(utf8), 'silent', {wantsAscii: false}).isAscii).toBe(false);
	expect(withMeasured(of({TERM: 'xterm'}), 'silent', {wantsAscii: false}).isAscii).toBe(true);
});

test('the word of the terminal goes before the locale', () => {
	expect(withMeasured(of({TERM: 'xterm'}), 'narrow', {wantsAscii: false}).isAscii).toBe(false);
	expect(withMeasured(of(utf8), 'wide', {wantsAscii: false}).isAscii).toBe(true);
});

async function measure(widths: Widths) {
	const terminal = new FakeTerminal(40, 4, widths);
	const keyboard = new FakeKeyboard();
	terminal.xterm.onData(reply => keyboard.send(reply));
	const measured = measureGlyphs(bytes => terminal.write(bytes), createKeys(keyboard, new FakeTimer().start).nextReport);
	await terminal.settle();
	expect(terminal.text()).toEqual(['', '', '', '']);
	return measured;
}
