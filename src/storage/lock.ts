/**
 * One writer at a time: a small file beside a journal says which process writes to it. A process that is gone holds nothing, and what
 * it left behind is replaced; a number that another process has got since is known by the time at which that one started.
 *
 * It holds on this host and for this account. What another host holds can only be told, not judged.
 */
import {closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, unlinkSync, writeSync} from 'node:fs';
import * as z from 'zod/mini';
import type {Clock} from './host-clock.js';
import {isAlive, startOfProcess} from './process-life.js';
import {cannotRead, codeOf, type Refusal, refuse} from './refusal.js';

const holderShape = z.object({
	pid: z.int().check(z.positive()),
	/** As the kernel counts it; absent where it does not say. */
	startedAt: z.optional(z.string()),
	host: z.string(),
	/** ISO 8601, of the wall clock. */
	since: z.string(),
});

export type Holder = z.infer<typeof holderShape>;
export type Lock = {readonly release: () => void};

/** A dead holder's lock is taken away and taken; if others do the same at that moment, one of them wins. */
const triesBeforeHeld = 3;

export function lockJournal(path: string, clock: Clock): Lock | Refusal {
	const lock = lockOf(path);
	const startedAt = startOfProcess(clock.pid);
	const mine = JSON.stringify({pid: clock.pid, ...(startedAt && {startedAt}), host: clock.host, since: clock.wall()});
	try {
		for (let tries = 0; tries < triesBeforeHeld; tries++) {
			if (create(lock, mine)) return {release: () => release(lock, mine)};
			const text = readIfThere(lock);
			if (text === undefined) continue;
			const held = judge(path, lock, text, clock.host);
			if (held) return held;
			takeAway(lock, text, clock.pid);
		}
		return refuse('lockUnclear', {path, lock});
	} catch (error) {
		const code = codeOf(error);
		return code === 'ENOENT' || code === 'ENOTDIR' ? cannotRead(path, error) : refuse('cannotLock', {path, lock, code});
	}
}

/** Who writes to it now, as far as this host can know. */
export function holderOf(path: string, host: string): Holder | undefined {
	try {
		const holder = parseHolder(readIfThere(lockOf(path)) ?? '');
		return holder && (holder.host !== host || isAlive(holder.pid, holder.startedAt)) ? holder : undefined;
	} catch {
		return undefined;
	}
}

const lockOf = (path: string): string => `${path}.lock`;

function judge(path: string, lock: string, text: string, host: string): Refusal | undefined {
	const holder = parseHolder(text);
	if (!holder) return refuse('lockUnclear', {path, lock});
	const {pid, since} = holder;
	if (holder.host !== host) return refuse('heldElsewhere', {path, lock, host: holder.host, since});
	return isAlive(pid, holder.startedAt) ? refuse('held', {path, pid, since}) : undefined;
}

function parseHolder(text: string): Holder | undefined {
	try {
		return holderShape.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

function create(lock: string, text: string): boolean {
	let file: number;
	try {
		file = openSync(lock, 'wx', 0o600);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
	try {
		writeSync(file, text);
		// An empty lock after a power cut could not be told from one that is just being written.
		fsyncSync(file);
		return true;
	} catch (error) {
		unlinkSync(lock);
		throw error;
	} finally {
		closeSync(file);
	}
}

function readIfThere(lock: string): string | undefined {
	try {
		return readFileSync(lock, 'utf8');
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** Moving a file away succeeds for one process only. If it was a new holder's by then, it is put back. */
function takeAway(lock: string, expected: string, pid: number) {
	const aside = `${lock}.${pid}`;
	try {
		renameSync(lock, aside);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return;
		throw error;
	}
	try {
		if (readFileSync(aside, 'utf8') !== expected) linkSync(aside, lock);
	} finally {
		unlinkSync(aside);
	}
}

function release(lock: string, mine: string) {
	try {
		if (readIfThere(lock) === mine) unlinkSync(lock);
	} catch {
		// It is recognised as a dead process's later.
	}
}
