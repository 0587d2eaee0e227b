import {expect} from 'vitest';
import {read} from '../../../src/machines/cmdlet.js';
import {contoso, nothingWrong, scenarioOf} from './contoso.js';
import {disaster, failOver, forceCms, hour, idOf, minute, moveCms, play, pointEdgesAt, prepare, startPool1} from './player.js';
import {rule} from './rules.js';

const p1 = 'pool1.contoso.com';
const p2 = 'pool2.contoso.com';
const fe11 = 'fe11.contoso.com';
const fe21 = 'fe21.contoso.com';
const planned = {PoolFqdn: p1, Confirm: false} as const;

const messageOf = ({end}: ReturnType<ReturnType<typeof play>['ask']>) => (end.ok ? '' : end.message);

rule('2.1', () => {
	const [first, second] = contoso.pools;
	const unpaired = [first, second].flatMap(pool => {
		const {backupPool: _, ...rest} = pool ?? ({} as never);
		return [rest];
	});
	const world = play(nothingWrong, {deployment: {...contoso, pools: unpaired}});
	const refused = world.change(fe21, 'Invoke-CsPoolFailOver', disaster);
	expect(refused.end).toMatchObject({reason: 'refused', errorId: 'NoBackupPool,Invoke-CsPoolFailOver', isModel: true});
	expect(idOf(world.read(fe21, 'Get-CsPoolBackupRelationship', {PoolFqdn: p1}))).toBe('NoBackupPool,Get-CsPoolBackupRelationship');
});

rule('2.2', () => {
	const world = play();
	moveCms(world);
	const before = world.truth().pools;
	const refused = world.change(fe21, 'Invoke-CsPoolFailOver', disaster);
	expect(messageOf(refused)).toBe(
		'This Front-end pool "pool1.contoso.com" is specified in topology as the next hop for the Edge server. Failing over this pool may cause External access/Federation/Split-domain/XMPP features to stop working. Please use Topology Builder to change the Edge internal next hop setting to point to a different Front-end pool,  before you proceed.',
	);
	expect(refused.end).not.toHaveProperty('isModel');
	expect(world.truth().pools).toEqual(before);
	// The Edge of the dead site counts too.
	const set = {Identity: 'edge2.contoso.com', Registrar: `Registrar:${p2}`};
	expect(idOf(world.change(fe21, 'Set-CsEdgeServer', set))).toBe('ok');
	expect(idOf(world.change(fe21, 'Invoke-CsPoolFailOver', disaster))).toBe('NextHop,Invoke-CsPoolFailOver');
});

rule('2.3', () => {
	const dead = play();
	expect(idOf(dead.change(fe21, 'Invoke-CsPoolFailOver', disaster))).toBe('CannotConnectToStore,Invoke-CsPoolFailOver');
	const blank = play(
		scenarioOf([
			{fault: 'off', role: 'hitPool', atMs: 0},
			{fault: 'blank', role: 'cms', atMs: 0},
		]),
	);
	expect(blank.change(fe21, 'Invoke-CsPoolFailOver', disaster).end).toMatchObject({
		errorId: 'CmsNotReady,Invoke-CsPoolFailOver',
		isModel: true,
	});
});

rule('2.4', () => {
	const world = play(scenarioOf([], [{given: 'partnerRunsOnHitPool'}]));
	pointEdgesAt(world, p2);
	expect(idOf(world.change(fe21, 'Invoke-CsPoolFailOver', disaster))).toBe('PartnerIsFailedOver,Invoke-CsPoolFailOver');
});

rule('2.5', () => {
	const world = play();
	prepare(world);
	expect(idOf(world.change(fe21, 'Invoke-CsPoolFailOver', planned))).toBe('PoolUnavailable,Invoke-CsPoolFailOver');
});

rule('2.6', () => {
	const world = play(
		scenarioOf([
			{fault: 'off', role: 'hitPool', atMs: 0},
			{fault: 'repaired', role: 'hitPool', afterMs: minute},
			{fault: 'off', role: 'partner', afterMs: hour},
		]),
	);
	failOver(world);
	world.wait(2 * minute);
	startPool1(world);
	world.wait(2 * hour);
	expect(idOf(world.change(fe11, 'Invoke-CsPoolFailBack', planned))).toBe('BackupPoolUnavailable,Invoke-CsPoolFailBack');
});

rule('2.7', () => {
	const world = play(nothingWrong);
	expect(idOf(world.change(fe11, 'Invoke-CsPoolFailBack', planned))).toBe('NotFailedOver,Invoke-CsPoolFailBack');
	const over = play();
	failOver(over);
	expect(idOf(over.change(fe21, 'Invoke-CsPoolFailBack', {PoolFqdn: p2, Confirm: false}))).toBe('NotFailedOver,Invoke-CsPoolFailBack');
	// Repaired is not started: nothing of it answers.
	expect(idOf(over.change(fe21, 'Invoke-CsPoolFailBack', planned))).toBe('PoolUnavailable,Invoke-CsPoolFailBack');
});

rule('2.8', () => {
	const world = play(nothingWrong);
	expect(idOf(world.change(fe21, 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe('ok');
	world.waitUntil(() => Object.values(world.world.cms.scp).every(({server}) => server.startsWith('sqlbe21')), 10 * minute);
	const copy = world.world.cms.copies[p1];
	if (copy) {
		copy.state = 'InTransition';
	}
	const refused = world.change(fe11, 'Invoke-CsManagementServerFailover', {Confirm: false});
	expect(messageOf(refused)).toBe(
		`Cannot fail over the Central Management Server. The new Central Management Store located at "${p1}" is not in Backup mode.`,
	);
});

rule('2.9', () => {
	const world = play(nothingWrong);
	expect(idOf(world.change(fe21, 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe('ok');
	const refused = world.change(fe11, 'Invoke-CsManagementServerFailover', {Confirm: false});
	expect(messageOf(refused)).toBe(
		`Central Management Server cannot be moved to pool ${p1} because either a previous failover attempt failover or there is already a failover in progress. If the central management server was recently moved to another pool this condition might be caused by a delay in Active Directory Replication`,
	);
});

rule('2.10', () => {
	const world = play(nothingWrong);
	world.start({name: 'Invoke-CsManagementServerFailover', parameters: {Confirm: false}, changesState: true, timeoutMs: hour, runsOn: fe21});
	world.wait(40_000);
	const refused = world.change(fe11, 'Set-CsEdgeServer', {Identity: 'edge1.contoso.com', Registrar: `Registrar:${p2}`});
	expect(messageOf(refused)).toBe(
		'###50020:XDSForceReplication: This central management store is being moved to another location. No changes can be made until this move is complete',
	);
});

rule('2.11', () => {
	const world = play();
	failOver(world);
	world.wait(4 * hour);
	const refused = world.change(fe11, 'Invoke-CsManagementServerFailover', {Confirm: false});
	expect(idOf(refused)).toBe('XDSForceReplication,Invoke-CsManagementServerFailover');
	expect(refused.streams).toEqual([
		{stream: 'warning', text: "The Central Management Store database in Active Directory doesn't match the one in the topology"},
	]);
});

rule('2.12', () => {
	const world = play(nothingWrong);
	for (const runsOn of [fe11, 'sba-cork.contoso.com']) {
		expect(idOf(world.change(runsOn, 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe(
			'NotInReceivingPool,Invoke-CsManagementServerFailover',
		);
	}
	// The forced one names the standby's own store, as it is now.
	const dark = play();
	for (const wrong of [
		{BackupSqlServerFqdn: 'sqlbe11.contoso.com'},
		{BackupSqlServerFqdn: 'sqlbe22.contoso.com'},
		{BackupSqlInstanceName: 'LYNC'},
		{BackupMirrorSqlServerFqdn: 'sqlbe12.contoso.com'},
	]) {
		expect(idOf(dark.change(fe21, 'Invoke-CsManagementServerFailover', {...forceCms, ...wrong}))).toBe(
			'WrongStore,Invoke-CsManagementServerFailover',
		);
	}
});

rule('2.13', () => {
	const world = play();
	for (const [name, parameters] of [
		['Get-CsService', {CentralManagement: true}],
		['Get-CsPool', {}],
		['Get-CsSite', {}],
		['Get-CsComputer', {}],
		['Get-CsTopology', {}],
		['Get-CsManagementStoreReplicationStatus', {}],
		['Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true}],
		['Get-CsPoolBackupRelationship', {PoolFqdn: p1}],
		['Get-CsDatabaseMirrorState', {PoolFqdn: p2}],
	] as const) {
		const {end, tookMs} = world.read(fe21, name, parameters);
		expect(end).toMatchObject({ok: false, errorId: `CannotConnectToStore,${name}`, isModel: true});
		expect(tookMs).toBeGreaterThanOrEqual(15_000);
		expect(tookMs).toBeLessThanOrEqual(45_000);
	}
	for (const runsOn of [fe21, 'edge21.contoso.com', 'sba-cork.contoso.com']) {
		expect(idOf(world.read(runsOn, 'Get-CsTopology', {LocalStore: true}))).toBe('ok');
	}
	expect(idOf(world.read('sqlbe21.contoso.com', 'Get-CsTopology', {LocalStore: true}))).toBe('CommandNotFoundException');
	// Active Directory answers all the same.
	expect(world.get(fe21, 'Get-CsConfigurationStoreLocation')).toEqual({BackEndServer: 'sqlbe11.contoso.com\\RTC'});
	// A dead computer runs nothing.
	expect(idOf(world.read(fe11, 'Get-CsPool'))).toBe('PSSessionOpenFailed');
});

rule('2.14', () => {
	const world = play(scenarioOf([{fault: 'losesSecondHop', role: 'partner', atMs: 0}]));
	for (const [name, parameters] of [
		['Get-CsManagementStoreReplicationStatus', {}],
		['Get-CsConfigurationStoreLocation', {}],
		['Get-CsWindowsService', {ComputerName: fe11}],
	] as const) {
		expect(world.read(fe21, name, parameters).end).toMatchObject({reason: 'refused', errorId: `AccessDenied,${name}`, isDenied: true});
	}
	const before = world.truth();
	expect(world.change(fe21, 'Invoke-CsPoolFailOver', disaster).end).toMatchObject({reason: 'refused', isDenied: true, isModel: true});
	expect({...world.truth(), at: before.at}).toEqual(before);
	// What stays on that computer is answered, and so is everything on one with another logon, and after a new one.
	expect(idOf(world.read(fe21, 'Get-CsPoolBackupRelationship', {PoolFqdn: p1, LocalStore: true}))).toBe('ok');
	expect(idOf(world.read(fe21, 'Get-CsWindowsService', {ComputerName: fe21}))).toBe('ok');
	expect(idOf(world.read(fe11, 'Get-CsConfigurationStoreLocation'))).toBe('ok');
	world.wait(10 * minute);
	expect(idOf(world.read(fe21, 'Get-CsConfigurationStoreLocation'))).toBe('ok');
});

rule('2.15', () => {
	const world = play(nothingWrong);
	const refused = world.change(fe11, 'Set-CsSite', {Identity: 'Dublin', XmppExternalFederationRoute: 'edge21.contoso.com'});
	expect(messageOf(refused)).toBe("A parameter cannot be found that matches parameter name 'XmppExternalFederationRoute'.");
	expect(idOf(refused)).toBe('NamedParameterNotFound,Set-CsSite');
});

rule('2.16', () => {
	const world = play();
	const refused = world.change(fe21, 'Invoke-CsManagementServerFailover', {MirrorSQLServerFqdn: 'sqlbe22.contoso.com', Confirm: false});
	expect(messageOf(refused)).toBe("A parameter cannot be found that matches parameter name 'MirrorSQLServerFqdn'.");
});

rule('2.17', () => {
	const world = play(nothingWrong, {deployment: {...contoso, cms: {...contoso.cms, active: p2, standby: undefined as never}}, hitPool: p1});
	const refused = world.read(fe11, 'Get-CsDatabaseMirrorState', {PoolFqdn: p1, DatabaseType: 'CentralMgmt', LocalStore: true});
	expect(messageOf(refused)).toContain(`is not present on pool ${p1}`);
	const other = world.read(fe11, 'Get-CsDatabaseMirrorState', {PoolFqdn: p1, DatabaseType: 'Monitoring', LocalStore: true});
	expect(messageOf(other)).toContain(`One of the following roles must exist on pool ${p1}`);
});

rule('2.21', () => {
	const [first, second] = contoso.pools;
	const unpaired = [first, second].flatMap(pool => {
		const {backupPool: _, ...rest} = pool ?? ({} as never);
		return [rest];
	});
	const world = play(nothingWrong, {deployment: {...contoso, pools: unpaired}});
	expect(idOf(world.read(fe21, 'Debug-CsInterPoolReplication', {PoolFqdn: p1}))).toMatch(/^NoBackupPool/);
	const compare = {...read(fe21, 'Debug-CsInterPoolReplication', {PoolFqdn: p1}), timeoutMs: hour};
	expect(play(nothingWrong).ask(compare).end).toMatchObject({
		ok: true,
		output: [/no mismatch/, /no mismatch/, /no mismatch/].map(text => expect.stringMatching(text)),
	});
});

rule('2.29', () => {
	const world = play();
	const moved = moveCms(world);
	pointEdgesAt(world, p2);
	for (const {end} of [
		moved,
		world.change(fe21, 'Invoke-CsPoolFailOver', disaster),
		world.change(fe21, 'Invoke-CsPoolFailOver', disaster),
	]) {
		expect(end).toEqual({ok: true, output: null});
	}
});
