/** How far a call that runs says it is: read back from the journal, for as little as came since it was read last. */
import type {EntryOf, JournalEntry} from '../journal/journal-entry.js';

export type Progress = Pick<EntryOf<'stream'>, 'text' | 'isModel'> & {readonly percent: number; readonly at: number};

type Told = Progress & {readonly call: string};

/** For a place that was jumped to: what was said longer ago is as good as not said. */
const looksBack = 2_000;

/** `step`: of the call; what another step's call has said is not said of this one. `upTo`: the last entry that counts. */
export function createProgressReader(entryAt: (seq: number) => JournalEntry | undefined) {
	let known: {readonly upTo: number; readonly told: Told | undefined} = {upTo: 0, told: undefined};

	return (step: string, upTo: number): Progress | undefined => {
		const isAhead = upTo >= known.upTo;
		const first = Math.max(isAhead ? known.upTo + 1 : 1, upTo - looksBack);
		const isAllRead = isAhead && first === known.upTo + 1;
		known = {upTo, told: toldBetween(first, upTo) ?? (isAllRead ? known.told : undefined)};
		return known.told?.call.startsWith(`${step}/`) ? known.told : undefined;
	};

	function toldBetween(first: number, last: number): Told | undefined {
		for (let seq = last; seq >= first; seq--) {
			const entry = entryAt(seq);
			if (entry?.kind !== 'stream' || entry.stream !== 'progress' || entry.percent === undefined) continue;
			const {call, text, percent, at, isModel} = entry;
			return {call, text, percent, at, ...(isModel ? {isModel} : {})};
		}
		return undefined;
	}
}
