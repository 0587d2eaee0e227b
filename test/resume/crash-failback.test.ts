/** The same for the way back: see `crash-failover.test.ts`. A file of its own, so that both go over their entries at the same time. */
import {expect, test} from 'vitest';
import {deathsIn, drillOf, problemsAfter, runIn} from './sweep.js';

test('an engine may die at any entry of a pool failback, with the CMS failover back in it', {timeout: 600_000}, () => {
	const drill = drillOf();
	const run = runIn(drill, 'poolFailback');
	const deaths = deathsIn(drill, run);
	expect(deaths.length).toBeGreaterThan(700);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});
