/** The same for federation moved to another Edge pool and given back: see `crash-failover.test.ts`. */
import {expect, test} from 'vitest';
import {deathsIn, drillOf, problemsAfter, runIn} from './sweep.js';

test.each(['federationFailover', 'edgeFailback'])('an engine may die at any entry of a %s', {timeout: 600_000}, name => {
	const drill = drillOf({scenario: 'edge-dark'});
	const run = runIn(drill, name);
	const deaths = deathsIn(drill, run);
	expect(deaths.length).toBeGreaterThan(200);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});
