/** What is proposed from what answers over the network, and what speaks against it. */

export const triage = {
	'triage.noNames': 'None of the {all} names is known to the name servers that this computer asks. Nothing can be said of the deployment.',
	'triage.nothingAnswers': 'Nothing answers: 0 of {all} computers.',
	'triage.nothingAnswers.against': 'All sites at once is rare. First prove that this computer has a way to the network.',
	'triage.allAnswers': 'Everything that was asked answers.',
	'triage.allAnswers.against': 'A port that answers is no proof that users are served.',
	'triage.siteLost': '{site} does not answer, and with it pool {pool}.',
	'triage.poolLost':
		'Pool {pool} does not serve; {others, plural, =0 {no other computer of {site} answers} one {# other computer of {site} answers} other {# other computers of {site} answer}}.',
	'triage.backEndLost': 'SQL of {pool} does not serve; Front Ends of it do.',
	'triage.cmsLost': 'The Central Management store on {server} does not answer; pool {pool} serves.',
	'triage.someServers': '{silent} of {all} Front Ends of {pool} do not serve; the pool does.',
	'triage.edgeLost': 'Edge pool {edge} does not serve: 0 of {all}.',
	'triage.edgeLost.against': 'Its inner side is behind a firewall, which may not let this computer in.',
	'triage.carriesFederation': 'Federation leads through {edge}, at site {site}: partners and those who talk to them feel it, nobody else.',
	'triage.carriesXmpp': 'XMPP federation leads through {edge}.',
	'triage.carriesMedia': 'Front End pools lead their media through {edge}: calls and meetings with people outside.',
	'triage.remoteUsers': 'Remote users need no procedure: they come in through another Edge pool where names and firewall let them.',
	'triage.someEdgeServers': '{silent} of {all} servers of Edge pool {edge} do not serve; the pool does.',
	'triage.edgeServers': '{serving} of {all} servers of {edge} serve on TCP 5061.',
	'triage.edgeGoesOn': 'Nothing is to be failed over: {edge} goes on without it.',
	'triage.carriesPartner': 'The users of {partner} run on {pool}, by what an earlier session left: neither pool can be failed over alone.',
	'triage.otherEdges':
		'{count, plural, =0 {No other Edge pool serves.} one {Another Edge pool serves: {edges}.} other {Other Edge pools serve: {edges}.}}',
	'triage.noFederation': 'No federation leads through {edge}: there is nothing to move.',
	'triage.poolUnnamed': 'The names of the Front Ends of {pool} are not known: nothing can be said of it.',
	'triage.someUnnamed':
		'{count, plural, one {The name of # Front End of {pool} is} other {The names of # Front Ends of {pool} are}} not known.',
	'triage.frontEnds': '{serving} of {all} Front Ends of {pool} serve on TCP 5061.',
	'triage.siteSilent': '0 of {all} computers of {site} answer.',
	'triage.siteAnswers': '{answering} of {all} computers of {site} answer.',
	'triage.sql': '{serving} of {all} SQL Servers of {pool} answer on TCP 1433.',
	'triage.hasCms': '{pool} has the active Central Management store: it is moved first, within the failover.',
	'triage.storeSilent': '{server} does not answer on TCP 1433.',
	'triage.standby':
		'Its standby is on {standby}, of which {serving, plural, =0 {no Front End serves} one {# Front End serves} other {# Front Ends serve}}.',
	'triage.noStandby': 'No standby of the store is known: there is nothing that it could be moved to.',
	'triage.partner':
		'{partner} stands by: {serving, plural, =0 {none of its Front Ends serves} one {# Front End serves} other {# Front Ends serve}}.',
	'triage.partnerUnknown':
		'The names of the partner {partner} are not known here: whether it could take the users is to be found out first.',
	'triage.partnerDownToo': 'The partner {partner} does not serve either: a failover would move the users from one dead pool to another.',
	'triage.noPartner': 'No pool stands by for {pool}: its users cannot be failed over.',
	'triage.onlyCutOff': 'From here, {site} cut off looks the same as {site} dead. Ask somebody there before anything is decided.',
	'triage.onlyPort': 'Only one port of each computer was asked, from this computer. A firewall between looks the same.',
	'triage.onlySqlPort': 'A firewall that keeps this computer from TCP 1433 looks the same.',
	'triage.refuses':
		'{count, plural, one {# computer of {pool} refuses} other {# computers of {pool} refuse}} the connection: alive, and its service stopped. To start it may be all that is needed.',
	'triage.waiting': 'Waiting is a road too: IM and calls may come back on the partner by themselves (expected, not measured).',
	'triage.sqlFirst': 'SQL that comes back is better than any failover: ask how long that takes.',
	'triage.usersServed': 'The users of {pool} are served: this can wait for a decision.',
	'triage.poolGoesOn': 'Nothing is to be failed over: {pool} goes on without it.',
	'triage.quorumInDanger':
		'Nothing is to be failed over yet. Half of the servers of {pool} or more are missing: losing more may stop the whole pool.',
} as const satisfies Record<string, string>;
