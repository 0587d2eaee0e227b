/** A terminal, or none, that a command is run in: what it is given, and what it said. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough, Writable} from 'node:stream';
import {onTestFinished} from 'vitest';
import {run} from '../../src/commands/program.js';
import type {JobSignal, Signal, Streams} from '../../src/commands/streams.js';

/** Its own place for everything that is kept, gone after the test. */
export function temporaryHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'switchback-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	return home;
}

export type Said = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

export type FakeStreams = {
	readonly streams: Streams;
	readonly stdin: PassThrough;
	readonly stdout: Writable;
	readonly said: {stdout: string; stderr: string};
	readonly send: (signal: Signal | JobSignal) => void;
	/** How many listen to signals. */
	readonly listening: () => number;
	/** Resolves when stdout has shown this. */
	readonly shows: (text: string) => Promise<void>;
};

export function fakeStreams(home: string, {isTTY = false}: {readonly isTTY?: boolean} = {}): FakeStreams {
	const said = {stdout: '', stderr: ''};
	const waiting = new Set<() => void>();
	const listeners = new Set<{readonly signal: Signal | JobSignal; readonly listener: () => void}>();
	const sink = (name: keyof typeof said) =>
		new Writable({
			decodeStrings: false,
			write(chunk, _, done) {
				said[name] += chunk;
				for (const check of waiting) check();
				done();
			},
		});
	const stdin = new PassThrough();
	const stdout = sink('stdout');
	return {
		stdin,
		stdout,
		said,
		streams: {
			stdin: Object.assign(stdin, {isTTY}),
			stdout: Object.assign(stdout, {isTTY}),
			stderr: sink('stderr'),
			environment: {SWITCHBACK_HOME: home},
			onSignal(signal, listener) {
				const entry = {signal, listener};
				listeners.add(entry);
				return () => void listeners.delete(entry);
			},
		},
		send(signal) {
			for (const entry of [...listeners]) if (entry.signal === signal) entry.listener();
		},
		listening: () => listeners.size,
		shows: text =>
			new Promise(resolve => {
				const check = () => {
					if (!said.stdout.includes(text)) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
			}),
	};
}

export async function runCommand(words: readonly string[], home: string = temporaryHome()): Promise<Said> {
	const {streams, said} = fakeStreams(home);
	const exitCode = await run(words, streams);
	return {exitCode, ...said};
}
