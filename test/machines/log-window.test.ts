/** The log of a real drill, walked from both ends. */
import {describe, expect, test} from 'vitest';
import type {Event, JournalEntry} from '../../src/machines/journal-entry.js';
import type {LogLine} from '../../src/machines/log-line.js';
import {find, type LogFilter, logAfter, logBefore, nextError} from '../../src/machines/log-window.js';
import {say} from '../../src/machines/message.js';
import {newHeader, playOn} from '../playing/play.js';

const {entries} = playOn(newHeader(), []);
const entryAt = (seq: number): JournalEntry | undefined => entries[seq - 1];
const last = entries.length;
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
