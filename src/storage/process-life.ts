/**
 * Whether a process is still the one that it was. Numbers are given out again, start times are not: where the kernel tells them
 * (Linux), both must fit. Elsewhere a living process with that number counts.
 */
import {readFileSync} from 'node:fs';
import {codeOf} from './refusal.js';

export function isAlive(pid: number, startedAt: string | undefined): boolean {
	try {
		process.kill(pid, 0);
	} catch (error) {
		// Somebody else's process may not be asked, but it lives.
		if (codeOf(error) !== 'EPERM') return false;
	}
	const stat = statOf(pid);
	if (!stat) return true;
	// A zombie has ended; nobody has asked how.
	return stat.state !== 'Z' && stat.state !== 'X' && (startedAt === undefined || startedAt === stat.startedAt);
}

/** Text that two processes with the same number never share: the boot, and the kernel's ticks since then. */
export const startOfProcess = (pid: number): string | undefined => statOf(pid)?.startedAt;

export type Stat = {
	readonly name: string;
	readonly state: string;
	readonly startedAt: string;
	readonly parent: number;
	/** Number of the process that leads its session: of a login at a terminal, the shell. */
	readonly session: number;
};

/** As the kernel tells it; undefined where it does not, or there is none. */
export function statOf(pid: number): Stat | undefined {
	if (process.platform !== 'linux') return undefined;
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name of the program stands in brackets and may hold anything; the fields after it are counted from its end.
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		const [state, parent, , session] = fields;
		const ticks = fields[19];
		const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
		return state && ticks ? {name, state, startedAt: `${boot}/${ticks}`, parent: Number(parent), session: Number(session)} : undefined;
	} catch {
		return undefined;
	}
}
