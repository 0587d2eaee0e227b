/** A terminal, or none, that a command is run in: what it is given, and what it said. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough, Writable} from 'node:stream';
import {onTestFinished} from 'vitest';
import {run} from '../../src/commands/program.js';

/** Its own place for everything that is kept, gone after the test. */
export function temporaryHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'switchback-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	return home;
}

export type Said = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

export async function runCommand(words: readonly string[], home: string = temporaryHome()): Promise<Said> {
	const texts = {stdout: '', stderr: ''};
	const sink = (name: keyof typeof texts) =>
		new Writable({
			decodeStrings: false,
			write(chunk, _, done) {
				texts[name] += chunk;
				done();
			},
		});
	const exitCode = await run(words, {
		stdin: new PassThrough(),
		stdout: sink('stdout'),
		stderr: sink('stderr'),
		environment: {SWITCHBACK_HOME: home},
		onSignal: () => () => {},
	});
	return {exitCode, ...texts};
}
