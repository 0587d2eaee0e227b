/**
 * Starts a host on this computer. The channel is a socket that only this account can reach, with a token that the host has to know: its
 * standard streams carry nothing of ours, because every program that a cmdlet starts has them too. It belongs to no terminal and outlives
 * the engine, so that a change comes to its end.
 */
import {createServer, type Socket} from 'node:net';
import {readLines} from '../engine/lines.js';
import type {HostFault} from './host-fault.js';
import {quiet} from './quiet.js';
import {createStray} from './stray.js';
import {constrainedCode, createToken, knows} from './token.js';
import type {Connection, HostListener, Transport} from './transport.js';
import {longestSaid} from './wire.js';

export type LocalHost = {
	/** What is run, with its words: PowerShell with the script of the host. */
	readonly program: readonly [string, ...string[]];
	/** What it reads first, on its standard input: the script of the host, where script files are forbidden. */
	readonly text?: string;
	/** Where the channel may be: on Windows the name of a pipe, else a path in a folder of this account. Asked once for each host. */
	readonly place: () => {readonly address: string; readonly release: () => void};
	readonly environment?: Readonly<Record<string, string | undefined>>;
};

export const localTransport =
	(options: LocalHost): Transport =>
	listener => {
		const local = createLocal(options, listener);
		void local.start();
		return local.connection;
	};

function createLocal({program: [executable, ...words], text, place, environment}: LocalHost, listener: HostListener) {
	const token = createToken();
	const {address, release} = place();
	let socket: Socket | undefined;
	let isOver = false;
	let kill = () => {};
	/** It is heard no more, and nobody waits for it; but what it writes has still somewhere to go, as long as this process lives. */
	let leave = () => {};
	const stray = createStray(text => isOver || listener.stray(text));

	const server = createServer(candidate => {
		candidate.on('error', () => {});
		let isIt = false;
		readLines(candidate, longestSaid, {
			line(line) {
				if (isIt) return void (isOver || listener.line(line));
				// Whoever comes first and does not know the token is sent away; the host is still awaited.
				if (socket || !knows(line, token)) return void candidate.destroy();
				isIt = true;
				socket = candidate;
				server.close();
				listener.line(line);
			},
			tooLong: () => (isIt ? over({fault: 'flooded', known: ''}) : candidate.destroy()),
		});
		candidate.on('close', () => {
			// Its process ends a moment after its channel; that one says more, when it is heard.
			if (isIt) setTimeout(() => over({fault: 'closed', known: stray.lastWords()}), closingMs).unref();
		});
	});

	function over(fault: HostFault) {
		if (isOver) return;
		isOver = true;
		letGo();
		listener.ended(fault);
	}

	function letGo() {
		server.close();
		release();
		socket?.destroy();
	}

	async function start() {
		try {
			await new Promise<void>((resolve, reject) => {
				server.once('error', reject);
				server.listen(address, resolve);
			});
			const {execa} = await import('execa');
			if (isOver) return;
			const child = execa(executable, words, {
				buffer: false,
				reject: false,
				...(text === undefined ? {stdin: 'ignore'} : {input: text}),
				stdout: 'pipe',
				stderr: 'pipe',
				detached: process.platform !== 'win32',
				cleanup: false,
				windowsHide: true,
				env: {...environment, ...quiet, SWITCHBACK_CHANNEL: asPowerShellNames(address), SWITCHBACK_TOKEN: token},
			});
			kill = () => void child.kill('SIGKILL');
			leave = () => {
				child.nodeChildProcess.unref();
				for (const stream of [child.stdout, child.stderr]) if (stream && 'unref' in stream) (stream as Socket).unref();
			};
			for (const stream of [child.stdout, child.stderr]) stray.read(stream);
			const {code, exitCode, signal} = await child;
			over(howItEnded({code, exitCode, signal, wasThere: socket !== undefined, lastWords: stray.lastWords(), executable}));
		} catch (error) {
			over({fault: 'notStarted', known: error instanceof Error ? error.message : String(error)});
		}
	}

	const connection: Connection = {
		send: line => void socket?.write(line),
		drop() {
			isOver = true;
			letGo();
			leave();
		},
		kill() {
			isOver = true;
			kill();
			letGo();
		},
	};
	return {start, connection};
}

/** On its way out, a process closes its channel first. */
const closingMs = 1_000;

/** The policy of Windows for script files; one of the domain wins over it, and then the host does not start. */
const policy = process.platform === 'win32' ? ['-ExecutionPolicy', 'RemoteSigned'] : [];

/** `executable`: a path, or a name that is looked for where programs are. `script`: the path of the host. */
export const hostProgram = (executable: string, script: string): LocalHost['program'] => [
	executable,
	...['-NoLogo', '-NoProfile', '-NonInteractive', ...policy, '-File', script],
];

/** For a text of the host in the place of its file (`LocalHost.text`). It reads all there is, so that nobody after it finds anything. */
export const textProgram = (executable: string): LocalHost['program'] => [
	executable,
	...['-NoLogo', '-NoProfile', '-NonInteractive', '-InputFormat', 'None', '-EncodedCommand'],
	Buffer.from('& ([scriptblock]::Create([Console]::In.ReadToEnd()))', 'utf16le').toString('base64'),
];

export type HostSource = {
	/** Path of the host. */
	readonly script: string;
	/** The whole of it. */
	readonly text: () => string;
	/** No script file may be run here. */
	readonly forbidsFiles: boolean;
};

export const hostStart = (executable: string, {script, text, forbidsFiles}: HostSource): Pick<LocalHost, 'program' | 'text'> =>
	forbidsFiles ? {program: textProgram(executable), text: text()} : {program: hostProgram(executable, script)};

/** PowerShell knows a pipe of Windows by its last name. */
const asPowerShellNames = (address: string): string => address.replace(/^\\\\\.\\pipe\\/, '');

type Ending = {
	readonly code: string | undefined;
	readonly exitCode: number | undefined;
	readonly signal: string | undefined;
	readonly wasThere: boolean;
	readonly lastWords: string;
	readonly executable: string;
};

function howItEnded({code, exitCode, signal, wasThere, lastWords, executable}: Ending): HostFault {
	if (code === 'ENOENT' || code === 'EACCES') return {fault: 'notFound', known: `${executable} cannot be started.`};
	if (exitCode === constrainedCode && !wasThere) return {fault: 'constrained', known: ''};
	const how = signal ? `It was ended by ${signal}.` : `It ended with the code ${exitCode ?? '?'}.`;
	return {fault: wasThere ? 'died' : 'notStarted', known: [how, lastWords].filter(Boolean).join(' ')};
}
