/** What the screens say of a drill: nothing that contradicts itself, nothing old as if it were new, nothing twice. */
import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import type {JournalEntry} from '../../../src/machines/journal-entry.js';
import {applyEntry, emptyView} from '../../../src/machines/session-view.js';
import {bannerRows} from '../../../src/ui/panes/banner-rows.js';
import {newHeader, playOn} from '../../playing/play.js';
import {enter, plainTheme, shownAt} from './shown.js';

const {header, entries} = playOn(newHeader(), []);
const large = {columns: 120, rows: 40};
const plain = stripVTControlCharacters;
/** Line breaks of a pane are not part of what it says. */
const told = (frame: string) =>
	plain(frame)
		.split('\n')
		.map(line => line.slice(line.indexOf('│') + 1).trim())
		.join(' ')
		.replace(/\s+/g, ' ');
const first = (is: (entry: JournalEntry) => boolean) => entries.find(is)?.seq ?? 0;

test('what rests on the word of the operator alone is never said to be checked', () => {
	const seq = first(entry => entry.kind === 'asked' && entry.choices.some(({label}) => label.id === 'choice.byHand.unseen.noError'));
	const screen = shownAt(header, entries, seq);
	const {state} = screen.hear(enter, screen.state);
	expect(told(screen.frame(large, state))).toContain('Nothing checks it, here or later.');
});

test('the clock of a failover never goes back, and stands when its users were moved', () => {
	const units: Readonly<Record<string, number>> = {h: 3600, min: 60, s: 1};
	const inSeconds = (text: string) =>
		[...text.matchAll(/(\d+) (h|min|s)/g)].reduce((sum, [, n, unit = 's']) => sum + Number(n) * (units[unit] ?? 0), 0);
	const {situation} = shownAt(header, entries, 1);
	let view = emptyView;
	let last = 0;
	let stood = false;
	for (const entry of entries) {
		view = applyEntry(view, entry);
		const banner =
			bannerRows({...situation, view, at: view.at}, 'rehearsal', {width: 120, theme: plainTheme})[0]
				?.map(({text}) => text)
				.join('') ?? '';
		const [, took, clock] = /failover( took)? ((?:\d+ (?:h|min|s) ?)+)of 30 min/.exec(banner) ?? [];
		if (!clock) continue;
		expect(inSeconds(clock), `${entry.seq}: ${banner}`).toBeGreaterThanOrEqual(last);
		expect(stood && !took, `${entry.seq}: ${banner}`).toBe(false);
		last = inSeconds(clock);
		stood = took !== undefined;
	}
	expect(stood).toBe(true);
});
