/**
 * The entries of a session, by number. What cmdlets wrote is nearly all of a long one, and an object for every line of it takes four
 * times its text: so in a long one lines are kept as bytes, many in one piece, and made again when they are read.
 */
import type {EntryOf, JournalEntry} from './journal-entry.js';

export type EntryStore = {
	readonly length: () => number;
	/** Undefined where there is none. */
	readonly at: (seq: number) => JournalEntry | undefined;
	readonly push: (entry: JournalEntry) => void;
	/** All of them: dear where there are many. */
	readonly all: () => readonly JournalEntry[];
};

type Line = EntryOf<'stream'>;
/** What many lines have in common. */
type Rest = Omit<Line, 'seq' | 'at' | 'text'>;

/** So many lines are kept as they are: most sessions have no more. */
const plainLines = 2048;
const linesOfBlock = 256;
const blockBytes = 64 * 1024;
/** A longer one is kept as it is; a sign takes three bytes at most. */
const longestText = 8 * 1024;

export function createEntryStore(record: readonly JournalEntry[]): EntryStore {
	/** An entry, or the number of a line that is in a block. */
	const slots: (JournalEntry | number)[] = [];
	const blocks: Block[] = [];
	let lines = 0;

	function push(entry: JournalEntry) {
		if (entry.kind !== 'stream' || ++lines <= plainLines || entry.text.length > longestText || !entry.text.isWellFormed()) {
			slots.push(entry);
			return;
		}
		if (!blocks.at(-1)?.hasRoom()) {
			blocks.at(-1)?.close();
			blocks.push(createBlock());
		}
		slots.push((blocks.length - 1) * linesOfBlock + (blocks.at(-1) as Block).push(entry));
	}

	function at(seq: number): JournalEntry | undefined {
		const slot = slots[seq - 1];
		return typeof slot === 'number' ? blocks[Math.floor(slot / linesOfBlock)]?.at(slot % linesOfBlock, seq) : slot;
	}

	for (const entry of record) push(entry);
	return {
		length: () => slots.length,
		at,
		push,
		all: () => (blocks.length === 0 ? (slots as readonly JournalEntry[]) : slots.map((_, index) => at(index + 1) as JournalEntry)),
	};
}

type Block = ReturnType<typeof createBlock>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

function createBlock() {
	let bytes: Uint8Array = new Uint8Array(blockBytes);
	const ends = new Uint32Array(linesOfBlock);
	const ats = new Float64Array(linesOfBlock);
	/** Of the line with which it began to be so. */
	const rests: {readonly from: number; readonly rest: Rest}[] = [];
	let length = 0;
	const startOf = (index: number) => ends[index - 1] ?? 0;

	return {
		hasRoom: () => length < linesOfBlock && startOf(length) + 3 * longestText <= bytes.length,
		/** @returns its place in the block. */
		push({seq: _, at, text, ...rest}: Line): number {
			ends[length] = startOf(length) + encoder.encodeInto(text, bytes.subarray(startOf(length))).written;
			ats[length] = at;
			const last = rests.at(-1)?.rest;
			if (last?.call !== rest.call || last.stream !== rest.stream || JSON.stringify(last) !== JSON.stringify(rest))
				rests.push({from: length, rest});
			return length++;
		},
		/** Nothing is added any more: the room that was left is given back. */
		close() {
			bytes = bytes.slice(0, startOf(length));
		},
		at(index: number, seq: number): JournalEntry {
			const text = decoder.decode(bytes.subarray(startOf(index), ends[index]));
			const {rest} = rests.findLast(({from}) => from <= index) as (typeof rests)[number];
			return {seq, at: ats[index] as number, ...rest, text};
		},
	};
}
