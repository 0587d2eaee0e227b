/** The swap: a pool carries its partner's users, and everything is to run on that partner. */

export const swap = {
	'procedure.swap': 'Pool carries its partner’s users: send them home, then empty it',
	'procedure.forcedSwap': 'Pool died carrying its partner’s users: the only road',
	'procedure.needs.swap': 'both pools alive, and the record that the partner was failed over',
	'procedure.needs.forcedSwap': 'a living partner; somebody who decides, and two witnesses',
	'direction.swap':
		'First the users of {partner} go home from {pool}, with PoolFqdn {partner}. Then the users of {pool} follow them there, with PoolFqdn {pool}.',
	'direction.forcedSwap':
		'{pool} is dead: first the users of {partner} go home without it, with PoolFqdn {partner}, and what they did on {pool} is lost. Then the users of {pool} are served there, with PoolFqdn {pool}.',
	'way.swap': 'Swap: the partner’s users home first, then empty {pool}',
	'way.forcedSwap': '{pool} is dead, with its partner’s users on it: the only road',

	'step.checkSwap.title': 'Check who runs where on {pool} and its partner',
	'step.checkSwap.why':
		'A pool on which its partner’s users run cannot be failed over, so they go home first; that order keeps both pools whole.',
	'evidence.carries': 'On record: the users of {partner} were failed over, and run on {pool}.',
	'evidence.carriesNobody': 'It is not on record that the users of {partner} run on {pool}.',
	'preflight.noSwap': 'It is not on record that the users of {partner} run on {pool}, so there is nothing to swap. Nothing was changed.',
	'preflight.noSwap.remedy':
		'If {pool} lives, empty it as planned; if it is dead, fail it over in disaster mode. Both go to {partner}, and need no swap.',
	'preflight.partnerNotReady': '{partner} does not answer, with a Front End and its SQL, so nobody can go there. Nothing was changed.',
	'preflight.partnerNotReady.remedy':
		'Bring SQL of {partner} up first, then its Front Ends, then look again. With {pool} dead too, one of the two has to be repaired.',
	'preflight.carrierDead': '{pool} does not answer, so the users of {partner} cannot bring along what they did there. Nothing was changed.',
	'preflight.carrierDead.remedy':
		'If {pool} comes back, wait for it. If it is dead, choose the road for that, forcedSwap: what the users of {partner} did on {pool} is lost.',

	'step.failBackInDisaster.why':
		'While they run on {partner}, which is dead, its own users cannot be failed over; disaster mode asks nothing of it, and copies nothing (inferred).',
	'step.failBackInDisaster.changes': `{users, plural,
		one {# user of {pool} is served by {pool} again; what was done on {partner} since the failover is lost.}
		other {# users of {pool} are served by {pool} again; what they did on {partner} since the failover is lost.}
	}`,
	'step.failBackInDisaster.undo': 'No way back is known: {partner} is dead, and what is lost is lost.',
	'step.failBackInDisaster.users': 'They could not sign in on {partner}; they sign in on {pool}, for a short time with limits.',
	'swap.carrierLives': 'A Front End of {partner} and its SQL answer: it lives, or it lives again. Nothing was started.',
	'swap.carrierLives.remedy':
		'Do not use disaster mode. End this run, and swap: then the users of {pool} bring along what they did on {partner}.',
	'swap.noCms':
		'The Central Management store has no active master or file transfer agent, so the users of {pool} cannot be failed back. Nothing was started.',
} as const satisfies Record<string, string>;
