/** Guard 3: the swap has an order, and each of its roads is for one state of the pool that carries everybody. */
import {describe, expect, test} from 'vitest';
import {loadScenario} from '../playing/play.js';
import {changesIn, endOfStep, entriesOf, inTurn, runEnded, scenarioWith, shownAt, sit} from './operator.js';

const carrying = [{given: 'partnerRunsOnHitPool'}] as const;
const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;

test.each([
	['poolFailover', [dark]],
	['plannedFailover', []],
] as const)('begun for a %s while the partner’s users run there, the swap is proposed instead', (procedure, faults) => {
	const sitting = sit({scenario: scenarioWith(faults, {given: carrying, procedure}), until: ({kind}) => kind === 'asked'});
	const [asked] = entriesOf(sitting.entries, 'asked');
	const recommended = asked?.choices.find(({isRecommended}) => isRecommended)?.id;
	expect(recommended).toBe(procedure === 'poolFailover' ? 'forcedSwap' : 'swap');
});

test('the wrong order is refused with the reason, and leads to the swap', () => {
	const sitting = sit({
		scenario: scenarioWith([dark], {given: carrying}),
		overrides: {'choosing asking': inTurn({choice: 'poolFailover'}, {choice: 'close'})},
	});
	expect(endOfStep(sitting, 'checkingPair')).toMatchObject({kind: 'refused', why: {id: 'preflight.swap'}});
	expect(changesIn(sitting)).toEqual([]);
});

describe('each road', () => {
	test.each([
		['swap', [dark], carrying, 'preflight.carrierDead'],
		['swap', [], [], 'preflight.noSwap'],
		['forcedSwap', [dark], [], 'preflight.noSwap'],
		['forcedSwap', [dark, {fault: 'off', role: 'partnerSite', atMs: 0}], carrying, 'preflight.partnerNotReady'],
	] as const)('%s with %j is refused with why, and nothing changed', (procedure, faults, given, why) => {
		const sitting = sit({
			scenario: scenarioWith([...faults], {given: [...given], procedure}),
			overrides: {'choosing asking': inTurn({choice: procedure}, {choice: 'close'})},
			until: runEnded,
		});
		if (given.length === 0) return;
		expect(endOfStep(sitting, 'checkingSwap')).toMatchObject({kind: 'refused', why: {id: why}});
		expect(shownAt(sitting, 'checkingSwap', 'blocked')[0]?.remedy).toMatchObject({id: `${why}.remedy`});
		expect(changesIn(sitting)).toEqual([]);
	});

	test('by force needs two witnesses that the pool is dead: one that lives is not left without its users’ work', () => {
		const sitting = sit({scenario: scenarioWith([], {given: carrying, procedure: 'forcedSwap'}), until: runEnded});
		expect(endOfStep(sitting, 'tellingDeadFromCutOff')).toMatchObject({kind: 'refused', why: {id: 'deadOrCutOff.lives'}});
		expect(changesIn(sitting)).toEqual([]);
	});

	test('by force says that how much is lost is unknown, and takes no number for it', () => {
		const sitting = sit({
			scenario: loadScenario('swap-dark'),
			overrides: {
				'failingPartnerBack confirming': inTurn(
					{choice: 'confirm', fields: {homePool: 'pool2.contoso.com', lossMinutes: '5'}},
					{choice: 'abort'},
				),
			},
			until: runEnded,
		});
		expect(entriesOf(sitting.entries, 'asked').some(({problem}) => problem?.id === 'confirm.lossIsUnknown')).toBe(true);
		expect(changesIn(sitting).filter(({name}) => name === 'Invoke-CsPoolFailBack')).toEqual([]);
	});
});
