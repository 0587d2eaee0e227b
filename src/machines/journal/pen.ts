/** The pen of a session: numbers and times an entry, has it kept, remembers what the engine needs, and tells whoever follows. */

import {type Message, say} from '../message.js';
import {createEntryStore} from './entry-store.js';
import type {Event, JournalEntry} from './journal-entry.js';
import {createIndex} from './journal-index.js';
import type {Keeping, Taken, Trouble} from './keeping.js';

/** A journal to write to; what was written before comes first. */
export type Pages = {
	/** Header included; empty for a new session. */
	readonly record: readonly JournalEntry[];
	/** Keeps an entry, on disk where it must be; throws when it never can. */
	readonly append: (entry: JournalEntry) => Taken;
	/** Absent where nothing can be in the way. */
	readonly keeping?: Keeping | undefined;
};

export type PenOptions = Pages & {readonly now: () => number};

/**
 * XState turns an error thrown by an action into a dead machine, so an entry that can never be written is kept as a fault and looked at by
 * whoever wants to go on: after it, nothing is written and nothing may be started. What the disk refuses for now is a trouble: it passes.
 */
export function createPen({now, append, record, keeping}: PenOptions) {
	const index = createIndex();
	const listeners = new Set<(entry: JournalEntry) => void>();
	const troubled = new Set<(trouble: Trouble | undefined) => void>();
	const entries = createEntryStore(record);
	for (const entry of record) index.apply(entry);
	let fault: unknown;
	let isStopped = false;
	let trouble: Trouble | undefined;

	/** @returns whether it was taken. */
	function write(event: Event): boolean {
		if (fault) return false;
		const at = now();
		const entry = {seq: entries.length() + 1, at, ...event} as JournalEntry;
		try {
			if (append(entry) === 'notNow') return false;
		} catch (error) {
			fault = error;
			return false;
		}
		take(entry);
		return true;
	}

	function take(entry: JournalEntry) {
		entries.push(entry);
		index.apply(entry);
		for (const listener of listeners) listener(entry);
	}

	const isSealed = () => entries.at(entries.length())?.kind === 'sealed';

	keeping?.attach({
		entries: entries.all,
		now,
		changed(next, recovered) {
			trouble = next;
			if (recovered) take(recovered);
			for (const listener of troubled) listener(trouble);
		},
	});

	return {
		index,
		entries,
		write,
		isSealed,
		fault: () => fault,
		fail: (error: unknown) => {
			fault ??= error;
		},
		/** From now on nothing is started; the journal can be gone on with. */
		stop() {
			isStopped = true;
		},
		/** Whether the engine was stopped, for good, and why. An error of the journal brings its own sentence. */
		whyStopped(): Message | undefined {
			if (fault) return (fault as {readonly problem?: Message}).problem ?? say('engine.broken', {error: String(fault)});
			return isStopped ? say('refusal.stopped') : undefined;
		},
		/** Why nothing may be started now; what is in the way is tried first. */
		inTheWay(): Trouble | undefined {
			keeping?.tryNow();
			return trouble;
		},
		/** How it is, and every change of it. */
		watchTrouble(listener: (trouble: Trouble | undefined) => void) {
			listener(trouble);
			troubled.add(listener);
			return () => void troubled.delete(listener);
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
