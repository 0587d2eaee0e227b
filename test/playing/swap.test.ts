/** The swap on both of its roads, played by the scripted operator in memory, on deployments that differ in what matters. */
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {entriesOf} from '../guards/operator.js';
import {lastingIn} from '../resume/crash.js';
import {loadDeployment, loadScenario, newHeader, playOn} from './play.js';

const fixture = (name: string) => loadDeployment(readFileSync(new URL(`../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));
const deployments = ['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'no-edge'];

describe.each([
	['swap', ['swap', 'poolFailback']],
	['swap-dark', ['forcedSwap', 'poolFailback']],
])('%s', (name, ran) => {
	const scenario = loadScenario(name);

	test('the partner’s users go first, the pool’s own second, each with their own home as PoolFqdn; then those come back', () => {
		const {entries, rehearsal} = playOn(newHeader({scenario}), []);
		expect(entriesOf(entries, 'runEnded').map(({run, outcome}) => `${run} ${outcome}`)).toEqual(ran.map(run => `${run} done`));
		const moves = entriesOf(entries, 'callBegan').flatMap(({what}) =>
			'name' in what && /^Invoke-CsPoolFail/.test(what.name) ? [what] : [],
		);
		const forced = name === 'swap-dark' ? true : undefined;
		expect(moves.map(({name: cmdlet, parameters}) => [cmdlet, parameters.PoolFqdn, parameters.DisasterMode])).toEqual([
			['Invoke-CsPoolFailBack', 'pool2.contoso.com', forced],
			['Invoke-CsPoolFailOver', 'pool1.contoso.com', forced],
			['Invoke-CsPoolFailBack', 'pool1.contoso.com', undefined],
		]);
		expect(rehearsal.view().debts).toEqual([]);
		expect(rehearsal.truth().left).toEqual([]);
	});

	test.each(deployments.flatMap(deployment => fixture(deployment).pools.map(({fqdn}) => ({deployment, pool: fqdn}))))(
		'on $deployment with $pool hit it ends well, or is refused with nothing changed',
		({deployment, pool}) => {
			const {entries, rehearsal} = playOn(newHeader({deployment: fixture(deployment), scenario, pool}), []);
			const [sealed] = entriesOf(entries, 'sealed');
			if (sealed?.outcome === 'done') return expect(rehearsal.truth().left).toEqual([]);
			expect(sealed?.outcome).toBe('refused');
			expect(entriesOf(entries, 'callEnded').filter(({changes}) => changes)).toEqual([]);
		},
	);

	test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('with seed %i everybody is at home at the end, as before the first failover', seed => {
		const {entries, rehearsal} = playOn(newHeader({scenario, seed}), []);
		expect(entriesOf(entries, 'sealed')[0]).toMatchObject({outcome: 'done'});
		rehearsal.clock.runTo(rehearsal.clock.now() + 10 * 60_000);
		const nobodyAway = playOn(newHeader({scenario: {...scenario, given: [], faults: []}, seed}), [], written =>
			written.some(({kind}) => kind === 'asked'),
		);
		expect(lastingIn(rehearsal.truth())).toEqual(lastingIn(nobodyAway.rehearsal.truth()));
	});
});
