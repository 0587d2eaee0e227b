/** The same for a whole lost site: see `crash-failover.test.ts`. Its parts are gone over at every entry on their own. */
import {expect, test} from 'vitest';
import {deathsWhileChanging, drillOf, problemsAfter, runIn} from './sweep.js';

test('an engine may die around every change of a site failover', {timeout: 600_000}, () => {
	const drill = drillOf({begunFor: 'siteFailover'});
	const run = runIn(drill, 'siteFailover');
	const deaths = deathsWhileChanging(drill, run);
	expect(deaths.length).toBeGreaterThan(12);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});
