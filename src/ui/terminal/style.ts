/**
 * What SGR makes of a sign: colours, weight, inverse. A style is written as its parameters in one fixed order, joined by commas
 * (`1,38;5;200`), so that two styles look alike exactly when their strings are equal. The empty string is the terminal's default.
 */
import {type AnsiCode, reduceAnsiCodesIncremental} from '@alcalzone/ansi-tokenize';

export type Style = string;

const prefix = '\x1b[';
const isSgr = (code: string) => code.startsWith(prefix) && code.endsWith('m');

/** Codes in force after one more. Links and other sequences are no style and are left out. */
export function afterCode(codes: AnsiCode[], code: AnsiCode): AnsiCode[] {
	if (!isSgr(code.code)) return codes;
	return code.code === '\x1b[m' ? [] : reduceAnsiCodesIncremental(codes, [code]);
}

export function toStyle(codes: readonly AnsiCode[]): Style {
	const parameters = codes.map(({code}) => code.slice(prefix.length, -1));
	return parameters.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).join(',');
}

/** The shorter of two ways from one style to another: by its differences, or from nothing. */
export function transition(from: Style, to: Style): string {
	if (from === to) return '';
	const known = transitions.get(from)?.get(to);
	if (known !== undefined) return known;
	const before = parametersOf(from);
	const after = parametersOf(to);
	const afresh = sgr(['0', ...after]);
	const changes = changesBetween(before, after);
	const delta = changes && sgr(changes);
	const bytes = to === '' ? '\x1b[m' : delta && delta.length <= afresh.length ? delta : afresh;
	remember(from, to, bytes);
	return bytes;
}

const parametersOf = (style: Style): readonly string[] => (style === '' ? [] : style.split(','));
const sgr = (parameters: readonly string[]) => `${prefix}${parameters.join(';')}m`;

function changesBetween(before: readonly string[], after: readonly string[]): readonly string[] | undefined {
	const changes: string[] = [];
	const again = new Set<string>();
	for (const parameter of before.filter(each => !after.includes(each))) {
		const end = endOf(parameter);
		if (end === undefined) return undefined;
		const isReplaced = end !== '22' && after.some(each => endOf(each) === end);
		if (!isReplaced && !changes.includes(end)) changes.push(end);
		// Bold and faint share their end: what stays has to be said once more.
		if (end === '22') for (const each of after) if (endOf(each) === '22') again.add(each);
	}
	return [...changes, ...after.filter(each => again.has(each) || !before.includes(each))];
}

/** The parameter that ends this one; nothing for one that is not known here, which only a reset ends for certain. */
function endOf(parameter: string): string | undefined {
	const code = Number.parseInt(parameter, 10);
	if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) return '39';
	if ((code >= 40 && code <= 48) || (code >= 100 && code <= 107)) return '49';
	return ends.get(code);
}

const ends = new Map([
	[1, '22'],
	[2, '22'],
	[3, '23'],
	[4, '24'],
	[7, '27'],
	[8, '28'],
	[9, '29'],
]);

/** A console has a handful of styles; more would be a mistake that must not eat memory. */
const mostStyles = 200;
const transitions = new Map<Style, Map<Style, string>>();

function remember(from: Style, to: Style, bytes: string): void {
	if (transitions.size >= mostStyles) transitions.clear();
	const known = transitions.get(from) ?? new Map<Style, string>();
	if (known.size >= mostStyles) known.clear();
	transitions.set(from, known.set(to, bytes));
}
