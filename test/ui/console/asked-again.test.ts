/** A question that is asked again says why, also where nothing has been opened to answer it: as in a replay. */
import {stripVTControlCharacters} from 'node:util';
import {expect, test} from 'vitest';
import type {SimulatedDeployment} from '../../../src/adapters/mock/rehearsal.js';
import {firstState} from '../../../src/ui/console/state.js';
import {ended, entriesOf, inTurn, type Scripted, type Sitting, sit} from '../../guards/operator.js';
import {newHeader} from '../../playing/play.js';
import {shownAt} from './shown.js';

const size = {columns: 80, rows: 24};
const confirming = (...answers: readonly Scripted[]): Sitting =>
	sit({overrides: {'changingNextHops confirming': inTurn(...answers)}, until: ended('changingNextHops')});

/** The screen right after the question that says that something was wrong, with nothing open. */
function shownAgain({entries}: Sitting): string {
	const again = entriesOf(entries, 'asked').find(({problem}) => problem !== undefined);
	const frame = shownAt(newHeader(), entries, again?.seq ?? 0).frame(size, firstState);
	return stripVTControlCharacters(frame).replace(/\s+/g, ' ');
}

test('a name that is not the one: what was typed, and that nothing ran', () => {
	const typed = confirming({choice: 'confirm', fields: {label: 'edge9'}});
	expect(shownAgain(typed)).toMatch(/× The name is wrong: “edge9” .*Nothing ran\./);
});

test('something that others changed meanwhile: that it was not this session, and that nothing was started', () => {
	const colleague = ({world}: SimulatedDeployment) => {
		world.topology.version++;
		world.topology.changes.push({version: world.topology.version, key: 'nextHop/edge1.contoso.com', value: 'pool2.contoso.com'});
	};
	const late = confirming({choice: 'confirm', fields: {label: 'edge1'}, afterMs: 60_000, meanwhile: colleague});
	expect(shownAgain(late)).toContain('× Something has changed since you looked, and not by this session. Nothing was started.');
});
