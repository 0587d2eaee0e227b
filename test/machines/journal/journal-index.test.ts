/** What a step is told of itself when a session goes on from its journal. */
import {expect, test} from 'vitest';
import {type CallEnd, change} from '../../../src/machines/cmdlet.js';
import type {Event} from '../../../src/machines/journal/journal-entry.js';
import {createIndex, goingOn} from '../../../src/machines/journal/journal-index.js';

const step = 'poolFailover/changingNextHops';
const calls = ['edge1', 'edge2'].map(edge => change('fe21', 'Set-CsEdgeServer', {Identity: edge}, 60_000));
const refused: CallEnd = {ok: false, reason: 'refused', errorId: 'E', message: 'no'};

function toldAfter(...events: readonly Event[]) {
	const index = createIndex();
	for (const [at, event] of events.entries()) index.apply({seq: at + 1, at, ...event});
	return goingOn(index.memoryOf(step)).change;
}

const ran = (number: number, end: CallEnd): readonly Event[] => [
	{kind: 'callBegan', call: `${step}/call${number}`, what: calls[number - 1] as (typeof calls)[number]},
	{kind: 'callEnded', call: `${step}/call${number}`, end, changes: true},
];
const moved = (to: 'running' | 'examining' | 'failed'): Event => ({kind: 'stepMoved', step, to, attempt: 1, calls});
const begun = [moved('running'), ...ran(1, {ok: true, output: null}), ...ran(2, refused)];

test('of two calls of which the second was refused, the first may have taken effect until somebody has looked', () => {
	expect(toldAfter(...begun, moved('examining'))).toMatchObject({endedWell: false, calls: 2});
	expect(toldAfter(...begun, moved('examining'), moved('failed'))).toBeUndefined();
});

test('of one that was refused nothing is left to look for', () => {
	expect(toldAfter(moved('running'), ...ran(1, refused), moved('examining'))).toBeUndefined();
});
