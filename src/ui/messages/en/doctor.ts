/** What doctor says of the machine. */

const login = '{login} (process {leader})';
const disk = `{code, select,
	ENOSPC {the disk is full}
	EDQUOT {the disk quota of this account is used up}
	EROFS {the disk is read-only}
	EACCES {this account has no permission}
	EPERM {this account has no permission}
	ENOENT {it does not exist}
	other {error {code}}
}`;

export const doctor = {
	'doctor.found': '{state, select, ok {ok       } warning {warning  } failed {FAILED   } other {unknown  }}{title}',
	'doctor.remedy': 'To do:',
	'doctor.end': `{ready, select,
		yes {{open, plural, =0 {Ready.} one {Nothing has failed; # thing above is not certain.} other {Nothing has failed; # things above are not certain.}}}
		other {NOT READY. What failed stands above, with what to do.}
	}`,

	'doctor.survivesLogout.title': 'An engine outlives the login that started it',
	'doctor.survival.kills': `{kills, select,
		yes {logind ends what a login of {user} leaves behind}
		no {logind leaves alone what a login of {user} leaves behind}
		other {Nobody says whether logind ends what a login of {user} leaves behind}
	} (KillUserProcesses, as said by {saidBy}).`,
	'doctor.survival.lingers': `{lingers, select,
		yes {Processes of {user} may run without a login (linger is on).}
		other {What systemd runs for {user} ends with the last login (linger is off).}
	}`,
	'doctor.survival.noLogind':
		'There is no logind here, as in most containers: no rule ends what a login leaves behind, and the end of the container ends it all.',
	'doctor.survival.login': `This login is {login}: {kind, select,
		scope {what it starts belongs to it}
		manager {what it starts belongs to the account, not to the login}
		other {no logind keeps it}
	}.`,
	'doctor.survival.survived': `PROVED: a probe (process {pid}) that was left at {left} in ${login} was still running at {seen}, after that login had ended.`,
	'doctor.survival.died': `DISPROVED: a probe (process {pid}) that was left at {left} in ${login} was gone at {seen}, after that login had ended.`,
	'doctor.survival.diedBefore': 'DISPROVED at {seen}, when a probe was gone that another login had left.',
	'doctor.survival.waiting': `Not proved yet: {isNew, select, yes {a probe (process {pid}) was left} other {the probe (process {pid}) of {left} is running}}, and its login ${login} has not ended since.`,
	'doctor.survival.prove':
		'Log out of this login, log in again within a day, and run “switchback doctor” once more: it says what became of the probe.',
	'doctor.survival.noLeader':
		'Not proved: this runs in something that outlives a login itself, such as tmux or screen, so nobody can tell when the login ends.',
	'doctor.survival.plainLogin': 'Run “switchback doctor” outside of it, log out, log in again, and run it once more.',
	'doctor.survival.noProbe': 'Not proved: no probe could be started.',
	'doctor.survival.remedy': `{kind, select,
		manager {“loginctl enable-linger {user}”: then what runs for {user} does not end with the last login.}
		other {As administrator, set KillUserProcesses=no in a file of /etc/systemd/logind.conf.d and restart systemd-logind. Or “loginctl enable-linger {user}”, and start Switchback by “systemd-run --user --scope”.}
	} Then log out, log in, and run “switchback doctor” again.`,
	'doctor.survival.keptOpen':
		'Keep the login open for as long as a session runs, in tmux or screen for one, and resume a session that was cut off.',
	'doctor.survival.windows':
		'Nothing was looked at: on Windows an SSH server may end what its login started, by a job object. An engine is meant to be started by Task Scheduler there, and that has not been run yet.',
	'doctor.survival.windowsRemedy':
		'Work at the desktop of the jump box, not over SSH, until it has been tried; resume a session that was cut off.',
	'doctor.survival.otherSystem': 'Nothing was looked at: what ends with a login on {platform} is not known here.',

	'doctor.terminal.title': 'The terminal shows the console',
	'doctor.terminal.none': 'Nothing was looked at: what doctor reads and writes here is no terminal.',
	'doctor.terminal.look': 'Run “switchback doctor” without a pipe, at the terminal that is worked at on the night.',
	'doctor.terminal.dumb': 'It shows no full screen ({count, plural, =0 {TERM is not set} other {{set}}}), so there is the linear console.',
	'doctor.terminal.name': 'Let TERM say what terminal it is, xterm-256color for one, unless the linear console is wanted.',
	'doctor.terminal.noSize': 'It does not say how large it is.',
	'doctor.terminal.size': `{columns}×{rows}: {shown, select,
		tooSmall {below {needColumns}×{needRows} the full screen shows that it is too small and nothing else, while work goes on}
		tabs {one pane at a time, behind tabs}
		other {all panes, beside each other}
	}.`,
	'doctor.terminal.larger':
		'Make it {columns}×{rows} or larger, or its type smaller: below that lines are cut and less of the log is seen.',
	'doctor.terminal.colors': `{has, select, yes {Colours are shown} other {No colours are shown; all that they say is in words too}}{count, plural, =0 {} other { ({set})}}.`,
	'doctor.terminal.signs': `{signs, select,
		windows {Windows shows lines and signs beyond ASCII, whatever chcp says}
		unicode {The locale has lines and signs beyond ASCII ({set})}
		other {The locale has ASCII only{count, plural, =0 { (it is not set)} other { ({set})}}}
	}. The full screen asks the terminal itself, whose word goes before that; --ascii before both.`,
	'doctor.terminal.within': `It is {name, select,
		none {not in tmux or screen: when the link to this machine breaks, the console ends with it, and “switchback resume” brings it back}
		other {in {name}, which keeps the console when the link to this machine breaks}
	}.`,

	'doctor.stateDirectory.title': 'What is kept can be written, and read by nobody else',
	'doctor.directory': '{path}: {mode, select, none {no modes here} other {mode {mode}}}{own, select, yes {} other {, of another account}}.',
	'doctor.directoryNotWritten': `{path} cannot be written to, because ${disk}.`,
	'doctor.stateDirectory.remedy': 'Mend that, or let SWITCHBACK_HOME name another place.',
	'doctor.stateDirectory.makePrivate':
		'Others may read names in {paths}; the files themselves are private. Make it private: “chmod 700”, as the owner.',

	'doctor.diskSpace.title': 'A long night fits on the disk',
	'doctor.diskSpace.free': '{path}: {megabytes, number} MB are free.',
	'doctor.diskSpace.notSaid': '{path}: the disk does not say what is free.',
	'doctor.diskSpace.remedy': 'Make room until {enough, number} MB are free, or let the setting recordings name another disk.',

	'doctor.socketPath.title': 'A console can reach its engine',
	'doctor.socketPath.length': '{directory}: the path of a socket in it has {bytes} bytes, and {longest} are taken.',
	'doctor.socketPath.pipe': 'On Windows it is a named pipe, which no path is too long for.',
	'doctor.socketPath.remedy':
		'The socket goes to a private directory among the temporary files, where a clean-up may take it away. Let SWITCHBACK_HOME name a shorter path.',

	'doctor.settingsFile.title': 'The settings can be read',
	'doctor.settingsFile.read': '{path}: {count, plural, =0 {nothing is set} one {# setting is in force} other {# settings are in force}}.',
} as const satisfies Record<string, string>;
