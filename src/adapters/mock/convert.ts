/**
 * Whether a value can become a parameter of a type, as PowerShell converts arguments, and why not in PowerShell's words. Held to what a
 * real PowerShell said (recordings/powershell/binder.jsonl). Types of a farm that have no value list are taken as texts.
 */
import type {Value} from '../../machines/cmdlet.js';
import {enumerationOf, whyNoMember} from './enumerations.js';

/** `Microsoft.Rtc.Management.Deploy.Fqdn` → `Fqdn`. */
export const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

export type Conversion =
	/** `isEmpty`: what became of it is null, or a text or a list with nothing in it. */
	{readonly ok: true; readonly isEmpty?: 'null' | 'text' | 'list'} | {readonly ok: false; readonly why: string};

const fits: Conversion = {ok: true};
const no = (why: string): Conversion => ({ok: false, why});
const noOther = (value: Value, type: string): Conversion =>
	no(`Cannot convert the "${textOf(value)}" value of type "${typeOf(value)}" to type "${type}".`);
const noValue = (value: Value, type: string, error: string): Conversion =>
	no(`Cannot convert value "${textOf(value)}" to type "${type}". Error: "${error}"`);
const invalidCast = (value: Value, type: string): Conversion => noValue(value, type, `Invalid cast from '${typeOf(value)}' to '${type}'.`);

export const convert = (value: Value, declaredType: string): Conversion => {
	if (declaredType.includes('PSListModifier')) {
		return whatever(value);
	}
	const type = shortName(declaredType);
	if (integers[type]) {
		return toInteger(value, type);
	}
	return (converters[type] ?? (enumerationOf(type) ? (each: Value) => toEnumeration(each, type) : toText))(value);
};

const whatever = (value: Value): Conversion => (value === null ? {ok: true, isEmpty: 'null'} : fits);

const toText = (value: Value): Conversion => {
	if (isList(value)) {
		return no('Cannot convert value to type System.String.');
	}
	return value === null || value === '' ? {ok: true, isEmpty: 'text'} : fits;
};

const toTexts = (value: Value): Conversion => (value === null ? whatever(value) : isList(value) && value.length === 0 ? emptyList : fits);
const emptyList: Conversion = {ok: true, isEmpty: 'list'};

const toSwitch = (value: Value): Conversion => {
	const type = 'System.Management.Automation.SwitchParameter';
	if (value === null || typeof value === 'boolean') {
		return fits;
	}
	return typeof value === 'number' ? noOther(value, type) : noBoolean(value, type);
};

const toBoolean = (value: Value): Conversion =>
	typeof value === 'boolean' || typeof value === 'number' ? fits : noBoolean(value, 'System.Boolean');

const noBoolean = (value: Value, type: string): Conversion =>
	no(
		`Cannot convert value "${value === null ? '' : typeOf(value)}" to type "${type}". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.`,
	);

const toTimeSpan = (value: Value): Conversion => {
	const type = 'System.TimeSpan';
	if (value === null) {
		return no(`Cannot convert null to type "${type}".`);
	}
	if (typeof value === 'string') {
		return whySpan(value) === undefined ? fits : noValue(value, type, whySpan(value) as string);
	}
	if (typeof value === 'boolean') {
		return invalidCast(value, type);
	}
	return isList(value) || (typeof value === 'object' && 'secret' in value) ? noOther(value, type) : fits;
};

/** Days alone, or hours and minutes with more around them. */
const whySpan = (text: string): string | undefined => {
	const parts = /^\s*-?(?:(\d+)|(?:(\d+)\.)?(\d+):(\d+)(?::(\d+)(?:\.\d{1,7})?)?)\s*$/.exec(text);
	if (!parts) {
		return `String '${text}' was not recognized as a valid TimeSpan.`;
	}
	const [, , , hours = '0', minutes = '0', seconds = '0'] = parts;
	return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60
		? undefined
		: `The TimeSpan string '${text}' could not be parsed because at least one of the numeric components is out of range or contains too many digits.`;
};

type Range = {readonly type: string; readonly low: number; readonly high: number; readonly tooLarge: string};

const range = (type: string, low: number, high: number, name: string): Range => ({
	type: `System.${type}`,
	low,
	high,
	tooLarge: `Value was either too large or too small for ${name}.`,
});

const integers: Readonly<Record<string, Range>> = {
	Int32: range('Int32', -0x8000_0000, 0x7fff_ffff, 'an Int32'),
	UInt16: range('UInt16', 0, 0xffff, 'a UInt16'),
	UInt32: range('UInt32', 0, 0xffff_ffff, 'a UInt32'),
	Byte: range('Byte', 0, 0xff, 'an unsigned byte'),
};

const toInteger = (value: Value, name: string): Conversion => {
	const {type, low, high, tooLarge} = integers[name] as Range;
	if (value !== null && typeof value === 'object') {
		return noOther(value, type);
	}
	const number = typeof value === 'string' ? numberIn(value) : Math.round(Number(value ?? 0));
	if (Number.isNaN(number)) {
		return noValue(value, type, `The input string '${textOf(value)}' was not in a correct format.`);
	}
	return number >= low && number <= high ? fits : noValue(value, type, tooLarge);
};

/** Nothing is nought; a comma only groups digits; a fraction is rounded. */
const numberIn = (text: string): number => Math.round(Number(text.trim().replaceAll(',', '')));

const toBytes = (value: Value): Conversion => {
	const type = 'System.Byte[]';
	if (value === null) {
		return whatever(value);
	}
	if (isList(value)) {
		return value.length === 0 ? emptyList : (value.map(item => toInteger(item, 'Byte')).find(({ok}) => !ok) ?? fits);
	}
	const one = toInteger(value, 'Byte');
	if (one.ok) {
		return fits;
	}
	return typeof value === 'object' ? noOther(value, type) : noValue(value, type, one.why);
};

const toFqdn = (value: Value): Conversion => {
	const type = 'Microsoft.Rtc.Management.Deploy.Fqdn';
	if (value === null) {
		return whatever(value);
	}
	if (typeof value === 'boolean') {
		return invalidCast(value, type);
	}
	if (typeof value === 'object') {
		return noOther(value, type);
	}
	return /^[\p{L}\p{N}_]([\p{L}\p{N}._-]*[\p{L}\p{N}_])?$/u.test(textOf(value))
		? fits
		: noValue(value, type, 'This is not the name of a computer or a pool.');
};

const toEnumeration = (value: Value, type: string): Conversion => {
	const {name, members} = enumerationOf(type) as {name: string; members: readonly string[]};
	const noNumber = `due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${members.join(',')}".`;
	if (value === null) {
		return no(`Cannot convert null to type "${name}" ${noNumber}`);
	}
	if (typeof value === 'boolean') {
		return invalidCast(value, name);
	}
	if (typeof value === 'object' && !isList(value)) {
		return noOther(value, name);
	}
	const text = isList(value) ? value.flat(2).map(textOf).join(',') : textOf(value);
	if (/^-?\d+$/.test(text)) {
		const isMember = Number(text) >= 0 && Number(text) < members.length;
		return isMember ? fits : no(`Cannot convert value "${text}" to type "${name}" ${noNumber}`);
	}
	const why = whyNoMember(text, members);
	return why === undefined ? fits : noValue(text, name, why);
};

/** What is no credential is asked for, where nobody can be asked. */
const toCredential = (value: Value): Conversion => {
	if (isSecret(value)) {
		return fits;
	}
	return no(value === null || typeof value === 'string' ? `${nonInteractive}` : 'userName');
};

/** PowerShell's words where a session that cannot ask would have to. */
export const nonInteractive = 'PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.';

const toHashtable = (value: Value): Conversion => (value === null ? whatever(value) : noOther(value, 'System.Collections.Hashtable'));

const toGuid = (value: Value): Conversion =>
	typeof value === 'string' && /^\{?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}?$/i.test(value) ? fits : noOther(value, 'System.Guid');

const converters: Readonly<Record<string, (value: Value) => Conversion>> = {
	SwitchParameter: toSwitch,
	Boolean: toBoolean,
	'String[]': toTexts,
	'Byte[]': toBytes,
	TimeSpan: toTimeSpan,
	Guid: toGuid,
	Hashtable: toHashtable,
	PSObject: whatever,
	NTService: whatever,
	X509Certificate2: whatever,
	PSCredential: toCredential,
	Fqdn: toFqdn,
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const isSecret = (value: Value): boolean => typeof value === 'object' && value !== null && 'secret' in value;

const typeOf = (value: Value): string => {
	if (isList(value)) {
		return 'System.Object[]';
	}
	if (typeof value === 'object' && value !== null) {
		return 'timeSpan' in value ? 'System.TimeSpan' : 'System.Management.Automation.PSCredential';
	}
	if (typeof value === 'number') {
		return !Number.isInteger(value) ? 'System.Double' : Math.abs(value) < 2 ** 31 ? 'System.Int32' : 'System.Int64';
	}
	return typeof value === 'boolean' ? 'System.Boolean' : 'System.String';
};

const textOf = (value: Value): string => {
	if (value === null) {
		return '';
	}
	if (typeof value === 'boolean') {
		return value ? 'True' : 'False';
	}
	if (typeof value !== 'object') {
		return String(value);
	}
	return 'timeSpan' in value ? value.timeSpan : typeOf(value);
};
