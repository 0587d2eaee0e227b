/**
 * One writer at a time: a small file beside a journal says which process writes to it. A process that is gone holds nothing, and what
 * it left behind is replaced; a number that another process has got since is known by the time at which that one started.
 *
 * It holds on this host and for this account. What another host holds can only be told, not judged.
 */
import {hash} from 'node:crypto';
import {closeSync, fsyncSync, openSync, readFileSync, renameSync, unlinkSync, writeSync} from 'node:fs';
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

/** A lock may be let go, or be replaced, just while it is looked at; nobody needs more turns than this to see who has it. */
const turns = 3;

/** Of this process. */
const held = new Set<() => void>();

/** When nobody is left who would let go of them one by one. */
export function releaseLocks() {
	for (const letGo of held) letGo();
}

export function lockJournal(path: string, clock: Clock): Lock | Refusal {
	const lock = lockOf(path);
	const startedAt = startOfProcess(clock.pid);
	const mine = JSON.stringify({pid: clock.pid, ...(startedAt && {startedAt}), host: clock.host, since: clock.wall()});
	try {
		for (let turn = 0; turn < turns; turn++) {
			if (create(lock, mine)) return taken(lock, mine);
			const text = readIfThere(lock);
			if (text === undefined) continue;
			const other = judge(path, lock, text, clock.host) ?? replace(path, lock, text, mine, clock.host);
			if (other === 'replaced') return taken(lock, mine);
			if (other) return other;
		}
		return refuse('lockUnclear', {path, lock});
	} catch (error) {
		const code = codeOf(error);
		return code === 'ENOENT' || code === 'ENOTDIR' ? cannotRead(path, error) : refuse('cannotLock', {path, lock, code});
	}
}

function taken(lock: string, mine: string): Lock {
	const letGo = () => {
		held.delete(letGo);
		release(lock, mine);
	};
	held.add(letGo);
	return {release: letGo};
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

/**
 * Only one process may replace the lock of one dead holder: the one that makes the file which is named for what that lock says. Who
 * comes later makes it too, but finds another lock by then. Undefined: look again.
 */
function replace(path: string, lock: string, dead: string, mine: string, host: string): 'replaced' | Refusal | undefined {
	const claim = `${lock}.${hash('sha256', dead).slice(0, 16)}`;
	if (!create(claim, mine)) {
		const claimed = readIfThere(claim);
		return claimed === undefined ? undefined : judge(path, lock, claimed, host);
	}
	if (readIfThere(lock) === dead) {
		renameSync(claim, lock);
		return 'replaced';
	}
	unlinkSync(claim);
	return undefined;
}

function release(lock: string, mine: string) {
	try {
		if (readIfThere(lock) === mine) unlinkSync(lock);
	} catch {
		// It is recognised as a dead process's later.
	}
}
