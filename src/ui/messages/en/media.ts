/** The media of a Front End pool through another Edge pool, and back. */

export const media = {
	'procedure.mediaFailover': 'Edge pool lost, Front Ends live: associate them with another',
	'procedure.needs.mediaFailover': 'another Edge pool that lives, a store that takes changes, and Topology Builder or three cmdlets',
	'direction.mediaFailover':
		'Media of the Front End pools of {edge} goes through {to}. Nobody is moved: their users are served where they are.',
	'way.mediaFailover': 'Lead the media of its Front End pools away from {edge}',
	'way.mediaDialog': 'Topology Builder: the dialog of each pool, then publish',
	'way.mediaCmdlets': 'Three cmdlets for each pool (whether they do all that the dialog does is not known)',
	'question.mediaWay': 'How are the Front End pools associated with the other Edge pool?',
	'debt.mediaEdge': 'Media of {pool} goes through {to}: give it back to {edge}',
	'needs.operator': 'your answer',

	'step.checkEdgePools.why.media':
		'Media is led elsewhere only when its Edge pool is lost as a whole. Any other Edge pool that lives can carry it; none is paired with it.',
	'preflight.noMediaPools': 'No Front End pool has {edge} for its media, by the captured topology. Nothing was changed.',
	'preflight.noMediaPools.remedy':
		'Look in Topology Builder, in the associations of each Front End pool. Nothing is to be led away from this Edge pool.',
	'preflight.noLivingEdgeForMedia': 'No Edge pool beside {edge} answers, so nothing can carry its media. Nothing was changed.',
	'preflight.noLivingEdgeForMedia.remedy': 'Repair {edge} or another Edge pool, or install one, and start again.',

	'step.mediaPools.title': 'Find the Front End pools of {edge}',
	'step.mediaPools.why':
		'As the store has it now. It is for every pool that lives and has this Edge pool, whatever its site (other sites: inferred).',
	'evidence.mediaPools': `{count, plural,
		=0 {No Front End pool that lives has {edge} for its media.}
		one {One Front End pool that lives has {edge} for its media: {pools}.}
		other {# Front End pools that live have {edge} for their media: {pools}.}
	}`,
	'media.noPoolLives': 'No Front End pool that lives has {edge} for its media. Those that had it in the captured topology: {all}.',
	'media.noPoolLives.remedy': 'There is nothing to lead elsewhere. If the pool is lost too, fail over its users.',
	'media.unknown': 'The services of the Front End pools could not be read: “{message}”.',
	'media.unread': 'The services of the Front End pools could not be read: “{message}”. So it is not known whether they were changed.',

	'step.mediaWay.title': 'Choose how to associate them',
	'step.mediaWay.why':
		'The documented way is a dialog of Topology Builder. Set-CsRegistrar, Set-CsConferenceServer and Set-CsMediationServer set the same property of three services (inferred).',
	'evidence.mediaLoad':
		'{edge}, with {servers, number} servers, would have the media of pools with {users, number} users in all; published are {limit, number} remote users at a time.',
	'step.media.title': 'Lead media through {edge}',
	'step.media.why.dialog': 'The documented text ends with OK, but nothing changes before it is published.',
	'step.media.why.cmdlets':
		'Each pool has three services with an Edge: Registrar, Conferencing and Mediation. Whether setting the three does all that the dialog does is not known.',
	'step.media.dialog':
		'Topology Builder: {pool}, Edit Properties, Associations: “Associate Edge Pool (for media components)”: choose {edge}, OK.',
	'step.media.publish': 'Topology Builder: Publish Topology.',
	'step.media.changes': 'Edge of the Registrar, Conferencing and Mediation services of {pools}: {to}.',
	'step.media.undo': 'The same cmdlets with {from}.',
	'step.media.users':
		'Calls and conferences through the Edge have no media path until then (inferred). Clients ask for the new one when they renew or sign in (inferred).',
	'step.media.takes': 'No time is published; with replication 3–10 min (model).',
	'media.left': `{count, plural,
		one {The media of {pools} does not go through {edge} yet.}
		other {The media of {pools} does not go through {edge} yet, of none or not of all services.}
	}`,
	'evidence.mediaEdges': `{count, plural,
		=0 {All media services go through {edge}.}
		one {Of one pool, a service does not go through {edge}: {pools}.}
		other {Of # pools, services do not go through {edge}: {pools}.}
	}`,

	'step.mediaReplicas.title': 'Wait until {pools} know their Edge pool',
	'step.mediaReplicas.why': 'A Front End hands out the Edge that its replica names.',
	'step.mediaReplicas.sought': 'It is so when UpToDate is True for every living Front End of {pools}.',
	'evidence.mediaReplicas': 'Replicas of their Front Ends that are up to date: {upToDate, number} of {all, number} that answer.',
	'media.replicasBehind': 'The Front Ends that live are not all up to date.',
	'step.proveMedia.title': 'Prove that {edge} is reached for media',
	'step.proveMedia.why':
		'One Front End of each pool is measured from. Whether a call from outside has sound, only somebody outside can say.',
	'media.notProved': 'The way to {edge} is not proved: look at what speaks against it.',
	'evidence.mediaEdge': 'Edge of the Registrar of {pool}: {edge}.',
	'evidence.noUdp': 'UDP 3478 is not tried: a silent port of UDP may be open.',
} as const satisfies Record<string, string>;
