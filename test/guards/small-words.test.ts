/** Small words that were taken for others: minutes as they are said, a plan that leaves no step out, and a move that says what it loses. */
import {describe, expect, test} from 'vitest';
import {catalog} from '../../src/machines/procedures/catalog.js';
import {decide} from '../../src/machines/procedures/pool/steps/decision.js';
import {moveCms} from '../../src/machines/procedures/store/steps/central-management.js';
import {loadDeployment} from '../playing/play.js';

const deployment = loadDeployment();
const facts = {deployment, pool: deployment.cms.active, known: {lastSteady: [], debts: []}, debts: [], hasChanged: false};

describe('how long the outage has lasted', () => {
	const {form} = decide(facts);

	test.each(['12', ' 12 ', '12 min', '12min', '12 minutes', '12 MIN'])('is taken as “%s”', outageMinutes => {
		expect(form?.refuses?.({outageMinutes})).toBeUndefined();
		expect(form?.learns('answer', {outageMinutes}, 0)).toMatchObject({outageAt: -12 * 60_000});
	});

	test('is refused above the largest number, which is named', () => {
		expect(form?.refuses?.({outageMinutes: '99999999'})).toMatchObject({id: 'form.tooManyMinutes', args: {most: 99_999}});
		expect(form?.refuses?.({outageMinutes: '12 h'})).toMatchObject({id: 'form.minutesOrUnknown'});
	});
});

test('the plan of a failback has the wait for the Address Book, after the services', () => {
	const steps = catalog.poolFailback.plan(facts, 'run').map(({step}) => step);
	expect(steps.slice(0, 2)).toEqual(['run/startingServices', 'run/awaitingAddressBook']);
});

test('moving the store in disaster mode says in the line Changes that configuration may be lost', () => {
	const move = {...facts, target: 'pool2.contoso.com'};
	expect(moveCms({...move, isDisaster: true}).change?.changes([]).id).toBe('step.moveCms.changesDisaster');
	expect(moveCms({...move, isDisaster: false}).change?.changes([]).id).toBe('step.moveCms.changes');
});
