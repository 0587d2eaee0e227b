/** A time at which a step gives up is in the journal: an engine that dies and is followed by another gives nobody more time. */
import {describe, expect, test} from 'vitest';
import type {EntryOf, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {play, playOn} from '../playing/play.js';

const {header, entries} = play();

const isWaiting = (entry: JournalEntry): entry is EntryOf<'stepMoved'> => entry.kind === 'stepMoved' && entry.until !== undefined;
const waits = entries.filter(isWaiting);

describe('a step that waits when the engine dies', () => {
	test('is met in a drill, for a change that took effect and for what others make true', () => {
		expect(new Set(waits.map(({step}) => step)).size).toBeGreaterThan(5);
	});

	test.each(waits.filter(({step}, index) => waits.findIndex(other => other.step === step) === index))(
		'gives up when it would have, after $step was gone on with',
		wait => {
			const later = playOn(header, entries.slice(0, wait.seq));
			const goneOn = later.entries.slice(wait.seq).find(entry => isWaiting(entry) && entry.step === wait.step);
			// What was looked at first may have ended it.
			if (goneOn) expect(goneOn).toMatchObject({until: wait.until});
			else expect(later.entries.slice(wait.seq).some(entry => entry.kind === 'stepEnded' && entry.step === wait.step)).toBe(true);
		},
	);
});
