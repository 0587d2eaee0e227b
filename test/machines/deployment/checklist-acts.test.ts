/** A checklist whose items change the simulated deployment: one step that changes a name, in a session of its own. */
import {expect, test, vi} from 'vitest';
import {setup} from 'xstate';
import {all} from '../../../src/machines/ask.js';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {say} from '../../../src/machines/message.js';
import {type DnsRecord, dns} from '../../../src/machines/probe.js';
import {dnsIn} from '../../../src/machines/probe-output.js';
import type {Step} from '../../../src/machines/step/step.js';
import {stepMachine} from '../../../src/machines/step/step.machine.js';
import {entriesOf} from '../../guards/operator.js';

const of = '_sipfederationtls._tcp.contoso.com';
const wanted: DnsRecord = {name: of, ttl: 300, type: 'SRV', priority: 0, weight: 0, port: 5061, target: 'sip2.contoso.com'};

const pointFederation: Step = {
	title: say('step.dns.title', {pool: 'pool1.contoso.com'}),
	why: say('step.dns.why'),
	look: all(dns('SRV', of, 'external')),
	judge([answer]) {
		const [record] = (answer && dnsIn(answer.end)?.records) ?? [];
		const isThere = record?.type === 'SRV' && record.target === wanted.target;
		return isThere ? {says: 'holds', evidence: []} : {says: 'doesNotHold', why: say('step.toBeDoneByHand'), evidence: []};
	},
	manual: {
		items: [say('step.dns.srv', {names: [of], partner: wanted.target})],
		acts: () => [{dnsChange: 'external', type: 'SRV', of, records: [wanted]}],
	},
	maySkip: true,
	patience: {everyMs: 30_000, forMs: 20 * 60_000},
};

const sessionOfOneStep = setup({actors: {step: stepMachine}}).createMachine({
	id: 'session',
	context: {debts: []},
	output: {outcome: 'done'},
	initial: 'pointing',
	states: {pointing: {invoke: {src: 'step', input: () => pointFederation, onDone: 'closed'}}, closed: {type: 'final'}},
});

/** Test files share their modules, so those that were loaded with this session are let go of again. */
async function loadedWithIt() {
	const session = '../../../src/machines/session/session.machine.js';
	vi.resetModules();
	vi.doMock(session, () => ({sessionMachine: sessionOfOneStep}));
	const {playOn, newHeader} = await import('../../playing/play.js');
	const {inTurn, sit} = await import('../../guards/operator.js');
	vi.doUnmock(session);
	vi.resetModules();
	return {playOn, header: newHeader(), inTurn, sit};
}

const {playOn, header, inTurn, sit} = await loadedWithIt();
const choicesMade = (entries: readonly JournalEntry[]) => entriesOf(entries, 'decision').map(({choice}) => choice);
const endsIn = (entries: readonly JournalEntry[]) => entriesOf(entries, 'stepEnded').map(({end}) => end.kind);

test('doing it changes the simulated deployment, and it is done when the change is seen, after its time', () => {
	const {entries, rehearsal} = playOn(header, []);
	expect(choicesMade(entries)).toEqual(['act', 'noError']);
	expect(endsIn(entries)).toEqual(['byHand']);
	const [act] = entriesOf(entries, 'outside');
	expect(act?.what).toMatchObject({dnsChange: 'external', of});
	// What was answered before is answered for another five minutes.
	expect(rehearsal.clock.now() - (act?.at ?? 0)).toBeGreaterThan(5 * 60_000);
});

test('“done” without doing it is not believed', () => {
	const overrides = {'pointing byHand': inTurn({choice: 'noError'})};
	const {entries, view} = sit({overrides, until: entry => entry.kind === 'stepMoved' && entry.to === 'failed'});
	expect(entriesOf(entries, 'outside')).toEqual([]);
	expect(view.steps.at(-1)?.state).toBe('failed');
});

test('a session that breaks off after the act goes on to the same end, and does it once', () => {
	const {entries} = playOn(header, []);
	const acted = entries.findIndex(({kind}) => kind === 'outside') + 1;
	const resumed = playOn(header, entries.slice(0, acted + 1));
	expect(endsIn(resumed.entries)).toEqual(['byHand']);
	expect(entriesOf(resumed.entries, 'outside')).toHaveLength(1);
});
