/** Signs a text with `ssh-keygen -Y sign`: by a key file, or by a public one whose other half the agent has. */
import {type Message, say} from '../../machines/message.js';
import {type KeygenEnd, type KeygenOptions, lastWords, type Problem, runKeygen} from './ssh-keygen.js';

export type Signing = KeygenOptions & {
	readonly text: string;
	/** Path of the private key, or of a public one. */
	readonly key: string;
	/** What the signature is for: for nothing else it counts. */
	readonly namespace: string;
};

/** `signature` is the armoured text that `ssh-keygen` makes, with its last line feed. */
export async function signText({text, key, namespace, ...options}: Signing): Promise<{readonly signature: string} | Problem> {
	const end = await runKeygen(['-Y', 'sign', '-f', key, '-n', namespace], text, options);
	if ('problem' in end) return end;
	return end.isOk && end.output !== '' ? {signature: end.output} : {problem: troubleOf(end, key, options.mayAsk === true)};
}

function troubleOf(end: KeygenEnd, key: string, mayAsk: boolean): Message {
	const {errors} = end;
	if (/passphrase/i.test(errors)) return say('signing.passphrase', {key, asked: mayAsk ? 'yes' : 'no'});
	if (/are too open/.test(errors)) return say('signing.keyTooOpen', {key});
	if (/No private key found for|agent refused|agent has no/i.test(errors)) return say('signing.noPrivateKey', {key});
	if (/Couldn't load public key|No such file/i.test(errors)) return say('signing.noKey', {key});
	return say('signing.notSigned', {key, text: lastWords(end)});
}
