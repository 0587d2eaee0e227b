/** The clock of this computer agrees with that of the computer on which cmdlets are run. */
import {say} from '../../machines/message.js';
import type {Check, Finding} from './check.js';
import {judgeOffset, leastOf} from './clock-offset.js';
import type {AskedAccount} from './shell.js';
import {noShell, unopened} from './unopened.js';

export const hostClock: Check = {
	id: 'hostClock',
	look: async (_, {shell}) => (await unopened(shell)) ?? judgeHostClock(shell.computer, await shell.account()),
};

export function judgeHostClock(computer: string, account: AskedAccount): Finding {
	if ('failure' in account || !account.aheadMs || account.aheadMs.some(Number.isNaN)) {
		return noShell(computer);
	}
	return judgeOffset(leastOf(account.aheadMs), offset => say('doctor.hostClock.offset', {computer, ...offset}));
}
