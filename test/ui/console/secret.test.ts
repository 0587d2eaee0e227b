/** A password on the full screen: asked for when nothing else is typed, drawn as signs that say nothing, given to the engine and nobody else. */
import {expect, test} from 'vitest';
import {withSecret} from '../../../src/ui/console/keep-up.js';
import {type ConsoleState, firstState} from '../../../src/ui/console/state.js';
import type {KeyEvent} from '../../../src/ui/terminal/key-events.js';
import {newHeader, playOn} from '../../playing/play.js';
import {enter, escapeKey, shownAt} from './shown.js';

const {header, entries} = playOn(newHeader(), []);
const screen = shownAt(header, entries, 3);
const wanted = {reference: 'CONTOSO\\lyncadmin', isAgain: false};
const sizes = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 40},
];

function heard(events: readonly KeyEvent[]) {
	let state: ConsoleState = withSecret(firstState, wanted);
	const frames: string[] = [];
	const effects = events.flatMap(event => {
		const next = screen.hear(event, state);
		state = next.state;
		for (const size of sizes) frames.push(JSON.stringify(screen.frame(size, state)));
		return next.effects;
	});
	return {state, effects, frames};
}

const paste = (text: string): KeyEvent => ({type: 'paste', text});
const text = (sign: string): KeyEvent => ({type: 'text', text: sign});

test('what is pasted and typed is in no frame, and goes out whole', () => {
	const {state, effects, frames} = heard([paste('open  \u201csesame\u201d\nsecond line'), text('!'), enter]);
	expect(effects).toEqual([{type: 'secret', reference: wanted.reference, text: 'open  \u201csesame\u201d!'}]);
	expect(state.dialog).toBeUndefined();
	for (const frame of frames) expect(frame).not.toMatch(/sesame|open {2}/);
	expect(frames[0]).toContain('****');
	expect(JSON.stringify(state)).not.toContain('sesame');
});

test('Enter gives nothing that is empty; Esc says that none is typed', () => {
	expect(heard([enter]).effects).toEqual([]);
	expect(heard([text('x'), escapeKey]).effects).toEqual([{type: 'secret', reference: wanted.reference}]);
});

test('it waits for what is typed, and is gone once it is not wanted any more', () => {
	const note: ConsoleState = {...firstState, dialog: {at: 'note', draft: 'in the middle'}};
	expect(withSecret(note, wanted)).toBe(note);
	expect(withSecret(withSecret(firstState, wanted), undefined).dialog).toBeUndefined();
});
