import {expect, test} from 'vitest';
import type {Event, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../../src/machines/journal/session-view.js';
import {say} from '../../../src/machines/message.js';
import type {Evidence} from '../../../src/machines/step/step.js';
import {wrap} from '../../../src/ui/linear/line.js';
import {createTeller} from '../../../src/ui/linear/teller.js';
import {header, render} from './fake-session.js';

/** What is told of these, after a header and a step that began; one second lies between two entries. */
function told(...events: readonly Event[]): string {
	const tell = createTeller({render, recording: '/recordings/x.jsonl', speed: '60'});
	let view = emptyView;
	const texts = [header, began, ...events].map((event, index) => {
		const before = view;
		const entry = {seq: index + 1, at: index * 1000, ...event} as JournalEntry;
		view = applyEntry(view, entry);
		return tell(entry, before, view)
			.flatMap(line => wrap(line, 200))
			.join('\n');
	});
	return texts.slice(2).filter(Boolean).join('\n');
}

const began = {kind: 'stepBegan', step: 'step', title: say('step.whatNow.title'), why: say('step.whatNow.why')} as const;
const call = {
	name: 'Invoke-CsPoolFailOver',
	parameters: {PoolFqdn: 'pool1.contoso.com'},
	timeoutMs: 1,
	runsOn: 'fe-pool2.contoso.com',
} as const;
const callBegan = {kind: 'callBegan', call: 'step/call1', what: {...call, changesState: true}} as const;
const progress = (percent: number) => ({kind: 'stream', call: 'step/call1', stream: 'progress', text: 'Moving', percent}) as const;

const evidence = (answering: number, at: number): Evidence => ({
	message: say('evidence.frontEndsAnswer', {answering, all: 6, pool: 'pool2.contoso.com'}),
	...{at, source: 'TCP 5061', sign: answering === 6 ? 'good' : 'bad'},
});
const moved = (to: 'verifying' | 'blocked', seen: readonly Evidence[], more = {}) =>
	({kind: 'stepMoved', step: 'step', to, attempt: 1, evidence: seen, ...more}) as const;

test('a look that saw the same is not told', () => {
	expect(told({kind: 'fact', about: 'step', value: 'unchanged', source: 'look', seenAt: 0})).toBe('');
});

test('a sign is a word, and what was seen has a source and an age', () => {
	const text = told(
		moved('blocked', [evidence(6, 2000), evidence(0, 0)], {why: say('cms.mastersBlank'), remedy: say('users.noCms.remedy')}),
	);
	expect(text).toContain('  ok  6 of 6 Front Ends of pool2 answer. (TCP 5061, now)');
	expect(text).toContain('  NO  None of the 6 Front Ends of pool2 answers. (TCP 5061, 2 s ago)');
	expect(text).toContain('BLOCKED.');
	expect(text).toContain('Way on:');
});

test('while something is waited for, only what is new is told, with its time', () => {
	const waiting = {says: 'cannotTell', why: say('cms.mastersBlank'), until: 600_000};
	const [first = '', ...rest] = told(
		moved('verifying', [evidence(0, 2000)], waiting),
		moved('verifying', [evidence(0, 3000)], waiting),
		moved('verifying', [evidence(1, 4000)], waiting),
	).split('\n');
	expect(first).toContain('None of the 6');
	expect(rest).toEqual([
		expect.stringContaining('Waiting; gives up at 03:22:00'),
		'  NO  03:12:04  1 of 6 Front Ends of pool2 answer. (TCP 5061, now)',
	]);
});

test('progress is told in steps', () => {
	const text = told(callBegan, ...[1, 5, 20, 22, 40, 41, 99, 100, 100].map(progress));
	expect(text.match(/\d+ %/g)).toEqual(['1 %', '22 %', '99 %', '100 %']);
});

test('a text of the simulator is marked, and one with many lines stays readable', () => {
	const text = told(callBegan, {
		...{kind: 'stream', call: 'step/call1', stream: 'warning', text: 'one\r\n\u001b[2Jtwo', isModel: true},
	});
	expect(text.split('\n').slice(1)).toEqual([
		'  03:12:03  fe-pool2  warning: one (model)',
		'  03:12:03  fe-pool2  warning: <ESC>[2Jtwo (model)',
	]);
});

test('a read that worked is not told, one that said no is', () => {
	const read = {kind: 'callBegan', call: 'step/call2', what: {...call, changesState: false}} as const;
	expect(told(read, {kind: 'callEnded', call: 'step/call2', end: {ok: true, output: null}, changes: false})).toBe('');
	const end = {ok: false, reason: 'refused', errorId: 'X', message: 'The store is dead.'} as const;
	expect(told(read, {kind: 'callEnded', call: 'step/call2', end, changes: false})).toContain('was refused after 1 s: The store is dead.');
});

test('what is owed is told when it begins and when it ends', () => {
	const debt = {id: 'nextHop/edge1', kind: 'nextHop', title: say('debt.dns.toDo', {pool: 'pool1.contoso.com'}), about: {}} as const;
	const text = told({kind: 'debtOpened', debt}, {kind: 'debtClosed', debt: 'nextHop/edge1'});
	expect(text).toContain('Owed from now on: Names of pool1');
	expect(text).toContain('Not owed any more: Names of pool1');
});
