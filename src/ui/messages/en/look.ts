/** What a walk that only looks says when it is printed. */

export const look = {
	'look.title': 'LOOK ONLY: {title}',
	'look.promise': 'Every step is asked what it would ask, and nothing else: nothing was changed, and nothing could be.',
	'look.found': `{found, select,
		holds {HOLDS}
		doesNotHold {DOES NOT HOLD}
		blocked {BLOCKED}
		waits {WAITS}
		cannotTell {CANNOT TELL}
		asksYou {ASKS YOU}
		manual {BY HAND}
		other {{found}}
	}`,
	'look.why': 'What:',
	'look.waits': 'Earlier steps are there for that, and one of them does not hold yet.',
	'look.notCome': 'The procedure does not come to these as things are:',
	'look.summary': `{count, plural, one {# step was looked at} other {# steps were looked at}}: {blocked, plural, =0 {nothing blocks} one {# is blocked} other {# are blocked}}, {open, plural, =0 {no change that is still to be made was seen} one {# does not hold yet} other {# do not hold yet}}.`,
	'look.noPair': 'There is nothing to walk through: {pool} has no pair.',
} as const satisfies Record<string, string>;
