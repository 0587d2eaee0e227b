/**
 * The line that an administrator would type for a call. It is for eyes and for the clipboard: what runs is the call as data.
 *
 * Every literal doubles all characters that PowerShell takes as single quotes, the typographic ones too: a name cannot end its quotes.
 */
import type {CmdletCall, Value} from './cmdlet.js';

export const cmdletLine = (call: Pick<CmdletCall, 'name' | 'parameters'>): string => cmdletParts(call).join(' ');

/** The name, and each parameter with its value: where a line may be broken. */
export const cmdletParts = ({name, parameters}: Pick<CmdletCall, 'name' | 'parameters'>): readonly string[] => [
	name,
	...Object.entries(parameters).map(([parameter, value]) => argument(parameter, value)),
];

/** True is a switch that is there; false has to be said, because a switch that is not there may mean something else. */
function argument(parameter: string, value: Value): string {
	if (value === true) return `-${parameter}`;
	return value === false ? `-${parameter}:$false` : `-${parameter} ${literal(value)}`;
}

function literal(value: Value): string {
	if (value === null) return '$null';
	if (typeof value === 'boolean') return value ? '$true' : '$false';
	if (typeof value === 'number') return String(value);
	if (typeof value === 'string') return text(value);
	if (isList(value)) return value.length === 0 ? '@()' : value.map(literal).join(',');
	if ('timeSpan' in value) return quoted(value.timeSpan);
	return value.user === undefined ? `(Read-Host -AsSecureString ${quoted(value.secret)})` : `(Get-Credential ${quoted(value.user)})`;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Host names and plain words need no quotes, and are easier to read and to dictate without. */
const text = (value: string) => (/^[A-Za-z][A-Za-z0-9.-]*$/.test(value) ? value : quoted(value));

const quoted = (value: string) => `'${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
