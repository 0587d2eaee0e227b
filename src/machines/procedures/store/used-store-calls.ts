/** Every form of a call that the procedures of the Central Management store make: see `used-calls.ts`. */
import type {UsedCall} from '../used-call.js';

const asked = {Confirm: 'flag', Verbose: 'flag'} as const;
const disaster = {BackupSqlServerFqdn: 'text', BackupSqlInstanceName: 'text', Force: 'flag', ...asked} as const;
const mirrored = {BackupMirrorSqlServerFqdn: 'text', BackupMirrorSqlInstanceName: 'text'} as const;
const masters = {CentralManagementStoreStatus: 'flag'} as const;

const at =
	(...procedures: readonly string[]) =>
	(...states: readonly string[]): readonly string[] =>
		procedures.flatMap(procedure => states.map(state => `${procedure}/${state}`));
const located = at('storeMove', 'storeFailover');
const moved = at('storeMove', 'storeMoveBack', 'storeFailover', 'storeRepair');
const clean = at('storeMove', 'storeMoveBack', 'storeRepair');
const put = at('storeRestore', 'storeRepair');
const served = at('storeMoveBack', 'storeRepair');
const forced = at('storeFailover');
const repaired = at('storeRepair');

export const usedStoreCalls: readonly UsedCall[] = [
	{
		cmdlet: 'Get-CsManagementStoreReplicationStatus',
		gives: masters,
		steps: [
			...located('locatingCms'),
			...moved('cmsFailover/movingCms', 'cmsFailover/waitingForReplicas'),
			...put('restoring', 'waitingForReplicas'),
		],
	},
	{
		cmdlet: 'Get-CsManagementStoreReplicationStatus',
		gives: {},
		steps: [...moved('cmsFailover/waitingForReplicas'), ...put('waitingForReplicas'), ...repaired('forcingReplication')],
	},
	{cmdlet: 'Get-CsService', gives: {CentralManagement: 'flag'}, steps: located('locatingCms')},
	{cmdlet: 'Get-CsTopology', gives: {LocalStore: 'flag'}, steps: [...forced('locatingCms'), ...repaired('reloadingLocalStores')]},
	{
		cmdlet: 'Get-CsPoolBackupRelationship',
		gives: {PoolFqdn: 'text', LocalStore: 'flag'},
		steps: moved('cmsFailover/findingStandby'),
	},
	{
		cmdlet: 'Get-CsDatabaseMirrorState',
		gives: {PoolFqdn: 'text', DatabaseType: {exactly: 'CentralMgmt'}, LocalStore: 'flag'},
		steps: forced('cmsFailover/findingDatabase'),
		until: 7,
	},
	{
		cmdlet: 'Get-CsWindowsService',
		gives: {ComputerName: 'text', ExcludeActivityLevel: 'flag'},
		steps: served('startingServices'),
	},
	{
		cmdlet: 'Start-CsWindowsService',
		gives: {ComputerName: 'text', Name: 'text', ...asked},
		steps: served('startingServices'),
		hasPreview: true,
	},
	{
		cmdlet: 'Get-CsManagementConnection',
		gives: {},
		steps: [...moved('cmsFailover/comparingStores'), ...put('findingConnection', 'comparingStores')],
	},
	{
		cmdlet: 'Get-CsConfigurationStoreLocation',
		gives: {},
		steps: [...moved('cmsFailover/comparingStores'), ...put('comparingStores'), ...located('locatingCms')],
	},
	{cmdlet: 'Invoke-CsManagementServerFailover', gives: asked, steps: clean('cmsFailover/movingCms')},
	{cmdlet: 'Invoke-CsManagementServerFailover', gives: disaster, steps: forced('cmsFailover/movingCms')},
	{cmdlet: 'Invoke-CsManagementServerFailover', gives: {...disaster, ...mirrored}, steps: forced('cmsFailover/movingCms'), until: 7},
	{cmdlet: 'Invoke-CsManagementServerFailover', gives: {Restore: 'flag', ...asked}, steps: put('restoring')},
	{cmdlet: 'Export-CsConfiguration', gives: {FileName: 'text'}, steps: repaired('reloadingLocalStores')},
	{cmdlet: 'Import-CsConfiguration', gives: {FileName: 'text', LocalStore: 'flag'}, steps: repaired('reloadingLocalStores')},
	{cmdlet: 'Invoke-CsManagementStoreReplication', gives: {}, steps: repaired('forcingReplication')},
];
