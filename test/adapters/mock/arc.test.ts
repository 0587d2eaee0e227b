import {expect, test} from 'vitest';
import {forceCms, hour, idOf, minute, play} from './player.js';

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';

test('a dead site is failed over and back, and everything is where it was', () => {
	const world = play();
	expect(world.truth().pools[p1]).toMatchObject({experience: 'ResiliencyMode', on: p2, state: 'Normal'});
	expect(idOf(world.read('fe21.contoso.com', 'Get-CsService', {EdgeServer: true}))).toBe('CannotConnectToStore,Get-CsService');
	expect(world.get('fe21.contoso.com', 'Get-CsPoolBackupRelationship', {PoolFqdn: p1, LocalStore: true})).toEqual({
		PoolFqdn: p1,
		BackupPoolFqdn: p2,
	});
	expect(idOf(world.change('fe21.contoso.com', 'Invoke-CsManagementServerFailover', forceCms))).toBe('ok');
	world.waitUntil(() => world.truth().cms.master === 'fe21.contoso.com');
	const hop = world.change('fe21.contoso.com', 'Invoke-CsPoolFailOver', {PoolFqdn: p1, DisasterMode: true, Confirm: false});
	expect(idOf(hop)).toBe('NextHop,Invoke-CsPoolFailOver');
	for (const edge of ['edge1', 'edge2']) {
		const set = {Identity: `EdgeServer:${edge}.contoso.com`, Registrar: `Registrar:${p2}`};
		expect(idOf(world.change('fe21.contoso.com', 'Set-CsEdgeServer', set))).toBe('ok');
	}
	const over = world.change('fe21.contoso.com', 'Invoke-CsPoolFailOver', {PoolFqdn: p1, DisasterMode: true, Confirm: false});
	expect(idOf(over)).toBe('ok');
	world.wait(2 * minute);
	expect(world.truth().pools[p1]).toMatchObject({experience: 'Full', on: p2, state: 'FailedOver'});
	expect(world.truth().left).toEqual([`failedOver/${p1}`, 'nextHop/edge1.contoso.com', 'nextHop/edge2.contoso.com', `cmsMoved/${p1}`]);

	world.wait(3 * hour);
	for (let n = 1; n <= 6; n++) {
		expect(idOf(world.change('fe21.contoso.com', 'Start-CsWindowsService', {ComputerName: `fe1${n}.contoso.com`}))).toBe('ok');
	}
	world.wait(20 * minute);
	expect(idOf(world.change('fe11.contoso.com', 'Invoke-CsPoolFailBack', {PoolFqdn: p1, Confirm: false}))).toBe('ok');
	const sync = {PoolFqdn: p2, BackupModule: 'ConfServices.DataConf'};
	expect(idOf(world.change('fe11.contoso.com', 'Invoke-CsBackupServiceSync', sync))).toBe('ok');
	expect(idOf(world.change('fe11.contoso.com', 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe('ok');
	for (const edge of ['edge1', 'edge2']) {
		const set = {Identity: `EdgeServer:${edge}.contoso.com`, Registrar: `Registrar:${p1}`};
		expect(idOf(world.change('fe11.contoso.com', 'Set-CsEdgeServer', set))).toBe('ok');
	}
	world.wait(15 * minute);
	expect(world.truth().left).toEqual([]);
	expect(world.truth().cms).toEqual({active: p1, master: 'fe11.contoso.com', copies: {[p1]: 'Active', [p2]: 'Backup'}, isMoving: false});
	expect(world.truth().pools[p1]).toMatchObject({experience: 'Full', on: p1, state: 'Normal'});
});
