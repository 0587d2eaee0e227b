/** Whether a value can become a parameter of a type, as PowerShell converts arguments. Answers with the sentence, or undefined. */
import type {Value} from '../../machines/cmdlet.js';

/** Enumerations of the product that these cmdlets take; matched without regard to case. */
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
	ActionPreference: ['SilentlyContinue', 'Stop', 'Continue', 'Inquire', 'Ignore', 'Suspend'],
};

const ranges: Readonly<Record<string, readonly [number, number]>> = {
	Int32: [-0x8000_0000, 0x7fff_ffff],
	UInt16: [0, 0xffff],
	UInt32: [0, 0xffff_ffff],
};

/** `Microsoft.Rtc.Management.Deploy.Fqdn` → `Fqdn`. */
export const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

export const whyNot = (value: Value, declaredType: string): string | undefined => {
	const type = shortName(declaredType);
	const cannot = (what: string) => `Cannot convert ${what} to type "${declaredType}".`;
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
	if (type === 'SwitchParameter' || type === 'Boolean') {
		return typeof value === 'boolean' ? undefined : cannot(describe(value));
	}
	if (type.endsWith('[]')) {
		const items = Array.isArray(value) ? (value as readonly Value[]) : [value];
		return items.every(item => typeof item === 'string' || typeof item === 'number') ? undefined : cannot(describe(value));
	}
	if (type === 'PSCredential') {
		return isSecret(value) ? undefined : cannot(describe(value));
	}
	if (type === 'TimeSpan') {
		const span = typeof value === 'object' && value !== null && 'timeSpan' in value ? value.timeSpan : text;
		return span !== undefined && /^-?(\d+|(\d+\.)?\d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,7})?)?)$/.test(span)
			? undefined
			: cannot(describe(value));
	}
	const range = ranges[type];
	if (range) {
		const number = typeof value === 'boolean' || text === undefined || text.trim() === '' ? Number.NaN : Number(text);
		return Number.isInteger(number) && number >= range[0] && number <= range[1] ? undefined : cannot(describe(value));
	}
	if (text === undefined) {
		return value === null ? undefined : cannot(describe(value));
	}
	if (type === 'Fqdn') {
		return /^[\p{L}\p{N}_]([\p{L}\p{N}._-]*[\p{L}\p{N}_])?$/u.test(text) ? undefined : cannot(describe(value));
	}
	const allowed = enumerations[type];
	return allowed && !allowed.some(name => name.toLowerCase() === text.toLowerCase()) ? cannot(describe(value)) : undefined;
};

const isSecret = (value: Value): boolean => typeof value === 'object' && value !== null && 'secret' in value;

const describe = (value: Value): string => {
	if (value === null) {
		return 'null';
	}
	if (typeof value === 'object') {
		return Array.isArray(value) ? 'the "System.Object[]" value' : 'the value';
	}
	return `value "${String(value)}"`;
};
