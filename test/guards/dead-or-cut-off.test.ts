/** Dead, or only cut off: disaster mode against a living pool is the worst that can be done. */
import {describe, expect, test} from 'vitest';
import {loadScenario} from '../playing/play.js';
import {changesIn, ended, endOfStep, entriesOf, inTurn, problemsIn, runEnded, scenarioWith, shownAt, sit} from './operator.js';

const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;
const cutOff = {fault: 'cutOff', role: 'hitSite', atMs: 0} as const;
const minutes = 60_000;
const witnesses = (witness1: string, witness2: string) => ({
	choice: 'answer',
	fields: {witness1, witness2, keptOffBy: 'Luis Ortega'},
});

describe('a pool that lives', () => {
	const sitting = sit({scenario: scenarioWith([])});

	test('is not failed over in disaster mode, whatever was decided', () => {
		expect(endOfStep(sitting, 'tellingDeadFromCutOff')).toMatchObject({kind: 'refused', why: {id: 'deadOrCutOff.lives'}});
		expect(sitting.entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'refused'});
		expect(changesIn(sitting)).toEqual([]);
	});

	test('cannot be argued away: there is no skipping', () => {
		const asked = entriesOf(sitting.entries, 'asked').filter(({step}) => step.endsWith('tellingDeadFromCutOff'));
		expect(asked.map(({choices}) => choices.map(({id}) => id))).toEqual([['retry', 'abort']]);
	});
});

test('a pool whose databases alone are dead is failed over, though its Front Ends answer', () => {
	const sitting = sit({scenario: loadScenario('back-end-dead'), until: ended('provingIt')});
	const signs = endOfStep(sitting, 'tellingDeadFromCutOff')?.evidence.map(({message, sign}) => [message.id, sign]);
	expect(signs).toEqual([
		['evidence.frontEndsAnswer', 'bad'],
		['evidence.sqlSilent', 'good'],
	]);
	expect(endOfStep(sitting, 'failingOverUsers')?.kind).toBe('done');
	expect(sitting.truth.pools['pool1.contoso.com']).toMatchObject({experience: 'Full', on: 'pool2.contoso.com'});
});

describe('two witnesses', () => {
	test.each([
		['the same person twice', 'Aoife Byrne', 'Aoife Byrne'],
		['the same person in other letters', 'Aoife Byrne', ' aoife byrne '],
		['the same person with another space', 'Luis Ortega', 'luis  ortega'],
	])('are not %s', (_, first, second) => {
		const answers = inTurn(witnesses(first, second), {choice: 'abort'});
		const sitting = sit({scenario: scenarioWith([dark]), overrides: {'tellingDeadFromCutOff asking': answers}});
		expect(problemsIn(sitting)).toEqual(['form.twoWitnesses']);
		expect(changesIn(sitting)).toEqual([]);
	});

	test('are both wanted, and who keeps the pool off', () => {
		const answers = inTurn(
			{choice: 'answer', fields: {witness1: 'Aoife Byrne', keptOffBy: 'Luis Ortega'}},
			{choice: 'answer', fields: {witness1: 'Aoife Byrne', witness2: 'the carrier'}},
			{choice: 'abort'},
		);
		const sitting = sit({scenario: scenarioWith([dark]), overrides: {'tellingDeadFromCutOff asking': answers}});
		expect(sitting.refusals).toEqual(['refusal.fieldMissing', 'refusal.fieldMissing']);
		expect(changesIn(sitting)).toEqual([]);
	});
});

test.each([['wait'], ['cutOff']])('the road “%s” ends the run with nothing changed, and the session goes on', choice => {
	const sitting = sit({
		scenario: scenarioWith([cutOff]),
		overrides: {'tellingDeadFromCutOff asking': inTurn({choice}), 'choosing asking': inTurn({choice: 'poolFailover'}, {choice: 'close'})},
	});
	expect(entriesOf(sitting.entries, 'runEnded').map(({outcome}) => outcome)).toEqual(['ended']);
	expect(sitting.entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'ended'});
	expect(changesIn(sitting)).toEqual([]);
	expect(sitting.truth.left).toEqual([]);
});

/** The line comes back while the operator works on the next hop. */
describe('a pool that answers again before its users are moved', () => {
	const scenario = scenarioWith([cutOff, {fault: 'repaired', role: 'hitSite', atMs: 25 * minutes}], {
		given: [{given: 'livingEdgeNamesHitPool'}],
	});
	const slowly = {'changingNextHops confirming': inTurn({choice: 'confirm', fields: {label: 'edge1'}, afterMs: 40 * minutes})};

	test('is not what the console recommends to fail over', () => {
		const sitting = sit({scenario, overrides: slowly, until: ended('reconsidering')});
		const [asked] = entriesOf(sitting.entries, 'asked').filter(({step}) => step.endsWith('reconsidering'));
		expect(asked?.choices.filter(({isRecommended}) => isRecommended).map(({id}) => id)).toEqual(['stop']);
	});

	test('is reported, and whoever goes on decides anew', () => {
		const stops = {'reconsidering asking': inTurn({choice: 'stop'})};
		const sitting = sit({scenario, overrides: {...slowly, ...stops}, until: runEnded});
		expect(entriesOf(sitting.entries, 'report').map(({event}) => event.type)).toEqual(['poolAnswers']);
		expect(endOfStep(sitting, 'reconsidering')?.kind).toBe('aborted');
		expect(changesIn(sitting).map(({name}) => name)).not.toContain('Invoke-CsPoolFailOver');
		expect(sitting.view.runs[0]?.outcome).toBe('ended');
	});

	test('is failed over all the same only for a reason', () => {
		const answers = inTurn({choice: 'answer', fields: {reason: ''}}, {choice: 'answer', fields: {reason: 'SQL is corrupt'}});
		const sitting = sit({scenario, overrides: {...slowly, 'reconsidering asking': answers}, until: ended('failingOverUsers')});
		expect(sitting.refusals).toEqual(['refusal.fieldMissing']);
		expect(endOfStep(sitting, 'failingOverUsers')?.kind).toBe('done');
	});

	test('and answers while step 8 waits for its words: it is not failed over unasked', () => {
		const sitting = sit({
			scenario,
			overrides: {
				'failingOverUsers confirming': inTurn({
					choice: 'confirm',
					fields: {homePool: 'pool1.contoso.com', lossMinutes: '4'},
					afterMs: 40 * minutes,
				}),
			},
			until: entry =>
				runEnded(entry) || (entry.kind === 'callBegan' && 'name' in entry.what && entry.what.name === 'Invoke-CsPoolFailOver'),
		});
		expect(entriesOf(sitting.entries, 'report').map(({event}) => event.type)).toEqual(['poolAnswers']);
		expect(changesIn(sitting).map(({name}) => name)).not.toContain('Invoke-CsPoolFailOver');
		const [blocked] = shownAt(sitting, 'failingOverUsers', 'blocked');
		expect(blocked).toMatchObject({says: 'blocked', why: {id: 'step.reconsider.why'}, remedy: {id: 'deadOrCutOff.lives.remedy'}});
		expect(blocked?.evidence?.map(({message}) => message.id)).toContain('evidence.frontEndsAnswer');
	});
});
