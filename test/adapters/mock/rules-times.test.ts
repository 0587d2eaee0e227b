import {expect} from 'vitest';
import {contoso, nothingWrong, scenarioOf} from './contoso.js';
import {failOver, forceCms, hour, idOf, minute, moveCms, type Player, play, pointEdgesAt, startPool1} from './player.js';
import {rule} from './rules.js';

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';
const fe11 = 'fe11.contoso.com';
const fe21 = 'fe21.contoso.com';
const planned = {PoolFqdn: p1, Confirm: false} as const;
const seeds = Array.from({length: 20}, (_, i) => i + 1);

const expectBetween = (value: number, low: number, high: number) => {
	expect(value).toBeGreaterThanOrEqual(low);
	expect(value).toBeLessThanOrEqual(high);
};

/** How long each of some replicas takes to have a change. */
const delays = (world: Player, computers: readonly string[], limitMs: number): readonly number[] => {
	const began = world.clock.now();
	return computers.map(fqdn => {
		world.waitUntil(() => (world.world.replicas[fqdn]?.reportedAt ?? 0) >= began, limitMs);
		return (world.world.replicas[fqdn]?.reportedAt ?? 0) - began;
	});
};

rule('4.1', () => {
	for (const seed of seeds) {
		const world = play(nothingWrong, {seed});
		expect(idOf(world.change(fe11, 'Set-CsEdgeServer', {Identity: 'edge1.contoso.com', Registrar: `Registrar:${p2}`}))).toBe('ok');
		for (const ms of delays(world, [fe11, fe21, 'sba-cork.contoso.com'], hour)) {
			expectBetween(ms, 20_000, 90_000);
		}
		for (const ms of delays(play(nothingWrong, {seed}), [], hour)) {
			expect(ms).toBe(0);
		}
		const other = play(nothingWrong, {seed});
		other.change(fe11, 'Set-CsEdgeServer', {Identity: 'edge1.contoso.com', Registrar: `Registrar:${p2}`});
		for (const ms of delays(other, ['edge11.contoso.com', 'edge21.contoso.com'], hour)) {
			expectBetween(ms, 30_000, 180_000);
		}
	}
});

rule('4.2', () => {
	const world = play();
	moveCms(world);
	const before = world.world.replicas[fe11]?.reportedAt;
	world.wait(2 * hour);
	expect(world.get(fe21, 'Get-CsManagementStoreReplicationStatus', {ReplicaFqdn: fe11})).toMatchObject([{UpToDate: false}]);
	expect(world.world.replicas[fe11]?.reportedAt).toBe(before);
	const lagging = play(scenarioOf([{fault: 'replicasLag', role: 'partner', atMs: 0}]));
	pointEdgesAt(lagging, p2, fe11);
	lagging.wait(5 * minute);
	expect(lagging.get(fe11, 'Get-CsManagementStoreReplicationStatus', {ReplicaFqdn: fe21})).toMatchObject([{UpToDate: false}]);
	lagging.wait(10 * minute);
	expect(lagging.get(fe11, 'Get-CsManagementStoreReplicationStatus', {ReplicaFqdn: fe21})).toMatchObject([{UpToDate: true}]);
});

rule('4.3', () => {
	const slowest = seeds.map(seed => {
		const world = play(nothingWrong, {seed});
		moveCms(world);
		const states = world.get(fe21, 'Get-CsManagementStoreReplicationStatus') as unknown as {UpToDate: boolean}[];
		expect(states.filter(({UpToDate}) => !UpToDate).length).toBeGreaterThan(10);
		const ms = Math.max(...delays(world, [fe11, fe21], hour));
		expectBetween(ms, 20_000, 90_000 + 5 * minute);
		return ms;
	});
	expect(Math.max(...slowest)).toBeGreaterThan(90_000);
});

rule('4.4', () => {
	const world = play();
	const set = {Identity: 'edge2.contoso.com', Registrar: `Registrar:${p2}`};
	expect(idOf(world.change(fe21, 'Set-CsEdgeServer', set))).toBe('CannotConnectToStore,Set-CsEdgeServer');
	moveCms(world);
	expect(idOf(world.change(fe21, 'Set-CsEdgeServer', set))).toBe('ok');
});

rule('5.1', () => {
	for (const seed of seeds) {
		const world = play(undefined, {seed});
		expectBetween(failOver(world).tookMs, (2 + 0.25 * 20) * minute, (4 + 0.4 * 20) * minute);
		const small = play(undefined, {seed, deployment: {...contoso, pools: contoso.pools.map(pool => ({...pool, users: 2_000}))}});
		expectBetween(failOver(small).tookMs, 3 * minute, 8 * minute);
	}
});

rule('5.2', () => {
	for (const seed of seeds) {
		const world = play(nothingWrong, {seed});
		pointEdgesAt(world, p2);
		expectBetween(world.change(fe21, 'Invoke-CsPoolFailOver', planned).tookMs, (4 + 0.25 * 20) * minute, (7 + 0.4 * 20) * minute);
	}
});

rule('5.3', () => {
	for (const seed of seeds.slice(0, 5)) {
		const world = play(undefined, {seed});
		failOver(world);
		world.wait(3 * hour);
		startPool1(world);
		expectBetween(world.change(fe21, 'Invoke-CsPoolFailBack', planned).tookMs, (2 + 1.5 * 20) * minute, (2 + 3 * 20) * minute);
	}
});

rule('5.4', () => {
	for (const seed of seeds) {
		expectBetween(play(undefined, {seed}).change(fe21, 'Invoke-CsManagementServerFailover', forceCms).tookMs, minute, 4 * minute);
		const normal = play(nothingWrong, {seed}).change(fe21, 'Invoke-CsManagementServerFailover', {Confirm: false});
		expectBetween(normal.tookMs, minute + 20_000, 5 * minute);
	}
});

rule('5.5', () => {
	const world = play(nothingWrong);
	expect(idOf(world.change(fe11, 'Invoke-CsManagementStoreReplication', {ReplicaFqdn: fe21}))).toBe('ok');
	expect(world.get(fe11, 'Get-CsManagementStoreReplicationStatus', {ReplicaFqdn: fe21})).toMatchObject([{UpToDate: false}]);
	const [ms = 0] = delays(world, [fe21], hour);
	expectBetween(ms, 2 * minute, 3 * minute + 90_000);
});

const loseSql = (world: Player, ...servers: readonly string[]) => {
	for (const fqdn of servers) {
		const computer = world.world.computers[fqdn];
		if (computer) {
			computer.isOn = false;
		}
	}
	world.change(fe21, 'Start-CsWindowsService', {ComputerName: fe21});
};

rule('5.6', () => {
	const world = play(nothingWrong);
	loseSql(world, 'sqlbe11.contoso.com');
	const began = world.clock.now();
	world.waitUntil(() => world.world.pools[p1]?.principal === 'mirror');
	expectBetween(world.clock.now() - began, 5_000, 65_000);
});

rule('5.8', () => {
	const pools = contoso.pools.map(pool => {
		const {witness: _, ...sql} = pool.sql;
		return {...pool, sql};
	});
	const world = play(nothingWrong, {deployment: {...contoso, pools}});
	loseSql(world, 'sqlbe11.contoso.com');
	world.wait(29 * minute);
	expect(world.truth().pools[p1]?.experience).toBe('Full');
	world.wait(2 * minute);
	expect(world.truth().pools[p1]?.experience).toBe('ResiliencyMode');
	expect(world.world.pools[p1]?.principal).toBe('primary');
});

rule('5.9', () => {
	const pools = contoso.pools.map(pool => ({
		...pool,
		voiceResiliency: {enabled: true, failureDetectionMs: 5 * minute, failbackMs: 9 * minute},
	}));
	const world = play(scenarioOf([{fault: 'off', role: 'hitSite', atMs: 1}]), {deployment: {...contoso, pools}});
	world.clock.runTo(5 * minute - 1);
	expect(world.truth().pools[p1]?.experience).toBe('CannotSignIn');
	world.clock.runTo(5 * minute + 1);
	expect(world.truth().pools[p1]?.experience).toBe('ResiliencyMode');
});

rule('5.10', () => {
	const coldStart = (routingGroups: number, seed: number) => {
		const pools = contoso.pools.map(pool => ({...pool, routingGroups}));
		const world = play(
			scenarioOf([
				{fault: 'off', role: 'hitSite', atMs: 0},
				{fault: 'repaired', role: 'hitSite', atMs: 1},
			]),
			{seed, deployment: {...contoso, pools}},
		);
		world.wait(10);
		let began = 0;
		for (let n = 1; n <= 5; n++) {
			world.change(fe21, 'Start-CsWindowsService', {ComputerName: `fe1${n}.contoso.com`});
			began = world.clock.now();
		}
		world.waitUntil(() => world.world.pools[p1]?.downSince === null);
		return world.clock.now() - began;
	};
	for (const seed of seeds.slice(0, 5)) {
		const large = coldStart(2_000, seed);
		expectBetween(large, 55 * minute, 61 * minute);
		expect(coldStart(66, seed)).toBeLessThan(large);
	}
});

rule('5.13', () => {
	const world = play(nothingWrong);
	const before = world.world.cms.copies[p2]?.version ?? 0;
	pointEdgesAt(world, p2);
	expect(world.world.cms.copies[p2]?.version).toBe(before);
	world.wait(2 * minute);
	expect(world.world.cms.copies[p2]?.version).toBe(before + 2);
});

rule('5.16', () => {
	for (const seed of seeds) {
		const world = play(nothingWrong, {seed});
		expect(idOf(world.change(fe21, 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe('ok');
		const began = world.clock.now();
		expect(world.world.cms.scp.Dublin?.server).toBe('sqlbe21.contoso.com');
		expect(world.world.cms.scp.Redmond?.server).toBe('sqlbe11.contoso.com');
		world.waitUntil(() => world.world.cms.scp.Redmond?.server === 'sqlbe21.contoso.com');
		expectBetween(world.clock.now() - began, 15_000, 3 * minute + 5_000);
	}
});

rule('5.17', () => {
	const world = play();
	failOver(world);
	world.wait(3 * hour);
	startPool1(world);
	expect(idOf(world.change(fe21, 'Invoke-CsPoolFailBack', planned))).toBe('ok');
	const files = () =>
		(world.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p2}) as unknown as {BackupModules: {ExportStatus: string}[]}).BackupModules[1]
			?.ExportStatus;
	world.wait(20 * minute);
	expect([files(), world.truth().left.includes(`conferences/${p1}`)]).toEqual(['NonSteadyState', true]);
	const sync = {PoolFqdn: p2, BackupModule: 'ConfServices.DataConf'};
	expect(idOf(world.change(fe21, 'Invoke-CsBackupServiceSync', sync))).toBe('ok');
	expect(files()).toBe('NonSteadyState');
	world.wait(8 * minute);
	expect([files(), world.truth().left.includes(`conferences/${p1}`)]).toEqual(['FinalState', false]);
});
