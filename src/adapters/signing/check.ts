/**
 * Checks a signature with `ssh-keygen -Y`: whether it fits a text, and whose it is as far as a file of allowed signers says. A key that
 * no such file names proves that somebody signed, never who.
 */
import {type Message, say} from '../../machines/message.js';
import {type KeygenEnd, type KeygenOptions, lastWords, type Problem, runKeygen} from './ssh-keygen.js';

export type SignedText = KeygenOptions & {
	readonly text: string;
	/** Path of the file with the signature. */
	readonly signature: string;
	readonly namespace: string;
	/** Path of a file as `ssh-keygen` takes it (ALLOWED SIGNERS); without one, it is not asked whose the key is. */
	readonly allowedSigners?: string | undefined;
};

/** `signers`: the principals that the file names for it, patterns among them. */
export type SignatureCheck =
	| {readonly says: 'signedBy'; readonly signers: readonly string[]; readonly fingerprint: string}
	| {readonly says: 'keyNotChecked' | 'notAllowed'; readonly fingerprint: string}
	| {readonly says: 'doesNotFit'; readonly why: Message};

/** Nobody is called by more names than this; each takes a process. */
const mostSigners = 8;

/** A problem is what kept it from being checked at all. */
export async function checkSignature(signed: SignedText): Promise<SignatureCheck | Problem> {
	const {text, signature, namespace, allowedSigners} = signed;
	const fits = await runKeygen(['-Y', 'check-novalidate', '-n', namespace, '-s', signature], text, signed);
	if ('problem' in fits) return fits;
	const fingerprint = fingerprintIn(fits);
	if (fingerprint === undefined) return misfitOf(fits, signature);
	if (allowedSigners === undefined) return {says: 'keyNotChecked', fingerprint};

	const found = await runKeygen(['-Y', 'find-principals', '-f', allowedSigners, '-s', signature], '', signed);
	if ('problem' in found) return found;
	if (/Unable to open|Couldn't open/i.test(found.errors)) return {problem: say('signing.noAllowedSigners', {path: allowedSigners})};
	const signers: string[] = [];
	for (const principal of principalsIn(found)) {
		const verified = await runKeygen(
			['-Y', 'verify', '-f', allowedSigners, '-I', principal, '-n', namespace, '-s', signature],
			text,
			signed,
		);
		if ('problem' in verified) return verified;
		// By the same key: the file may have changed while it was asked.
		if (fingerprintIn(verified) === fingerprint) signers.push(principal);
	}
	return signers.length > 0 ? {says: 'signedBy', signers, fingerprint} : {says: 'notAllowed', fingerprint};
}

/** `Good "switchback-seal" signature for alice@contoso.com with ED25519 key SHA256:…` */
const fingerprintIn = ({isOk, output}: KeygenEnd): string | undefined =>
	isOk ? /^Good ".*" signature .*\bkey (SHA256:[\w+/=]+)$/m.exec(output)?.[1] : undefined;

const principalsIn = ({isOk, output}: KeygenEnd): readonly string[] =>
	isOk
		? output
				.split(/[\n,]/)
				.map(name => name.trim())
				.filter(name => name !== '')
				.slice(0, mostSigners)
		: [];

function misfitOf(end: KeygenEnd, path: string): SignatureCheck | Problem {
	const {errors} = end;
	if (/Couldn't read signature file/.test(errors)) return {problem: say('signing.noSignature', {path})};
	if (/namespace does not match/.test(errors)) return {says: 'doesNotFit', why: say('signing.otherPurpose')};
	if (/incorrect signature/.test(errors)) return {says: 'doesNotFit', why: say('signing.otherText')};
	if (/parse signature|armor|invalid format|missing (?:header|footer)/.test(errors))
		return {says: 'doesNotFit', why: say('signing.notASignature')};
	return {problem: say('signing.notChecked', {text: lastWords(end)})};
}
