/** Finds the rows of a frame that were on the screen before, only higher or lower: the terminal moves them in a dozen bytes. */
import type {Screen} from './cells.js';

/** Rows `top` up to `bottom` move up by `by`, or down where it is negative; what they leave behind is blank. */
export type Shift = {readonly top: number; readonly bottom: number; readonly by: number};

/** What it takes to say so, and to be worth a second look. */
const leastGain = 20;

/**
 * The shift that spares most of what would have to be written. Whether it is shorter in the end, the caller measures. What stood on the
 * screen before is the same row there: no text is compared with every other.
 */
export function findShift(previous: Screen, next: Screen): Shift | undefined {
	const isMoved = next.map((row, y) => row !== previous[y]);
	if (isMoved.filter(Boolean).length < 2) return undefined;
	const places = new Map(previous.map((row, y) => [row, y]));
	const distances = new Set(next.map((row, y) => (isMoved[y] && row.source !== '' ? (places.get(row) ?? y) - y : 0)));
	distances.delete(0);
	let best: Shift | undefined;
	let bestGain = leastGain;
	for (const by of distances) {
		let gain = 0;
		let start = 0;
		for (let y = 0; y < next.length; y++) {
			const row = next[y];
			if (!row || previous[y + by] !== row) {
				gain = 0;
				start = y + 1;
				continue;
			}
			if (isMoved[y]) gain += row.source.length;
			if (gain > bestGain) {
				bestGain = gain;
				best = by > 0 ? {top: start, bottom: y + 1 + by, by} : {top: start + by, bottom: y + 1, by};
			}
		}
	}
	return best;
}

export function shifted(screen: Screen, {top, bottom, by}: Shift): Screen {
	return screen.map((row, y) => {
		if (y < top || y >= bottom) return row;
		const from = y + by;
		return (from >= top && from < bottom ? screen[from] : undefined) ?? {source: '', cells: []};
	});
}
