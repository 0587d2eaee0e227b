/** Live facts: looked at now and then, and gently; and what others change is written down as theirs. In a simulated world, in no time. */
import {describe, expect, test} from 'vitest';
import {createRehearsal} from '../../../src/adapters/mock/rehearsal.js';
import {type Act, type Ask, type AskEnd, isCmdletCall} from '../../../src/machines/ask.js';
import type {Scenario} from '../../../src/machines/deployment/scenario.js';
import type {Event, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {paceAfter, usualPace} from '../../../src/machines/live/poll-schedule.js';
import {createPoller} from '../../../src/machines/live/poller.js';
import {endpointWay, placeKey} from '../../../src/machines/live/where-to-run.js';
import {openSession} from '../../../src/machines/session/session.js';
import {createSightings, saySighting} from '../../../src/machines/topology/sightings.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {loadDeployment, loadScenario, newHeader} from '../../playing/play.js';

const minute = 60_000;
const deployment = loadDeployment();
const pool1 = 'pool1.contoso.com';
const pool2 = 'pool2.contoso.com';
const fe21 = 'fe21.contoso.com';
const hop = (to: string): Act => ({
	...{name: 'Set-CsEdgeServer', parameters: {Identity: 'edge1.contoso.com', Registrar: `Registrar:${to}`}},
	...{changesState: true, timeoutMs: 10 * minute, runsOn: 'fe11.contoso.com'},
});
const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-02-11T03:12:00Z'});

describe('the pace', () => {
	test('is half as often after each answer that came late or not at all, never slower than ten minutes, and usual again after a good one', () => {
		let pace = usualPace;
		const seen: number[] = [];
		for (const isWell of [true, false, false, false, false, false, true]) {
			pace = paceAfter(pace, {tookMs: 1_000, isWell});
			seen.push(pace.everyMs / 1_000);
		}
		expect(seen).toEqual([30, 60, 120, 240, 480, 600, 30]);
		expect(paceAfter(usualPace, {tookMs: 20_000, isWell: true}).everyMs).toBe(60_000);
	});
});

/** A live session in a world without faults, or with some: nobody answers its first question; one read has reached a Front End. */
function live(faults: Scenario['faults'] = []) {
	const scenario = {...loadScenario('site-dark'), faults};
	const world = createRehearsal({deployment, scenario, seed: 1, hitPool: pool1});
	const asked: {readonly id: string; readonly ask: Ask; readonly at: number}[] = [];
	const entries: JournalEntry[] = [];
	const {retell: _, act: __, ...backend} = world.backend;
	const session = openSession({
		header: newHeader({deployment, scenario}),
		backend: {
			...backend,
			ask(id, ask, listener) {
				asked.push({id, ask, at: world.clock.now()});
				return backend.ask(id, ask, listener);
			},
		},
		record: [],
		append: entry => {
			entries.push(entry);
			return undefined as never;
		},
		isPolled: true,
	});
	const passes = (ms: number) => {
		const until = world.clock.now() + ms;
		while (world.clock.now() < until && world.clock.advance());
	};
	const choose = (choice: string) => {
		const question = entries.findLast(entry => entry.kind === 'asked');
		if (question?.kind === 'asked')
			session.send({id: choice, type: 'answer', question: question.question, choice, fields: {}, by: 'Pilar'});
	};
	const polls = () => asked.filter(({id}) => id.startsWith('poller/'));
	return {world, session, entries, asked, polls, passes, choose};
}

describe('a live session', () => {
	test('asks nothing by itself before it has reached a computer, and none that it has not reached', () => {
		const {polls, passes, choose} = live();
		passes(5 * minute);
		expect(polls()).toEqual([]);
		choose('poolFailover');
		passes(5 * minute);
		expect(polls().length).toBeGreaterThan(3);
		expect(new Set(polls().map(({ask}) => 'runsOn' in ask && ask.runsOn))).toEqual(new Set([fe21]));
	});

	test('asks one cmdlet at a time, in turn, two a minute at most, and none that changes anything', () => {
		const {polls, passes, choose} = live();
		choose('poolFailover');
		passes(20 * minute);
		const asked = polls();
		expect(asked.every(({ask}) => 'name' in ask && !ask.changesState && ask.name.startsWith('Get-'))).toBe(true);
		for (const [i, {at}] of asked.entries()) expect(at - (asked[i - 1]?.at ?? -minute)).toBeGreaterThanOrEqual(30_000);
		expect(new Set(asked.map(({id}) => id.split('/')[1]))).toEqual(new Set(['store', 'edges', 'sites']));
	});

	test('leaves a sick store in peace', () => {
		const well = live();
		well.choose('poolFailover');
		well.passes(60 * minute);
		const sick = live([{fault: 'off', role: 'hitSite', atMs: 3 * minute}]);
		sick.choose('poolFailover');
		sick.passes(60 * minute);
		expect(sick.polls().length).toBeLessThan(well.polls().length / 4);
	});

	test('writes a look that saw nothing new as one fact', () => {
		const {entries, passes, choose} = live();
		choose('poolFailover');
		passes(20 * minute);
		const about = (entry: JournalEntry) => (entry.kind === 'fact' ? entry.about : entry.kind === 'callEnded' ? entry.call : '');
		const written = entries.filter(entry => about(entry).startsWith('poller/'));
		expect(written.filter(({kind}) => kind === 'callEnded')).toHaveLength(3);
		expect(written.filter(({kind}) => kind === 'fact').length).toBeGreaterThan(20);
	});

	test('says what others have changed, as theirs, once', () => {
		const {world, entries, passes, choose} = live();
		choose('poolFailover');
		passes(5 * minute);
		world.backend.act('somebody', hop(pool2));
		passes(10 * minute);
		const outside = entries.filter(entry => entry.kind === 'outside');
		expect(outside).toMatchObject([{what: {sighted: 'hop/edge1.contoso.com', was: pool1, is: pool2}}]);
		const [said] = outside.map(entry => ('sighted' in entry.what ? render(saySighting(entry.what)) : ''));
		expect(said).toBe('The next hop of edge1.contoso.com was pool1.contoso.com and is pool2.contoso.com. Not by this session.');
	});

	test('looks no more once it was stopped', () => {
		const {session, polls, passes, choose} = live();
		choose('poolFailover');
		passes(5 * minute);
		session.stop();
		const before = polls().length;
		passes(30 * minute);
		expect(polls()).toHaveLength(before);
	});
});

test('whoever asks is not kept waiting: what the poller has under way is taken back, and writes nothing', () => {
	const waits: {readonly ms: number; readonly go: () => void}[] = [];
	const ends: ((end: AskEnd) => void)[] = [];
	const written: Event[] = [];
	let stops = 0;
	const poller = createPoller(
		{
			backend: {
				now: () => 0,
				after(ms, go) {
					waits.push({ms, go});
					return () => {};
				},
				ask(_, __, {ended}) {
					ends.push(ended);
					return () => void stops++;
				},
			},
			write: event => written.push(event) > 0,
			nextCall: step => `${step}/call1`,
			isBusy: () => false,
		},
		deployment,
	);
	const what = {name: 'Get-CsSite', parameters: {}, changesState: false, timeoutMs: 1, runsOn: fe21} as const;
	poller.heard({seq: 1, at: 0, kind: 'callBegan', call: 'run/looking/call1', what});
	poller.heard({seq: 2, at: 0, kind: 'callEnded', call: 'run/looking/call1', end: {ok: true, output: null}, changes: false});
	poller.start();
	waits.pop()?.go();
	poller.giveWay();
	expect(stops).toBe(1);
	ends.pop()?.({ok: false, reason: 'interrupted', errorId: 'PipelineStopped', message: ''});
	expect(written).toEqual([]);
	expect(waits.map(({ms}) => ms)).toEqual([5_000]);
});

test('a computer that is reached through OcsPowershell is not polled, where the store would only refuse: the one before it goes on', () => {
	const asked: string[] = [];
	let look = () => {};
	const poller = createPoller(
		{
			backend: {
				now: () => 0,
				after(_, go) {
					look = go;
					return () => {};
				},
				ask(_, what) {
					if (isCmdletCall(what)) asked.push(what.runsOn);
					return () => {};
				},
			},
			write: () => true,
			nextCall: step => step,
			isBusy: () => false,
		},
		deployment,
	);
	let seq = 0;
	const reached = (computer: string, way: string) => {
		const value = {wanted: computer, computer, way, failed: []};
		const what = {name: 'Get-CsSite', parameters: {}, changesState: false, timeoutMs: 1, runsOn: computer} as const;
		const call = `run/looking/call${seq}`;
		poller.heard({seq: ++seq, at: 0, kind: 'fact', about: placeKey(computer), value, source: 'PowerShell', seenAt: 0});
		poller.heard({seq: ++seq, at: 0, kind: 'callBegan', call, what});
		poller.heard({seq: ++seq, at: 0, kind: 'callEnded', call, end: {ok: true, output: null}, changes: false});
	};
	poller.start();
	reached(fe21, endpointWay);
	look();
	expect(asked).toEqual([]);
	reached('fe22.contoso.com', 'ssh');
	reached(fe21, endpointWay);
	look();
	expect(asked).toEqual(['fe22.contoso.com']);
});

describe('whose change it was', () => {
	const services = (to: string) => [{Identity: 'EdgeServer:edge1.contoso.com', Registrar: `Registrar:${to}`}];
	let seq = 0;
	const entry = (event: object) => ({seq: ++seq, at: 0, ...event}) as JournalEntry;
	const read = (to: string, call = `run/looking/call${++seq}`, more: object = {}) => [
		entry({
			kind: 'callBegan',
			call,
			what: {name: 'Get-CsService', parameters: {EdgeServer: true, ...more}, changesState: false, timeoutMs: 1, runsOn: fe21},
		}),
		entry({kind: 'callEnded', call, end: {ok: true, output: services(to)}, changes: false}),
	];
	const began = entry({kind: 'callBegan', call: 'run/changing/call1', what: hop(pool2)});
	const ended = entry({kind: 'callEnded', call: 'run/changing/call1', end: {ok: true, output: null}, changes: true});
	const moved = entry({kind: 'stepMoved', step: 'run/changing', to: 'byHand', attempt: 1});
	const over = entry({kind: 'stepEnded', step: 'run/changing', end: {kind: 'byHand', learned: {}, evidence: []}});

	test.each([
		['nobody', [...read(pool1), ...read(pool1)], 0],
		['somebody else', [...read(pool1), ...read(pool2), ...read(pool2)], 1],
		['somebody else, and back', [...read(pool1), ...read(pool2), ...read(pool1)], 2],
		['this session', [...read(pool1), began, ended, ...read(pool2)], 0],
		['this session, seen while it ran', [...read(pool1), began, ...read(pool2), ended, ...read(pool2)], 0],
		['the operator, by hand', [...read(pool1), moved, ...read(pool2), over, ...read(pool2)], 0],
		['a local store that is behind', [...read(pool1), ...read(pool2, 'run/looking/local', {LocalStore: true})], 0],
	] as const)('%s', (_, entries, count) => {
		const {apply} = createSightings(deployment);
		expect(entries.flatMap(each => apply(each))).toHaveLength(count);
	});
});
