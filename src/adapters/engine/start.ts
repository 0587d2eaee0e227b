/**
 * Starts an engine in a process of its own, which belongs to no terminal and outlives the login: a new session of the system, none of our
 * files open. It may be started before it is known what it is to do, because a process takes long to start. It says once, on its first
 * line, how it is reached or why it is not; then nobody reads it any more.
 */
import {spawn} from 'node:child_process';
import {asLine, readLines} from './lines.js';

export type StartOptions = {
	/** The program that is run, with its words: this product again. */
	readonly program: readonly [string, ...string[]];
	readonly environment: Readonly<Record<string, string | undefined>>;
};

export type StartedEngine = {
	/** Tells it what it is to do, as one line of JSON. Resolves with its first line; undefined when it ended without one. */
	readonly give: (order: unknown) => Promise<string | undefined>;
	/** It ends without having done anything, unless it has its order. */
	readonly dismiss: () => void;
};

/** The longest first line: a refusal with every argument. */
const answerLimitBytes = 1024 * 1024;

export function startEngine({program: [file, ...words], environment}: StartOptions): StartedEngine {
	const child = spawn(file, words, {detached: true, windowsHide: true, env: {...environment}, stdio: ['pipe', 'pipe', 'ignore']});
	const {promise: firstLine, resolve} = Promise.withResolvers<string | undefined>();
	const done = (line: string | undefined) => {
		child.stdout.destroy();
		child.unref();
		resolve(line);
	};
	readLines(child.stdout as never, answerLimitBytes, {line: done, tooLong: () => done(undefined)});
	child.on('error', () => done(undefined));
	child.on('exit', () => done(undefined));
	child.stdin.on('error', () => {});
	return {
		give(order) {
			child.stdin.end(asLine(order));
			return firstLine;
		},
		dismiss() {
			if (child.stdin.writableEnded) return;
			child.stdin.end();
			done(undefined);
		},
	};
}
