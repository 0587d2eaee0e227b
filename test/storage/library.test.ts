import {appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Message} from '../../src/machines/message.js';
import {openJournal} from '../../src/storage/journal.js';
import {findSession, listSessions} from '../../src/storage/library.js';
import {isRefusal} from '../../src/storage/refusal.js';
import * as samples from './journal-samples.js';

const {accept, fixedClock, header, note, sealed, temporaryDirectory, writtenJournal} = samples;

function aHome() {
	return {recordings: temporaryDirectory()};
}

/** The later the hour, the newer. */
function session(home: {recordings: string}, id: string, hour: number, entries: readonly samples.Unnumbered[], given = {}): string {
	const wall = `2026-11-21T0${hour}:00:00.000Z`;
	return writtenJournal(entries, {
		directory: home.recordings,
		header: {...header, session: id, title: `Session ${id}`, ...given},
		clock: {...fixedClock, wall: () => wall},
	});
}

describe('the sessions', () => {
	test('are none where nothing was recorded yet', () => {
		expect(listSessions({recordings: join(temporaryDirectory(), 'not', 'yet')})).toEqual([]);
		expect(listSessions(aHome())).toEqual([]);
	});

	test('are told newest first, by when they were really begun, with how they ended', () => {
		const home = aHome();
		// A rehearsal of the far past that was played last.
		const rehearsal = {world: 'rehearsal', startedAt: '2013-01-01T00:00:00Z'};
		const paths = [session(home, 'a1', 1, [note('x'), sealed]), session(home, 'b2', 3, [note('x')], rehearsal), session(home, 'c3', 2, [])];
		expect(listSessions(home)).toEqual([
			{
				...{path: paths[1], session: 'b2', title: 'Session b2', world: 'rehearsal', deployment: 'Contoso'},
				...{startedAt: '2013-01-01T00:00:00Z', begunAt: '2026-11-21T03:00:00.000Z', lastWrittenAt: '2026-11-21T03:00:00.000Z'},
				...{entryCount: 2, lastAt: 0},
			},
			expect.objectContaining({path: paths[2], session: 'c3', entryCount: 1, lastAt: 0}),
			expect.objectContaining({path: paths[0], session: 'a1', entryCount: 3, lastAt: 10, outcome: 'done'}),
		]);
	});

	test('are read from their ends, however long those lines are', () => {
		const home = aHome();
		const long = 'x'.repeat(300_000);
		session(home, 'a1', 1, [note('short'), note(long)], {topology: long});
		session(home, 'b2', 2, [note(long), note('short')]);
		expect(listSessions(home)).toEqual([
			expect.objectContaining({session: 'b2', entryCount: 3}),
			expect.objectContaining({session: 'a1', entryCount: 3}),
		]);
	});

	test('that are damaged are told with their problem', () => {
		const home = aHome();
		const path = (name: string) => join(home.recordings, name);
		writeFileSync(path('a.jsonl'), '');
		writeFileSync(path('b.jsonl'), 'garbage\n'.repeat(100));
		writeFileSync(path('c.jsonl'), '');
		truncateSync(path('c.jsonl'), 100 * 1024 * 1024);
		mkdirSync(path('d.jsonl'));
		const cut = session(home, 'e', 1, [note('x')]);
		truncateSync(cut, 50);
		const changed = session(home, 'f', 1, [note('x')]);
		writeFileSync(changed, readFileSync(changed, 'utf8').replace('Session', 'Sitting'));
		const broken = session(home, 'g', 1, []);
		appendFileSync(broken, 'garbage\n');
		writeFileSync(path('notes.txt'), 'not a recording');

		const listed = accept(listSessions(home));
		const problems = Object.fromEntries(listed.map(one => [one.path, isRefusal(one) ? one.problem.id : 'none']));
		expect(problems).toEqual({
			[path('a.jsonl')]: 'storage.empty',
			[path('b.jsonl')]: 'storage.notAJournal',
			[path('c.jsonl')]: 'storage.noWholeLine',
			[path('d.jsonl')]: 'storage.isDirectory',
			[cut]: 'storage.noWholeLine',
			[changed]: 'storage.brokenHash',
			[broken]: 'storage.brokenEnd',
		});
	});

	test('that are torn say so, unless somebody is just writing there', () => {
		const home = aHome();
		const path = session(home, 'a1', 1, [note('x')]);
		appendFileSync(path, '{"seq":3');
		expect(listSessions(home)).toEqual([expect.objectContaining({entryCount: 2, tornBytes: 8})]);
		const journal = accept(openJournal(path));
		appendFileSync(path, '{"seq":3');
		const [held] = accept(listSessions(home));
		expect(held).toMatchObject({heldBy: {pid: process.pid}});
		expect(held).not.toHaveProperty('tornBytes');
		journal.close();
	});
});

describe('a session is found', () => {
	const home = () => {
		const made = aHome();
		for (const id of ['abc', 'abcd', 'abx', 'zz9']) session(made, id, 1, []);
		return made;
	};
	const found = (name: string, where = home()) => {
		const result = findSession(where, name);
		return isRefusal(result) ? result.problem : result.path;
	};

	test.each([
		['zz9', /-zz9\.jsonl$/],
		['z', /-zz9\.jsonl$/],
		['abx', /-abx\.jsonl$/],
		// Whole, although it is also the beginning of another.
		['abc', /-abc\.jsonl$/],
	])('by its id or the beginning of it: %s', (name, path) => {
		expect(found(name)).toMatch(path);
	});

	test('by a path, wherever it lies', () => {
		expect(found('/x/y.jsonl')).toBe('/x/y.jsonl');
		expect(found('/x/y')).toBe('/x/y');
		expect(found('y.jsonl')).toBe(join(process.cwd(), 'y.jsonl'));
	});

	test('by the id in its name, when it is damaged', () => {
		const where = home();
		const path = found('zz9', where) as string;
		truncateSync(path, 10);
		expect(found('zz', where)).toBe(path);
	});

	test('or it is said that there is none, or which ones are meant', () => {
		const where = home();
		expect(found('q', where)).toEqual({id: 'storage.noSession', args: {name: 'q', directory: where.recordings}});
		expect(found('', where)).toMatchObject({id: 'storage.noSession'});
		const ambiguous = found('ab', where) as Message;
		expect(ambiguous).toMatchObject({id: 'storage.ambiguousSession', args: {name: 'ab'}});
		expect(new Set(ambiguous.args?.sessions as string[])).toEqual(new Set(['abc', 'abcd', 'abx']));
	});
});
