import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {bundledScenarios, contoso} from '../../../src/adapters/mock/bundled.js';
import type {CmdletName} from '../../../src/machines/cmdlet.js';
import type {Deployment, FrontEndPool} from '../../../src/machines/deployment/deployment.js';
import {parseDeployment} from '../../../src/machines/deployment/deployment-file.js';
import type {Scenario} from '../../../src/machines/deployment/scenario.js';
import {parseScenario} from '../../../src/machines/deployment/scenario-file.js';
import {largeDeployment} from '../../fixtures/large-deployment.js';
import {scenarioOf, siteDark} from './contoso.js';
import {hour, idOf, minute, type Player, play} from './player.js';

const folder = fileURLToPath(new URL('../../fixtures/deployments/', import.meta.url));

const load = (text: string, file: string): Deployment => {
	const parsed = parseDeployment(text, file);
	if ('problem' in parsed) {
		throw new Error(`${file}: ${JSON.stringify(parsed.problem)}`);
	}
	return parsed.deployment;
};
const scenarios: readonly Scenario[] = bundledScenarios.map(({text, file}) => {
	const parsed = parseScenario(text, file);
	if ('problem' in parsed) {
		throw new Error(file);
	}
	return parsed.scenario;
});
const deployments: readonly (readonly [string, Deployment])[] = [
	...readdirSync(folder).map(file => [file, load(readFileSync(folder + file, 'utf8'), file)] as const),
	['contoso', load(contoso.text, contoso.file)],
];

const poolOf = (deployment: Deployment, fqdn: string | undefined): FrontEndPool | undefined =>
	deployment.pools.find(pool => pool.fqdn === fqdn);

/** Fails every pool over as the procedures do, and says how far it came. */
const tryFailover = (world: Player, deployment: Deployment, home: FrontEndPool): string => {
	const partner = poolOf(deployment, home.backupPool);
	const [host] = partner?.computers ?? [];
	if (!partner || host === undefined) {
		return 'no partner';
	}
	const standby = poolOf(deployment, deployment.cms.standby);
	const onHome = deployment.cms.active === home.fqdn;
	if (onHome && standby) {
		const {sql} = standby;
		const forced = world.change(standby.computers[0] ?? '', 'Invoke-CsManagementServerFailover', {
			BackupSqlServerFqdn: sql.primary,
			BackupSqlInstanceName: sql.instance,
			...(sql.mirror ? {BackupMirrorSqlServerFqdn: sql.mirror, BackupMirrorSqlInstanceName: sql.instance} : {}),
			Force: true,
			Confirm: false,
		});
		if (!forced.end.ok) {
			return forced.end.errorId;
		}
		world.wait(minute);
	}
	for (const [edge, hop] of Object.entries(world.truth().nextHops)) {
		if (hop === home.fqdn) {
			const set = world.change(host, 'Set-CsEdgeServer', {Identity: `EdgeServer:${edge}`, Registrar: `Registrar:${partner.fqdn}`});
			if (!set.end.ok) {
				return set.end.errorId;
			}
		}
	}
	return idOf(world.change(host, 'Invoke-CsPoolFailOver', {PoolFqdn: home.fqdn, DisasterMode: true, Confirm: false}));
};

test.each([
	['se-pair.json', 'ok'],
	['third-pair.json', 'ok'],
	['sfb-2019.json', 'ok'],
	['no-edge.json', 'ok'],
	['one-edge.json', 'ok'],
	['contoso-core.json', 'ok'],
	['contoso', 'ok'],
	['unpaired.json', 'no partner'],
	// Both pools are dark: nothing there runs a cmdlet.
	['same-site.json', 'PSSessionOpenFailed'],
])('%s: its site goes dark, and the failover ends with %s', (name, end) => {
	const deployment = deployments.find(([file]) => file === name)?.[1] as Deployment;
	const home = poolOf(deployment, deployment.cms.active) as FrontEndPool;
	const world = play(siteDark, {deployment});
	expect(tryFailover(world, deployment, home)).toBe(end);
	world.wait(2 * minute);
	if (end === 'ok') {
		expect(world.truth().pools[home.fqdn]).toMatchObject({experience: 'Full', on: home.backupPool});
	}
});

test('with the store on a third pair, it is asked and not moved', () => {
	const deployment = deployments.find(([file]) => file === 'third-pair.json')?.[1] as Deployment;
	const [home] = deployment.pools as readonly [FrontEndPool];
	const world = play(siteDark, {deployment, hitPool: home.fqdn});
	const host = poolOf(deployment, home.backupPool)?.computers[0] ?? '';
	expect(idOf(world.read(host, 'Get-CsService', {CentralManagement: true}))).toBe('ok');
	expect(tryFailover(world, deployment, home)).toBe('ok');
	expect(world.truth().cms.active).toBe(deployment.cms.active);
});

test('without mirroring its cmdlet says so, and a database that is not mirrored is not', () => {
	const ask = (file: string, host: string, pool: string) => {
		const deployment = deployments.find(([name]) => name === file)?.[1] as Deployment;
		return play(scenarioOf([]), {deployment}).read(host, 'Get-CsDatabaseMirrorState', {PoolFqdn: pool, LocalStore: true});
	};
	expect(idOf(ask('sfb-2019.json', 'fe11.woodgrove.com', 'pool1.woodgrove.com'))).toBe('NamedParameterNotFound,Get-CsDatabaseMirrorState');
	const {end} = ask('se-pair.json', 'se1.fabrikam.com', 'se1.fabrikam.com');
	expect(end.ok && end.output).toMatchObject([
		{StateOnPrimary: 'DatabaseInaccessibleOrMirroringNotEnabled', MirroringStatusOnMirror: null},
		...Array(7).fill({}),
	]);
});

test('a Standard Edition pool can lose its SQL Server alone, and its store can outlive its services', () => {
	const deployment = deployments.find(([file]) => file === 'se-pair.json')?.[1] as Deployment;
	const noSql = play(
		scenarioOf([
			{fault: 'off', role: 'hitSql', atMs: 0},
			{fault: 'repaired', role: 'hitSql', atMs: hour},
		]),
		{deployment},
	);
	expect([noSql.tcp('se1.fabrikam.com', 1433), noSql.tcp('se1.fabrikam.com', 5061)]).toEqual(['closed', 'open']);
	noSql.wait(hour);
	expect(noSql.tcp('se1.fabrikam.com', 1433)).toBe('open');
	const blank = play(
		scenarioOf([
			{fault: 'off', role: 'hitPool', atMs: 0},
			{fault: 'blank', role: 'cms', atMs: 0},
		]),
		{deployment},
	);
	expect([blank.tcp('se1.fabrikam.com', 1433), blank.tcp('se1.fabrikam.com', 5061)]).toEqual(['open', 'closed']);
	expect(blank.get('se2.fabrikam.com', 'Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true})).toMatchObject({
		ActiveMasterFqdn: null,
	});
});

const everything: readonly (readonly [CmdletName, object])[] = [
	['Get-CsTopology', {}],
	['Get-CsTopology', {LocalStore: true}],
	['Get-CsService', {}],
	['Get-CsPool', {}],
	['Get-CsSite', {}],
	['Get-CsComputer', {}],
	['Get-CsManagementStoreReplicationStatus', {}],
	['Get-CsManagementStoreReplicationStatus', {CentralManagementStoreStatus: true}],
	['Get-CsManagementConnection', {}],
	['Get-CsConfigurationStoreLocation', {}],
	['Get-CsWindowsService', {}],
];

describe('every scenario on every deployment, for every pool that is hit', () => {
	test.each(deployments)('%s: everything that is asked is answered or refused', (_, deployment) => {
		for (const scenario of scenarios) {
			for (const home of deployment.pools) {
				const world = play(scenario, {deployment, hitPool: home.fqdn});
				const host = poolOf(deployment, home.backupPool)?.computers[0] ?? home.computers[0] ?? '';
				const perPool = deployment.pools.flatMap(({fqdn}) =>
					(
						['Get-CsPoolBackupRelationship', 'Get-CsBackupServiceStatus', 'Get-CsDatabaseMirrorState', 'Get-CsPoolFabricState'] as const
					).map(name => [name, {PoolFqdn: fqdn}] as const),
				);
				const users = home.testUsers.map(user => ['Get-CsUserPoolInfo', {Identity: user}] as const);
				for (const [name, parameters] of [...everything, ...perPool, ...users]) {
					const {end} = world.read(host, name, {...parameters});
					expect(end.ok || ['refused', 'interrupted'].includes(end.reason)).toBe(true);
					expect(JSON.parse(JSON.stringify(end))).toEqual(end);
				}
				tryFailover(world, deployment, home);
				world.wait(5 * hour);
				expect(JSON.parse(JSON.stringify(world.world))).toEqual(world.world);
				expect(JSON.parse(JSON.stringify(world.truth()))).toEqual(world.truth());
			}
		}
	});
});

test('a pool among 450 computers can be failed over', () => {
	const deployment = load(largeDeployment(), 'large.json');
	const world = play(siteDark, {deployment});
	expect(Object.keys(world.world.computers).length).toBeGreaterThan(400);
	expect(tryFailover(world, deployment, poolOf(deployment, deployment.cms.active) as FrontEndPool)).toBe('ok');
});
