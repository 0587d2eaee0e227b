/** The planned failover of a pool that lives: direction, steps, what is asked, what is done by hand, and why it does not go on. */

export const planned = {
	'procedure.plannedFailover': 'Front End pool to be emptied: fail over its users without loss',
	'procedure.needs.plannedFailover': 'both pools alive and level, and a store that is well',
	'direction.plannedFailover': `{users, plural,
		one {# user who is at home on {pool} will be served by {partner}, with everything that was done until then. PoolFqdn is {pool}.}
		other {# users who are at home on {pool} will be served by {partner}, with everything that they did until then. PoolFqdn is {pool}.}
	}`,
	'way.plannedFailover': 'Empty {pool} as planned: fail over its users, without disaster mode',
	'needs.announcement': 'a time that users know of',

	'step.checkLife.title': 'Check that {pool} lives',
	'step.checkLife.why': 'Without disaster mode the pool itself hands over what its users made, so it has to run, with its SQL.',
	'step.checkLife.sought': 'It is so when RTCSRV is Running on the Front Ends of {pool}.',
	'preflight.notAlive': '{pool} does not live: no Front End of it with its services, or no SQL of it, answers. Nothing was changed.',
	'preflight.notAlive.remedy':
		'If {pool} is dead, its users are failed over to {partner} in disaster mode, by procedure a. If it is only stopped, start its services, then look again.',

	'step.decideOnCompare.title': 'Decide whether {pool} is compared first',
	'step.decideOnCompare.why': 'A deep compare finds what the backup service does not report; it is optional, and heavy on both pools.',
	'question.compare': 'Is what {pool} holds to be compared with the copy on its partner?',
	'way.leaveOut': 'Leave the compare out',
	'way.compare': 'Compare {pool} with its copy (heavy)',
	'step.comparePools.title': 'Compare {pool} with its copy on the partner',
	'step.comparePools.why': 'What differs now is not on the partner when the users are.',
	'question.compared': 'Does what the cmdlet printed about {pool} name a mismatch?',
	'way.noMismatch': 'No, none: go on',
	'way.mismatch': 'Yes: end the run',
	'evidence.compared': 'The cmdlet printed: “{text}”. How it names a mismatch is not published.',
	'planned.notCompared': 'The pools could not be compared: “{message}”. Nothing was changed by it.',
	'planned.notCompared.remedy': 'Look again when both pools are quiet, or go on without it: the compare is optional.',

	'step.moveCms.whyAway': 'The store is on {from} and must work elsewhere; without force the move waits until everything was replicated.',
	'step.refuseSickCms.title': 'Stop here: the store on {pool} is not well',
	'step.refuseSickCms.why': 'The store has to work at the moment the users are moved, and a planned move does not repair it.',
	'planned.sickCms': `The Central Management store on {pool} {state, select,
		blank {answers, but its active master or its file transfer agents are blank.}
		other {does not answer.}
	} No user was moved.`,
	'planned.sickCms.remedy':
		'Repair the store on {pool} first, by procedure e. If {pool} itself is lost, this is no planned failover: procedure a.',

	'step.announce.title': 'Announce the failover, and let meetings end',
	'step.announce.why': 'Users are signed out once, and meetings that they organise end.',
	'step.announce.users': 'Tell the users of {pool} when they are signed out, and that they come back first with IM and calls only.',
	'step.announce.meetings': 'Let meetings of users of {pool} end, or agree on a time without any.',
	'step.announce.addressBook':
		'If the failback to {pool} follows soon: keep it out of the pass of the Address Book there. During that pass Front Ends do not start.',

	'step.boundWait.title': 'Bound the wait for the last copy of {pool}',
	'step.boundWait.why': 'The cmdlet waits until everything is copied; when that takes longer than this, the users are not moved.',
	'question.boundWait': 'How long is the final synchronisation waited for at the most?',
	'way.boundWait': 'Up to {minutes} min{flush, select, yes {, and flush the storage service queue on each Front End} other {}}',

	'step.failOverAsPlanned.why':
		'The pool becomes read-only, copies what is left, and only then its users are moved, so nothing of theirs is lost.',
	'step.failOverAsPlanned.changes': `{users, plural,
		one {# user of {pool} is served by {partner}, with everything that was done until {pool} became read-only.}
		other {# users of {pool} are served by {partner}, with everything that they did until {pool} became read-only.}
	}`,
	'step.failOverAsPlanned.users':
		'They cannot change contacts or meetings while the last copy is made; then they sign in on the partner, for a short time with limits.',
	'step.failOverAsPlanned.takes2013': 'Target 30 min (Microsoft); the last copy, then 2–4 min and 0.25–0.4 min per 1,000 users (model).',
	'step.failOverAsPlanned.takesLater':
		'Target 15–20 min (Microsoft); the last copy, then 2–4 min and 0.25–0.4 min per 1,000 users (model).',
	'evidence.exports': 'Export of the backup service of {pool}: {states}. Final is nothing left to copy.',
	'planned.diedMeanwhile': '{pool} does not answer any more: a Front End and SQL of it have to live for this. Nothing was started.',
	'planned.notMoved':
		'The users of {pool} were not moved to {partner}. If the last copy was not made within {minutes} min, they stay on {pool}; in what state it is then is not documented (unknown).',
	'planned.notMoved.remedy':
		'In what state a wait that was too short leaves {pool} is not documented (unknown): see what its users can do. Then go back and let the last copy of {pool} take longer, or end the run.',
	'way.backToPlannedHops': 'Go back to step 4 and change the next hop',
	'way.backToWait': 'Go back, and choose another wait in step 6',

	'step.handOver.title': 'Hand {pool} over to whoever works on it',
	'step.handOver.why':
		'The users of {pool} are served by {partner}, so {pool} may be stopped (model); the failback waits until it is back.',
	'step.handOver.free': 'Tell whoever works on {pool} that it is free, with {partner} as its only support meanwhile.',
	'step.handOver.back': 'Agree on who says that {pool} is ready, and when {partner} has carried both pools for long enough.',
} as const satisfies Record<string, string>;
