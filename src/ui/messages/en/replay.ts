/** What stands on the line of time of a replay, and what is said when a place on it is asked for that it does not have. */

export const replay = {
	'replay.note': '{by}: {text}',
	'replay.outside': 'outside this console, by {by}: {cmdlet}',
	/** A step or a debt whose beginning is not in the recording. */
	'replay.named': '{name}',

	'replay.playing':
		'{state, select, playing {PLAYING} ended {at the end} other {paused}}, speed {speed}, waits {limit, select, none {in full} other {≤ {limit} s}}',
	'replay.place': 'entry {seq, number, ::group-off} of {length, number, ::group-off}, +{since}',
	'replay.brokenAt': '{path} is damaged at line {line}: it is shown up to there. “switchback verify” says more.',
	'cli.size': '“{value}” is no size. Give columns and rows, such as 120x40.',
	'cli.noFullScreen': 'This terminal cannot show a full screen. Add --print for one frame, or use another terminal.',

	'cli.noPlace':
		'“{value}” is no place in a recording. Give the number of an entry (120), a time of the day (03:15:09), or the time since the start (+12:30).',
	'cli.noEntry': 'The recording has no entry {value}. Give a number from 1 to {last, number, ::group-off}.',
	'cli.noTime': 'The recording has nothing at {value}: it goes from {from} to {to}, +{length} after its start. Give a time between them.',
} as const;
