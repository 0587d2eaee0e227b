/** The same for the Central Management store on its own: see `crash-failover.test.ts`. */
import {expect, test} from 'vitest';
import {deathsIn, deathsWhileChanging, drillOf, problemsAfter, runIn} from './sweep.js';

test.each<[scenario: string, run: string, least: number, begunFor?: string]>([
	['store-dead', 'storeFailover', 50],
	['store-dead', 'storeMoveBack', 50],
	['store-blank', 'storeRestore', 30],
	['maintenance', 'storeMove', 50, 'storeMove'],
])('in %s an engine may die at any entry of a %s', {timeout: 600_000}, (scenario, name, least, begunFor) => {
	const drill = drillOf({scenario, ...(begunFor ? {begunFor} : {})});
	const run = runIn(drill, name);
	const deaths = deathsIn(drill, run);
	expect(deaths.length).toBeGreaterThan(least);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});

test('in the repair of a stuck store around every change', {timeout: 600_000}, () => {
	const drill = drillOf({scenario: 'store-stuck'});
	const run = runIn(drill, 'storeRepair');
	const deaths = deathsWhileChanging(drill, run);
	expect(deaths.length).toBeGreaterThan(30);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});
