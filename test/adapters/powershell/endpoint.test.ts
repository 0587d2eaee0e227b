/** What may go through the remote endpoint of a pool, and what never does. */
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {endpointOf, refusedAtEndpoint} from '../../../src/adapters/powershell/endpoint.js';
import {change, read} from '../../../src/machines/cmdlet.js';
import {openWorld} from './world.js';

const fe21 = 'fe21.contoso.com';
const idOf = (call: ReturnType<typeof read>, platform = 'win32') => {
	const end = refusedAtEndpoint(call, platform);
	return end && !end.ok ? end.errorId : undefined;
};

test('what role-based access may give goes through it', () => {
	expect(idOf(change(fe21, 'Invoke-CsPoolFailOver', {PoolFqdn: 'pool1.contoso.com', Confirm: false}, 1))).toBeUndefined();
	expect(idOf(change(fe21, 'Set-CsEdgeServer', {Identity: 'edge1.contoso.com'}, 1))).toBeUndefined();
	expect(idOf(read(fe21, 'Get-CsPoolBackupRelationship', {PoolFqdn: 'pool1.contoso.com'}))).toBeUndefined();
});

test.each([
	...(['Invoke-CsManagementServerFailover', 'Move-CsManagementServer', 'Invoke-CsManagementStoreReplication'] as const),
	...(['Get-CsManagementStoreReplicationStatus', 'Set-CsConfigurationStoreLocation', 'Get-CsManagementConnection'] as const),
	...(['Enable-CsTopology', 'Import-CsConfiguration', 'Install-CsDatabase'] as const),
])('%s, which is about the Central Management store, does not', name => {
	expect(idOf(read(fe21, name))).toBe('NotAtEndpoint,Switchback');
});

test('nor does what is asked of one computer, or what would not come back', () => {
	expect(idOf(read(fe21, 'Get-CsPoolBackupRelationship', {LocalStore: true}))).toBe('NotAtEndpoint,Switchback');
	expect(idOf(read(fe21, 'Set-CsEdgeServer', {WhatIf: true}))).toBe('NotAtEndpoint,Switchback');
});

test('elsewhere than on Windows nothing is started, with the reason', async () => {
	const {read: ask, log} = openWorld({
		local: {program: ['/no/such/powershell']},
		endpointFor: () => ({uri: endpointOf('pool1.contoso.com')}),
		platform: 'linux',
	});
	const end = await ask('Get-CsEcho', {Value: 'x'}).end;
	expect(end).toMatchObject({reason: 'refused', errorId: 'EndpointNeedsWindows,Switchback'});
	expect(end.ok ? '' : end.message).toMatch(/from Windows only\. Nothing was sent\.$/);
	const {backend} = openWorld({endpointFor: () => ({uri: endpointOf('pool1.contoso.com')}), platform: 'linux'});
	expect(await backend.describe(fe21)).toMatchObject({failure: {reason: 'refused', errorId: 'EndpointNeedsWindows,Switchback'}});
	expect(log).toEqual([]);
});

test('a host is told of the endpoint, loads no module, and proves no second hop: there is none', async () => {
	const standIn = fileURLToPath(new URL('stand-in.mjs', import.meta.url));
	const {
		change: changes,
		log,
		logged,
	} = openWorld({
		local: {program: [process.execPath, standIn, 'says its orders']},
		endpointFor: () => ({uri: endpointOf('pool1.contoso.com')}),
		platform: 'win32',
		provesSecondHop: true,
	});
	const call = changes('Set-CsAtOnce');
	await call.end;
	// Two ways, no order between them.
	await Promise.race([call.said('Set-CsAtOnce'), logged('Set-CsAtOnce')]);
	const orders = [...log, ...call.records.map(({text}) => text)].join('\n');
	expect(orders).toContain('"modules":[],"endpoint":"https://pool1.contoso.com/OcsPowershell"');
	expect(orders).toContain('"module":"OcsPowershell","cmdlet":"Set-CsAtOnce"');
	expect(orders).not.toContain('second hop');
});
