/** A disk that fails when it is told to, and a journal on it with somebody who keeps what was taken. */
import type {EntryOf, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import type {Trouble} from '../../src/machines/journal/keeping.js';
import {type Disk, realDisk} from '../../src/storage/disk.js';
import type {Clock} from '../../src/storage/host-clock.js';
import {createJournal, type Journal} from '../../src/storage/journal.js';
import * as samples from './journal-samples.js';

export type Act = Exclude<keyof Disk, 'close' | 'remove' | 'rename' | 'readAt'>;

/** Its act fails at the nth turn, and from then on until it is mended. `before`: what it still does then. */
export function faultyDisk(
	act: Act,
	turn: number,
	code: string,
	before: (...args: never[]) => void = () => {},
	others: Partial<Disk> = {},
) {
	let turns = 0;
	let isMended = false;
	const real = realDisk[act] as (...args: unknown[]) => unknown;
	const disk = samples.diskWith({
		...others,
		[act]: (...args: unknown[]) => {
			if (isMended || ++turns < turn) return real(...args);
			if (turns === turn) before(...(args as never[]));
			throw samples.diskError(code);
		},
	});
	return {
		disk,
		mend() {
			isMended = true;
		},
	};
}

/** Half of the line is written, and then nothing more. */
export const halfOfIt: (...args: never[]) => void = (...args) => {
	const [file, bytes, offset, length, position] = args as unknown as Parameters<Disk['write']>;
	realDisk.write(file, bytes, offset, length >> 1, position);
};

/** Waits in the place of time: nothing rings by itself. */
export function handLater() {
	const waiting = new Set<() => void>();
	return {
		later: (act: () => void) => {
			const ring = () => {
				waiting.delete(ring);
				act();
			};
			waiting.add(ring);
			return () => void waiting.delete(ring);
		},
		waiting: () => waiting.size,
		ring: () => {
			for (const ring of [...waiting]) ring();
		},
	};
}

export type Kept = ReturnType<typeof keptJournal>;

export function keptJournal(disk: Disk, clock: Clock = samples.fixedClock) {
	const alarm = handLater();
	const {header} = samples;
	const directory = samples.temporaryDirectory();
	const journal: Journal = samples.accept(createJournal({directory, header, disk, later: alarm.later, clock}));
	const entries: JournalEntry[] = [{...header, seq: 1, at: 0}];
	const troubles: (Trouble | undefined)[] = [];
	const recovered: EntryOf<'engine'>[] = [];
	journal.keeping.attach({
		entries: () => entries,
		now: () => entries.length,
		changed(trouble, over) {
			troubles.push(trouble);
			if (!over) return;
			recovered.push(over);
			entries.push(over);
		},
	});
	/** Says whether it was taken. */
	const tell = (unnumbered: samples.Unnumbered): boolean => {
		const entry = {...unnumbered, seq: entries.length + 1, at: entries.length} as JournalEntry;
		if (journal.append(entry) === 'notNow') return false;
		entries.push(entry);
		return true;
	};
	return {journal, entries, troubles, recovered, tell, ...alarm};
}
