import {describe, expect, test} from 'vitest';
import {chance} from './random-operator.js';
import {brokenPromises, playSeed} from './simulate.js';

const seeds = Array.from({length: 200}, (_, index) => index + 1);

describe('200 rehearsals with random faults and a random operator', () => {
	test('change nothing without an entry, nothing twice blindly, no users before the CMS, and say no success that is none', () => {
		const broken = seeds.flatMap(seed => brokenPromises(playSeed(seed)).map(what => `seed ${seed}: ${what}`));
		expect(broken).toEqual([]);
	}, 300_000);

	test('give the same journal for the same seed', () => {
		for (const seed of [3, 77, 142]) expect(playSeed(seed).entries).toEqual(playSeed(seed).entries);
	});

	test('end well too when the engine dies twice on the way', () => {
		const broken = seeds.flatMap(seed => {
			let record = playSeed(seed).entries;
			for (const nth of [1, 2]) {
				const at = 1 + Math.floor(chance(seed, 'death', nth) * (record.length - 1));
				record = playSeed(seed, record.slice(0, at)).entries;
			}
			const died = playSeed(seed, record);
			return brokenPromises(died).map(what => `seed ${seed}: ${what}`);
		});
		expect(broken).toEqual([]);
	}, 300_000);
});
