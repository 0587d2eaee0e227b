/**
 * What one console has been sent of the entries. It is sent more when its socket takes more, some at a time, so that neither a slow
 * console nor one with a long past to catch up on keeps the engine from its work.
 */
import type {Socket} from 'node:net';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import type {FromEngine} from '../../machines/session/protocol.js';
import {asLine} from './lines.js';

export type Entries = {readonly entryAt: (seq: number) => JournalEntry | undefined; readonly length: () => number};

/** As many lines as are made in a few milliseconds; an entry may be as long as a journal's line. */
const sliceEntries = 500;
const sliceLength = 256 * 1024;
/** Who is further behind sees an old screen, and is told. */
const farBehind = 5_000;

export function createCursor(socket: Socket, {entryAt, length}: Entries, from: number) {
	let next = Math.max(1, from);
	let turn: NodeJS.Immediate | undefined;
	let isBehind = false;
	/** The past that it came for is nothing that it missed. */
	let pastEnds = length();

	function go() {
		turn = undefined;
		if (socket.destroyed || socket.writableNeedDrain) return;
		tellMissed();
		let text = '';
		for (let count = 0; count < sliceEntries && text.length < sliceLength && next <= length(); count++, next++) {
			const entry = entryAt(next);
			if (entry) text += asLine({type: 'entry', entry} satisfies FromEngine);
		}
		const takesMore = text === '' || socket.write(text);
		if (next <= length() && takesMore) soon();
	}

	function tellMissed() {
		if (next > pastEnds) pastEnds = 0;
		const behind = length() - next;
		if (behind < farBehind) isBehind = false;
		else if (!isBehind && pastEnds === 0) {
			isBehind = true;
			socket.write(asLine({type: 'missed', from: next, to: length()} satisfies FromEngine));
		}
	}

	function soon() {
		turn ??= setImmediate(go);
	}

	socket.on('drain', soon);
	return {
		go,
		soon,
		/** Everything that is left, at once: nothing comes after it. */
		finish() {
			clearImmediate(turn);
			for (; next <= length() && !socket.destroyed && !socket.writableNeedDrain; next++) {
				const entry = entryAt(next);
				if (entry) socket.write(asLine({type: 'entry', entry} satisfies FromEngine));
			}
		},
		close: () => clearImmediate(turn),
	};
}
