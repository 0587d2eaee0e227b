/** How tones and glyphs look on this terminal. Everything that a colour says, a word or a glyph beside it says too. */
import type {Tone} from './row.js';

export type Look = {readonly color?: 'red' | 'yellow' | 'green'; readonly bold?: true; readonly dimColor?: true; readonly inverse?: true};

export type Glyphs = {
	readonly good: string;
	readonly bad: string;
	readonly unknown: string;
	readonly current: string;
	readonly open: string;
	readonly todo: string;
	readonly locked: string;
	readonly alive: string;
	/** Read, which says nothing of what is alive. */
	readonly read: string;
	readonly full: string;
	readonly empty: string;
	readonly vertical: string;
	readonly horizontal: string;
	readonly live: string;
	readonly replayed: string;
};

/** Of WGL4, which the fonts of Windows consoles and PuTTY have. */
const wgl4: Glyphs = {
	good: '√',
	bad: '×',
	unknown: '?',
	current: '►',
	open: '▼',
	todo: '○',
	locked: '□',
	alive: '●',
	read: '·',
	full: '▒',
	empty: '░',
	vertical: '│',
	horizontal: '─',
	live: '═',
	replayed: '┄',
};

const ascii: Glyphs = {
	good: '+',
	bad: 'x',
	unknown: '?',
	current: '>',
	open: 'v',
	todo: 'o',
	locked: '.',
	alive: '*',
	read: '-',
	full: '#',
	empty: '.',
	vertical: '|',
	horizontal: '-',
	live: '=',
	replayed: '~',
};

export type Theme = {
	readonly glyphs: Glyphs;
	readonly look: (tone: Tone) => Look;
	/** Our own texts in the signs that the terminal has, as wide as before. What comes from outside keeps its letters. */
	readonly written: (text: string) => string;
	/** A key as it is called there: no arrow may look like another key. */
	readonly keyName: (key: string) => string;
};

/** The signs of our texts that are not ASCII, each by one that looks like it. */
const ours = '…–—−“”‘’×≤≥→←↑↓·';
const alike = `~---""''x<>><^v.`;
const inAscii = (text: string): string => text.replace(/[…–—−“”‘’×≤≥→←↑↓·]/g, sign => alike[ours.indexOf(sign)] ?? sign);

const namesInAscii: Readonly<Record<string, string>> = {'→': 'Right', '←': 'Left', '↑↓': 'Up Down', '↑↓ Enter': 'Up Down'};

/** The sixteen colours that every terminal has and lets its owner choose, so that both light and dark backgrounds read well. */
const coloured: Readonly<Record<Tone, Look>> = {
	plain: {},
	strong: {bold: true},
	faint: {dimColor: true},
	bad: {color: 'red'},
	yours: {color: 'yellow'},
	good: {color: 'green'},
	world: {inverse: true, bold: true},
	chosen: {inverse: true},
};

const plain: Readonly<Record<Tone, Look>> = {
	...coloured,
	faint: {},
	bad: {bold: true},
	yours: {bold: true},
	good: {},
};

export function createTheme({isAscii, hasColor}: {readonly isAscii: boolean; readonly hasColor: boolean}): Theme {
	const looks = hasColor ? coloured : plain;
	return {
		glyphs: isAscii ? ascii : wgl4,
		look: tone => looks[tone],
		written: isAscii ? inAscii : text => text,
		keyName: isAscii ? key => namesInAscii[key] ?? key : key => key,
	};
}
