/** What the linear console says of time, and of what runs while the operator is asked. */
import {describe, expect, test} from 'vitest';
import {createRehearsal} from '../../../src/adapters/mock/rehearsal.js';
import {change} from '../../../src/machines/cmdlet.js';
import type {Event, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView, type SessionView} from '../../../src/machines/journal/session-view.js';
import {say} from '../../../src/machines/message.js';
import {clockLines} from '../../../src/ui/linear/end-lines.js';
import {createVoice} from '../../../src/ui/situation.js';
import {loadDeployment, loadScenario} from '../../playing/play.js';
import {choice, confirming, header, openFakeSession, ready, render} from './fake-session.js';

const minute = 60_000;
const runBegan = {kind: 'runBegan', run: 'poolFailover', procedure: 'poolFailover', input: {}, direction: say('t'), plan: []} as const;
const what = change('fe-pool2.contoso.com', 'Invoke-CsPoolFailOver', {PoolFqdn: 'pool1.contoso.com'}, 1);
const callBegan = {kind: 'callBegan', call: 'step/call1', what} as const;
const callEnded = {kind: 'callEnded', call: 'step/call1', end: {ok: true, output: null}, changes: true} as const;
const proves = {kind: 'stepBegan', step: 'proof', title: say('t'), why: say('w'), part: 'proves'} as const;
const proved = {kind: 'stepEnded', step: 'proof', end: {kind: 'done', learned: {}, evidence: []}} as const;

const viewOf = (events: readonly Event[]): SessionView =>
	[header, ...events].reduce<SessionView>(
		(view, event, index) => applyEntry(view, {seq: index + 1, at: index * minute, ...event} as JournalEntry),
		emptyView,
	);
const clocksSaid = (events: readonly Event[], at: number) =>
	clockLines({...createVoice(header, render), view: viewOf(events), at}).map(({text}) => text);

describe('the clock of a failover', () => {
	const begun = [runBegan, callBegan];

	test('is told with its target, and not judged, while the failover is under way', () => {
		expect(clocksSaid(begun, 12 * minute)).toEqual(['Failover: 10 min so far, target 30 min']);
		expect(clocksSaid([...begun, callEnded], 12 * minute)).toEqual(['Failover: 10 min so far, target 30 min']);
	});

	test('is held against its target when the users are served', () => {
		const served = [...begun, callEnded, proves, proved];
		expect(clocksSaid(served, 12 * minute)).toContain('Failover: 1 min, within the published 30 min');
	});

	test('counts what was done by hand until it was known to be done, and from when its line was handed over', () => {
		const changing = {changes: say('c'), undo: say('u'), users: say('u'), takes: say('t'), hasPreview: false, danger: 'losesData'} as const;
		const began = {kind: 'stepBegan', step: 'users', title: say('t'), why: say('w'), change: changing} as const;
		const handedOver = {kind: 'stepMoved', step: 'users', to: 'byHand', attempt: 1} as const;
		const wait = {kind: 'note', by: 'J. Moreau', text: 'it runs elsewhere'} as const;
		const known = {kind: 'stepEnded', step: 'users', end: {kind: 'byHand', learned: {}, evidence: []}} as const;
		const done = [handedOver, wait, wait, known, proves, proved];
		expect(clocksSaid([runBegan, began, ...done], 12 * minute)).toContain('Failover: 3 min, within the published 30 min');
		expect(clocksSaid([...begun, callEnded, began, ...done], 12 * minute)).toContain('Failover: 6 min, within the published 30 min');
	});

	test('is judged neither way when the failover ended before it was complete', () => {
		const gaveUp = {kind: 'runEnded', run: 'poolFailover', outcome: 'failed'} as const;
		expect(clocksSaid([...begun, callEnded, gaveUp], 12 * minute)).toContain('Failover: 1 min, and it is not complete; target 30 min');
	});
});

test('“w” says the time that it is, not that of the last entry', async () => {
	const session = openFakeSession({past: [{kind: 'asked', ...ready}], now: () => 90_000});
	await session.reads('REHEARSAL 1-3>');
	session.type('w\n');
	await session.reads('03:13:30');
});

test('the time of a rehearsal passes between the things that happen in it', async () => {
	const world = createRehearsal({
		...{deployment: loadDeployment(), scenario: loadScenario('site-dark'), seed: 1},
		hitPool: 'pool1.contoso.com',
		speed: () => 1000,
	});
	while (world.clock.now() === 0) await new Promise(resolve => setImmediate(resolve));
	world.pace?.stop();
});

describe('asked whether to stop a cmdlet', () => {
	const running = {...ready, isWaiting: false, choices: [{...choice('stop'), label: say('choice.running.stop')}]};

	test('the operator reads which', async () => {
		const session = openFakeSession({past: [callBegan, {kind: 'asked', ...running}]});
		await session.reads('1 Ask it to stop… (its outcome is unknown then)');
		session.type('1\n');
		await session.reads('Invoke-CsPoolFailOver pool1.contoso.com would be asked to stop');
	});

	test('the question goes when that cmdlet ends: the next one is not stopped by its answer', async () => {
		const session = openFakeSession({past: [callBegan, {kind: 'asked', ...running}]});
		await session.reads('1 Ask it to stop… (its outcome is unknown then)');
		session.type('1\n');
		await session.reads('y/n>');
		session.write(callEnded, {...callBegan, call: 'step/call2'});
		await session.reads('has been overtaken');
		session.type('y\n');
		await session.reads('is no choice here');
		expect(session.sent).toEqual([]);
	});
});

test('the line Changes is repeated where a name of it is asked for', async () => {
	const changes = say('step.nextHops.changes', {edges: ['edge2.contoso.com'], from: 'pool1.contoso.com', to: 'pool2.contoso.com'});
	const session = openFakeSession({past: [{kind: 'asked', ...confirming, changes}]});
	const text = await session.reads('REHEARSAL 1-3>');
	expect(text).toContain('Changes: edge2.contoso.com: the next hop is pool2.contoso.com');
});
