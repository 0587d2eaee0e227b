/** What the screens say of a drill: nothing that contradicts itself, nothing old as if it were new, nothing twice. */
import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import type {JournalEntry} from '../../../src/machines/journal-entry.js';
import {newHeader, playOn} from '../../playing/play.js';
import {enter, shownAt} from './shown.js';

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
	const seq = first(
		entry => entry.kind === 'asked' && entry.choices.some(({label}) => label.id === 'choice.byHand.unseen.noError'),
	);
	const screen = shownAt(header, entries, seq);
	const {state} = screen.hear(enter, screen.state);
	expect(told(screen.frame(large, state))).toContain('Nothing checks it, here or later.');
});
