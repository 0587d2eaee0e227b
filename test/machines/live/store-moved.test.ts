/** After which entries the store may be elsewhere, without a call of this session that was heard to its end. */
import {expect, test} from 'vitest';
import type {Event, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {createStoreMoves} from '../../../src/machines/live/store-moved.js';
import type {StepState} from '../../../src/machines/step/step.js';

const moving = 'storeMove#2/cmsFailover/movingCms#3';

/** The place of each of these entries after which it may have moved. */
function movedAt(...events: readonly Event[]): readonly number[] {
	const moves = createStoreMoves();
	return events.flatMap((event, index) => (moves.mayHaveMoved({seq: index + 1, at: 0, ...event} as JournalEntry) ? [index] : []));
}

const to = (state: StepState, step = moving): Event => ({kind: 'stepMoved', step, to: state, attempt: 1});
const ended = (step = moving): Event => ({kind: 'stepEnded', step, end: {kind: 'byHand', learned: {}, evidence: []}});
const sighted = (what: string): Event => ({kind: 'outside', id: 'poller/outside1', what: {sighted: what, was: 'a', is: 'b'}, by: 'poller'});

test('somebody moved it outside, and nothing else was seen to be theirs', () => {
	expect(movedAt(sighted('hop/edge1.contoso.com'), sighted('cms/pool'))).toEqual([1]);
});

test.each<readonly [string, readonly Event[], readonly number[]]>([
	['done by hand, before it is looked at', [to('ready'), to('byHand'), to('verifying'), to('verifying'), ended()], [2]],
	['by hand on a word', [to('byHand'), ended()], [1]],
	['of an outcome that nobody knew', [to('running'), to('unknown'), to('unknown'), ended()], [3]],
	['on the word of the operator, after that', [to('unknown'), to('undecided'), to('verifying'), ended()], [1, 2]],
	['by a call that was heard to its end: its host is let go of then', [to('ready'), to('running'), to('verifying'), ended()], []],
	['by hand, but in a step that does not move it', [to('byHand', 'edgeFailback/givingBack'), ended('edgeFailback/givingBack')], []],
	[
		'in a part of a whole site',
		[to('byHand', `siteFailover/poolFailover/cmsFailover/movingCms`), ended('siteFailover/poolFailover/cmsFailover/movingCms')],
		[1],
	],
	['put back in service by hand', [to('byHand', 'storeRestore/restoring'), to('verifying', 'storeRestore/restoring')], [1]],
])('%s', (_, events, expected) => expect(movedAt(...events)).toEqual(expected));
