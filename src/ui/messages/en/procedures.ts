/** The procedures, their direction in one sentence, the ways that can be taken, and what is left to be undone. */

export const procedures = {
	'procedure.poolFailover': 'Front End pool lost: fail over its users',
	'procedure.poolFailback': 'Front End pool repaired: fail back its users',
	'procedure.cmsFailover': 'Central Management store: move it to its standby',

	'refusal.otherVersions.paired': 'It needs pools in pairs, which came with Lync Server 2013.',
	'refusal.otherVersions.xmpp': 'XMPP came with Lync Server 2013 and was removed in 2019.',

	'procedure.needs.poolFailover': 'a living backup pool; somebody who decides, and two witnesses',
	'procedure.needs.poolFailback': 'power for the pool that was failed over',
	'procedure.needs.cmsFailover': 'a pool that stands by for the store',
	'procedure.needs.federationFailover': 'another Edge pool that lives, and a store that takes changes',
	'procedure.needs.inboundFederation': 'federation on an Edge pool that lives, and a hand on the external name servers',
	'procedure.needs.xmppFailover': 'another Edge pool that lives, and people at its servers, the firewall and the external name servers',
	'procedure.needs.edgeFailback': 'power for the Edge pool that something was moved away from',

	'direction.failover': `{users, plural,
		one {# user who is at home on {pool} will be served by {partner}. PoolFqdn is {pool}.}
		other {# users who are at home on {pool} will be served by {partner}. PoolFqdn is {pool}.}
	}`,
	'direction.failback': `{users, plural,
		one {# user who is at home on {pool} goes back there from {partner}. PoolFqdn is {pool}, as it was in the failover.}
		other {# users who are at home on {pool} go back there from {partner}. PoolFqdn is {pool}, as it was in the failover.}
	}`,
	'direction.noPair': 'No pool stands by for {pool}, so its users cannot be failed over.',

	'way.poolFailover': 'Fail over the users of {pool}',
	'way.poolFailback': 'Fail back the users of {pool}',
	'way.waitForRepair':
		'Wait until {isForWork, select, yes {the work on {pool} is done} other {{pool} is repaired}} (a rehearsal jumps there)',
	'way.backToNextHops': 'Go back to step 7 and change the next hop',
	'way.close': 'Close this session',
	'way.waitForResiliency': 'Wait instead: IM and calls may be back on the partner after {minutes} min (expected, not measured)',
	'way.onlyCutOff': '{pool} is alive and only cut off: end the run',
	'way.noDisasterAnyMore': 'The pool is back: end the run',
	'way.moveCmsBack': 'Move the store from {from} back to {pool}',
	'way.leaveCms': 'Leave the store on {from}',

	// Titles of what is left: read in a list, and in the checklist that pays them.
	'debt.more': '{count, number} more, each in the log since it is owed',
	'debt.failedOver': '{users, plural, one {# user} other {# users}} of {pool} served by {partner}: fail back',
	'debt.nextHop': 'Next hop of {edge} is {to}: give it back to {from}',
	'debt.cmsMoved': 'Central Management store moved from {from} to {to}: it may stay there',
	'debt.conferences': 'Meeting files of the users of {pool} are to be copied back from {partner}',
	'debt.dns.toDo': 'Names of {pool} still to be pointed to its partner',
	'debt.dns.toUndo': 'Names of {pool} point to its partner: point them back after the failback',
	'debt.federationRoute.toDo': 'Federation route of site {site} goes through {edge}: to be moved while that Edge pool is dead',
	'debt.federationRoute.toUndo': 'Federation route of site {site} was moved away from {edge}: to be given back after the failback',
	'debt.xmppRoute.toDo': 'XMPP federation route of site {site} goes through {edge}: to be moved while that Edge pool is dead',
	'debt.xmppRoute.toUndo': 'XMPP federation route of site {site} was moved away from {edge}: to be given back after the failback',
	'debt.voice.toDo': 'Voice of {pool} still to be followed up on its partner',
	'debt.voice.toUndo': 'Voice of {pool} was followed up on its partner: undo it after the failback',

	'report.poolAnswers':
		'{pool} answers again: a Front End and SQL of it. Whether this is still a disaster is asked before any user is moved.',
} as const satisfies Record<string, string>;
