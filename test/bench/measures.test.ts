import {expect, test} from 'vitest';
import {newHeader, play} from '../playing/play.js';
import {longRecord, resumeInMemory} from './measures.js';

test('the long record that the benchmark resumes is one that can be resumed', () => {
	const record = longRecord(play().entries, 5_000);
	expect(record.map(({seq}) => seq)).toEqual(Array.from({length: 5_000}, (_, index) => index + 1));
	expect(record.at(-1)).toMatchObject({kind: 'asked', isWaiting: true});
	expect(() => resumeInMemory(newHeader(), record)).not.toThrow();
});
