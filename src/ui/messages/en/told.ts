/** What an operator is asked where nothing can be seen, and what is proposed from the answers: said, and never put as seen. */

const partOf = (named: string) =>
	`{part, select, site {${named}} frontEnds {the Front Ends of ${named}} sql {SQL of ${named}} store {the Central Management store on ${named}} other {Edge pool ${named}}}`;

export const told = {
	'triage.said': `Said at {time}: {part, select,
		site {{word, select, dark {{name} is dark} cutOff {{name} lives, only the way to it is cut} other {{name} lives and can be reached}}}
		frontEnds {{word, select, all {all Front Ends of {name} serve} some {some Front Ends of {name} serve, not all} other {no Front End of {name} serves}}}
		sql {{word, select, all {SQL of {name} serves} other {SQL of {name} does not serve}}}
		store {{word, select, all {the Central Management store on {name} serves} other {the Central Management store on {name} does not serve}}}
		other {{word, select, all {all servers of Edge pool {name} serve} some {some servers of Edge pool {name} serve, not all} other {no server of Edge pool {name} serves}}}
	}.`,
	'triage.siteSaidLost': 'Said, not seen: {site} is dark, and with it pool {pool}.',
	'triage.poolSaidLost': 'Said, not seen: pool {pool} at {site} does not serve.',
	'triage.backEndSaidLost': 'Said, not all seen: SQL of {pool} does not serve; Front Ends of it do.',
	'triage.cmsSaidLost': 'Said, not all seen: the Central Management store on {server} does not serve; pool {pool} does.',
	'triage.someSaidDown': 'Said, not seen: some Front Ends of {pool} do not serve; the pool does.',
	'triage.edgeSaidLost': 'Said, not seen: Edge pool {edge} does not serve.',
	'triage.someEdgeSaidDown': 'Said, not seen: some servers of Edge pool {edge} do not serve; the pool does.',
	'triage.onlyTheWay': 'Said: {site} lives. Only the way to it from here is cut: nothing is to be failed over for that.',
	'triage.onlyTheWay.against':
		'Who else cannot reach {site} is to be asked: users there are served, users elsewhere may not be. Whether the pools of {site} serve can be said too.',
	'triage.partCutOff': `Said to serve, and silent from here: ${partOf('{name}')}. The way to it may be all that is cut.`,
	'triage.partCutOff.against':
		'Nothing is to be failed over for what serves. Silence from here proves nothing, and neither does one voice.',
	'triage.contradiction': `What was said and what is seen differ: ${partOf('{name}')}.`,
	'triage.contradiction.against': 'Nothing is proposed on either before that is clear. Ask again, and look again.',
	'triage.portsSeen': `{serving} of {all} answer on their port: ${partOf('{name}')}.`,
	'triage.seenNothing': 'From here nothing answers, 0 of {all} computers: all of this rests on what was said. Ask a second person.',
	'triage.saidTooLittle': 'What was said so far speaks for no procedure.',
	'triage.frontEndsUnheard':
		'Said, not seen: a store of {pool} does not serve. Whether its Front Ends do was neither seen nor said, and it decides.',
	'triage.siteUnheard': 'Whether the rest of {site} lives was neither seen nor said: a whole site is another procedure.',
	'triage.askHowMany':
		'Nothing is to be failed over for some servers of {pool}. Ask how many: with half of them missing or more, losing another may stop the whole pool.',
	'triage.partnerUnheard': 'Whether the partner {partner} serves was neither seen nor said: it is to be found out first.',
	'triage.partnerContradicted': 'Of the partner {partner}, what was said and what is seen differ: that is to be settled first.',
	'triage.partnerCutOff': 'The partner {partner} is silent from here, and only said to serve: a procedure needs a way to it.',
	'triage.edgesUnheard': 'Whether another Edge pool serves was neither seen nor said: it is to be found out first.',

	// The questions.
	'home.told.question': `{part, select,
		site {Is site {name} dark, or does it live; and if it lives, is only the way to it cut?}
		frontEnds {Do the Front Ends of {name} serve their users?}
		sql {Does SQL of {name}, its Back End, serve?}
		store {Does the Central Management store on {name} serve?}
		other {Do the servers of Edge pool {name} serve?}
	}`,
	'home.told.subject':
		'{part, select, site {{name}} frontEnds {  Front Ends of {name}} sql {  SQL of {name}} store {  CMS on {name}} other {  Edge pool {name}}}',
	'home.told.answer': `{word, select, dark {dark} cutOff {only cut off} lives {lives} all {serves} some {in part} none {does not serve} other {-}}`,
	'home.told.said': 'said {time}',
	'home.told.seen': 'seen {count} of {all}{differs, select, yes {: differs} other {}}',
	'home.told.notSeen': 'not seen',
	'home.told.about': 'What others know, or you. It is kept as said, never as seen; where the two differ, both are shown.',
	'home.told.proposalTitle': 'What this speaks for: Enter shows why',
	'home.told.heading': 'Said, not seen by this console',
	'home.told.head': 'As said',
	'home.told.open': 'Say what you know: a few questions',
	'home.told.nothingYet': 'Nothing was said yet. Space answers what is selected.',
	'home.told.ask': 'What do you know? A number changes an answer.',
	'home.told.notSaid': 'nothing said',
	'home.told.line': '{subject}, {answer}; {seen}',
	'home.told.lineSaid': '{subject}, {answer}, said at {time}; {seen}',
	'home.told.over': 'That is all: what does it speak for?',
} as const satisfies Record<string, string>;
