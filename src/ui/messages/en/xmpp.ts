/** XMPP moved to another Edge pool, and given back with it. */

export const xmpp = {
	'procedure.xmppFailover': 'Edge pool with XMPP lost: move XMPP federation to another',
	'direction.xmppFailover':
		'XMPP leaves {edge} and goes through {to}. The services of {to} are stopped for some minutes: its remote users feel it.',
	'way.xmppFailover': 'Move XMPP away from {edge} (the other Edge pool is stopped for minutes)',
	'whatNow.noXmpp': 'XMPP is not offered: it was removed in 2019, and {pool} is of that version or later.',

	'debt.xmppRoute.moved': 'XMPP route of site {site} leads through {to}: give it back to {edge}',
	'debt.edgeStopped': 'Services of {edge} were stopped: start them',

	'needs.nameServer': 'a name server that answers as the world is answered',
	'needs.firewall': 'a hand on the firewall',
	'needs.edgeHands': 'a hand on each Edge server',

	'step.checkEdgePools.why.xmpp':
		'XMPP is moved only when its Edge pool is lost as a whole. Any other Edge pool that lives can carry it; none is paired with it.',
	'preflight.noLivingEdgeForXmpp': 'No Edge pool beside {edge} answers, so nothing can carry XMPP. Nothing was changed.',
	'preflight.noLivingEdgeForXmpp.remedy': 'Repair {edge} or another Edge pool, or install one, and start again.',
	'preflight.noXmppRoute': 'No site has its XMPP route through {edge}, by the captured topology. Nothing was changed.',
	'preflight.noXmppRoute.remedy': 'Look in Topology Builder which Edge pool carries XMPP. Nothing is to be moved away from this one.',
	'preflight.noXmppInVersion': 'XMPP federation was removed in 2019, and {pool} is of that version or later. Nothing was changed.',
	'preflight.noXmppInVersion.remedy': 'There is nothing to move. XMPP is in Lync Server 2013 and Skype for Business Server 2015 only.',

	'step.xmppLook.title': 'Look at what XMPP partners are answered',
	'step.xmppLook.why':
		'An XMPP partner asks _xmpp-server for a host, and for the address of that host. What stands there now is noted, so that it can be given back.',
	'step.xmppNames.title': 'Lead XMPP partners to {edge}',
	'step.xmppNames.why':
		'No cmdlet changes a name. It comes before the services are stopped (inferred), because XMPP is dead anyway and the old answer lives on for its TTL.',
	'step.xmppNames.item': 'On the external name servers: let the host that {names} names first, port 5269, have the address of {name}.',
	'xmpp.notLed': 'The record that XMPP partners take first does not lead to {edge} on port 5269.',

	'step.xmppPorts.title': 'Let XMPP through the firewall to {edge}',
	'step.xmppPorts.why':
		'Nobody needs to listen there yet: a port that refuses has been reached, and one that is silent has a firewall before it. From outside, only the way from here is measured.',
	'step.xmppPorts.outside': 'In the firewall outside: open TCP 5269 to and from {name}.',
	'step.xmppPorts.inside': 'In the firewall inside: open TCP 23456 from every Front End to each server of {edge}.',
	'xmpp.walledOff': 'Not every port to {edge} that XMPP needs is reached.',
	'evidence.portOutside': `From here to {to}, TCP {port, number, ::group-off}: {state, select,
		open {open.}
		closed {closed.}
		silent {no answer.}
		other {not known.}
	}`,

	'step.stopEdge.title': 'Stop the services of {edge}',
	'step.stopEdge.why':
		'As documented, for the change of the route. Until they are started again, remote users and media of {edge} are interrupted (inferred).',
	'step.stopEdge.item': 'On {server}, in a shell of an administrator: Stop-CsWindowsService.',
	'edge.servicesRun': 'Servers of {edge} still answer on TCP 5061.',

	'step.xmppRoutes.title': 'Lead the XMPP routes through {edge}',
	'step.xmppRoutes.why':
		'Each site has a route of its own: every site whose route names the other Edge pool is changed (inferred). The printed -XmppExternalFederationRoute with one server does not exist: the parameter is -XmppFederationRoute, and its value the Edge pool.',
	'step.xmppRoutes.changes': 'XMPP federation route of {sites}: it leads through {to}.',
	'step.xmppRoutes.users': 'Until it is done, nobody of these sites reaches XMPP contacts. Everybody else feels nothing of it.',
	'step.xmppRoutes.left': `{count, plural,
		one {The XMPP federation route of {sites} does not lead through {to} yet.}
		other {The XMPP federation routes of {sites} do not lead through {to} yet.}
	}`,
	'evidence.xmppRoutes': `{count, plural,
		=0 {No XMPP federation route has to be led to {to} any more.}
		one {The XMPP federation route of one site is left: {sites}.}
		other {The XMPP federation routes of # sites are left: {sites}.}
	}`,

	'step.proveXmpp.title': 'Prove that XMPP works through {edge}',
	'step.proveXmpp.why':
		'Routes and ports are seen from here. On the Edge servers themselves: the service “XMPP Translating Gateway Proxy” runs, and netstat shows 5269 and 23456.',
	'xmpp.notProved': 'XMPP through {edge} is not proved: look at what speaks against it.',
	'evidence.xmppContact':
		'{has, select, yes {Test-CsXmppIM wrote to {contact}.} other {Test-CsXmppIM could not write to {contact}: “{error}”.}}',
	'evidence.noXmppContact': 'The deployment file names nobody at an XMPP partner (xmppContact), so nobody was written to.',
} as const satisfies Record<string, string>;
