/**
 * Starts an engine in a process of its own, which belongs to no terminal and outlives the login: a new session of the system, none of our
 * files open. It says once, on its first line, how it is reached or why it is not; then nobody reads it any more.
 */
import {spawn} from 'node:child_process';
import {readLines} from './lines.js';

export type StartOptions = {
	/** The program that is run, with its words: this product again. */
	readonly program: readonly [string, ...string[]];
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** The directory that it stays in: one that stays too. */
	readonly directory: string;
	/** What it is to do, as one line of JSON. */
	readonly order: unknown;
};

/** The longest first line: a refusal with every argument. */
const answerLimitBytes = 1024 * 1024;

/** Resolves with its first line; undefined when it ended without one. */
export function startEngine({program: [file, ...words], environment, directory, order}: StartOptions): Promise<string | undefined> {
	const child = spawn(file, words, {
		detached: true,
		windowsHide: true,
		cwd: directory,
		env: {...environment},
		stdio: ['pipe', 'pipe', 'ignore'],
	});
	return new Promise(resolve => {
		const done = (line: string | undefined) => {
			child.stdout.destroy();
			child.unref();
			resolve(line);
		};
		readLines(child.stdout as never, answerLimitBytes, {line: done, tooLong: () => done(undefined)});
		child.on('error', () => done(undefined));
		child.on('exit', () => done(undefined));
		child.stdin.on('error', () => {});
		child.stdin.end(`${JSON.stringify(order)}\n`);
	});
}
