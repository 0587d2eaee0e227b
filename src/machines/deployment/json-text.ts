/**
 * JSON out of a file, or where it stops being JSON.
 *
 * The engine's own parser decides; its message names no place on every version, so the place is looked for here, without recursion:
 * a file nested 100,000 deep must end in a sentence.
 */
import {refuse, refuseType, shown} from './file-problem.js';

/** 100,000 computers with names of the greatest length are 25 MB; what is larger is no deployment file. */
export const longestFile = 32 * 1024 * 1024;

/** Refuses with `tooLarge`, `empty`, `notJson` or `keyTwice`. A byte order mark, as Windows writes it, is passed over. */
export const parseJsonText = (text: string): unknown => {
	if (text.length > longestFile) return refuse('tooLarge', {limit: longestFile / 1024 / 1024});
	const json = text.startsWith('\ufeff') ? text.slice(1) : text;
	if (json.trim() === '') return refuse('empty', {});
	const value = parsed(json);
	const twice = firstKeyTwice(json);
	return twice ? refuse('keyTwice', {...lineAndColumn(json, twice.at), key: shown(twice.key)}) : value;
};

const parsed = (json: string): unknown => {
	try {
		return JSON.parse(json);
	} catch {
		return refuse('notJson', lineAndColumn(json, firstError(json)));
	}
};

/** Of two fields of one name a parser takes the last and says nothing: nobody knows which one was meant. `json` is known to be JSON. */
const firstKeyTwice = (json: string): {readonly at: number; readonly key: string} | undefined => {
	/** The keys of each object that is open, undefined for a list. */
	const open: (Set<string> | undefined)[] = [];
	let isKey = false;
	for (let at = 0; at < json.length; at += 1) {
		const sign = json[at];
		if (sign === '"') {
			const end = endOfString(json, at).at;
			if (isKey) {
				const key = JSON.parse(json.slice(at, end)) as string;
				if (open.at(-1)?.has(key)) return {at, key};
				open.at(-1)?.add(key);
			}
			isKey = false;
			at = end - 1;
		} else if (sign === '{' || sign === '[') {
			open.push(sign === '{' ? new Set() : undefined);
			isKey = sign === '{';
		} else if (sign === '}' || sign === ']') open.pop();
		else if (sign === ',') isKey = open.at(-1) !== undefined;
	}
	return undefined;
};

const lineAndColumn = (text: string, at: number): {readonly line: number; readonly column: number} => {
	let line = 1;
	let start = 0;
	for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
		line += 1;
		start = end + 1;
	}
	return {line, column: at - start + 1};
};

/** `schema` absent means 1. A later one may mean other things by the same words, so it is refused. */
export const checkSchemaNumber = (value: unknown, known: number): undefined => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('notAnObject', {});
	const schema = (value as {readonly schema?: unknown}).schema ?? known;
	if (typeof schema !== 'number') refuseType('schema', 'number', schema);
	return schema === known ? undefined : refuse('otherSchema', {place: 'schema', value: String(schema), known});
};

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/** The index of the first character that cannot stand there; the length of the text when it ends too early. */
export const firstError = (text: string): number => {
	const open: ('{' | '[')[] = [];
	let expected: Expected = 'value';
	const afterValue = (): Expected => (open.length === 0 ? 'nothing' : 'commaOrEnd');
	let at = 0;
	for (;;) {
		if ((text[at] ?? '') <= ' ') at = endOf(space, text, at);
		const sign = text[at];
		if (sign === undefined || expected === 'nothing') return at;
		const isKey = keys.has(expected);

		if ((expected === 'keyOrEnd' || expected === 'commaOrEnd') && sign === '}' && open.at(-1) === '{') {
			open.pop();
			expected = afterValue();
			at += 1;
		} else if ((expected === 'valueOrEnd' || expected === 'commaOrEnd') && sign === ']' && open.at(-1) === '[') {
			open.pop();
			expected = afterValue();
			at += 1;
		} else if (expected === 'commaOrEnd') {
			if (sign !== ',') return at;
			expected = open.at(-1) === '{' ? 'key' : 'value';
			at += 1;
		} else if (expected === 'colon') {
			if (sign !== ':') return at;
			expected = 'value';
			at += 1;
		} else if (sign === '"') {
			const string = endOfString(text, at);
			if (!string.isClosed) return string.at;
			expected = isKey ? 'colon' : afterValue();
			at = string.at;
		} else if (isKey) {
			return at;
		} else if (sign === '{' || sign === '[') {
			open.push(sign);
			expected = sign === '{' ? 'keyOrEnd' : 'valueOrEnd';
			at += 1;
		} else {
			const end = endOf(literal, text, at);
			if (end === at) return at;
			expected = afterValue();
			at = end;
		}
	}
};

const keys: ReadonlySet<Expected> = new Set(['key', 'keyOrEnd']);
const space = /[ \t\n\r]*/y;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const endOf = (pattern: RegExp, text: string, from: number): number => {
	pattern.lastIndex = from;
	return pattern.test(text) ? pattern.lastIndex : from;
};

const endOfString = (text: string, from: number): {at: number; isClosed: boolean} => {
	for (let at = from + 1; at < text.length; at += 1) {
		const sign = text[at] as string;
		if (sign === '"') return {at: at + 1, isClosed: true};
		if (sign < ' ') return {at, isClosed: false};
		if (sign !== '\\') continue;
		const end = endOf(/["\\/bfnrt]|u[\da-fA-F]{4}/y, text, at + 1);
		if (end === at + 1) return {at, isClosed: false};
		at = end - 1;
	}
	return {at: text.length, isClosed: false};
};
