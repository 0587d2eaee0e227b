/** What the operator is asked, the ways to answer, and what is typed. A label ends in … when something must be typed next. */

const hint = `{kind, select,
	minutesOrUnknown {Minutes, or the word unknown.}
	fqdn {A full name, such as pool.contoso.com.}
	label {Such as lync1, of lync1.example.com.}
	person {A name.}
	reason {In your words; it is recorded.}
	time {A time.}
	other {Free text.}
}{isOptional, select, yes { Enter alone leaves it out.} other {}}`;

export const questions = {
	'question.blocked': 'This step must not go on as things are. What now?',
	'question.blind': 'Nothing here can look at this. Look yourself where it can be seen, with the lines above. What now?',
	'question.asking': 'What is your answer?',
	'question.decide': 'Is {pool} to be failed over, and who decides it?',
	'question.deadOrCutOff': 'Is {pool} dead, or only cut off?',
	'question.reconsider': '{pool} answers again. Is it to be failed over all the same?',
	'question.proveIt': 'Who saw a client of {pool} with full service?',
	'question.cmsBack': 'Is the store to go back to {pool}, or to stay on {from}?',
	'question.whatNow': 'What is to be done next?',
	'question.ready': 'Nothing has been started. Is this to be run?',
	'question.awaitingApproval': 'A second person has to approve it before you can confirm it.',
	'question.confirming': 'Nothing runs before the names are typed right.',
	'question.running': 'It is running. If you ask it to stop, it has 10 seconds to; it may have taken effect all the same.',
	'question.byHand': 'Do it where it has to be done. How did it end?',
	'question.unknown': 'Nobody knows whether it took effect. It is only looked at now, and not repeated.',
	'question.undecided': 'Looking has not decided it, so you do, in writing. Did it happen?',
	'question.undecided.unseen': 'Nothing here can look at it, so you say it, in writing. Was it done?',
	'question.verifying': 'It is looked at again and again until it is seen.',
	'question.failed': 'It did not end well. What now?',

	'choice.blocked.retry': 'Look again',
	'choice.blocked.skip': 'Go on without it…',
	'choice.blocked.typeFact': 'Type what you know…',
	'choice.blocked.abort': 'End the run',
	'choice.blind.byHand': 'By hand',
	'choice.blind.happened': 'I have looked, and it is so…',
	'choice.blind.typeFact': 'I have looked: type what you saw…',
	'choice.blind.retry': 'Try again to open a PowerShell',
	'choice.blind.skip': 'Go on without it…',
	'choice.blind.abort': 'End the run',
	'choice.asking.answer': 'Answer…',
	'choice.asking.abort': 'End the run',
	'choice.ready.approve': 'Go on: confirm…',
	'choice.ready.preview': 'Preview with -WhatIf',
	'choice.ready.byHand': 'By hand',
	'choice.ready.skip': 'Skip…',
	'choice.ready.abort': 'End the run',
	'choice.awaitingApproval.cancel': 'Back, nothing is run',
	'choice.awaitingApproval.abort': 'End the run',
	'choice.confirming.confirm': 'Run it…',
	'choice.confirming.cancel': 'Back, nothing is run',
	'choice.confirming.abort': 'End the run',
	'choice.running.stop': 'Ask it to stop… (its outcome is unknown then)',
	'choice.byHand.act': 'Do it now, in the simulated deployment',
	'choice.byHand.noError': 'It ended without an error',
	'choice.byHand.error': 'It ended with an error…',
	'choice.byHand.dontKnow': 'I do not know how it ended',
	'choice.byHand.cancel': 'Back, not by hand',
	'choice.byHand.skip': 'Skip…',
	'choice.byHand.abort': 'End the run',
	'choice.byHand.manual.noError': 'All of it is done',
	'choice.byHand.manual.error': 'Something went wrong…',
	'choice.byHand.manual.dontKnow': 'I do not know whether it is done',
	'choice.byHand.manual.skip': 'Leave it for later…',
	'choice.byHand.manual.abort': 'End the run',
	'choice.byHand.unseen.noError': 'You say that all of it is done; nothing checks it here',
	'choice.byHand.unseen.error': 'Something went wrong…',
	'choice.byHand.unseen.dontKnow': 'I do not know whether it is done',
	'choice.byHand.unseen.skip': 'Leave it for later…',
	'choice.byHand.unseen.abort': 'End the run',
	'choice.unknown.lookAgain': 'Look now',
	'choice.unknown.decide': 'Decide it yourself…',
	'choice.undecided.keepLooking': 'Keep looking',
	'choice.undecided.happened': 'It happened…',
	'choice.undecided.nothingHappened': 'Nothing happened…',
	'choice.undecided.abort': 'End the run, outcome unknown',
	'choice.verifying.lookAgain': 'Look now',
	'choice.verifying.skip': 'Go on without it…',
	'choice.verifying.abort': 'End the run',
	'choice.failed.retry': 'Look, then try again',
	'choice.failed.nothingHappened': 'Nothing happened…',
	'choice.failed.byHand': 'By hand',
	'choice.failed.skip': 'Skip…',
	'choice.failed.typeFact': 'Type what you know…',
	'choice.failed.abort': 'End the run',

	'field.reason': 'Reason',
	'field.error': 'The error, as it was shown',
	'field.label': `{of, select,
		routes {Edge pool that the routes lead through afterwards}
		media {Edge pool that carries the media afterwards}
		nextHop {First Edge pool in the line Changes}
		store {Pool that gets the store}
		source {Pool that copies its meeting files}
		computer {First computer in the line Changes}
		other {Pool in the line Changes}
	}, up to its first dot`,
	'field.homePool': 'Whose users are moved? FQDN of their home pool',
	'field.lossMinutes': 'Loss that {decider} accepts, in minutes, or the word unknown',
	'field.decider': 'Who decides',
	'field.outageMinutes': 'For how many minutes the outage has lasted, or the word unknown',
	'field.ticket': 'Ticket, if there is one',
	'field.witness1': 'Person who saw, not through this console, that {pool} is dead',
	'field.witness2': 'Second witness, another person, who does not depend on this console',
	'field.keptOffBy': 'Who keeps the Front Ends and SQL of {pool} off until the failback',
	'field.stillDisaster': 'Why {pool} is failed over although it answers',
	'field.edgesOnPool': 'FQDNs of all Edge pools with {pool} as next hop, or the word none',
	'field.principal': 'FQDN of the SQL server of {pool} that is principal of the CMS databases',
	'field.mediaPools': 'FQDNs of the living pools whose media go through {edge}, with commas between them',
	'field.storePool': 'FQDN of the pool whose SQL server Get-CsManagementConnection names',
	'field.cmsPool': 'FQDN of the pool with the active Central Management Server',
	'field.cmsState': 'How the store is: works, where masters are named; blank, where none is; or silent',
	'field.seenBy': 'Who saw a client without the banner of limited functionality',

	// What is typed into a form, and what is wrong with it before the engine hears of it.
	'dialog.fieldHint': hint,
	'linear.fieldHint': `${hint} A dot alone goes back.`,
	'form.fieldNeeded': 'Something has to be typed here.',
	'form.minutesNeeded': '“{typed}” is neither minutes nor the word unknown.',
	'form.fqdnNeeded': '“{typed}” is not a full name: it has no dot.',
	'form.timeNeeded': '“{typed}” is no time of the day. Type 02:57, or nothing for now.',

	// What was wrong with an answer.
	'form.minutesOrUnknown':
		'“{typed}” is not a number of minutes. Nothing was changed. Type one up to {most, number, ::group-off}, or the word unknown.',
	'form.tooManyMinutes': '“{typed}” is more than {most, number, ::group-off} minutes. Nothing was changed. Type a smaller number.',
	'form.twoWitnesses': 'Both witnesses are the same person. Nothing was changed. Name two who do not depend on each other.',

	'form.edgesExpected':
		'At least one of these is no Edge pool of this deployment. Nothing was changed. Type FQDNs with commas between them, or the word none.',
	'form.poolExpected': 'That is no pool of this deployment, which has {pools}. Nothing was changed. Type the FQDN of one.',
	'form.poolsExpected':
		'At least one of these is no pool of this deployment, which has {pools}. Nothing was changed. Type FQDNs with commas between them.',
	'form.cmsExpected':
		'That is no pool of this deployment, which has {pools}, or none of the words works, blank and silent. Nothing was changed. Type both again.',
	'form.principalExpected':
		'That is no SQL server of this pool; it has {servers}. Nothing was changed. Type the FQDN of the one that is principal.',

	'confirm.wrongLabel':
		'The name is wrong: “{typed}” is not the one that is asked for. Nothing ran. Read again which one that is, and type it up to its first dot.',
	'confirm.ownApproval': 'It was approved by {by}, and whoever approves a change cannot confirm it too. Nothing ran.',
	'confirm.partnerTyped':
		'The home pool is wrong: {pool} is the partner; these users are not at home there. Nothing ran. Type the FQDN of their home pool.',
	'confirm.wrongPool':
		'The home pool is wrong: “{typed}” is not the home pool of these users. Nothing ran. Type its full name, as in the direction of this run.',
	'confirm.lossIsUnknown':
		'The loss is wrong: how much is lost is not known, so “{typed}” does not cover it. Nothing ran. Let the decider accept that, and type the word for it.',
	'confirm.minutesExpected':
		'The loss is wrong: it is bounded, and “{typed}” is not a whole number of minutes. Nothing ran. Type what the decider accepts.',
	'confirm.lossIsHigher':
		'The loss is wrong: {accepted, number} min are accepted, and up to {estimate, number} min may be lost. Nothing ran. Ask the decider again, or go back.',
} as const satisfies Record<string, string>;
