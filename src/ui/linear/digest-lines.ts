/** What happened since the operator left, as lines, and from where on the session is told again to who comes back. */
import type {Digest} from '../../machines/journal/digest.js';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import {type Message, say} from '../../machines/message.js';
import {digestText, timesOf} from '../panes/digest-rows.js';
import type {Situation} from '../situation.js';
import {type Line, labelled, line} from './line.js';

export function digestLines(digest: Digest, situation: Situation): readonly Line[] {
	const {render, times} = situation;
	const {lines, more} = digest;
	const since = timesOf(digest);
	if (lines.length === 0) return [line(render(say('digest.nothing', since)))];
	return [
		line(render(say('digest.heading', since))),
		...lines.map(each => labelled(times.clock(each.at), digestText(each, situation), 2)),
		...(more > 0 ? [line(render(say('digest.more', {count: more})), 2)] : []),
	];
}

export function titlesIn(entries: readonly JournalEntry[]): (step: string) => Message | undefined {
	const titles = new Map(entries.flatMap(entry => (entry.kind === 'stepBegan' ? [[entry.step, entry.title]] : [])));
	return step => titles.get(step);
}

/** The index of where the engine began anew, or where the step that is open now came to where it is. */
export function toldAgainFrom(entries: readonly JournalEntry[], lastSeen: number): number {
	const resumed = entries.findLastIndex(entry => entry.kind === 'engine' && entry.event === 'resumed');
	return resumed >= lastSeen ? resumed : entries.findLastIndex(({kind}) => kind === 'stepMoved' || kind === 'stepBegan');
}
