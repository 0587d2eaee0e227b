/** Starts `ssh-keygen`: arguments as data, a limit to how long it may take, and nothing of it left behind. */
import {type Message, say} from '../../machines/message.js';

export type KeygenOptions = {
	/** A path, or a name that is looked for where programs are. */
	readonly executable?: string;
	/** Somebody sits at the terminal and can type a passphrase; `ssh-keygen` asks there by itself. */
	readonly mayAsk?: boolean;
};

export type KeygenEnd = {readonly isOk: boolean; readonly output: string; readonly errors: string};
export type Problem = {readonly problem: Message};

/** It reads two small files and computes; an agent may ask its owner first. */
const limitMs = 20_000;
/** To find and type a passphrase, or to touch a key. */
const askingLimitMs = 120_000;
/** A signature is 2 KB, a list of principals a line each. */
const outputLimit = 1024 * 1024;

/** `input` is what is signed or checked. */
export async function runKeygen(
	words: readonly string[],
	input: string,
	{executable = 'ssh-keygen', mayAsk = false}: KeygenOptions = {},
): Promise<KeygenEnd | Problem> {
	const timeout = mayAsk ? askingLimitMs : limitMs;
	const {execa} = await import('execa');
	const {failed, stdout, stderr, timedOut, code} = await execa(executable, words, {
		input,
		timeout,
		reject: false,
		stripFinalNewline: false,
		maxBuffer: outputLimit,
		forceKillAfterDelay: 1_000,
		windowsHide: true,
		// Without a terminal of its own it cannot wait for somebody who is not there.
		...(mayAsk ? {} : {detached: process.platform !== 'win32', env: {SSH_ASKPASS_REQUIRE: 'never'}}),
	});
	if (code === 'ENOENT' || code === 'EACCES') return {problem: say('signing.missing', {executable})};
	if (timedOut) return {problem: say('signing.tooSlow', {limit: {ms: timeout}})};
	if (/(?:unknown|illegal|invalid) option/i.test(stderr)) return {problem: say('signing.tooOld')};
	return {isOk: !failed, output: stdout, errors: stderr};
}

/** Its own words, where we have none for it: the last line that it wrote. */
export const lastWords = ({errors}: KeygenEnd): string => errors.trim().split('\n').at(-1)?.trim() || '-';
