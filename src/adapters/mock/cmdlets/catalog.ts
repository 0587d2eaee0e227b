/** The cmdlets that the simulator knows, by declared name: those that read and those that change. */
import type {Changer, Reader} from '../plan.js';
import {comparePools, getBackupStatus, syncBackup} from './backup-service.js';
import {failOverCms} from './cms-failover.js';
import {getManagementConnection, getReplicationStatus, getStoreLocation} from './cms-status.js';
import {exportConfiguration, importConfiguration} from './configuration.js';
import {setConferenceServer, setEdgeServer, setMediationServer, setRegistrar, setSite} from './edge.js';
import {testFederatedPartner} from './federated-partner.js';
import {failBackPool} from './pool-failback.js';
import {failOverPool} from './pool-failover.js';
import {forceReplicas} from './replication.js';
import {getWindowsService, startWindowsService, stopWindowsService} from './services.js';
import {getFabricState, getMirrorState} from './sql.js';
import {getBackupConfiguration, getBackupRelationship, getComputer, getPool, getService, getSite, getTopology} from './topology.js';
import {getUserPoolInfo, testPresence, testRegistration} from './users.js';
import {testXmppIm} from './xmpp-im.js';

/** Names as parameter data has them, in lower case: PowerShell does not tell the cases apart. */
export const readers: ReadonlyMap<string, Reader> = byLowerName({
	'Debug-CsInterPoolReplication': comparePools,
	'Get-CsBackupServiceConfiguration': getBackupConfiguration,
	'Get-CsBackupServiceStatus': getBackupStatus,
	'Get-CsComputer': getComputer,
	'Get-CsConfigurationStoreLocation': getStoreLocation,
	'Get-CsDatabaseMirrorState': getMirrorState,
	'Get-CsManagementConnection': getManagementConnection,
	'Get-CsManagementStoreReplicationStatus': getReplicationStatus,
	'Get-CsPool': getPool,
	'Get-CsPoolBackupRelationship': getBackupRelationship,
	'Get-CsPoolFabricState': getFabricState,
	'Get-CsService': getService,
	'Get-CsSite': getSite,
	'Get-CsTopology': getTopology,
	'Get-CsUserPoolInfo': getUserPoolInfo,
	'Get-CsWindowsService': getWindowsService,
	'Test-CsFederatedPartner': testFederatedPartner,
	'Test-CsPresence': testPresence,
	'Test-CsRegistration': testRegistration,
	'Test-CsXmppIM': testXmppIm,
});

export const changers: ReadonlyMap<string, Changer> = byLowerName({
	'Export-CsConfiguration': exportConfiguration,
	'Import-CsConfiguration': importConfiguration,
	'Invoke-CsBackupServiceSync': syncBackup,
	'Invoke-CsManagementServerFailover': failOverCms,
	'Invoke-CsManagementStoreReplication': forceReplicas,
	'Invoke-CsPoolFailBack': failBackPool,
	'Invoke-CsPoolFailOver': failOverPool,
	'Set-CsConferenceServer': setConferenceServer,
	'Set-CsEdgeServer': setEdgeServer,
	'Set-CsMediationServer': setMediationServer,
	'Set-CsRegistrar': setRegistrar,
	'Set-CsSite': setSite,
	'Start-CsWindowsService': startWindowsService,
	'Stop-CsWindowsService': stopWindowsService,
});

function byLowerName<Handler>(handlers: Readonly<Record<string, Handler>>): ReadonlyMap<string, Handler> {
	return new Map(Object.entries(handlers).map(([name, handler]) => [name.toLowerCase(), handler]));
}
