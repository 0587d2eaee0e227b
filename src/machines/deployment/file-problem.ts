/**
 * What is wrong with a file that a person wrote: one sentence with file, place and remedy.
 *
 * The parts of a parser refuse by throwing a `Refusal`; the parser's one public function catches it, so that it never leaves.
 */
import type {core} from 'zod/mini';
import {type Message, type MessageArgument, say} from '../message.js';

type Arguments = Readonly<Record<string, MessageArgument>>;

export class Refusal extends Error {
	readonly id: string;
	readonly args: Arguments;

	constructor(id: string, args: Arguments) {
		super(id);
		this.id = id;
		this.args = args;
	}
}

export const refuse = (id: string, args: Arguments): never => {
	throw new Refusal(id, args);
};

/** Runs a parser; what it refuses becomes its answer, under the ids of its kind: `deployment.selfPair`. */
export const problemOr = <Parsed>(kind: string, file: string, parse: () => Parsed): Parsed | {readonly problem: Message} => {
	try {
		return parse();
	} catch (error) {
		if (error instanceof Refusal) return {problem: say(`${kind}.${error.id}`, {file, ...error.args})};
		throw error;
	}
};

/** Long enough for a host name that is merely wrong, short enough for one sentence. */
const longestShown = 80;

/** A piece of the file to be repeated in a sentence: short, with what could steer a terminal written as codes. */
export const shown = (text: string): string => {
	const start = text.slice(0, longestShown);
	const safe = start.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, sign => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
	return text.length > longestShown ? `${safe}…` : safe;
};

/** `pools[1].backupPool`. */
export const placeOf = (path: readonly PropertyKey[]): string => {
	const place = path.map(part => {
		if (typeof part === 'number') return `[${part}]`;
		return /^[\w-]+$/.test(String(part)) && String(part).length <= longestShown ? `.${String(part)}` : `["${shown(String(part))}"]`;
	});
	return place.join('').replace(/^\./, '');
};

export const refuseType = (place: string, expected: string, found: unknown): never =>
	refuse('wrongType', {place, expected, found: typeOf(found)});

/** The first thing that the schema found, as a refusal. Checks of our own carry the id of their sentence as their message. */
export const refuseIssue = (issue: core.$ZodIssue, value: unknown): never => {
	const place = placeOf(issue.path);
	const found = valueAt(value, issue.path);
	const isForm = issue.code === 'invalid_type' || issue.code === 'invalid_value';
	if (isForm && found === undefined) return refuse('missing', {place});
	if (issue.code === 'invalid_type') return refuseType(place, issue.expected, found);
	if (issue.code === 'invalid_key') return refuse('hostName', {place, value: lastOf(issue.path)});
	const written = typeof found === 'string' ? shown(found) : typeof found === 'number' ? String(found) : typeOf(found);
	if (issue.code === 'invalid_value') return refuse('notOneOf', {place, value: written, allowed: issue.values.map(String)});
	if (issue.code === 'custom') return refuse(issue.message, {place, value: written, ...(issue.params as Arguments | undefined)});
	return refuse('wrongValue', {place, value: written});
};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown => {
	let at = value;
	for (const part of path) {
		if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
		at = (at as Record<PropertyKey, unknown>)[part];
	}
	return at;
};

const lastOf = (path: readonly PropertyKey[]): string => shown(String(path.at(-1)));

const typeOf = (value: unknown): string => {
	if (value === null || Array.isArray(value)) return value === null ? 'null' : 'array';
	return typeof value === 'number' && !Number.isFinite(value) ? 'infinity' : typeof value;
};

/** Unknown fields are warned of one by one, but nobody reads more than this. */
const mostWarnings = 20;

/** A warning for each field that the strict form of a schema does not know. */
export const unknownFields = (kind: string, file: string, issues: readonly core.$ZodIssue[]): readonly Message[] => {
	const unknown = issues.filter(issue => issue.code === 'unrecognized_keys');
	const count = unknown.reduce((sum, {keys}) => sum + keys.length, 0);
	const warnings = unknown
		.flatMap(({path, keys}) => keys.slice(0, mostWarnings).map(key => placeOf([...path, key])))
		.slice(0, mostWarnings)
		.map(place => say(`${kind}.unknownField`, {file, place}));
	const rest = count - warnings.length;
	return rest > 0 ? [...warnings, say(`${kind}.moreUnknownFields`, {file, count: rest})] : warnings;
};
