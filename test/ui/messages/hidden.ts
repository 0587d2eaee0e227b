/** What must never reach a terminal from outside, written out as ranges and not in the way that the product finds it. */

const hiddenRanges: readonly (readonly [number, number])[] = [
	[0x00, 0x1f],
	[0x7f, 0x9f],
	[0xad, 0xad],
	[0x34f, 0x34f],
	[0x61c, 0x61c],
	[0x115f, 0x1160],
	[0x17b4, 0x17b5],
	[0x180b, 0x180f],
	[0x200b, 0x200f],
	[0x2028, 0x202e],
	[0x2060, 0x206f],
	[0x3164, 0x3164],
	[0xd800, 0xdfff],
	[0xfeff, 0xfeff],
	[0xffa0, 0xffa0],
	[0xfff0, 0xfffb],
	[0xfffe, 0xffff],
	[0xe0000, 0xe007f],
];
const selectorRanges: readonly (readonly [number, number])[] = [
	[0xfe00, 0xfe0f],
	[0xe0100, 0xe01ef],
];

const isIn = (ranges: readonly (readonly [number, number])[], code: number) => ranges.some(([from, to]) => code >= from && code <= to);

/** The first sign that is hidden, or a variation selector at the start, after ASCII or after another one; undefined when there is none. */
export function firstHidden(text: string): string | undefined {
	const codes = [...text].map(sign => sign.codePointAt(0) ?? 0);
	const found = codes.find((code, index) => {
		const before = codes[index - 1] ?? 0;
		return isIn(hiddenRanges, code) || (isIn(selectorRanges, code) && (before < 0x80 || isIn(selectorRanges, before)));
	});
	return found === undefined ? undefined : `U+${found.toString(16)}`;
}

export const hostile: readonly string[] = [
	'\u001b[2J\u001b[31mowned',
	'\u001b]0;title\u0007\u001b]52;c;AAAA\u001b\\',
	'\u009b31m\u0085\u0090q\u009c',
	'pool1\u202e2loop\u202c\u2066x\u2069\u200e\u200f\u061c',
	'zero\u200bwidth\u200c\u200d\u2060\ufeffsoft\u00adhyphen',
	'lines\u2028and\u2029paragraphs\r\nand\ttabs\u0000',
	'half \ud83d surrogate \ude00',
	'tags \u{e0041}\u{e007f} fillers \u3164\u115f\u034f',
	'selectors a\ufe0f\ufe0f\u{e0100} 1\ufe0f\u20e3',
	`zalgo h${'\u0301'.repeat(40)}`,
	"{pool} {count, plural, other {#}} '{' <b>tag</b>",
	'x'.repeat(100_000),
	'',
];
