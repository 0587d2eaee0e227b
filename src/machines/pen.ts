/** The pen of a session: numbers and times an entry, has it kept, remembers what the engine needs, and tells whoever follows. */
import {createEntryStore} from './entry-store.js';
import type {Event, JournalEntry} from './journal-entry.js';
import {createIndex} from './journal-index.js';

export type PenOptions = {
	readonly now: () => number;
	/** Keeps an entry, on disk where it must be; throws when it cannot. */
	readonly append: (entry: JournalEntry) => void;
	readonly record: readonly JournalEntry[];
};

/**
 * XState turns an error thrown by an action into a dead machine, so a failed write is kept and looked at by whoever wants to go on:
 * after it, nothing is written and nothing may be started.
 */
export function createPen({now, append, record}: PenOptions) {
	const index = createIndex();
	const listeners = new Set<(entry: JournalEntry) => void>();
	const entries = createEntryStore(record);
	for (const entry of record) index.apply(entry);
	let fault: unknown;

	return {
		index,
		entries,
		fault: () => fault,
		fail: (error: unknown) => {
			fault ??= error;
		},
		write(event: Event) {
			if (fault) return;
			const entry = {seq: entries.length() + 1, at: now(), ...event} as JournalEntry;
			try {
				append(entry);
			} catch (error) {
				fault = error;
				return;
			}
			entries.push(entry);
			index.apply(entry);
			for (const listener of listeners) listener(entry);
		},
		/** Everything so far, and everything to come. */
		follow(listener: (entry: JournalEntry) => void) {
			const length = entries.length();
			for (let seq = 1; seq <= length; seq++) listener(entries.at(seq) as JournalEntry);
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
}

export type Pen = ReturnType<typeof createPen>;
