/**
 * What the engine has to know of where its entries are kept: whether one was taken, and since when they are not on disk.
 *
 * An entry that announces something, a change, an act, the seal, is on disk or does not exist: whoever wanted it starts nothing. Every
 * other one is taken while there is room for it in memory, and is put on disk later, in order.
 */

import type {Message} from '../message.js';
import type {EntryOf, JournalEntry} from './journal-entry.js';

/** `notNow`: it was not taken, its number is free, and it left no trace. */
export type Taken = 'notNow' | undefined;

/** The entries from this one on are in memory only. Plain data: it cannot stand in the journal, and travels beside it. */
export type Trouble = {readonly fromSeq: number; readonly message: Message};

export type Owner = {
	/** All that was taken: a journal that was deleted can be written anew from them. */
	readonly entries: () => readonly JournalEntry[];
	/** Ms of the session. */
	readonly now: () => number;
	/** `recovered`: the entry that says so, on disk already. */
	readonly changed: (trouble: Trouble | undefined, recovered?: EntryOf<'engine'>) => void;
};

export type Keeping = {
	/** Now and not at the next turn. Never called from within the writing of an entry. */
	readonly tryNow: () => void;
	readonly attach: (owner: Owner) => void;
};
