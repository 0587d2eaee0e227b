/** What is said of a topology that was captured. */

export const topology = {
	'topology.notAnswered': '{cmdlet}{about, select, none {} other { for {about}}} did not answer. It said: “{message}”.',
	'topology.noName': '{cmdlet} gave {value}, which is no name that a computer, a pool or a site can have. It was left out.',
	'topology.tooMany': '{cmdlet} gave more than {limit, number} objects. The rest was left out.',
	'topology.more': '{count, plural, one {One more thing was strange.} other {# more things were strange.}}',
	'topology.pool': `{pool}: {kind, select,
		pools {Front End pool} edgePools {Edge pool} directors {Director pool} mediationPools {Mediation pool} other {other pool}
	}, {computers, plural, one {# computer} other {# computers}}.`,
	'topology.toFillIn':
		'The cmdlets do not show everything: {count, plural, one {# field is} other {# fields are}} to be filled in. They are {places}; “toFillIn” in the file names all.',
	'topology.keep': '“switchback topology --json” prints the deployment file.',
	'cli.backend': '“{value}” is nothing that cmdlets can be run by. Use {known}.',
	'cli.onlyOfMock': '--{option} is of the simulated deployment. Add “--backend mock”, or leave it out.',
	'cli.localStoreOfWhom': 'A local store is that of one Front End that lives. Name it with --on.',
	'cli.noPowerShellHere': 'No PowerShell answers as {names}. Install one, or name it in SWITCHBACK_PWSH.',
	'cli.noShell': 'The cmdlets of the farm cannot be run on {computer}. {message}',
} as const satisfies Record<string, string>;
