/**
 * Resume is replay: whatever the moment at which the engine dies, the session comes to the same end. No change is called twice unless
 * looking, or the operator in writing, said that nothing had happened; what is not known is said.
 */
import {describe, expect, test} from 'vitest';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {wrap} from '../../src/ui/linear/line.js';
import {createTeller} from '../../src/ui/linear/teller.js';
import {createRenderer} from '../../src/ui/messages/render.js';
import {goOnAfter, lostIn} from './crash.js';
import {deathsIn, deathsWhileChanging, drillOf, problemsAfter, runIn, runs} from './sweep.js';

const drill = drillOf();

test('an engine may die at any entry of a pool failover, with the CMS failover in it', {timeout: 600_000}, () => {
	const run = runIn(drill, 'poolFailover');
	const deaths = deathsIn(drill, run);
	expect(deaths.length).toBeGreaterThan(500);
	expect(problemsAfter(drill, run, deaths)).toEqual([]);
});

test.each([4, 5])('whatever became of a change while nobody listened, with seed %i', {timeout: 600_000}, seed => {
	const other = drillOf({seed});
	for (const name of runs) {
		const run = runIn(other, name);
		expect(problemsAfter(other, run, deathsWhileChanging(other, run))).toEqual([]);
	}
});

describe('what the operator reads after a crash in the middle of a change', () => {
	const {header, entries} = drill;
	const {timeZone, startedAt} = header;
	const render = createRenderer({language: 'en', timeZone, startedAt});
	const run = {...runIn(drill, 'poolFailback'), from: 1};
	const deaths = deathsWhileChanging(drill, run).filter(({how}) => how.startsWith('in the middle'));

	test.each(deaths)('$how', death => {
		const kept = entries.slice(0, death.kept);
		const [lost] = lostIn(kept);
		const told: string[] = [];
		const tell = createTeller({render, recording: 'x.jsonl', speed: 'max'});
		const isSaid = (written: typeof entries) => written.length > death.kept && written.at(-1)?.kind === 'asked';
		const played = goOnAfter(header, entries, death, isSaid).entries;
		let view = emptyView;
		for (const entry of played) {
			const before = view;
			view = applyEntry(view, entry);
			const lines = tell(entry, before, view);
			if (entry.seq > death.kept) told.push(...lines.flatMap(line => wrap(line, 400)));
		}
		const text = told.join('\n');
		expect(text).toContain('OUTCOME UNKNOWN. It is not run again.');
		expect(text).toContain('nobody heard how it ended');
		// Names are said short.
		expect(text).toContain(lost?.cmdlet.split('.', 1)[0]);
	});
});
