/**
 * Every form of a cmdlet call that the procedures can make, and the steps that make it. What a live run needs is looked up by it before
 * the run begins; a test plays all scenarios and holds it to the calls that are really made, both ways.
 */
import type {CmdletName} from '../cmdlet.js';
import {usedSwapCalls, withSwap} from './pool/used-swap-calls.js';
import {usedStoreCalls} from './store/used-store-calls.js';
import type {Given, UsedCall} from './used-call.js';

const exactly = (text: string): Given => ({exactly: text});
const asked = {Confirm: 'flag', Verbose: 'flag'} as const;
const masters = {CentralManagementStoreStatus: 'flag'} as const;
const presence = {TargetFqdn: 'text', SubscriberSipAddress: 'text', PublisherSipAddress: 'text'} as const;
const registrar = {ComputerName: 'text', Name: exactly('RTCSRV'), ExcludeActivityLevel: 'flag'} as const;
const ofPool = {PoolFqdn: 'text'} as const;
const disaster = {BackupSqlServerFqdn: 'text', BackupSqlInstanceName: 'text', Force: 'flag', ...asked} as const;
const mirrored = {BackupMirrorSqlServerFqdn: 'text', BackupMirrorSqlInstanceName: 'text'} as const;

const failover = (...states: readonly string[]) => states.map(state => `poolFailover/${state}`);
const failback = (...states: readonly string[]) => states.map(state => `poolFailback/${state}`);
const planned = (...states: readonly string[]) => states.map(state => `plannedFailover/${state}`);
const federation = (...states: readonly string[]) => states.map(state => `federationFailover/${state}`);
const xmpp = (...states: readonly string[]) => states.map(state => `xmppFailover/${state}`);
const media = (...states: readonly string[]) => states.map(state => `mediaFailover/${state}`);
const inbound = (...states: readonly string[]) => states.map(state => `inboundFederation/${state}`);
const edgeBack = (...states: readonly string[]) => states.map(state => `edgeFailback/${state}`);
const both = (...states: readonly string[]) => [...failover(...states), ...failback(...states)];

const usedPoolCalls: readonly UsedCall[] = [
	{
		cmdlet: 'Get-CsManagementStoreReplicationStatus',
		gives: masters,
		steps: [
			...failover('locatingCms', 'failingOverUsers', 'waitingForReplicas', 'cmsFailover/movingCms', 'cmsFailover/waitingForReplicas'),
			...failback('waitingForReplicas', 'cmsFailover/movingCms', 'cmsFailover/waitingForReplicas'),
			...planned('locatingCms', 'failingOverUsers', 'waitingForReplicas', 'cmsFailover/movingCms', 'cmsFailover/waitingForReplicas'),
			...federation('checkingStore'),
			...xmpp('checkingStore'),
			...media('checkingStore'),
			...edgeBack('checkingStore'),
		],
	},
	{
		cmdlet: 'Get-CsManagementStoreReplicationStatus',
		gives: {},
		steps: [
			...failover('waitingForReplicas', 'changingNextHops', 'cmsFailover/waitingForReplicas'),
			...failback('waitingForReplicas', 'givingNextHopsBack', 'cmsFailover/waitingForReplicas'),
			...planned('waitingForReplicas', 'changingNextHops', 'cmsFailover/waitingForReplicas'),
			...federation('waitingForReplicas'),
			...xmpp('waitingForReplicas'),
			...media('waitingForReplicas'),
			...edgeBack('waitingForReplicas'),
		],
	},
	{cmdlet: 'Get-CsService', gives: {CentralManagement: 'flag'}, steps: [...failover('locatingCms'), ...planned('locatingCms')]},
	{
		cmdlet: 'Get-CsService',
		gives: {EdgeServer: 'flag'},
		steps: [
			...failover('findingEdges', 'changingNextHops', 'failingOverUsers'),
			...planned('findingEdges', 'changingNextHops', 'failingOverUsers'),
			...failback('givingNextHopsBack'),
		],
	},
	{cmdlet: 'Get-CsTopology', gives: {LocalStore: 'flag'}, steps: failover('locatingCms')},
	{
		cmdlet: 'Get-CsPoolBackupRelationship',
		gives: {...ofPool, LocalStore: 'flag'},
		steps: [
			...failover('checkingRelationship'),
			...planned('checkingRelationship', 'cmsFailover/findingStandby'),
			...both('cmsFailover/findingStandby'),
		],
	},
	{
		cmdlet: 'Get-CsWindowsService',
		gives: registrar,
		steps: [...failover('checkingPartner'), ...planned('checkingPartner', 'checkingLife'), ...failback('startingServices')],
	},
	{
		cmdlet: 'Get-CsPoolFabricState',
		gives: {...ofPool, Type: exactly('Routing')},
		steps: [...failover('checkingPartner'), ...planned('checkingPartner')],
	},
	{
		cmdlet: 'Get-CsDatabaseMirrorState',
		gives: {...ofPool, DatabaseType: exactly('CentralMgmt'), LocalStore: 'flag'},
		steps: failover('cmsFailover/findingDatabase'),
		until: 7,
	},
	{
		cmdlet: 'Get-CsConfigurationStoreLocation',
		gives: {},
		steps: [...failover('locatingCms'), ...both('cmsFailover/comparingStores'), ...planned('cmsFailover/comparingStores')],
	},
	{
		cmdlet: 'Get-CsManagementConnection',
		gives: {},
		steps: [...both('cmsFailover/comparingStores'), ...planned('cmsFailover/comparingStores')],
	},
	{cmdlet: 'Invoke-CsManagementServerFailover', gives: disaster, steps: failover('cmsFailover/movingCms')},
	{cmdlet: 'Invoke-CsManagementServerFailover', gives: {...disaster, ...mirrored}, steps: failover('cmsFailover/movingCms'), until: 7},
	{
		cmdlet: 'Invoke-CsManagementServerFailover',
		gives: asked,
		steps: [...failback('cmsFailover/movingCms'), ...planned('cmsFailover/movingCms')],
	},
	{
		cmdlet: 'Set-CsEdgeServer',
		gives: {Identity: 'text', Registrar: 'text', ...asked},
		steps: [...failover('changingNextHops'), ...planned('changingNextHops'), ...failback('givingNextHopsBack')],
		hasPreview: true,
	},
	{cmdlet: 'Invoke-CsPoolFailOver', gives: {...ofPool, DisasterMode: 'flag', ...asked}, steps: failover('failingOverUsers')},
	{cmdlet: 'Invoke-CsPoolFailOver', gives: {...ofPool, WaitTime: 'span', ...asked}, steps: planned('failingOverUsers')},
	{
		cmdlet: 'Invoke-CsPoolFailOver',
		gives: {...ofPool, WaitTime: 'span', FlushStorageService: 'flag', ...asked},
		steps: planned('failingOverUsers'),
	},
	{cmdlet: 'Debug-CsInterPoolReplication', gives: ofPool, steps: planned('comparingPools')},
	{cmdlet: 'Invoke-CsPoolFailBack', gives: {...ofPool, ...asked}, steps: failback('failingBackUsers')},
	{
		cmdlet: 'Test-CsPresence',
		gives: presence,
		steps: [
			...failover('failingOverUsers'),
			...planned('failingOverUsers', 'provingIt'),
			...failback('failingBackUsers'),
			...both('provingIt'),
		],
	},
	{
		cmdlet: 'Test-CsRegistration',
		gives: {TargetFqdn: 'text', UserSipAddress: 'text'},
		steps: [...both('provingIt'), ...planned('provingIt')],
	},
	{
		cmdlet: 'Start-CsWindowsService',
		gives: {ComputerName: 'text', ...asked},
		steps: failback('startingServices'),
		hasPreview: true,
	},
	{
		cmdlet: 'Get-CsBackupServiceStatus',
		gives: ofPool,
		steps: [...failback('checkingBackup', 'syncingConferences'), ...planned('checkingBackup', 'failingOverUsers')],
	},
	{
		cmdlet: 'Invoke-CsBackupServiceSync',
		gives: {...ofPool, BackupModule: exactly('ConfServices.DataConf')},
		steps: failback('syncingConferences'),
	},
	{
		cmdlet: 'Get-CsSite',
		gives: {},
		steps: [
			...failback('closingFollowUps'),
			...federation('movingRoutes', 'provingIt'),
			...xmpp('movingRoutes', 'provingIt'),
			...inbound('provingIt'),
			...edgeBack('givingRoutesBack', 'provingIt', 'givingXmppBack', 'provingXmpp'),
		],
	},
	{
		cmdlet: 'Set-CsSite',
		gives: {Identity: 'text', FederationRoute: 'text', ...asked},
		steps: [...federation('movingRoutes'), ...edgeBack('givingRoutesBack')],
		hasPreview: true,
	},
	{
		cmdlet: 'Set-CsSite',
		gives: {Identity: 'text', XmppFederationRoute: 'text', ...asked},
		steps: [...xmpp('movingRoutes'), ...edgeBack('givingXmppBack')],
		hasPreview: true,
		until: 7,
	},
	{
		cmdlet: 'Test-CsXmppIM',
		gives: {TargetFqdn: 'text', Receiver: 'text'},
		steps: [...xmpp('provingIt'), ...edgeBack('provingXmpp')],
		until: 7,
	},
	...(['Registrar', 'ConferencingServer', 'MediationServer'] as const).map(
		(role): UsedCall => ({
			cmdlet: 'Get-CsService',
			gives: {[role]: 'flag'},
			steps: [...media('findingPools', 'associating', 'settingServices'), ...edgeBack('associating', 'settingServices')],
		}),
	),
	{
		cmdlet: 'Get-CsService',
		gives: {Registrar: 'flag', ...ofPool},
		steps: [...media('provingIt'), ...edgeBack('provingMedia')],
	},
	...(['Set-CsRegistrar', 'Set-CsConferenceServer', 'Set-CsMediationServer'] as const).map(
		(cmdlet): UsedCall => ({
			cmdlet,
			gives: {Identity: 'text', EdgeServer: 'text', ...asked},
			steps: [...media('settingServices'), ...edgeBack('settingServices')],
			hasPreview: true,
		}),
	),
	{
		cmdlet: 'Test-CsFederatedPartner',
		gives: {TargetFqdn: 'text', Domain: 'text'},
		steps: [...federation('provingIt'), ...inbound('provingIt'), ...edgeBack('provingIt')],
	},
];

export const usedCalls: readonly UsedCall[] = [...withSwap(usedPoolCalls), ...usedSwapCalls, ...usedStoreCalls];

/** Those that a session sends to a farm, each once. */
export const usedCmdlets: readonly CmdletName[] = [...new Set(usedCalls.map(({cmdlet}) => cmdlet))];
