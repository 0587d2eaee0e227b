/** A timeline shows what folding from the beginning shows, wherever it is asked for and in whichever order. */
import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {createReplayIndex, isIndexed, trackOf} from '../../../src/machines/journal/replay-index.js';
import {applyEntry, concernsView, emptyView, type SessionView, sessionFold} from '../../../src/machines/journal/session-view.js';
import {type Accumulator, countUpTo, createTimeline, type ReplayRecord} from '../../../src/machines/journal/timeline.js';
import {longRecord} from '../../bench/measures.js';
import {play} from '../../playing/play.js';
import {createChance, entryOfEachKind, type Unnumbered} from '../../storage/journal-samples.js';

const drill = play().entries;
const isChange = (entry: JournalEntry): boolean =>
	entry.kind === 'callBegan' ? 'changesState' in entry.what && entry.what.changesState : entry.kind !== 'callEnded' || entry.changes;

function recordOf(entries: readonly JournalEntry[]) {
	const read: number[] = [];
	const given = (seq: number): JournalEntry => {
		const entry = entries[seq - 1];
		if (!entry) throw new RangeError(`No entry ${seq}`);
		return entry;
	};
	const record: ReplayRecord = {
		length: entries.length,
		entry: seq => {
			read.push(seq);
			return given(seq);
		},
		kindOf: seq => given(seq).kind,
		isChange: seq => isChange(given(seq)),
		at: seq => given(seq).at,
	};
	return {record, read};
}

function viewsOf(entries: readonly JournalEntry[]): readonly SessionView[] {
	const views = [emptyView];
	for (const entry of entries) views.push(applyEntry(views.at(-1) ?? emptyView, entry));
	return views;
}

function shuffled(length: number, chance: () => number): readonly number[] {
	return Array.from({length}, (_, seq) => ({seq, by: chance()}))
		.sort((a, b) => a.by - b.by)
		.map(({seq}) => seq);
}

describe('the timeline of a drill', () => {
	const views = viewsOf(drill);

	test('shows after every entry what folding from the beginning shows, in any order', () => {
		const {viewAt} = createTimeline({record: recordOf(drill).record, fold: sessionFold});
		for (const seq of shuffled(drill.length + 1, createChance(1))) expect(viewAt(seq), `entry ${seq}`).toEqual(views[seq]);
	});

	test('shows the same forwards and backwards', () => {
		const {viewAt} = createTimeline({record: recordOf(drill).record, fold: sessionFold});
		const forwards = drill.map(({seq}) => viewAt(seq));
		expect(drill.toReversed().map(({seq}) => viewAt(seq))).toEqual(forwards.toReversed());
	});

	test('is empty before its beginning, and stays as it is after its end', () => {
		const {viewAt} = createTimeline({record: recordOf(drill).record, fold: sessionFold});
		expect(viewAt(-1)).toBe(emptyView);
		expect(viewAt(Number.NaN)).toBe(emptyView);
		expect(viewAt(drill.length + 7)).toEqual(views.at(-1));
	});
});

describe('the timeline of a long record', () => {
	const polls = Array.from({length: 3}, () => drill.filter(({kind}) => kind === 'stepMoved')).flat();
	const long = [...longRecord(drill, 20_000), ...Array.from({length: 20}, () => polls).flat()].map(
		(entry, index): JournalEntry => ({...entry, seq: index + 1, at: index}),
	);
	const views = viewsOf(long);

	test('reads only what the fold has use for', () => {
		const {record, read} = recordOf(long);
		createTimeline({record, fold: sessionFold}).viewAt(long.length);
		expect(new Set(read.map(seq => long[seq - 1]?.kind))).not.toContain('stream');
		expect(read.length).toBeLessThan(long.length / 2);
	});

	test('reads 250 entries at most once it has been gone through', () => {
		const {record, read} = recordOf(long);
		const {viewAt} = createTimeline({record, fold: sessionFold});
		viewAt(long.length);
		const chance = createChance(2);
		for (let turn = 0; turn < 200; turn++) {
			read.length = 0;
			const seq = 1 + Math.floor(chance() * long.length);
			expect(viewAt(seq)).toEqual(views[seq]);
			expect(read.length).toBeLessThanOrEqual(250);
		}
	});

	test('goes on from a view that is known from elsewhere', () => {
		const {record, read} = recordOf(long);
		const known = views[21_500] as SessionView;
		const {viewAt} = createTimeline({record, fold: sessionFold, keyframes: [{seq: 21_500, view: () => known}]});
		expect(viewAt(21_600)).toEqual(views[21_600]);
		expect(Math.min(...read)).toBe(21_501);
	});

	test('reads one entry for the next one', () => {
		const {record, read} = recordOf(long);
		const {viewAt} = createTimeline({record, fold: sessionFold});
		viewAt(21_000);
		read.length = 0;
		viewAt(21_001);
		expect(read).toEqual([21_001]);
	});
});

test('a kind that the fold is said to have no use for changes nothing but the place', () => {
	const full = viewsOf(drill)[1000] as SessionView;
	for (const entry of entryOfEachKind(3).map((unnumbered: Unnumbered): JournalEntry => ({...unnumbered, seq: 1001, at: full.at}))) {
		if (!concernsView(entry.kind, isChange(entry))) expect(applyEntry(full, entry), entry.kind).toEqual({...full, seq: 1001});
	}
	expect(applyEntry(full, {seq: 1001, at: full.at, kind: 'weather'} as unknown as JournalEntry)).toEqual({...full, seq: 1001});
});

test('a fold that changes in place shows the same as one that does not', () => {
	const counting = (): Accumulator<ReadonlyMap<string, number>> => {
		let counts = new Map<string, number>();
		return {
			concerns: kind => kind !== 'stream',
			apply: ({kind}) => void counts.set(kind, (counts.get(kind) ?? 0) + 1),
			snapshot: () => new Map(counts),
			restore: view => {
				counts = new Map(view);
			},
		};
	};
	const {viewAt} = createTimeline({record: recordOf(drill).record, fold: counting()});
	for (const seq of shuffled(drill.length, createChance(4))) {
		const kinds = drill.slice(0, seq).flatMap(({kind}) => (kind === 'stream' ? [] : [kind]));
		expect([...viewAt(seq).values()].reduce((sum, count) => sum + count, 0)).toBe(kinds.length);
	}
	expect(viewAt(drill.length).get('stepBegan')).toBe(drill.filter(({kind}) => kind === 'stepBegan').length);
});

describe('the places of a drill', () => {
	const gatherer = createReplayIndex();
	for (const entry of drill) if (isIndexed(entry.kind)) gatherer.apply(entry);
	const index = gatherer.gathered();

	test('are its runs and its steps with their ends', () => {
		expect(index.runs.map(({procedure, ended}) => [procedure, ended?.outcome])).toEqual([
			['poolFailover', 'done'],
			['poolFailback', 'done'],
		]);
		expect(index.steps).toHaveLength(drill.filter(({kind}) => kind === 'stepBegan').length);
		for (const {seq, step, ended} of index.steps) {
			expect(drill[seq - 1]).toMatchObject({kind: 'stepBegan', step});
			expect(drill[(ended?.seq ?? 0) - 1]).toMatchObject({kind: 'stepEnded', step, end: {kind: ended?.end}});
		}
	});

	test('are marked where something was begun, ended, owed or sealed, each with words', () => {
		const kinds = new Set(index.marks.map(({kind}) => kind));
		for (const kind of ['runBegan', 'runEnded', 'debtOpened', 'debtClosed', 'sealed'] as const) expect(kinds).toContain(kind);
		for (const mark of index.marks) {
			expect(mark.at).toBe(drill[mark.seq - 1]?.at);
			expect(mark.label.id).toMatch(/\w\.\w/);
		}
	});

	test('tell the moments that went wrong, a note and what happened outside', () => {
		const told = createReplayIndex();
		const moved = (to: string) => ({kind: 'stepMoved', step: 's', to, attempt: 1});
		const entries = [
			{kind: 'stepBegan', step: 's', title: {id: 'a.title'}, why: {id: 'a.why'}},
			...[moved('blocked'), moved('blocked'), moved('running'), moved('unknown'), moved('failed')],
			{kind: 'stepEnded', step: 's', end: {kind: 'failed', learned: {}, evidence: []}},
			{kind: 'note', text: 'x'.repeat(5000), by: 'Pilar'},
			{kind: 'debtClosed', debt: 'dns/never-opened'},
		];
		for (const [at, entry] of entries.entries()) told.apply({...entry, seq: at + 1, at} as unknown as JournalEntry);
		expect(told.gathered().marks.map(({seq, kind}) => [seq, kind])).toEqual([
			[2, 'refused'],
			[5, 'unknown'],
			[6, 'failed'],
			[7, 'failed'],
			[8, 'note'],
			[9, 'debtClosed'],
		]);
		expect(told.gathered().marks.find(({kind}) => kind === 'note')?.label.args?.text).toHaveLength(200);
	});

	test('make a track whose lists ascend', () => {
		const {steps, marks, length, isShown} = trackOf(recordOf(drill).record, index);
		for (const list of [steps, marks]) {
			expect(list.length).toBeGreaterThan(0);
			expect(Array.from(list)).toEqual([...new Set(Array.from(list))].sort((a, b) => a - b));
		}
		expect(length).toBe(drill.length);
		expect(drill.filter(({seq}) => !isShown(seq)).every(({kind}) => kind === 'fact')).toBe(true);
	});
});

test('how many numbers are no more than another is found without looking at each', () => {
	const numbers = [1, 4, 4, 9];
	expect([0, 1, 3, 4, 8, 9, 10].map(most => countUpTo(numbers, most))).toEqual([0, 1, 1, 3, 3, 4, 4]);
	expect(countUpTo([], 5)).toBe(0);
});
