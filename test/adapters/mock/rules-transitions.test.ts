import {expect, test} from 'vitest';
import {change} from '../../../src/machines/cmdlet.js';
import type {JsonObject} from '../../../src/machines/json.js';
import {contoso, nothingWrong, scenarioOf} from './contoso.js';
import {failOver, hour, idOf, minute, play, pointEdgesAt, startPool1} from './player.js';
import {rule} from './rules.js';

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';
const fe11 = 'fe11.contoso.com';
const fe21 = 'fe21.contoso.com';
const planned = {PoolFqdn: p1, Confirm: false} as const;
const offAt = (role: 'hitSite' | 'hitPool' | 'hitSql', atMs = 0) => ({fault: 'off', role, atMs}) as const;

const servicesOn = (world: ReturnType<typeof play>, computer: string): readonly string[] =>
	(world.get(fe21, 'Get-CsWindowsService', {ComputerName: computer, Name: 'RTCSRV'}) as unknown as JsonObject[]).map(({Status}) =>
		String(Status),
	);

/** Power off, for computers that no role of a scenario names alone; then something that lets the world settle. */
const lose = (world: ReturnType<typeof play>, ...computers: readonly string[]) => {
	for (const fqdn of computers) {
		const computer = world.world.computers[fqdn];
		if (computer) {
			computer.isOn = false;
		}
	}
	world.change(fe21, 'Start-CsWindowsService', {ComputerName: fe21});
	world.wait(90_000);
};

rule('3.1', () => {
	const world = play(nothingWrong);
	pointEdgesAt(world, p2);
	expect(idOf(world.change(fe21, 'Invoke-CsPoolFailOver', planned))).toBe('ok');
	world.wait(2 * minute);
	expect(world.truth().pools[p1]).toMatchObject({state: 'FailedOver', experience: 'Full', on: p2, lossMinutes: {}});
});

test('a planned failover that is not through within its wait time moves nobody, and leaves the pool as it was (model)', () => {
	const world = play(scenarioOf([{fault: 'backlog', role: 'hitPool', atMs: 1}]));
	pointEdgesAt(world, p2);
	const call = world.start(change(fe21, 'Invoke-CsPoolFailOver', {...planned, WaitTime: {timeSpan: '00:05:00'}}, 2 * hour));
	world.wait(2 * minute);
	expect(world.world.pools[p1]).toMatchObject({state: 'FailingOver', mode: 'ReadOnly'});
	const answered = world.finish(call);
	expect(idOf(answered)).toMatch(/^FinalSynchronizationNotComplete/);
	expect(answered.tookMs).toBeGreaterThan(5 * minute);
	expect(world.truth().pools[p1]).toMatchObject({state: 'Normal', experience: 'Full', on: p1, lossMinutes: {}});
	expect(world.world.pools[p1]?.mode).toBe('ReadWrite');
});

test('the export is final once nothing of a read-only pool is left to be copied', () => {
	const world = play(nothingWrong);
	pointEdgesAt(world, p2);
	world.change(fe21, 'Invoke-CsPoolFailOver', planned);
	const {BackupModules} = world.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p1}) as unknown as {BackupModules: JsonObject[]};
	const user = BackupModules.filter(({Identity}) => !String(Identity).startsWith('Central'));
	expect(user.map(({ExportStatus}) => ExportStatus)).toEqual(['FinalState', 'FinalState']);
});

rule('3.2', () => {
	const world = play();
	failOver(world);
	expect(world.truth().pools[p1]).toMatchObject({state: 'FailedOver'});
	expect(world.world.computers[fe11]?.isOn).toBe(false);
});

rule('3.3', () => {
	const world = play();
	failOver(world);
	world.wait(3 * hour);
	startPool1(world);
	const back = world.start({name: 'Invoke-CsPoolFailBack', parameters: planned, changesState: true, timeoutMs: 2 * hour, runsOn: fe21});
	const seen: string[] = [];
	while (!back.end) {
		world.wait(minute);
		const {experience, on} = world.truth().pools[p1] ?? {};
		const now = `${experience} ${on}`;
		if (seen.at(-1) !== now) {
			seen.push(now);
		}
	}
	world.wait(2 * minute);
	expect(seen.slice(0, 2)).toEqual([`Full ${p2}`, `ResiliencyMode ${p1}`]);
	expect(world.truth().pools[p1]).toMatchObject({state: 'Normal', experience: 'Full', on: p1});
});

rule('3.5', () => {
	const world = play(scenarioOf([offAt('hitSite', 1)]));
	world.clock.runTo(2 * minute + 1);
	expect(world.truth().pools[p1]).toMatchObject({experience: 'ResiliencyMode', on: p2});
	const [first, second] = contoso.pools;
	const mute = [first, second].flatMap(pool => (pool ? [{...pool, voiceResiliency: {...pool.voiceResiliency, enabled: false}}] : []));
	const without = play(scenarioOf([offAt('hitSite', 1)]), {deployment: {...contoso, pools: mute}});
	without.clock.runTo(hour);
	expect(without.truth().pools[p1]).toMatchObject({experience: 'CannotSignIn', on: null});
});

rule('3.6', () => {
	const world = play(scenarioOf([offAt('hitSite'), {fault: 'repaired', role: 'hitSite', atMs: minute}]));
	world.wait(2 * minute);
	for (let n = 1; n <= 6; n++) {
		world.change(fe21, 'Start-CsWindowsService', {ComputerName: `fe1${n}.contoso.com`});
	}
	world.waitUntil(() => world.world.pools[p1]?.downSince === null);
	expect(world.truth().pools[p1]).toMatchObject({experience: 'ResiliencyMode', on: p2, state: 'Normal'});
	world.wait(4 * minute);
	expect(world.truth().pools[p1]).toMatchObject({experience: 'Full', on: p1});
});

rule('3.7', () => {
	const world = play(nothingWrong);
	expect(idOf(world.change(fe21, 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe('ok');
	world.wait(minute);
	expect(world.truth().cms).toMatchObject({active: p2, master: fe21});
	world.wait(5 * minute);
	expect(world.truth().cms.copies).toEqual({[p1]: 'Backup', [p2]: 'Active'});
	expect(world.get(fe11, 'Get-CsService', {CentralManagement: true})).toMatchObject([
		{Identity: `CentralManagement:${p1}`, Active: false, Role: 'CentralManagement', ServiceId: '1-CentralMgmt-1', Version: 6},
		{Identity: `CentralManagement:${p2}`, Active: true, SiteId: 'Site:Dublin'},
	]);
});

rule('3.8', () => {
	const world = play();
	failOver(world);
	world.wait(4 * hour);
	expect(world.truth().cms.copies[p1]).toBe('Active');
	startPool1(world);
	expect(world.truth().cms.copies[p1]).toBe('Backup');
	expect(idOf(world.change(fe11, 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe('ok');
	world.wait(10 * minute);
	expect(world.truth().cms).toMatchObject({active: p1, master: fe11, copies: {[p1]: 'Active', [p2]: 'Backup'}});
});

rule('3.9', () => {
	const blank = play(scenarioOf([{fault: 'blank', role: 'cms', atMs: 0}]));
	expect(blank.truth().cms.master).toBeNull();
	expect(idOf(blank.change(fe11, 'Invoke-CsManagementServerFailover', {Restore: true, Confirm: false}))).toBe('ok');
	blank.wait(minute);
	expect(blank.truth().cms).toMatchObject({active: p1, master: fe11, copies: {[p1]: 'Active', [p2]: 'Backup'}});
});

rule('3.11', () => {
	const world = play(nothingWrong);
	lose(world, 'sqlbe11.contoso.com');
	expect(world.world.pools[p1]?.principal).toBe('mirror');
	expect(world.truth().pools[p1]?.experience).toBe('Full');
});

rule('3.12', () => {
	const world = play(nothingWrong);
	lose(world, 'sqlbe12.contoso.com', 'sqlwit1.contoso.com');
	world.wait(31 * minute);
	expect(world.tcp('sqlbe11.contoso.com', 1433)).toBe('open');
	expect(world.truth().pools[p1]).toMatchObject({experience: 'ResiliencyMode', on: p1});
});

rule('3.13', () => {
	const world = play(scenarioOf([offAt('hitSql', 1)]));
	world.wait(29 * minute);
	expect(world.truth().pools[p1]).toMatchObject({experience: 'Full', on: p1});
	world.wait(2 * minute);
	expect(world.truth().pools[p1]).toMatchObject({experience: 'ResiliencyMode', on: p1});
});

rule('3.15', () => {
	const world = play(nothingWrong);
	lose(world, ...['fe11', 'fe12', 'fe13'].map(name => `${name}.contoso.com`));
	expect(world.truth().pools[p1]?.experience).toBe('Full');
	lose(world, 'fe14.contoso.com');
	expect(world.truth().pools[p1]?.experience).not.toBe('Full');
	world.wait(5 * minute);
	expect(servicesOn(world, 'fe16.contoso.com')).toEqual(['Stopped']);
});

rule('3.17', () => {
	const world = play(nothingWrong);
	lose(world, 'edge21.contoso.com');
	expect([world.tcp('edge21.contoso.com', 5061), world.tcp('edge2.contoso.com', 5061)]).toEqual(['silent', 'open']);
});

rule('3.18', () => {
	const world = play();
	failOver(world);
	world.wait(3 * hour + minute);
	for (let n = 1; n <= 4; n++) {
		const {streams} = world.change(fe21, 'Start-CsWindowsService', {ComputerName: `fe1${n}.contoso.com`});
		expect(streams.some(({stream, isModel}) => stream === 'warning' && isModel)).toBe(true);
	}
	world.wait(hour);
	expect(servicesOn(world, fe11)).toEqual(['Starting']);
	// 85 % of six are five.
	world.change(fe21, 'Start-CsWindowsService', {ComputerName: 'fe15.contoso.com'});
	world.wait(15 * minute);
	expect(servicesOn(world, fe11)).toEqual(['Running']);
});
