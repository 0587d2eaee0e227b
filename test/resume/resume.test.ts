/**
 * Resume is replay: whatever the moment at which the engine dies, the session comes to the same end, and no change is called twice unless
 * looking, or the operator in writing, said that nothing had happened.
 */
import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../src/machines/journal-entry.js';
import {newHeader, type Played, playOn} from '../playing/play.js';
import {blindRepeats} from './repeats.js';

const header = newHeader();
const whole = playOn(header, []);
const endOf = (run: string) => whole.entries.findIndex(entry => entry.kind === 'runEnded' && entry.run === run) + 1;
/** A run's end is followed at once by the next question, so the last few entries are looked at. */
const endIn = (entries: readonly JournalEntry[], run: string) =>
	entries.slice(-12).find(entry => entry.kind === 'runEnded' && entry.run === run);
const hasEnded = (run: string) => (entries: readonly JournalEntry[]) => endIn(entries, run) !== undefined;

/** What is true at the end, without how long it took or who said so. */
const truthAt = ({rehearsal}: Played) => {
	const {at: _, lossMinutes: __, pools, ...truth} = rehearsal.truth();
	return {
		...truth,
		topologyVersion: 0,
		pools: Object.fromEntries(Object.entries(pools).map(([pool, {lossMinutes: ___, ...rest}]) => [pool, rest])),
	};
};

describe.each([
	{run: 'poolFailover', from: 1, to: endOf('poolFailover')},
	{run: 'poolFailback', from: endOf('poolFailover'), to: endOf('poolFailback')},
])('an engine that dies during $run', ({run, from, to}) => {
	const undisturbed = truthAt(playOn(header, whole.entries.slice(0, to - 1), hasEnded(run)));

	test('comes to the same end from every entry of the journal, and repeats no change blindly', {timeout: 600_000}, () => {
		const wrong: object[] = [];
		for (let seq = from; seq < to; seq++) {
			const resumed = playOn(header, whole.entries.slice(0, seq), hasEnded(run));
			const last = endIn(resumed.entries, run);
			const repeats = blindRepeats(resumed.entries);
			const isSame = JSON.stringify(truthAt(resumed)) === JSON.stringify(undisturbed);
			if (last?.kind !== 'runEnded' || last.outcome !== 'done' || repeats.length > 0 || !isSame)
				wrong.push({seq, kind: whole.entries[seq - 1]?.kind, last, repeats, isSame});
		}
		expect(wrong.slice(0, 5)).toEqual([]);
	});
});
