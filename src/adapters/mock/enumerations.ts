/** Enumerations of the product that these cmdlets take; matched without regard to case, and by as much of a name as is enough. */
export const enumerations: Readonly<Record<string, readonly string[]>> = {
	BackupCategory: ['CMS', 'UserData', 'RGS'],
	// The reference's lists differ by version, and field tools use both [cmdlets.md §4].
	DatabaseNameType: [
		'User',
		'App',
		'Application',
		'CMS',
		'CentralMgmt',
		'Provision',
		'Archiving',
		'Monitoring',
		'PersistentChat',
		'PersistentChatCompliance',
	],
	MirrorRole: ['Mirror', 'Primary'],
	FlushType: ['SteadyState', 'FullFlush'],
};

/** PowerShell's own, in the order of their numbers. */
const actionPreferences = ['SilentlyContinue', 'Stop', 'Continue', 'Inquire', 'Ignore', 'Suspend', 'Break'];

/** The full name of an enumeration and its members; undefined for other types. */
export const enumerationOf = (type: string): {readonly name: string; readonly members: readonly string[]} | undefined => {
	if (type === 'ActionPreference') {
		return {name: 'System.Management.Automation.ActionPreference', members: actionPreferences};
	}
	const members = enumerations[type];
	return members && {name: type, members};
};

/** Why a text names no member, in PowerShell's words; undefined when it names one. */
export const whyNoMember = (text: string, members: readonly string[]): string | undefined => {
	const wanted = text.toLowerCase();
	const begins = members.filter(member => member.toLowerCase().startsWith(wanted));
	if (begins.length === 1 || members.some(member => member.toLowerCase() === wanted)) {
		return undefined;
	}
	return begins.length === 0
		? `Unable to match the identifier name ${text} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${members.join(', ')}`
		: `The identifier name ${text} cannot be processed because it is either too similar or identical to the following enumerator names: ${begins.join(', ')}. Use a more specific identifier name.`;
};
