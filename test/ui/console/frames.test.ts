/** Frames of a real drill at every size: they fill the screen, no more and no less, and nothing from outside can break out of its cell. */
import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {say} from '../../../src/machines/message.js';
import {firstState, paneIds} from '../../../src/ui/console/state.js';
import {createTheme} from '../../../src/ui/theme.js';
import {loadDeployment, loadScenario, newHeader, playOn} from '../../playing/play.js';
import {shownAt} from './shown.js';

const sizes = [
	[60, 15],
	[80, 24],
	[100, 30],
	[110, 30],
	[120, 40],
	[200, 60],
	[500, 20],
] as const;
const {header, entries} = playOn(newHeader(), []);
const moments = entries.filter(entry => ['asked', 'stepEnded', 'runEnded', 'sealed'].includes(entry.kind));
const plain = stripVTControlCharacters;
/** What could move a cursor or turn the direction of writing. */
const steers = /[[\p{Cc}\u202e\u200b]--\n]/v;

describe.each(sizes)('at %d×%d', (columns, rows) => {
	test('every frame of the drill fills the screen, row by row', () => {
		const some = moments.filter((_, index) => index % 6 === 0);
		expect(some.length).toBeGreaterThan(10);
		for (const {seq} of some) {
			const lines = plain(shownAt(header, entries, seq).frame({columns, rows})).split('\n');
			expect(lines.length).toBe(rows);
			for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
		}
	});

	test('every pane can be looked at, and every page', () => {
		const screen = shownAt(header, entries, entries.length - 100);
		for (const focus of paneIds) expect(plain(screen.frame({columns, rows}, {...firstState, focus})).split('\n').length).toBe(rows);
		for (const at of ['help', 'bridge', 'people', 'copy', 'leaving'] as const) {
			expect(plain(screen.frame({columns, rows}, {...firstState, dialog: {at}})).split('\n').length).toBe(rows);
		}
	});
});

test('a change that runs says how far it is, in its own words and as old as they are, beside its step', () => {
	const told = entries.findLast(entry => entry.kind === 'stream' && entry.stream === 'progress' && entry.call.includes('failingOverUsers'));
	const frameAt = (seq: number, later: number) =>
		plain(shownAt(header, entries, seq, later).frame({columns: 80, rows: 24})).replace(/\s+/g, ' ');
	if (told?.kind !== 'stream') throw new Error('Nothing was said');
	expect(frameAt(told.seq, 7_000)).toContain(`So far ${told.percent} %, 7 s ago: `);
	const ended = entries.find(({seq, kind}) => seq > told.seq && kind === 'stepMoved')?.seq ?? 0;
	expect(frameAt(ended, 0)).not.toContain('So far');
});

test('a screen that is too small says so, and how large it has to be', () => {
	const frame = plain(shownAt(header, entries, 60).frame({columns: 50, rows: 10}));
	expect(frame).toContain('60×15');
	expect(frame).toContain('REHEARSAL');
});

test('what is not on disk says so on every screen, since when, why and what to do, and moves nothing', () => {
	const asked = moments.find(({at, kind}) => at > 0 && kind === 'asked')?.seq;
	const args = {path: '/var/x.jsonl', code: 'ENOSPC', directory: '/var', since: {at: 0}, every: {ms: 5_000}, megabytes: 32};
	for (const [columns, rows] of sizes) {
		const lines = plain(shownAt(header, entries, asked, 0, say('storage.notOnDisk', args)).frame({columns, rows})).split('\n');
		const said = lines.slice(2, 5).join(' ').replace(/\s+/g, ' ');
		expect(said).toContain('NOT ON DISK since 03:12:00, because the disk is full. No change is started');
		if (columns >= 80) expect(said).toContain('Free space in /var; it is tried again every 5 s');
		expect(lines[2]).toContain('waits for YOU');
		expect(lines.length).toBe(rows);
	}
});

test('the world is said in a word on every frame, whatever is open', () => {
	const screen = shownAt(header, entries, 400);
	for (const at of ['help', 'bridge', 'copy'] as const) {
		expect(plain(screen.frame({columns: 80, rows: 24}, {...firstState, dialog: {at}}))).toMatch(/^ REHEARSAL /);
	}
});

test('every confirmation shows the cmdlet, what it changes and the place where it is typed, at the smallest usual size', () => {
	const confirmations = entries.filter(entry => entry.kind === 'asked' && entry.choices.some(({id}) => id === 'confirm'));
	expect(confirmations.length).toBeGreaterThan(5);
	for (const {seq} of confirmations) {
		const frame = plain(shownAt(header, entries, seq).frame({columns: 80, rows: 24}));
		expect(frame).toMatch(/(?:Invoke|Set|Start|Sync|Move)-Cs/);
		expect(frame).toContain('Changes');
		expect(frame).toContain('   > ');
	}
});

test('without colour nothing is lost: every sign has a word beside it', () => {
	const screen = shownAt(header, entries, 800);
	const coloured = screen.frame({columns: 120, rows: 40}, firstState, createTheme({isAscii: false, hasColor: true}));
	expect(plain(coloured)).toBe(plain(screen.frame({columns: 120, rows: 40}, firstState)));
});

test('while it is waited, what is offered meanwhile stays offered, round after round', () => {
	const rounds = entries.filter(
		(entry, index) =>
			entry.kind === 'stepMoved' &&
			entry.to === 'verifying' &&
			entries.slice(index + 1).find(({kind}) => kind === 'asked' || kind === 'stepMoved')?.kind === 'stepMoved',
	);
	expect(rounds.length).toBeGreaterThan(5);
	for (const {seq} of rounds) {
		expect(shownAt(header, entries, seq).view.question).toMatchObject({isWaiting: false});
		expect(stripVTControlCharacters(shownAt(header, entries, seq).frame({columns: 120, rows: 40}))).toContain('r Look now');
	}
});

test('with --ascii there is nothing but ASCII', () => {
	const screen = shownAt(header, entries, 800);
	const frame = plain(screen.frame({columns: 120, rows: 40}, firstState, createTheme({isAscii: true, hasColor: false})));
	expect([...frame].filter(sign => sign > '~')).toEqual([]);
});

test('what comes from outside cannot move the cursor, in any pane, at any width', () => {
	const hostile = 'x\u001b[2J\u001b]0;owned\u0007\u202e\u200bevil\r\n';
	const deployment = {...loadDeployment(), name: hostile};
	const scenario = {
		...loadScenario('site-dark'),
		title: hostile,
		briefing: {...loadScenario('site-dark').briefing, text: hostile, people: [{name: hostile, role: 'decider' as const, says: hostile}]},
	};
	const played = playOn(newHeader({deployment, scenario}), [], all => all.filter(({kind}) => kind === 'asked').length > 8);
	const note: JournalEntry = {seq: played.entries.length + 1, at: played.entries.at(-1)?.at ?? 0, kind: 'note', text: hostile, by: hostile};
	const stream: JournalEntry = {
		seq: note.seq + 1,
		at: note.at,
		kind: 'stream',
		call: `${hostile}/call1`,
		stream: 'error',
		n: 1,
		text: hostile,
	} as unknown as JournalEntry;
	const all = [...played.entries, note, stream];
	for (const [columns, rows] of sizes) {
		const screen = shownAt(played.header, all);
		for (const focus of paneIds) {
			const frame = plain(screen.frame({columns, rows}, {...firstState, focus}));
			expect(frame).not.toMatch(steers);
			expect(frame.split('\n').length).toBe(rows);
		}
		expect(plain(screen.frame({columns, rows}, {...firstState, dialog: {at: 'people'}}))).not.toMatch(steers);
	}
});
