/**
 * Starts a host on another computer, through the system's own `ssh`: its settings, agent, known hosts and shared connections hold. Nothing
 * is asked at a terminal. No file is laid down there: a relay comes as an encoded command, and the text of the host through the channel.
 */
import {readLines} from '../engine/lines.js';
import type {HostFault} from './host-fault.js';
import {createStray} from './stray.js';
import {constrainedCode, createToken, knows} from './token.js';
import type {HostListener, Transport} from './transport.js';
import {longestSaid} from './wire.js';

/** The host in one, and what stands between it and the channel. */
export type HostTexts = {readonly host: string; readonly relay: string};

export type SshHost = {
	/** As `ssh` takes it: a name of its settings, or user@computer. */
	readonly destination: string;
	/** PowerShell there: a path, or a name that is looked for where programs are. */
	readonly executable?: string;
	readonly texts: HostTexts;
	/** Of `ssh`, before the destination. */
	readonly options?: readonly string[];
	/** For `ssh` here, beside what this process has. None of it is sent without an option that says so. */
	readonly environment?: Readonly<Record<string, string>>;
	/** `ssh` here. */
	readonly ssh?: string;
};

/** A link that is dead without a word is known after 15 seconds. */
const usualOptions = ['BatchMode=yes', 'ConnectTimeout=20', 'ServerAliveInterval=5', 'ServerAliveCountMax=3'];

export const sshTransport =
	(options: SshHost): Transport =>
	listener => {
		const remote = createRemote(options, listener);
		void remote.start();
		return remote.connection;
	};

function createRemote(
	{destination, executable = 'powershell', texts, options = [], environment, ssh = 'ssh'}: SshHost,
	listener: HostListener,
) {
	const token = createToken();
	let isOver = false;
	let isThere = false;
	let input: NodeJS.WritableStream | undefined;
	let close = () => {};
	const stray = createStray(text => isOver || listener.stray(text));

	function over(fault: HostFault) {
		if (isOver) return;
		isOver = true;
		close();
		listener.ended(fault);
	}

	function hear(line: string) {
		if (isOver) return;
		if (isThere) return listener.line(line);
		// What a login prints comes before it.
		if (!knows(line, token)) return stray.hear(line);
		isThere = true;
		listener.line(line);
	}

	async function start() {
		try {
			const {execa} = await import('execa');
			if (isOver) return;
			const words = [
				'-T',
				...usualOptions.flatMap(option => ['-o', option]),
				...options,
				'--',
				destination,
				commandOf(executable, texts.relay),
			];
			const child = execa(ssh, words, {
				buffer: false,
				reject: false,
				...(environment ? {env: environment} : {}),
				stdin: 'pipe',
				stdout: 'pipe',
				stderr: 'pipe',
				detached: process.platform !== 'win32',
				cleanup: false,
				windowsHide: true,
			});
			close = () => {
				child.stdin.end();
				child.kill();
			};
			input = child.stdin;
			child.stdin.on('error', () => {});
			stray.read(child.stderr);
			readLines(child.stdout as never, longestSaid, {line: hear, tooLong: () => over({fault: 'flooded', known: ''})});
			child.stdin.write(introduction(token, texts));
			const {code, exitCode, signal} = await child;
			over(howItEnded({code, exitCode, signal, isThere, lastWords: stray.lastWords(), executable, ssh}));
		} catch (error) {
			over({fault: 'notStarted', known: error instanceof Error ? error.message : String(error)});
		}
	}

	const drop = () => {
		isOver = true;
		close();
	};
	return {
		start,
		connection: {
			send: (line: string) => void input?.write(line),
			drop,
			// Whatever was asked to stop, and all that changes nothing, ends by itself over there when nobody listens.
			kill: drop,
		},
	};
}

/** Its parts are read by `textOf`, by their names. Whole, for where none of its files lies. */
export const hostTexts = (textOf: (name: string) => string): HostTexts => ({
	host: hostParts.reduce((whole, name) => whole.replace(`. (Join-Path $PSScriptRoot '${name}')`, () => textOf(name)), textOf('host.ps1')),
	relay: textOf('relay.ps1'),
});

/** What `host.ps1` is made of beside itself. */
export const hostParts = ['host-say.ps1', 'host-call.ps1', 'host-look.ps1', 'host-remote.ps1'] as const;

function introduction(token: string, texts: HostTexts): string {
	return `${token}${String(texts.host.length).padStart(8, '0')}${texts.host}`;
}

const words = '-NoLogo -NoProfile -NonInteractive -InputFormat None -EncodedCommand';

/** For a shell of any system: only letters, digits and signs that none of them knows. */
export function commandOf(executable: string, relay: string): string {
	return `${executable} ${words} ${Buffer.from(withoutRemarks(relay), 'utf16le').toString('base64')}`;
}

/** A command of Windows may be 8,191 signs long. */
export const withoutRemarks = (text: string): string =>
	text
		.split('\n')
		.map(line => line.trim())
		.filter(line => line !== '' && !line.startsWith('#'))
		.join('\n');

type Ending = {
	readonly code: string | undefined;
	readonly exitCode: number | undefined;
	readonly signal: string | undefined;
	readonly isThere: boolean;
	readonly lastWords: string;
	readonly executable: string;
	readonly ssh: string;
};

/** Of `ssh` itself, where it could not do what it was asked to, or lost its link. */
const sshFailed = 255;
/** Of a shell that does not know the program. */
const unknownProgram = 127;

function howItEnded({code, exitCode, signal, isThere, lastWords, executable, ssh}: Ending): HostFault {
	if (code === 'ENOENT' || code === 'EACCES') return {fault: 'notFound', known: `${ssh} cannot be started.`};
	if (exitCode === sshFailed) {
		if (isThere) return {fault: 'closed', known: lastWords};
		return {fault: reasons.find(([pattern]) => pattern.test(lastWords))?.[1] ?? 'unreachable', known: lastWords};
	}
	if (exitCode === constrainedCode && !isThere) return {fault: 'constrained', known: ''};
	if (exitCode === unknownProgram && !isThere) return {fault: 'notFound', known: `${executable} is not there. ${lastWords}`};
	const how = signal ? `It was ended by ${signal}.` : `It ended with the code ${exitCode ?? '?'}.`;
	return {fault: isThere ? 'died' : 'notStarted', known: [how, lastWords].filter(Boolean).join(' ')};
}

/** In the words of OpenSSH, which are the same in every language. */
const reasons: readonly (readonly [RegExp, HostFault['fault']])[] = [
	[/REMOTE HOST IDENTIFICATION HAS CHANGED/, 'hostKeyChanged'],
	[/Host key verification failed/, 'hostKeyUnknown'],
	[/Permission denied|Too many authentication failures/, 'loginRefused'],
];
