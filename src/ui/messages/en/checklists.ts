/** What is to be done in another tool, item by item, with the exact names. */

export const checklists = {
	'step.dns.web': 'Point {names} to {partner}, unless a load balancer or GeoDNS has done it.',
	'step.dns.srv': 'Let {names} list {partner}.',

	'step.routes.federationRoute':
		'Federation route of site {site}: it goes through {edge}. Give it to an Edge pool that lives with Set-CsSite -FederationRoute, tick the route in Topology Builder too, and let the inbound name lead there.',
	'step.routes.xmppRoute':
		'XMPP federation route of site {site}: it goes through {edge}. Give it to an Edge pool that lives with Set-CsSite -XmppFederationRoute, and lead its name and TCP 5269 there.',

	'step.voice.responseGroups':
		'Response Groups: import the last export of {pool} on {partner}. Their callers are disconnected until then. From 2019 with the update of July 2019 on, the backup service can have copied them.',
	'step.voice.callPark': 'Call Park: point the group pickup number ranges of {pool} to {partner}. Parked calls are lost.',
	'step.voice.lis':
		'Locations for emergency calls (LIS): import the last export on {partner} and publish it there. They are not replicated from {pool}.',
	'step.voice.gateways':
		'Gateways, trunks and carrier: route what leads to the Mediation Servers of {pool} to those of {partner}, and make a test call each way.',

	'step.addressBook.item':
		'In the event log of every Front End of {pool}, wait until the Address Book is done: events 12287, 21001, 21002, 21005, 21052.',
} as const satisfies Record<string, string>;
