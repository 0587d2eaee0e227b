/** How a host is lost, or never comes to be; and what that makes of a call that it was to run, or was running. */
import type {CallEnd} from '../../machines/cmdlet.js';
import {asSentence} from './error-words.js';

/**
 * `notFound`: there is no such program. `notStarted`: it ended, or said nothing, before it was there. `constrained`: only constrained
 * language is allowed there. `notOpened`: a module could not be loaded. `died`: its process ended. `closed`: the channel did, and nobody
 * knows of the process. `silent`: it answers no more. `flooded`: a line without an end. `garbage`: what it said is not its language.
 * `disobedient`: it did not stop, and was ended. `noSecret`: the password of its account was not typed. By SSH: `unreachable`; `hostKeyChanged` and `hostKeyUnknown`: the computer is not known
 * to be the one that it says it is; `loginRefused`. `released`: nobody wants it any more.
 */
export type HostFault = {
	readonly fault:
		| 'notFound'
		| 'notStarted'
		| 'constrained'
		| 'notOpened'
		| 'died'
		| 'closed'
		| 'silent'
		| 'flooded'
		| 'garbage'
		| 'disobedient'
		| 'noSecret'
		| 'unreachable'
		| 'hostKeyChanged'
		| 'hostKeyUnknown'
		| 'loginRefused'
		| 'released';
	/** What is known beyond that: an exit code, its last words, the error of the module. */
	readonly known: string;
};

const sentences: Readonly<Record<HostFault['fault'], string>> = {
	notFound: 'PowerShell was not found.',
	notStarted: 'PowerShell ended before it was ready.',
	constrained: 'Only constrained language is allowed there, in which the cmdlets cannot be run.',
	notOpened: 'The module of the cmdlets could not be loaded.',
	died: 'Its PowerShell ended.',
	closed: 'The connection broke.',
	silent: 'Its PowerShell does not answer any more.',
	flooded: 'Its PowerShell said more in one piece than can be taken.',
	garbage: 'Its PowerShell said what is not to be understood.',
	disobedient: 'The cmdlet did not stop, so its PowerShell was ended.',
	noSecret: 'The password of its account was not typed, so nothing was opened there.',
	unreachable: 'SSH does not reach it.',
	hostKeyChanged:
		'It shows another host key than before: it was installed anew, or it is another computer. Ask who looks after it, then have the key replaced in the known hosts.',
	hostKeyUnknown: 'Its host key is not among the known hosts. Connect to it once by hand, compare the key and accept it.',
	loginRefused: 'SSH does not let this account in: no key that it offers is accepted there.',
	released: 'The session let go of it.',
};

const idOf = ({fault}: HostFault): string => `Host${fault[0]?.toUpperCase()}${fault.slice(1)},Switchback`;

const textOf = (computer: string, {fault, known}: HostFault, then: string): string =>
	[`${computer}: ${sentences[fault]}`, known && asSentence(known), then].filter(Boolean).join(' ');

/** Of a call that was not sent: nothing happened. */
export const notSent = (computer: string, fault: HostFault): CallEnd => ({
	ok: false,
	reason: fault.fault === 'notFound' ? 'notFound' : 'refused',
	errorId: idOf(fault),
	message: textOf(computer, fault, 'Nothing was sent to it.'),
});

/** Of a call that was sent and whose end was not heard. */
export const lost = (computer: string, fault: HostFault, changes: boolean): CallEnd => ({
	ok: false,
	reason: changes ? 'outcomeUnknown' : 'interrupted',
	errorId: idOf(fault),
	message: textOf(computer, fault, ''),
});
