/**
 * A file that one process holds at a time: it says which process that is. One that is gone holds nothing, and what it left behind is
 * replaced; a number that another process has got since is known by the time at which that one started.
 *
 * It holds on this host and for this account. What another host holds can only be told, not judged.
 */
import {hash, randomUUID} from 'node:crypto';
import {closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, unlinkSync, writeSync} from 'node:fs';
import * as z from 'zod/mini';
import type {Clock} from './host-clock.js';
import {isAlive, startOfProcess} from './process-life.js';
import {codeOf, type Refusal} from './refusal.js';

export const holderFields = {
	pid: z.int().check(z.positive()),
	/** As the kernel counts it; absent where it does not say. */
	startedAt: z.optional(z.string()),
	host: z.string(),
	/** ISO 8601, of the wall clock. */
	since: z.string(),
};
const holderShape = z.object(holderFields);

export type Holder = z.infer<typeof holderShape>;
export type Lock = {readonly release: () => void};

/** `replaced`: what the file said before, of a holder that kept nothing. */
export type Taken = Lock & {readonly replaced?: string};

/** A lock may be let go, or be replaced, just while it is looked at; nobody needs more turns than this to see who has it. */
const turns = 3;

/** Of this process. */
const held = new Set<() => void>();

/** When nobody is left who would let go of them one by one. */
export function releaseLocks() {
	for (const letGo of held) letGo();
}

export function holderNow({pid, host, wall}: Clock): Holder {
	const startedAt = startOfProcess(pid);
	return {pid, ...(startedAt && {startedAt}), host, since: wall()};
}

export const parseHolder = (text: string): Holder | undefined => parseLock(holderShape, text);

export function parseLock<Shape extends z.ZodMiniType>(shape: Shape, text: string): z.infer<Shape> | undefined {
	try {
		return shape.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

/** As far as this host can know. */
export const mayLive = ({pid, startedAt, host}: Holder, here: string): boolean => host !== here || isAlive(pid, startedAt);

/**
 * @param keeps why the one of whom the file tells keeps it; undefined where it may be replaced.
 * @returns undefined when nobody could tell who has it.
 * @throws what the disk says.
 */
export function takeLock(lock: string, mine: string, keeps: (text: string) => Refusal | undefined): Taken | Refusal | undefined {
	for (let turn = 0; turn < turns; turn++) {
		if (create(lock, mine)) return taken(lock, mine);
		const text = readIfThere(lock);
		if (text === undefined) continue;
		const other = keeps(text) ?? replace(lock, text, mine, keeps);
		if (other === 'replaced') return {...taken(lock, mine), replaced: text};
		if (other) return other;
	}
	return undefined;
}

function taken(lock: string, mine: string): Lock {
	const letGo = () => {
		held.delete(letGo);
		release(lock, mine);
	};
	held.add(letGo);
	return {release: letGo};
}

/** Under its name it is whole from the first moment: what cannot be read is damaged, never one that is just being written. */
function create(lock: string, text: string): boolean {
	const draft = `${lock}.${randomUUID().slice(0, 8)}`;
	write(draft, text);
	try {
		linkSync(draft, lock);
		return true;
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EEXIST') return false;
		if (!withoutLinks.includes(code)) throw error;
		return createInPlace(lock, text);
	} finally {
		unlinkSync(draft);
	}
}

/** What file systems say that have no second names. */
const withoutLinks = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EISDIR', 'UNKNOWN'];

function createInPlace(lock: string, text: string): boolean {
	try {
		write(lock, text);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
}

/** @throws where something has that name. */
function write(path: string, text: string) {
	const file = openSync(path, 'wx', 0o600);
	try {
		writeSync(file, text);
		// An empty lock after a power cut would tell of nobody.
		fsyncSync(file);
	} catch (error) {
		unlinkSync(path);
		throw error;
	} finally {
		closeSync(file);
	}
}

/** @returns undefined where there is none. */
export function readIfThere(lock: string): string | undefined {
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
function replace(lock: string, dead: string, mine: string, keeps: (text: string) => Refusal | undefined): 'replaced' | Refusal | undefined {
	const claim = `${lock}.${hash('sha256', dead).slice(0, 16)}`;
	if (!create(claim, mine)) {
		const claimed = readIfThere(claim);
		return claimed === undefined ? undefined : keeps(claimed);
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
