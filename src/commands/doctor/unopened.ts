/** What is said of anything that a PowerShell with the cmdlets would have to be asked, where there is none. */
import {say} from '../../machines/message.js';
import type {Finding} from './check.js';
import type {Shell} from './shell.js';

export const noPowerShell: Finding = {state: 'unknown', evidence: [say('doctor.needsPowerShell')]};

/** Only the check of the cmdlets says what is wrong with it. */
export const noShell = (computer: string): Finding => ({state: 'unknown', evidence: [say('doctor.needsShell', {computer})]});

/** Undefined where it opened. */
export async function unopened({opened, computer}: Shell): Promise<Finding | undefined> {
	const shell = await opened();
	if ('failure' in shell) return noShell(computer);
	if (!('none' in shell)) return undefined;
	if (shell.none === 'powershell') return noPowerShell;
	return {state: 'unknown', evidence: [say('doctor.needsCmdlets')], remedy: say('doctor.cmdlets.elsewhere')};
}
