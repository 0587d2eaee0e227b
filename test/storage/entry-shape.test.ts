/** Entries that say what no screen can show are found before they are shown: whatever else is in a line, every frame can be drawn. */
import {expect, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {unshownField} from '../../src/storage/entry-shape.js';
import {firstState} from '../../src/ui/console/state.js';
import {loadScenario, newHeader, playOn} from '../playing/play.js';
import {shownAt} from '../ui/console/shown.js';

const isEnough = (all: readonly JournalEntry[]) => all.some(({kind}) => kind === 'debtClosed');
const {header, entries} = playOn(newHeader({scenario: loadScenario('edge-next-hop')}), [], isEnough);
const note: JournalEntry = {seq: entries.length + 1, at: entries.at(-1)?.at ?? 0, kind: 'note', text: 'seen', by: 'root', happenedAt: 0};
const everything = [...entries, note];
const kinds = [...new Set(everything.map(({kind}) => kind))].filter(kind => kind !== 'header' && kind !== 'fact');
const wrong: readonly unknown[] = [null, 7, 'x', [], {}, undefined];

test('every entry of a real drill can be shown', () => {
	expect(everything.flatMap(entry => unshownField(entry) ?? [])).toEqual([]);
	expect(kinds.length).toBeGreaterThan(11);
});

test.each(kinds)('whatever stands in the fields of %s, it is found, or every frame can be drawn', kind => {
	const [richest] = everything.filter(entry => entry.kind === kind).toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
	if (!richest) throw new Error(`There is no ${kind}`);
	let tried = 0;
	// What is in a message is for the words to make sense of.
	const paths = pathsIn(richest, 3).filter(path => !['seq', 'at', 'kind'].includes(String(path[0])) && !path.includes('args'));
	for (const path of paths) {
		for (const value of wrong) {
			const changed = replaced(richest, path, value) as JournalEntry;
			if (unshownField(changed) !== undefined) continue;
			tried++;
			const screen = shownAt(header, everything.with(richest.seq - 1, changed), richest.seq);
			const frame = screen.frame({columns: 110, rows: 30});
			expect(frame, `${path.join('.')} = ${JSON.stringify(value)}`).not.toMatch(/\[object |\bNaN\b|\bundefined\b/);
			screen.frame({columns: 80, rows: 24}, {...firstState, focus: 'log'});
		}
	}
	expect(tried).toBeGreaterThan(0);
});

type Path = readonly (string | number)[];

function pathsIn(value: unknown, depth: number): readonly Path[] {
	if (depth === 0 || typeof value !== 'object' || value === null) return [];
	const keys = Array.isArray(value) ? [...value.keys()].slice(0, 1) : Object.keys(value);
	return keys.flatMap(key => [[key], ...pathsIn((value as Record<string, unknown>)[key], depth - 1).map(rest => [key, ...rest])]);
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
	if (key === undefined) return by;
	const copy = (Array.isArray(value) ? [...value] : {...(value as object)}) as Record<string | number, unknown>;
	copy[key] = replaced(copy[key], rest, by);
	return copy;
}
