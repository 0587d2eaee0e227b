/** Single words that screens put beside a glyph or a colour, and the pieces that numbers and lists are written with. */

export const words = {
	// Where a step is.
	'state.inspecting': 'looking',
	'state.blocked': 'blocked',
	'state.blind': 'cannot look',
	'state.asking': 'asks you',
	'state.ready': 'ready',
	'state.previewing': 'previewing',
	'state.awaitingApproval': 'waiting for a second person',
	'state.confirming': 'confirming',
	'state.rereading': 'reading again',
	'state.running': 'running',
	'state.examining': 'looking at what it did',
	'state.byHand': 'by hand',
	'state.unknown': 'outcome unknown',
	'state.undecided': 'you decide',
	'state.verifying': 'waiting to see it',
	'state.failed': 'failed',
	'state.ended': 'ended',

	// How a step ended.
	'end.done': 'done',
	'end.alreadyDone': 'was already so',
	'end.byHand': 'done by hand',
	'end.onWord': 'done on somebody’s word',
	'end.skipped': 'skipped',
	'end.refused': 'refused',
	'end.failed': 'failed',
	'end.aborted': 'ended by you',

	// What was found of a step that was only looked at.
	'end.holds': 'holds',
	'end.doesNotHold': 'does not hold',
	'end.blocked': 'blocked',
	'end.waits': 'waits for an earlier step',
	'end.cannotTell': 'cannot tell',
	'end.asksYou': 'asks you',
	'end.manual': 'by hand',

	// How a run or a session ended.
	'outcome.done': 'done',
	'outcome.failed': 'failed',
	'outcome.refused': 'refused',
	'outcome.outcomeUnknown': 'outcome unknown',
	'outcome.ended': 'ended by the operator',

	// What a judgement says.
	'says.holds': 'true',
	'says.doesNotHold': 'not true, and nothing is under way',
	'says.cannotTell': 'cannot tell yet',
	'says.blocked': 'must not be tried as things are',

	'sign.good': 'good',
	'sign.bad': 'bad',
	'sign.unknown': 'not known',

	'world.live': 'LIVE',
	'world.rehearsal': 'REHEARSAL',
	'world.replay': 'REPLAY',

	'danger.reversible': 'can be undone, nobody feels it',
	'danger.movesUsers': 'moves users',
	'danger.losesData': 'moves users and loses data',

	// How long.
	'duration.seconds': '{seconds} s',
	'duration.minutes': '{minutes} min',
	'duration.minutesSeconds': '{minutes} min {seconds} s',
	'duration.hours': '{hours} h',
	'duration.hoursMinutes': '{hours} h {minutes} min',
	'duration.days': '{days} d',
	'duration.daysHours': '{days} d {hours} h',

	// Lists.
	'list.none': 'none',
	'list.more': '{count, number} more',
} as const satisfies Record<string, string>;
