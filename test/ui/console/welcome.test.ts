/** Who comes back to a session is told what happened meanwhile, on a page that any key closes and that covers nothing that is typed. */
import {stripVTControlCharacters} from 'node:util';
import {describe, expect, test} from 'vitest';
import {digestSince} from '../../../src/machines/journal/digest.js';
import {type SessionView, stepOf} from '../../../src/machines/journal/session-view.js';
import {keepUp} from '../../../src/ui/console/keep-up.js';
import {type ConsoleState, firstState} from '../../../src/ui/console/state.js';
import {newHeader, playOn} from '../../playing/play.js';
import {allKeys, enter, escapeKey, shownAt, typed} from './shown.js';

const {header, entries} = playOn(newHeader(), []);
const plain = stripVTControlCharacters;
const isConfirming = (entry: (typeof entries)[number]) => entry.kind === 'asked' && entry.choices.some(({id}) => id === 'confirm');
const confirming = entries.findIndex(isConfirming) + 1;

/** The console is opened when so many entries are there, by an operator who saw the first of them. */
function backAt(seq: number, seen = 60) {
	const screen = shownAt(header, entries, seq);
	const titleOf = (step: string) => stepOf(screen.view, step)?.card.title;
	const welcome = digestSince({seen, upTo: seq, backAt: screen.view.at}, {entryAt: at => entries[at - 1], titleOf});
	return {...screen, welcome, state: keepUp({...firstState, welcome}, screen.view)};
}

describe('who comes back', () => {
	test.each([
		[60, 15],
		[80, 24],
		[120, 40],
		[200, 60],
	])('reads at %d×%d when it was left, what happened, and what is wanted', (columns, rows) => {
		const {frame, state, welcome} = backAt(entries.length - 100);
		const text = plain(frame({columns, rows}, state));
		expect(text).toMatch(/Since you left at \d\d:\d\d:\d\d, .* ago/);
		expect(text).toContain('Any key closes');
		expect(welcome.lines).toHaveLength(5);
		expect(text.split('\n').filter(line => /│? \d\d:\d\d:\d\d {2}\S/.test(line)).length).toBeGreaterThanOrEqual(5);
		expect(text).toContain('more things are in the log');
		expect(text.split('\n')).toHaveLength(rows);
	});

	test('sees the page as it is', () => {
		const {frame, state} = backAt(entries.findIndex(({kind}) => kind === 'debtOpened') + 40);
		const [, ...rows] = plain(frame({columns: 100, rows: 29}, state)).split('\n');
		expect(
			rows
				.slice(4, 18)
				.map(line => line.trimEnd())
				.join('\n'),
		).toMatchInlineSnapshot(`
			"─ 1 Now ── 2 Steps 6/12 ── 3 Topology ── 4 Log ─────────────────────────────────────────────────────
			 Since you left at 03:12:12, 3 min 30 s ago

			 03:15:38  Central Management store moved from pool1 to pool2: it may stay there: owed from now on
			 03:15:38  Move the Central Management store to pool2: done
			 03:15:07  Invoke-CsManagementServerFailover ended after 1 min 20 s
			 03:13:06  Find the principal SQL server of pool2: done
			 03:13:06  Find a Front End of pool2 that answers: done
			 6 more things are in the log.

			 Wait for the replicas of the store on pool2: It waits to see what was changed. There is nothing to
			 do.

			"
		`);
	});

	test('closes it by any key, which does nothing else', () => {
		const {hear, state} = backAt(entries.length - 100);
		for (const event of [...allKeys, {type: 'paste' as const, text: 'x'}]) {
			const heard = hear(event, state);
			const isRepaint = event.type === 'key' && event.ctrl && event.name === 'l';
			if (isRepaint) continue;
			expect(heard.effects).toEqual([]);
			expect(heard.state.dialog).toBeUndefined();
		}
	});

	test('to a confirmation has nothing over it, and reads what happened after it', () => {
		const {state, view, hear} = backAt(confirming);
		expect(state.dialog).toMatchObject({at: 'form', choice: {id: 'confirm'}});
		const half = typed('poo').reduce<ConsoleState>((now, event) => hear(event, now).state, state);
		expect(keepUp(half, view).dialog).toMatchObject({at: 'form', draft: 'poo'});
		const answered: Pick<SessionView, 'question'> = {};
		const {dialog: _dialog, ...closed} = hear(escapeKey, half).state;
		expect(keepUp(closed, answered).dialog?.at).toBe('welcome');
		expect(keepUp(hear(enter, keepUp(closed, answered)).state, answered).dialog).toBeUndefined();
	});

	test('and reads it when a confirmation comes, sees that instead, and the page after it', () => {
		const {state} = backAt(confirming - 20);
		expect(state.dialog?.at).toBe('welcome');
		const {view} = shownAt(header, entries, confirming);
		const asked = keepUp(state, view);
		expect(asked.dialog).toMatchObject({at: 'form', choice: {id: 'confirm'}});
		expect(asked.welcome).toBeDefined();
	});
});
