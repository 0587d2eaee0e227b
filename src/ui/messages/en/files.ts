/** What is said about a deployment or scenario file: what is wrong where, that nothing was changed, what to do. */

const type = (argument: string) => `{${argument}, select,
	string {text}
	number {a number}
	boolean {true or false}
	array {a list}
	object {an object}
	record {an object}
	null {null}
	infinity {a number without end}
	undefined {nothing}
	other {something else}
}`;

// What both kinds of file can get wrong.
const tooLarge = '{file} is longer than {limit} MB. Nothing was changed. Check that this is the file you mean.';
const empty = '{file} is empty. Nothing was changed. Use a copy that is not.';
const notJson = '{file}, line {line}, column {column}: from here on this is not JSON. Nothing was changed. Correct it there.';
const keyTwice =
	'{file}, line {line}, column {column}: the field “{key}” stands here a second time. Nothing was changed. Keep the one that you mean.';
const notAnObject = '{file} is JSON, but not an object. Nothing was changed. Start it with a curly bracket.';
const otherSchema =
	'{file}, {place}: the file has schema {value}, and this Switchback knows {known}. Nothing was changed. Use another Switchback, or write the file in schema {known}.';
const missing = '{file}: {place} is missing. Nothing was changed. Add it.';
const wrongType = `{file}, {place}: here stands ${type('found')}, and it must be ${type('expected')}. Nothing was changed. Correct it.`;
const wrongValue = '{file}, {place}: “{value}” cannot be used here. Nothing was changed. Correct it.';
const notOneOf = '{file}, {place}: “{value}” is not known here; known are {allowed}. Nothing was changed. Use one of them.';
const notInRange = '{file}, {place}: {value} is not a whole number from {from} to {to}. Nothing was changed. Correct it.';
const tooMany = '{file}, {place}: more than {limit} are not taken. Nothing was changed. Make a file of the part that you need.';
const blank = '{file}, {place}: the text is empty. Nothing was changed. Write something, or leave the field out.';
const tooLong = '{file}, {place}: the text that begins “{value}” is too long. Nothing was changed. Shorten it.';
const controlCharacters =
	'{file}, {place}: “{value}” has control characters or marks that turn the direction of writing. Nothing was changed. Take them out.';
const unknownField = '{file}: nobody knows the field {place}, so it is passed over. Check its spelling.';
const moreUnknownFields = '{file}: {count, plural, one {one more unknown field is} other {# more unknown fields are}} passed over.';

const names = '{count, plural, =0 {there is none} one {there is {known}} other {there are {known}}}';

export const files = {
	'deployment.tooLarge': tooLarge,
	'deployment.empty': empty,
	'deployment.notJson': notJson,
	'deployment.keyTwice': keyTwice,
	'deployment.notAnObject': notAnObject,
	'deployment.otherSchema': otherSchema,
	'deployment.missing': missing,
	'deployment.wrongType': wrongType,
	'deployment.wrongValue': wrongValue,
	'deployment.notOneOf': notOneOf,
	'deployment.notInRange': notInRange,
	'deployment.tooMany': tooMany,
	'deployment.emptyList': '{file}, {place}: the list is empty. Nothing was changed. Fill it, or leave it out.',
	'deployment.blank': blank,
	'deployment.tooLong': tooLong,
	'deployment.controlCharacters': controlCharacters,
	'deployment.unknownField': unknownField,
	'deployment.moreUnknownFields': moreUnknownFields,

	// Single fields.
	'deployment.hostName':
		'{file}, {place}: “{value}” is not a host name. Nothing was changed. Use letters, digits, hyphens and dots, at most 63 between two dots and 253 in all.',
	'deployment.sipAddress': '{file}, {place}: “{value}” is not a SIP address. Nothing was changed. Write it like sip:name@contoso.com.',
	'deployment.twoUsers': '{file}, {place}: a presence test needs two different users. Nothing was changed. Name two users of this pool.',
	'deployment.timeSpan':
		'{file}, {place}: “{value}” is not a time span up to 24 hours. Nothing was changed. Write it like 00:02:00, hours, minutes and seconds.',
	'deployment.time': '{file}, {place}: “{value}” is not a time. Nothing was changed. Write it like 2026-02-11T22:00:00Z.',
	'deployment.nameServer':
		'{file}, {place}: “{value}” is not the address of a name server. Nothing was changed. Write an IP address like 10.1.0.53, or 10.1.0.53:5353 where the port is another.',
	'deployment.xmppAddress': '{file}, {place}: “{value}” is not an address of XMPP. Nothing was changed. Write it like juliet@example.net.',
	'deployment.instance': '{file}, {place}: “{value}” is not the name of an SQL instance. Nothing was changed. Write it like RTC.',
	'deployment.sqlInstance':
		'{file}, {place}: “{value}” is not an SQL Server with its instance. Nothing was changed. Write it like sqlbe11.contoso.com\\\\RTC.',

	// What must agree.
	'deployment.noDomain':
		'{file}: {place} is missing, and cannot be worked out from {name}, a name without a domain. Nothing was changed. Add it.',
	'deployment.notOfCmsPool':
		'{file}, {place}: {name} is no computer of {active}, which holds the active Central Management store; it has {known}. Nothing was changed. Name a computer of that pool, or leave the field out.',
	'deployment.noPools': '{file}, {place}: there is no Front End pool. Nothing was changed. Add at least one.',
	'deployment.unknownSite': `{file}, {place}: there is no site “{name}”; ${names}. Nothing was changed. Correct the name or add the site.`,
	'deployment.unknownPool': `{file}, {place}: there is no Front End pool “{name}”; ${names}. Nothing was changed. Correct the name or add the pool.`,
	'deployment.unknownEdgePool': `{file}, {place}: there is no Edge pool “{name}”; ${names}. Nothing was changed. Correct the name or add the Edge pool.`,
	'deployment.unknownNextHop': `{file}, {place}: there is no Front End or Director pool “{name}” that could be the next hop; ${names}. Nothing was changed. Correct the name or add the pool.`,
	'deployment.unknownComputer': `{file}, {place}: no Front End pool has a computer “{name}”; ${names}. Nothing was changed. Correct the name or add the computer to its pool.`,
	'deployment.ambiguous': '{file}, {place}: “{name}” fits more than one: {known}. Nothing was changed. Write the fully qualified name.',
	'deployment.duplicate':
		'{file}, {place}: {name} stands at {other} already. Nothing was changed. Give every pool and every computer a name of its own.',
	'deployment.sqlTaken':
		'{file}, {place}: {name} stands at {other} already. Nothing was changed. Name the SQL Server, which is a host of its own.',
	'deployment.duplicateSite': '{file}, {place}: there are two sites “{name}”. Nothing was changed. Give each a name of its own.',
	'deployment.duplicateSiteNumber':
		'{file}, {place}: {number} is the number at {other} already. Nothing was changed. Give each site its own.',
	'deployment.sharedExternalName':
		'{file}, {place}: {name} is an external name of {other} already. Nothing was changed. Give each Edge pool external names of its own.',
	'deployment.nobodyApproves':
		'{file}, {place}: a consent from the same account is not enough, and nobody is named who may sign. Nothing was changed. Give approval.allowedSigners.',
	'deployment.selfPair': '{file}, {place}: {name} is paired with itself. Nothing was changed. Name another pool, or leave the field out.',
	'deployment.notMutual':
		'{file}, {place}: {pool} names {partner} as its backup pool, and {other} says {says}. Nothing was changed. Make the two name each other.',
	'deployment.standardComputers':
		'{file}, {place}: a Standard Edition pool has one computer, itself: {name}. Nothing was changed. Write that, or make the edition Enterprise.',
	'deployment.standbyNotPartner':
		'{file}, {place}: {standby} holds the standby of the Central Management store, and the backup pool of the active {active} is {partner}. Nothing was changed. Put the standby there, or write null for none.',

	'scenario.tooLarge': tooLarge,
	'scenario.empty': empty,
	'scenario.notJson': notJson,
	'scenario.keyTwice': keyTwice,
	'scenario.notAnObject': notAnObject,
	'scenario.otherSchema': otherSchema,
	'scenario.missing': missing,
	'scenario.wrongType': wrongType,
	'scenario.wrongValue': wrongValue,
	'scenario.notOneOf': notOneOf,
	'scenario.tooMany': tooMany,
	'scenario.blank': blank,
	'scenario.tooLong': tooLong,
	'scenario.controlCharacters': controlCharacters,
	'scenario.unknownField': unknownField,
	'scenario.moreUnknownFields': moreUnknownFields,
	'scenario.name':
		'{file}, {place}: “{value}” cannot be typed as the name of a scenario. Nothing was changed. Use at most 64 small letters, digits and hyphens.',
	'scenario.duration':
		'{file}, {place}: “{value}” is not a duration up to 30 days. Nothing was changed. Write it like PT3H, PT90M or P1DT12H.',
	'scenario.startsAt':
		'{file}, {place}: “{value}” is not a time with its offset. Nothing was changed. Write it like 2026-02-11T03:12:00+00:00.',
	'scenario.timeZone': '{file}, {place}: “{value}” is not a time zone known here. Nothing was changed. Write it like Europe/Dublin.',
	'scenario.faultRole':
		'{file}, {place}: {fault} cannot meet {role}; it can meet {allowed}. Nothing was changed. Name one that it can meet.',
	'scenario.twoTimes': '{file}, {place}: the fault has both at and after. Nothing was changed. Keep the one that you mean.',
	'scenario.noTime':
		'{file}, {place}: the fault has no time. Nothing was changed. Give it at, counted from the start, or after, from the end of the failover.',
} as const;
