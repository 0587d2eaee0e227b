/** What home says, on the full screen and in numbers. */

const sharesOf = 'all {all answer} some {in part} dark {DARK} unnamed {names unknown} other {none}';

export const home = {
	'home.banner': '{own, select, standIn {live on the stand-in farm} yes {your deployment} other {rehearsals only}}   {version}',
	'home.tooSmall': '{columns}×{rows} is too small: {needColumns}×{needRows} at least. q quits.',

	'home.noSettings': 'The settings are not in force. {why}',

	// What is dark.
	'home.noTopology':
		'No topology of your own is set: nothing is asked of the network, and nothing real can be begun. To see here what is dark and to act on it, put "deployment": "/path/of/your/deployment.json" into {settings}.',
	'home.notLooked': 'Nothing was asked of the network. Rehearsals use the bundled Contoso until that is mended.',
	'home.looking': 'Looking who answers: {heard} of {asked} so far, all within 5 s.',
	'home.looked': 'looked {age} ago from {host}, by TCP{again, select, yes {; looking again} other {}}',
	'home.moreSites': '{count, plural, one {# more line} other {# more lines}}: a larger window shows them',
	'home.site': `{word, select, ${sharesOf}}: {answering} of {all, plural, one {# computer} other {# computers}}`,
	'home.pool':
		'{serving} of {all} serve  {users, number} users{cms, select, active {  CMS active} standby {  CMS standby} other {}}{sqlAll, plural, =0 {} other {  SQL {sqlServing} of {sqlAll}}}',
	'home.edge': '{serving} of {all} serve  Edge',

	// What now.
	'home.whatNow': 'What now',
	'home.rehearse.note': 'simulated; nothing reaches a server',
	'home.goOn':
		'{count, plural, =0 {Go on with an open session: none} one {Go on with the open session} other {Go on with one of # open sessions}}',
	'home.replay': 'Replay a recording ({count})',
	'home.procedureList': 'Procedures ({count})',
	'home.help': 'Help',
	'home.leave': 'Quit',
	'home.notThere': 'not in {product}',
	'home.versions': '{versions}  scenario {scenario}',
	'home.place': `{place, select,
		scenarios {Which scenario?}
		sessions {Which session? Recorded by this computer’s clock}
		recordings {Which recording? Recorded by this computer’s clock}
		procedures {Procedures: Enter shows the plan}
		plan {The plan: nothing is started}
		pools {Which pool is hit? Enter chooses it}
		finding {What was found}
		questions {What do you know? An answer starts nothing}
		help {Help}
		other {Home}
	}`,
	'home.letter': 'procedure {letter}',
	'home.poolChoice':
		'{pool}  {site}  {users, number} users{cms, select, active {  CMS active} standby {  CMS standby} other {}}  to {partner} ({partnerSite})',
	'home.hit': 'Hit: {about}',
	'home.rehearsePlan': 'Rehearse it (scenario {scenario})',
	'home.planWithin': `In this version it is run within {procedure, select,
		poolFailover {the failover of the pool that has the store}
		federationFailover {moving federation to another Edge pool}
		mediaFailover {leading media through another Edge pool}
		xmppFailover {moving XMPP to another Edge pool}
		other {{procedure}}
	}. These are its steps there.`,
	'home.findingGone': 'This is not found any more: what answers has changed meanwhile.',
	'home.proposal': `Proposed, never started by itself: {procedure, select,
		poolFailover {procedure a, fail over the users of {pool}}
		federationFailover {procedure f, move federation to another Edge pool from the one at the site of {pool}}
		siteFailover {procedures a to k, fail over the users of {pool} and what its site carried}
		forcedSwap {procedure d, bring the users of the partner home by force, then fail over those of {pool}}
		xmppFailover {procedure g, move XMPP to another Edge pool from the one at the site of {pool}}
		mediaFailover {procedure i, lead media of {pool} through another Edge pool}
		storeFailover {procedure e, fail the Central Management store of {pool} over to its standby}
		other {{procedure}}
	}.`,
	'home.proposed': `{procedure, select,
		poolFailover {Proposed: fail over the users of {pool}}
		federationFailover {Proposed: move federation from the Edge pool at the site of {pool}}
		siteFailover {Proposed: fail over the site of {pool}}
		forcedSwap {Proposed: bring the partner’s users home by force, then fail over {pool}}
		xmppFailover {Proposed: move XMPP from the Edge pool at the site of {pool}}
		mediaFailover {Proposed: lead media of {pool} through another Edge pool}
		storeFailover {Proposed: fail the Central Management store of {pool} over}
		other {{procedure}}
	}; why, and why not`,
	'home.nothingProposed': 'Nothing is proposed for this; what was seen, and what is to be asked first',
	'home.noProposal': `{situation, select,
		cannotTell {Nothing is proposed before that is clear.}
		contradiction {Nothing is proposed on this before it is clear.}
		nothingAnswers {Nothing is proposed from silence alone.}
		someServers {Nothing is to be failed over for this.}
		onlyCutOff {Nothing is to be failed over for this.}
		other {Nothing is proposed for this, as far as things are known.}
	}`,
	'home.seen': 'Seen, or known from the topology',
	'home.against': 'Against it, or to be asked first',
	'home.rehearseThis': 'Rehearse it now, with {pool} hit (scenario {scenario})',

	// Open, owed, rehearsed.
	'home.openTitle': 'Open',
	'home.open':
		'{count, plural, =0 {No session is open on this computer.} one {# session is open on this computer.} other {# sessions are open on this computer.}} It cannot see other jump boxes.',
	'home.owedTitle': 'Left to undo',
	'home.owed':
		'{count, plural, =0 {Nothing that was recorded here; rehearsals are not counted.} one {# change is left to undo:} other {# changes are left to undo:}}',
	'home.unread':
		'{count, plural, one {# recording cannot be read: what it alone tells is missing here.} other {# recordings cannot be read: what they alone tell is missing here.}}',
	'home.recordedTitle': 'Recorded last',
	'home.rehearsedTitle': 'Last rehearsal',
	'home.neverRehearsed': 'Never rehearsed to its end on this computer.',
	'home.lastRehearsed': `Last rehearsed {ago} ago: {title}, {outcome, select,
		done {done} failed {failed} refused {refused} outcomeUnknown {outcome unknown} ended {ended} other {{outcome}}
	}.`,

	// After something was played.
	'home.played': `{exit, select,
		done {It ended well. The recording is kept.}
		failed {It failed. The recording says where.}
		refused {It was refused, and nothing was changed.}
		outcomeUnknown {It ended with its outcome unknown.}
		other {It was left or ended. What is open can be gone on with.}
	}`,

	'home.lookedOnly': `It only looked, in scenario {scenario}. {exit, select,
		done {Nothing blocks.}
		refused {Something blocks: the recording says what, and the way on.}
		other {It did not come to its end.}
	} The recording is kept.`,

	// Keys.
	'home.moving.key': '↑↓',
	'home.moving': 'move; PgUp, PgDn, Home and End go further',
	'home.short.moving': 'move',
	'home.key.choose': 'choose what is selected',
	'home.key.back': 'back',
	'home.key.choosePool': 'which pool is hit, in the list of scenarios and in a plan',
	'home.key.lookOnly': 'look only: the procedure of this plan is walked, and nothing can be changed',
	'home.key.runLive': 'run it live: the procedure of this plan, or what is proposed; it asks before it changes anything',
	'home.key.sayKnown': 'say what you know, where nothing can be seen: a few questions, and what the answers speak for',
	'home.key.answer': 'the next answer to the question that is selected',
	'home.key.answerBack': 'the answer before it',
	'home.key.lookAgain': 'look again now, who answers',
	'home.key.repaint': 'paint the screen anew',
	'home.key.help': 'these keys',
	'home.key.quit': 'quit',
	'home.short.choose': 'choose',
	'home.short.back': 'back',
	'home.short.choosePool': 'pool…',
	'home.short.lookOnly': 'look only',
	'home.short.runLive': 'live…',
	'home.short.sayKnown': 'what you know…',
	'home.short.answer': 'answer',
	'home.short.lookAgain': 'look again',
	'home.short.help': 'keys',
	'home.short.quit': 'quit',
	'home.dead.first': 'This is home: there is nothing to go back to. q quits.',
	'home.dead.noPool': 'No pool is to be chosen here. Rehearse or a plan, then p, chooses one.',
	'home.dead.onePool': 'There is no other pool to choose: only one has a partner.',
	'home.dead.noPlan': 'There is no plan here to look along. Procedures, then Enter, shows one.',
	'home.dead.nothingLive': 'Nothing here could be run. Procedures, then Enter, shows a plan.',
	'home.dead.noFarm': 'Live needs a deployment of your own in the settings. Nothing was started.',
	'home.dead.noQuestion': 'No question is selected. w asks what you know.',
	'home.dead.questionsOpen': 'These are the questions. Space answers the one that is selected.',
	'home.dead.noDeployment': 'Your deployment file cannot be read: there is nothing to ask about.',
	'home.dead.noTopology': 'Nothing is looked at: no topology of your own is set.',
	'home.dead.looking': 'It is being looked at already.',
	'home.dead.noneOpen': 'No session is open. Rehearse one first.',
	'home.dead.nothingToChoose': 'There is nothing to choose here. Esc goes back.',
	'home.about.rehearsal': 'A rehearsal runs against a simulated deployment. Nothing reaches a real server.',
	'home.about.look': 'Home asks one TCP port of each computer every 30 s, of your own deployment only.',

	// What is asked in numbers; the full screen says some of it too.
	'home.title': 'Switchback {version}: failover and failback for Lync Server 2013 and Skype for Business Server.',
	'home.what': 'This version rehearses: against a simulated deployment, nothing reaches a real server.',
	'home.ask': 'What now?',
	'home.quit': 'q  quit',
	'home.rehearse': 'Rehearse',
	'home.resume': 'Go on with “{title}”, which is open',
	'home.resumeSome': '{count, plural, one {Go on with an open session} other {Go on with one of # open sessions}}',
	'home.procedures': 'Procedures',
	'home.recordings': 'Recordings ({count})',
	'home.whichScenario': 'Which scenario?',
	'home.whichSession': 'Which session?',
	'home.scenario': '{name}: {title}',
	'home.notOffered': '“{typed}” is no choice here. Type a number from 1 to {count}, or q.',
	'home.noRecordings': 'There are no recordings yet.',
	'home.lookSession':
		'{id}  {begun} UTC  {title}: only looked{outcome, select, done {, nothing blocks} refused {, something blocks} other {, cut off}}',
	'home.session': `{id}  recorded {begun} UTC  {title}: {outcome, select,
		open {open}
		done {done}
		failed {failed}
		refused {refused}
		outcomeUnknown {outcome unknown}
		ended {ended}
		other {{outcome}}
	}`,
	'home.runningSession': '{id}  recorded {begun} UTC  {title}: running, attach with resume',
	'home.heldSession': '{id}  recorded {begun} UTC  {title}: in use by process {pid, number, ::group-off}',
	'home.procedure': 'procedure {letter}  {title} ({versions}); needs {needs}; rehearsed by the scenario {scenario}',
	'home.commands': 'Without a terminal: switchback drill site-dark --headless. All commands: switchback --help',
} as const satisfies Record<string, string>;
