/** What partners are answered, in a run of its own: after federation was moved, and not before. */
import {expect, test} from 'vitest';
import {isDnsChange} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {loadScenario} from '../playing/play.js';
import {endOfStep, entriesOf, inTurn, sit} from './operator.js';

const scenario = loadScenario('partners-astray');
const begunFor = 'inboundFederation';
const records = (entries: readonly JournalEntry[]) =>
	entriesOf(entries, 'outside').flatMap(({what}) =>
		isDnsChange(what) ? [what.records.map(record => (record.type === 'SRV' ? `${record.priority} ${record.target}` : ''))] : [],
	);

test('a plan that relies on priorities has failed already: a partner takes the dead one, and both texts are quoted', () => {
	const {entries} = sit({scenario, begunFor, overrides: {'choosingPlan asking': inTurn({choice: 'priorities'})}});
	const looked = endOfStep({entries}, 'lookingAtAnswer');
	expect(looked?.learned.isLedThere).toBe(false);
	const shown = entriesOf(entries, 'stepMoved').find(({step, to}) => step.endsWith('/showingPriorities') && to === 'blocked');
	expect(shown?.why?.id).toBe('inbound.prioritiesFail');
	// The records that are there are the plan: nothing is added to them.
	expect(shown?.evidence?.[0]?.message.args).toMatchObject({
		target: 'sip.contoso.com',
		added: 'sip2.contoso.com',
		records: ['0 0 5061 sip.contoso.com', '10 0 5061 sip2.contoso.com'],
	});
	expect(shown?.evidence?.slice(1).map(({source, sign}) => `${source} ${sign}`)).toEqual(['S000 unknown', 'S003 good']);
	expect(entriesOf(entries, 'sealed')[0]?.outcome).toBe('done');
});

test('the answer is one record that leads to the Edge that listens, proved, and is given back as it was', () => {
	const {entries, truth, view} = sit({scenario, begunFor});
	expect(entriesOf(entries, 'runEnded').map(({run, outcome}) => `${run} ${outcome}`)).toEqual([
		'inboundFederation done',
		'edgeFailback done',
	]);
	expect(records(entries)).toEqual([['0 sip2.contoso.com'], ['0 sip.contoso.com', '10 sip2.contoso.com']]);
	expect(endOfStep({entries}, 'provingIt')?.kind).toBe('done');
	expect(view.debts).toEqual([]);
	expect(truth.left).toEqual([]);
});

test('before federation is on an Edge pool that lives, it is refused, and leads to procedure f', () => {
	const {entries} = sit({
		scenario: {...scenario, given: []},
		begunFor,
		overrides: {'choosing asking': inTurn({choice: 'federationFailover'})},
		until: ({kind}) => kind === 'asked',
	});
	// It does not even stand among the ways.
	expect(entriesOf(entries, 'asked')[0]?.choices.map(({id}) => id)).not.toContain(begunFor);
});

test('and where the records say that it is, but nobody listens there, it is refused with the way to go', () => {
	const {entries} = sit({
		scenario,
		begunFor,
		given: ({world}) => {
			for (const computer of Object.values(world.computers)) if (computer.pool === 'edge2.contoso.com') computer.isOn = false;
		},
		until: ({kind}) => kind === 'runEnded',
	});
	const refused = entriesOf(entries, 'stepMoved').find(({to}) => to === 'blocked');
	expect([refused?.why?.id, refused?.remedy?.id]).toEqual(['preflight.federationNowhere', 'preflight.federationNowhere.remedy']);
	expect(entriesOf(entries, 'outside')).toEqual([]);
});
