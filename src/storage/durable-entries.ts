/** Which entries something rests on. The others are in the file, and on the disk when the system likes. */
import {changesState} from '../machines/ask.js';
import type {EventKind, JournalEntry} from '../machines/journal/journal-entry.js';

/** What it tells of may only begin when it is on disk. */
export function announces(entry: JournalEntry): boolean {
	return entry.kind === 'callBegan' ? changesState(entry.what) : announcing.has(entry.kind);
}

export function mustBeDurable(entry: JournalEntry): boolean {
	if (entry.kind === 'callEnded') return entry.changes;
	return announces(entry) || durable.has(entry.kind);
}

const announcing: ReadonlySet<EventKind> = new Set(['outside', 'sealed'] as const);
const durable: ReadonlySet<EventKind> = new Set([
	...(['header', 'runBegan', 'runEnded', 'stepEnded', 'decision', 'report'] as const),
	...(['debtOpened', 'debtClosed'] as const),
]);
