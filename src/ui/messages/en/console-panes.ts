/** What the topology and the log of the full console say beside names, times and numbers. */

export const consolePanes = {
	// The topology.
	'panes.header.name': 'name',
	'panes.header.state': 'state',
	'panes.header.users': 'users',
	'panes.header.on': 'on',
	'panes.header.hop': 'next hop',
	'panes.header.role': 'role',
	'panes.header.target': 'leads to',
	'panes.header.wanted': 'captured',
	'panes.header.seen': 'seen',
	'panes.alive': 'answers',
	'panes.dead': 'no answer',
	'panes.partly': 'power on',
	'panes.unknown': 'not seen',
	'panes.someAnswer': '{answering} of {of}',
	'panes.someUnseen': '{answering} of {of}, {unseen} not seen',
	'panes.someUnseenShort': '{answering} of {of}, {unseen}?',
	'panes.replicasAnswer': '{answering} of {of} up to date',
	'panes.replicasUnseen': '{answering} of {of} up to date, {unseen} not seen',
	'panes.replicasUnseenShort': '{answering} of {of} up to date, {unseen}?',
	'panes.moreBelow': '{count} more below',
	'panes.cmsHealthy': 'healthy',
	'panes.cmsBlank': 'no master',
	'panes.read': 'read',
	'panes.cms': 'CMS {role}',
	'panes.replicas': 'Replicas',
	'panes.others': '{count} other computers',
	'panes.route': 'federation',
	'panes.hop': 'hop {pool}',
	'panes.users': '{users, number}',
	'panes.expected': '{pool}?',
	'panes.active': 'active',
	'panes.standby': 'standby',
	'panes.principal': 'principal',
	'panes.mirror': 'mirror',
	'panes.mixed': 'mixed',
	'panes.branch': 'branch',
	'panes.director': 'director',
	'panes.mediation': 'mediation',
	'panes.other': 'other',
	'panes.seconds': '{count}s',
	'panes.minutes': '{count}m',
	'panes.hours': '{count}h',
	'panes.days': '{count}d',
	'panes.stale': 'STALE {age}',

	// The log.
	// Since the console was left.
	'digest.title': 'Since you left at {left}, {ago} ago',
	'digest.heading': 'Since you left at {left}, {ago} ago:',
	'digest.nothing': 'Nothing has happened since you left at {left}, {ago} ago.',
	'digest.times': '{line} ({times, number} times)',
	'digest.more': '{count, plural, one {# more thing is} other {# more things are}} in the log.',
	'digest.need': '{about}: {what}',
	'digest.unknown': `{state, select,
		unknown {OUTCOME UNKNOWN: what it did is looked for}
		other {OUTCOME STILL UNKNOWN: looking did not decide it}
	}`,
	'digest.over': 'The session is closed. There is nothing to do.',
	'digest.goesOn': `{state, select,
		running {The change runs. There is nothing to do.}
		verifying {It waits to see what was changed. There is nothing to do.}
		unknown {What happened is looked for. There is nothing to do.}
		other {It goes on by itself. There is nothing to do.}
	}`,
	'log.began': '{cmdlet} begins',
	'log.answered': '{cmdlet} ended after {took}',
	'log.refused': `{cmdlet}: {how, select,
		refused {refused}
		notFound {not found}
		interrupted {interrupted}
		outcomeUnknown {OUTCOME UNKNOWN}
		other {{how}}
	} after {took}. {text}{model, select, yes { (model)} other {}}`,
	'log.probe': `TCP {port, number, ::group-off}: {state, select,
		open {open}
		closed {closed}
		unknownName {nobody knows where it is}
		other {no answer}
	}`,
	'log.probeFrom': `From {from} to {to}, TCP {port, number, ::group-off}: {state, select,
		open {open}
		closed {closed}
		unknownName {nobody knows where it is}
		notAsked {cannot be asked from here}
		other {no answer}
	}`,
	'log.dns': `{resolver, select, internal {Internal} other {External}} DNS, {type} of {of}: {state, select,
		found {{records}}
		noRecords {no such record; the name exists}
		unknownName {no such name}
		serverFailed {the name server failed (SERVFAIL)}
		refused {the name server refused (REFUSED)}
		otherError {the name server reported an error}
		cut {the answer was cut off, and TCP brought no whole one}
		closed {no name server listens there}
		garbled {what came was no answer}
		noResolver {no name server is named}
		other {no answer}
	}`,
	'log.certificate': `TLS {port, number, ::group-off}: {hasName, select,
		yes {the certificate has the name {name}}
		other {THE CERTIFICATE LACKS THE NAME {name}; it has {names}}
	}, {validity, select,
		valid {valid until {until}}
		expired {EXPIRED since {until}}
		notYet {NOT VALID before {from}}
		other {{validity}}
	}`,
	'log.noCertificate': `TLS {port, number, ::group-off} as {name}: {state, select,
		refused {it broke off before it showed a certificate}
		noTls {it answers, but not with TLS}
		closed {closed}
		unknownName {nobody knows where it is}
		other {no answer}
	}`,
	'log.looked': 'Asked what became of a change',
	'log.lookedFor': 'Asked what became of {cmdlet}',
	'log.doesNotWork': '{cmdlet}: does not work: {error}',
	'log.modelText': '{text} (model)',
	'log.progress': '{percent} % {text}{model, select, yes { (model)} other {}}',
	'log.stepEnded': `{end, select,
		done {done}
		alreadyDone {was already so}
		byHand {done by hand}
		skipped {SKIPPED}
		refused {REFUSED}
		failed {FAILED}
		aborted {LEFT}
		holds {looked at: holds}
		doesNotHold {looked at: does not hold}
		blocked {looked at: BLOCKED}
		waits {looked at: waits for an earlier step}
		cannotTell {looked at: cannot tell}
		asksYou {looked at: asks you}
		manual {looked at: by hand}
		other {{end}}
	}`,
	'log.decided': `{by}: {choice}{count, plural, =0 {} other {, {typed}}}`,
	'log.asksToRun': `{by} asks to run it{count, plural, =0 {} other {: {typed}}}`,
	'log.debtOpened': 'owed from now on',
	'log.debtPaid': 'no longer owed',
	'log.debtClosed': 'No longer owed: {debt}',
	'log.note': '{by}: {text}',
	'log.noteOf': '{by}: {text} (happened {happened})',
	'outside.sighted': `{kind, select,
		hop {The next hop of {name}} route {The federation route of {name}} xmppRoute {The XMPP route of {name}} backupPool {The partner of {name}} other {The pool of the Central Management store}
	} was {was} and is {is}. Not by this session.`,
	'log.outside': '{cmdlet}, by {by}. Not by this session.',
	'log.runBegan': 'The run begins',
	'log.runEnded': `The run has ended: {outcome, select,
		done {done}
		failed {FAILED}
		refused {REFUSED, nothing was changed}
		outcomeUnknown {OUTCOME UNKNOWN}
		ended {ended by the operator}
		other {{outcome}}
	}`,
	'log.sealed': `The session is closed: {outcome, select,
		done {done}
		failed {FAILED}
		refused {REFUSED, nothing was changed}
		outcomeUnknown {OUTCOME UNKNOWN}
		ended {ended by the operator}
		other {{outcome}}
	}`,
	'log.with': '{about}: {what}',
	'log.opens': '{what}. {about}',
} as const satisfies Record<string, string>;
