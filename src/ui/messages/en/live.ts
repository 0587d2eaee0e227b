/** What only a live session says, and one against the stand-in farm. */

export const live = {
	'live.neverMetAFarm': 'This version has never run against a farm.',
	'log.host': '{computer}: {text}',
	'log.noMoreOfHosts':
		'{count, number} lines of what hosts say of themselves are written by now. No more of them are kept; what cmdlets say is, as ever.',
	// A whole sentence of an adapter, which names the computer.
	'log.notOpened': '{why}',
	'log.opening':
		'{computer}: its PowerShell is being opened{way, select, ssh { through SSH} OcsPowershell { through OcsPowershell} other {}}. It is waited for {most} at most.',

	'log.secretWanted': 'The password of {account} is wanted. It is typed at the console that acts, and kept in memory only.',
	'log.secretGiven': '{given, select, yes {The password of {account} was typed.} other {The password of {account} was not typed.}}',
	'log.secretWrong': 'Nothing opened with the password of {account}: it is forgotten, and asked for again when it is needed.',
	'dialog.secret':
		'{isAgain, select, yes {What was typed before opened nothing. } other {}}The password of {account}: with it the cmdlets are run where the setting endpoints says so. It is kept in memory until the session ends here, and is in no file. Too many wrong ones may lock the account.',
	'linear.secret':
		'Type the password of {account}, then Enter. It is not shown, and kept in memory only. {isAgain, select, yes {What was typed before opened nothing; too many wrong ones may lock the account. } other {}}Esc types none.',
	'linear.secretNowhere':
		'The password of {account} is wanted, and this input would show it. Attach from a terminal to type it: switchback resume.',

	// Where it runs.
	'card.host': `{computer}{way, select,
		none {}
		local {, here}
		ssh {, by SSH}
		OcsPowershell {, through OcsPowershell}
		other {, by {way}}
	}{account, select, none {} other {, {account}}}{elevated, select,
		yes {, elevated}
		no {, not elevated}
		other {}
	}{instead, select, none {} other {{refused, select,
		yes {, because {instead} is reached through OcsPowershell, which does not take it}
		other {, because no PowerShell opens on {instead}}
	}}}`,
	'card.noHost': `{refused, select,
		yes {{computer}: OcsPowershell does not take it, and no other of its pool does it, so by hand}
		other {{computer}: no PowerShell opens there, nor on another of its pool, so by hand}
	}`,

	'live.farmGone':
		'The stand-in farm is gone: nothing of it answers any more. Leave, and resume: another one is told what the journal has.',
	'live.farmNotOurs':
		'{path} could have been written by another account, so the stand-in farm that it names is not asked: another one is told what the journal has.',

	'live.sshSettingsNotOurs':
		'The settings for ssh in {path} (SWITCHBACK_STAND_IN_SSH) could have been written by another account, and could start any program. Nothing was begun. Keep them in a file of your own account (chmod 600), no link, in a folder that only your account can write, and start again.',

	// Before the first step.
	'live.asking': 'Asking {executable} on this computer what it is. It is waited for {most} at most.',
	'live.opening': 'PowerShell is being opened on {computers}, to see what is installed there. It is waited for {most} at most.',
	'live.lacks': `{count, plural,
		one {# thing is missing that the procedures need}
		other {# things are missing that the procedures need}
	} in the module of {computer}, for what is begun here or for its way back: each stands above, with what it would have broken. Nothing was changed. Mend that, and start again.`,
	'live.openingEndpoint': '{uri} is being opened, to see which cmdlets it offers. It is waited for {most} at most.',
	'live.openedEndpoint': '{uri}: OcsPowershell opens.',
	'live.openedLater':
		'{uri} opens with the password of {account}, which is asked for when it is first needed. What is missing there is listed then, in the log.',
	'live.lacksAtEndpoint': `At {uri}{account, select, none {} other {, opened as {account},}} {count, plural,
		one {# thing is}
		other {# things are}
	} missing that the procedures need. A cmdlet that is not there may be one that the role of the account does not give. What is missing follows, with what it breaks.`,
	'live.brokenAtEndpoint':
		'What is missing at {uris} is needed for what is begun here, or for its way back. Nothing was changed. Have the account get the role that it needs, or reach its computers otherwise (the setting endpoints), and start again.',
	'live.neverAtEndpoint':
		'No computer of {pools} is reached otherwise than through OcsPowershell, by which these are never run: {cmdlets}. What they do or show is done or looked at by hand there, in these steps.',
	'live.lacksOffered': `{count, plural,
		one {# thing that stands above is}
		other {# things that stand above are}
	} not needed for what is begun here, but for other procedures that this session offers: their steps would be refused, with nothing changed.`,
	'live.noGroup':
		'The logon of {account} on {computer} has no group {group}, which Microsoft asks for: expect to be refused what {cmdlets} do, in these steps. Have the account put into it and log on anew: a logon keeps the groups that it began with.',
	'live.noHost': `PowerShell opens on no computer of {pools}, so no cmdlet can be run or even looked at. Nothing was changed. What each of them said stands above; “switchback doctor” looks at this side.`,
	'live.allByHand': `PowerShell opens on no computer of {pools}; what each of them said stands above. It goes on by hand: each step shows the lines to look at and to run, and stands on the word of whoever does. PowerShell is tried again after a minute at the earliest, or when you ask for it.`,
	'live.opened': '{computer}: PowerShell opens, with the module of {product}.',
} as const;
