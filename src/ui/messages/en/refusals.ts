/**
 * Why a step does not go on: what was found, what changed, and under the same id with `.remedy` what to do next, exactly.
 *
 * "Nothing was changed" is said only where that is certain: before the first change of a run, and in steps that only look.
 */

export const refusals = {
	// Before anything is decided.
	'preflight.is2010': '{pool} is of Lync Server 2010, which knows no pairing of pools. Nothing was changed.',
	'preflight.is2010.remedy': 'Repair {pool}, or restore it from its backups.',
	'preflight.noPair': '{pool} has no backup pool, so its users cannot be failed over. Nothing was changed.',
	'preflight.noPair.remedy': 'Repair {pool} or restore it from its backups. Pair it with another pool afterwards.',
	'preflight.swap':
		'The users of {partner} run on {pool} since they were failed over, so {pool} cannot be failed over. Nothing was changed.',
	'preflight.swap.remedy':
		'Fail back {partner}’s users first, with PoolFqdn {partner}. Then let no Edge pool name {pool}, and fail over {pool}’s users. Procedure d, the swap, does both in that order. If {pool} is dead, that failback needs disaster mode, and what {partner}’s users did on {pool} is lost (inferred).',
	'preflight.bothDark': 'No Front End of {partner} answers, so {pool} has no living partner. Nothing was changed.',
	'preflight.bothDark.remedy':
		'If {partner} is only cut off from here, start Switchback on a computer that reaches it. If it is dead too, repair one of the two.',
	'preflight.relationshipUnknown': 'The backup pool of {pool} could not be read: “{message}”. Nothing was changed.',
	'preflight.relationshipUnknown.remedy':
		'Check with Get-CsPoolBackupRelationship -LocalStore on a Front End of the partner that this account may read the topology, then look again.',
	'preflight.topologyDiffers':
		'The plan was made for {captured} as backup pool of {pool}, and the topology now says {now}. Nothing was changed.',
	'preflight.topologyDiffers.remedy': 'Capture the topology again with “switchback topology --json” and start with that file.',
	'preflight.partnerStopped': 'The front-end service runs on no Front End of {partner}. Nothing was changed.',
	'preflight.partnerStopped.remedy':
		'Start it with Start-CsWindowsService on the Front Ends of {partner}, wait until Get-CsWindowsService shows Running, then look again.',
	'preflight.partnerSqlDown': 'SQL of {partner} does not answer, neither {server} nor a mirror of it. Nothing was changed.',
	'preflight.partnerSqlDown.remedy': 'Bring {server} or its mirror back, check TCP 1433 from a Front End of {partner}, then look again.',
	'preflight.partnerSqlNotAsked':
		'Whether SQL of {partner} answers is not known: it is to be asked from {from}, which cannot be made to ask from here. Nothing was changed.',
	'preflight.partnerSqlNotAsked.remedy': 'Try TCP 1433 of {server} from {from} by hand. Where it answers, go on and write that you did.',
	'preflight.partnerQuorum': `{orphans, plural,
		one {# routing group of {partner} has no primary, so some users cannot sign in there. Nothing was changed.}
		other {# routing groups of {partner} have no primary, so some users cannot sign in there. Nothing was changed.}
	}`,
	'preflight.partnerQuorum.remedy':
		'Start the missing Front Ends of {partner} and look again. If they stay away: Reset-CsPoolRegistrarState -ResetType QuorumLossRecovery, which can lose data that was not written yet.',
	'deadOrCutOff.lives': 'A Front End of {pool} and its SQL answer: it lives, or it lives again. Nothing was changed.',
	'deadOrCutOff.lives.remedy':
		'Do not use disaster mode against {pool}. If it has to be taken out of service all the same, have its Front Ends and SQL shut down, then look again; {partner} can take its users then.',

	// The Central Management store.
	'cms.is2010': 'The Central Management store on {pool} is of Lync Server 2010. Nothing was changed here.',
	'cms.is2010.remedy':
		'By hand, in the backup pool: Install-CsDatabase -CentralManagementDatabase -Clean, then Move-CsManagementServer with the two files exported before the disaster, then Bootstrapper /Setup on its other Front Ends. Then fail over again.',
	'cms.notAsked': 'The store could not be asked: “{message}” That is no answer of the store, so it is asked again.',
	'cms.noStandby': 'No standby of the store on {pool} is defined, or the topology does not agree on it. Nothing was changed here.',
	'cms.noStandby.remedy':
		'If the store on {pool} is dead, restore it from a backup first; never fail the pool over before. If the two only differ, capture the topology again and start with that file.',
	'cms.noPrincipal': 'It cannot be told which SQL server of {pool} is principal: “{message}”. Nothing was changed here.',
	'cms.noPrincipal.remedy':
		'Check both SQL servers of {pool} with Get-CsDatabaseMirrorState -DatabaseType CentralMgmt -LocalStore. If the databases stand on different sides, one Invoke-CsDatabaseFailover for CentralMgmt brings them together. Then look again.',
	'cms.targetDark': 'No Front End of {pool} answers, so the store cannot be moved there. Nothing was changed here.',
	'cms.targetDark.remedy': 'Bring one Front End of {pool} back, or the way to it: TCP 5061 from here. Then look again.',
	'cms.notOnTarget': 'The active master and the file transfer agents are not all on {pool}.',
	'cms.masterUnknown': 'The store did not answer, so it is not known whether its active master is on {pool}.',
	'cms.mastersBlank': 'The active master is blank: a move may be under way, or the store is stuck.',
	'cms.storesDiffer':
		'The management connection and the pointer in Active Directory do not both name SQL of the new pool yet. Active Directory may take 15 s to 180 min (model).',

	// Edge pools.
	'edge.unknown': 'The next hops of the Edge pools could not be read: “{message}”. Nothing was started.',
	'edge.unread': 'The next hops of the Edge pools could not be read: “{message}”. So it is not known whether they were changed.',
	'edge.unsaid': 'The store answers and does not say the next hop of {edges}. So it is not known whether it was changed.',
	'edge.portIsClosed': 'From {from} to {to}, TCP {port} is closed, so the new next hop would not work. Open it both ways.',
	'edge.portClosed': 'From {from} to {to}, TCP {port} is closed, so the next hop would not work. Nothing was started.',
	'edge.portClosed.remedy': 'Open TCP {port} from {from} to {to} in the firewall, both ways between the two pools. Then look again.',
	'edge.notYetThere': 'The store has the new next hop, but the replica of {edges} is not up to date yet.',
	'edge.stillNames': 'Still with {pool} as next hop: {edges}.',

	'routes.notBack': 'Not everything that the routes need is back: {edges}.',

	// Replicas.
	'replicas.noMaster': 'The active master and the file transfer agents of the store are not all on {pool} yet.',
	'replicas.unknown': 'The state of the replicas could not be read: “{message}”.',
	'replicas.behind': `{count, plural,
		one {# needed replica is not up to date: {missing}.}
		other {# needed replicas are not up to date: {missing}.}
	}`,

	// Users.
	'users.noCms':
		'The Central Management store has no active master or file transfer agent, so {pool} cannot be failed over. Nothing was started.',
	'users.noCms.remedy': 'Repair the Central Management store, or move it with Invoke-CsManagementServerFailover, then look again.',
	'users.edgeNames':
		'It is not shown that no Edge pool has {pool} as next hop, and the cmdlet refuses while one has. Seen with it: {edges}. Nothing was started.',
	'users.edgeNames.remedy': 'Set-CsEdgeServer with -Registrar Registrar:{partner} for each Edge pool that names {pool}, then look again.',
	'users.notServed': 'The users of {pool} do not have full service on {partner}.',
	'users.twoAreServed':
		'Two test users of {pool} have full service on {on}, which does not show that all have, and nobody saw how the cmdlet ended. In doubt, take it as not happened: once more is safe (inferred).',
	'users.twoWereServed':
		'Two test users of {pool} have full service on {on} already, which does not show that all have. If it was run elsewhere, say so by hand; else run it: once more is safe (inferred).',
	'users.notBack': 'The users of {pool} do not have full service on {pool}.',
	'users.limited':
		'Presence does not work on {pool} yet: its users may be in resiliency mode, or the service is still starting (inferred).',

	// Failback.
	'repair.notFailedOver':
		'There is nothing to fail back: it is not on record that the users of {pool} were failed over to {partner}. Nothing was changed.',
	'repair.notFailedOver.remedy':
		'Fail over first, or go on in the session in which that was done. If it was done elsewhere, run by hand: Invoke-CsPoolFailBack with PoolFqdn {pool}.',
	'repair.partnerDead':
		'No Front End of {partner} answers, and it has what the users of {pool} did since the failover. Nothing was changed.',
	'repair.partnerDead.remedy':
		'Repair {partner}, then look again. A failback in disaster mode does without it, and what the users did on {partner} is lost.',
	'repair.stillDark': 'Computers or SQL of {pool} do not answer yet. Nothing was changed.',
	'repair.stillDark.remedy': 'Bring the SQL servers of {pool} up first, then its Front Ends. Then look again.',
	'repair.notYet': 'Not all computers of {pool} and its SQL have power yet.',
	'repair.servicesStopped': `{count, plural,
		one {The front-end service does not run on # computer: {computers}.}
		other {The front-end service does not run on # computers: {computers}.}
	}`,
	'repair.servicesUnsaid': `{count, plural,
		one {# computer does not say how its front-end service is: {computers}.}
		other {# computers do not say how their front-end service is: {computers}.}
	}`,
	'repair.backupNotSteady': 'The backup service between {pool} and {partner} is not steady in both directions.',
	'repair.conferencesToCopy': 'The meeting files that {partner} holds have not been copied back.',
	'repair.conferencesUnseen':
		'Nothing that can be looked at shows whether {partner} copied the meeting files. Copying once more is safe: only what is missing is copied.',
	'repair.conferencesUnderWay': 'The backup service of {partner} is not steady again: files may still be on their way.',
} as const satisfies Record<string, string>;
