/** Remote access through another Edge pool: what is looked at, and what is opened in a firewall. */

export const remoteAccess = {
	'procedure.remoteAccess': 'Edge pool lost: see whether remote users come in elsewhere',
	'procedure.needs.remoteAccess': 'name servers that answer as the world is answered, and Front Ends that can be measured from',
	'direction.remoteAccess':
		'Nothing is moved: it is looked at whether remote users of {edge} come in through {to}. Their clients go there by themselves.',
	'way.remoteAccess': 'See whether remote users come in elsewhere',
	'needs.frontEndsThatAsk': 'a Front End of each pool that can be made to ask',
	'needs.outside': 'somebody outside',

	'step.signIn.title': 'Look at what sign-in is answered outside',
	'step.signIn.why':
		'A client asks _sip._tls and tries the records in the order of their priority until one answers. Each Edge pool needs a record, and each record a priority of its own.',
	'step.signIn.item': 'On the external name servers: for {of}, a record on port 443 for each of {names}, each with another priority.',
	'remote.recordsLack':
		'The records do not lead remote users on: one is missing, priorities are the same, or nobody answers behind any of them.',
	'evidence.clientOrder': 'A client tries {targets}, and stays at {next}. Whoever asked before remembers it for up to {ttl, number} s.',
	'evidence.clientOrderNone': 'A client tries {targets}, and none answers as seen from here.',
	'step.discovery.title': 'Look at what discovery is answered outside',
	'step.discovery.why':
		'Clients of 2013 and later ask lyncdiscover before any SRV record, so its answer has to follow what lives (GeoDNS).',
	'step.discovery.item': 'On the external name servers: let {of} lead to what answers; GeoDNS does it by itself.',
	'remote.discoveryLacks': 'lyncdiscover leads to something that does not answer, or to nothing.',
	'evidence.discovery': `{count, plural,
		=0 {{of} leads to {addresses}, and all answer on TCP 443.}
		other {{of} leads to {addresses}, and no answer on TCP 443 came from {dead}.}
	}`,
	'evidence.discoveryNone': '{of} has no address outside, as seen from here.',

	'step.ways.title': 'Look at the firewall, Front Ends to Edges',
	'step.ways.why':
		'Remote users come to their pool through any Edge only where its Front Ends and all Edge servers reach each other. One Front End of each pool is measured from, to the Edge servers that live.',
	'step.ways.item':
		'In the firewall inside: open every way that is named above, for all Front Ends of the pool and all servers of the Edge pool.',
	'ways.closed': `{count, plural, one {One way between a Front End pool and an Edge pool is closed.} other {# ways between Front End pools and Edge pools are closed.}}`,
	'ways.notMeasured': 'Not every way could be measured from where it begins.',
	'evidence.waysMeasured':
		'{ways, number} ways measured, between {pools, number} Front End pools and the servers that live of {edges, number} Edge pools.',
	'evidence.wayClosed': 'From {from} to {to} nothing comes through on TCP {ports}.',

	'step.askOutside.title': 'Let somebody outside sign in',
	'step.askOutside.why': 'What the world sees cannot be looked at from here. It is the operator’s word, and is marked so.',
	'step.askOutside.item': 'Ask a user of {domains} who is outside to sign out and in again, and to say that it worked.',
	'step.askOutside.cmdlet': 'Or on a computer outside with the tools: Test-CsRegistration against the external name, with a test user.',
} as const satisfies Record<string, string>;
