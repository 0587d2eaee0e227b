/**
 * Which login a process belongs to, and which process ends when that login does: read off its control group and its ancestors (Linux).
 *
 * `scope`: in what logind keeps for one login, and may end with it. `manager`: in what systemd keeps for the account, and ends with its
 * last login unless it lingers. `terminal`: no logind has it.
 */
import {readFileSync} from 'node:fs';
import {type Stat, statOf} from './process-life.js';

export type LoginKind = 'scope' | 'manager' | 'terminal';
export type ProcessName = {readonly pid: number; readonly startedAt: string};

export type Login = {
	readonly kind: LoginKind;
	/** For people: `session-3.scope`, `user@1000.service`, `bash`. */
	readonly name: string;
	/** Gone when the login is over; undefined where that cannot be told, because something of this account stands between. */
	readonly leader?: ProcessName;
};

/** The kernel, as far as it is asked. */
export type Processes = {readonly statOf: (pid: number) => Stat | undefined; readonly groupOf: (pid: number) => string};

const realProcesses: Processes = {
	statOf,
	groupOf(pid) {
		try {
			return readFileSync(`/proc/${pid}/cgroup`, 'utf8');
		} catch {
			return '';
		}
	},
};

/** They keep what runs in them when the terminal goes, and their end is not that of a login. */
const multiplexers = /^(tmux|screen|SCREEN|zellij|dtach|abduco)/;

/** No tree of processes is deeper; what is, is a circle. */
const deepest = 100;

/** What keeps this process when its terminal goes: `tmux`, `screen` …; where the system names no processes, as its environment says. */
export function multiplexerOf(
	pid: number,
	{TMUX, STY}: Readonly<Record<string, string | undefined>>,
	processes: Processes = realProcesses,
): string | undefined {
	const found = ancestorsOf(pid, processes).map(({name}) => multiplexers.exec(name)?.[0].toLowerCase());
	return found.find(Boolean) ?? (TMUX ? 'tmux' : STY ? 'screen' : undefined);
}

export function loginOf(pid: number, processes: Processes = realProcesses): Login {
	const family = ancestorsOf(pid, processes);
	const group = processes.groupOf(pid);
	const manager = /\/(user@\d+\.service)/.exec(group)?.[1];
	if (manager)
		return withLeader(
			'manager',
			manager,
			family.find(({name}) => name === 'systemd'),
		);
	const scope = /\/(session-[^/\s]+\.scope)/.exec(group)?.[1];
	if (scope) {
		const first = family.findLast(each => processes.groupOf(each.pid).includes(`/${scope}`));
		return withLeader('scope', scope, family.some(({name: each}) => multiplexers.test(each)) ? undefined : first);
	}
	const self = family[0];
	const leader = family.find(each => each.pid === self?.session && each !== self);
	const above = family.find(each => each.pid === leader?.parent);
	return withLeader('terminal', leader?.name ?? self?.name ?? '-', above && multiplexers.test(above.name) ? undefined : leader);
}

type Relative = Stat & {readonly pid: number};

/** The process itself first. */
function ancestorsOf(pid: number, {statOf: ask}: Processes): readonly Relative[] {
	const family: Relative[] = [];
	for (let next = pid; next > 1 && family.length < deepest; ) {
		const stat = ask(next);
		if (!stat) break;
		family.push({...stat, pid: next});
		next = stat.parent;
	}
	return family;
}

const withLeader = (kind: LoginKind, name: string, leader: Relative | undefined): Login => ({
	kind,
	name,
	...(leader && {leader: {pid: leader.pid, startedAt: leader.startedAt}}),
});
