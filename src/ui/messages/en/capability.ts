/** What installed cmdlets lack for the procedures, and the steps that would have been broken by it. */

export const capability = {
	'capability.noCmdlet': '{cmdlet} is not there.',
	'capability.noParameter': '{cmdlet} has no parameter {parameter}.',
	'capability.otherType': `{cmdlet} -{parameter} is a {has}, which takes no {wants, select, flag {yes or no} span {time span} other {text}}.`,
	'capability.otherValues': '{cmdlet} -{parameter} does not take “{wants}”; it takes {has}.',
	'capability.noSet': '{cmdlet} does not take {wants} together.',
	'capability.asksForMore': '{cmdlet} asks for more than it would be given: {has}.',
	'capability.otherVersion': `The module {cmdlet} is that of {has, select,
		6 {Lync Server 2013} 7 {Skype for Business Server 2015} other {Skype for Business Server 2019}
	}, and the pools are of {wants, select,
		5 {Lync Server 2010} 6 {Lync Server 2013} 7 {Skype for Business Server 2015} other {Skype for Business Server 2019}
	}.`,
	'capability.breaks': `{procedure, select, plannedFailover {Planned failover} swap {Swap} forcedSwap {Swap by force} poolFailback {Failback} storeFailover {Failover of the store} storeMove {Move of the store} storeMoveBack {Way back of the store} storeRestore {Store put back in service} storeRepair {Repair of the store} federationFailover {Moving federation} xmppFailover {Moving XMPP} mediaFailover {Leading media elsewhere} inboundFederation {Leading partners} edgeFailback {Giving back to the Edge pool} other {Failover}}: {state, select,
		checkingRelationship {the check of the pair}
		checkingPartner {the check of the partner}
		checkingLife {the check of the pool}
		comparingPools {the compare of the pools}
		findingEdges {the search for Edge pools}
		locatingCms {the search for the Central Management store}
		findingStandby {the search for its standby}
		findingDatabase {the search for its database}
		findingConnection {the search for the store that is connected}
		restoring {the store put back in service}
		reloadingLocalStores {the reload of local stores}
		forcingReplication {the replication anew}
		failingPartnerBack {the failback of the partner’s users}
		provingPartner {the proof for the partner}
		movingCms {the move of the Central Management store}
		comparingStores {the comparison of where it is said to be}
		waitingForReplicas {the wait for replicas}
		changingNextHops {the change of next hops}
		givingNextHopsBack {the return of next hops}
		failingOverUsers {the failover of users}
		failingBackUsers {the failback of users}
		provingIt {the proof}
		startingServices {the start of services}
		checkingBackup {the check of the backup service}
		syncingConferences {the sync of conferences}
		closingFollowUps {the follow-ups}
		checkingStore {the check of the store}
		movingRoutes {the move of routes}
		givingRoutesBack {the return of routes}
		findingPools {the search for Front End pools}
		associating {the association of media}
		settingServices {the association of media by cmdlets}
		provingMedia {the proof of media}
		givingXmppBack {the return of XMPP routes}
		provingXmpp {the proof of XMPP}
		other {{state}}
	}.`,
} as const satisfies Record<string, string>;
