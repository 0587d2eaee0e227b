/** The failover of a whole site: what else went down with the pool. */

export const site = {
	'procedure.siteFailover': 'Site lost: fail over its pool, then its Edge pools',
	'procedure.needs.siteFailover': 'a partner pool that lives, and an Edge pool at another site',
	'way.siteFailover': 'Fail over the whole site of {pool}: its users, then what its Edge pools carried',
	'needs.site': 'nothing but this console',

	'step.lookAtEdges.title': 'See which Edge pools of {site} are lost too',
	'step.lookAtEdges.why': 'What went through them is carried elsewhere next: federation, XMPP, and media of pools that live.',
	'evidence.lostEdges': `{count, plural,
		=0 {No Edge pool of {site} is silent as a whole.}
		one {The Edge pool {lost} is silent as a whole.}
		other {The Edge pools {lost} are silent as a whole.}
	}`,
};
