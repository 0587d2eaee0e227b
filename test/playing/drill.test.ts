/** The drills of the product, played by the scripted operator in memory, on deployments that differ in what matters. */
import {readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal-entry.js';
import {loadDeployment, loadScenario, newHeader, playOn} from './play.js';

const fixture = (name: string) => loadDeployment(readFileSync(new URL(`../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));
const changes = (entries: readonly JournalEntry[]) => entries.filter(entry => entry.kind === 'callEnded' && entry.changes);

const scenarios = ['site-dark', 'back-end-dead', 'cms-blank', 'edge-next-hop'];
const deployments = ['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'no-edge'];

test.each(deployments.flatMap(deployment => scenarios.map(scenario => ({deployment, scenario}))))(
	'$scenario on $deployment is failed over and back, and nothing is left',
	({deployment, scenario}) => {
		const {entries, rehearsal} = playOn(newHeader({deployment: fixture(deployment), scenario: loadScenario(scenario)}), []);
		if (process.env.DUMP)
			writeFileSync(`/tmp/entries-${deployment}-${scenario}.json`, entries.map(entry => JSON.stringify(entry)).join('\n'));
		expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
		expect(rehearsal.view().debts).toEqual([]);
		expect(rehearsal.truth().left).toEqual([]);
	},
);

test.each(['unpaired', 'mixed-2010'])('%s is refused, and nothing is changed', deployment => {
	const {entries} = playOn(newHeader({deployment: fixture(deployment)}), []);
	expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'refused'});
	expect(changes(entries)).toEqual([]);
});
