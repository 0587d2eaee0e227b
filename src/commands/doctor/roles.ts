/** The account may do what the procedures will ask of it, as far as its groups say so. */
import {refusedTo, serverAdmins} from '../../machines/live/rights.js';
import {say} from '../../machines/message.js';
import {usedCalls} from '../../machines/procedures/used-calls.js';
import type {Check, Finding} from './check.js';
import type {AskedAccount} from './shell.js';
import {noShell, unopened} from './unopened.js';

export const roles: Check = {
	id: 'roles',
	look: async (_, {shell}) => (await unopened(shell)) ?? judgeRoles(shell.computer, await shell.account()),
};

/** Of OcsPowershell: its role has everything that can be had there. */
const byRole = 'CsAdministrator';

export function judgeRoles(computer: string, account: AskedAccount): Finding {
	if ('failure' in account) return noShell(computer);
	const {name, logon, groups} = account;
	const evidence = [say('doctor.roles.account', {computer, name, logon: logon || 'none'})];
	if (groups === null) return {state: 'unknown', evidence: [...evidence, say('doctor.roles.noWindows')], remedy: say('doctor.roles.ask')};
	const known = [...evidence, say('doctor.roles.groups', {groups, count: groups.length})];
	const {cmdlets} = refusedTo(groups, usedCalls);
	if (cmdlets.length === 0) return {state: 'ok', evidence: known};
	const hasRole = groups.some(group => group.toLowerCase() === byRole.toLowerCase());
	return {
		state: hasRole ? 'warning' : 'failed',
		evidence: [...known, say('doctor.roles.refused', {group: serverAdmins, cmdlets})],
		remedy: say('doctor.roles.remedy', {group: serverAdmins}),
	};
}
