/** A move that is cut short may leave some users behind: two test users who were moved do not show that all were. */
import {describe, expect, test} from 'vitest';
import {loadScenario} from '../playing/play.js';
import {ended, endOfStep, inTurn, lifeOf, type Overrides, shownAt, sit} from './operator.js';

const pool = 'pool1.contoso.com';
const scenario = loadScenario('site-dark');
const seeds = Array.from({length: 12}, (_, index) => index + 1);
const moves = [
	{step: 'failingOverUsers', state: 'FailedOver', afterMs: 3 * 60_000},
	{step: 'failingBackUsers', state: 'Normal', afterMs: 10 * 60_000},
] as const;
const reason = {reason: 'the log of the Front End'};

/** Stops the first move, and decides so when looking has not. */
const stopped = ({step, afterMs}: (typeof moves)[number], decision: string): Overrides => ({
	[`${step} running`]: inTurn({choice: 'stop', afterMs}),
	[`${step} undecided`]: inTurn({choice: decision, fields: reason}),
	[`${step} failed`]: inTurn({choice: 'abort'}),
});

describe.each(moves)('$step, stopped on its way', move => {
	const {step, state} = move;
	const sittings = seeds.map(seed => sit({scenario, seed, overrides: stopped(move, 'nothingHappened'), until: ended(step)}));
	const seenInPart = sittings.filter(sitting => shownAt(sitting, step, 'undecided').some(({why}) => why?.id === 'users.twoAreServed'));

	test('is decided in writing where presence is all there is to see', () => {
		expect(seenInPart.length).toBeGreaterThan(0);
		for (const sitting of seenInPart) expect(lifeOf(sitting, step).slice(3, 6)).toEqual(['running', 'unknown', 'undecided']);
	});

	test('is done only when all its users were moved', () => {
		const done = sittings.filter(sitting => endOfStep(sitting, step)?.kind === 'done');
		expect(done.length).toBeGreaterThan(0);
		for (const {truth} of done) expect(truth.pools[pool]).toMatchObject({state, someOn: null});
	});

	test('is done on the word of the operator, who says so in writing, and is no success where the simulated state says otherwise', () => {
		const believed = seeds.map(seed => sit({scenario, seed, overrides: stopped(move, 'happened')}));
		const inPart = believed.filter(({truth}) => truth.left.includes(`movedInPart/${pool}`));
		expect(inPart.length).toBeGreaterThan(0);
		for (const sitting of inPart) {
			const {kind, why} = endOfStep(sitting, step) ?? {};
			expect([kind, why?.id, why?.args?.reason]).toEqual(['byHand', 'step.onTheirWord', reason.reason]);
			expect(sitting.entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'failed'});
		}
	});
});
