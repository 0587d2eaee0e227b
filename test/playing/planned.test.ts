/** A pool that lives is emptied and filled again, played by the scripted operator in memory, on deployments that differ in what matters. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {entriesOf} from '../guards/operator.js';
import {lastingIn} from '../resume/crash.js';
import {loadDeployment, loadScenario, newHeader, playOn} from './play.js';

const fixture = (name: string) => loadDeployment(readFileSync(new URL(`../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));
const scenario = loadScenario('maintenance');
const deployments = ['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'no-edge', 'same-site'];

test('it is what the scenario is for: proposed first, done, and undone', () => {
	const {entries, header, rehearsal} = playOn(newHeader({scenario}), []);
	expect(header).toMatchObject({begunFor: 'plannedFailover'});
	expect(header.known).not.toHaveProperty('outageAt');
	expect(entriesOf(entries, 'runEnded').map(({run, outcome}) => `${run} ${outcome}`)).toEqual([
		'plannedFailover done',
		'poolFailback done',
	]);
	expect(rehearsal.truth().pools[header.pool]?.lossMinutes).toEqual({});
	expect(rehearsal.view().debts.filter(({kind}) => kind !== 'cmsMoved')).toEqual([]);
});

test.each(deployments.flatMap(deployment => fixture(deployment).pools.map(({fqdn}) => ({deployment, pool: fqdn}))))(
	'$pool of $deployment is emptied and filled again, and nothing is lost',
	({deployment, pool}) => {
		const {entries, rehearsal} = playOn(newHeader({deployment: fixture(deployment), scenario, pool}), []);
		const [sealed] = entriesOf(entries, 'sealed');
		expect(rehearsal.truth().lossMinutes).toBe(0);
		if (sealed?.outcome === 'done') return;
		expect(sealed?.outcome).toBe('refused');
		expect(entriesOf(entries, 'callEnded').filter(({changes}) => changes)).toEqual([]);
	},
);

test.each(Array.from({length: 20}, (_, index) => index + 1))('with seed %i it leaves the deployment that it began with', seed => {
	const header = newHeader({scenario, seed});
	const before = playOn(header, [], written => written.some(({kind}) => kind === 'asked')).rehearsal.truth();
	const {entries, rehearsal} = playOn(header, []);
	expect(entriesOf(entries, 'sealed')[0]).toMatchObject({outcome: 'done'});
	expect(lastingIn(rehearsal.truth())).toEqual(lastingIn(before));
});

test.each([
	['maintenance', 'yes'],
	['site-dark', 'no'],
] as const)('after %s, what is waited for is work on the pool and not its repair: %s', (name, isForWork) => {
	const {entries} = playOn(newHeader({scenario: loadScenario(name)}), []);
	const [wait] = entriesOf(entries, 'stepBegan').filter(({step}) => step === 'waitingForRepair');
	expect(wait?.title.args).toMatchObject({isForWork});
});
