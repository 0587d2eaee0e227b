/** Crashes after crashes, and in other scenarios and deployments: some of them here, all of them by `npm run crash`. */
import {describe, expect, test} from 'vitest';
import {deathsIn, deathsWhileChanging, deployments, drillOf, problemsAfter, problemsAfterPair, runIn, runs, scenarios} from './sweep.js';

const seeds = Array.from({length: 200}, (_, index) => index + 1);

test('an engine may die, and the one that goes on after it may die too: 200 pairs', {timeout: 600_000}, () => {
	const drill = drillOf();
	const both = runs.map(name => runIn(drill, name));
	expect(seeds.flatMap(seed => both.filter((_, index) => index === seed % 2).flatMap(run => problemsAfterPair(drill, run, seed)))).toEqual(
		[],
	);
});

/** Another one of so many in every drill. */
const every = 9;

describe.each(deployments.flatMap(deployment => scenarios.map(scenario => ({deployment, scenario}))))(
	'in $scenario on $deployment',
	({deployment, scenario}) => {
		test('an engine may die in a change, and anywhere', {timeout: 600_000}, () => {
			const seed = 10 * deployments.indexOf(deployment) + scenarios.indexOf(scenario) + 1;
			const drill = drillOf({deployment, scenario, seed});
			for (const name of runs) {
				const run = runIn(drill, name);
				const inChanges = deathsWhileChanging(drill, run).filter((_, index) => index % every === seed % every);
				const anywhere = deathsIn(drill, run).filter((_, index) => index % (33 * every) === seed % every);
				expect(problemsAfter(drill, run, [...inChanges, ...anywhere])).toEqual([]);
			}
		});
	},
);
