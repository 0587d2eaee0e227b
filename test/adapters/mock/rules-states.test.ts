import {expect} from 'vitest';
import type {JsonObject} from '../../../src/machines/json.js';
import {nothingWrong, scenarioOf, siteDark} from './contoso.js';
import {disaster, failOver, hour, idOf, minute, moveCms, play, pointEdgesAt, prepare, startPool1} from './player.js';
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

rule('1.1', () => {
	const up = play(nothingWrong);
	expect(up.tcp(p1, 5061)).toBe('open');
	const oneLost = play(nothingWrong);
	const fe = oneLost.world.computers[fe11];
	if (fe) {
		fe.isOn = false;
	}
	expect([oneLost.tcp(fe11, 5061), oneLost.tcp(p1, 5061)]).toEqual(['silent', 'open']);
	const noBackEnd = play(scenarioOf([offAt('hitSql')]));
	expect([noBackEnd.tcp(p1, 5061), noBackEnd.tcp('sqlbe11.contoso.com', 1433)]).toEqual(['open', 'silent']);
	expect(play().tcp(p1, 5061)).toBe('silent');
});

rule('1.2', () => {
	const world = play(nothingWrong);
	for (const n of [1, 2, 3, 4]) {
		expect(idOf(world.change(fe21, 'Stop-CsWindowsService', {ComputerName: `fe1${n}.contoso.com`, Name: 'RTCSRV'}))).toBe('ok');
	}
	const lines = world.get(fe21, 'Get-CsPoolFabricState', {PoolFqdn: p1}) as readonly string[];
	expect(lines).toHaveLength(66);
	expect(lines[0]).toMatch(/^Service: \(P\) fabric:\/lync\/routing\/[0-9A-F]{32} has no primaries\.$/);
	expect(world.get(fe21, 'Get-CsPoolFabricState', {PoolFqdn: p2})).toEqual([]);
	expect(world.truth().pools[p1]?.experience).not.toBe('Full');
});

rule('1.3', () => {
	const world = play();
	const states = new Set<string | undefined>([world.truth().pools[p1]?.state]);
	prepare(world);
	const over = world.start({name: 'Invoke-CsPoolFailOver', parameters: disaster, changesState: true, timeoutMs: hour, runsOn: fe21});
	world.wait(2 * minute);
	states.add(world.truth().pools[p1]?.state);
	world.finish(over);
	states.add(world.truth().pools[p1]?.state);
	world.wait(3 * hour);
	startPool1(world);
	const back = world.start({name: 'Invoke-CsPoolFailBack', parameters: planned, changesState: true, timeoutMs: 2 * hour, runsOn: fe21});
	world.wait(10 * minute);
	states.add(world.truth().pools[p1]?.state);
	world.finish(back);
	expect([...states]).toEqual(['Normal', 'FailingOver', 'FailedOver', 'FailingBack']);
	expect(world.truth().pools[p1]?.state).toBe('Normal');
});

rule('1.4', () => {
	const world = play(nothingWrong);
	pointEdgesAt(world, p2);
	world.start({name: 'Invoke-CsPoolFailOver', parameters: planned, changesState: true, timeoutMs: hour, runsOn: fe21});
	expect(world.world.pools[p1]?.mode).toBe('ReadWrite');
	world.wait(2 * minute);
	expect(world.world.pools[p1]?.mode).toBe('ReadOnly');
});

rule('1.5', () => {
	const world = play();
	failOver(world);
	world.wait(3 * hour + minute);
	expect(servicesOn(world, fe11)).toEqual(['Stopped']);
	expect(idOf(world.change(fe21, 'Start-CsWindowsService', {ComputerName: fe11}))).toBe('ok');
	expect(servicesOn(world, fe11)).toEqual(['Starting']);
	startPool1(world);
	expect(servicesOn(world, fe11)).toEqual(['Running']);
});

rule('1.6', () => {
	const world = play();
	expect(world.truth().cms.copies).toEqual({[p1]: 'Active', [p2]: 'Backup'});
	moveCms(world);
	expect(world.truth().cms.copies).toEqual({[p1]: 'Active', [p2]: 'Active'});
	const normal = play(nothingWrong);
	expect(idOf(normal.change(fe21, 'Invoke-CsManagementServerFailover', {Confirm: false}))).toBe('ok');
	expect(normal.truth().cms.copies).toEqual({[p1]: 'InTransition', [p2]: 'Active'});
});

rule('1.7', () => {
	const status = {CentralManagementStoreStatus: true};
	const world = play(nothingWrong);
	expect(world.get(fe21, 'Get-CsManagementStoreReplicationStatus', status)).toMatchObject({
		ActiveMasterFqdn: fe11,
		ActiveFileTransferAgents: [fe11],
		DeletedReplicas: [],
	});
	const blank = play(scenarioOf([offAt('hitPool'), {fault: 'blank', role: 'cms', atMs: 0}]));
	expect(blank.get(fe21, 'Get-CsManagementStoreReplicationStatus', status)).toMatchObject({
		ActiveMasterFqdn: null,
		ActiveFileTransferAgents: [],
	});
	// Another Front End of the pool takes over when the master's computer is lost.
	const fe = world.world.computers[fe11];
	if (fe) {
		fe.services.MASTER = 'Stopped';
	}
	world.change(fe21, 'Start-CsWindowsService', {ComputerName: 'fe12.contoso.com'});
	world.wait(minute);
	expect(world.truth().cms.master).toBe('fe12.contoso.com');
});

rule('1.8', () => {
	const world = play();
	moveCms(world);
	expect(world.get(fe21, 'Get-CsConfigurationStoreLocation')).toEqual({BackEndServer: 'sqlbe21.contoso.com\\RTC'});
	expect(world.get(fe21, 'Get-CsManagementConnection')).toMatchObject({SqlServer: 'sqlbe21.contoso.com', SqlInstance: 'RTC'});
});

rule('1.9', () => {
	const world = play(nothingWrong);
	pointEdgesAt(world, p2);
	const states = () => world.get(fe21, 'Get-CsManagementStoreReplicationStatus') as unknown as JsonObject[];
	expect(states()).toHaveLength(17);
	expect(states().some(({UpToDate}) => UpToDate === false)).toBe(true);
	world.wait(5 * minute);
	expect(states().every(({UpToDate}) => UpToDate === true)).toBe(true);
	expect(world.get(fe21, 'Get-CsManagementStoreReplicationStatus', {ReplicaFqdn: fe11})).toMatchObject([
		{UpToDate: true, ReplicaFqdn: fe11, ProductVersion: '5.0.8308.1182'},
	]);
});

rule('1.10', () => {
	const world = play(nothingWrong);
	expect(world.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p1})).toEqual({
		ActiveMachineFqdn: fe11,
		OverallExportStatus: 'SteadyState',
		OverallImportStatus: 'NormalState',
		BackupModules: [
			{Identity: 'UserServices.PresenceFocus', ExportStatus: 'SteadyState', ImportStatus: 'NormalState'},
			{Identity: 'ConfServices.DataConf', ExportStatus: 'FinalState', ImportStatus: 'NormalState'},
			{Identity: 'CentralMgmt.CMSMaster', ExportStatus: 'FinalState', ImportStatus: 'NotInitialized'},
		],
	});
	const modules = (world.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p2, Category: 'CMS'}) as JsonObject).BackupModules;
	expect(modules).toEqual([{Identity: 'CentralMgmt.CMSMaster', ExportStatus: 'NotInitialized', ImportStatus: 'NormalState'}]);
	const backlog = play(scenarioOf([{fault: 'backlog', role: 'hitPool', atMs: 0}]));
	expect(backlog.get(fe21, 'Get-CsBackupServiceStatus', {PoolFqdn: p1})).toMatchObject({OverallExportStatus: 'NonSteadyState'});
});

rule('1.11', () => {
	const ask = {PoolFqdn: p1, DatabaseType: 'CentralMgmt', LocalStore: true};
	expect(play(nothingWrong).get(fe21, 'Get-CsDatabaseMirrorState', ask)).toEqual(
		['xds', 'lis'].map(DatabaseName => ({
			DatabaseName,
			StateOnPrimary: 'Principal',
			StateOnMirror: 'Mirror',
			MirroringStatusOnPrimary: 'Synchronized',
			MirroringStatusOnMirror: 'Synchronized',
		})),
	);
	expect(play().get(fe21, 'Get-CsDatabaseMirrorState', ask)).toMatchObject([
		{StateOnPrimary: 'DatabaseInaccessibleOrMirroringNotEnabled', StateOnMirror: 'DatabaseInaccessibleOrMirroringNotEnabled'},
		{},
	]);
});

rule('1.12', () => {
	const world = play(nothingWrong);
	lose(world, 'sqlwit1.contoso.com', 'sqlbe11.contoso.com');
	expect(world.world.pools[p1]?.principal).toBe('primary');
	expect(world.world.pools[p1]?.backEndDownSince).not.toBeNull();
});

rule('1.13', () => {
	const world = play(scenarioOf([offAt('hitSite', 10_000)]));
	const seen: unknown[] = [];
	for (const at of [5_000, 20_000, 60_000, 200_000]) {
		world.clock.runTo(at);
		seen.push([world.truth().pools[p1]?.experience, world.truth().pools[p1]?.on]);
	}
	expect(seen).toEqual([
		['Full', p1],
		['SignedOut', null],
		['CannotSignIn', null],
		['ResiliencyMode', p2],
	]);
});

rule('1.14', () => {
	const world = play(scenarioOf([{fault: 'off', role: 'hitEdge', atMs: 0}]));
	expect(world.tcp('edge1.contoso.com', 5061)).toBe('silent');
	expect(world.tcp('sip2.contoso.com', 443)).toBe('open');
	expect(world.tcp('edge21.contoso.com', 4443, fe21)).toBe('open');
	expect(world.tcp('edge21.contoso.com', 9999)).toBe('closed');
});

rule('1.15', () => {
	const world = play(nothingWrong);
	expect(world.get(fe11, 'Get-CsSite', {Identity: 'Dublin'})).toMatchObject([
		{
			Identity: 'Dublin',
			SiteType: 'CentralSite',
			FederationRoute: 'EdgeServer:edge1.contoso.com',
			XmppFederationRoute: 'EdgeServer:edge1.contoso.com',
		},
	]);
	expect(idOf(world.change(fe11, 'Set-CsSite', {Identity: 'Dublin', FederationRoute: 'EdgeServer:edge2.contoso.com'}))).toBe('ok');
	expect(world.truth().federationRoutes).toEqual({Redmond: 'edge1.contoso.com', Dublin: 'edge2.contoso.com'});
	// The scenario lets a surviving Edge pool name the hit pool, where none does.
	expect(play(siteDark).truth().nextHops).toEqual({'edge1.contoso.com': p1, 'edge2.contoso.com': p1});
	expect(play(scenarioOf([offAt('hitPool')], [{given: 'livingEdgeNamesHitPool'}])).truth().nextHops['edge2.contoso.com']).toBe(p2);
});

rule('1.16', () => {
	const world = play(nothingWrong);
	const hop = (runsOn: string, parameters: {readonly LocalStore?: true}) =>
		((world.get(runsOn, 'Get-CsTopology', parameters) as JsonObject).Services as unknown as JsonObject[]).find(
			({Identity}) => Identity === 'EdgeServer:edge1.contoso.com',
		)?.Registrar;
	const before = world.truth().topologyVersion;
	expect(idOf(world.change(fe11, 'Set-CsEdgeServer', {Identity: 'edge1.contoso.com', Registrar: `Registrar:${p2}`}))).toBe('ok');
	expect(world.truth().topologyVersion).toBe(before + 1);
	// The local store of a Front End tells the old one until its replica has the new one.
	expect([hop(fe21, {}), hop(fe21, {LocalStore: true})]).toEqual([`Registrar:${p2}`, `Registrar:${p1}`]);
	world.wait(2 * minute);
	expect(hop(fe21, {LocalStore: true})).toBe(`Registrar:${p2}`);
});
