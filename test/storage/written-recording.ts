/** Recordings as a journal writes them, all at once: a drill of a hundred thousand entries would take its time otherwise. */
import {closeSync, openSync, writeSync} from 'node:fs';
import {encodeLine, noPreviousHash} from '../../src/storage/journal-line.js';

export const env = {session: 'in-a-test', wall: '2026-01-01T00:00:00.000Z', mono: 123_456.789, pid: 12_345, host: 'jump1'};

const linesAtOnce = 10_000;

/** The hashes are right, whatever the entries say. */
export function writeRecording(path: string, entries: readonly object[]): string {
	const file = openSync(path, 'w', 0o600);
	let previous = noPreviousHash;
	for (let from = 0; from < entries.length; from += linesAtOnce) {
		const lines = entries.slice(from, from + linesAtOnce).map(entry => {
			const {line, hash} = encodeLine(entry as Parameters<typeof encodeLine>[0], env, previous);
			previous = hash;
			return `${line}\n`;
		});
		const bytes = Buffer.from(lines.join(''));
		for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
	}
	closeSync(file);
	return path;
}
