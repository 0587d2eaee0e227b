/**
 * What a fold shows after any entry of a record, without folding from the beginning each time: from the nearest view that was kept,
 * forwards. Entries that the fold has no use for are stepped over unread, and most of a record is such.
 *
 * Pure, and generic over the fold: the session's view is one, anything that is drawn beside it another.
 */
import type {JournalEntry} from './journal-entry.js';

/** Entries by number, from 1. What `kindOf`, `isChange` and `at` say is known without reading the entry. */
export type ReplayRecord = {
	readonly length: number;
	readonly entry: (seq: number) => JournalEntry;
	readonly kindOf: (seq: number) => string;
	/** False only for the beginning and the end of a call that changes nothing. */
	readonly isChange: (seq: number) => boolean;
	readonly at: (seq: number) => number;
};

type Concern = {
	/** Whether such an entry makes a difference; `isChange` as in the record. */
	readonly concerns: (kind: string, isChange: boolean) => boolean;
};

export type Fold<View> = Concern & {
	readonly empty: View;
	readonly apply: (view: View, entry: JournalEntry) => View;
	/** As if everything up to there had been applied, and none of it had made a difference. */
	readonly skipTo?: (view: View, seq: number, at: number) => View;
};

/** A fold that changes in place. A snapshot stays as it is, whatever is applied afterwards. */
export type Accumulator<View> = Concern & {
	readonly apply: (entry: JournalEntry) => void;
	readonly skipTo?: (seq: number, at: number) => void;
	readonly snapshot: () => View;
	readonly restore: (view: View) => void;
};

/** `view` is asked for when it is needed: it may have to be read. */
export type Keyframe<View> = {readonly seq: number; readonly view: () => View};

export type Timeline<View> = {
	/** After the entry with this number; before the first it is empty, and after the last it stays as it is. */
	readonly viewAt: (seq: number) => View;
};

/** Between two views that are kept: what a seek reads at most. */
export const keyframeSpacing = 250;

export type TimelineOptions<View> = {
	readonly record: ReplayRecord;
	readonly fold: Fold<View> | Accumulator<View>;
	/** Known from elsewhere. */
	readonly keyframes?: readonly Keyframe<View>[];
};

export function createTimeline<View>({record, fold, keyframes = []}: TimelineOptions<View>): Timeline<View> {
	const accumulator = 'empty' in fold ? inPlace(fold) : fold;
	const concerned = concernedIn(record, accumulator.concerns);
	/** Kept views by how many entries that matter came before them; at most one for each stretch of the record. */
	const kept: (({readonly count: number} & Pick<Keyframe<View>, 'view'>) | undefined)[] = [];
	const empty = accumulator.snapshot();
	keep(0, () => empty);
	for (const {seq, view} of keyframes) keep(countUpTo(concerned, seq), view);
	let last = {seq: 0, count: 0, view: empty};

	function keep(count: number, view: () => View) {
		kept[Math.floor(count / keyframeSpacing)] ??= {count, view};
	}

	function nearest(count: number): {readonly count: number; readonly view: () => View} {
		for (let stretch = Math.floor(count / keyframeSpacing); stretch > 0; stretch--) {
			const known = kept[stretch];
			if (known && known.count <= count) return known;
		}
		return {count: 0, view: () => empty};
	}

	function viewAt(wanted: number): View {
		const seq = Math.min(Math.max(Math.trunc(wanted) || 0, 0), record.length);
		if (seq === last.seq) return last.view;
		if (seq === 0) return empty;
		const count = countUpTo(concerned, seq);
		const known = nearest(count);
		// Forwards from where one is, as in playing, is nearer than any that is kept.
		const isOnward = last.count <= count && last.count >= known.count;
		const from = isOnward ? last.count : known.count;
		accumulator.restore(isOnward ? last.view : known.view());
		for (let index = from; index < count; index++) {
			const next = concerned[index] ?? 0;
			if (next > 1) accumulator.skipTo?.(next - 1, record.at(next - 1));
			accumulator.apply(record.entry(next));
			if ((index + 1) % keyframeSpacing === 0) {
				const view = accumulator.snapshot();
				keep(index + 1, () => view);
			}
		}
		accumulator.skipTo?.(seq, record.at(seq));
		last = {seq, count, view: accumulator.snapshot()};
		return last.view;
	}

	return {viewAt};
}

function inPlace<View>({empty, apply, skipTo, concerns}: Fold<View>): Accumulator<View> {
	let view = empty;
	return {
		concerns,
		apply: entry => {
			view = apply(view, entry);
		},
		...(skipTo && {
			skipTo: (seq, at) => {
				view = skipTo(view, seq, at);
			},
		}),
		snapshot: () => view,
		restore: given => {
			view = given;
		},
	};
}

function concernedIn(record: ReplayRecord, concerns: Concern['concerns']): Uint32Array {
	const found = new Uint32Array(record.length);
	let count = 0;
	for (let seq = 1; seq <= record.length; seq++) {
		if (concerns(record.kindOf(seq), record.isChange(seq))) found[count++] = seq;
	}
	return found.slice(0, count);
}

/** How many of the ascending numbers are `most` or less. */
export function countUpTo(numbers: ArrayLike<number>, most: number): number {
	return countWhile(numbers.length, index => (numbers[index] ?? 0) <= most);
}

/** How many from the first on hold, where none holds any more after the first that does not. */
export function countWhile(length: number, holds: (index: number) => boolean): number {
	let [low, high] = [0, length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (holds(middle)) low = middle + 1;
		else high = middle;
	}
	return low;
}
