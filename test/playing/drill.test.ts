/** The drills of the product, played by the scripted operator in memory, on deployments that differ in what matters. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {changed} from '../machines/deployment/deployment-reading.js';
import {loadDeployment, loadScenario, newHeader, playOn} from './play.js';

const fixture = (name: string) => loadDeployment(readFileSync(new URL(`../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));
const changes = (entries: readonly JournalEntry[]) => entries.filter(entry => entry.kind === 'callEnded' && entry.changes);

const scenarios = ['site-dark', 'back-end-dead', 'cms-blank', 'edge-next-hop'];
const deployments = ['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'no-edge'];

test.each(deployments.flatMap(deployment => scenarios.map(scenario => ({deployment, scenario}))))(
	'$scenario on $deployment is failed over and back, and nothing is left',
	({deployment, scenario}) => {
		const {entries, rehearsal} = playOn(newHeader({deployment: fixture(deployment), scenario: loadScenario(scenario)}), []);
		expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
		expect(rehearsal.view().debts).toEqual([]);
		expect(rehearsal.truth().left).toEqual([]);
	},
);

test.each(deployments.flatMap(deployment => fixture(deployment).pools.map(({fqdn}) => ({deployment, pool: fqdn}))))(
	'whatever hits $pool of $deployment, it comes back, or nothing was changed and the reason is said',
	({deployment, pool}) => {
		for (const scenario of scenarios) {
			const {entries, rehearsal} = playOn(newHeader({deployment: fixture(deployment), scenario: loadScenario(scenario), pool}), []);
			const sealed = entries.at(-1);
			const end = {scenario, outcome: sealed?.kind === 'sealed' ? sealed.outcome : 'unsealed'};
			if (end.outcome === 'refused') expect(changes(entries)).toEqual([]);
			else expect({...end, left: rehearsal.truth().left}).toEqual({scenario, outcome: 'done', left: []});
		}
	},
);

test.each(['unpaired', 'mixed-2010'])('%s is refused, and nothing is changed', deployment => {
	const {entries} = playOn(newHeader({deployment: fixture(deployment)}), []);
	expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'refused'});
	expect(changes(entries)).toEqual([]);
});

test.each(['00:00:01', '00:02:00', '01:00:00', '24:00:00'])('with a sync interval of %s the meeting files come back too', syncInterval => {
	const deployment = loadDeployment(changed(form => Object.assign(form, {backupService: {syncInterval}})));
	for (const seed of [1, 2, 3]) {
		const {entries, rehearsal} = playOn(newHeader({deployment, seed}), []);
		expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
		expect(rehearsal.view().debts).toEqual([]);
		expect(rehearsal.truth().left).toEqual([]);
	}
});

test('names that mean something to JavaScript are names like any other', () => {
	const text = changed(form => {
		Object.assign(form.sites[0] as object, {name: '__proto__'});
		Object.assign(form.sites[1] as object, {name: 'constructor'});
	})
		.replaceAll('"Redmond"', '"__proto__"')
		.replaceAll('"Dublin"', '"constructor"')
		.replaceAll('fe22.contoso.com', 'constructor');
	const {entries, rehearsal} = playOn(newHeader({deployment: loadDeployment(text)}), []);
	expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
	expect(rehearsal.truth().left).toEqual([]);
});

test('a session that is closed takes no note, and its recording ends with its seal', () => {
	const {engine} = playOn(newHeader(), []).rehearsal;
	const refused = engine.send({id: '1', type: 'note', text: 'late', by: 'Pilar'});
	expect(refused).toMatchObject({id: '1', why: {id: 'refusal.sealed'}});
	expect(engine.entries.at(-1)?.kind).toBe('sealed');
});
