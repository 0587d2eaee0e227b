/**
 * What a change does, how it is undone, what users feel meanwhile, and how long it takes; a sentence each.
 *
 * Times say whose they are: a target or a limit of Microsoft, or the model of this console. Where a step asks for a name to be typed,
 * that name is the first in the sentence of what it changes.
 */

export const changes = {
	'step.moveCms.changes': '{to} gets the active Central Management store, which {from} had.',
	'step.moveCms.changesDisaster':
		'{to} gets the active Central Management store, which {from} had; configuration since the last copy may be lost.',
	'step.moveCms.undo': 'The same cmdlet in normal mode, run on a server of {from} when that pool works again.',
	'step.moveCms.users': 'Users notice nothing; administrators cannot change the configuration meanwhile.',
	'step.moveCms.takes': 'Target 5 min (Microsoft); 1–4 min and then replication (model).',

	'step.nextHops.changes': '{edges}: the next hop is {to} instead of {from}.',
	'step.nextHops.undo': 'The same cmdlet with {from} as next hop.',
	'step.nextHops.users': 'Remote users and federation of these Edge pools go over the new next hop.',
	'step.nextHops.takes': 'No time is published; an Edge server has it after 30–180 s (model).',

	'step.failOverUsers.changes': `{users, plural,
		one {# user of {pool} is served by {partner}; what changed after the last copy to {partner} is lost.}
		other {# users of {pool} are served by {partner}; what they changed after the last copy to {partner} is lost.}
	}`,
	'step.failOverUsers.undo':
		'Fail back {pool} from {partner} when it is repaired, up to 60 min for 20,000 users (Microsoft); no way to stop half-way is known.',
	'step.failOverUsers.users':
		'They sign in on the partner, first with IM and calls only, without contacts and meetings, and with everything when it is complete.',
	'step.failOverUsers.takes2013': 'Target 30 min (Microsoft); 2–4 min and 0.25–0.4 min per 1,000 users (model).',
	'step.failOverUsers.takesLater': 'Target 15–20 min (Microsoft); 2–4 min and 0.25–0.4 min per 1,000 users (model).',

	'step.failBackUsers.changes': `{users, plural,
		one {# user of {pool} goes back from {partner} to {pool}, with what was done meanwhile.}
		other {# users of {pool} go back from {partner} to {pool}, with what they did meanwhile.}
	}`,
	'step.failBackUsers.undo': 'Fail over {pool} to {partner} again.',
	'step.failBackUsers.users':
		'They work on for most of the time, then are signed out once and come back with limits; meetings that they organise end.',
	'step.failBackUsers.takes': 'Up to 60 min for 20,000 users (Microsoft); 2 min and 1.5–3 min per 1,000 users (model).',

	'step.startServices.changes': `{pool}: services start on those of its {count, plural,
		one {# Front End}
		other {# Front Ends}
	} where they do not run.`,
	'step.startServices.undo': 'Stop the services again with Stop-CsWindowsService.',
	'step.startServices.users': 'Users of this pool stay where they are until the failback.',
	'step.startServices.takes': 'Up to 1 h for a large pool (Microsoft); 10–60 min by its routing groups (model).',

	'step.syncConferences.changes': '{label} copies the meeting files that it holds to {pool}.',
	'step.syncConferences.undo': 'Nothing to undo: it is a copy.',
	'step.syncConferences.users': 'Files of meetings come back one after the other; everything else works.',
	'step.syncConferences.takes': 'No time is published; it depends on the size of the files.',
} as const satisfies Record<string, string>;
