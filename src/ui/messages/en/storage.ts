/** What is said when something cannot be kept or read: what happened, what changed, what to do next. */

const disk = `{code, select,
	ENOSPC {the disk is full}
	EDQUOT {the disk quota of this account is used up}
	EROFS {the disk is read-only}
	EIO {the disk reports an error}
	EACCES {this account has no permission}
	EPERM {this account has no permission}
	ENOTDIR {a part of its path is a file}
	EEXIST {something else has its name}
	EMFILE {too many files are open}
	DELETED {its file was deleted}
	REPLACED {another file has its name}
	RESIZED {somebody else changed its file}
	NO_PROGRESS {the disk takes nothing more}
	TOO_LARGE {the entry is larger than a journal can hold}
	NESTED_TOO_DEEP {the entry is nested deeper than a journal can hold}
	MEMORY_FULL {what is kept in memory for it has reached its limit}
	SEALED {the journal is sealed}
	CLOSED {the journal is closed}
	other {error {code}}
}`;

const place = `{place, select,
	sshTerminal {over SSH from {client} at {terminal}}
	ssh {over SSH from {client}}
	terminal {at {terminal}}
	other {without a terminal}
}`;
const unseen = 'Sessions of other hosts and accounts are not seen from here.';

export const storage = {
	// Files that are read.
	'storage.missing': 'The file {path} does not exist. Nothing was changed. Check the path.',
	'storage.isDirectory': '{path} is a directory, not a file. Nothing was changed. Name a file in it.',
	'storage.notAFile': '{path} is a pipe or a device, not a file. Nothing was changed. Save it as a file and name that.',
	'storage.noPermission':
		'This account may not read {path}. Nothing was changed. Give the account the right to read it, or use another file.',
	'storage.unreadable': `{path} cannot be read, because ${disk}. Nothing was changed. Copy the file to a sound disk and try again.`,
	'storage.tooLarge':
		'{path} is larger than {limitMegabytes} MB. It was not read and nothing was changed. Check that this is the file you mean.',
	'storage.notUtf8': '{path} is not UTF-8 text. Nothing was changed. Save it again as UTF-8.',
	'storage.empty': '{path} is empty. Nothing was changed. Use a copy that is not.',

	// Recordings.
	'storage.notAJournal': '{path}, line {line}: this is not a recording of Switchback. Nothing was changed. Check the path.',
	'storage.newerFormat':
		'{path}, line {line}: the recording has format {version}, and this Switchback knows {known}. Nothing was changed. Use a newer Switchback.',
	'storage.noWholeLine':
		'{path} holds {bytes} bytes and no whole line: its session ended before anything was recorded. Nothing was changed. Delete the file or start a new session.',
	'storage.noHash':
		'{path}, line {line}: the line does not end in its hash. The recording was changed or damaged from there on; this reading changed nothing. Use a copy that is whole.',
	'storage.brokenHash':
		'{path}, line {line}: the line does not fit its hash. The recording was changed or damaged there; this reading changed nothing. Use a copy that is whole.',
	'storage.notJson': '{path}, line {line}: the line is not JSON. This reading changed nothing. Use a copy that is whole.',
	'storage.wrongField':
		'{path}, line {line}: {field} is missing or has a value that it cannot have. This reading changed nothing. Use a copy that is whole.',
	'storage.gap':
		'{path}, line {line}: here stands entry {found}, so entries are missing or doubled. This reading changed nothing. Use a copy that is whole.',
	'storage.afterSeal':
		'{path}, line {line}: something stands after the seal. The recording was added to after it was finished; this reading changed nothing. Use a copy that is whole.',
	'storage.lineTooLong':
		'{path}, line {line}: the line is longer than {limitMegabytes} MB. Nothing was changed. Check that this is the file you mean.',
	'storage.nestedTooDeep':
		'{path}, line {line}: the line is nested deeper than {limit} levels. Nothing was changed. Check that this is the file you mean.',
	'storage.brokenEnd': 'The last line of {path} is damaged. Nothing was changed. “switchback verify” names the first broken line.',

	// A journal that is gone on with.
	'storage.sealed': '{path} is sealed: its session is finished. Nothing was changed. Replay it, or start a new session.',
	'storage.held':
		'Process {pid} has been writing {path} since {since}. Nothing was changed. Use that console, or end that process and try again.',
	'storage.heldElsewhere':
		'The host {host} has been writing {path} since {since}. Nothing was changed. Use that console; if it is gone for good, delete {lock}.',
	'storage.lockUnclear': 'Nobody can tell who is writing {path}. Nothing was changed. If no console has it open, delete {lock}.',
	'storage.cannotLock': `{path} cannot be locked, because ${disk}. Nothing was changed. Make it possible to write {lock} and try again.`,
	'storage.deploymentHeld': `Session {session} works on {deployment}: {who}, ${place}, since {since}, for {for} by now, in process {pid}. Nothing was changed. “switchback resume {session}” goes on with it, “switchback observe {session}” watches it. ${unseen}`,
	'storage.deploymentLockDead': `Session {session} began to work on {deployment} at {since}, {for} ago: {who}, ${place}. Its process is gone, and a change may be half-way. Nothing was changed. “switchback resume {session}” goes on with it; to begin another all the same, add --break-lock and the reason. ${unseen}`,
	'storage.deploymentHeldElsewhere': `Session {session} began to work on {deployment} at {since}, {for} ago, on the host {host}: {who}, ${place}. Nobody here can see whether it still does. Nothing was changed. Resume or observe it there; if it is gone for good, add --break-lock and the reason. ${unseen}`,
	'storage.deploymentLockUnclear': `The lock {lock} on {deployment} is damaged, so nobody can tell who works on it. Nothing was changed. See that no console does, then add --break-lock and the reason. ${unseen}`,
	'storage.cannotLockDeployment': `The deployment {deployment} cannot be locked, because ${disk}. Nothing was changed. Make it possible to write {lock} and try again.`,
	'storage.cannotContinue': `{path} cannot be written to, because ${disk}. Nothing was started. Mend that and resume again.`,

	// Journals that are written.
	'storage.noteNotWritten': `What became of the probe cannot be written to {path}, because ${disk}. Mend that and try again.`,
	'storage.exists': '{path} exists already. Nothing was changed. Start again for a session with a new id.',
	'storage.cannotAnnounce': `{path} cannot be written, because ${disk}. No engine can be reached without it. Nothing was changed. Make it possible to write there, or start with --in-process.`,
	'storage.cannotMakeDirectory': `The directory {path} cannot be made ready, because ${disk}. Nothing was changed. Mend that, or let SWITCHBACK_HOME name another place.`,
	'storage.cannotCreate': `The journal {path} cannot be created, because ${disk}. Nothing was started. Mend that, or let SWITCHBACK_HOME name another place.`,
	'storage.notOnDisk': `NOT ON DISK since {since}, because ${disk}. No change is started meanwhile. {code, select,
		ENOSPC {Free space in {directory}}
		EDQUOT {Free space of this account in {directory}}
		EROFS {Make {directory} writable}
		EACCES {Give this account the right to write in {directory}}
		EPERM {Give this account the right to write in {directory}}
		DELETED {Put {path} back, or wait: then all of it is written anew beside it}
		REPLACED {Put {path} back, or wait: then all of it is written anew beside it}
		RESIZED {Wait: all of it is written anew beside {path}}
		other {See to the disk of {directory}}
	}; it is tried again every {every}, and with everything that you answer or note. What happens is kept in memory, up to {megabytes, number} MB.`,
	// In the journal, when it is over.
	'engine.written': `From {since} on the journal could not be written, because ${disk}. {count, plural,
		=0 {Nothing had to be kept in memory.}
		one {# entry was kept in memory and is on disk now.}
		other {# entries were kept in memory and are on disk now.}
	} Changes can be started again.`,
	'engine.rescued': `At {since} it was seen that the file of the journal {code, select, DELETED {had been deleted} REPLACED {had been replaced} other {had been changed by somebody else}}: {old}. All of it was written anew as {name}, with new hashes and the same entries. Use that one. Changes can be started again.`,
	'storage.lost': `The journal {path} could not be written, because ${disk}. {count, plural,
		=0 {Nothing of it is lost.}
		one {Its last entry is lost.}
		other {Its last # entries are lost.}
	} {change, select, yes {A change had begun and its end is not recorded.} other {No change was started after it.}} Mend that and resume the session, which looks first.`,
	'storage.writtenAtLast': 'The journal {path} could not be written for a while. Now all of it is on disk. Resume the session to go on.',
	'storage.notWritten': `The journal {path} cannot be written, because ${disk}. Nothing was started, and nothing will be. Mend that and resume the session.`,
	'storage.endNotWritten': `The journal {path} cannot be written, because ${disk}. A change had begun and its end is not recorded; nothing else will be started. Mend that and resume the session, which looks first at what the change did.`,

	// Sessions by name.
	'storage.noSession':
		'No session in {directory} has an id that begins with {name}. Nothing was changed. “switchback sessions” lists them.',
	'storage.ambiguousSession': 'More than one session begins with {name}: {sessions}. Nothing was changed. Type more of the id.',

	// Signatures.
	'storage.signedAlready': '{path} is there already. Nothing was changed. Move it away to sign anew.',
	'storage.notPassedOn': `{path} cannot be written, because ${disk}. Nothing was checked. Mend that and try again.`,
	'storage.signatureNotKept': `{path} cannot be written, because ${disk}. Nothing was signed. Mend that and try again.`,

	// Settings.
	'storage.settingsNotJson':
		'{path}, line {line}, column {column}: the settings are not JSON. The file is now {setAside} and no settings are in force. Mend it and move it back.',
	'storage.settingsWrongField':
		'{path}: the setting {field} has a value that it cannot have. The file is now {setAside} and no settings are in force. Mend it and move it back.',
	'storage.settingsDamaged':
		'{path} does not hold settings. The file is now {setAside} and no settings are in force. Mend it and move it back.',
	'storage.settingsNotSetAside': `{path} is damaged and cannot be set aside, because ${disk}. It was not changed and no settings are in force. Mend or remove it.`,
	'storage.wrongSetting': 'The setting {field} cannot have that value. {path} was not changed. Give it another value.',
	'storage.settingsNotWritten': `{path} cannot be written, because ${disk}. The settings are as they were. Mend that and try again.`,
} as const;
