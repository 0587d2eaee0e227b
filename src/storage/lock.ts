/** One writer at a time: a small file beside a journal says which process writes to it. */
import type {Clock} from './host-clock.js';
import {type Holder, holderNow, type Lock, mayLive, parseHolder, readIfThere, takeLock} from './lock-file.js';
import {cannotRead, codeOf, type Refusal, refuse} from './refusal.js';

export function lockJournal(path: string, clock: Clock): Lock | Refusal {
	const lock = lockOf(path);
	try {
		const taken = takeLock(lock, JSON.stringify(holderNow(clock)), text => judge(path, lock, text, clock.host));
		return taken ?? refuse('lockUnclear', {path, lock});
	} catch (error) {
		const code = codeOf(error);
		return code === 'ENOENT' || code === 'ENOTDIR' ? cannotRead(path, error) : refuse('cannotLock', {path, lock, code});
	}
}

/** Who writes to it now, as far as this host can know. */
export function holderOf(path: string, host: string): Holder | undefined {
	try {
		const holder = parseHolder(readIfThere(lockOf(path)) ?? '');
		return holder && mayLive(holder, host) ? holder : undefined;
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
	return mayLive(holder, host) ? refuse('held', {path, pid, since}) : undefined;
}
