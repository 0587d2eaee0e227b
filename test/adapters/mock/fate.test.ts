import {expect, test} from 'vitest';
import type {CmdletCall} from '../../../src/machines/cmdlet.js';
import {nothingWrong, scenarioOf, siteDark} from './contoso.js';
import {disaster, hour, idOf, minute, play, prepare} from './player.js';

const p1 = 'pool1.contoso.com';
const fe11 = 'fe11.contoso.com';
const fe21 = 'fe21.contoso.com';
const seeds = Array.from({length: 30}, (_, i) => i + 1);
const over: CmdletCall = {name: 'Invoke-CsPoolFailOver', parameters: disaster, changesState: true, timeoutMs: hour, runsOn: fe21};

test('a change that runs is running, then ended with its end', () => {
	const world = play();
	prepare(world);
	const started = world.start(over, 'over');
	world.wait(minute);
	expect(world.fate('over', fe21)).toEqual({fate: 'running'});
	world.finish(started);
	expect(world.fate('over', fe21)).toEqual({fate: 'ended', end: {ok: true, output: null}});
	expect(world.fate('over', fe11)).toEqual({fate: 'silent'});
	expect(world.fate('never', fe21)).toEqual({fate: 'gone'});
});

test('a stopped change has an unknown outcome, ends once, and may or may not have taken effect', () => {
	const states = new Set<string | undefined>();
	for (const seed of seeds) {
		const world = play(siteDark, {seed});
		prepare(world);
		const started = world.start(over);
		world.wait(3 * minute);
		started.stop();
		expect(world.finish(started).end).toEqual({
			ok: false,
			reason: 'outcomeUnknown',
			errorId: 'PipelineStopped',
			message: 'The pipeline has been stopped.',
		});
		started.stop();
		const now = world.truth().pools[p1]?.state;
		world.wait(hour);
		expect(world.truth().pools[p1]?.state).toBe(now);
		states.add(now);
	}
	expect([...states].sort()).toEqual(['FailedOver', 'Normal']);
});

test('a stopped read is interrupted', () => {
	const world = play();
	const started = world.start({name: 'Get-CsPool', parameters: {}, changesState: false, timeoutMs: minute, runsOn: fe21});
	started.stop();
	expect(world.finish(started)).toMatchObject({end: {ok: false, reason: 'interrupted', errorId: 'PipelineStopped'}, tookMs: 20});
});

test('what exceeds its time-out is interrupted when it reads, and unknown when it changes', () => {
	const world = play();
	const reading = world.ask({name: 'Get-CsPool', parameters: {}, changesState: false, timeoutMs: 5_000, runsOn: fe21});
	expect(reading).toMatchObject({end: {reason: 'interrupted', errorId: 'TimedOut'}, tookMs: 5_000});
	prepare(world);
	expect(world.ask({...over, timeoutMs: 2 * minute})).toMatchObject({
		end: {reason: 'outcomeUnknown', errorId: 'TimedOut'},
		tookMs: 2 * minute,
	});
});

test('a computer that loses its power takes its calls with it', () => {
	const ends = new Set<string>();
	for (const seed of seeds) {
		const world = play(scenarioOf([{fault: 'off', role: 'hitPool', atMs: 30_000}]), {seed});
		const start = {
			name: 'Start-CsWindowsService',
			parameters: {ComputerName: fe21},
			changesState: true,
			timeoutMs: hour,
			runsOn: fe11,
		} as const;
		world.change(fe21, 'Stop-CsWindowsService', {ComputerName: 'fe22.contoso.com', Name: 'RTCCPS'}, 10_000);
		const started = world.start(start, 'cut');
		if (world.finish(started).end.ok) {
			continue;
		}
		ends.add(idOf(world.finish(started)));
		expect(world.fate('cut', fe11)).toEqual({fate: 'silent'});
	}
	const long = play(scenarioOf([{fault: 'off', role: 'hitPool', atMs: 30_000}]));
	const call = {
		name: 'Stop-CsWindowsService',
		parameters: {ComputerName: fe21},
		changesState: true,
		timeoutMs: hour,
		runsOn: fe11,
	} as const;
	expect(long.ask(call).end).toMatchObject({reason: 'outcomeUnknown', errorId: 'ConnectionLost'});
});

test('a call whose link broke goes on, or is over with or without its effect', () => {
	const seen = new Set<string>();
	for (const seed of seeds) {
		const world = play(scenarioOf([...siteDark.faults, {fault: 'linkBreaks', role: 'hitPool', atMs: 20 * minute}]), {seed});
		prepare(world);
		world.clock.runTo(21 * minute);
		const started = world.start(over, 'cut');
		expect(world.finish(started).end).toMatchObject({reason: 'outcomeUnknown', errorId: 'ConnectionLost'});
		const {fate} = world.fate('cut', fe21);
		world.wait(hour);
		seen.add(`${fate} ${world.truth().pools[p1]?.state}`);
	}
	expect([...seen].sort()).toEqual(['gone FailedOver', 'gone Normal', 'running FailedOver']);
});

test('a second failover of the same pool ends at once and changes nothing', () => {
	const world = play();
	prepare(world);
	world.ask(over);
	const again = world.ask(over);
	expect([idOf(again), again.tookMs < 10_000, again.streams[0]?.stream]).toEqual(['ok', true, 'warning']);
});

test('a preview prints what it would do, and does nothing', () => {
	const world = play(nothingWrong);
	const before = structuredClone(world.world);
	const {end, streams} = world.read(fe21, 'Invoke-CsManagementServerFailover', {WhatIf: true});
	expect(end).toEqual({ok: true, output: null});
	expect(streams.map(({text}) => text)).toEqual([
		'What if: Performing the operation "Invoke-CsManagementServerFailover" on target "pool2.contoso.com".',
		'Current State:',
		'Central Management Server Pool: "pool1.contoso.com"',
		'Central Management Store: "sqlbe11.contoso.com\\RTC"',
		'Proposed State:',
		'Central Management Server Pool: "pool2.contoso.com"',
		'Central Management Store: "sqlbe21.contoso.com\\RTC"',
	]);
	expect(world.world).toEqual(before);
});

test('a change that is not announced as one is not made', () => {
	const world = play();
	expect(idOf(world.ask({...over, changesState: false}))).toBe('NotAnnounced');
});

test('a running change says what it does, and that the words are the simulator’s own', () => {
	const world = play();
	prepare(world);
	const {streams, tookMs} = world.ask(over);
	expect(streams.filter(({stream}) => stream === 'verbose')).toHaveLength(5);
	expect(streams.filter(({stream}) => stream === 'progress')).toHaveLength(Math.ceil(tookMs / 15_000) - 1);
	expect(streams.every(({isModel}) => isModel)).toBe(true);
	expect(streams.filter(({stream}) => stream === 'progress').map(({percent}) => percent)).toEqual(
		streams.filter(({stream}) => stream === 'progress').map((_, i) => Math.floor(((i + 1) * 1_500_000) / tookMs)),
	);
});

test('a cut-off site lives on by itself and cannot be told from a dead one', () => {
	const world = play(scenarioOf([{fault: 'cutOff', role: 'hitSite', atMs: 0}]));
	expect([world.tcp(p1, 5061), world.tcp('sqlbe11.contoso.com', 1433, fe21), world.tcp('fe12.contoso.com', 5061, fe11)]).toEqual([
		'silent',
		'silent',
		'open',
	]);
	expect(idOf(world.read(fe21, 'Get-CsPool'))).toBe('CannotConnectToStore,Get-CsPool');
	expect(world.truth().pools[p1]).toMatchObject({experience: 'Full', on: p1, isSplit: false});
	prepare(world);
	expect(idOf(world.ask(over))).toBe('ok');
	expect(world.truth().pools[p1]).toMatchObject({state: 'FailedOver', isSplit: true});
	// It went on working without its partner: all of that is lost.
	expect(world.truth().lossMinutes).toBeGreaterThan(10);
});

test('a site that is connected again learns where the store is', () => {
	const world = play(
		scenarioOf([
			{fault: 'cutOff', role: 'hitSite', atMs: 0},
			{fault: 'repaired', role: 'hitSite', atMs: hour},
		]),
	);
	prepare(world);
	expect(world.world.cms.scp).toMatchObject({Redmond: {server: 'sqlbe11.contoso.com'}, Dublin: {server: 'sqlbe21.contoso.com'}});
	expect(world.truth().cms.copies).toEqual({[p1]: 'Active', 'pool2.contoso.com': 'Active'});
	world.clock.runTo(hour + 10 * minute);
	expect(world.world.cms.scp.Redmond?.server).toBe('sqlbe21.contoso.com');
	expect(world.truth().cms.copies).toEqual({[p1]: 'Backup', 'pool2.contoso.com': 'Active'});
});
