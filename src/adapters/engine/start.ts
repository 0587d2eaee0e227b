/**
 * Starts an engine in a process of its own, which belongs to no terminal and outlives the login: a new session of the system, none of our
 * files open. It says once, on its first line, how it is reached or why it is not; then nobody reads it any more.
 */
import {type ChildProcessByStdio, spawn} from 'node:child_process';
import type {Socket} from 'node:net';
import type {Readable, Writable} from 'node:stream';
import {asLine, readLines} from './lines.js';

/** Of an engine that has no order yet. */
export type EngineProcess = ChildProcessByStdio<Writable, Readable, null>;

export type StartOptions = {
	/** The program that is run, with its words: this product again. */
	readonly program: readonly [string, ...string[]];
	readonly environment: Readonly<Record<string, string | undefined>>;
};

export const startEngine = ({program: [file, ...words], environment}: StartOptions): EngineProcess =>
	spawn(file, words, {detached: true, windowsHide: true, env: {...environment}, stdio: ['pipe', 'pipe', 'ignore']});

/** The longest first line: a refusal with every argument. */
const answerLimitBytes = 1024 * 1024;

/**
 * Tells it what it is to do, as one line of JSON. Resolves with its first line; undefined when it ended without one. Once nobody waits any
 * more (`left`), one that never answers keeps this process from ending no longer.
 */
export function orderEngine(child: EngineProcess, order: unknown, left?: AbortSignal): Promise<string | undefined> {
	return new Promise(resolve => {
		left?.addEventListener('abort', () => {
			child.unref();
			(child.stdout as Socket).unref();
		});
		const done = (line: string | undefined) => {
			letGo(child);
			resolve(line);
		};
		readLines(child.stdout as never, answerLimitBytes, {line: done, tooLong: () => done(undefined)});
		child.stdin.on('error', () => {});
		child.on('error', () => done(undefined));
		child.on('exit', () => done(undefined));
		// It was started earlier, and may not be there any more.
		if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return done(undefined);
		child.stdin.end(asLine(order));
	});
}

/** It ends without having done anything, unless it has its order. */
export function dismissEngine(child: EngineProcess): void {
	if (child.stdin.writableEnded) return;
	child.stdin.end();
	letGo(child);
}

function letGo(child: EngineProcess): void {
	child.stdout.destroy();
	child.unref();
}
