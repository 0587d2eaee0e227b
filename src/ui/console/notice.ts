/**
 * Whether the operator can have seen the confirmation that is open: what is typed before that was meant for something else, and only what
 * comes after it counts.
 */
import type {Drawing} from './drawing.js';
import type {Timers} from './timers.js';

/** Nobody sees a confirmation and answers it sooner. */
const noticeMs = 200;

export type NoticeOptions = {
	/** The question whose confirmation is open; undefined when none is. */
	readonly open: () => string | undefined;
	readonly drawing: Pick<Drawing, 'isStalled'>;
	readonly timers: Timers;
	/** It has just been noticed. */
	readonly noticed: () => void;
};

export function createNotice({open, drawing, timers, noticed}: NoticeOptions) {
	/** The confirmation that is drawn, and the one that the operator can have seen. */
	let drawn: string | undefined;
	let seen: string | undefined;
	let cancel: (() => void) | undefined;

	/** It is seen when its frame has been on its way for a moment in which nothing was typed. */
	function waitAnew() {
		cancel?.();
		drawn = open();
		seen = undefined;
		if (drawn === undefined) return;
		cancel = timers.after(noticeMs, () => {
			if (drawing.isStalled()) return waitAnew();
			seen = drawn;
			noticed();
		});
	}

	return {
		/** True also when there is nothing to be seen. */
		isSeen: () => open() === undefined || open() === seen,
		/** What is open has been drawn. */
		drew() {
			if (open() !== drawn) waitAnew();
		},
		waitAnew,
		stop: () => cancel?.(),
	};
}
