/** Federation: the Edge pool that carries it, the box in Topology Builder, the wizard on its servers, and what partners find. */
import {expect, test} from 'vitest';
import type {JsonObject} from '../../../src/machines/json.js';
import {contoso, nothingWrong, scenarioOf} from './contoso.js';
import {minute, play} from './player.js';
import {rule} from './rules.js';

type World = ReturnType<typeof play>;
const edgeDark = () => play(scenarioOf([{fault: 'off', role: 'hitEdge', atMs: 0}]));
const host = 'fe21.contoso.com';
const partnerThrough = (world: World, edge: string) =>
	(world.get(host, 'Test-CsFederatedPartner', {TargetFqdn: edge, Domain: 'fabrikam.com'}) as JsonObject).Result;
const publish = (world: World, federationOn: string, id = 'tick/act1') => world.outside(id, {federationOn});
const runWizards = (world: World) =>
	['edge21.contoso.com', 'edge22.contoso.com'].forEach((wizardOn, index) => {
		world.outside(`wizard/act${index}`, {wizardOn});
	});

rule('7.10', () => {
	expect(partnerThrough(play(nothingWrong), 'edge1.contoso.com')).toBe('Success');
	const world = edgeDark();
	const {end} = world.read(host, 'Test-CsFederatedPartner', {TargetFqdn: 'edge1.contoso.com', Domain: 'fabrikam.com'});
	expect(end).toMatchObject({ok: true, output: {Result: 'Failure', Error: '504, Server time-out'}});
	expect(world.tcp('sip.contoso.com', 5061)).toBe('silent');
});

rule('3.16', () => {
	const world = edgeDark();
	// The pool that is associated with it lives, and no port of its media answers.
	expect(world.get(host, 'Get-CsService', {Registrar: true, PoolFqdn: 'pool1.contoso.com'})).toMatchObject([
		{EdgeServer: 'EdgeServer:edge1.contoso.com'},
	]);
	expect([5062, 8057, 443].map(port => world.tcp('edge11.contoso.com', port, 'fe11.contoso.com'))).toEqual(['silent', 'silent', 'silent']);
	expect(world.tcp('sip.contoso.com', 443)).toBe('silent');
	expect(partnerThrough(world, 'edge1.contoso.com')).toBe('Failure');
	// The other Edge pool lives, takes remote users, and carries no federation.
	expect(world.tcp('sip2.contoso.com', 443)).toBe('open');
	expect(world.tcp('sip2.contoso.com', 5061)).toBe('closed');
	expect(partnerThrough(world, 'edge2.contoso.com')).toBe('Failure');
});

rule('4.5', () => {
	const world = edgeDark();
	publish(world, 'edge2.contoso.com');
	world.wait(30 * minute);
	expect(world.truth().federationOn).toEqual(['edge2.contoso.com']);
	expect(world.tcp('sip2.contoso.com', 5061)).toBe('closed');
	expect(partnerThrough(world, 'edge2.contoso.com')).toBe('Failure');
	runWizards(world);
	world.waitUntil(() => world.tcp('sip2.contoso.com', 5061) === 'open');
	expect(partnerThrough(world, 'edge2.contoso.com')).toBe('Success');
});

rule('5.14', () => {
	for (const seed of [1, 2, 3, 4, 5]) {
		const world = play(nothingWrong, {seed});
		const beganAt = world.clock.now();
		publish(world, 'edge2.contoso.com');
		world.waitUntil(() => world.truth().federationOn.includes('edge2.contoso.com'));
		// Somebody begins 30 to 120 s after it was asked for.
		const published = (world.clock.now() - beganAt) / minute;
		expect(published).toBeGreaterThan(3.5);
		expect(published).toBeLessThan(12.2);
		world.wait(5 * minute);
		const wizardAt = world.clock.now();
		runWizards(world);
		world.waitUntil(() => world.tcp('sip2.contoso.com', 5061) === 'open');
		const took = (world.clock.now() - wizardAt) / minute;
		expect(took).toBeGreaterThan(5.5);
		expect(took).toBeLessThan(17.2);
	}
});

test('enabled on another Edge pool, it is cleared on the first: never on two', () => {
	const world = play(nothingWrong);
	expect(world.truth().federationOn).toEqual(['edge1.contoso.com']);
	publish(world, 'edge2.contoso.com');
	world.waitUntil(() => world.truth().left.includes('federation/edge1.contoso.com'));
	expect(world.truth().federationOn).toEqual(['edge2.contoso.com']);
	publish(world, 'edge1.contoso.com', 'tick/act2');
	world.waitUntil(() => world.truth().left.length === 0);
	expect(world.truth().federationOn).toEqual(['edge1.contoso.com']);
});

test('a route of a site that leads elsewhere is left to be given back', () => {
	const world = play(nothingWrong);
	world.change(host, 'Set-CsSite', {Identity: 'Dublin', FederationRoute: 'EdgeServer:edge2.contoso.com', Confirm: false});
	expect(world.truth().left).toEqual(['federationRoute/Dublin']);
});

test('nothing is published into a store that takes no change, and nothing by a name that is no Edge pool', () => {
	const dark = play();
	publish(dark, 'edge2.contoso.com');
	dark.wait(30 * minute);
	expect(dark.truth().federationOn).toEqual(['edge1.contoso.com']);
	const world = play(nothingWrong);
	publish(world, 'pool2.contoso.com');
	world.wait(30 * minute);
	expect(world.truth().federationOn).toEqual(['edge1.contoso.com']);
});

test('the world that is told it again is the same', () => {
	const world = edgeDark();
	publish(world, 'edge2.contoso.com');
	runWizards(world);
	world.wait(60 * minute);
	const again = play(scenarioOf([{fault: 'off', role: 'hitEdge', atMs: 0}]), {deployment: contoso, record: world.journal});
	again.clock.runTo(world.clock.now());
	expect(again.truth()).toEqual(world.truth());
	expect(again.tcp('sip2.contoso.com', 5061)).toBe('open');
});

test('the dialog of Topology Builder sets the Edge of three services of a pool, and each cmdlet one', () => {
	const world = play(nothingWrong);
	const edgeOf = (role: string) =>
		(world.get(host, 'Get-CsService', {[role]: true, PoolFqdn: 'pool1.contoso.com'}) as JsonObject[])[0]?.EdgeServer;
	const roles = ['Registrar', 'ConferencingServer', 'MediationServer'];
	world.outside('media/act1', {mediaEdges: {'pool1.contoso.com': 'edge2.contoso.com', 'pool9.contoso.com': 'edge2.contoso.com'}});
	world.waitUntil(() => world.truth().left.length > 0);
	expect(world.truth().left).toEqual(['mediaEdge/pool1.contoso.com']);
	expect(roles.map(edgeOf)).toEqual(roles.map(() => 'EdgeServer:edge2.contoso.com'));
	for (const [cmdlet, role] of [
		['Set-CsRegistrar', 'Registrar'],
		['Set-CsConferenceServer', 'ConferencingServer'],
	] as const)
		world.change(host, cmdlet, {Identity: `${role}:pool1.contoso.com`, EdgeServer: 'EdgeServer:edge1.contoso.com', Confirm: false});
	expect(roles.map(edgeOf)).toEqual(['EdgeServer:edge1.contoso.com', 'EdgeServer:edge1.contoso.com', 'EdgeServer:edge2.contoso.com']);
	expect(world.truth().left).toEqual(['mediaEdge/pool1.contoso.com']);
	world.change(host, 'Set-CsMediationServer', {
		Identity: 'MediationServer:pool1.contoso.com',
		EdgeServer: 'EdgeServer:edge1.contoso.com',
		Confirm: false,
	});
	expect(world.truth().left).toEqual([]);
	const wrong = world.change(host, 'Set-CsRegistrar', {
		Identity: 'Registrar:pool1.contoso.com',
		EdgeServer: 'EdgeServer:pool2.contoso.com',
		Confirm: false,
	});
	expect(wrong.end.ok).toBe(false);
});
