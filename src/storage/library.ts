/**
 * The recordings that are kept, newest first, from the first and the last line of each: thousands of them, or large ones, cost
 * little. Whether what lies in between is whole, only `verifyRecording` says.
 */
import {readdirSync, statSync} from 'node:fs';
import {basename, join, resolve} from 'node:path';
import {type Header, type Outcome, type WorldName, worldOf} from '../machines/journal/journal-entry.js';
import type {Message} from '../machines/message.js';
import {readFileEnds} from './file-ends.js';
import {checkHeader} from './header.js';
import type {Home} from './home.js';
import {hostClock} from './host-clock.js';
import {decodeLine, noPreviousHash, parseEntry, parseEnv, tailLength} from './journal-line.js';
import {holderOf} from './lock.js';
import type {Holder} from './lock-file.js';
import {cannotRead, codeOf, isRefusal, type Refusal, refuse} from './refusal.js';

export type Session = {
	readonly path: string;
	readonly session: string;
	readonly title: string;
	readonly world: WorldName;
	readonly deployment: string;
	/** ISO 8601; virtual in a rehearsal. */
	readonly startedAt: string;
	/** ISO 8601, of the wall clock: when it was really begun, and when something was last written. */
	readonly begunAt: string;
	readonly lastWrittenAt: string;
	/** How it was sealed; absent while it is open. */
	readonly outcome?: Outcome;
	readonly entryCount: number;
	/** Of the last entry, in ms of the session. */
	readonly lastAt: number;
	readonly tornBytes?: number;
	/** It only looked, and cannot be gone on with. */
	readonly isLookOnly?: true;
	/** A living process writes to it. */
	readonly heldBy?: Holder;
};

export type DamagedSession = {readonly path: string; readonly problem: Message};

export function listSessions(home: Pick<Home, 'recordings'>): readonly (Session | DamagedSession)[] | Refusal {
	let names: string[];
	try {
		names = readdirSync(home.recordings).filter(name => name.endsWith('.jsonl'));
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOTDIR') return refuse('cannotMakeDirectory', {path: home.recordings, code: isThere(home.recordings) ? 'EEXIST' : code});
		return code === 'ENOENT' ? [] : cannotRead(home.recordings, error);
	}
	const sessions = names.map(name => readSession(join(home.recordings, name)));
	return sessions
		.map(session => ({session, begunAt: isRefusal(session) ? changedAt(session.path) : session.begunAt}))
		.sort((a, b) => compare(b.begunAt, a.begunAt) || compare(b.session.path, a.session.path))
		.map(({session}) => session);
}

/** Else a part of the path above it is in the way; the sentence is the one that making the directory would end in. */
function isThere(path: string): boolean {
	try {
		return statSync(path, {throwIfNoEntry: false}) !== undefined;
	} catch {
		return false;
	}
}

/** By a path, an id, or the beginning of an id that only one session has. */
export function findSession(home: Pick<Home, 'recordings'>, name: string): {readonly path: string} | Refusal {
	if (/[/\\]|\.jsonl$/.test(name)) return {path: resolve(name)};
	const sessions = listSessions(home);
	if (isRefusal(sessions)) return sessions;
	const named = name === '' ? [] : sessions.filter(session => idOf(session).startsWith(name));
	const exact = named.filter(session => idOf(session) === name);
	const [found, another] = exact.length > 0 ? exact : named;
	if (!found) return refuse('noSession', {name, directory: home.recordings});
	return another ? refuse('ambiguousSession', {name, sessions: named.map(idOf)}) : {path: found.path};
}

export function readSession(path: string): Session | DamagedSession {
	try {
		const ends = readFileEnds(path);
		if (ends.bytes === 0) return {path, ...refuse('empty', {path})};
		if (ends.first === undefined) return {path, ...refuse('noWholeLine', {path, bytes: ends.bytes})};
		const first = readFirst(path, ends.first);
		if (isRefusal(first)) return {path, ...first};
		const last = readLast(ends.last);
		return last ? summary(path, first, last, ends.tornBytes) : {path, ...refuse('brokenEnd', {path})};
	} catch (error) {
		return {path, ...cannotRead(path, error)};
	}
}

type Line = {readonly entry: ReturnType<typeof parseEntry>; readonly env: ReturnType<typeof parseEnv>};

function readFirst(path: string, line: string): Line | Refusal {
	const refusal = checkHeader(path, line.slice(0, -tailLength));
	if (refusal) return refusal;
	const decoded = decodeLine(line, noPreviousHash);
	return 'fault' in decoded ? refuse(decoded.fault, {path, line: 1}) : decoded;
}

function readLast(line: string | undefined): Line | undefined {
	try {
		const body = line?.slice(0, -tailLength) ?? '';
		const entry = parseEntry(body);
		return Number.isInteger(entry.seq) && Number.isFinite(entry.at) ? {entry, env: parseEnv(body)} : undefined;
	} catch {
		return undefined;
	}
}

function summary(path: string, first: Line, last: Line, tornBytes: number): Session {
	const {session, title, world, standIn, deployment, startedAt, lookOnly} = first.entry as Header;
	const heldBy = holderOf(path, hostClock.host);
	return {
		...{path, session, title, deployment, startedAt},
		world: worldOf({world, ...(standIn ? {standIn} : {})}),
		begunAt: String(first.env?.wall ?? startedAt),
		lastWrittenAt: String(last.env?.wall ?? startedAt),
		entryCount: last.entry.seq,
		lastAt: last.entry.at,
		...(last.entry.kind === 'sealed' && {outcome: last.entry.outcome}),
		...(lookOnly && {isLookOnly: true}),
		// What a living process is just writing is not torn.
		...(tornBytes > 0 && !heldBy && {tornBytes}),
		...(heldBy && {heldBy}),
	};
}

/** A damaged recording still has the short id in its name. */
const idOf = (session: Session | DamagedSession): string =>
	isRefusal(session) ? (/-([^-]+)\.jsonl$/.exec(basename(session.path))?.[1] ?? '') : session.session;

function changedAt(path: string): string {
	const time = statSync(path, {throwIfNoEntry: false})?.mtime;
	return time?.toISOString() ?? '';
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
