/** What stands on the line of time of a replay, and what is said when a place on it is asked for that it does not have. */

export const replay = {
	'replay.note': '{by}: {text}',
	'replay.outside': 'outside this console, by {by}: {cmdlet}',
	/** A step or a debt whose beginning is not in the recording. */
	'replay.named': '{name}',

	'replay.playing':
		'{state, select, playing {PLAYING} ended {at the end} other {paused}}, speed {speed}, waits {limit, select, none {in full} other {up to {limit} s}}',
	'replay.place':
		'entry {seq, number, ::group-off} of {length, number, ::group-off}, {time}, +{since}{next, select, none {} other {, nothing until {next}}}',
	/** The mark that one stands at, or that is behind. */
	'replay.mark': '{isHere, select, yes {{label}} other {after: {label}}}',
	'replay.legend': 'On the line of time:',
	'replay.sign.full': 'played',
	'replay.sign.empty': 'still to come',
	'replay.sign.current': 'here',
	'replay.sign.runBegan': 'a run began',
	'replay.sign.runEnded': 'a run, or the session, ended',
	'replay.sign.failed': 'failed, or refused',
	'replay.sign.unknown': 'outcome unknown',
	'replay.sign.outside': 'from outside, or of the engine',
	'replay.sign.note': 'note',
	'replay.sign.debtOpened': 'owed from here',
	'replay.sign.debtClosed': 'owed no longer',
	'replay.brokenAt': '{path} is damaged at line {line}: it is shown up to there. “switchback verify” says more.',
	'cli.size': '“{value}” is no size. Give columns and rows, such as 120x40.',
	'cli.noFullScreen': 'This terminal cannot show a full screen. Add --print for one frame, or use another terminal.',

	'cli.noPlace':
		'“{value}” is no place in a recording. Give the number of an entry (120), a time of the day (03:15 or 03:15:09), or the time since the start (+12:30).',
	'cli.noEntry': 'The recording has no entry {value}. Give a number from 1 to {last, number, ::group-off}.',
	'cli.noTime': 'The recording has nothing at {value}: it goes from {from} to {to}, +{length} after its start. Give a time between them.',
} as const;
