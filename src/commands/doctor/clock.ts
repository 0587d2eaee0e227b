/**
 * The clock of this computer agrees with that of the domain. Its name server is asked for the time: in a domain of Active Directory it is
 * mostly a domain controller, which every Front End takes its time from (inferred).
 */
import {askClock, type ClockAnswer} from '../../adapters/network/ask-clock.js';
import {type Message, say} from '../../machines/message.js';
import type {CheckState, Finding} from './check.js';
import {ofDeployment} from './of-deployment.js';

export const clock = ofDeployment('clock', async ({resolvers}) => {
	const server = resolvers?.internal;
	if (!server) return {state: 'unknown', evidence: [say('doctor.clock.nobody')], remedy: say('doctor.nameServers.name')};
	return judgeClock(server.address, await askClock({address: server.address}));
});

export function judgeClock(address: string, answer: ClockAnswer): Finding {
	if (answer === 'silent' || answer === 'garbled') {
		const evidence = [say('doctor.clock.noAnswer', {address, how: answer})];
		return {state: 'unknown', evidence, remedy: say('doctor.clock.compare')};
	}
	return judgeOffset(answer.offsetMs, far => say('doctor.clock.offset', {address, ...far}));
}

/** Ages of evidence are said in seconds. */
const fineMs = 2_000;
/** Kerberos takes no more by default: no logon to any server. */
const mostMs = 5 * 60_000;

export const stateOfOffset = (offsetMs: number): CheckState => {
	const away = Math.abs(offsetMs);
	return away <= fineMs ? 'ok' : away > mostMs ? 'failed' : 'warning';
};

/** As texts say it, of this clock. */
export const far = (offsetMs: number) => ({
	seconds: Math.round(Math.abs(offsetMs) / 100) / 10,
	way: offsetMs >= 0 ? 'behind' : 'ahead',
});

/** Of all that it may be, the best: the way there and back, or what a reading leaves open, is no fault of a clock. */
export const leastOf = ([least, most]: readonly [least: number, most: number]): number =>
	least <= 0 && most >= 0 ? 0 : Math.abs(least) < Math.abs(most) ? least : most;

export function judgeOffset(offsetMs: number, told: (offset: ReturnType<typeof far>) => Message): Finding {
	const state = stateOfOffset(offsetMs);
	const evidence = [told(far(offsetMs))];
	return state === 'ok' ? {state, evidence} : {state, evidence, remedy: say('doctor.clock.set')};
}
