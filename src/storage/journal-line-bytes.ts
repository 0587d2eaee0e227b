/** An entry as the bytes of its line, line feed included, in bounds that every reader takes. */
import type {JournalEntry} from '../machines/journal/journal-entry.js';
import type {Clock} from './host-clock.js';
import {encodeLine} from './journal-line.js';
import {Impossible} from './journal-write-error.js';
import {lineLimitBytes} from './line-reader.js';
import {isNestedTooDeep} from './nesting.js';

export type Writing = {readonly session: string; readonly clock: Clock};

/** @throws Impossible for what a reader would refuse, and with it everything after. */
export function encodeEntry(entry: JournalEntry, {session, clock}: Writing, previousHash: string) {
	const env = {session, wall: clock.wall(), mono: clock.mono(), pid: clock.pid, host: clock.host};
	const encoded = encodeLine(entry, env, previousHash);
	const bytes = Buffer.from(`${encoded.line}\n`);
	if (bytes.length > lineLimitBytes) throw new Impossible('TOO_LARGE');
	if (isNestedTooDeep(encoded.line)) throw new Impossible('NESTED_TOO_DEEP');
	return {bytes, hash: encoded.hash};
}
