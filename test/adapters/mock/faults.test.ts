import {expect, test} from 'vitest';
import {scenarioOf} from './contoso.js';
import {disaster, failOver, forceCms, hour, idOf, minute, moveCms, play, startPool1} from './player.js';

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';
const fe11 = 'fe11.contoso.com';
const fe21 = 'fe21.contoso.com';

test('a Back End that is gone lets the Front Ends run; repaired, the pool is level again and can be failed back', () => {
	const world = play(
		scenarioOf([
			{fault: 'off', role: 'hitSql', atMs: 0},
			{fault: 'repaired', role: 'hitSql', afterMs: 3 * hour},
		]),
	);
	expect(world.tcp(fe11, 5061)).toBe('open');
	failOver(world);
	expect(idOf(world.change(fe21, 'Invoke-CsPoolFailBack', {PoolFqdn: p1, Confirm: false}))).toBe('PoolUnavailable,Invoke-CsPoolFailBack');
	world.wait(3 * hour + 10 * minute);
	expect(world.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p1})).toMatchObject({OverallExportStatus: 'SteadyState'});
	expect(world.truth().cms.copies[p1]).toBe('Backup');
	expect(idOf(world.change(fe21, 'Invoke-CsPoolFailBack', {PoolFqdn: p1, Confirm: false}))).toBe('ok');
});

test('a backlog is over when the pool has come back and caught up', () => {
	const world = play(
		scenarioOf([
			{fault: 'backlog', role: 'hitPool', atMs: 0},
			{fault: 'off', role: 'hitSite', atMs: 0},
			{fault: 'repaired', role: 'hitSite', afterMs: hour},
		]),
	);
	failOver(world);
	world.wait(hour + minute);
	startPool1(world);
	expect(world.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p1})).toMatchObject({OverallExportStatus: 'SteadyState'});
});

test('blank masters come back with the repair of the pool that holds the store', () => {
	const world = play(
		scenarioOf([
			{fault: 'blank', role: 'cms', atMs: 0},
			{fault: 'repaired', role: 'cms', atMs: hour},
		]),
	);
	world.wait(hour - minute);
	expect(world.truth().cms.master).toBeNull();
	expect(idOf(world.change(fe21, 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe(
		'ReplicationNotComplete,Invoke-CsManagementServerFailover',
	);
	world.wait(10 * minute);
	expect(world.truth().cms.master).toBe(fe11);
});

test('blank masters are answered by a forced move', () => {
	const world = play(
		scenarioOf([
			{fault: 'off', role: 'hitPool', atMs: 0},
			{fault: 'blank', role: 'cms', atMs: 0},
		]),
	);
	expect(idOf(world.read(fe21, 'Get-CsService', {CentralManagement: true}))).toBe('ok');
	moveCms(world);
	expect(world.truth().cms).toMatchObject({active: p2, master: fe21});
});

test('the faults of a session do not touch what others do outside', () => {
	const world = play(scenarioOf([{fault: 'refusesOnce', role: 'hitPool', atMs: 0}]));
	world.outside('act1', {
		name: 'Invoke-CsManagementServerFailover',
		parameters: forceCms,
		changesState: true,
		timeoutMs: hour,
		runsOn: fe21,
	});
	world.wait(20 * minute);
	expect(world.truth().cms.active).toBe(p2);
	expect(world.change(fe21, 'Invoke-CsPoolFailOver', disaster).end).toMatchObject({reason: 'refused', errorId: 'PSSessionOpenFailed'});
});

test('what others do happens half a minute to two minutes later', () => {
	for (let seed = 1; seed <= 20; seed++) {
		const world = play(scenarioOf([]), {seed});
		const set = {name: 'Set-CsEdgeServer', parameters: {Identity: 'edge1.contoso.com', Registrar: `Registrar:${p2}`}} as const;
		world.outside('act1', {...set, changesState: true, timeoutMs: hour, runsOn: fe11});
		world.wait(30_000);
		expect(world.truth().nextHops['edge1.contoso.com']).toBe(p1);
		world.wait(100_000);
		expect(world.truth().nextHops['edge1.contoso.com']).toBe(p2);
	}
});

test('an Edge that has power again starts its services by itself, a Front End does not', () => {
	const world = play(
		scenarioOf([
			{fault: 'off', role: 'hitSite', atMs: 0},
			{fault: 'repaired', role: 'hitSite', atMs: minute},
		]),
	);
	world.wait(minute);
	expect([world.tcp('edge11.contoso.com', 5061), world.tcp(fe11, 5061), world.tcp(fe11, 445)]).toEqual(['closed', 'closed', 'open']);
	world.wait(10 * minute);
	expect([world.tcp('edge11.contoso.com', 5061), world.tcp(fe11, 5061)]).toEqual(['open', 'closed']);
});
