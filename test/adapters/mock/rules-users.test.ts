import {expect} from 'vitest';
import type {JsonObject} from '../../../src/machines/json.js';
import {scenarioOf} from './contoso.js';
import {disaster, failOver, hour, idOf, minute, type Player, play, prepare, startPool1} from './player.js';
import {rule} from './rules.js';

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';
const fe11 = 'fe11.contoso.com';
const fe21 = 'fe21.contoso.com';
const [publisher, subscriber] = ['sip:test1a@contoso.com', 'sip:test1b@contoso.com'];
const darkLater = scenarioOf([{fault: 'off', role: 'hitSite', atMs: 1}]);

const presence = (world: Player, target = p2) =>
	(world.get(fe21, 'Test-CsPresence', {TargetFqdn: target, PublisherSipAddress: publisher, SubscriberSipAddress: subscriber}) as JsonObject)
		.Result;
const registration = (world: Player, target = p2) =>
	(world.get(fe21, 'Test-CsRegistration', {TargetFqdn: target, UserSipAddress: publisher}) as JsonObject).Result;
const session = (world: Player) => ({experience: world.truth().pools[p1]?.experience, on: world.truth().pools[p1]?.on});

rule('7.1', () => {
	const world = play(darkLater);
	world.clock.runTo(20_000);
	expect(session(world)).toEqual({experience: 'SignedOut', on: null});
	world.clock.runTo(60_000);
	expect(session(world)).toEqual({experience: 'CannotSignIn', on: null});
	expect([registration(world), presence(world)]).toEqual(['Failure', 'Failure']);
});

rule('7.2', () => {
	const world = play();
	expect(session(world)).toEqual({experience: 'ResiliencyMode', on: p2});
	expect([registration(world), presence(world)]).toEqual(['Success', 'Failure']);
});

const overStarted = (world: Player) =>
	world.start({name: 'Invoke-CsPoolFailOver', parameters: disaster, changesState: true, timeoutMs: hour, runsOn: fe21});

rule('7.3', () => {
	const world = play(undefined, {seed: 5});
	prepare(world);
	overStarted(world);
	world.wait(2 * minute);
	expect([world.truth().pools[p1]?.state, session(world)]).toEqual(['FailingOver', {experience: 'ResiliencyMode', on: p2}]);
});

rule('7.4', () => {
	const world = play();
	failOver(world);
	world.wait(2 * minute);
	expect(session(world)).toEqual({experience: 'Full', on: p2});
});

const backHome = () => {
	const world = play();
	failOver(world);
	world.wait(3 * hour);
	startPool1(world);
	const call = {
		name: 'Invoke-CsPoolFailBack',
		parameters: {PoolFqdn: p1, Confirm: false},
		changesState: true,
		timeoutMs: 2 * hour,
	} as const;
	return {world, back: world.start({...call, runsOn: fe21})};
};

rule('7.5', () => {
	const {world, back} = backHome();
	world.wait(10 * minute);
	expect(session(world)).toEqual({experience: 'Full', on: p2});
	world.waitUntil(() => world.world.pools[p1]?.reRegisteredAt !== null);
	expect([back.end, session(world)]).toEqual([undefined, {experience: 'ResiliencyMode', on: p1}]);
});

rule('7.6', () => {
	const {world, back} = backHome();
	world.finish(back);
	world.wait(2 * minute);
	expect(session(world)).toEqual({experience: 'Full', on: p1});
	expect([presence(world, p1), presence(world, p2)]).toEqual(['Success', 'Failure']);
});

rule('9.1', () => {
	const world = play();
	failOver(world);
	expect(world.get(fe21, 'Get-CsUserPoolInfo', {Identity: publisher})).toMatchObject({PrimaryPoolFqdn: p1, UserServicesPoolFqdn: p1});
});

rule('9.2', () => {
	const world = play();
	const info = world.get(fe21, 'Get-CsUserPoolInfo', {Identity: publisher, LocalStore: true}) as JsonObject;
	expect(info.BackupPoolFqdn).toBe(p2);
	expect(info.BackupPoolPrimaryRegistrar).toMatch(/^fe2\d/);
	expect(idOf(world.read(fe21, 'Get-CsUserPoolInfo', {Identity: 'sip:nobody@contoso.com', LocalStore: true}))).toBe(
		'UserNotFound,Get-CsUserPoolInfo',
	);
});

rule('9.3', () => {
	const settles: number[] = [];
	for (let seed = 1; seed <= 20; seed++) {
		const world = play(undefined, {seed});
		prepare(world);
		expect(presence(world)).toBe('Failure');
		world.finish(overStarted(world));
		const ended = world.clock.now();
		world.waitUntil(() => world.truth().pools[p1]?.experience === 'Full');
		settles.push(world.clock.now() - ended);
		expect(presence(world)).toBe('Success');
	}
	// It may take up to two minutes to show, and the seed decides.
	expect(Math.max(...settles)).toBeGreaterThan(minute);
	expect(Math.max(...settles)).toBeLessThanOrEqual(2 * minute + 5_000);
});

rule('9.4', () => {
	const world = play();
	expect(registration(world)).toBe('Success');
	expect(world.get(fe21, 'Test-CsRegistration', {TargetFqdn: p1, UserSipAddress: publisher})).toMatchObject({
		Result: 'Failure',
		Error: expect.stringContaining('10060, A connection attempt failed'),
	});
	const {streams} = world.read(fe21, 'Test-CsRegistration', {TargetFqdn: 'nowhere.contoso.com', UserSipAddress: publisher});
	expect(streams[0]?.text).toContain('No matching cluster found in topology.');
});

rule('9.5', () => {
	const world = play();
	prepare(world);
	expect(world.get(fe21, 'Get-CsService', {EdgeServer: true})).toMatchObject([
		{Identity: 'EdgeServer:edge1.contoso.com', Registrar: `Registrar:${p2}`, PoolFqdn: 'edge1.contoso.com', Role: 'EdgeServer'},
		{Identity: 'EdgeServer:edge2.contoso.com', Registrar: `Registrar:${p2}`},
	]);
});

rule('9.6', () => {
	const world = play();
	failOver(world);
	expect(world.get(fe21, 'Get-CsPoolBackupRelationship', {PoolFqdn: p1})).toEqual({PoolFqdn: p1, BackupPoolFqdn: p2});
});

rule('9.7', () => {
	const world = play();
	expect(idOf(world.read(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p1}))).toBe('BackupServiceUnavailable,Get-CsBackupServiceStatus');
	expect(world.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p2})).toMatchObject({
		OverallExportStatus: expect.stringMatching(/^(NonSteadyState|ErrorState)$/),
	});
	world.wait(10 * minute);
	expect(world.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p2})).toMatchObject({OverallExportStatus: 'ErrorState'});
});

rule('9.8', () => {
	const world = play();
	expect(idOf(world.read(fe21, 'Get-CsWindowsService', {ComputerName: fe11}))).toBe('ComputerUnavailable,Get-CsWindowsService');
});

rule('9.9', () => {
	const world = play(scenarioOf([{fault: 'off', role: 'hitPool', atMs: 0}]));
	const states = world.get(fe21, 'Get-CsManagementStoreReplicationStatus') as unknown as {UpToDate: boolean; ReplicaFqdn: string}[];
	expect(states.filter(({UpToDate}) => !UpToDate).map(({ReplicaFqdn}) => ReplicaFqdn)).toEqual(
		[1, 2, 3, 4, 5, 6].map(n => `fe1${n}.contoso.com`),
	);
});
