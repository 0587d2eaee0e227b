/** How far this clock is from another one: whether that is well, and as texts say it. Offsets: ms by which the other one is ahead. */
import {type Message, say} from '../../machines/message.js';
import type {CheckState, Finding} from './check.js';

/** Ages of evidence are said in seconds. */
const fineMs = 2_000;
/** Kerberos takes no more by default: no logon to any server. */
const mostMs = 5 * 60_000;

export type SaidOffset = {readonly seconds: number; readonly way: 'behind' | 'ahead'};

/** `told`: the sentence for it. */
export function judgeOffset(offsetMs: number, told: (offset: SaidOffset) => Message): Finding {
	const state = stateOfOffset(offsetMs);
	const evidence = [told(saidOffset(offsetMs))];
	return state === 'ok' ? {state, evidence} : {state, evidence, remedy: say('doctor.clock.set')};
}

export function stateOfOffset(offsetMs: number): CheckState {
	const awayMs = Math.abs(offsetMs);
	return awayMs <= fineMs ? 'ok' : awayMs > mostMs ? 'failed' : 'warning';
}

/** Of this clock: it is behind where the other one is ahead. In tenths of a second. */
export const saidOffset = (offsetMs: number): SaidOffset => ({
	seconds: Math.round(Math.abs(offsetMs) / 100) / 10,
	way: offsetMs >= 0 ? 'behind' : 'ahead',
});

/** Of all that it may be, the best: the way there and back, or what a reading leaves open, is no fault of a clock. */
export const leastOf = ([least, most]: readonly [least: number, most: number]): number =>
	least <= 0 && most >= 0 ? 0 : Math.abs(least) < Math.abs(most) ? least : most;
