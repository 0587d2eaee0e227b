/** Finds changes that were called again although nothing had said in between that the first call did nothing. */
import {changesState, isFateQuestion} from '../../src/machines/ask.js';
import {isRefusal} from '../../src/machines/cmdlet.js';
import type {JournalEntry} from '../../src/machines/journal/journal-entry.js';

/** A call that may have done something, and what has since been said of it. */
type Called = {readonly call: string; isRefuted: boolean};

const stepOf = (call: string) => call.slice(0, call.lastIndexOf('/'));

/**
 * The same line may run again only after its computer said no, or a look showed that it does not hold and nothing is under way, or the
 * operator wrote that nothing had happened. A change that is called again without that was repeated blindly.
 */
export function blindRepeats(entries: readonly JournalEntry[]): readonly string[] {
	const called = new Map<string, Called>();
	const asked = new Map<string, string>();
	const refute = (isMeant: (known: Called) => boolean) => {
		for (const known of called.values()) known.isRefuted ||= isMeant(known);
	};
	return entries.flatMap(entry => {
		if (entry.kind === 'stepMoved' && entry.to === 'ready' && entry.says === 'doesNotHold') refute(() => true);
		else if (entry.kind === 'decision' && entry.choice === 'nothingHappened' && entry.fields.reason?.trim())
			refute(({call}) => stepOf(call) === entry.step);
		else if (entry.kind === 'callEnded') {
			const {end} = entry;
			if (entry.changes && 'reason' in end && isRefusal(end)) refute(({call}) => call === entry.call);
			const fate = asked.get(entry.call);
			const found = end.ok && fate ? (end.output as {readonly end?: Parameters<typeof isRefusal>[0]}) : undefined;
			if (found?.end && isRefusal(found.end)) refute(({call}) => call === fate);
		}
		if (entry.kind !== 'callBegan') return [];
		if (isFateQuestion(entry.what)) asked.set(entry.call, entry.what.fateOf);
		if (!changesState(entry.what)) return [];
		// The same line on another computer is another change.
		const key = `${entry.what.runsOn} ${entry.what.name} ${JSON.stringify(entry.what.parameters)}`;
		const before = called.get(key);
		called.set(key, {call: entry.call, isRefuted: false});
		return before && !before.isRefuted ? [`${entry.what.name}: ${before.call}, then ${entry.call}`] : [];
	});
}
