/** The clock of this computer agrees with that of the computer on which cmdlets are run. */
import {say} from '../../machines/message.js';
import type {Check, Finding} from './check.js';
import {fineMs, mostMs} from './clock.js';
import type {AskedAccount} from './shell.js';
import {unopened} from './unopened.js';

export const hostClock: Check = {
	id: 'hostClock',
	look: async (_, {shell}) => (await unopened(shell)) ?? judgeHostClock(shell.computer, await shell.account()),
};

export function judgeHostClock(computer: string, account: AskedAccount): Finding {
	if ('failure' in account || !account.aheadMs || account.aheadMs.some(Number.isNaN)) {
		return {state: 'unknown', evidence: [say('doctor.needsShell', {computer})]};
	}
	const [least, most] = account.aheadMs;
	// Of all that it may be, the best: the way there and back is no fault of a clock.
	const ahead = least <= 0 && most >= 0 ? 0 : Math.abs(least) < Math.abs(most) ? least : most;
	const seconds = Math.round(Math.abs(ahead) / 100) / 10;
	const evidence = [say('doctor.hostClock.offset', {computer, seconds, way: ahead >= 0 ? 'behind' : 'ahead'})];
	if (Math.abs(ahead) <= fineMs) return {state: 'ok', evidence};
	return {state: Math.abs(ahead) > mostMs ? 'failed' : 'warning', evidence, remedy: say('doctor.clock.set')};
}
