/** What each step is called, as a short imperative, and why it is there, in one sentence. */

export const steps = {
	'step.whatNow.title': 'What now',
	'step.whatNow.why': 'Nothing runs before you choose it, and each run asks again before it changes anything.',
	'step.whatNow.whyOwed':
		'{count, plural, one {# thing is} other {# things are}} owed. Nothing runs before you choose it, and each run asks again before it changes anything.',

	// What has to be there before a step can end well.
	'needs.steps': '{count, plural, one {step {steps}} other {steps {steps}}}',
	'needs.decider': 'somebody who decides',
	'needs.witnesses': 'two witnesses, and who keeps {pool} off',
	'needs.livingFrontEnd': 'a Front End of {partner} that answers',
	'needs.loss': 'steps 6 and 7, and the loss that is accepted',
	'needs.proof': 'two test users, and who saw a client',
	'needs.dns': 'somebody who may change DNS',
	'needs.livingEdge': 'an Edge pool that answers',
	'needs.voice': 'exports of voice settings, and the carrier',
	'needs.power': 'power and SQL of {pool}',

	// Pool failover.
	'step.checkPair.title': 'Check that {pool} has a living partner',
	'step.checkPair.why': 'Users can be failed over only to the backup pool, and only while its own users do not run on this pool.',
	'step.checkRelationship.title': 'Compare the pair of {pool} with the topology',
	'step.checkRelationship.why': 'The plan was made for a captured topology, and the deployment may have changed since.',
	'step.checkRelationship.sought': 'It is so when BackupPoolFqdn of {pool} is {partner}.',
	'step.checkPartner.title': 'Check that {pool} can carry both pools',
	'step.checkPartner.why': 'It has to serve its own users and those that are failed over to it.',
	'step.checkPartner.sought':
		'It is so when RTCSRV is Running on the Front Ends of {partner}, no routing group there is without a primary, and its SQL answers.',
	'step.decide.title': 'Decide on the failover of {pool}',
	'step.decide.why': 'Deciding is not part of the published target, so it has a clock of its own, and a name.',
	'step.deadOrCutOff.title': 'Tell whether {pool} is dead or only cut off',
	'step.deadOrCutOff.why':
		'From here a cut line to {site} looks like a dead site, and disaster mode against a living pool is the worst that can be done (inferred).',
	'step.reconsider.title': 'Decide anew: {pool} answers again',
	'step.reconsider.why': 'Disaster mode is for a pool that is dead, and this one has answered since you decided.',
	'step.failOverUsers.title': 'Fail over the users of {pool}',
	'step.failOverUsers.why': 'Waiting gives them IM and calls only; the failover gives them contacts and meetings again.',
	'step.proveIt.title': 'Prove that {servedBy} serves the users of {pool}',
	'step.proveIt.why':
		'The cmdlet returns nothing, and sign-in works in resiliency mode already, so presence and a person who saw a client have to show it (inferred).',

	// The Central Management store.
	'step.locateCms.title': 'Find the Central Management store',
	'step.locateCms.why': 'The store must work at the moment the users are failed over.',
	'step.refuse2010.title': 'Stop here: the store on {pool} is of Lync Server 2010',
	'step.refuse2010.why': 'A store of that version is moved by other cmdlets and from files exported before the disaster.',
	'step.findReceivingHost.title': 'Find a Front End of {pool} that answers',
	'step.findReceivingHost.why': 'The cmdlet has to run on a server of the pool that receives the store.',
	'step.findStandby.title': 'Find the standby of the store on {pool}',
	'step.findStandby.why': 'The store can be moved only to the standby that the topology defines.',
	'step.findStandby.sought': 'It is so when BackupPoolFqdn of {pool} is {standby}.',
	'step.findDatabase.title': 'Find the principal SQL server of {pool}',
	'step.findDatabase.why': 'The SQL server that is principal now decides the parameters of the move.',
	'step.moveCms.title': 'Move the Central Management store to {to}',
	'step.moveCms.whyDisaster':
		'The store cannot stay on {from}, and without a working one no user can be failed over; what was configured after its last copy may be lost.',
	'step.moveCms.whyNormal': 'The store has been on {from} since the failover, and you chose to move it back.',
	'step.waitForReplicas.title': 'Wait for the replicas of the store on {pool}',
	'step.waitForReplicas.why':
		'Microsoft asks for all of them; waited for are the living ones that this run needs, because the dead cannot answer (inferred).',
	'step.waitForReplicas.sought': 'It is so when the status names masters on {pool}, and UpToDate is True for every living computer.',
	'step.compareStores.title': 'Compare the two pointers to the store',
	'step.compareStores.why': 'The management connection and Active Directory must name the same SQL server.',
	'step.compareStores.sought': 'It is so when both name one of {servers}.',
	'step.decideOnCmsBack.title': 'Decide whether the store goes back to {pool}',
	'step.decideOnCmsBack.why': 'It need not go back: Microsoft lets it stay where it is.',

	// Edge pools.
	'step.findEdges.title': 'Find the Edge pools whose next hop is {pool}',
	'step.findEdges.why': 'The failover is refused while an Edge pool names this pool; that a dead Edge pool counts too is inferred.',
	'step.nextHops.title': `{count, plural,
		=0 {Change the next hops that name the pool}
		one {Change the next hop of {edges} to {to}}
		other {Change the next hops of {edges} to {to}}
	}`,
	'step.nextHops.why': 'The next hop leads remote users, federation and XMPP to a pool that works, and it is written to the store.',

	// After the failover.
	'step.dns.title': 'Point the names of {pool} to its partner',
	'step.dns.why': 'Clients find web services, meetings and their pool by name, and no cmdlet of the product changes a name.',
	'step.federationRoute.title': 'Move the routes of the site of {pool}',
	'step.federationRoute.why': 'Federation and XMPP of every site stop while their route goes through a dead Edge pool.',
	'step.voice.title': 'Follow up voice for {pool}',
	'step.voice.why': 'These settings are not copied between the pools, so they do not come along with the users.',

	// Pool failback.
	'step.waitForRepair.title': '{isForWork, select, yes {Wait until the work on {pool} is done} other {Wait until {pool} is repaired}}',
	'step.waitForRepair.why': 'Its computers and its SQL must have power before its users can go back.',
	'step.checkRepaired.title': 'Check that {pool} is repaired',
	'step.checkRepaired.why': 'Users go back only to a pool that works, and from a partner that still has what they did there.',
	'step.startServices.title': 'Start the services of {pool}',
	'step.startServices.why': 'The users go back to its Front Ends, so the services there have to run first.',
	'step.addressBook.title': 'Let the Address Book finish its pass',
	'step.addressBook.why': 'A failback during that pass leaves Front Ends that do not start, and no cmdlet shows the pass.',
	'step.checkBackup.title': 'Wait until {pool} and {partner} are level',
	'step.checkBackup.why': 'What users did on the partner comes along only when the backup service is steady in both directions.',
	'step.checkBackup.sought': 'It is so when every module of both exports in SteadyState or FinalState, and imports in NormalState.',
	'step.failBackUsers.title': 'Fail back the users of {pool}',
	'step.failBackUsers.why': 'They belong there, and until they are back the partner cannot be failed over itself.',
	'step.syncConferences.title': 'Copy the meeting files back to {pool}',
	'step.syncConferences.why': 'The failback brings back users and their data; the files of meetings come only with a copy of their own.',
	'step.closeFollowUps.title': 'Close what {pool} needs no longer',
	'step.closeFollowUps.why':
		'What was never done for the failover need not be done, once the users are home and the routes lead through Edge pools that answer.',
	'step.undoFollowUps.title': 'Undo what was done around {pool}',
	'step.undoFollowUps.why': 'Names, routes and voice still serve the failover, and no cmdlet of this version can read them.',
} as const satisfies Record<string, string>;
