/** Guard 5: what may be lost is a bound with its witness, or unknown; and what is typed grows with the danger. */
import {describe, expect, test} from 'vitest';
import type {Scenario} from '../../src/machines/deployment/scenario.js';
import type {Fields} from '../../src/machines/step/step.js';
import {changesIn, ended, entriesOf, inTurn, problemsIn, type Scripted, type Sitting, scenarioWith, sit} from './operator.js';

const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;
const pool = 'pool1.contoso.com';
const minutes = 60_000;

const briefing = (lastSeenBeforeMs?: number): Partial<Scenario> => ({
	briefing: {outageBeforeMs: 12 * minutes, text: '', people: [], ...(lastSeenBeforeMs === undefined ? {} : {lastSeenBeforeMs})},
});

/** Types this at the confirmation of step 8, one after the other, and sees what becomes of it. */
function typing(scenario: Scenario, ...typed: readonly Fields[]): Sitting {
	const confirms = typed.map((fields): Scripted => ({choice: 'confirm', fields}));
	return sit({
		scenario,
		overrides: {'failingOverUsers confirming': inTurn(...confirms, {choice: 'abort'})},
		until: ended('failingOverUsers'),
	});
}

const failedOver = (sitting: Sitting) => changesIn(sitting).some(({name}) => name === 'Invoke-CsPoolFailOver');
const lossOf = ({entries}: Sitting) => entriesOf(entries, 'stepBegan').find(({step}) => step.endsWith('failingOverUsers'))?.loss;

describe('seen steady one minute before the outage', () => {
	const scenario = scenarioWith([dark], briefing(1 * minutes));

	// 1 min + 2 min, and the seconds until it was said when the outage began, upwards.
	test('the bound is that minute and one sync interval, and says who saw it', () => {
		const loss = lossOf(typing(scenario));
		expect(loss?.map(({minutes: bound, seenBy}) => [bound, seenBy])).toEqual([
			[4, 'the readiness check'],
			[4, 'the readiness check'],
		]);
	});

	test.each([
		['fewer minutes than the estimate', '3', 'confirm.lossIsHigher'],
		['the word for unknown where a bound is known', 'unknown', 'confirm.minutesExpected'],
		['no number', 'a few', 'confirm.minutesExpected'],
		['a negative number', '-3', 'confirm.minutesExpected'],
	])('%s is refused with its reason', (_, lossMinutes, why) => {
		const sitting = typing(scenario, {homePool: pool, lossMinutes});
		expect(problemsIn(sitting)).toEqual([why]);
		expect(failedOver(sitting)).toBe(false);
	});

	test('the partner’s name gets an error of its own', () => {
		const sitting = typing(scenario, {homePool: 'pool2.contoso.com', lossMinutes: '4'});
		expect(problemsIn(sitting)).toEqual(['confirm.partnerTyped']);
		expect(failedOver(sitting)).toBe(false);
	});

	test('another name is refused, and what was typed is shown, never the answer', () => {
		const sitting = typing(scenario, {homePool: 'pool3.contoso.com', lossMinutes: '4'});
		const problem = entriesOf(sitting.entries, 'asked').find(asked => asked.problem)?.problem;
		expect(problem).toEqual({id: 'confirm.wrongPool', args: {typed: 'pool3.contoso.com'}});
		expect(failedOver(sitting)).toBe(false);
	});

	test('as many minutes or more are taken', () => {
		expect(failedOver(typing(scenario, {homePool: pool, lossMinutes: '4'}))).toBe(true);
		expect(failedOver(typing(scenario, {homePool: pool.toUpperCase(), lossMinutes: '45'}))).toBe(true);
	});
});

describe.each([
	['never seen steady', briefing(), '12'],
	['with an outage that nobody can date', briefing(1 * minutes), 'unknown'],
])('%s', (_, more, outageMinutes) => {
	const decides = {choice: 'answer', fields: {decider: 'Karin Brandt', outageMinutes}};
	const confirming = (...typed: readonly string[]) =>
		sit({
			scenario: scenarioWith([dark], more),
			overrides: {
				'deciding asking': inTurn(decides),
				'failingOverUsers confirming': inTurn(...typed.map(lossMinutes => ({choice: 'confirm', fields: {homePool: pool, lossMinutes}})), {
					choice: 'abort',
				}),
			},
			until: ended('failingOverUsers'),
		});

	test('what may be lost is unknown, not a number', () => {
		expect(lossOf(confirming())?.map(({minutes: bound}) => bound)).toEqual([null, null]);
	});

	test('no number is taken for it, however high', () => {
		const sitting = confirming('99999');
		expect(problemsIn(sitting)).toEqual(['confirm.lossIsUnknown']);
		expect(failedOver(sitting)).toBe(false);
	});

	test('the word for unknown is', () => expect(failedOver(confirming('unknown'))).toBe(true));
});

test('a wrong label starts nothing, and the right one is not shown', () => {
	const confirms = inTurn({choice: 'confirm', fields: {label: 'pool1'}}, {choice: 'abort'});
	const sitting = sit({scenario: scenarioWith([dark]), overrides: {'movingCms confirming': confirms}, until: ended('movingCms')});
	const problem = entriesOf(sitting.entries, 'asked').find(asked => asked.problem)?.problem;
	expect(problem).toEqual({id: 'confirm.wrongLabel', args: {typed: 'pool1'}});
	expect(changesIn(sitting)).toEqual([]);
});
