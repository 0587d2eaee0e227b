/** What doctor says of the way to a farm. */

export const doctorFarm = {
	'doctor.needsPowerShell': 'Not looked at, because no PowerShell answers here.',
	'doctor.needsCmdlets': 'Not looked at, because this PowerShell has neither the module SkypeForBusiness nor Lync.',
	'doctor.needsShell': 'Not looked at, because no PowerShell with the cmdlets opens on {computer}.',
	'doctor.needsDeployment': 'Not looked at, because no deployment file is named that can be read.',

	'doctor.deploymentFile.title': 'The deployment is known',
	'doctor.deploymentFile.none': 'No deployment file is named; rehearsals are on the bundled Contoso.',
	'doctor.deploymentFile.read': '{path}: {name}, {pools, plural, one {# pool} other {# pools}}.',
	'doctor.deploymentFile.filled': '{count, plural, one {# field was} other {# fields were}} not in the file and filled in: {places}.',
	'doctor.deploymentFile.fillIn': 'Put what is true into the file.',
	'doctor.deploymentFile.remedy':
		'Capture one with “switchback topology --json”, fill in what it names, and let the setting deployment or --deployment name it.',

	'doctor.powershell.title': 'A PowerShell can run cmdlets',
	'doctor.powershell.none': 'None answers as {names}.',
	'doctor.powershell.install': 'Install one, or name it in SWITCHBACK_PWSH. Rehearsals do not need it.',
	'doctor.powershell.found': '{path}: version {version} ({edition}), {mode}.',
	'doctor.powershell.noFiles':
		'A policy of the domain lets no script file be run that is not signed, so a host is started without one: its script is read on its standard input.',
	'doctor.powershell.language':
		'A policy of this machine allows no full language, in which alone a host runs. Ask who keeps it to allow host.ps1, or work from another machine.',
	'doctor.powershell.old': 'Windows PowerShell {least} is the oldest that a host runs in. Install a newer one.',

	'doctor.elevation.title': 'Cmdlets run with the rights of an administrator',
	'doctor.elevation.noWindows': 'There is no such thing here: where the cmdlets run, on Windows, the rights of that login count.',
	'doctor.elevation.found': 'PowerShell of this login is {elevated, select, yes {elevated} other {not elevated}}.',
	'doctor.elevation.remedy': 'Start the terminal by “Run as administrator”: cmdlets of servers need it.',

	'doctor.cmdlets.title': 'The cmdlets that the procedures use are there',
	'doctor.cmdlets.none': 'This PowerShell has neither the module SkypeForBusiness nor Lync.',
	'doctor.cmdlets.elsewhere':
		'Run doctor on a computer that has the management tools, or name one that is reached through SSH: “switchback doctor --on fe21.contoso.com”.',
	'doctor.cmdlets.module': '{name} {version}: {path}.',
	'doctor.cmdlets.on': '{name} {version} on {computer}.',
	'doctor.cmdlets.notOpened': 'It cannot be opened. {message}',
	'doctor.cmdlets.looked':
		'{count, plural, one {# cmdlet was} other {# cmdlets were}} looked up; {lacks, plural, =0 {nothing is missing} one {# thing is missing} other {# things are missing}}.',
	'doctor.cmdlets.mend': 'Install the management tools of the pools’ version, or use a computer that has them.',
	'doctor.cmdlets.otherVersion': 'Use the management tools of the pools’ version.',

	'doctor.roles.title': 'The account may do what the procedures do',
	'doctor.roles.account': 'On {computer} it is {name}{logon, select, none {} other {, logged on by {logon}}}.',
	'doctor.roles.groups': '{count, plural, =0 {It is in no group of the product} other {Its groups of the product: {groups}}}.',
	'doctor.roles.refused': 'For {cmdlets} Microsoft asks for {group}: expect to be refused them.',
	'doctor.roles.noWindows': 'There are no groups of a domain here.',
	'doctor.roles.ask':
		'Name a Front End: “switchback doctor --on fe21.contoso.com”. Which role has a cmdlet is said there by Get-CsAdminRole.',
	'doctor.roles.remedy':
		'A shell on a server needs {group} for what changes something. Have the account put into it, and log on anew: a logon keeps the groups that it began with.',

	'doctor.secondHop.title': 'The logon reaches SQL Server and Active Directory',
	'doctor.secondHop.read': `{what, select, directory {Active Directory} other {SQL Server}}, read by {cmdlet} through {computer}: {hop, select,
		proved {it answered} denied {denied, “{message}”} other {no answer, “{message}”}
	}.`,
	'doctor.secondHop.remedy':
		'A key logon by SSH has no second hop. Log on there with a password or at its desktop, or let ssh delegate credentials (GSSAPI). If it is denied there too, the account lacks the right. Until then no change is sent through this logon.',
	'doctor.secondHop.again':
		'What does not answer proves nothing. Look whether the store and a domain controller live, and run doctor again.',

	'doctor.hostClock.title': 'The clock agrees with that of the cmdlets’ computer',
	'doctor.hostClock.offset': 'This clock is {seconds, number} seconds {way, select, behind {behind} other {ahead of}} that of {computer}.',

	'doctor.nameServers.title': 'The name servers answer',
	'doctor.nameServers.none': 'The deployment file names none.',
	'doctor.nameServers.name': 'Name them in the deployment file, under resolvers: internal and external.',
	'doctor.nameServers.asked': `{address}, port {port}, with the {view, select, internal {internal} other {external}} view, asked for {name}: {state, select,
		found {an answer} noRecords {an answer without addresses} unknownName {there is no such name} serverFailed {it failed} refused {it refused} closed {nobody listens} silent {no answer} garbled {no answer that makes sense} other {an error}
	}.`,
	'doctor.nameServers.remedy': 'Look whether the address is right, and whether a firewall lets port 53 through.',

	'doctor.sshClient.title': 'Other computers can be reached through SSH',
	'doctor.sshClient.none': 'There is no ssh.',
	'doctor.sshClient.remedy': 'Install the OpenSSH client, or run cmdlets on this computer only.',
	'doctor.sshClient.found': '{version}.',
	'doctor.sshClient.notTried': 'Whether it reaches another computer was not tried.',
	'doctor.sshClient.try': 'Name one on which cmdlets are to run: “switchback doctor --on fe21.contoso.com”. Only that one is tried.',
	'doctor.sshClient.reached': 'It reaches {computer}, and asks nothing on the way.',
	'doctor.sshClient.notReached': 'It was tried. {message}',
	'doctor.sshClient.notAnswered': 'Whether it was reached is not known. {message}',
	'doctor.sshClient.byHand':
		'Try “ssh {computer}” by hand, with this account. Nothing can be typed where Switchback uses it: key, known hosts and the account there have to be set beforehand, in the settings of ssh for one.',

	'doctor.clock.title': 'The clock agrees with that of the domain',
	'doctor.clock.nobody': 'The deployment file names no internal name server, which would be asked for the time.',
	'doctor.clock.noAnswer': '{address} {how, select, garbled {gave no time} other {did not answer}} when it was asked for the time.',
	'doctor.clock.compare': 'Compare the clock with that of a Front End: “switchback doctor --on fe21.contoso.com”, or by hand.',
	'doctor.clock.offset':
		'This clock is {seconds, number} seconds {way, select, behind {behind} other {ahead of}} that of {address}. More than 300 seconds, and no server takes a logon (Kerberos).',
	'doctor.clock.set': 'Set the clock, or let the domain set it.',
	'doctor.poolClocks.title': 'The clock agrees with those of the pools',
	'doctor.poolClocks.offset':
		'{pool}: this clock is {seconds, number} seconds {way, select, behind {behind} other {ahead of}} that of {computer}, by the date that its web services give (whole seconds, inferred).',
	'doctor.poolClocks.noAnswer': '{pool}: {computer} {how, select, noDate {gave no date} other {did not answer}} on port 443.',
	'doctor.poolClocks.compare': 'Compare the clock with that of a computer of the pool: “switchback doctor --on” and its name, or by hand.',
} as const satisfies Record<string, string>;
