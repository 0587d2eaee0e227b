/** A laptop that slept, a clock that was set, a process that was stopped: nothing takes them for time that passed, and each is said. */
import {describe, expect, test} from 'vitest';
import {createClock} from '../../../src/adapters/mock/clock.js';
import {createPace} from '../../../src/adapters/mock/pace.js';
import {createClockWatch, type Jump, jumpMessage} from '../../../src/machines/session/clock-watch.js';

const second = 1_000;
const hour = 3_600 * second;

/** `countsSleep`: whether the monotonic clock of this system does, as on Windows and macOS, or does not, as on Linux. */
function computer(countsSleep = false) {
	const now = {wall: Date.UTC(2026, 2, 29, 0, 59), mono: 5_000, boot: 5_000};
	const jumps: Jump[] = [];
	const watch = createClockWatch({wall: () => now.wall, mono: () => now.mono, boot: () => now.boot}, jump => jumps.push(jump));
	const goOn = (ms: number) => {
		now.wall += ms;
		now.mono += ms;
		now.boot += ms;
	};
	return {
		...watch,
		jumps,
		/** It works, and reads the time as often as it promised. */
		works(ms: number) {
			for (let left = ms; left > 0; left -= 500) {
				goOn(Math.min(500, left));
				watch.awakeMs();
			}
		},
		sleeps(ms: number) {
			goOn(ms);
			if (!countsSleep) now.mono -= ms;
		},
		isStopped: goOn,
		setsClock(ms: number) {
			now.wall += ms;
		},
	};
}

test('time that passes is time that passes, and nothing is said about it', () => {
	const {works, awakeMs, passedMs, jumps} = computer();
	works(hour);
	expect([awakeMs(), passedMs(), jumps]).toEqual([hour, hour, []]);
});

test('a computer that slept: it is said how long, a rehearsal stood still, and for a deployment the time passed', () => {
	const {works, sleeps, awakeMs, passedMs, jumps} = computer();
	works(10 * second);
	sleeps(8 * hour);
	works(10 * second);
	expect(awakeMs()).toBe(20 * second);
	expect(passedMs()).toBe(8 * hour + 20 * second);
	expect(jumps).toEqual([{kind: 'slept', ms: 8 * hour, wallMs: 8 * hour + 500, monoMs: 500}]);
});

test('a computer whose clocks all count its sleep is told by its silence', () => {
	const {works, sleeps, awakeMs, passedMs, jumps} = computer(true);
	works(10 * second);
	sleeps(8 * hour);
	works(10 * second);
	// The reading that comes after the sleep cannot tell it from what came right behind it.
	expect(awakeMs()).toBe(20 * second - 500);
	expect(passedMs()).toBe(8 * hour + 20 * second);
	expect(jumps).toMatchObject([{kind: 'stood', ms: 8 * hour + 500}]);
});

test('a process that was stopped and taken up again is told too', () => {
	const {works, isStopped, awakeMs, jumps} = computer();
	works(second);
	isStopped(hour);
	works(second);
	expect(awakeMs()).toBeLessThanOrEqual(2 * second);
	expect(jumps.map(({kind}) => kind)).toEqual(['stood']);
});

describe.each([
	['an hour forward, as in spring', hour, 'setForward'],
	['an hour back, as in autumn', -hour, 'setBack'],
	['three seconds back', -3 * second, 'setBack'],
] as const)('a clock that is set %s', (_, by, kind) => {
	test('moves no time of a session, and is said with how far each clock went', () => {
		const {works, setsClock, awakeMs, passedMs, jumps} = computer();
		works(10 * second);
		setsClock(by);
		works(10 * second);
		expect([awakeMs(), passedMs()]).toEqual([20 * second, 20 * second]);
		expect(jumps).toEqual([{kind, ms: Math.abs(by), wallMs: by + 500, monoMs: 500}]);
		expect(jumpMessage(jumps[0] as Jump, 'live')).toMatchObject({id: 'engine.clock', args: {kind, took: {ms: Math.abs(by)}}});
	});
});

test('a clock that was set while the computer slept: both are said', () => {
	const {works, sleeps, setsClock, passedMs, jumps} = computer();
	works(second);
	sleeps(2 * hour);
	setsClock(hour);
	works(second);
	expect(passedMs()).toBe(2 * hour + 2 * second);
	expect(jumps.map(({kind, ms}) => [kind, ms])).toEqual([
		['slept', 2 * hour],
		['setForward', hour],
	]);
});

test('a clock that is kept right bit by bit is no jump', () => {
	const {works, setsClock, jumps} = computer();
	for (let minute = 0; minute < 600; minute++) {
		works(6 * second);
		setsClock(3);
	}
	expect(jumps).toEqual([]);
});

describe.each([
	['slept, on Linux', false, 'sleeps'],
	['slept, elsewhere', true, 'sleeps'],
	['was stopped', false, 'isStopped'],
	['had its clock set', false, 'setsClock'],
] as const)('a rehearsal at sixty times, on a computer that %s for eight hours', (_, countsSleep, what) => {
	test('does not leap: its deadlines are where they were', () => {
		const host = computer(countsSleep);
		const clock = createClock();
		const pace = createPace(clock, () => 60, host.awakeMs);
		const fired: number[] = [];
		clock.after(10 * 60 * second, () => fired.push(clock.now()));
		host.works(second);
		pace.catchUp();
		const before = clock.now();
		host[what](8 * hour);
		host.works(second);
		pace.catchUp();
		pace.stop();
		expect(clock.now() - before).toBeLessThanOrEqual(60 * second);
		expect(fired).toEqual([]);
	});
});
