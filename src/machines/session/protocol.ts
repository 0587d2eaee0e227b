/**
 * What a console and an engine in another process say to each other: one JSON value a line, both ways. What comes from a console is
 * checked, because whatever reaches the socket is heard by the engine.
 *
 * An upgrade never breaks a session that runs: both say which versions of this they speak, and the newest that both speak is spoken.
 */
import * as z from 'zod/mini';
import type {JournalEntry} from '../journal/journal-entry.js';
import type {Trouble} from '../journal/keeping.js';
import type {Message} from '../message.js';

export type Versions = {readonly oldest: number; readonly newest: number};
export const versions: Versions = {oldest: 1, newest: 1};

/** The longest line that a console sends: a signed text, each of whose signs may be written as six. */
const signedLimit = 256 * 1024;
export const commandLimitBytes = 6 * signedLimit;

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const clientShape = z.object({
	/** Who sits there: decisions are written for them. */
	who: text(200),
	/** Where: a terminal, and the address that it was reached from. */
	from: text(200),
	pid: z.int().check(z.positive()),
});
export type Client = z.infer<typeof clientShape>;

/** Who acts, as one console sees it. */
export type ControlView = {
	readonly isMine: boolean;
	/** It may only look, whoever has control. */
	readonly isObserver: boolean;
	readonly holder?: {readonly who: string; readonly from: string; readonly heldForMs: number; readonly idleForMs: number};
	/** Somebody asks the holder for it. */
	readonly asking?: {readonly who: string; readonly from: string; readonly isMe: boolean};
};

const commandShape = z.union([
	z.object({
		type: z.literal('answer'),
		id: text(100),
		question: text(1_000),
		choice: text(200),
		fields: z.record(text(200), z.string()),
		by: text(200),
	}),
	z.object({type: z.literal('approve'), id: text(100), question: text(1_000), by: text(200)}),
	z.object({type: z.literal('approve'), id: text(100), signed: text(signedLimit)}),
	z.object({type: z.literal('note'), id: text(100), text: text(8_000), by: text(200), happenedAt: z.optional(z.number())}),
]);

/** `reference` names it, and is an account. `isAgain`: the one that was typed before opened nothing. */
export type SecretWanted = {readonly reference: string; readonly isAgain: boolean};

/** The longest password that is taken. */
export const secretLimit = 1_000;

const versionsShape = z.object({oldest: z.int(), newest: z.int()});
const toEngineShape = z.discriminatedUnion('type', [
	z.object({
		type: z.literal('hello'),
		token: text(200),
		protocol: versionsShape,
		product: text(100),
		client: clientShape,
		/** `approve`: a second person's word is handed over, and nothing else is done. */
		wants: z.enum(['act', 'observe', 'approve']),
		/** The last entry that it has; 0 for none. */
		after: z.int().check(z.nonnegative()),
	}),
	z.object({type: z.literal('command'), command: commandShape}),
	/** A key was pressed: said once in a while, so that the other console sees that somebody is there. */
	z.object({type: z.literal('pressed')}),
	z.object({type: z.literal('askControl')}),
	z.object({type: z.literal('giveControl')}),
	z.object({type: z.literal('keepControl')}),
	z.object({type: z.literal('takeControl'), reason: text(1_000)}),
	/** Taken from who acts only. Without a text it is not going to be typed. */
	z.object({type: z.literal('secret'), reference: text(200), text: z.optional(text(secretLimit))}),
	/** Stopping is a message, not a signal: before the next change, and the session stays open. */
	z.object({type: z.literal('stop')}),
]);

export type ToEngine = z.infer<typeof toEngineShape>;
export type Hello = Extract<ToEngine, {type: 'hello'}>;

export type FromEngine =
	| {
			readonly type: 'welcome';
			readonly protocol: number;
			readonly product: string;
			readonly session: string;
			/** How many entries there are: until so many have come, the console shows the past. */
			readonly length: number;
	  }
	| {readonly type: 'entry'; readonly entry: JournalEntry}
	/** It fell so far behind that what it shows is old; what it missed follows. */
	| {readonly type: 'missed'; readonly from: number; readonly to: number}
	/** The time of the session now, in ms, and how fast it goes: 0 when it goes from one entry to the next. */
	| {readonly type: 'clock'; readonly at: number; readonly rate: number}
	| {readonly type: 'refused'; readonly id: string; readonly why: Message}
	| {readonly type: 'control'; readonly view: ControlView}
	/** What is told is not on disk since, or all of it is again. */
	| {readonly type: 'trouble'; readonly trouble?: Trouble}
	/** A password is wanted, or none any more. */
	| {readonly type: 'secret'; readonly wanted?: SecretWanted}
	/** The last that is said; `isFault`: the engine could not go on. */
	| {readonly type: 'farewell'; readonly why: Message; readonly exitCode: number};

/** @returns undefined for what is no message of a console. */
export function parseToEngine(line: string): ToEngine | undefined {
	try {
		const parsed = toEngineShape.safeParse(JSON.parse(line));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

const fromEngine: ReadonlySet<string> = new Set<FromEngine['type']>([
	...(['welcome', 'entry', 'missed', 'clock', 'refused', 'control', 'trouble', 'secret', 'farewell'] as const),
]);

/** The engine has shown the token: only what this console does not know is passed over. */
export function parseFromEngine(line: string): FromEngine | undefined {
	try {
		const message: unknown = JSON.parse(line);
		const isKnown = typeof message === 'object' && message !== null && 'type' in message && fromEngine.has(String(message.type));
		return isKnown ? (message as FromEngine) : undefined;
	} catch {
		return undefined;
	}
}

/** The newest version that both speak; undefined when there is none. */
export function agreedOn(one: Versions, other: Versions): number | undefined {
	const newest = Math.min(one.newest, other.newest);
	return newest >= Math.max(one.oldest, other.oldest) ? newest : undefined;
}
