/**
 * Virtual time: a queue of what will happen, by time, then turn, then order. Pure: nothing here knows the real time.
 *
 * At one time the world moves before the console hears of anything. So a world that is told again from a record, where no console
 * listens, goes through the same states in the same order.
 */

export type Turn = 'world' | 'console';

export type Clock = {
	readonly now: () => number;
	readonly after: (ms: number, go: () => void, turn?: Turn) => () => void;
	/** Real work is outstanding: time stands still until it is released as often as it was held. */
	readonly hold: () => void;
	readonly release: () => void;
	readonly isHeld: () => boolean;
	/** Lets the next thing happen. False when nothing is queued, or time stands still. */
	readonly advance: () => boolean;
	/** When the next thing happens; undefined when nothing is queued. */
	readonly nextAt: () => number | undefined;
	/** Time passes without anything happening: never back, and never up to the next thing. */
	readonly moveTo: (at: number) => void;
	/** Everything up to and at a time happens, and it is that time. */
	readonly runTo: (at: number) => void;
	/** Who drives the clock is told when something was queued, held or released. */
	readonly onChange: (listener: () => void) => void;
};

type Entry = {readonly at: number; readonly turn: 0 | 1; readonly order: number; go: (() => void) | undefined};

export const createClock = (): Clock => {
	const heap: Entry[] = [];
	let now = 0;
	let order = 0;
	let holds = 0;
	let changed = () => {};

	/** Cancelled entries stay in the heap until they come to the top. */
	const top = (): Entry | undefined => {
		while (heap[0] && !heap[0].go) {
			pop(heap);
		}
		return heap[0];
	};

	const happen = (entry: Entry) => {
		pop(heap);
		now = Math.max(now, entry.at);
		const go = entry.go;
		entry.go = undefined;
		go?.();
	};

	return {
		now: () => now,
		after: (ms, go, turn = 'console') => {
			const entry: Entry = {at: now + Math.max(0, Math.round(ms)), turn: turn === 'world' ? 0 : 1, order: order++, go};
			push(heap, entry);
			changed();
			return () => {
				entry.go = undefined;
			};
		},
		hold: () => {
			holds++;
			changed();
		},
		release: () => {
			holds = Math.max(0, holds - 1);
			changed();
		},
		isHeld: () => holds > 0,
		advance: () => {
			const next = holds > 0 ? undefined : top();
			if (next) {
				happen(next);
			}
			return next !== undefined;
		},
		nextAt: () => top()?.at,
		moveTo: at => {
			const next = top();
			now = Math.max(now, Math.floor(Math.min(at, next ? next.at - 1 : at)));
		},
		runTo: at => {
			for (let next = top(); next && next.at <= at; next = top()) {
				happen(next);
			}
			now = Math.max(now, at);
		},
		onChange: listener => {
			changed = listener;
		},
	};
};

const isBefore = (a: Entry, b: Entry): boolean => (a.at !== b.at ? a.at < b.at : a.turn !== b.turn ? a.turn < b.turn : a.order < b.order);

function push(heap: Entry[], entry: Entry): void {
	let i = heap.length;
	heap.push(entry);
	while (i > 0) {
		const above = (i - 1) >> 1;
		const parent = heap[above] as Entry;
		if (!isBefore(entry, parent)) {
			break;
		}
		heap[i] = parent;
		i = above;
	}
	heap[i] = entry;
}

function pop(heap: Entry[]): void {
	const last = heap.pop();
	if (!last || heap.length === 0) {
		return;
	}
	let i = 0;
	for (;;) {
		let child = 2 * i + 1;
		const right = heap[child + 1];
		if (right && isBefore(right, heap[child] as Entry)) {
			child++;
		}
		const below = heap[child];
		if (!below || !isBefore(below, last)) {
			break;
		}
		heap[i] = below;
		i = child;
	}
	heap[i] = last;
}
