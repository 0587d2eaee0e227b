/** There is an SSH client, by which the PowerShell of another computer is reached. */
import {sshVersion} from '../../adapters/powershell/ssh-client.js';
import {say} from '../../machines/message.js';
import type {Check, Finding} from './check.js';

export const sshClient: Check = {id: 'sshClient', look: async ({streams}) => judgeSsh(await sshVersion(streams.environment))};

export const judgeSsh = (version: string | undefined): Finding =>
	version === undefined
		? {state: 'warning', evidence: [say('doctor.sshClient.none')], remedy: say('doctor.sshClient.remedy')}
		: {state: 'ok', evidence: [say('doctor.sshClient.found', {version})]};
