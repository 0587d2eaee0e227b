import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {createProgressReader} from '../../../src/machines/step/progress.js';

const stream = (seq: number, call: string, percent?: number): JournalEntry => ({
	seq,
	at: seq * 1000,
	kind: 'stream',
	call,
	stream: percent === undefined ? 'verbose' : 'progress',
	text: `line ${seq}`,
	...(percent === undefined ? {} : {percent}),
});

function journal(entries: readonly JournalEntry[]) {
	const asked: number[] = [];
	const progressAt = createProgressReader(seq => {
		asked.push(seq);
		return entries[seq - 1];
	});
	return {progressAt, asked};
}

describe('how far a call says it is', () => {
	const entries = [stream(1, 'a/1/x', 10), stream(2, 'a/1/x'), stream(3, 'a/1/x', 20), stream(4, 'a/1/x'), stream(5, 'a/2/x')];

	test('is what it said last, as old as it is', () => {
		const {progressAt} = journal(entries);
		expect(progressAt('a/1', 2)).toMatchObject({percent: 10, at: 1000});
		expect(progressAt('a/1', 5)).toMatchObject({percent: 20, at: 3000, text: 'line 3'});
	});

	test('is never what another step’s call has said', () => {
		const {progressAt} = journal(entries);
		expect(progressAt('a/2', 5)).toBeUndefined();
	});

	test('is right backwards too', () => {
		const {progressAt} = journal(entries);
		expect(progressAt('a/1', 5)).toMatchObject({percent: 20});
		expect(progressAt('a/1', 2)).toMatchObject({percent: 10});
	});

	test('is kept while lines stream in, and each is read once', () => {
		const many = [stream(1, 'a/1/x', 10), ...Array.from({length: 9_000}, (_, index) => stream(index + 2, 'a/1/x'))];
		const {progressAt, asked} = journal(many);
		for (let upTo = 1; upTo <= many.length; upTo += 10) expect(progressAt('a/1', upTo)).toMatchObject({percent: 10});
		expect(asked.length).toBe(new Set(asked).size);
	});

	test('is not looked for through a whole journal after a jump', () => {
		const far = [stream(1, 'a/1/x', 10), ...Array.from({length: 9_000}, (_, index) => stream(index + 2, 'a/1/x'))];
		const {progressAt, asked} = journal(far);
		expect(progressAt('a/1', far.length)).toBeUndefined();
		expect(asked.length).toBeLessThan(3_000);
	});
});
