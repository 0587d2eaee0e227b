/** What was seen, as facts. Who saw it and how old it is stand beside the sentence. */

export const evidence = {
	// Pools.
	'evidence.frontEndsAnswer': `{answering, plural,
		=0 {{all, plural, one {The Front End of {pool} does not answer.} other {None of the # Front Ends of {pool} answers.}}}
		other {{answering, number} of {all, plural, one {# Front End} other {# Front Ends}} of {pool} answer.}
	}`,
	'evidence.frontEndsSilent':
		'{all, plural, one {The Front End of {pool} is silent, as that of a dead pool is.} other {All # Front Ends of {pool} are silent, as those of a dead pool are.}}',
	'evidence.computersAnswer': `{answering, plural,
		=0 {No computer of {pool} answers on TCP 445, which needs no more than power.}
		other {{answering, number} of {all, plural, one {# computer} other {# computers}} of {pool} answer on TCP 445, which needs no more than power.}
	}`,
	'evidence.sqlSilent': 'SQL is silent on TCP 1433, as that of a dead pool is: {servers}.',
	'evidence.sqlAnswers': `{count, plural,
		=0 {SQL does not answer on TCP 1433: {servers}.}
		other {SQL answers on TCP 1433: {answering}.}
	}`,
	'evidence.notAsked': `{count, plural,
		one {One port was to be asked from {from}, which cannot be made to ask from here: {to}.}
		other {# ports were to be asked from {from}, which cannot be made to ask from here: {to}.}
	}`,
	'evidence.servicesRun': '{service} runs on {running, number} of {all, plural, one {# Front End} other {# Front Ends}} of {pool}.',
	'evidence.routingGroups': `{orphans, plural,
		=0 {No routing group without a primary was seen.}
		one {# routing group has no primary.}
		other {# routing groups have no primary.}
	}`,
	'evidence.capacity':
		'{users, plural, one {# user} other {# users}} of both pools need {needed, plural, one {# Front End} other {# Front Ends}} by the planning figure of Microsoft; {running, number} run.',
	'evidence.sameSite': 'Both pools are at site {site}: what hit one may hit the other.',
	'evidence.backupPool': 'Backup pool of {pool}: {backup}.',

	// The Central Management store.
	'evidence.cmsHealthy': 'The store answers. Active master: {master}. File transfer agents: {agents}.',
	'evidence.cmsBlank':
		'The store answers, but its active master or its file transfer agents are blank. Master: {master}. File transfer agents: {agents}.',
	'evidence.cmsSilent': 'The Central Management store did not answer: “{message}”.',
	'evidence.cmsByStore': 'The store itself says that it is on {pool}.',
	'evidence.cmsByLocalStore': 'The local store of the Front End says that the active store is on {pool}.',
	'evidence.cmsByDirectory': 'Active Directory points to {server}, the SQL server of {pool}.',
	'evidence.cmsByTopology': 'Nothing that was asked named the store. The captured topology says {pool}.',
	'evidence.principal': '{server} is the principal of the CMS databases.',
	'evidence.noPrincipal': 'No one SQL server of {pool} is seen as principal of all CMS databases.',
	'evidence.stores': 'Management connection: {connection}. Pointer in Active Directory: {pointer}.',

	// Replicas.
	'evidence.replicas': `{upToDate, number} of {needed, plural, one {# needed replica} other {# needed replicas}} up to date. Not seen up to date: {missing}. {others, plural,
		=0 {No other one is behind.}
		one {# other one is behind and not waited for.}
		other {# others are behind and not waited for.}
	}`,
	'evidence.deadReplicas': `{count, plural,
		one {# computer is silent and not waited for: {computers}.}
		other {# computers are silent and not waited for: {computers}.}
	}`,

	// Edge pools.
	'evidence.edgesOnPool': `{count, plural,
		=0 {No Edge pool was seen with {pool} as next hop.}
		one {# Edge pool has {pool} as next hop: {edges}.}
		other {# Edge pools have {pool} as next hop: {edges}.}
	}`,
	'evidence.nextHops': '{changed, number} of {all, plural, one {# Edge pool} other {# Edge pools}} changed. Left: {left}.',
	'evidence.port': `From {from} to {to}, TCP {port}: {state, select,
		open {open.}
		closed {closed.}
		silent {no answer.}
		notAsked {it cannot be made to ask from here, so not known.}
		other {not known.}
	}`,

	'evidence.records': `{of}: {state, select,
		found {{records}.}
		noRecords {no such record, though the name exists.}
		unknownName {no such name.}
		serverFailed {not known, because the name server failed (SERVFAIL).}
		refused {not known, because the name server refused (REFUSED).}
		otherError {not known, because the name server reported an error.}
		cut {not known, because the answer was cut off.}
		closed {not known, because no name server listens there.}
		garbled {not known, because what came was no answer.}
		noResolver {not known, because the deployment file names no name server.}
		other {not known, because the name server did not answer.}
	}`,
	'evidence.road': `{target}, TCP {port, number, ::group-off}: {state, select,
		good {answers, with its name on the certificate, until {until}.}
		wrongName {THE CERTIFICATE LACKS ITS NAME; it has {names}.}
		expired {ITS CERTIFICATE EXPIRED on {until}.}
		notYet {ITS CERTIFICATE IS NOT VALID before {from}.}
		noCertificate {answers, but shows no certificate.}
		closed {closed.}
		noAddress {the name has no address.}
		other {no answer from here.}
	}`,

	'evidence.routes': `{count, plural,
		=0 {Every route leads through {edges} again.}
		other {No route leads through {elsewhere}.}
	}`,
	'evidence.routeEdges': `{count, plural,
		=0 {The Edge pools of these routes answer on TCP 5061: {edges}.}
		other {No answer on TCP 5061 from {dead}.}
	}`,

	// The backup service.
	'evidence.backupUnsaid': 'The backup service of {pool} answers without a module that holds what users make.',
	'evidence.backupSteady': 'Backup service of {pool}: no module was seen that is not steady.',
	'evidence.backupModule': 'Backup service of {pool}, module {module}: export {exports}, import {imports}.',

	// Users.
	'evidence.presenceWorks': 'Presence between two test users works on {pool}.',
	'evidence.presenceFails': 'Presence between two test users does not work on {pool}: “{message}”.',
	'evidence.registrationWorks': 'Test user {user} can sign in on {pool}; this is so in resiliency mode too.',
	'evidence.registrationFails': 'Test user {user} cannot sign in on {pool}.',

	'evidence.typed': 'Typed by the operator, not seen by this console: {typed}.',
	'evidence.error': 'The answer was an error: “{message}”.',
} as const satisfies Record<string, string>;
