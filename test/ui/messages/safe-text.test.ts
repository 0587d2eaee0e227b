/** Text from outside is safe to draw, whatever it is. */
import {expect, test} from 'vitest';
import {safe} from '../../../src/ui/safe-text.js';
import {firstHidden, hostile} from './hidden.js';

test.each([
	['a plain text', 'Get-CsPool -Identity pool1.contoso.com', 'Get-CsPool -Identity pool1.contoso.com'],
	['letters of other writings', 'Zürich, Łódź, 東京, Ελλάδα, नमस्ते, ไทย, עברית', 'Zürich, Łódź, 東京, Ελλάδα, नमस्ते, ไทย, עברית'],
	['drawn signs', '√ × ► ○ │ ─ … “quoted” − 👍', '√ × ► ○ │ ─ … “quoted” − 👍'],
	['an emoji with its selector', '⚠️', '⚠️'],
	['an ideograph with its selector', '葛\u{e0100}', '葛\u{e0100}'],
	['an escape sequence', '\u001b[2J', '<ESC>[2J'],
	['a command of the operating system', '\u001b]52;c;AA==\u0007', '<ESC>]52;c;AA==<BEL>'],
	['C1', '\u009b31m\u0085', '<U+009B>31m<U+0085>'],
	['DEL and NUL', '\u007f\u0000', '<DEL><NUL>'],
	['line ends', 'a\r\nb\tc', 'a<CR><LF>b<TAB>c'],
	['a turned direction', '\u202emoc.osotnoc', '<U+202E>moc.osotnoc'],
	['an isolate', '\u2066a\u2069', '<U+2066>a<U+2069>'],
	['zero width', 'po\u200bol\ufeff', 'po<U+200B>ol<U+FEFF>'],
	['a joiner between emoji', '👩\u200d💻', '👩<U+200D>💻'],
	['separators', '\u2028\u2029', '<U+2028><U+2029>'],
	['a lone surrogate', 'a\ud800b', 'a<U+D800>b'],
	['a soft hyphen', 'pool\u00ad1', 'pool<U+00AD>1'],
	['tags', 'a\u{e0041}\u{e007f}', 'a<U+E0041><U+E007F>'],
	['a selector out of place', 'a\ufe0f', 'a<U+FE0F>'],
	['two selectors', '⚠️\ufe0f', '⚠️<U+FE0F>'],
	['a mark with nothing to stand on', '\u0301a', '<U+0301>a'],
	['private and unassigned signs', '\ue000\u0378', '<U+E000><U+0378>'],
])('shows %s', (_, text, shown) => {
	expect(safe(text)).toBe(shown);
});

test('is never longer than it may be, says when it was cut, and cuts no code in two', () => {
	expect(safe('x'.repeat(300))).toBe('x'.repeat(300));
	expect(safe('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
	expect(safe('abc', 3)).toBe('abc');
	expect(safe('abcd', 3)).toBe('ab…');
	expect(safe('a\u001bbcd', 6)).toBe('a…');
	expect(safe('👍👍👍', 3)).toBe('👍👍👍');
	expect(safe('👍👍👍👍', 3)).toBe('👍👍…');
	expect(safe('\u001b'.repeat(1_000_000)).length).toBeLessThanOrEqual(300);
});

test('is the same when it is made safe again', () => {
	for (const text of hostile) expect(safe(safe(text))).toBe(safe(text));
});

test('never has anything hidden in it, for any text', () => {
	const next = chance(20_260_211);
	const risky = [
		0x1b, 0x9b, 0x85, 0x0a, 0x202e, 0x2066, 0x200d, 0xfeff, 0x2028, 0xad, 0xfe0f, 0xe0100, 0xe0041, 0x301, 0xd800, 0x3164, 0x26a0,
	];
	for (let round = 0; round < 20_000; round++) {
		const codes = Array.from({length: next(12) + 1}, () => {
			const kind = next(4);
			if (kind === 0) return risky[next(risky.length)] ?? 0;
			return next([0x80, 0x3000, 0x10000, 0x110000][kind] ?? 0x110000);
		});
		const text = String.fromCodePoint(...codes);
		const limit = next(3) === 0 ? next(40) + 1 : 300;
		const shown = safe(text, limit);
		const told = `${codes.map(code => code.toString(16)).join(' ')} up to ${limit}`;
		if (firstHidden(shown) || [...shown].length > limit) expect.unreachable(told);
	}
});

/** The same numbers on every machine, so that a text that was found can be found again. */
function chance(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
