/**
 * Binds a call's parameters as PowerShell does, for a product version. What does not fit is refused with PowerShell's own text and
 * FullyQualifiedErrorId (measured: powershell.md, "Error records"), before anything is done.
 */
import type {CmdletCall, CmdletFailure, Value} from '../../machines/cmdlet.js';
import type {ServiceVersion} from '../../machines/deployment/deployment.js';
import {convert, nonInteractive} from './convert.js';
import {published} from './failures.js';
import {type CmdletEntry, cmdletEntry, isCommon, moduleOf, type Parameter} from './parameter-table.js';

/** By declared name. */
export type Bound = Readonly<Record<string, Value>>;

export type Binding = {readonly args: Bound; readonly isWhatIf: boolean} | {readonly refused: CmdletFailure};

/**
 * These ask before they act [recalled; the reference does not say]: without `-Confirm:$false` a session that cannot ask fails.
 * `-Force` suppresses no question.
 */
export const asksFirst = new Set(['Invoke-CsPoolFailOver', 'Invoke-CsPoolFailBack', 'Invoke-CsManagementServerFailover']);

export const bind = (call: CmdletCall, version: ServiceVersion): Binding => {
	const entry = cmdletEntry(call.name, version);
	if (!entry) {
		return {
			refused: published(
				'CommandNotFoundException',
				`The term '${moduleOf(version)}\\${call.name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
			),
		};
	}
	const refuse = (id: string, message: string): Binding => ({refused: published(`${id},${entry.name}`, message)});

	const args: Record<string, Value> = {};
	let unknown: string | undefined;
	for (const [given, value] of Object.entries(call.parameters)) {
		const names = resolve(entry, given);
		const [name] = names;
		if (name === undefined) {
			// It is said when all others have been bound.
			unknown ??= given;
			continue;
		}
		if (names.length > 1) {
			const matches = names.map(match => `-${match}`).join(' ');
			return refuse(
				'AmbiguousParameter',
				`Parameter cannot be processed because the parameter name '${given}' is ambiguous. Possible matches include: ${matches}.`,
			);
		}
		if (name in args) {
			const how =
				'To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".';
			return refuse('ParameterAlreadyBound', `Cannot bind parameter because parameter '${given}' is specified more than once. ${how}`);
		}
		const wrong = check(name, entry.parameters.get(name) as Parameter, value);
		if (wrong) {
			return refuse(wrong.id, wrong.message);
		}
		args[name] = value;
	}

	const missing = missingMandatory(entry, args);
	if (missing === 'noSet') {
		return refuse(
			'AmbiguousParameterSet',
			'Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.',
		);
	}
	if (unknown !== undefined) {
		return refuse('NamedParameterNotFound', `A parameter cannot be found that matches parameter name '${unknown}'.`);
	}
	if (missing.length > 0) {
		return refuse(
			'MissingMandatoryParameter',
			`Cannot process command because of one or more missing mandatory parameters: ${missing.join(' ')}.`,
		);
	}
	const isWhatIf = args.WhatIf === true;
	if (!isWhatIf && (args.Confirm === true || (asksFirst.has(entry.name) && args.Confirm !== false))) {
		return refuse('PSInvalidOperationException', `Exception calling "ShouldProcess" with "1" argument(s): "${nonInteractive}"`);
	}
	return {args, isWhatIf};
};

/**
 * The declared names that a given one may mean: itself, an alias, or every parameter that begins so. What PowerShell adds to every cmdlet
 * steps back behind the cmdlet's own.
 */
const resolve = (entry: CmdletEntry, given: string): readonly string[] => {
	const wanted = given.toLowerCase();
	const parameters = inOrder(entry);
	const exact = parameters.find(([name, {aliases}]) => [name, ...(aliases ?? [])].some(each => each.toLowerCase() === wanted));
	if (exact) {
		return [exact[0]];
	}
	const begins = (name: string) => wanted !== '' && name.toLowerCase().startsWith(wanted);
	const byName = parameters.flatMap(([name]) => (begins(name) ? [name] : []));
	const byAlias = parameters.flatMap(([name, {aliases}]) => (!byName.includes(name) && aliases?.some(begins) ? [name] : []));
	const all = [...byName, ...byAlias];
	const own = all.filter(name => !isCommon(name) && !asks.includes(name));
	return own.length === 1 ? own : all;
};

const asks = ['WhatIf', 'Confirm'];

/** PowerShell adds those last that ask and preview. */
const inOrder = ({parameters}: CmdletEntry): readonly (readonly [string, Parameter])[] => [
	...[...parameters].filter(([name]) => !asks.includes(name)),
	...asks.flatMap(name => {
		const parameter = parameters.get(name);
		return parameter ? [[name, parameter] as const] : [];
	}),
];

const check = (name: string, {type, required}: Parameter, value: Value): {readonly id: string; readonly message: string} | undefined => {
	const conversion = convert(value, type);
	if (!conversion.ok) {
		return {
			id: 'ParameterArgumentTransformationError',
			message: `Cannot process argument transformation on parameter '${name}'. ${conversion.why}`,
		};
	}
	const empty = required && conversion.isEmpty ? empties[conversion.isEmpty] : undefined;
	return (
		empty && {
			id: `ParameterArgumentValidationError${empty.id}`,
			message: `Cannot bind argument to parameter '${name}' because it is ${empty.words}.`,
		}
	);
};

const empties = {
	null: {id: 'NullNotAllowed', words: 'null'},
	text: {id: 'EmptyStringNotAllowed', words: 'an empty string'},
	list: {id: 'EmptyArrayNotAllowed', words: 'an empty array'},
};

/** The mandatory parameters that the best fitting parameter set lacks; `noSet` when no set takes all that was given, or when several could and none is the default. */
const missingMandatory = (entry: CmdletEntry, args: Bound): readonly string[] | 'noSet' => {
	const sets = entry.sets.length > 0 ? entry.sets : [''];
	const fitting = sets.filter(set => Object.keys(args).every(name => belongs(entry.parameters.get(name), set)));
	if (fitting.length === 0) {
		return 'noSet';
	}
	const lacks = fitting.map(set =>
		[...entry.parameters].flatMap(([name, parameter]) => (parameter.required && belongs(parameter, set) && !(name in args) ? [name] : [])),
	);
	const least = lacks.reduce((best, next) => (next.length < best.length ? next : best));
	const isOpen = fitting.length > 1 && least.length > 0 && entry.defaultSet !== undefined && !fitting.includes(entry.defaultSet);
	return isOpen ? 'noSet' : least;
};

const belongs = (parameter: Parameter | undefined, set: string): boolean => !parameter?.sets || parameter.sets.includes(set);
