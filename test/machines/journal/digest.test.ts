/** Who comes back reads in five lines what happened, the gravest first to stay, and what is wanted of them now. */
import {describe, expect, test} from 'vitest';
import {changesState} from '../../../src/machines/ask.js';
import {digestSince, type LastSeen, lastSeenAfter, needOf} from '../../../src/machines/journal/digest.js';
import type {Event, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView, stepOf} from '../../../src/machines/journal/session-view.js';
import {say} from '../../../src/machines/message.js';
import {newHeader, playOn} from '../../playing/play.js';

const header = newHeader();
const {entries} = playOn(header, []);

const viewOf = (all: readonly JournalEntry[]) => all.reduce(applyEntry, emptyView);
const digest = (all: readonly JournalEntry[], seen: number) =>
	digestSince(
		{seen, upTo: all.length, backAt: 1e9},
		{entryAt: seq => all[seq - 1], titleOf: step => stepOf(viewOf(all), step)?.card.title},
	);

/** What is written while nobody is there, one thing a second. */
function meanwhile(...events: readonly Event[]) {
	const all: JournalEntry[] = [{seq: 1, at: 0, ...header}];
	for (const event of events) all.push({seq: all.length + 1, at: all.length * 1000, ...event} as JournalEntry);
	return digest(all, 1);
}
const call = (name: string, ComputerName: string) => ({
	...{name, parameters: {ComputerName}, runsOn: 'fe21.contoso.com', changesState: true, timeoutMs: 1000},
});
const began = (id: string, computer: string): Event =>
	({kind: 'callBegan', call: id, what: call('Start-CsWindowsService', computer)}) as Event;
const ended = (id: string): Event => ({kind: 'callEnded', call: id, changes: true, end: {ok: true, output: null}}) as Event;
const error = (text: string): Event => ({kind: 'stream', call: 'run/step/call1', stream: 'error', n: 1, text}) as unknown as Event;
const note = (text: string): Event => ({kind: 'note', by: 'Ada', text});

describe('what happened meanwhile', () => {
	test('is five lines at most wherever it was left, newest first, and what is not shown is counted', () => {
		for (let seen = 1; seen < entries.length; seen += 37) {
			const {lines, more, leftAt} = digest(entries, seen);
			expect(lines.length).toBeLessThanOrEqual(5);
			expect(lines.map(({seq}) => seq)).toEqual(lines.map(({seq}) => seq).toSorted((a, b) => b - a));
			for (const line of lines) expect(line.seq).toBeGreaterThan(seen);
			if (more > 0) expect(lines).toHaveLength(5);
			expect(leftAt).toBe(entries[seen - 1]?.at);
		}
	});

	test('tells of a whole drill that the session was closed, and of nothing when nothing happened', () => {
		expect(digest(entries, 1).lines[0]).toMatchObject({message: {id: 'log.sealed', args: {outcome: 'done'}}});
		expect(digest(entries, entries.length)).toMatchObject({lines: [], more: 0});
	});

	test('is a change by how it ended, or that it began', () => {
		const {lines} = meanwhile(began('run/step/call1', 'fe21'), began('run/step/call2', 'fe22'), ended('run/step/call1'));
		expect(lines.map(({message}) => message)).toEqual([
			say('log.answered', {cmdlet: 'Start-CsWindowsService fe21', took: {ms: 2000}}),
			say('log.began', {cmdlet: 'Start-CsWindowsService fe22'}),
		]);
	});

	test('is told once, with how often, when it is the same', () => {
		const {lines, more} = meanwhile(error('no route'), note('coffee'), error('no route'), error('another'));
		expect(lines).toMatchObject([
			{text: 'another', times: 1},
			{text: 'no route', times: 2, seq: 4},
			{message: {id: 'log.note'}, times: 1},
		]);
		expect(more).toBe(0);
	});

	test('keeps the gravest of more than five, however old', () => {
		const unknown: Event = {kind: 'stepMoved', step: 'run/step', to: 'unknown', attempt: 1, why: say('step.tooLate', {for: {ms: 1}})};
		const {lines, more} = meanwhile(unknown, ...Array.from({length: 9}, (_, index) => note(`note ${index}`)));
		expect(lines.map(({seq}) => seq)).toEqual([11, 10, 9, 8, 2]);
		expect(lines.at(-1)).toMatchObject({severity: 'error', message: {id: 'digest.unknown'}});
		expect(more).toBe(5);
	});

	test('tells what somebody else did, what is owed, and what was refused', () => {
		const debt = {id: 'nextHop/edge1', kind: 'nextHop' as const, title: say('debt.nextHop'), about: {}};
		const {lines} = meanwhile(
			{kind: 'outside', id: 'x/call1', what: call('Stop-CsWindowsService', 'fe21') as never, by: 'the model'},
			{kind: 'debtOpened', debt},
			{kind: 'engine', event: 'lockBroken', message: say('engine.lockBrokenUnclear', {by: 'Ada', reason: 'x'})},
			{kind: 'stepEnded', step: 'run/step', end: {kind: 'refused', learned: {}, evidence: [], why: say('linear.notDone')}},
		);
		expect(lines.map(({message}) => message?.id)).toEqual(['linear.notDone', 'engine.lockBrokenUnclear', 'log.debtOpened', 'log.outside']);
	});
});

describe('since when', () => {
	const seenIn = (...events: readonly Event[]) =>
		events.map((event, index) => ({seq: index + 1, at: 0, ...event}) as JournalEntry).reduce<LastSeen | undefined>(lastSeenAfter, undefined)
			?.seen;
	const engine = (event: 'left' | 'resumed' | 'lockBroken'): Event => ({
		kind: 'engine',
		event,
		message: say('engine.resumed', {entries: 1}),
	});
	const decided: Event = {kind: 'decision', question: 'q', step: 's', by: 'Ada', choice: 'approve', fields: {}};

	test.each([
		['nobody has left yet', [note('x'), engine('lockBroken')], undefined],
		['the console left', [note('x'), engine('left'), note('y')], 2],
		['it left last', [engine('left'), decided, engine('left'), note('y')], 3],
		['the engine died with its console', [note('x'), note('y'), engine('resumed'), note('z')], 2],
		['the engine died again', [note('x'), engine('resumed'), decided, engine('resumed')], 3],
		['the engine died after its console had left', [note('x'), engine('left'), note('y'), engine('resumed')], 2],
		['the engine died after somebody had come back', [engine('left'), note('x'), decided, engine('resumed')], 3],
	] as const)('%s', (_, events, seen) => {
		expect(seenIn(...events)).toBe(seen);
	});
});

describe('what is wanted now', () => {
	test('is the question that is open, with its step, or that it goes on', () => {
		for (const [index, entry] of entries.entries()) {
			if (entry.kind !== 'asked') continue;
			const need = needOf(viewOf(entries.slice(0, index + 1)));
			expect(need.message.id).toBe(entry.isWaiting ? entry.prompt.id : 'digest.goesOn');
			expect(need.about).toBeDefined();
		}
		expect(needOf(viewOf(entries))).toEqual({message: say('digest.over')});
		expect(needOf(emptyView).message).toMatchObject({id: 'digest.goesOn'});
	});
});

test('a session that is gone on with after a change had begun is told to be unknown', () => {
	const cut = entries.findIndex(entry => entry.kind === 'callBegan' && changesState(entry.what)) + 1;
	const resumed = playOn(header, entries.slice(0, cut), all => all.length > cut + 1).entries;
	const seen = resumed.reduce<LastSeen | undefined>(lastSeenAfter, undefined)?.seen;
	expect(seen).toBe(cut);
	expect(digest(resumed, cut).lines.at(-1)).toMatchObject({severity: 'error', message: say('digest.unknown', {state: 'unknown'})});
});
