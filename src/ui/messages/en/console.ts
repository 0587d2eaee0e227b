/** What only the full screen says. */

const outcomes = `
	done {DONE}
	failed {FAILED}
	refused {REFUSED, nothing was changed}
	outcomeUnknown {OUTCOME UNKNOWN}
	ended {ENDED by the operator}`;

const ends = `
	done {done}
	alreadyDone {already so}
	byHand {by hand}
	onWord {on their word}
	skipped {SKIPPED}
	refused {REFUSED}
	failed {FAILED}
	aborted {LEFT}
	holds {holds}
	doesNotHold {does not hold}
	blocked {BLOCKED}
	waits {waits}
	cannotTell {cannot tell}
	asksYou {asks you}
	manual {by hand}`;

const procedures = `
	poolFailover {failover}
	siteFailover {failover}
	plannedFailover {planned failover}
	poolFailback {failback}
	cmsFailover {CMS failover}
	swap {swap}
	forcedSwap {swap by force}
	storeFailover {store failover}
	storeMove {store move}
	storeMoveBack {store back}
	storeRestore {store restore}
	storeRepair {store repair}
	federationFailover {federation}
	xmppFailover {XMPP}
	mediaFailover {media}
	remoteAccess {remote}
	inboundFederation {partners}
	edgeFailback {Edge back}`;

export const console = {
	'banner.outage': 'outage {isOver, select, yes {took {took}} other {{took}}}',
	'banner.run': `{procedure, select, ${procedures} other {run}} {took}{has, select, yes { of {objective}} other {}}`,
	'banner.deciding': 'deciding {took}',
	'banner.runTook': `{procedure, select, ${procedures} other {run}} took {took}{has, select, yes { of {objective}} other {}}`,

	'now.label': 'NOW',
	'now.store':
		'Expected: users notice nothing of the Central Management store; without a master nothing that is configured reaches anybody.',
	'now.partners':
		'Expected: {are, select, back {partners are reached through {edge} again} away {what is sent to partners leaves through {to}, and what comes in goes where the names lead} other {nobody reaches partners while federation leads through an Edge pool that is dead}}; users inside feel nothing. It is about {edge}.',
	'now.step': `{isNumbered, select, yes {Step {number} of {total}} other {It}} {state, select,
		you {waits for YOU: {title}.}
		awaitingApproval {waits for a SECOND PERSON to approve it: {title}.}
		byHand {waits for YOU, BY HAND: {title}. Do it elsewhere, then say how it ended.}
		running {has been running for {since}: {title}. Nothing to do.}
		rereading {looks once more at what was seen, then runs: {title}.}
		examining {was refused: {title}. Looking whether anything changed.}
		unknown {ended with its OUTCOME UNKNOWN: {title}. What became of it is being looked for.}
		waiting {has been waiting for {since}: {title}. Nothing to do.}
		verifying {has been looking for {since} whether it took effect: {title}. Nothing to do.}
		other {is looking: {title}. Nothing to do.}
	}`,
	'now.silent': 'NO WORD FROM THE ENGINE for {silent}. What is shown is that old, and nothing that is typed here reaches it.',
	'now.behind': 'CATCHING UP: {count, plural, one {# entry is} other {# entries are}} on the way still. What is shown is old.',
	'now.asksForControl': '{who} ASKS FOR CONTROL, from {from}. t says yes or no; until then it is yours.',
	'now.othersControl':
		'{isObserver, select, yes {You look on. } other {}}{has, select, yes {It waits for {who}, who has had control for {held}, from {from}; last key {idle} ago} other {Nobody has control}}: {title}.{isObserver, select, yes {} other { t asks for it.}}',
	'now.opening': 'The engine and its journal are being started. Nothing has been looked at yet, and nothing changed.',
	'now.between': 'Between two steps. Nothing to do.',
	'now.sealed': `The session is closed: {outcome, select, ${outcomes} other {{outcome}}}.`,
	'now.lookedOnly': `{outcome, select,
		refused {It only looked, and something BLOCKS. {why}}
		other {It only looked. Nothing blocks as things are; nothing was changed.}
	}`,
	'now.users': `{are, select,
		alone {Expected now, not measured: no service for the {users, number} users of {pool}; no pool stands by for them.}
		home {Expected now: the {users, number} users of {pool} are served by their own pool.}
		stranded {Expected now, not measured: the {users, number} users of {pool} have only calls and messages, on {partner} after a new sign-in; no contacts, no meetings.}
		moved {Expected now, not yet proved: the {users, number} users of {pool} are served by {partner}.}
		proved {The users of {pool} are served by {partner}; seen at {seen} with two test users.}
		back {Until the failback is proved, {users, number} users of {pool} are between two pools. Expected, not measured.}
		other {The users of {pool} are served by their own pool again; seen at {seen} with two test users.}
	}`,

	'plan.title': 'step, and what it changes',
	'plan.where': 'where',
	'plan.who': 'who',
	'plan.needs': 'needs',
	'plan.needed': 'needs {what}',
	'plan.acting': `{who, select, you {you} typed {typed} reads {reads} waits {waits} byHand {by hand} other {{who}}}`,
	'plan.before': 'Known before it begins',
	'plan.outage': 'The outage began at {since}, as far as anybody says.',
	'plan.steady': '{module} was last seen steady at {seen}, by {by}.',
	'plan.neverSteady': 'Nobody is known to have seen the backup service steady: the loss is unknown.',
	'plan.captured':
		'{rehearsal, select, yes {The topology is that of the file of this rehearsal.} other {The topology was captured {captured}.}}',
	'plan.instead':
		'Or wait: IM and calls may be back on the partner after {minutes} min (expected, not measured), without contacts and meetings. Disaster mode against a pool that lives is worse than waiting.',

	'steps.current': `{who, select, you {YOU} awaitingApproval {2nd} running {runs} verifying {looking} unknown {UNKNOWN} other {looking}}`,
	'steps.ended': `{time} {end, select, ${ends} other {{end}}}`,

	'card.label.what': 'What',
	'card.label.remedy': 'Way on',
	'card.label.why': 'Why',
	'card.label.now': '{isBefore, select, yes {Before} other {Now}}',
	'card.label.todo': 'To do',
	'card.label.runsOn': '{state, select, byHand {Run on} blind {Look on} running {Runs on} lookedAt {Not run} other {Runs on}}',
	'card.label.progress': 'So far',
	'card.progress': '{percent} %, {ago} ago: {text}{model, select, yes { (model)} other {}}',
	'card.label.changes': 'Changes',
	'card.label.undo': 'Undo',
	'card.label.users': 'Users',
	'card.label.takes': 'Takes',
	'card.label.loss': 'Loss',
	'card.label.second': '2nd',
	'card.label.seen': '{isBefore, select, yes {Seen before it began} other {Seen}}',
	'card.label.ways': 'Your way',
	'card.label.waysMeanwhile': 'You may',
	'card.label.waysThen': 'Offered',
	'card.recommended': '{label} (recommended)',
	'card.moreCalls': '{count, plural, one {and one line more; y shows it} other {and # lines more; y shows them}}',
	'card.moreRows': '{count, plural, one {one row more} other {# rows more}}, Down shows {count, plural, one {it} other {them}}',
	'card.state': `{state, select,
		blocked {BLOCKED: it must not go on as things are.}
		blind {NOT SEEN: nothing here can look. You look, and say it in writing.}
		failed {FAILED: it did not end well.}
		examining {It was refused. Whether that means that nothing changed is looked at now.}
		unknown {OUTCOME UNKNOWN. It is not run again; what happened is looked for.}
		other {OUTCOME STILL UNKNOWN. Looking did not decide it: you do, in writing.}
	}`,
	'card.lookedAt': 'Looked at: {found}.',
	'card.ended': `Ended: {end, select, ${ends} other {{end}}}.`,

	'loss.bound': 'up to {minutes} min (target {objective})  steady {seen}{hasBy, select, yes {, {by}} other {}}',
	'loss.unknown': 'unknown: never seen steady',

	'waiting.since': 'since {since}, for {took}',
	'waiting.givesUp': 'gives up at {time}, in {left}',
	'waiting.notLooked': 'not looked at yet; waiting since {since}',
	'waiting.looked': 'looked {ago} ago; waiting since {since}',

	'age.seconds': '{count}s',
	'age.minutes': '{count}m',
	'age.hours': '{count}h',
	'age.stale': 'STALE {age}',

	'pane.now': 'Now',
	'pane.steps': 'Steps',
	'pane.topology': 'Topology',
	'pane.log': 'Log',
	'pane.lookedAt': 'Looking at: {title}. Enter goes back to now',
	'pane.noStep': 'No step has begun yet',
	'pane.step': '{isNumbered, select, yes {{number}  } other {}}{title}',
	'pane.logState':
		'Log{filtered, select, yes {, only lines with “{filter}”: v changes it} other {}}{following, select, yes {, following} other {, stopped at a line; Esc follows again}}',
	'screen.tooSmall': '{columns}×{rows} is too small: {needColumns}×{needRows} at least. Work goes on.',

	'dialog.confirm': 'Confirm: {title}',
	'dialog.given': '{label}: {value}',
	'dialog.runsOn': 'on {computer}',
	'dialog.title': `{dialog, select,
		note {Note}
		find {Find}
		filter {Filter the log}
		seek {Go to}
		help {Keys}
		bridge {For the bridge, to be read aloud}
		people {People}
		copy {The exact lines}
		plan {The plan}
		leaving {Leave?}
		control {Who acts}
		secret {A password}
		other {{dialog}}
	}`,
	'dialog.leave': `{running, select,
		goesOn {A change is running, in the engine and not in this console: it goes on without you, and its end is written down.}
		waits {Nothing is running. The engine keeps the session as it is and waits.}
		yes {A change is running. It runs in this process: if you leave now, nobody hears how it ends, and its outcome is unknown until the session is resumed and looks.}
		other {Nothing is running, and nothing runs on without you.}
	} The session stays open; “switchback resume {session}” goes on with it.`,
	'dialog.control.give': '{who} asks for control, from {from}. Give it to them?',
	'dialog.control.ask': '{who} has control, from {from}, and pressed a key {idle} ago. Ask for it?',
	'dialog.control.take': '{who} has control, from {from}, and has pressed no key for {idle}. Why do you take it? It is recorded.',
	'dialog.note': 'What is to be remembered?',
	'dialog.happened': 'When did it happen? 02:57, or Enter alone for now.',
	'dialog.find': 'A word of a step, a computer, or the log.',
	'dialog.filter': 'Words that a line has to have; on:COMPUTER, cmdlet:NAME, step:STEP, only:error narrow it. Nothing typed: all lines.',
	'dialog.seek':
		'An entry (1240), a time of the day (03:24 or 03:24:43), or a time since the beginning (+12:43). A minute leads to its first entry, a time to the last that is not later.',

	'bridge.outage':
		'{site}: the {users, number} users of {pool} {isOver, select, yes {were without full service from {since} to {until}} other {have been without full service since {since}}}.',
	'bridge.edgeOutage':
		'{isOver, select, yes {What {edge} carries of federation, XMPP and media was not carried in full from {since} to {until}} other {What {edge} carries of federation, XMPP and media has not been carried in full since {since}}}.',
	'bridge.doing': `{state, select,
		deciding {We decide what is done next.}
		unknown {What became of a change is not known; it is being looked for: {title}.}
		you {What we do: {title}. It waits for us.}
		other {What we do: {title}.}
	}`,
	'bridge.over': 'We are done; nothing more is run in this session.',
	'bridge.loss': 'Data loss: {minutes, select, unknown {no bound is known yet} other {at most {minutes} minutes}}.',
	'bridge.next': 'Next word at {time}.',
	'people.none': 'Nobody is named in this session.',
	'copy.hint':
		'Each line is whole and can be taken with the mouse; it is on your clipboard, too, where your terminal allows that. It is for your eyes and for a step by hand: what this console runs, it runs itself.',

	'footer.dialog': `{dialog, select,
		help {Esc closes}
		bridge {Esc closes}
		people {Esc closes}
		copy {Esc closes}
		welcome {Any key closes}
		plan {Esc closes}
		line {Esc closes}
		leaving {y leaves   Esc stays}
		control {y does it   any other key goes back}
		takeControl {Enter takes control   Esc back}
		secret {Enter gives it   Esc types none}
		sure {Enter does it   any other key goes back, nothing is done}
		ending {y does it   any other key goes back, nothing is done}
		confirm {Enter runs it, if what is typed is right   Esc back, nothing is done   Ctrl-U clears}
		send {Enter sends it   Esc back, nothing is done   Ctrl-U clears}
		write {Enter writes it   Esc back, nothing is written   Ctrl-U clears}
		find {Enter finds it   Esc back   Ctrl-U clears}
		filter {Enter filters   Esc back   Ctrl-U clears}
		seek {Enter goes there   Esc back   Ctrl-U clears}
		next {Enter goes on to field {next} of {count}   Esc back, nothing is done   Ctrl-U clears}
		other {Enter goes on   Esc back, nothing is done   Ctrl-U clears}
	}`,
	'footer.opening': 'The other keys open with the first question. q leaves.',
	'footer.list': '{pane, select, topology {move, Enter opens} log {move; the selected line stands whole} other {move, Enter shows it}}',
} as const;
