/** What only the linear console says. */

const outcome = `{outcome, select,
	done {DONE}
	failed {FAILED}
	refused {REFUSED, and nothing was changed}
	outcomeUnknown {OUTCOME UNKNOWN}
	ended {ENDED by the operator}
	other {{outcome}}
}`;

export const linear = {
	// The beginning.
	'linear.world': `{world, select,
		rehearsal {Nothing here reaches a real server: the deployment is simulated.}
		standIn {The whole live way, against a stand-in: the farm at its end is simulated, and no cmdlet here reaches a real server.}
		other {This is live. Cmdlets run on real servers.}
	}`,
	'linear.standIn': 'Stand-in farm: seed {seed, number, ::group-off}, at {speed} times real time',
	'linear.deployment': 'Deployment {deployment}, pool {pool}',
	'linear.suffix': 'Names of computers and pools without a dot end in .{suffix}',
	'linear.time': '{day}, {both}',
	'linear.rehearsal': `Seed {seed, number, ::group-off}, speed {speed, select, max {max} other {{speed} times real time; while you are asked, as on your watch}}`,
	'linear.session': 'Session {session}, recorded in',
	'linear.keys':
		'Type a number and Enter. ? explains the choices, w says where you are, l shows the exact lines and where Microsoft prints them otherwise, n TEXT writes a note, t is about who acts, q leaves. In a field, a dot alone goes back.',
	'linear.exactLines': 'Shown last, for {hosts}:',
	'linear.noHints': 'Microsoft is not known to print them otherwise.',
	'linear.role': `{role, select,
		decider {decides}
		witness {witness}
		operator {operator}
		site {at the site}
		other {{role}}
	}`,
	'linear.stepOf': 'step {number} of {total}',
	'linear.plan': 'In this order:',

	// A step.
	'linear.why': 'Why:',
	'linear.seenAgo': '{source}, {age} ago',
	'linear.seenNow': '{source}, now',
	'linear.changes': 'Changes:',
	'linear.undo': 'Undo:',
	'linear.users': 'Users:',
	'linear.takes': 'Takes:',
	'linear.calls.ready': 'Would run on {hosts}:',
	'linear.calls.awaitingApproval': 'Would run on {hosts}:',
	'linear.calls.confirming': 'Will run on {hosts}:',
	'linear.calls.blind': 'To be looked at by you, on {hosts}:',
	'linear.calls.byHand': 'To be run by you, on {hosts}:',
	'linear.remedy': 'Way on:',
	'linear.loss': 'Loss if you go on now:',
	'linear.lossBound': '{module}: at most {minutes} min. Seen steady at {seen}, by {by}',
	'linear.lossUnknown': '{module}: unknown. Nobody is known to have seen it steady, or since when the outage lasts',
	'linear.state': `{state, select,
		blocked {BLOCKED.}
		ready {READY.}
		awaitingApproval {A SECOND PERSON has to approve it before it can be confirmed.}
		rereading {What was seen is more than 15 s old. It is looked at again, and then it runs.}
		examining {It said no. Whether that means that nothing changed is looked at now.}
		byHand {BY HAND.}
		unknown {OUTCOME UNKNOWN. It is not run again. What happened is looked for until {until}.}
		undecided {OUTCOME STILL UNKNOWN. You decide, in writing.}
		verifying {Looking whether it is true now; gives up at {until}, in {left}.}
		waiting {Waiting; gives up at {until}, in {left}.}
		failed {FAILED.}
		other {{state}.}
	}`,
	'linear.stepEnded': `{end, select,
		done {Done at {time}{quick, select, yes {} other {, after {took}}}.}
		alreadyDone {Already so at {time}: nothing had to be changed.}
		byHand {Done by hand, at {time}.}
		onWord {Done on somebody’s word, at {time}.}
		skipped {SKIPPED at {time}.}
		refused {REFUSED at {time}.}
		failed {FAILED at {time}.}
		aborted {LEFT at {time}.}
		holds {Looked at: holds.}
		doesNotHold {Looked at: does not hold.}
		blocked {Looked at: BLOCKED.}
		waits {Looked at: waits for an earlier step.}
		cannotTell {Looked at: cannot tell.}
		asksYou {Looked at: asks you.}
		manual {Looked at: by hand.}
		other {{end} at {time}.}
	}`,

	// Calls.
	'linear.call': `{how, select,
		began {{cmdlet} began}
		preview {{cmdlet} -WhatIf: what would happen}
		ended {{cmdlet} ended without an error after {took}}
		refused {{cmdlet} was refused after {took}:}
		notFound {{cmdlet} does not exist there, after {took}:}
		interrupted {{cmdlet} was cut short after {took}:}
		outcomeUnknown {{cmdlet}: nobody saw how it ended, after {took}:}
		other {{cmdlet} {how}}
	}`,

	// What happens beside the steps.
	'linear.debtOpened': 'Owed from now on:',
	'linear.debtClosed': 'Not owed any more:',
	'linear.report': 'NOTICE',
	'linear.note': 'note by {by}:',
	'linear.outside': 'outside this console, by {by}: {cmdlet}',
	'linear.decided': '{by} answers: {choice}',

	// Ends.
	'linear.runEnded': `{procedure, select,
		poolFailover {The failover}
		siteFailover {The failover of the site}
		plannedFailover {The planned failover}
		poolFailback {The failback}
		swap {The swap}
		forcedSwap {The swap by force}
		storeFailover {The failover of the store}
		storeMove {The move of the store}
		storeMoveBack {The way back of the store}
		storeRestore {Putting the store back in service}
		storeRepair {The repair of the store}
		federationFailover {Moving federation}
		xmppFailover {Moving XMPP}
		mediaFailover {Leading media elsewhere}
		remoteAccess {Looking at remote access}
		inboundFederation {Leading partners}
		edgeFailback {Giving back to the Edge pool}
		other {The run}
	}: ${outcome}.`,
	'linear.sealed': `The session is closed: ${outcome}.`,
	'linear.clock': `{clock, select,
		decision {Decision}
		failover {Failover}
		failback {Failback}
		verification {Proof}
		other {{clock}}
	}: {took}{held, select,
		within {, within the published {objective}}
		over {, OVER the published {objective}}
		soFar { so far, target {objective}}
		incomplete {, and it is not complete; target {objective}}
		other {}
	}`,
	'linear.dataLoss': 'Data loss: {minutes, select, unknown {no bound is known} other {at most {minutes} min}}',
	'linear.debts': '{count, plural, one {Still owed, one thing:} other {Still owed, # things:}}',
	'linear.noDebts': 'Nothing is owed.',
	'linear.recorded': 'Recorded in',

	// Asking.
	'linear.recommended': 'recommended',
	'linear.problem': 'NOT TAKEN.',
	'linear.meanwhile': 'Nothing to do. If you like: {choices}. Or w, n TEXT, q.',
	'linear.asks': 'Asks for:',
	'linear.notOffered':
		'“{typed}” is no choice here. {count, plural, =0 {Nothing is} =1 {Only 1 is} other {1 to # are}} offered; ? explains.',
	'linear.nothingAsked': 'Nothing is asked just now. w says what is happening.',
	'linear.noteHow': 'Write the note behind it: n both feeds are down, says facilities',
	'linear.sure': `{choice, select,
		stop {{cmdlet} would be asked to stop; if it has not within 10 seconds, its PowerShell is ended. What it has begun may have taken effect all the same. Type y to ask it to stop.}
		close {The session would be closed for good. Type y to close it.}
		other {“{label}” ends this run; what was changed stays changed. Type y to end it.}
	}`,
	'linear.theCmdlet': 'The cmdlet',
	'linear.notDone': 'Nothing was done.',
	'linear.questionGone': 'What was asked has been overtaken: it is not open any more.',
	'linear.refused': 'NOT TAKEN.',
	'linear.pasted': 'Several lines at once are not taken here: what confirms a change is typed, line by line. Nothing was done.',
	'linear.typedAhead':
		'{count, plural, one {A line was} other {# lines were}} typed before this was asked, and dropped: what confirms a change is typed after it was read.',
	'linear.tooLong': 'A line of more than 8,000 characters is not taken. Nothing was done.',
	'linear.leave': `Leave this console? {running, select,
		goesOn {A change is running, in the engine and not in this console: it goes on without you, and its end is written down.}
		waits {Nothing is running. The engine keeps the session as it is and waits.}
		yes {A change is running. It runs in this process: if you leave now, nobody hears how it ends, and its outcome is unknown until the session is resumed and looks.}
		other {Nothing is running, and nothing runs on without you.}
	} The session stays open; “switchback resume {session}” goes on. Type y to leave.`,
	'linear.control.give': '{who} asks for control, from {from}. Type “t yes” to give it, “t no” to keep it.',
	'linear.control.take': '{who} has control, from {from}, and has pressed no key for {idle}. Type t and why you take it; that is recorded.',
	'linear.lostIfLeft': 'What is not on disk by then is lost: whoever resumes the session does not know of it, and looks.',
	'linear.staying': 'You stay.',
	'linear.interrupted': 'Ctrl-C stops nothing here. Type {number} to ask the running cmdlet to stop, or q to leave.',
	'linear.detached':
		'{signal, select, none {} other {{signal}: }}{goesOn, select, waits {The engine keeps the session open and waits for you} other {The engine goes on without you}}. Come back with: switchback resume {session}',
	'linear.leftOpening':
		'{signal, select, none {} other {{signal}: }}The engine was still starting. It goes on without you and waits at its first question. Come back with: switchback resume {session}. Where that finds no session, none was begun.',
	'linear.left': 'The session stays open. Go on with: switchback resume {session}',
	'linear.inputEnded': 'The input has ended. The session stays open. Go on with: switchback resume {session}',
	'linear.lookStopped':
		'{signal}: it only looked, and changed nothing. What was seen stays in its recording. Look again from the beginning.',
	'linear.signal': '{signal}: nothing else is started. The session stays open. Go on with: switchback resume {session}',
	'linear.cannotAnswer': 'The scripted operator cannot answer {question}. The session stays open. Go on with: switchback resume {session}',
	'linear.explain': `{choice, select,
		approve {Goes on to the confirmation. Nothing runs yet.}
		preview {Asks the cmdlet itself what it would do (-WhatIf). Changes nothing.}
		confirm {Asks for what has to be typed, then runs the lines above.}
		cancel {Back. Nothing was changed.}
		stop {Asks the running cmdlet to stop; if it has not within 10 seconds, its PowerShell is ended. What it has begun may have taken effect; it is looked at afterwards.}
		lookAgain {Looks now, instead of at the next interval. Changes nothing.}
		decide {Stops looking, and leaves it to you to say what happened, in writing.}
		happened {You say that the change took effect. It is checked where it can be, and stands in the record as your word.}
		nothingHappened {You say that it did not. The step can then be run anew.}
		keepLooking {Goes on looking.}
		byHand {You run the line elsewhere, and say here how it ended.}
		act {The work is done in the simulated deployment, as if by your hands. Name servers of your own are not changed by it.}
		noError {It ended without an error. It is checked where it can be.}
		noErrorUnseen {Your word stands in the record, with your name. Nothing checks it, here or later.}
		error {It ended with an error, which you type or paste.}
		dontKnow {Then it is looked at, and not run again before that is clear.}
		dontKnowUnseen {Then you decide, in writing, whether it was done. Nothing can look at it here.}
		retry {Looks again, and tries again if it still has to be done.}
		skip {Goes on without this step. The reason is recorded.}
		abort {Ends this run here. What was changed stays changed; what is owed is listed.}
		answer {Asks for what is needed here, one by one.}
		poolFailover {Starts the failover of the pool with its checks. Nothing changes before you confirm it.}
		siteFailover {Starts the failover of the pool with its checks, and then of what else its site carried. Nothing changes before you confirm it or do it.}
		plannedFailover {Starts the planned failover of a pool that lives with its checks. Nothing changes before you confirm it.}
		poolFailback {Starts the failback with its checks. Nothing changes before you confirm it.}
		swap {Checks both pools, then sends the partner’s users home and empties the pool. Nothing changes before you confirm it.}
		forcedSwap {For a pool that died with its partner’s users on it: both by force, in the right order. Nothing changes before you confirm it.}
		storeFailover {Checks whether the store is lost, and fails it over by force. Nothing changes before you confirm it.}
		storeMove {Checks that the store is well, and moves it with waiting. Nothing changes before you confirm it.}
		storeMoveBack {Checks the pool that the store goes back to, and moves it with waiting. Nothing changes before you confirm it.}
		storeRestore {Finds the store that is connected, and puts it back in service. Nothing changes before you confirm it.}
		storeRepair {The six steps of the repair that Microsoft publishes. Nothing changes before you confirm it.}
		repairFirst {Ends this run; nothing was changed. The repair is another procedure.}
		leaveOut {Goes on without it: it is optional.}
		compare {Runs the compare, which reads both pools for minutes. Nothing is changed.}
		level {Goes on.}
		mismatch {Ends this run; nothing was changed for the users.}
		wait5 {The cmdlet gives up after five minutes, and nobody is moved then.}
		wait30 {The cmdlet gives up after half an hour, and nobody is moved then.}
		wait5Flush {First what each Front End still stores is written; then as above, five minutes at the most.}
		wait30Flush {First what each Front End still stores is written; then as above, half an hour at the most.}
		moveAgain {Moves the store, as a step of its own.}
		federationFailover {Checks the Edge pools and moves federation to one that lives. Nothing changes before you confirm it or do it.}
		xmppFailover {Checks the Edge pools and moves XMPP to one that lives. Its services are stopped meanwhile. Nothing changes before you confirm it or do it.}
		inboundFederation {Looks at what partners are answered and leads them to the Edge pool that federation is on.}
		remoteAccess {Looks at names and ways. Only what a firewall keeps out would be opened, by people.}
		mediaFailover {Checks the Edge pools and leads media through one that lives. Nothing changes before you confirm it or do it.}
		edgeFailback {Starts with the checks of the restored Edge pool. Nothing changes before you confirm it or do it.}
		waitForEdge {Looks every 5 minutes until the Edge servers have power again. In a rehearsal, time jumps there, by hours.}
		waitForRepair {Looks every 5 minutes until all its computers and its SQL have power. In a rehearsal, time jumps there, by hours.}
		close {Closes the session and seals its recording.}
		changeAnswer {The one record that partners take leads to the Edge pool that lives. It is done on the name servers.}
		priorities {Works out what a partner would take then. Nothing is changed.}
		wait {The third road: users get calls back by themselves, with limits. Ends this run; nothing was changed.}
		cutOff {The pool lives: disaster mode would harm it. Ends this run; nothing was changed.}
		moveBack {Moves the Central Management store back, as a step of its own.}
		leave {Leaves it where it is. It stays owed.}
		other {As it says.}
	}`,

	// Where am I.
	'linear.now': `NOW: {state, select,
		you {it has waited for you for {since}.}
		awaitingApproval {it has waited for the approval of a second person for {since}.}
		running {the change has been running for {since}. Nothing to do.}
		verifying {it has been looking for {since} whether it is true. Nothing to do.}
		unknown {it has been looking for {since} what became of the change. Nothing to do.}
		other {it has been looking for {since}. Nothing to do.}
	}`,
	'linear.sinceFirstChange': 'Since the first change: {took}',
	'linear.behind': '{number}  {title}:',
} as const;
