/** A logon that reaches nothing behind its computer: a change is denied there, the operator is told why and what to do, and goes on. */
import {expect, test} from 'vitest';
import {createRenderer} from '../../src/ui/messages/render.js';
import {loadScenario, play} from '../playing/play.js';

const minute = 60_000;
const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-02-11T03:12:00Z'});

test('a change that is denied is no success and is not taken for under way; after a new logon the step goes on', () => {
	const dark = loadScenario('site-dark');
	const {entries} = play({scenario: {...dark, faults: [...dark.faults, {fault: 'losesSecondHop', role: 'partner', atMs: 11 * minute}]}});
	const denied = entries.filter(entry => entry.kind === 'callEnded' && entry.changes && !entry.end.ok && entry.end.isDenied);
	expect(denied).toMatchObject([{end: {reason: 'refused', errorId: 'AccessDenied,Set-CsEdgeServer', isModel: true}}]);
	const after = entries.filter(({seq}) => seq > (denied[0]?.seq ?? 0));
	const next = after.find(entry => entry.kind === 'asked');
	expect(next).toMatchObject({step: 'poolFailover/changingNextHops', problem: {id: 'step.call.denied'}});
	const text = next?.kind === 'asked' && next.problem ? render(next.problem) : '';
	expect(text).toContain('Access is denied');
	expect(text).toContain('no second hop');
	expect(text).toContain('try again, or do this step by hand');
	const ended = after.find(entry => entry.kind === 'stepEnded');
	expect(ended).toMatchObject({step: 'poolFailover/changingNextHops', end: {kind: expect.toBeOneOf(['done', 'alreadyDone'])}});
});
