/** What is signed of a recording, and what its signature is worth. */
import {resolve} from 'node:path';
import {checkSignature} from '../adapters/signing/check.js';
import type {Message} from '../machines/message.js';
import {hasSignature, signaturePathOf} from '../storage/signature.js';
import {readTextFile} from '../storage/text-file.js';
import type {Desk} from './desk.js';
import {emptyValue, orStop} from './usage-problem.js';

/** A signature for anything else is none of a recording. */
export const sealNamespace = 'switchback-seal';

/** The last hash, in a line: all that is before it hangs on it. Anybody can check it without Switchback. */
export const sealText = (hash: string): string => `${hash}\n`;

/** Never more than what was seen: whose key it is, only a file of allowed signers says. */
export type SealSignature =
	| {readonly says: 'signedBy'; readonly signers: readonly string[]; readonly fingerprint: string}
	| {readonly says: 'keyNotChecked' | 'notAllowed'; readonly fingerprint: string}
	| {readonly says: 'doesNotFit' | 'notChecked'; readonly why: Message};

/** Of what the option names, or else the settings. */
export function allowedSignersFile({home, settings}: Desk, option: string | undefined): string | undefined {
	if (option === '') return emptyValue('--allowed-signers', 'verify');
	const path = option === undefined ? settings.allowedSigners && resolve(home.config, settings.allowedSigners) : resolve(option);
	if (path === undefined) return undefined;
	orStop(readTextFile(path));
	return path;
}

/** Undefined where no signature is beside it. `allowedSigners`: a path. */
export async function readSealSignature(
	recording: string,
	hash: string,
	allowedSigners: string | undefined,
): Promise<SealSignature | undefined> {
	if (!hasSignature(recording)) return undefined;
	const signature = signaturePathOf(recording);
	const checked = await checkSignature({text: sealText(hash), signature, namespace: sealNamespace, allowedSigners});
	return 'problem' in checked ? {says: 'notChecked', why: checked.problem} : checked;
}

export const isTrusted = ({says}: SealSignature): boolean => says === 'signedBy' || says === 'keyNotChecked';
