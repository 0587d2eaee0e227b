/**
 * Binds a call's parameters as PowerShell does, for a product version. What does not fit is refused with PowerShell's own text and
 * FullyQualifiedErrorId (measured: powershell.md, "Error records"), before anything is done.
 */
import type {CmdletCall, CmdletFailure, Value} from '../../machines/cmdlet.js';
import type {ServiceVersion} from '../../machines/deployment.js';
import {whyNot} from './convert.js';
import {published} from './failures.js';
import {type CmdletEntry, cmdletEntry, type Parameter} from './parameter-table.js';

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
				`The term '${call.name}' is not recognized as a name of a cmdlet, function, script file, or executable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
			),
		};
	}
	const refuse = (id: string, message: string): Binding => ({refused: published(`${id},${entry.name}`, message)});

	const args: Record<string, Value> = {};
	for (const [given, value] of Object.entries(call.parameters)) {
		const names = resolve(entry, given);
		const [name] = names;
		if (name === undefined) {
			return refuse('NamedParameterNotFound', `A parameter cannot be found that matches parameter name '${given}'.`);
		}
		if (names.length > 1) {
			const matches = names.map(match => `-${match}`).join(' ');
			return refuse(
				'AmbiguousParameter',
				`Parameter cannot be processed because the parameter name '${given}' is ambiguous. Possible matches include: ${matches}.`,
			);
		}
		if (name in args) {
			return refuse('ParameterAlreadyBound', `Cannot bind parameter because parameter '${name}' is specified more than once.`);
		}
		const wrong = check(name, entry.parameters.get(name) as Parameter, value);
		if (wrong) {
			return refuse(wrong.id, wrong.message);
		}
		args[name] = value;
	}

	const missing = missingMandatory(entry, args);
	if (missing === 'noSet') {
		return refuse('AmbiguousParameterSet', 'Parameter set cannot be resolved using the specified named parameters.');
	}
	if (missing.length > 0) {
		return refuse(
			'MissingMandatoryParameter',
			`Cannot process command because of one or more missing mandatory parameters: ${missing.join(' ')}.`,
		);
	}
	const isWhatIf = args.WhatIf === true;
	if (!isWhatIf && (args.Confirm === true || (asksFirst.has(entry.name) && args.Confirm !== false))) {
		return refuse(
			'PSInvalidOperationException',
			'Exception calling "ShouldProcess": Windows PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.',
		);
	}
	return {args, isWhatIf};
};

/** The declared names that a given one may mean: itself, an alias, or every parameter that begins so. */
const resolve = (entry: CmdletEntry, given: string): readonly string[] => {
	const wanted = given.toLowerCase();
	const begins: string[] = [];
	for (const [name, {aliases}] of entry.parameters) {
		const names = [name, ...(aliases ?? [])].map(candidate => candidate.toLowerCase());
		if (names.includes(wanted)) {
			return [name];
		}
		if (wanted !== '' && names.some(candidate => candidate.startsWith(wanted))) {
			begins.push(name);
		}
	}
	return begins;
};

const check = (name: string, {type, required}: Parameter, value: Value): {readonly id: string; readonly message: string} | undefined => {
	if (value === null && required) {
		return {
			id: 'ParameterArgumentValidationErrorNullNotAllowed',
			message: `Cannot bind argument to parameter '${name}' because it is null.`,
		};
	}
	if (value === '' && required) {
		return {
			id: 'ParameterArgumentValidationErrorEmptyStringNotAllowed',
			message: `Cannot bind argument to parameter '${name}' because it is an empty string.`,
		};
	}
	const why = whyNot(value, type);
	return why === undefined
		? undefined
		: {id: 'ParameterArgumentTransformationError', message: `Cannot process argument transformation on parameter '${name}'. ${why}`};
};

/** The mandatory parameters that the best fitting parameter set lacks; `noSet` when no set takes all that was given. */
const missingMandatory = (entry: CmdletEntry, args: Bound): readonly string[] | 'noSet' => {
	const sets = entry.sets.length > 0 ? entry.sets : [''];
	const fitting = sets.filter(set => Object.keys(args).every(name => belongs(entry.parameters.get(name), set)));
	if (fitting.length === 0) {
		return 'noSet';
	}
	const lacks = fitting.map(set =>
		[...entry.parameters].flatMap(([name, parameter]) => (parameter.required && belongs(parameter, set) && !(name in args) ? [name] : [])),
	);
	return lacks.reduce((best, next) => (next.length < best.length ? next : best));
};

const belongs = (parameter: Parameter | undefined, set: string): boolean => !parameter?.sets || parameter.sets.includes(set);
