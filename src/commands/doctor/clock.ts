/**
 * The clock of this computer agrees with that of the domain. Its name server is asked for the time: in a domain of Active Directory it is
 * mostly a domain controller, which every Front End takes its time from (inferred).
 */
import {askClock, type ClockAnswer} from '../../adapters/network/ask-clock.js';
import {say} from '../../machines/message.js';
import type {Finding} from './check.js';
import {judgeOffset} from './clock-offset.js';
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
	return judgeOffset(answer.offsetMs, offset => say('doctor.clock.offset', {address, ...offset}));
}
