/** The same for a pool that is emptied as planned: see `crash-failover.test.ts`. */
import {expect, test} from 'vitest';
import {deathsIn, drillOf, problemsAfter, runIn} from './sweep.js';

test('an engine may die at any entry of a planned failover', {timeout: 600_000}, () => {
	const drill = drillOf({scenario: 'maintenance'});
	const run = runIn(drill, 'plannedFailover');
	const deaths = deathsIn(drill, run);
	expect(deaths.length).toBeGreaterThan(200);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});
