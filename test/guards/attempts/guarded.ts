/**
 * The two tests of a guard: nobody gets past it, and where it looks away, the same operators do. `npm test` lets 200 try; as many as you
 * like: `GUARD_SEEDS=5000 npx vitest run test/guards/attempts`, and one of them again: `GUARD_SEEDS=1 GUARD_FIRST=77 npx vitest …`.
 */
import {describe, expect, test} from 'vitest';
import {type Attack, type Attempt, attempt} from './attempt.js';

const count = Number(process.env.GUARD_SEEDS ?? 200);
const first = Number(process.env.GUARD_FIRST ?? 1);
/** So many show that they would have done it. */
const controls = 30;
/** How many of these do, at least. */
const leastBreaches = 8;

export const seeds: readonly number[] = Array.from({length: count}, (_, index) => first + index);
export const controlSeeds: readonly number[] = Array.from({length: controls}, (_, index) => index + 1);
export const patienceMs = 60_000 + count * 500;

export function guarded(title: string, attack: Attack) {
	describe(title, () => {
		test(
			`${count} operators who try do not get past it`,
			() => {
				const broken = seeds.flatMap(seed => told(seed, attempt(attack, seed, false)));
				expect(broken).toEqual([]);
			},
			patienceMs,
		);

		test(
			'where it looks away, the same operators do what must not be done, and it is seen',
			() => {
				const broken = controlSeeds.filter(seed => attempt(attack, seed, true).breaches.length > 0);
				expect(broken.length).toBeGreaterThanOrEqual(leastBreaches);
			},
			patienceMs,
		);
	});
}

const told = (seed: number, {breaches, said}: Attempt): readonly string[] => {
	const last = said.slice(-8).map(({step, choice}) => `${step} ${choice}`);
	return breaches.map(breach => `seed ${seed}: ${breach}, after ${last.join(', ')}`);
};
