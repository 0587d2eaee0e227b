/**
 * Real time that cannot be led astray: a computer that slept, a process that was stopped, a clock that was set. Deadlines are times of
 * the session, compared when something was seen, and never timers; this is what such times are measured with.
 *
 * A wall clock may be set at any time. A monotonic one never is, but on Linux it stands still while the computer sleeps; the one since the
 * start of the computer goes on. So each jump is told by how far these three went since they were read last.
 */
import {type Message, say} from '../message.js';

/** All in ms, from any beginning. */
export type HostTimes = {
	readonly wall: () => number;
	readonly mono: () => number;
	/** Since the computer was started, its sleep included; may be dear to ask for. */
	readonly boot: () => number;
};

/** `stood`: this process did nothing, and the monotonic clock went on. `wallMs`, `monoMs`: how far each went meanwhile. */
export type Jump = {
	readonly kind: 'slept' | 'stood' | 'setForward' | 'setBack';
	readonly ms: number;
	readonly wallMs: number;
	readonly monoMs: number;
};

export type ClockWatch = {
	/** Real time in which this process could do something: for a rehearsal, whose world stands still with it. */
	readonly awakeMs: () => number;
	/** Real time, sleep included: for a deployment, which never sleeps. */
	readonly passedMs: () => number;
};

/** Less is how clocks are kept right, and how busy computers behave. */
const leastJumpMs = 2_000;
const looksEveryMs = 1_000;
/** Who reads the time reads it at least this often, so that a longer silence is told from work. */
export const readsEveryMs = 5_000;
const standsAfterMs = 2 * readsEveryMs;

/** `jumped` is called from within a reading: it must not read the time itself. */
export function createClockWatch({wall, mono, boot}: HostTimes, jumped: (jump: Jump) => void): ClockWatch {
	let last = {wall: wall(), mono: mono(), boot: boot()};
	/** Up to the last reading. */
	let awake = 0;
	let passed = 0;

	/** Ms since then that are not accounted for yet. */
	function read(): number {
		const now = {wall: wall(), mono: mono()};
		const monoMs = now.mono - last.mono;
		const wallMs = now.wall - last.wall;
		if (monoMs < looksEveryMs && Math.abs(wallMs - monoMs) < leastJumpMs) return monoMs;
		const next = {...now, boot: boot()};
		const bootMs = Math.max(next.boot - last.boot, monoMs);
		last = next;
		const sleptMs = bootMs - monoMs;
		const setMs = wallMs - bootMs;
		const hasSlept = sleptMs >= leastJumpMs;
		const hasStood = monoMs >= standsAfterMs;
		awake += hasStood ? 0 : monoMs;
		passed += hasSlept ? bootMs : monoMs;
		if (hasSlept) jumped({kind: 'slept', ms: sleptMs, wallMs, monoMs});
		if (hasStood) jumped({kind: 'stood', ms: monoMs, wallMs, monoMs});
		if (Math.abs(setMs) >= leastJumpMs) jumped({kind: setMs > 0 ? 'setForward' : 'setBack', ms: Math.abs(setMs), wallMs, monoMs});
		return 0;
	}

	return {
		awakeMs: () => read() + awake,
		passedMs: () => read() + passed,
	};
}

/** What is written down: how long, and wall against monotonic. */
export const jumpMessage = ({kind, ms, wallMs, monoMs}: Jump, world: 'live' | 'rehearsal'): Message =>
	say('engine.clock', {kind, world, took: {ms}, wall: {ms: wallMs}, mono: {ms: monoMs}});
