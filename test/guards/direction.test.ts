/** Guards 2 and 3: in both directions the pool whose users they are is named; and the swap, which has an order. */
import {describe, expect, test} from 'vitest';
import {loadScenario} from '../playing/play.js';
import {changesIn, endOfStep, entriesOf, inTurn, scenarioWith, shownAt, sit} from './operator.js';

const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;

describe.each(['pool1.contoso.com', 'pool2.contoso.com'])('over and back, %s hit', pool => {
	const sitting = sit({pool, scenario: loadScenario('site-dark')});
	const partner = pool === 'pool1.contoso.com' ? 'pool2.contoso.com' : 'pool1.contoso.com';

	test('the pool whose users they are is named in both directions, never the one that takes them', () => {
		const moves = changesIn(sitting).filter(({name}) => /^Invoke-CsPoolFail/.test(name));
		expect(moves.map(({name, parameters}) => [name, parameters.PoolFqdn])).toEqual([
			['Invoke-CsPoolFailOver', pool],
			['Invoke-CsPoolFailBack', pool],
		]);
	});

	test('one sentence says the direction before anything is asked of the deployment', () => {
		for (const {direction, seq, run} of entriesOf(sitting.entries, 'runBegan')) {
			expect(direction).toMatchObject({id: run === 'poolFailover' ? 'direction.failover' : 'direction.failback', args: {pool, partner}});
			const first = entriesOf(sitting.entries, 'stepBegan').find(({step}) => step.startsWith(`${run}/`));
			expect(first?.seq).toBeGreaterThan(seq);
		}
	});

	test('disaster mode is for the way out only', () => {
		const back = changesIn(sitting).find(({name}) => name === 'Invoke-CsPoolFailBack');
		expect(back?.parameters.DisasterMode).toBeUndefined();
	});
});

describe('a pool on which its partner’s users run', () => {
	const sitting = sit({
		scenario: scenarioWith([dark], {given: [{given: 'partnerRunsOnHitPool'}]}),
		overrides: {'choosing asking': inTurn({choice: 'poolFailover'}, {choice: 'close'})},
	});

	test('is not failed over: the swap has an order', () => {
		expect(endOfStep(sitting, 'checkingPair')).toMatchObject({kind: 'refused', why: {id: 'preflight.swap'}});
		expect(sitting.entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'refused'});
		expect(changesIn(sitting)).toEqual([]);
	});

	test('the way out names whose users go back first', () => {
		const [blocked] = shownAt(sitting, 'checkingPair', 'blocked');
		expect(blocked?.remedy).toMatchObject({id: 'preflight.swap.remedy', args: {partner: 'pool2.contoso.com'}});
	});
});

describe('both sites dark', () => {
	const sitting = sit({scenario: scenarioWith([dark, {fault: 'off', role: 'partnerSite', atMs: 0}])});

	test('is refused: there is nowhere to go', () => {
		expect(endOfStep(sitting, 'checkingPair')).toMatchObject({kind: 'refused', why: {id: 'preflight.bothDark'}});
		expect(sitting.entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'refused'});
		expect(changesIn(sitting)).toEqual([]);
	});

	test('shows what was seen, and that nothing answered', () => {
		const evidence = endOfStep(sitting, 'checkingPair')?.evidence ?? [];
		expect(evidence.map(({message, sign}) => [message.id, message.args?.answering, sign])).toEqual([
			['evidence.frontEndsAnswer', 0, 'bad'],
		]);
	});
});
