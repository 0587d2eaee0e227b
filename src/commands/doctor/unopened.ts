/** What is said of anything that a PowerShell with the cmdlets would have to be asked, where there is none. */
import {say} from '../../machines/message.js';
import type {Finding} from './check.js';
import type {Shell} from './shell.js';

/** Undefined where it opened. Only the check of the cmdlets says what is wrong with it. */
export async function unopened({opened, computer}: Shell): Promise<Finding | undefined> {
	const shell = await opened();
	if ('none' in shell) {
		if (shell.none === 'powershell') return {state: 'unknown', evidence: [say('doctor.needsPowerShell')]};
		return {state: 'unknown', evidence: [say('doctor.needsCmdlets')], remedy: say('doctor.cmdlets.elsewhere')};
	}
	return 'failure' in shell ? {state: 'unknown', evidence: [say('doctor.needsShell', {computer})]} : undefined;
}
