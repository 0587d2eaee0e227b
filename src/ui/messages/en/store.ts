/** The Central Management store on its own: its move, its failover, its way back, and the repair of one that is stuck. */

export const store = {
	'procedure.storeFailover': 'Central Management store lost: fail it over by force',
	'procedure.storeMove': 'Central Management store well: move it to its standby',
	'procedure.storeMoveBack': 'Central Management store moved: move it back',
	'procedure.storeRestore': 'Central Management store without a master: put it back',
	'procedure.storeRepair': 'Central Management store stuck: repair it',
	'procedure.needs.storeFailover': 'a standby that lives, and somebody who decides',
	'procedure.needs.storeMove': 'a store that is well, and a standby that lives',
	'procedure.needs.storeMoveBack': 'the pool that it was moved away from, with its SQL',
	'procedure.needs.storeRestore': 'SQL of the store, and a Front End of its pool',
	'procedure.needs.storeRepair': 'Front Ends and SQL of both pools of the pair',

	'direction.storeFailover': 'The Central Management store leaves {from} by force and works on {to}. No user is moved.',
	'direction.storeMove':
		'The Central Management store leaves {from} and works on {to}, with everything that was configured. No user is moved.',
	'direction.storeMoveBack': 'The Central Management store goes back to {to} from {from}. No user is moved.',
	'direction.storeRestore': 'The Central Management store of {pool} is put back in service where it is. No user is moved.',
	'direction.storeRepair':
		'The Central Management store of {pool} is made to work again where it is, and moved only where you say so. No user is moved.',

	'way.storeFailover': 'Fail the lost Central Management store over, by force',
	'way.storeMove': 'Move the Central Management store to its standby',
	'way.storeMoveBack': 'Move the Central Management store back',
	'way.storeRestore': 'Put the store back in service where it is',
	'way.storeRepair': 'Repair a store that is stuck',
	'way.repairFirst': 'SQL of {pool} comes back, or it is only blank: end the run and repair it',
	'way.moveAgain': 'Move the store to {pool} now',

	'needs.anyFrontEnd': 'a Front End that answers',
	'needs.storeHome': 'the pool that the store goes back to',
	'needs.bothPools': 'both pools of the pair',
	'needs.sqlQuery': 'somebody who may ask SQL',

	'step.findStoreHost.title': 'Find a Front End that answers',
	'step.findStoreHost.why': 'What the store says can be read from any Front End.',
	'evidence.storeHosts': '{answering, number} of {all, plural, one {# Front End} other {# Front Ends}} of the deployment answer.',

	'step.refuseWellStore.title': 'Stop here: the store on {pool} works',
	'step.refuseWellStore.why': 'Force ignores replication, so it loses configuration where nothing was dead.',
	'store.isWell': 'The Central Management store on {pool} answers, with an active master and file transfer agents. Nothing was changed.',
	'store.isWell.remedy': 'To have the store elsewhere than on {pool}, move it without force: storeMove, which waits for replication.',

	'step.decideOnStore.title': 'Decide that the store on {pool} is lost',
	'step.decideOnStore.why':
		'Users notice nothing, so there is time: SQL that comes back, or a repair, loses nothing, and force may lose the configuration since the last copy.',
	'question.decideOnStore': 'Is the store on {pool} lost, and who decides that it is failed over by force?',

	'step.checkStoreAway.title': 'Check that {pool} can have the store back',
	'step.checkStoreAway.why': 'It goes back only to where it was, and only when that pool works.',
	'store.notAway': 'It is not on record that the store was moved away from {pool}. Nothing was changed.',
	'store.notAway.remedy':
		'If it was moved elsewhere than from this console, run by hand on a server of {pool}: Invoke-CsManagementServerFailover.',
	'store.homeDark': 'No Front End of {pool}, or no SQL of it, answers, so the store stays on {from}. Nothing was changed.',
	'store.homeDark.remedy': 'Bring SQL of {pool} up first, then its Front Ends, then look again. The store may stay on {from} meanwhile.',

	'step.awaitStandby.title': 'See that the copy of {pool} stands by',
	'step.awaitStandby.why':
		'The copy of {pool} was active once, and believes so until the Backup Service has marked it; a move from {from} before that is what leaves a store stuck.',
	'step.awaitStandby.query': `On {server}, in the {instance, select, other {SQL instance {instance}}}: SELECT [Value] FROM [xds].[dbo].[DbConfigInt] WHERE [Name]='CurrentState'.`,
	'step.awaitStandby.three': 'Go on when it says 3, which is standby; 0 is active. It may take minutes after the services have started.',

	'step.storeServices.title': 'Start what replicates the store on both pools',
	'step.storeServices.why': 'A standby is marked by the Backup Service, and nothing is delivered without the other three.',
	'step.storeServices.changes': `{label}: what replicates the store starts, where it does not run: {services}{count, plural,
		=0 {} other {, # in all}
	}.`,
	'step.storeServices.users': 'Users notice nothing.',
	'step.storeServices.takes': 'No time is published; about a minute each (model).',
	'evidence.storeServices': `{count, plural,
		=0 {Backup Service, Master Replicator, Replica Replicator and File Transfer Agent: none was seen that does not run.}
		one {# of them does not run: {services}.}
		other {# of them do not run, such as {services}.}
	}{silent, plural, =0 { Every computer says how they are.} one { # computer does not say.} other { # computers do not say.}}`,
	'store.servicesStopped': `{count, plural,
		one {A service that the store needs does not run: {services}.}
		other {# services that the store needs do not run: {services}.}
	}`,
	'store.servicesUnsaid': `{count, plural,
		one {# computer does not say which of its services run: {computers}.}
		other {# computers do not say which of their services run: {computers}.}
	}`,

	'step.findConnection.title': 'Find the pool whose store is connected',
	'step.findConnection.why': 'The store is put back in service on a server of the pool that the management connection names.',
	'evidence.connection': 'The management connection names {server}, SQL of {pool}.',
	'store.noConnection':
		'The management connection names no SQL server of this deployment: {server}, “{message}”. Nothing was changed by it.',
	'store.noConnection.remedy':
		'Compare Get-CsManagementConnection with Get-CsConfigurationStoreLocation. If both are wrong: Set-CsConfigurationStoreLocation, with the store that is the right one.',

	'step.restoreStore.title': 'Put the store of {pool} back in service',
	'step.restoreStore.why': 'It makes active again the store that the connection names, whatever an interrupted move left of it.',
	'step.restoreStore.changes': '{pool}: its Central Management store is made the active one.',
	'step.restoreStore.undo': 'Nothing to undo: the store that is connected works again. Once more is safe.',
	'step.restoreStore.takes': 'No time is published; 1–2 min (model).',
	'store.noMasterYet': 'The active master and the file transfer agents are not all on {pool}.',
	'store.restoreUnseen': 'The store of {pool} has its masters, as it had before; nobody saw how the cmdlet ended. Once more is safe.',
	'store.toBeRestored':
		'The store of {pool} has its masters; the repair makes it active all the same, since the other copy may believe so too.',

	'step.reloadLocalStores.title': 'Reload the local stores of {pool}',
	'step.reloadLocalStores.why': 'A local copy that still expects the old master stops replication.',
	'step.reloadLocalStores.changes': `{pool}: the local store of {count, plural, one {# Front End} other {# Front Ends}} is written anew from {fileName}, exported there just before.`,
	'step.reloadLocalStores.undo': 'Nothing to undo: the copies are made like the store. The exported files stay.',
	'step.reloadLocalStores.takes': 'No time is published; about a minute a Front End (model).',
	'evidence.localStores': '{answering, number} of {all, plural, one {# local store} other {# local stores}} of {pool} answer.',
	'store.toBeReloaded': 'The local stores of {pool} have not been reloaded.',
	'store.reloadUnseen':
		'Nothing that can be looked at shows whether every local store of {pool} was reloaded. Once more is safe (inferred).',

	'step.forceReplication.title': 'Have everything replicated anew from {pool}',
	'step.forceReplication.why': 'What was thought to be delivered may be of the other store.',
	'step.forceReplication.changes':
		'{pool}: {count, plural, one {# Front End throws} other {# Front Ends throw}} the replication status away, and everything is sent again.',
	'step.forceReplication.undo': 'Nothing to undo: the same configuration is sent again.',
	'step.forceReplication.takes': 'The master begins after 2–3 min (Microsoft); then seconds to minutes a computer (model).',
	'evidence.ownReplicas': '{upToDate, number} of {all, plural, one {# replica} other {# replicas}} of {pool} up to date.',
	'store.toBeReplicated': 'Nothing was sent anew from {pool} yet.',
	'store.replicationUnseen': 'Nothing that can be looked at shows whether {pool} asked for everything again. Once more is safe.',

	'step.decideOnMoveAgain.title': 'Decide whether the store moves to {pool} now',
	'step.decideOnMoveAgain.why': 'It works where it is; the move that it was stuck in can be made again.',
	'question.moveAgain': 'Is the store to move to {pool}, or to stay on {from}?',

	'cms.refused': 'The store was not moved to {pool}. Nothing of the move is under way.',
	'cms.refused.remedy':
		'“Not in Backup mode” or “previous failover attempt”: wait for the Backup Service and for Active Directory, which may take 15 s to 180 min (model), then look again. “XDSForceReplication”, or it does not pass: end the run and repair the store, storeRepair.',
} as const satisfies Record<string, string>;
