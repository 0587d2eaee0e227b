/**
 * How often a live session looks at its deployment, beside what its steps look at: one cmdlet at a time, never while anything else is asked,
 * and the more seldom the worse the Central Management store is. Pure.
 */

export type Pace = {readonly everyMs: number};

/** Two cmdlets a minute at most: each thing is seen once in a minute and a half. */
export const usualPace: Pace = {everyMs: 30_000};
/** A store that is sick is left in peace. */
const mostMs = 10 * 60_000;
/** A store that is well answers in a second or two (model). */
const slowMs = 5_000;
/** Whoever waits for an answer of his own comes first. */
export const givesWayMs = 5_000;

/** Half as often after each answer that came late or not at all, and as usual again after one that came well. */
export const paceAfter = ({everyMs}: Pace, {tookMs, isWell}: {readonly tookMs: number; readonly isWell: boolean}): Pace =>
	isWell && tookMs <= slowMs ? usualPace : {everyMs: Math.min(mostMs, everyMs * 2)};
