/**
 * The clock of this computer agrees with that of the domain. Its name server is asked for the time: in a domain of Active Directory it is
 * mostly a domain controller, which every Front End takes its time from (inferred).
 */
import {askClock, type ClockAnswer} from '../../adapters/network/ask-clock.js';
import {say} from '../../machines/message.js';
import type {Check, Finding} from './check.js';

export const clock: Check = {
	id: 'clock',
	async look(_, {deployment: found}) {
		if (!found || 'problem' in found) return {state: 'unknown', evidence: [say('doctor.needsDeployment')]};
		const server = found.deployment.resolvers?.internal;
		if (!server) return {state: 'unknown', evidence: [say('doctor.clock.nobody')], remedy: say('doctor.nameServers.name')};
		return judgeClock(server.address, await askClock({address: server.address}));
	},
};

/** Ages of evidence are said in seconds. */
export const fineMs = 2_000;
/** Kerberos takes no more by default: no logon to any server. */
export const mostMs = 5 * 60_000;

export function judgeClock(address: string, answer: ClockAnswer): Finding {
	if (answer === 'silent' || answer === 'garbled') {
		const evidence = [say('doctor.clock.noAnswer', {address, how: answer})];
		return {state: 'unknown', evidence, remedy: say('doctor.clock.compare')};
	}
	const away = Math.abs(answer.offsetMs);
	const evidence = [
		say('doctor.clock.offset', {address, seconds: Math.round(away / 100) / 10, way: answer.offsetMs >= 0 ? 'behind' : 'ahead'}),
	];
	if (away <= fineMs) return {state: 'ok', evidence};
	return {state: away > mostMs ? 'failed' : 'warning', evidence, remedy: say('doctor.clock.set')};
}
