/** What a step, a call, the engine and a rehearsal say of themselves. */

export const engine = {
	// A step.
	'step.sawNothing': 'No PowerShell opens on {computers}, nor on another of its pool, so nothing was seen of this.',
	'step.toBeDoneByHand': 'This is done by hand, in another tool.',
	'step.nothingHappened': 'It was looked at, and the change did not happen. It can be run anew.',
	'step.partHappened':
		'It was looked at, and a part of it has happened. What is not seen so far is in the lines that would run, and only that.',
	'step.tooLate': 'It was looked for during {for} and not seen. What was seen stands beside; nothing is repeated before you say so.',
	'step.endNotHeard':
		'The engine of this session died while {cmdlet} ran or was about to, and nobody heard how it ended. It may have taken effect, or never begun, and is not repeated.',
	'step.reportedByHand': 'Done by hand, it ended with: “{message}”. It is looked at again before anything is tried.',
	'step.changedMeanwhile': 'Something has changed since you looked, and not by this session. Nothing was started.',
	'step.onTheirWord': 'On the word of {by}, in writing: “{reason}”.',
	'step.operatorSays': 'The operator says: “{reason}”.',

	// The end of a call.
	'step.call.refused': 'The cmdlet said no: “{message}” ({errorId}). What it had done by then is looked at, not believed.',
	'step.call.denied':
		'The cmdlet was denied access: “{message}” ({errorId}). Either this account has not the right, or its logon on that computer has no second hop: it does not reach SQL Server, Active Directory or a share from there. Log on there with a password or at its desktop and try again, or do this step by hand; “switchback doctor” proves what a logon reaches. What was done by then is looked at, not believed.',
	'step.call.notFound': 'The cmdlet does not exist on that computer: “{message}” ({errorId}). Nothing was changed.',
	'step.call.interrupted': 'The cmdlet was cut short: “{message}” ({errorId}).',
	'step.call.outcomeUnknown': 'Nobody saw how the cmdlet ended: “{message}” ({errorId}). It may have taken effect and is not repeated.',

	'step.notStarted': `{ran, plural,
		=0 {The journal could not be written at that moment, so nothing was started. What is wrong with it is shown; approve again when it is mended.}
		one {# call of this change has run. Then the journal could not be written, so the rest was not started. What is done was looked at; try again when the journal is mended.}
		other {# calls of this change have run. Then the journal could not be written, so the rest was not started. What is done was looked at; try again when the journal is mended.}
	}`,

	// An answer that is not taken.
	'refusal.questionNotOpen': 'This question is not open any more. Nothing was done. Look at what is asked now.',
	'refusal.choiceNotOffered': '“{choice}” is not one of the answers to this question. Nothing was done. Choose one that is shown.',
	'refusal.unknownField': '“{field}” is not asked for here. Nothing was done. Leave it out.',
	'refusal.fieldTooLong': '“{field}” is longer than {limit, number} characters. Nothing was done. Shorten it.',
	'refusal.fieldMissing': '“{field}” is empty. Nothing was done. Fill it in.',
	'refusal.observer': 'This console only looks on. Nothing was done. Resume the session to act in it.',
	'refusal.approvedByWhoActs': 'This console acts, so its consent is no second person’s. Nothing was done. Another console has to give it.',
	'refusal.notInControl': '{who} has control, from {from}. Nothing was done. Ask for it with t.',
	'refusal.engineGone': 'The engine cannot be reached. Nothing was sent.',
	'refusal.notOnDisk':
		'What led here is not on disk, so nothing was started. What is wrong and what to do about it is shown. Answer again when it is mended.',
	'refusal.stopped': 'This session has been stopped here. Nothing was done. Resume it to go on.',
	'refusal.sealed': 'The session is closed, and nothing is added to its recording. Nothing was done. Replay shows it again.',

	// Going on with a journal.
	'engine.resumed': 'Gone on after {entries, plural, one {# entry} other {# entries}} of the journal. What was open is looked at again.',
	'engine.torn':
		'The last line of the journal, {line}, was being written when its writer died. Its {bytes, number} bytes count for nothing and were cut off.',
	'engine.attached': '{who} attached, from {from}.',
	'engine.observed': '{who} looks on, from {from}.',
	'engine.left': '{who} left, from {from}.',
	'engine.controlPassed': '{who} has control now, from {from}.',
	'engine.controlGiven': '{who} gave control to {to}, who sits at {from}.',
	'engine.controlTaken': '{who} took control, from {from}: “{reason}”.',
	'engine.stopped': 'The engine was told to stop: nothing else is started. The session stays open; resume goes on with it.',
	'engine.idle':
		'Nobody was attached for {minutes, plural, one {# minute} other {# minutes}} and nothing ran, so the engine ended. The session stays open.',
	'engine.closed': 'The session is closed, so the engine ended.',
	'engine.gone': 'The engine is gone and said nothing: what it did last is not known. The session stays open; resume looks first.',
	'engine.replaced': 'The engine died and was replaced. What was running is looked at first.',
	'engine.standIn':
		'Cmdlets are run by PowerShell {version} ({executable}) from the generated module, which reaches only the stand-in farm of this session.',
	'engine.through': 'Cmdlets of this rehearsal are run by PowerShell {version} ({executable}). It reaches only the simulated deployment.',
	'cli.through': '“{value}” is nothing that a rehearsal can go through. Use {known}, or leave --through out.',
	'cli.noPowerShell':
		'No PowerShell answers as {names}. Install one, name it in SWITCHBACK_PWSH, or leave --through out: the rehearsal is the same without it.',
	'cli.realModule':
		'The PowerShell “{executable}” has the cmdlets of a real farm: {path}. Nothing was started. Rehearse through one that does not have them, named in SWITCHBACK_PWSH, or leave --through out.',
	'cli.noPowerShellForFarm':
		'No PowerShell answers as {names}, and the stand-in farm is reached by nothing else. Nothing was started. Install one, or name it in SWITCHBACK_PWSH; “switchback drill” needs none.',
	'cli.leftWaiting': '{signal, select, none {} other {{signal}: }}Nothing was begun, and nothing changed.',
	'cli.realModuleForFarm':
		'The PowerShell “{executable}” has the cmdlets of a real farm: {path}. Nothing was started. Name one in SWITCHBACK_PWSH that does not have them; “switchback drill” needs none.',
	'engine.otherProtocol':
		'This session runs in an engine of Switchback {engine}, which cannot speak with this version, {console}. Finish it with that version.',
	'engine.lockBroken': `{by} broke the lock that session {session} of {who} left on this deployment ({place, select,
		sshTerminal {over SSH from {client} at {terminal}}
		ssh {over SSH from {client}}
		terminal {at {terminal}}
		other {without a terminal}
	}, host {host}, since {since}), and says: “{reason}”.`,
	'engine.lockBrokenUnclear': '{by} broke a damaged lock on this deployment, of which nobody knows whose it was, and says: “{reason}”.',
	'engine.droppingLines':
		'From here on lines of {call} are not kept: it writes more than {perCall, number} MB, or all calls together more than {perSession, number} MB, or the disk takes nothing. Errors, warnings and its end are kept.',
	'engine.droppedLines': `{count, plural, one {# line of {call} was not kept.} other {# lines of {call} were not kept.}}`,
	'engine.clock': `{kind, select,
		slept {This computer slept for {took}.}
		stood {Switchback stood still for {took}: this computer slept, or the process was stopped.}
		setForward {The clock of this computer was set {took} forward.}
		other {The clock of this computer was set {took} back.}
	} Its wall clock went on by {wall}, its monotonic clock by {mono}. {kind, select,
		slept {{world, select, rehearsal {The time of this rehearsal stood still as well.} other {What was waited for is looked at again before anything is given up.}}}
		stood {{world, select, rehearsal {The time of this rehearsal stood still as well.} other {What was waited for is looked at again before anything is given up.}}}
		other {Deadlines and times of this session are not measured with that clock, and stay as they are.}
	}`,
	'engine.broken': 'Switchback itself broke: “{error}”. Nothing else is started. Resume this session; it looks first.',
	'drift.consequence':
		'The journal says that a run {kind, select, runBegan {began} runEnded {ended} debtOpened {left something to do} debtClosed {has done what was left} other {went on}}, and that does not follow from what stands before it. Nothing was written. Resume it with the Switchback that wrote it.',
	'drift.step':
		'The journal says that {step} ended, and these steps are open here: {open}. Nothing was written. Resume it with the Switchback that wrote it.',
	'drift.call':
		'The journal has {cmdlet} as {call}, and no step here would run it. Nothing was written. Resume it with the Switchback that wrote it.',
	'drift.watch':
		'The journal has a report of {watch}, and nothing watches there. Nothing was written. Resume it with the Switchback that wrote it.',
	'drift.machine': 'The journal cannot be gone on with: “{error}”. Nothing was written. Resume it with the Switchback that wrote it.',

	// A rehearsal against its world.
	'rehearsal.leftUnsaid': `{count, plural,
		one {# thing is left in the simulated world and not on the list: {debts}. So this is not a success.}
		other {# things are left in the simulated world and not on the list: {debts}. So this is not a success.}
	}`,
	'rehearsal.owedUntruly': `{count, plural,
		one {# thing is on the list of what is left, and not so in the simulated world: {debts}. So this is not a success.}
		other {# things are on the list of what is left, and not so in the simulated world: {debts}. So this is not a success.}
	}`,
} as const satisfies Record<string, string>;
