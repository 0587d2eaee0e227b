/** The same for a pool that carries its partner's users: see `crash-failover.test.ts`. */
import {expect, test} from 'vitest';
import {deathsWhileChanging, drillOf, problemsAfter, runIn} from './sweep.js';

test.each([
	['swap', 'swap'],
	['swap-dark', 'forcedSwap'],
])('in %s an engine may die around every change', {timeout: 600_000}, (scenario, name) => {
	const drill = drillOf({scenario});
	const run = runIn(drill, name);
	const deaths = deathsWhileChanging(drill, run);
	expect(deaths.length).toBeGreaterThan(12);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});
