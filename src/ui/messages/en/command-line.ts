/** What is said about what was typed after `switchback`, before a session or after it. */

export const commandLine = {
	'cli.unknownOption': 'There is no option {option}.{similar, select, none {} other { Did you mean {similar}?}} “{help}” lists them.',
	'cli.unknownCommand': 'There is no command {command}.{similar, select, none {} other { Did you mean {similar}?}} “{help}” lists them.',
	'cli.tooMany': '“{argument}” is one argument too many. “{help}” says what is taken.',
	'cli.missingArgument': 'What is meant by {argument} is missing. “{help}” says what is taken.',
	'cli.missingValue': '{option} needs a value. “{help}” says which.',
	'cli.usage': '{problem}. “{help}” says what is taken.',
	'cli.speed': '“{value}” is no speed. Give a number above 0 and up to 100000, so many times real time, or the word max.',
	'cli.seed': '“{value}” is no seed. Give a whole number from 0 to {most, number, ::group-off}.',
	'cli.unknownScenario': 'There is no scenario and no file “{name}”. Use one of {known}, or name a file.',
	'cli.unknownPool': 'The deployment {deployment} has no Front End pool “{pool}”. Use one of {known}.',
	'cli.twoModes': '{one} and {other} exclude each other. Use one of them.',
	'cli.noOpenSession': 'No session is open. “switchback drill” starts one; “switchback sessions” lists what is recorded.',
	'cli.whichSession': 'Several sessions are open: {sessions}. Name one: switchback {command} {first}',
	'cli.noRunningSession': 'No session is running in an engine of its own. “switchback sessions” lists what is recorded.',
	'cli.noEngine': '{recording} runs in no engine, so there is nothing to look on. Replay it, or resume it.',
	'cli.engineSilent':
		'{problem, select, silent {The engine of this session, process {pid}, does not answer} other {The engine of this session, process {pid}, cannot be reached}}. Nothing was changed. Look whether that process hangs, end it, and resume: it looks first.',
	'cli.engineNotStarted':
		'No process could be started for the engine. Nothing was changed. Try again, or keep everything in this process with --in-process.',
	'cli.engineOrder': 'An engine is started by the other commands, and not by hand.',
	'cli.notPlayed': '{recording} does not say in which world it was played, so it cannot be gone on with. Replay it.',
	'cli.throughOfRehearsal': '--through is for rehearsals: the cmdlets of this session run in PowerShell anyway. Leave it out.',
	'cli.liveNeedsPerson':
		'A live session is answered by a person: open it at a terminal, without --headless. Nothing was asked of the farm, and nothing was changed.',
	'cli.onlyLooked': '{recording} only looked: there is nothing to go on with. Replay it, or look again.',
	'cli.unknownProcedure': 'There is no procedure “{procedure}”. Use one of {known}.',
	'cli.unknownBackend': '“{value}” is no backend. Use one of {known}.',
	'cli.liveNeedsDeployment':
		'A live run needs the deployment that it works on, and the built-in Contoso is nobody’s. Nothing was changed. “switchback topology --json” captures yours as a file; name it with --deployment, or in the settings.',
	'cli.onlyOfStandIn': '--{option} is about a simulated deployment, and a farm has none. Leave it out, or add --stand-in-farm.',
	'cli.farmSpeed': 'The stand-in farm goes beside a session in real time, and cannot go as fast as it can. Give a number, such as 60.',
	'cli.notOffered': '{procedure} is not for {pool}, which is of {product}: it is for {versions}. Nothing was changed.',
	'cli.runsWithin': '{procedure} is run as a part of {within} and not by itself. Run that.',
	'cli.scenarioDoesNotFit': '{procedure} cannot be rehearsed in the scenario {scenario}. Use {use}, or leave --scenario out.',
	'cli.unknownWalk': 'No procedure “{procedure}” can be looked at. Use one of {known}.',
	'cli.procedureOfReadOnly': '--procedure belongs to --read-only. Add it, or leave both out.',
	'cli.breakLockOfPerson': '--break-lock is for a session that a person plays: the others of a rehearsal take no lock. Leave it out.',
	'cli.drift': 'The record stops fitting at entry {seq}.',
	'cli.unbroken':
		'{path}: unbroken, {entries, plural, one {# entry} other {# entries}}, {sealed, select, yes {sealed} other {not sealed}}.',
	'cli.torn': 'Line {line} is torn after {bytes} bytes: it was being written when its writer died, and counts for nothing.',
	'cli.broken':
		'{path}: BROKEN at line {line}, after {entries, plural, =0 {no whole entries} one {# whole entry} other {# whole entries}}.',
	'cli.outputLost': `What should have been printed is lost, because {code, select,
		ENOSPC {the disk is full}
		EDQUOT {the disk quota of this account is used up}
		EIO {the disk reports an error}
		EBADF {the output is closed}
		other {error {code}}
	}. What was recorded is kept. Mend that and ask again; “switchback sessions” lists the recordings.`,
	'cli.emptyValue': '{what} is empty. “{help}” says what is taken.',
	'cli.unexpected': 'Something went wrong in Switchback itself: {message}. Nothing else was started. What was recorded is kept.',
} as const;
