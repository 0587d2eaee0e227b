/** Finds changes that were called again although nothing had said in between that the first call did nothing. */
import {changesState} from '../../src/machines/ask.js';
import type {JournalEntry} from '../../src/machines/journal-entry.js';

/**
 * A step comes to `ready` only after a look that shows that it does not hold and nothing is under way, or after the operator has said so
 * in writing. A change that is called again without that was repeated blindly.
 */
export function blindRepeats(entries: readonly JournalEntry[]): readonly string[] {
	const called = new Map<string, string>();
	return entries.flatMap(entry => {
		if (entry.kind === 'stepMoved' && entry.to === 'ready') {
			for (const key of called.keys()) if (key.startsWith(`${entry.step} `)) called.delete(key);
		}
		if (entry.kind !== 'callBegan' || !changesState(entry.what)) return [];
		const step = entry.call.slice(0, entry.call.lastIndexOf('/'));
		const key = `${step} ${entry.what.name} ${JSON.stringify(entry.what.parameters)}`;
		const before = called.get(key);
		called.set(key, entry.call);
		return before ? [`${entry.what.name}: ${before}, then ${entry.call}`] : [];
	});
}
