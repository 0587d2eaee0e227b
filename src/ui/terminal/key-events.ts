/** What comes out of a keyboard, and which sequences stand for which keys in the terminals of today and of long ago. */

export type KeyName =
	| 'enter'
	| 'escape'
	| 'tab'
	| 'backspace'
	| 'insert'
	| 'delete'
	| 'up'
	| 'down'
	| 'left'
	| 'right'
	| 'home'
	| 'end'
	| 'pageUp'
	| 'pageDown'
	| 'space'
	| `f${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;

type Modifiers = {readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean};

export type KeyEvent =
	/** A key without a sign of its own, or one with Ctrl or Alt: then its name is the sign, and `text` what Alt was held with. */
	| ({readonly type: 'key'; readonly name: KeyName | (string & {}); readonly text: string} & Modifiers)
	/** One sign as people count them. */
	| {readonly type: 'text'; readonly text: string}
	/** Never to be taken for keys, whatever is in it. Line ends are `\n`. */
	| {readonly type: 'paste'; readonly text: string};

/** Where the terminal says its cursor is; counted from 1. */
export type CursorReport = {readonly row: number; readonly column: number};

export const noModifiers: Modifiers = {ctrl: false, alt: false, shift: false};

export const key = (name: string, modifiers: Partial<Modifiers> = {}, text = ''): KeyEvent => ({
	type: 'key',
	name,
	...noModifiers,
	...modifiers,
	text,
});

/** The last byte of `ESC [ … x` and `ESC O x`. */
export const byLetter: Readonly<Record<string, KeyName>> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	F: 'end',
	H: 'home',
	M: 'enter',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
	Z: 'tab',
};

/** The number of `ESC [ n ~`. */
export const byNumber: Readonly<Record<number, KeyName>> = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'pageUp',
	6: 'pageDown',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
};

/** `ESC [ [ x` of the Linux console. */
export const byConsoleLetter: Readonly<Record<string, KeyName>> = {A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5'};

const named: Readonly<Record<number, KeyName>> = {8: 'backspace', 9: 'tab', 10: 'enter', 13: 'enter', 27: 'escape', 127: 'backspace'};

/** The parameter after the number: 1 and a bit for each modifier. */
export function modifiersOf(parameter: number | undefined): Modifiers {
	const bits = Math.max(0, (parameter ?? 1) - 1);
	return {shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0};
}

/** A control character as the key that makes it; nothing for one that no key makes. */
export function controlKey(code: number, modifiers: Partial<Modifiers> = {}): KeyEvent | undefined {
	const name = named[code];
	if (name) return key(name, modifiers);
	if (code === 0) return key('space', {...modifiers, ctrl: true});
	return code < 0x20 ? key(String.fromCharCode(code + 0x40).toLowerCase(), {...modifiers, ctrl: true}) : undefined;
}

/** A key that is reported by the number of its sign, as newer terminals do it on request. */
export function codedKey(code: number, modifiers: Modifiers): KeyEvent | undefined {
	if (named[code]) return key(named[code], modifiers);
	if (!(code >= 0x20 && code <= 0x10ffff) || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xf900)) return undefined;
	const text = String.fromCodePoint(code);
	return modifiers.ctrl || modifiers.alt ? key(text, modifiers, modifiers.ctrl ? '' : text) : {type: 'text', text};
}
