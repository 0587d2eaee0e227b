/** What users have meanwhile, as the second sentence at the top says it. */
import {expect, test} from 'vitest';
import {nowRows} from '../../../src/ui/panes/now-rows.js';
import {loadScenario, newHeader, playOn} from '../../playing/play.js';
import {shownAt} from '../console/shown.js';

test('of an Edge pool it says where partners are led by now, and that they are back when everything was given back', () => {
	const header = newHeader({scenario: loadScenario('edge-dark')});
	const {entries} = playOn(header, [], written => written.at(-1)?.kind === 'sealed');
	const saidAfter = (count: number) => {
		const {situation} = shownAt(header, entries, count);
		const texts = nowRows(situation, {width: 400}).map(row =>
			row
				.map(({text}) => text)
				.join('')
				.trim(),
		);
		return texts.find(text => text.startsWith('Expected: '));
	};
	const firstEnd = entries.findIndex(({kind}) => kind === 'runEnded') + 1;
	expect(saidAfter(3)).toContain('nobody reaches partners while federation leads through an Edge pool that is dead');
	expect(saidAfter(firstEnd)).toContain('what is sent to partners leaves through edge2');
	expect(saidAfter(entries.length)).toContain('partners are reached through edge1 again');
});
