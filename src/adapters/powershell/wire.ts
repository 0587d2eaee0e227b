/**
 * The channel between the engine and a host: one JSON value a line, ASCII only, both ways. Parameters are values with their type beside
 * them; nothing that is said here is ever run as text.
 */
import * as z from 'zod/mini';
import type {Value} from '../../machines/cmdlet.js';
import type {Json} from '../../machines/json.js';
import {once} from '../../machines/once.js';

/** A text has a sign before it: PowerShell's reader of JSON would make a date of one that looks like it. */
export type Tagged =
	| {readonly type: 'null'}
	| {readonly type: 'boolean'; readonly value: boolean}
	| {readonly type: 'number'; readonly value: number}
	| {readonly type: 'text' | 'timeSpan'; readonly value: `=${string}`}
	/** A secure string, or with a user a credential. The only place where a secret is said, and to nobody but the host. */
	| {readonly type: 'secret'; readonly value: `=${string}`; readonly user?: `=${string}`}
	| {readonly type: 'list'; readonly value: readonly Tagged[]};

/** What was typed for a reference; undefined when this process does not know it (any more). */
export type SecretOf = (reference: string) => string | undefined;

export type CallOrder = {
	readonly kind: 'call';
	readonly call: string;
	readonly module: string;
	readonly cmdlet: string;
	/** A change goes on when the channel closes, and leaves its end under the name of its file. */
	readonly changes: boolean;
	readonly file: string | null;
	readonly deadlineMs: number;
	readonly parameters: readonly {readonly name: string; readonly value: Tagged}[];
};

export type OpenOrder = {
	readonly kind: 'open';
	/** Names, or paths of manifests. */
	readonly modules: readonly string[];
	/** They stand in for those of a farm: nothing opens where one of these is in reach, and nothing is looked for beyond PowerShell's own. */
	readonly isStandIn: boolean;
	/** `https://…`: the cmdlets of a remote endpoint are run, and no module is loaded. */
	readonly endpoint?: string;
	/** With which it is opened there, where that is not the logon of the host. */
	readonly credential?: Tagged;
	/** Nothing else is run. */
	readonly cmdlets: readonly string[];
	/** Where the ends of changes are kept; null for the account's own place. */
	readonly directory: string | null;
	/** Its text goes to the host's standard output: for a preview, whose text PowerShell gives to nobody else. */
	readonly showsText: boolean;
	/** A host that nobody listens to any more ends itself when a cmdlet that is to stop has not done so for this long. */
	readonly stopMs: number;
};

export type Order =
	| OpenOrder
	| CallOrder
	| {readonly kind: 'stop'; readonly call: string}
	| {readonly kind: 'fate'; readonly file: string}
	/** What do the allowed cmdlets of a module take? */
	| {readonly kind: 'describe'; readonly module: string}
	/** Who is it, and what time is it there? */
	| {readonly kind: 'account'}
	| {readonly kind: 'ping'};

/** What the reader of Windows PowerShell 3 takes in one piece. */
export const longestOrder = 2_000_000;
/** An object of a million signs, each of them escaped, and then some. */
export const longestSaid = 8 * 1024 * 1024;

/** Undefined for what no host can be told: an unknown secret, a number that is none, half a sign, which its reader of JSON would replace. */
export function tag(value: Value, secretOf: SecretOf): Tagged | undefined {
	if (value === null) return {type: 'null'};
	if (typeof value === 'boolean') return {type: 'boolean', value};
	if (typeof value === 'number') return Number.isFinite(value) ? {type: 'number', value} : undefined;
	if (typeof value === 'string') return value.isWellFormed() ? {type: 'text', value: `=${value}`} : undefined;
	if (isList(value)) {
		const items = value.map(each => tag(each, secretOf));
		return items.every(item => item !== undefined) ? {type: 'list', value: items} : undefined;
	}
	if ('timeSpan' in value) return {type: 'timeSpan', value: `=${value.timeSpan}`};
	const {secret, user} = value;
	const text = secretOf(secret);
	if (text === undefined || !text.isWellFormed() || user?.isWellFormed() === false) return undefined;
	return {type: 'secret', value: `=${text}`, ...(user === undefined ? {} : {user: `=${user}` as const})};
}

const isList = (value: object): value is readonly Value[] => Array.isArray(value);

export const asLine = (order: Order): string =>
	`${JSON.stringify(order).replace(/[^ -~]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

const shapes = once(() => {
	const error = z.object({
		message: z.string(),
		id: z.string(),
		category: z.string(),
		target: z.string(),
		type: z.string(),
		/** Something said no to the account. */
		denied: z.optional(z.boolean()),
		inner: z.array(z.string()),
	});
	const call = z.string();
	const ended = z.object({
		call,
		state: z.enum(['completed', 'failed', 'stopped', 'left', 'cutOff', 'notStarted']),
		/** Of one that was left: by which word. */
		how: z.optional(z.string()),
		/** False of one that did not stop, so that its host ended itself. */
		obeyed: z.optional(z.boolean()),
		/** Errors that were written to the stream. */
		errors: z._default(z.int(), 0),
		/** The question that the cmdlet asked and that nobody could answer, as PowerShell's host interface calls it. */
		asked: z.optional(z.string()),
		/** Of a failure, or else the first of the stream. */
		error: z.optional(error),
		why: z.optional(z.string()),
		notKept: z.optional(z.string()),
	});
	const record = z.object({
		kind: z.literal('record'),
		call,
		stream: z.enum(['output', 'error', 'warning', 'verbose', 'debug', 'information', 'progress']),
		text: z.optional(z.string()),
		error: z.optional(error),
		activity: z.optional(z.string()),
		status: z.optional(z.string()),
		percent: z.optional(z.int()),
		isOver: z.optional(z.boolean()),
		value: z.optional(z.unknown()),
		cut: z.optional(z.int()),
		deep: z.optional(z.int()),
		lost: z.optional(z.string()),
	});
	const texts = z.array(z.string());
	/** Of the cmdlets of an endpoint: an empty type where nobody says, no version, no module, and never the values of a set. */
	const parameter = z.object({name: z.string(), type: z.string(), isMandatory: z.boolean(), aliases: texts, values: texts});
	const cmdlet = z.object({name: z.string(), module: z.string(), version: z.string(), sets: z.array(z.array(parameter))});
	const account = z.object({
		name: z.string(),
		/** How it was logged on, as .NET calls it; empty where nobody says. */
		logon: z.string(),
		isElevated: z.nullable(z.boolean()),
		/** Those of the product that it belongs to; null elsewhere than on Windows. */
		groups: z.nullable(z.readonly(texts)),
		/** ISO 8601. */
		clock: z.string(),
	});
	const said = z.discriminatedUnion('kind', [
		record,
		z.object({kind: z.literal('began'), call}),
		z.object({kind: z.literal('ended'), ...ended.shape}),
		z.object({kind: z.literal('pong'), call: z.nullable(call)}),
		z.object({
			kind: z.literal('fate'),
			file: z.string(),
			fate: z.enum(['running', 'ended', 'gone', 'unreadable']),
			end: z.optional(z.string()),
			why: z.optional(z.string()),
		}),
		z.object({kind: z.literal('hello'), token: z.string(), pid: z.int(), version: z.string(), edition: z.string()}),
		z.object({kind: z.literal('opened'), modules: z.array(z.object({name: z.string(), version: z.string()}))}),
		z.object({kind: z.literal('notOpened'), error}),
		z.object({kind: z.literal('described'), cmdlets: z.array(cmdlet)}),
		z.object({kind: z.literal('notDescribed'), error}),
		z.object({kind: z.literal('account'), ...account.shape}),
		z.object({kind: z.literal('noAccount'), error}),
		z.object({kind: z.literal('misunderstood'), why: z.string()}),
	]);
	return {ended, account, numbered: z.object({n: z.int()}), said};
});

type Shapes = ReturnType<typeof shapes>;
export type Ended = z.infer<Shapes['ended']>;
export type Said = z.infer<Shapes['said']>;
export type SaidRecord = Extract<Said, {kind: 'record'}>;
export type SaidError = NonNullable<Ended['error']>;
export type Account = z.infer<Shapes['account']>;
export type Hello = Extract<Said, {kind: 'hello'}>;

/** Undefined for what a host never says. `n` counts its lines from 1. */
export function parseSaid(line: string): {readonly n: number; readonly said: Said} | undefined {
	const value = parseJson(line);
	const {numbered, said} = shapes();
	const number = numbered.safeParse(value);
	const message = said.safeParse(value);
	return number.success && message.success ? {n: number.data.n, said: message.data} : undefined;
}

/** The end that a change has left behind. */
export function parseEnded(text: string): Ended | undefined {
	const parsed = shapes().ended.safeParse(parseJson(text));
	return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): Json | undefined {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return undefined;
	}
}
