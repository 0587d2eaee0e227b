/** XMPP: the Edge pool that carries it, what listens for it, and what a firewall keeps out. Model, but for the names of the ports. */
import {expect, test} from 'vitest';
import type {JsonObject} from '../../../src/machines/json.js';
import {contoso, nothingWrong, scenarioOf} from './contoso.js';
import {minute, play} from './player.js';

type World = ReturnType<typeof play>;
const host = 'fe21.contoso.com';
const edgeDark = () => play(scenarioOf([{fault: 'off', role: 'hitEdge', atMs: 0}]));
const written = (world: World) =>
	(world.get(host, 'Test-CsXmppIM', {TargetFqdn: 'pool2.contoso.com', Receiver: 'juliet@example.net'}) as JsonObject).Result;
const route = (world: World, site: string) =>
	world.change(host, 'Set-CsSite', {Identity: site, XmppFederationRoute: 'EdgeServer:edge2.contoso.com', Confirm: false});
const services = (world: World, verb: 'Start' | 'Stop') => {
	for (const server of ['edge21.contoso.com', 'edge22.contoso.com']) world.change(server, `${verb}-CsWindowsService`, {Confirm: false});
};

test('an Edge server listens for XMPP where a route of a site names its pool, outside and for the gateways inside', () => {
	const world = play(nothingWrong);
	expect([world.tcp('sip.contoso.com', 5269), world.tcp('edge11.contoso.com', 23456, host)]).toEqual(['open', 'open']);
	expect([world.tcp('sip2.contoso.com', 5269), world.tcp('edge21.contoso.com', 23456, host)]).toEqual(['closed', 'closed']);
	expect(written(world)).toBe('Success');
});

test('with its Edge pool XMPP is dead for every site that is routed there, until the route is another one and its servers have it', () => {
	const world = edgeDark();
	expect(written(world)).toBe('Failure');
	services(world, 'Stop');
	expect(world.truth().left).toEqual(['edgeStopped/edge2.contoso.com']);
	route(world, 'Dublin');
	world.wait(10 * minute);
	// The replica agent is stopped too: nothing reaches them.
	expect(world.get(host, 'Get-CsManagementStoreReplicationStatus', {ReplicaFqdn: 'edge21.contoso.com'})).toMatchObject([{UpToDate: false}]);
	services(world, 'Start');
	world.waitUntil(() => world.tcp('sip2.contoso.com', 5269) === 'open');
	expect(written(world)).toBe('Success');
	expect(world.truth().left).toEqual(['xmppRoute/Dublin']);
});

test('a deployment of 2019 has nothing that listens for XMPP', () => {
	const of2019 = {...contoso, pools: contoso.pools.map(pool => ({...pool, version: 8 as const}))};
	const world = play(nothingWrong, {deployment: of2019});
	expect(world.tcp('sip.contoso.com', 5269)).toBe('closed');
});

test('what a firewall does not let through is silent, though somebody listens, until it is opened', () => {
	const walled = {...contoso, firewall: [{from: 'pool2.contoso.com', to: 'edge1.contoso.com', ports: [23456]}]};
	const world = play(nothingWrong, {deployment: walled});
	expect(world.tcp('edge11.contoso.com', 23456, host)).toBe('silent');
	expect([world.tcp('edge11.contoso.com', 5062, host), world.tcp('edge11.contoso.com', 23456, 'fe11.contoso.com')]).toEqual([
		'open',
		'open',
	]);
	world.outside('firewall/act1', {firewallOpens: [{from: 'pool2.contoso.com', to: 'edge1.contoso.com', ports: [23456]}]});
	world.waitUntil(() => world.tcp('edge11.contoso.com', 23456, host) === 'open');
});

test('an Edge whose port of the store is walled off gets no change', () => {
	const walled = {...contoso, firewall: [{from: 'pool1.contoso.com', to: 'edge2.contoso.com', ports: [4443]}]};
	const world = play(nothingWrong, {deployment: walled});
	route(world, 'Dublin');
	world.wait(10 * minute);
	expect(world.get(host, 'Get-CsManagementStoreReplicationStatus', {ReplicaFqdn: 'edge21.contoso.com'})).toMatchObject([{UpToDate: false}]);
});
