/**
 * The one way for text from outside onto the screen. What could steer a terminal, turn the direction of writing or hide in a line is
 * shown as a code instead: `<ESC>`, `<U+202E>`. Components take `SafeText` and nothing else.
 *
 * It promises one line of bounded length; it does not promise a width, which is the terminal's to measure.
 */

declare const brand: unique symbol;
export type SafeText = string & {readonly [brand]: 'SafeText'};

/** Longer than any sentence of a cmdlet that an operator reads to its end. */
const longestShown = 300;
/** Written languages stack a few marks on a letter; more is meant to cover the lines around it. */
const mostMarks = 4;

/** ASCII, and what our own panes and sentences are made of. */
const isPlain = /^[\x20-\x7e·×\u2010-\u2027\u2190-\u22ff\u2500-\u257f►▼○●□▒░]*$/;
/** All of Unicode that is not a letter, mark, number, sign or space, what is drawn as nothing, and private or unassigned signs. */
const isHidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const isMark = /\p{M}/u;
const isEmojiSelector = /[\ufe0e\ufe0f]/;
const takesEmojiSelector = /[\p{Emoji}--\p{ASCII}]/v;
const isIdeographSelector = /[\u{e0100}-\u{e01ef}]/u;
const takesIdeographSelector = /\p{Ideographic}/u;

const c0 = 'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(' ');

/** @param limit characters at most, codes counted in full; what is longer ends in `…`. */
export function safe(text: string, limit: number = longestShown): SafeText {
	if (text.length <= limit && isPlain.test(text)) return text as SafeText;
	const shown: string[] = [];
	let length = 0;
	/** Where to cut, should the text turn out to be too long. */
	let fits = 0;
	let base = '';
	let marks = 0;
	for (const sign of text) {
		const piece = isDrawable(sign, base, marks) ? sign : codeOf(sign);
		const size = piece === sign ? 1 : piece.length;
		if (length + size > limit) return `${shown.slice(0, fits).join('')}…` as SafeText;
		shown.push(piece);
		length += size;
		if (length < limit) fits = shown.length;
		if (piece === sign && isMark.test(sign)) marks++;
		else {
			base = piece === sign ? sign : '';
			marks = 0;
		}
	}
	return shown.join('') as SafeText;
}

/** A mark or a variation selector needs a sign before it that it belongs to. */
function isDrawable(sign: string, base: string, marks: number): boolean {
	if (isPlain.test(sign)) return true;
	if (isEmojiSelector.test(sign)) return marks === 0 && takesEmojiSelector.test(base);
	if (isIdeographSelector.test(sign)) return marks === 0 && takesIdeographSelector.test(base);
	if (isHidden.test(sign)) return false;
	return !isMark.test(sign) || (base !== '' && marks < mostMarks);
}

function codeOf(sign: string): string {
	const code = sign.codePointAt(0) ?? 0;
	const name = code === 0x7f ? 'DEL' : c0[code];
	return `<${name ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}>`;
}
