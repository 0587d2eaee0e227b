import {describe, expect, test} from 'vitest';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {contoso, scenarioOf, siteDark} from './contoso.js';
import {disaster, failOver, forceCms, hour, minute, type Player, play, prepare, startPool1} from './player.js';

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';
const fe21 = 'fe21.contoso.com';
const seeds = Array.from({length: 30}, (_, i) => i + 1);

/** A whole rehearsal, with a look at everything now and then. */
const wholeArc = (world: Player, looks: number) => {
	const look = () => {
		for (let i = 0; i < looks; i++) {
			world.read(fe21, 'Get-CsManagementStoreReplicationStatus', {});
			world.read(fe21, 'Test-CsPresence', {TargetFqdn: p2});
		}
	};
	failOver(world);
	look();
	world.clock.runTo(5 * hour);
	startPool1(world);
	world.change(fe21, 'Invoke-CsPoolFailBack', {PoolFqdn: p1, Confirm: false});
	world.change(fe21, 'Invoke-CsBackupServiceSync', {PoolFqdn: p2});
	look();
};

const retold = (world: Player, seed: number, scenario = siteDark, record: readonly JournalEntry[] = world.journal) =>
	play(scenario, {seed, record});

test('the same seed gives the same journal of calls', () => {
	for (const seed of seeds.slice(0, 5)) {
		const [one, other] = [play(siteDark, {seed}), play(siteDark, {seed})];
		wholeArc(one, 1);
		wholeArc(other, 1);
		expect(one.journal).toEqual(other.journal);
		expect(one.world).toEqual(other.world);
	}
});

test('another seed gives another journal', () => {
	const [one, other] = [play(siteDark, {seed: 1}), play(siteDark, {seed: 2})];
	wholeArc(one, 0);
	wholeArc(other, 0);
	expect(one.journal.map(({at}) => at)).not.toEqual(other.journal.map(({at}) => at));
});

test('how often it was looked changes nothing', () => {
	const ids = (world: Player) =>
		world.journal.flatMap(entry => (entry.kind === 'callBegan' && 'name' in entry.what ? [entry.what.name] : []));
	const play3 = (looks: number) => {
		const world = play(siteDark, {seed: 3});
		const call = {
			name: 'Invoke-CsManagementServerFailover',
			parameters: forceCms,
			changesState: true,
			timeoutMs: hour,
			runsOn: fe21,
		} as const;
		const moved = world.start(call, 'move');
		for (let i = 0; i < looks; i++) {
			world.start({name: 'Get-CsPool', parameters: {}, changesState: false, timeoutMs: minute, runsOn: fe21}, `look${i}`);
		}
		world.finish(moved);
		world.clock.runTo(hour);
		return world;
	};
	const [none, many] = [play3(0), play3(50)];
	expect(ids(many)).toHaveLength(51);
	expect(many.world).toEqual(none.world);
	expect(many.truth()).toEqual(none.truth());
});

describe('a world that is told again', () => {
	test('is the one that was left, at every entry of a whole rehearsal', () => {
		const world = play(siteDark, {seed: 7});
		const left: {readonly entries: number; readonly truth: unknown; readonly world: unknown}[] = [];
		const keep = () => left.push({entries: world.journal.length, truth: world.truth(), world: structuredClone(world.world)});
		prepare(world);
		keep();
		world.change(fe21, 'Invoke-CsPoolFailOver', disaster);
		keep();
		world.wait(4 * hour);
		world.read(fe21, 'Get-CsPool');
		keep();
		startPool1(world);
		world.read(fe21, 'Get-CsPool');
		keep();
		world.change(fe21, 'Invoke-CsPoolFailBack', {PoolFqdn: p1, Confirm: false});
		keep();
		for (const {entries, truth, world: kept} of left) {
			const again = retold(world, 7, siteDark, world.journal.slice(0, entries));
			expect(again.truth()).toEqual(truth);
			expect(again.world).toEqual(kept);
		}
	});

	test('has the acts of others and the stops of the operator in it', () => {
		for (const seed of seeds) {
			const world = play(siteDark, {seed});
			world.outside('act1', {
				name: 'Invoke-CsManagementServerFailover',
				parameters: forceCms,
				changesState: true,
				timeoutMs: hour,
				runsOn: fe21,
			});
			world.wait(10 * minute);
			expect(world.truth().cms.active).toBe(p2);
			const set = {name: 'Set-CsEdgeServer', parameters: {Identity: 'edge1.contoso.com', Registrar: `Registrar:${p2}`}} as const;
			const started = world.start({...set, changesState: true, timeoutMs: hour, runsOn: fe21});
			world.wait(1_000);
			started.stop();
			world.finish(started);
			world.wait(10 * minute);
			world.read(fe21, 'Get-CsPool');
			expect(retold(world, seed).world).toEqual(world.world);
		}
	});

	test('meets the same faults again', () => {
		const faults = scenarioOf([
			...siteDark.faults,
			{fault: 'linkBreaks', role: 'hitPool', atMs: 1},
			{fault: 'refusesOnce', role: 'hitPool', atMs: 2},
			{fault: 'replicasLag', role: 'partner', atMs: 3 * minute},
		]);
		for (const seed of seeds) {
			const world = play(faults, {seed});
			world.wait(10);
			expect(world.change(fe21, 'Invoke-CsManagementServerFailover', forceCms).end).toMatchObject({
				ok: false,
				reason: 'refused',
				errorId: 'PSSessionOpenFailed',
			});
			expect(world.change(fe21, 'Invoke-CsManagementServerFailover', forceCms).end).toMatchObject({
				ok: false,
				reason: 'outcomeUnknown',
				errorId: 'ConnectionLost',
			});
			world.wait(10 * minute);
			world.read(fe21, 'Get-CsPool');
			expect(retold(world, seed, faults).world).toEqual(world.world);
		}
	});

	test('decides by the seed what became of a call that nobody heard the end of, and decides the same when told once more', () => {
		const fates = new Map<string, number>();
		for (const seed of seeds) {
			const world = play(siteDark, {seed});
			prepare(world);
			world.start({name: 'Invoke-CsPoolFailOver', parameters: disaster, changesState: true, timeoutMs: hour, runsOn: fe21}, 'lost');
			world.wait(2 * minute);
			world.read(fe21, 'Get-CsPool');
			const resumed = retold(world, seed);
			const at = resumed.clock.now();
			expect(at).toBe(world.journal.at(-1)?.at);
			const fate = resumed.fate('lost', fe21).fate;
			resumed.wait(30 * minute);
			const {state} = resumed.truth().pools[p1] ?? {};
			const later = resumed.fate('lost', fe21).fate;
			const seen = `${fate}, then ${later}: ${state}`;
			fates.set(seen, (fates.get(seen) ?? 0) + 1);

			resumed.read(fe21, 'Get-CsPool');
			const entry = {kind: 'engine', event: 'resumed', message: {id: 'x'}} as const;
			const record = [...world.journal, {seq: 0, at, ...entry}, ...resumed.journal.slice(world.journal.length)];
			expect(retold(world, seed, siteDark, record as JournalEntry[]).world).toEqual(resumed.world);
		}
		expect([...fates.keys()].sort()).toEqual(['gone, then gone: FailedOver', 'gone, then gone: Normal', 'running, then ended: FailedOver']);
	});

	test('a change of the topology is told again at any entry', () => {
		const world = play(siteDark, {seed: 2, deployment: contoso});
		failOver(world);
		for (let entries = 1; entries <= world.journal.length; entries++) {
			const record = world.journal.slice(0, entries);
			const again = retold(world, 2, siteDark, record);
			expect(again.clock.now()).toBe(record.at(-1)?.at);
		}
	});
});
