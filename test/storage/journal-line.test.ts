import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {decodeLine, type Env, encodeLine, noPreviousHash} from '../../src/storage/journal-line.js';
import {entryOfEachKind} from './journal-samples.js';

const env: Env = {session: 's', wall: '2026-11-21T03:00:00.000Z', mono: 1.5, pid: 7, host: 'jump'};
const seeds = Array.from({length: 100}, (_, index) => index + 1);
const numbered = (seed: number) => entryOfEachKind(seed).map((entry, index): JournalEntry => ({...entry, seq: index + 1, at: index}));

describe('a line', () => {
	test('says who wrote it, and ends in the hash of the previous hash and of its exact bytes', () => {
		const {line, hash} = encodeLine({seq: 2, at: 5, kind: 'note', text: 'é', by: 'me'}, env, 'abc');
		const bytes = `{"seq":2,"at":5,"kind":"note","text":"é","by":"me","env":${JSON.stringify(env)}`;
		expect(hash).toBe(createHash('sha256').update(`abc${bytes}`, 'utf8').digest('hex'));
		expect(line).toBe(`${bytes},"hash":"${hash}"}`);
	});

	test('begins with number, time and kind, whatever the order of the fields', () => {
		expect(encodeLine({kind: 'note', by: 'me', text: '', at: 0, seq: 1}, env, noPreviousHash).line).toMatch(
			/^{"seq":1,"at":0,"kind":"note","by"/,
		);
	});

	test('reads back exactly as it was, for every kind, whatever its texts', () => {
		for (const seed of seeds) {
			let previous = noPreviousHash;
			for (const entry of numbered(seed)) {
				const {line, hash} = encodeLine(entry, env, previous);
				expect(decodeLine(line, previous), `seed ${seed}, ${line}`).toEqual({entry, env, hash});
				expect(JSON.parse(line), `seed ${seed}`).toEqual({...entry, env, hash});
				previous = hash;
			}
		}
	});

	test('holds nothing that steers a terminal, and no lone surrogate', () => {
		const lines = seeds.flatMap(numbered).map(entry => encodeLine(entry, env, noPreviousHash).line);
		expect(lines.filter(line => /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u.test(line))).toEqual([]);
		expect(lines.filter(line => !line.isWellFormed())).toEqual([]);
	});

	test('of a kind that nobody knows yet is kept as it is', () => {
		const unknown = {seq: 9, at: 1, kind: 'weather', sky: {env: {clear: true}}} as unknown as JournalEntry;
		const {line} = encodeLine(unknown, env, 'abc');
		expect(decodeLine(line, 'abc')).toMatchObject({entry: unknown, env});
	});

	test.each([
		['after another line', (line: string) => decodeLine(line, 'other'), 'brokenHash'],
		['with one letter changed', (line: string) => decodeLine(line.replace('text', 'test'), 'abc'), 'brokenHash'],
		['without its end', (line: string) => decodeLine(line.slice(0, -1), 'abc'), 'noHash'],
		['that is empty', () => decodeLine('', 'abc'), 'noHash'],
	])('%s is refused', (_, decode, fault) => {
		expect(decode(encodeLine({seq: 2, at: 5, kind: 'note', text: '', by: 'me'}, env, 'abc').line)).toEqual({fault});
	});
});
