/** Where `--at` leads, and what is said where it leads nowhere. */
import {describe, expect, test} from 'vitest';
import {type Recorded, readPlace} from '../../src/commands/replay-place.js';
import {UsageProblem} from '../../src/commands/usage-problem.js';
import {createRenderer} from '../../src/ui/messages/render.js';

const minute = 60_000;

/** An entry a minute, from ten to midnight on for half an hour, in Los Angeles. */
const nightly: Recorded = {
	header: {startedAt: '2026-02-11T07:50:00.250Z', timeZone: 'America/Los_Angeles'},
	length: 31,
	at: seq => (seq - 1) * minute,
};

const refused = (typed: string, recorded = nightly): string => {
	try {
		return `leads to ${readPlace(typed, recorded)}`;
	} catch (error) {
		if (!(error instanceof UsageProblem)) throw error;
		expect(error.exitCode).toBe(2);
		return createRenderer({language: 'en', ...recorded.header})(error.problem);
	}
};

describe('a place', () => {
	test.each([
		['1', 1],
		['31', 31],
		[' 7 ', 7],
		['+0:00', 1],
		['+2:00', 3],
		['+02:59', 3],
		['+29:59', 30],
		['+30:00', 31],
		['+0:30:00', 31],
		['23:50:00', 1],
		['23:50:01', 1],
		['23:52:01', 3],
		['00:00:00', 10],
		['00:00:01', 11],
		['00:20:00', 30],
		['00:20:01', 31],
		['23:50', 1],
		['23:52', 3],
		['00:20', 31],
	])('%s is entry %i', (typed, seq) => {
		expect(readPlace(typed, nightly)).toBe(seq);
	});

	test('is found over a change of the clocks', () => {
		// At 02:00 in Berlin it becomes 03:00.
		const header = {startedAt: '2026-03-29T00:50:00Z', timeZone: 'Europe/Berlin'};
		expect(readPlace('03:05:00', {...nightly, header})).toBe(16);
		// At 03:00 it becomes 02:00 again: the first of the two is meant.
		const autumn = {startedAt: '2026-10-25T00:50:00Z', timeZone: 'Europe/Berlin'};
		expect(readPlace('02:55:00', {...nightly, header: autumn})).toBe(6);
		expect(readPlace('02:05:00', {...nightly, header: autumn})).toBe(16);
	});

	test('without seconds is the first entry of that minute, or the last before it', () => {
		const at = [12, 47, 61, 110, 300].map(seconds => seconds * 1000);
		const sparse = {...nightly, length: at.length, at: (seq: number) => at[seq - 1] ?? 0};
		expect(readPlace('23:50', sparse)).toBe(1);
		expect(readPlace('23:51', sparse)).toBe(3);
		expect(readPlace('23:52', sparse)).toBe(4);
		expect(readPlace('23:52:00', sparse)).toBe(4);
		expect(readPlace('23:55', sparse)).toBe(5);
	});

	test('without seconds is the first entry where the recording begins within that minute', () => {
		const header = {startedAt: '2026-02-11T07:50:40.250Z', timeZone: 'America/Los_Angeles'};
		expect(readPlace('23:50', {...nightly, header})).toBe(1);
		expect(readPlace('23:51', {...nightly, header})).toBe(2);
	});

	test('is in UTC where the zone of the recording is unknown here', () => {
		expect(readPlace('07:52:01', {...nightly, header: {...nightly.header, timeZone: 'Nowhere/At_All'}})).toBe(3);
	});
});

describe('what is no place says so and what would be one', () => {
	test.each(['', 'x', '-3', '1.5', '24:00', '24:00:00', '03:60:00', '+1', '+1:60', '+1:60:00', '1e3', '03:15:09 GMT'])('%j', typed => {
		expect(refused(typed)).toMatch(/is no place in a recording\. Give the number/);
	});

	test('a number that no entry has', () => {
		expect(refused('32')).toBe('The recording has no entry 32. Give a number from 1 to 31.');
		expect(refused('0')).toMatch(/no entry 0/);
	});

	test('a time before its start or after its end', () => {
		const outside = 'it goes from 23:50:00 to 00:20:00, +30:00 after its start. Give a time between them.';
		for (const typed of ['23:49:00', '23:49', '00:22', '00:21:30', '+31:00', '+9:00:00'])
			expect(refused(typed)).toBe(`The recording has nothing at ${typed}: ${outside}`);
	});
});
