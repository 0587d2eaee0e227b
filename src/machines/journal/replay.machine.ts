/**
 * A replay: somebody moves through a record that is over.
 *
 *   paused ⇄ playing → ended
 *
 * It knows numbers and nothing else: entries, their times, and the numbers of those worth stopping at. It starts no procedure and no
 * step, and nothing that it does can be felt outside of a screen. `ended` is where the last entry is shown, however one came there.
 */
import {assign, setup} from 'xstate';
import {countUpTo, countWhile} from './timeline.js';

/** What is known of the record without reading it. All lists ascend. */
export type ReplayTrack = {
	readonly length: number;
	readonly at: (seq: number) => number;
	/** Whether the entry changes anything that is shown. */
	readonly isShown: (seq: number) => boolean;
	/** Where steps began. */
	readonly steps: ArrayLike<number>;
	readonly marks: ArrayLike<number>;
};

export type ReplayInput = {readonly track: ReplayTrack; readonly seq?: number; readonly speed?: number; readonly idleLimitMs?: number};

export type ReplayContext = {
	readonly track: ReplayTrack;
	readonly seq: number;
	/** So many times as fast as it was. */
	readonly speed: number;
	/** Nothing happened for longer than this: it is shown as if it had been this long. `Infinity` for all of it. */
	readonly idleLimitMs: number;
};

export type ReplayEvent =
	| {readonly type: 'STEP' | 'BACK' | 'NEXT_STEP' | 'PREVIOUS_STEP' | 'NEXT_MARK' | 'PREVIOUS_MARK' | 'PLAY' | 'PAUSE'}
	| {readonly type: 'SEEK'; readonly seq: number}
	/** To the last entry that is not later. */
	| {readonly type: 'SEEK'; readonly at: number}
	| {readonly type: 'SPEED'; readonly factor: number}
	| {readonly type: 'IDLE_LIMIT'; readonly ms: number};

export const defaultIdleLimitMs = 3000;
export const fastestReplay = 10_000;

/** Entries closer together than this are shown at once: nobody would see one without the other. */
const frameMs = 16;
/** However many are due at once, keys are heard in between. */
const entriesAtOnce = 5000;
/** A timer that is set to more runs out at once. */
const longestDelayMs = 2 ** 31 - 1;

export const replayMachine = setup({
	types: {} as {input: ReplayInput; context: ReplayContext; events: ReplayEvent},
	delays: {tick: ({context}) => nextTick(context).delayMs},
	actions: {
		move: assign({seq: ({context, event}) => destination(context, event)}),
		tick: assign({seq: ({context}) => nextTick(context).seq}),
		rewind: assign({seq: 1}),
		setSpeed: assign({speed: ({context, event}) => (event.type === 'SPEED' ? event.factor : context.speed)}),
		setIdleLimit: assign({idleLimitMs: ({context, event}) => (event.type === 'IDLE_LIMIT' ? event.ms : context.idleLimitMs)}),
	},
	guards: {
		isAtEnd: ({context}) => context.seq >= context.track.length,
		isSpeed: ({event}) => event.type === 'SPEED' && event.factor > 0 && event.factor <= fastestReplay,
		isLimit: ({event}) => event.type === 'IDLE_LIMIT' && event.ms >= 0,
		isElsewhere: ({context, event}) => destination(context, event) !== context.seq,
	},
}).createMachine({
	id: 'replay',
	context: ({input: {track, seq = 1, speed = 1, idleLimitMs = defaultIdleLimitMs}}) => ({
		...{track, speed, idleLimitMs},
		seq: within(track, seq),
	}),
	initial: 'paused',
	on: {
		SPEED: {guard: 'isSpeed', actions: 'setSpeed'},
		IDLE_LIMIT: {guard: 'isLimit', actions: 'setIdleLimit'},
	},
	states: {
		paused: {
			always: {guard: 'isAtEnd', target: 'ended'},
			on: {...moves(), PLAY: 'playing'},
		},
		playing: {
			always: {guard: 'isAtEnd', target: 'ended'},
			after: {tick: {target: 'playing', reenter: true, actions: 'tick'}},
			on: {
				...moves(),
				PAUSE: 'paused',
				// Looking somewhere else does not stop it; going entry by entry does.
				SEEK: {guard: 'isElsewhere', target: 'playing', reenter: true, actions: 'move'},
				// Entered anew, because the delay that runs is that of before.
				SPEED: {guard: 'isSpeed', target: 'playing', reenter: true, actions: 'setSpeed'},
				IDLE_LIMIT: {guard: 'isLimit', target: 'playing', reenter: true, actions: 'setIdleLimit'},
			},
		},
		ended: {
			on: {
				...moves(),
				PLAY: {guard: ({context}) => context.track.length > 1, target: 'playing', actions: 'rewind'},
			},
		},
	},
});

/** `paused` knows by itself whether it is the end. */
function moves() {
	const move = {guard: 'isElsewhere', target: 'paused', actions: 'move'} as const;
	return {STEP: move, BACK: move, NEXT_STEP: move, PREVIOUS_STEP: move, NEXT_MARK: move, PREVIOUS_MARK: move, SEEK: move} as const;
}

/** Where an event leads; where there is nothing more of the kind, one stays, except that entry by entry leads to either end. */
function destination({track, seq}: ReplayContext, event: ReplayEvent): number {
	switch (event.type) {
		case 'STEP':
			return nextShown(track, seq);
		case 'BACK':
			return previousShown(track, seq);
		case 'NEXT_STEP':
			return after(track.steps, seq);
		case 'PREVIOUS_STEP':
			return before(track.steps, seq);
		case 'NEXT_MARK':
			return after(track.marks, seq);
		case 'PREVIOUS_MARK':
			return before(track.marks, seq);
		case 'SEEK':
			return within(track, 'seq' in event ? event.seq : seqAt(track, event.at));
		default:
			return seq;
	}
}

/** The last entry that is not later; the first, where all are. */
export function seqAt({length, at}: Pick<ReplayTrack, 'length' | 'at'>, time: number): number {
	return Math.max(
		1,
		countWhile(length, index => at(index + 1) <= time),
	);
}

function within({length}: ReplayTrack, seq: number): number {
	return Number.isNaN(seq) ? 1 : Math.min(Math.max(Math.trunc(seq), 1), length);
}

function nextShown({length, isShown}: ReplayTrack, seq: number): number {
	let next = Math.min(seq + 1, length);
	while (next < length && !isShown(next)) next++;
	return next;
}

function previousShown({isShown}: ReplayTrack, seq: number): number {
	let previous = Math.max(seq - 1, 1);
	while (previous > 1 && !isShown(previous)) previous--;
	return previous;
}

const after = (numbers: ArrayLike<number>, seq: number): number => numbers[countUpTo(numbers, seq)] ?? seq;
const before = (numbers: ArrayLike<number>, seq: number): number => numbers[countUpTo(numbers, seq - 1) - 1] ?? seq;

/** What is shown next while it plays, and after which time. */
export function nextTick({track, seq, speed, idleLimitMs}: ReplayContext): {readonly seq: number; readonly delayMs: number} {
	const most = Math.min(track.length, seq + entriesAtOnce);
	let next = Math.min(seq + 1, track.length);
	let delayMs = pause(next);
	while (next < most && delayMs + pause(next + 1) <= frameMs) delayMs += pause(++next);
	// What has the same time as the last of them belongs to it.
	while (next < most && pause(next + 1) === 0) next++;
	return {seq: next, delayMs: Math.min(delayMs, longestDelayMs)};

	function pause(of: number): number {
		return Math.min(Math.max(0, track.at(of) - track.at(of - 1)), idleLimitMs) / speed;
	}
}
