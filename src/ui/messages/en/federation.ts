/** Federation moved to another Edge pool, and given back: titles, checklists, what is changed, what was seen, and why it does not go on. */

export const federation = {
	'procedure.federationFailover': 'Edge pool with federation lost: move federation to another',
	'procedure.edgeFailback': 'Edge pool repaired: give back what was moved away from it',

	'procedure.inboundFederation': 'Partners find a dead Edge pool: change the answer they get',

	'direction.federationFailover':
		'Federation leaves {edge} and goes through {to}. Partners, and the users who talk to them, feel it; nobody is moved.',
	'direction.edgeFailback': 'What was moved away from {edge} goes back there from {to}.',
	'direction.noOtherEdge': 'There is no Edge pool beside {edge}, so nothing can be moved.',

	'way.federationFailover': 'Move federation away from {edge}',
	'way.waitForEdge': 'Wait until {edge} is repaired (a rehearsal jumps there)',
	'way.inboundFederation': 'Lead partners to the Edge pool that federation is on',
	'direction.inboundFederation': 'Partners are led to {to} and away from {edge}. Federation itself stays where it is.',
	'way.edgeFailback': 'Give back to {edge} what was moved away',

	'debt.federation': 'Federation is enabled on {to} in place of {edge}: give it back',
	'debt.federationRoute.moved': 'Federation route of site {site} leads through {to}: give it back to {edge}',

	'debt.names.changed': '{of} leads partners away from {edge}: give back the old answer',
	'debt.names.toDo': '{of} still leads partners to {edge}: change the answer while that Edge pool is dead',

	'needs.dnsConsole': 'a hand on the external name servers',
	'needs.partner': 'a partner who tries',
	'needs.store': 'a Central Management store that works',
	'needs.topologyBuilder': 'Topology Builder, and a hand on each Edge server',
	'needs.edgePower': 'power for the Edge servers',

	// Before anything is changed.
	'step.checkEdgePools.title': 'Check {edge} and the other Edge pools',
	'step.checkEdgePools.why.federation':
		'Federation is moved only when its Edge pool is lost as a whole. Any other Edge pool that lives can carry it; none is paired with it.',
	'step.checkStore.title': 'Check that the store takes changes',
	'step.checkStore.why':
		'What is published and every route is written to the Central Management store, so the store comes first (inferred).',
	'step.checkStore.sought': 'It is so when ActiveMasterFqdn and ActiveFileTransferAgents are named.',
	'preflight.edgeServerLost':
		'{answering, number} of {all, number} servers of {edge} still {answering, plural, one {answers} other {answer}}: the pool carries on. Nothing was changed.',
	'preflight.edgeServerLost.remedy':
		'Repair the server that is lost. For one Edge server of several nothing is failed over. If only this port answers, look at the services there.',
	'preflight.edgeAnswers': 'Every server of {edge} answers on TCP 5061, so it is not lost. Nothing was changed.',
	'preflight.edgeAnswers.remedy': 'Look elsewhere: the firewall towards partners, the certificate outside, the name that partners look up.',
	'preflight.noFederation':
		'{edge} carries no federation: neither a route nor the box of the captured topology names it. Nothing was changed.',
	'preflight.noFederation.remedy': 'Repair {edge}. Remote users sign in through another Edge pool meanwhile, where their names lead there.',
	'preflight.federationOnTwo':
		'The captured topology has federation enabled on {edges}. It can be on one Edge pool only, so what would have to be given back is not known. Nothing was changed.',
	'preflight.federationOnTwo.remedy':
		'In Topology Builder, see which one really has it. Write “federationEnabled” of the others as false in the deployment file, or capture it again, and start with that.',
	'preflight.noLivingEdge': 'No Edge pool beside {edge} answers, so nothing can carry federation. Nothing was changed.',
	'preflight.noLivingEdge.remedy': 'Repair {edge} or another Edge pool, or install one, and start again.',
	'preflight.noFrontEnd': 'No Front End answers, so no cmdlet can be run. Nothing was changed.',
	'preflight.noFrontEnd.remedy': 'Start Switchback on a computer that reaches a living Front End.',
	'preflight.nothingAway': 'No record says that anything was moved away from {edge}. Nothing was changed.',
	'preflight.nothingAway.remedy':
		'Look in Topology Builder where federation, XMPP and media are. Only what Switchback knows to be owed is given back.',
	'preflight.edgeStillDark': 'No server of {edge} has power. Nothing was changed.',
	'preflight.edgeStillDark.remedy': 'Wait until the Edge servers are repaired.',
	'edge.storeBlank': 'The Central Management store answers, but nobody is its master: what is written reaches no Edge server.',
	'edge.storeSilent': 'The Central Management store does not answer: “{message}”.',
	'edge.storeFirst':
		'Move the store to its standby first (procedure e), or repair {pool}. In a failover of its pool that is steps 3 to 6. Then look again.',

	// The box, published, and the wizard.
	'step.federation.title': 'Enable federation on {edge}',
	'step.federation.why':
		'Outbound federation leaves through one published Edge pool, and no cmdlet enables it. Its services listen for partners only when the wizard was run there.',
	'step.federation.clear':
		'Topology Builder: {edge}, Edit Properties, General: clear “Enable federation for this Edge pool (Port 5061)”. It must never be ticked on two Edge pools.',
	'step.federation.tick': 'Topology Builder: {edge}, Edit Properties, General: tick the same box.',
	'step.federation.publish': 'Topology Builder: Publish Topology. Both boxes in one publication.',
	'step.federation.wizard': `{count, plural,
		one {On {servers}, when the change has come there: Deployment Wizard, Install or Update Lync Server System, Setup or Remove Lync Server Components, Run Again, View Log.}
		other {On each of {servers}, when the change has come there: Deployment Wizard, Install or Update Lync Server System, Setup or Remove Lync Server Components, Run Again, View Log.}
	}`,
	'federation.notListening':
		'{name} does not answer on TCP 5061. Either the box is not ticked and published, or the wizard was not run on {edge}, or a firewall is between here and there.',
	'federation.listensOn': '{name} still listens for partners. Either nothing was published, or it has not come to {edge} yet.',
	'evidence.federationPort':
		'{name}, TCP {port, number, ::group-off}: {isOpen, select, yes {listens for partners.} other {does not listen for partners, as seen from here.}}',
	'evidence.edgeServersAnswer': 'Servers of {edge} that answer on TCP 5061: {answering, number} of {all, number}.',
	'evidence.edgeServers': `{answering, plural,
		=0 {No server of {edge} answers on TCP 5061, of {all, number}.}
		other {# of {all, number} servers of {edge} answer on TCP 5061.}
	}`,
	'evidence.livingEdges': `{count, plural,
		=0 {No other Edge pool answers.}
		one {Another Edge pool answers: {edges}.}
		other {Other Edge pools answer: {edges}.}
	}`,

	// The routes.
	'step.federationRoutes.title': 'Lead the federation routes through {edge}',
	'step.federationRoutes.why':
		'Each site has a route of its own: every site whose route names the other Edge pool is changed (inferred). The box alone changes none. The value is “EdgeServer:” with the Edge pool, never a Front End pool, as an early text had it.',
	'step.federationRoutes.changes': 'Federation route of {sites}: it leads through {to}.',
	'step.federationRoutes.undo': 'The same cmdlet with {from}.',
	'step.federationRoutes.users': 'Until it is done, nobody of these sites reaches partners. Users inside feel nothing.',
	'step.federationRoutes.takes': 'No time is published; an Edge server has it after 30–180 s (model).',
	'federation.routesUnread': 'The routes of the sites could not be read: “{message}”. So it is not known whether they were changed.',
	'federation.routesUnknown': 'The routes of the sites could not be read: “{message}”.',
	'step.federationRoutes.left': `{count, plural,
		one {The federation route of {sites} does not lead through {to} yet.}
		other {The federation routes of {sites} do not lead through {to} yet.}
	}`,
	'evidence.federationRoutes': `{count, plural,
		=0 {No federation route has to be led to {to} any more.}
		one {The federation route of one site is left: {sites}.}
		other {The federation routes of # sites are left: {sites}.}
	}`,

	// Replicas and the proof.
	'step.edgeReplicas.title': 'Wait until {edge} has the routes',
	'step.edgeReplicas.why':
		'An Edge server goes on as before until its replica is up to date. Where its services were stopped, so was its replica agent: only now does the change reach it (inferred).',
	'step.edgeReplicas.sought': 'It is so when UpToDate is True for every living server of {edge}.',
	'federation.replicasBehind': 'The servers of {edge} that live are not all up to date.',
	'evidence.edgeReplicas': 'Replicas of {edge} that are up to date: {upToDate, number} of {all, number} that answer.',
	'step.proveFederation.title': 'Prove that federation works through {edge}',
	'step.proveFederation.why':
		'Routes and ports are seen from here. Whether partners find the way in depends on the answer of the name servers, and only a partner can say.',
	'step.proveFederation.sought':
		'It is so when the routes of all sites lead through {edge}, and the test of a partner, where one is run, says Success.',
	'federation.notProved': 'Federation through {edge} is not proved: look at what speaks against it.',
	'evidence.federatedPartner':
		'{has, select, yes {Test-CsFederatedPartner reached {partner}.} other {Test-CsFederatedPartner did not reach {partner}: “{error}”.}}',
	'evidence.noFederatedPartner': 'The deployment file names no partner (federatedPartner), so none was tried.',

	'step.findFederation.title': 'Find the Edge pool that federation is on',
	'step.findFederation.why':
		'Neither another answer nor priorities help before federation is on an Edge pool that lives (fairly sure). Seen is who listens for partners.',
	'evidence.federationOn': `{count, plural,
		=0 {No other Edge pool listens for partners, as seen from here.}
		one {This Edge pool listens for partners: {edges}.}
		other {These Edge pools listen for partners: {edges}.}
	}`,
	'preflight.federationNowhere':
		'No Edge pool beside {edge} listens for partners, so no answer of a name server would help. Nothing was changed.',
	'preflight.federationNowhere.remedy': 'Move federation first (procedure f). Leading partners there is a part of it.',
	'preflight.federationOnSeveral': 'More than one Edge pool listens for partners: {edges}. It can be on one only. Nothing was changed.',
	'preflight.federationOnSeveral.remedy':
		'In Topology Builder, see which one really has it, and run the wizard on the servers of the others.',

	// What partners are answered.
	'step.inboundLook.title': 'Look at what partners are answered',
	'step.inboundLook.why':
		'A partner asks _sipfederationtls and takes one record of it. What stands behind that one decides, as seen from here; a partner may come another way.',
	'step.inboundPlan.title': 'Choose how partners are led there',
	'step.inboundPlan.why': 'Two texts of Microsoft contradict each other here, and only one of the two plans works by the other one.',
	'question.inboundPlan': 'How are partners led to the Edge pool that federation is on now?',
	'way.changeAnswer': 'Change the answer: one record that leads there, or GeoDNS',
	'way.priorities': 'Add it as a second record with its own priority',
	'way.backToPlan': 'Go back and choose the other plan',
	'evidence.seedPriorities':
		'The older text: inbound federation works if every Edge pool has its own priority in the SRV records; a request to a dead pool comes back and reaches a living one. Not believed here.',
	'evidence.seedGeoDns':
		'The later text: it needs something like GeoDNS, and does not use SRV priority. Believed: it corrects the older one, and the DNS chapter says that an Access Edge takes one record only.',
	'step.inboundPriorities.title': 'See what priorities would do',
	'step.inboundPriorities.why': 'What a partner would take is worked out from the records that stand there now. Nothing is changed for it.',
	'evidence.wouldTake': 'With the records {records}, a partner takes {target}, and never comes to {added}.',
	'inbound.prioritiesFail': 'A second record by priority helps no partner: the first one is taken, and nobody listens behind it.',
	'inbound.prioritiesFail.remedy': 'Change the answer itself, so that the one record that is taken leads to an Edge pool that lives.',
	'inbound.notLed': 'The record that a partner takes does not lead to an Edge that listens with the right name on its certificate.',
	'step.inboundAnswer.title': 'Change the answer that partners get',
	'step.inboundAnswer.why':
		'No cmdlet changes a name. Whoever asked before goes on with the old answer for as long as it lives (TTL), so this waits for it.',
	'step.inboundAnswer.item': `{count, plural,
		=0 {On the external name servers: remove the {type} records of {of}.}
		other {On the external name servers: let the {type} records of {of} be {records}, and no other; or let GeoDNS answer the same.}
	}`,
	'step.inboundAnswer.certificate':
		'The certificate that this Edge shows outside must carry the name that the record leads to. It is looked at here.',
	'step.inboundBack.title': 'Give back the answer that partners got',
	'step.inboundBack.why':
		'Partners must be led home too, record by record as it was. A text that leads the A record of XMPP to the second Edge pool once more has a copy error.',
	'inbound.notBack': 'What partners are answered is not as it was, or does not lead to an Edge that listens.',
	'evidence.answered': `{count, plural,
		=0 {{of} has no {type} record outside, as seen from here.}
		other {{of}, {type}: {records}.}
	}`,
	'step.askPartner.title': 'Let a partner try',
	'step.askPartner.why':
		'What a partner sees cannot be looked at from here. Partners who pinned the name of your Edge must be told (inferred).',
	'step.askPartner.item': 'Ask somebody at a partner to send a message to a user of {domains}, and to say that it was answered.',

	// The way back.
	'step.waitForEdge.title': 'Wait until {edge} is repaired',
	'step.waitForEdge.why': 'Its servers must have power before anything can go back.',
	'repair.edgeNotYet': 'Not every server of {edge} has power yet.',
	'step.checkEdgeRepaired.title': 'Check that {edge} is repaired',
	'step.checkEdgeRepaired.why': 'Things go back only to an Edge pool that is there, and only what was moved away.',
	'step.startEdge.title': 'Start the services of {edge}',
	'step.startEdge.why': 'Edge servers stand in the perimeter, where no cmdlet of a Front End reaches them: it is done there.',
	'step.startEdge.item': 'On {server}, in a shell of an administrator: Start-CsWindowsService.',
	'edge.servicesStopped': 'Not every server of {edge} answers on TCP 5061.',
} as const satisfies Record<string, string>;
