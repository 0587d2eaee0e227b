/** There is an SSH client, and it reaches the computer that is named, without a question. No other one is tried. */
import {sshVersion} from '../../adapters/powershell/ssh-client.js';
import type {CallEnd} from '../../machines/cmdlet.js';
import {type Message, say} from '../../machines/message.js';
import {isThisComputer} from '../this-computer.js';
import type {Check, Finding} from './check.js';
import type {Shell} from './shell.js';

export const sshClient: Check = {
	id: 'sshClient',
	async look({streams}, {shell}) {
		const version = await sshVersion(streams.environment);
		if (version === undefined) return {state: 'warning', evidence: [say('doctor.sshClient.none')], remedy: say('doctor.sshClient.remedy')};
		const found = say('doctor.sshClient.found', {version});
		if (isThisComputer(shell.computer)) {
			return {state: 'unknown', evidence: [found, say('doctor.sshClient.notTried')], remedy: say('doctor.sshClient.try')};
		}
		return judgeReach(shell.computer, await shell.opened(), found);
	},
};

export function judgeReach(computer: string, shell: Awaited<ReturnType<Shell['opened']>>, found: Message): Finding {
	const failure = 'failure' in shell && !shell.failure.ok ? shell.failure : undefined;
	if (failure && isNotReached(failure)) {
		const evidence = [found, say('doctor.sshClient.notReached', {message: failure.message})];
		return {state: 'failed', evidence, remedy: reachByHand(computer)};
	}
	// Whoever says nothing at all may not have been reached.
	if (failure?.errorId === 'HostNotStarted,Switchback') {
		const evidence = [found, say('doctor.sshClient.notAnswered', {message: failure.message})];
		return {state: 'unknown', evidence, remedy: reachByHand(computer)};
	}
	return {state: 'ok', evidence: [found, say('doctor.sshClient.reached', {computer})]};
}

/** By what a host is lost to before there is one: the link, the key of the computer, the login. */
export const isNotReached = (end: CallEnd): boolean =>
	!end.ok && /^Host(?:Unreachable|HostKeyChanged|HostKeyUnknown|LoginRefused),Switchback$/.test(end.errorId);

export const reachByHand = (computer: string): Message => say('doctor.sshClient.byHand', {computer});
