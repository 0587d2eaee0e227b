/**
 * How the engine of a session is reached: a file beside its recording, for this account only. It says which process that is, where it
 * listens, and the token that the first message has to carry.
 */
import {chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, unlinkSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import * as z from 'zod/mini';
import {attempt} from './attempt.js';
import {hostClock} from './host-clock.js';
import {readOwnFile} from './own-file.js';
import {isAlive, startOfProcess} from './process-life.js';
import {codeOf, type Refusal, refuse} from './refusal.js';

const shape = z.object({
	pid: z.int().check(z.positive()),
	/** As the kernel counts it; absent where it does not say. */
	startedAt: z.optional(z.string()),
	host: z.string(),
	address: z.string(),
	token: z.string(),
	product: z.string(),
});

export type EngineFile = z.infer<typeof shape>;

export const engineFileOf = (recording: string): string => `${recording}.engine`;

/** The engine that has this recording; undefined when none lives, or another account could have written of it. */
export function livingEngine(recording: string): EngineFile | undefined {
	try {
		const found = shape.parse(JSON.parse(readOwnFile(engineFileOf(recording)) ?? ''));
		return found.host === hostClock.host && isAlive(found.pid, found.startedAt) ? found : undefined;
	} catch {
		return undefined;
	}
}

/** Of this process. Returns how to take it away again. */
export function announceEngine(recording: string, engine: Pick<EngineFile, 'address' | 'token' | 'product'>): (() => void) | Refusal {
	const path = engineFileOf(recording);
	const startedAt = startOfProcess(hostClock.pid);
	const file: EngineFile = {pid: hostClock.pid, ...(startedAt ? {startedAt} : {}), host: hostClock.host, ...engine};
	try {
		const made = `${path}.${hostClock.pid}`;
		const handle = openSync(made, 'w', 0o600);
		writeSync(handle, JSON.stringify(file));
		closeSync(handle);
		renameSync(made, path);
		return () => attempt(() => unlinkSync(path));
	} catch (error) {
		return refuse('cannotAnnounce', {path, code: codeOf(error)});
	}
}

/** The kernel takes no longer path of a socket, its end included. */
const longestSocketPath = 107;

export type SocketPlace = {readonly address: string; readonly release: () => void};

/**
 * Beside the state, and never where the last logout clears up. Where that path is too long, in a private directory of its own; on
 * Windows a pipe with a name that nobody guesses.
 */
export function socketPlace(recording: string, random: string): SocketPlace | Refusal {
	if (process.platform === 'win32') return {address: `\\\\.\\pipe\\switchback-${random}`, release: () => {}};
	const directory = join(dirname(recording), 'engines');
	const address = join(directory, `${random.slice(0, 12)}.sock`);
	try {
		if (Buffer.byteLength(address) > longestSocketPath) return privateSocket();
		mkdirSync(directory, {recursive: true, mode: 0o700});
		chmodSync(directory, 0o700);
		return {address, release: () => attempt(() => unlinkSync(address))};
	} catch (error) {
		return refuse('cannotAnnounce', {path: address, code: codeOf(error)});
	}
}

function privateSocket(): SocketPlace {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-engine-'));
	chmodSync(directory, 0o700);
	return {address: join(directory, 'socket'), release: () => attempt(() => rmSync(directory, {recursive: true, force: true}))};
}
