/** The log of a real drill, walked from both ends. */
import {describe, expect, test} from 'vitest';
import {change, read} from '../../../src/machines/cmdlet.js';
import type {Event, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import type {LogLine} from '../../../src/machines/journal/log-line.js';
import {debtBefore, find, type LogFilter, logAfter, logBefore, nextError} from '../../../src/machines/journal/log-window.js';
import type {Json} from '../../../src/machines/json.js';
import {say} from '../../../src/machines/message.js';
import {tcp} from '../../../src/machines/probe.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {newHeader, playOn} from '../../playing/play.js';

const {entries} = playOn(newHeader(), []);
const entryAt = (seq: number): JournalEntry | undefined => entries[seq - 1];
const last = entries.length;
const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: newHeader().startedAt});
const everything = {entryAt, count: 100_000, scanAtMost: 100_000};
const all = logAfter({...everything, from: 1}).lines;

describe('the log of a drill', () => {
	test('is the same forwards and backwards', () => {
		expect(all.length).toBeGreaterThan(300);
		expect(logBefore({...everything, upTo: last}).lines).toEqual(all);
	});

	test('is the same in pages of any size, from both ends', () => {
		for (const count of [1, 7, 40]) {
			const back: LogLine[] = [];
			for (let upTo = last; upTo > 0; ) {
				const page = logBefore({entryAt, count, upTo});
				back.unshift(...page.lines);
				upTo = page.nextSeq;
			}
			expect(back).toEqual(all);
			const forward: LogLine[] = [];
			for (let from = 1; from <= last; ) {
				const page = logAfter({entryAt, count, from});
				forward.push(...page.lines);
				from = page.nextSeq;
			}
			expect(forward).toEqual(all);
		}
	});

	test.each<[string, LogFilter, (line: LogLine) => boolean]>([
		['a computer', {computer: 'fe11.contoso.com'}, ({computer}) => computer === 'fe11.contoso.com'],
		['a cmdlet', {cmdlet: 'Get-CsManagementStoreReplicationStatus'}, ({cmdlet}) => cmdlet === 'Get-CsManagementStoreReplicationStatus'],
		['a severity', {severity: 'change'}, ({severity}) => severity === 'change'],
		['a step and those in it', {step: 'poolFailover/cmsFailover'}, ({step}) => step?.startsWith('poolFailover/cmsFailover') === true],
		['a text', {text: 'SQLBE11'}, line => JSON.stringify(line).includes('sqlbe11')],
	])('is held to %s', (_, filter, isIt) => {
		const {lines} = logBefore({...everything, upTo: last, filter});
		expect(lines.length).toBeGreaterThan(1);
		expect(lines.length).toBeLessThan(all.length);
		expect(lines).toEqual(all.filter(isIt));
	});

	test('stops when it has read enough, says so, and goes on from there', () => {
		const stopped = logBefore({entryAt, upTo: last, count: 5, filter: {text: 'is nowhere'}, scanAtMost: 100});
		expect(stopped).toEqual({lines: [], isStopped: true, nextSeq: last - 100});
		expect(logBefore({...everything, upTo: last, count: 5, filter: {text: 'is nowhere'}})).toEqual({
			lines: [],
			isStopped: false,
			nextSeq: 0,
		});
	});

	test('leads from error to error, and to where a text stands', () => {
		const errors = all.filter(({severity}) => severity === 'error').map(({seq}) => seq);
		expect(errors.length).toBeGreaterThan(2);
		const found: number[] = [];
		for (let from = 0; ; ) {
			const [line] = nextError({entryAt, from, direction: 'forward'}).lines;
			if (!line) break;
			found.push(line.seq);
			from = line.seq;
		}
		expect(found).toEqual(errors);
		expect(nextError({entryAt, from: last + 1, direction: 'back'}).lines[0]?.seq).toBe(errors.at(-1));
		expect(find({entryAt, from: last + 1, direction: 'back', text: 'invoke-cspoolfailback'}).lines[0]?.cmdlet).toBe(
			'Invoke-CsPoolFailBack',
		);
	});

	test('has one line for a read, two for a change and its streams between', () => {
		const of = (name: string) => all.filter(({cmdlet}) => cmdlet === name);
		const reads = entries.filter(entry => entry.kind === 'callBegan' && 'name' in entry.what && entry.what.name === 'Get-CsService').length;
		expect(of('Get-CsService')).toHaveLength(reads);
		const change = of('Invoke-CsPoolFailOver');
		expect(change.length).toBeGreaterThan(2);
		expect([change[0]?.message?.id, change.at(-1)?.message?.id]).toEqual(['log.began', 'log.answered']);
		const progress = entries.filter(entry => entry.kind === 'stream' && entry.stream === 'progress').length;
		expect(all.filter(({message}) => message?.id === 'log.progress').length).toBeLessThan(progress);
	});
});

test('what people and others say is there, with when it happened', () => {
	const events: readonly Event[] = [
		{kind: 'note', text: 'both feeds lost', by: 'J. Moreau', happenedAt: -720_000},
		{
			kind: 'outside',
			id: 'x',
			what: {name: 'Set-X', parameters: {}, changesState: true, timeoutMs: 1, runsOn: 'fe23.contoso.com'},
			by: 'else',
		},
		{kind: 'engine', event: 'stopped', message: say('engine.gone')},
		{kind: 'callEnded', call: 'lost/call1', end: {ok: true, output: null}, changes: true},
		{kind: 'stream', call: 'lost/call1', stream: 'error', text: 'x'},
		{kind: 'future', value: 1} as unknown as Event,
	];
	const journal = events.map((event, index) => ({...event, seq: index + 1, at: 0}) as JournalEntry);
	const {lines} = logAfter({entryAt: seq => journal[seq - 1], from: 1, count: 10});
	expect(lines.map(({severity}) => severity)).toEqual(['note', 'outside', 'error', 'error']);
	expect(lines[0]?.message).toEqual(say('log.noteOf', {by: 'J. Moreau', text: 'both feeds lost', happened: {at: -720_000}}));
});

describe('a line of the log', () => {
	const linesOf = (...events: readonly Event[]) => {
		const journal = events.map((event, index) => ({...event, seq: index + 1, at: index * 1_000}) as JournalEntry);
		const entryAt = (seq: number) => journal[seq - 1];
		return logAfter({entryAt, from: 1, count: 100, debtOf: (debt, before) => debtBefore(entryAt, debt, before)}).lines;
	};
	const fe21 = 'fe21.contoso.com';

	test('names who asked a port, where it was not the console', () => {
		const what = tcp(fe21, 5061, 'edge11.contoso.com');
		const [line] = linesOf(
			{kind: 'callBegan', call: 's/call1', what},
			{kind: 'callEnded', call: 's/call1', end: {ok: true, output: 'silent'}, changes: false},
		);
		expect(line).toMatchObject({severity: 'warning', computer: 'edge11.contoso.com'});
		expect(line?.message && render(line.message)).toBe('From edge11.contoso.com to fe21.contoso.com, TCP 5061: no answer');
	});

	test('of a test that found a failure warns, and says what failed', () => {
		const what = read(fe21, 'Test-CsPresence', {TargetFqdn: 'pool2.contoso.com'});
		const answered = (output: Json) =>
			linesOf({kind: 'callBegan', call: 's/call1', what}, {kind: 'callEnded', call: 's/call1', end: {ok: true, output}, changes: false})[0];
		const said = (line: LogLine | undefined) => line?.message && render(line.message);
		const failed = answered([{Result: 'Failure', Error: '504, Server time-out'}]);
		expect(failed?.severity).toBe('warning');
		expect(said(failed)).toBe('Test-CsPresence pool2.contoso.com: does not work: 504, Server time-out');
		expect(answered({Result: false, Diagnosis: 'x'})?.severity).toBe('warning');
		expect(answered([{Result: 'Success', Error: ''}])?.severity).toBe('info');
		expect(said(answered(null))).toBe('Test-CsPresence pool2.contoso.com ended after 1 s');
	});

	test('of a change whose end was lost names the change that is asked about', () => {
		const what = change(fe21, 'Invoke-CsPoolFailOver', {PoolFqdn: 'pool1.contoso.com'}, 1);
		const lines = linesOf(
			{kind: 'callBegan', call: 's/call1', what},
			{kind: 'callBegan', call: 's/call2', what: {fateOf: 's/call1', runsOn: fe21}},
			{kind: 'callEnded', call: 's/call2', end: {ok: true, output: {fate: 'gone'}}, changes: false},
		);
		expect(lines.at(-1)?.message).toEqual(say('log.lookedFor', {cmdlet: 'Invoke-CsPoolFailOver pool1.contoso.com'}));
	});

	test('never says that a refused confirmation ran: it was asked, and the reason why not has a line', () => {
		const asked = {kind: 'asked', question: 's/question1', step: 's', prompt: say('x'), choices: [], isWaiting: true} as const;
		const problem = say('confirm.wrongPool', {typed: 'pool1'});
		const decided = {
			kind: 'decision',
			question: 's/question1',
			step: 's',
			by: 'root',
			choice: 'confirm',
			fields: {homePool: 'pool1'},
		} as const;
		const lines = linesOf(asked, decided, {...asked, question: 's/question2', problem});
		expect(lines.map(({severity, message}) => [severity, message && render(message)])).toEqual([
			['decision', 'root asks to run it: pool1'],
			['warning', render(problem)],
		]);
		expect(render(problem)).toContain('Nothing ran.');
		// What is asked because of something else than the answer has been said where it happened.
		expect(linesOf({...asked, problem})).toEqual([]);
	});

	test('of a debt that was paid calls it by its title, however it came into the session', () => {
		const debt = {id: 'failedOver/x', kind: 'failedOver', title: say('debt.x'), about: {}} as const;
		const lines = linesOf({kind: 'debtOpened', debt}, {kind: 'debtClosed', debt: debt.id}, {kind: 'debtClosed', debt: 'dns/y'});
		expect(lines.slice(1)).toMatchObject([
			{about: say('debt.x'), message: say('log.debtPaid')},
			{message: say('log.debtClosed', {debt: 'dns/y'})},
		]);
		const known = {...newHeader(), known: {lastSteady: [], debts: [debt]}};
		expect(linesOf(known, {kind: 'debtClosed', debt: debt.id})).toMatchObject([{about: say('debt.x')}]);
	});
});
