/** The account may do what the procedures will ask of it, as far as its groups say so. */
import {say} from '../../machines/message.js';
import type {Check, Finding} from './check.js';
import type {AskedAccount} from './shell.js';
import {unopened} from './unopened.js';

export const roles: Check = {
	id: 'roles',
	look: async (_, {shell}) => (await unopened(shell)) ?? judgeRoles(shell.computer, await shell.account()),
};

/** Of a shell on a server: the documented group of what changes something (cmdlets.md). */
const changes = 'RTCUniversalServerAdmins';
/** Of OcsPowershell: its role has everything that can be had there. */
const byRole = 'CsAdministrator';

export function judgeRoles(computer: string, account: AskedAccount): Finding {
	if ('failure' in account) return {state: 'unknown', evidence: [say('doctor.needsShell', {computer})]};
	const {name, logon, groups} = account;
	const evidence = [say('doctor.roles.account', {computer, name, logon: logon || 'none'})];
	if (groups === null) return {state: 'unknown', evidence: [...evidence, say('doctor.roles.noWindows')], remedy: say('doctor.roles.ask')};
	const known = [...evidence, say('doctor.roles.groups', {groups, count: groups.length})];
	const has = (group: string) => groups.some(each => each.toLowerCase() === group.toLowerCase());
	if (has(changes)) return {state: 'ok', evidence: known};
	// What is not in the logon's token is not there for it, whatever Active Directory says by now.
	return {state: has(byRole) ? 'warning' : 'failed', evidence: known, remedy: say('doctor.roles.remedy', {group: changes})};
}
