/**
 * The clock of this computer agrees with those of the Front End pools. Nobody logs on: one computer of each is asked for the first line of
 * its web services, and the time stands beside it (inferred).
 */
import {askWebClock, type WebClockAnswer} from '../../adapters/network/ask-web-clock.js';
import {say} from '../../machines/message.js';
import {type Finding, worstOf} from './check.js';
import {leastOf, saidOffset, stateOfOffset} from './clock-offset.js';
import {ofDeployment} from './of-deployment.js';

export type AskedPool = {readonly pool: string; readonly computer: string; readonly answer: WebClockAnswer};

export const poolClocks = ofDeployment('poolClocks', async ({pools}) => {
	const asked = pools.flatMap(({fqdn, computers: [computer]}) => (computer === undefined ? [] : [{pool: fqdn, computer}]));
	return judgePoolClocks(await Promise.all(asked.map(async each => ({...each, answer: await askWebClock({name: each.computer})}))));
});

export function judgePoolClocks(asked: readonly AskedPool[]): Finding {
	const evidence = asked.map(({pool, computer, answer}) =>
		typeof answer === 'string'
			? say('doctor.poolClocks.noAnswer', {pool, computer, how: answer})
			: say('doctor.poolClocks.offset', {pool, computer, ...saidOffset(leastOf(answer.aheadMs))}),
	);
	const state = worstOf(asked.map(({answer}) => (typeof answer === 'string' ? 'unknown' : stateOfOffset(leastOf(answer.aheadMs)))));
	if (state === 'ok') return {state, evidence};
	return {state, evidence, remedy: say(state === 'unknown' ? 'doctor.poolClocks.compare' : 'doctor.clock.set')};
}
