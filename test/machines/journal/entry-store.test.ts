import {expect, test} from 'vitest';
import {createEntryStore} from '../../../src/machines/journal/entry-store.js';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';

const texts = ['', 'plain', 'Größe √ 👩‍👩‍👧 \ufeff日本', '\ud800 alone', 'x'.repeat(9_000), '√'.repeat(8_192), '\u0000\u001b[31m'];
const streams = ['verbose', 'warning', 'error'] as const;

const entryOf = (seq: number): JournalEntry =>
	seq % 50 === 0
		? {seq, at: seq, kind: 'note', text: `${seq}`, by: 'J. Moreau'}
		: {
				...{seq, at: seq / 3, kind: 'stream', call: `run/step/call${Math.floor(seq / 700)}`},
				...{stream: streams[Math.floor(seq / 5) % streams.length] ?? 'verbose', text: `${texts[seq % texts.length]}${seq}`},
			};

test('every entry is given back as it was put in, however many there are', () => {
	const entries = Array.from({length: 9_000}, (_, index) => entryOf(index + 1));
	const store = createEntryStore(entries.slice(0, 4_000));
	for (const entry of entries.slice(4_000)) {
		store.push(entry);
		if (entry.seq % 10 === 0) expect(store.at(entry.seq)).toEqual(entry);
	}
	expect(store.length()).toBe(9_000);
	expect(store.all()).toEqual(entries);
	expect(entries.map(({seq}) => store.at(seq))).toEqual(entries);
	expect([store.at(0), store.at(9_001), store.at(1.5)]).toEqual([undefined, undefined, undefined]);
});
