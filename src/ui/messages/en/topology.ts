/** What is said of a topology that was captured. */

export const topology = {
	'topology.notAnswered': '{cmdlet}{about, select, none {} other { for {about}}} did not answer. It said: “{message}”.',
	'topology.noName': '{cmdlet} gave {value}, which is no name that a computer, a pool or a site can have. It was left out.',
	'topology.tooMany': '{cmdlet} gave more than {limit, number} objects. The rest was left out.',
} as const satisfies Record<string, string>;
