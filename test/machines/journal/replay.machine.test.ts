/** Moving through a record that is over: every way to move, and the clock of playing. */
import {describe, expect, test} from 'vitest';
import {type Actor, createActor, SimulatedClock} from 'xstate';
import {type ReplayEvent, type ReplayInput, type ReplayTrack, replayMachine, seqAt} from '../../../src/machines/journal/replay.machine.js';

/** Ten entries; the third and the fourth are not shown, the last three come together after a long wait. */
const times = [0, 1000, 1200, 1300, 2000, 2000, 5000, 600_000, 600_005, 600_010];
const track: ReplayTrack = {
	length: times.length,
	at: seq => times[seq - 1] ?? Number.NaN,
	isShown: seq => seq !== 3 && seq !== 4,
	steps: [2, 6],
	marks: Uint32Array.from([5, 8]),
};

function replay(input: Partial<ReplayInput> = {}) {
	const clock = new SimulatedClock();
	const actor = createActor(replayMachine, {input: {track, ...input}, clock}).start();
	return {clock, actor, ...ways(actor)};
}

const ways = (actor: Actor<typeof replayMachine>) => ({
	place: () => `${actor.getSnapshot().value} ${actor.getSnapshot().context.seq}`,
	/** Where each of them led. */
	ledBy: (...events: readonly (ReplayEvent | Exclude<ReplayEvent['type'], 'SEEK' | 'SPEED' | 'IDLE_LIMIT'>)[]) =>
		events.map(event => {
			actor.send((typeof event === 'string' ? {type: event} : event) as ReplayEvent);
			return actor.getSnapshot().context.seq;
		}),
});

const seek = (seq: number): ReplayEvent => ({type: 'SEEK', seq});
const seekTime = (at: number): ReplayEvent => ({type: 'SEEK', at});

describe('somebody who looks', () => {
	test('begins paused at the first entry, or where they asked to', () => {
		expect(replay().place()).toBe('paused 1');
		expect(replay({seq: 7}).place()).toBe('paused 7');
		expect(replay({seq: 99}).place()).toBe('ended 10');
		expect(replay({seq: Number.NaN}).place()).toBe('paused 1');
	});

	test('goes entry by entry over those that show nothing, and back the same way', () => {
		const {ledBy, place} = replay();
		expect(ledBy('STEP', 'STEP', 'STEP')).toEqual([2, 5, 6]);
		expect(ledBy('BACK', 'BACK', 'BACK', 'BACK')).toEqual([5, 2, 1, 1]);
		expect(place()).toBe('paused 1');
	});

	test('goes from step to step and from mark to mark, and stays where there is no further one', () => {
		const {ledBy} = replay();
		expect(ledBy('NEXT_STEP', 'NEXT_STEP', 'NEXT_STEP')).toEqual([2, 6, 6]);
		expect(ledBy('PREVIOUS_STEP', 'PREVIOUS_STEP')).toEqual([2, 2]);
		expect(ledBy('NEXT_MARK', 'NEXT_MARK', 'NEXT_MARK')).toEqual([5, 8, 8]);
		expect(ledBy('PREVIOUS_MARK', 'PREVIOUS_MARK')).toEqual([5, 5]);
	});

	test('goes to a number or a time, and never outside of the record', () => {
		const {ledBy} = replay();
		expect(ledBy(seek(4), seek(-3), seek(2.9), seek(1e9), seek(Number.NaN))).toEqual([4, 1, 2, 10, 1]);
		expect(ledBy(seekTime(1999), seekTime(2000), seekTime(-1), seekTime(1e12))).toEqual([4, 6, 1, 10]);
	});

	test('is at the end when the last entry is shown, and comes back from there', () => {
		const {ledBy, place} = replay({seq: 9});
		ledBy('STEP');
		expect(place()).toBe('ended 10');
		ledBy('STEP', seek(10));
		expect(place()).toBe('ended 10');
		for (const [event, led] of [
			['BACK', 'paused 9'],
			['PREVIOUS_STEP', 'paused 6'],
			['PREVIOUS_MARK', 'paused 8'],
			[seek(3), 'paused 3'],
		] as const) {
			ledBy(seek(10), event);
			expect(place()).toBe(led);
		}
	});

	test('hears no clock', () => {
		const {clock, place} = replay();
		clock.increment(1e9);
		expect(place()).toBe('paused 1');
	});
});

describe('playing', () => {
	test('shows each entry after the time that had passed, and what came together together', () => {
		const {clock, ledBy, place} = replay({idleLimitMs: Number.POSITIVE_INFINITY});
		ledBy('PLAY');
		const seen = [999, 1, 199, 1, 100, 699, 1, 2999, 1, 594_999, 6].map(ms => {
			clock.increment(ms);
			return place();
		});
		expect(seen.map(each => Number(each.split(' ')[1]))).toEqual([1, 2, 2, 3, 4, 4, 6, 6, 7, 7, 8]);
		clock.increment(10);
		expect(place()).toBe('ended 10');
	});

	test('shortens a long wait to the limit, and all of it by the speed', () => {
		const {clock, ledBy, place} = replay({seq: 7, idleLimitMs: 3000, speed: 2});
		ledBy('PLAY');
		clock.increment(1499);
		expect(place()).toBe('playing 7');
		clock.increment(1);
		expect(place()).toBe('playing 8');
	});

	test('takes another speed and another limit at once', () => {
		const {clock, actor, ledBy, place} = replay({seq: 7, idleLimitMs: Number.POSITIVE_INFINITY});
		ledBy('PLAY');
		clock.increment(1000);
		ledBy({type: 'SPEED', factor: 100});
		clock.increment(5949);
		expect(place()).toBe('playing 7');
		ledBy({type: 'IDLE_LIMIT', ms: 500});
		// Half a second at a hundred times the speed, and the two that are due within the same frame.
		clock.increment(5);
		expect(place()).toBe('playing 7');
		clock.increment(1);
		expect(place()).toBe('ended 10');
		expect(actor.getSnapshot().context).toMatchObject({speed: 100, idleLimitMs: 500});
	});

	test('knows no speed that is none', () => {
		const {actor, ledBy} = replay();
		for (const state of ['paused', 'playing'] as const) {
			for (const factor of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) ledBy({type: 'SPEED', factor});
			for (const ms of [-1, Number.NaN]) ledBy({type: 'IDLE_LIMIT', ms});
			expect(actor.getSnapshot()).toMatchObject({value: state, context: {speed: 1, idleLimitMs: 3000}});
			ledBy('PLAY');
		}
	});

	test('goes on from another place, and stops for whoever goes by hand', () => {
		const {clock, ledBy, place} = replay();
		ledBy('PLAY', seek(5));
		expect(place()).toBe('playing 5');
		clock.increment(0);
		clock.increment(3000);
		expect(place()).toBe('playing 7');
		for (const event of ['BACK', 'STEP', 'PREVIOUS_STEP', 'NEXT_STEP', 'NEXT_MARK', 'PAUSE'] as const) {
			ledBy(seek(5), 'PLAY', event);
			expect(place(), event).toMatch(/^paused/);
			clock.increment(1e9);
			expect(place(), event).toMatch(/^paused/);
		}
		ledBy(seek(5), 'PLAY', 'PREVIOUS_MARK');
		expect(place(), 'nowhere to go').toBe('playing 5');
		ledBy('PLAY', seek(10));
		expect(place()).toBe('ended 10');
	});

	test('begins again from the end, where there is more than one entry', () => {
		const {ledBy, place} = replay({seq: 10});
		ledBy('PLAY');
		expect(place()).toBe('playing 1');
		const alone = replay({track: {...track, length: 1}});
		alone.ledBy('PLAY');
		expect(alone.place()).toBe('ended 1');
	});

	test('leaves nobody behind a wait that is longer than a timer', () => {
		const century = 100 * 365 * 86_400_000;
		const {clock, ledBy, place} = replay({
			track: {...track, length: 2, at: seq => (seq - 1) * century},
			idleLimitMs: Number.POSITIVE_INFINITY,
		});
		ledBy('PLAY');
		clock.increment(2 ** 31 - 2);
		expect(place()).toBe('playing 1');
		clock.increment(1);
		expect(place()).toBe('ended 2');
	});

	test('hears keys while very many entries are due at once', () => {
		const {clock, ledBy, place} = replay({track: {...track, length: 1_000_000, at: () => 0}});
		ledBy('PLAY');
		clock.increment(0);
		const [state, seq] = place().split(' ');
		expect([state, Number(seq) < 100_000]).toEqual(['playing', true]);
	});

	test('does not mind times that go back', () => {
		const {clock, ledBy, place} = replay({track: {...track, length: 3, at: seq => -seq * 1000}});
		ledBy('PLAY');
		clock.increment(0);
		expect(place()).toBe('ended 3');
	});
});

test('every way to move leads somewhere from every state, and nowhere else', () => {
	const moves = ['STEP', 'BACK', 'NEXT_STEP', 'PREVIOUS_STEP', 'NEXT_MARK', 'PREVIOUS_MARK', 'PLAY', 'PAUSE'] as const;
	for (const seq of [1, 5, 10]) {
		for (const isPlaying of [false, true]) {
			for (const move of moves) {
				const {ledBy, place, actor} = replay({seq});
				if (isPlaying) ledBy('PLAY');
				ledBy(move);
				expect(place(), `${move} from ${seq}`).toMatch(/^(paused|playing|ended) ([1-9]|10)$/);
				const {value, context} = actor.getSnapshot();
				expect(value === 'ended', `${move} from ${seq}`).toBe(context.seq === track.length);
			}
		}
	}
});

test('a time finds the last entry that is not later', () => {
	expect([-5, 0, 999, 1000, 2000, 700_000].map(time => seqAt(track, time))).toEqual([1, 1, 1, 2, 6, 10]);
});
