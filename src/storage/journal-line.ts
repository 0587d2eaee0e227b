/**
 * One line of a journal as text. Pure: no disk, no clock.
 *
 * A line is one JSON object: `seq`, `at`, `kind`, the fields of the kind, `env`, and last `hash`. The hash is SHA-256 in hex over the
 * previous line's hash (nothing for the first) and this line's exact bytes before `,"hash":`. Bytes are hashed, never objects that
 * were serialised again. A line can be shown on any terminal: what is not printable is escaped, and reads back as it was.
 */
import {hash} from 'node:crypto';
import type {JournalEntry} from '../machines/journal/journal-entry.js';

/** Who wrote a line, where and when. `mono` counts milliseconds since that host started, and never goes back. */
export type Env = {
	readonly session: string;
	/** ISO 8601, of the wall clock. */
	readonly wall: string;
	readonly mono: number;
	readonly pid: number;
	readonly host: string;
};

export type DecodedLine = {readonly entry: JournalEntry; readonly env: Env | undefined; readonly hash: string};
export type LineFault = 'noHash' | 'brokenHash' | 'notJson';

/** The hash before the first line. */
export const noPreviousHash = '';

const beforeHash = ',"hash":"';
const afterHash = '"}';
export const hashLength = 64;
/** Every line ends in these many bytes: `,"hash":"…"}`. */
export const tailLength = beforeHash.length + hashLength + afterHash.length;

/** `line` has no line feed. The keys that every entry has come first, whatever their order in `entry`. */
export function encodeLine(entry: JournalEntry, env: Env, previousHash: string): {readonly line: string; readonly hash: string} {
	const {seq, at, kind, ...fields} = entry;
	const object = JSON.stringify({seq, at, kind, ...fields, env});
	const body = escapeUnprintable(object.slice(0, -1));
	const hash = hashLine(previousHash, body);
	return {line: `${body}${beforeHash}${hash}${afterHash}`, hash};
}

export function decodeLine(line: string, previousHash: string): DecodedLine | {readonly fault: LineFault} {
	const body = line.slice(0, -tailLength);
	const tail = line.slice(-tailLength);
	if (!tail.startsWith(beforeHash) || !tail.endsWith(afterHash)) return {fault: 'noHash'};
	const hash = tail.slice(beforeHash.length, -afterHash.length);
	if (hashLine(previousHash, body) !== hash) return {fault: 'brokenHash'};
	try {
		return {entry: parseEntry(body), env: parseEnv(body), hash};
	} catch {
		return {fault: 'notJson'};
	}
}

const hashLine = (previousHash: string, body: string): string => hash('sha256', previousHash + body);

/** The entry without its `env`; `body` is a line without its tail. Throws what `JSON.parse` throws. */
export function parseEntry(body: string): JournalEntry {
	// Parsing `env` apart, when somebody asks for it, makes reading a quarter faster. Braces balance only when the split is at the top.
	const split = body.lastIndexOf(beforeEnv);
	if (split !== -1) {
		try {
			return JSON.parse(`${body.slice(0, split)}}`);
		} catch {
			// An `env` further down, or a line that is no JSON at all: the whole of it says which.
		}
	}
	const {env: _, ...entry} = JSON.parse(`${body}}`);
	return entry;
}

export const parseEnv = (body: string): Env | undefined => JSON.parse(`${body}}`).env;

const beforeEnv = ',"env":{';

/**
 * Controls (also C1, which JSON allows), what changes the direction or has no width, line and paragraph separators, private use.
 * Lone surrogates are escaped by `JSON.stringify` itself.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

const escapeUnprintable = (json: string): string => json.replace(unprintable, escapeUnits);

/** One escape for each UTF-16 unit, as JSON wants it. */
const escapeUnits = (character: string): string =>
	Array.from({length: character.length}, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
