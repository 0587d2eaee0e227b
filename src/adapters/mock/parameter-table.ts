/** The parameter data of the cmdlets, as Microsoft's reference has it, and what a product version makes of it. */

import data from '../../machines/cmdlet-parameters.json' with {type: 'json'};
import type {ServiceVersion} from '../../machines/deployment/deployment.js';

export type Parameter = {
	readonly type: string;
	readonly required: boolean;
	readonly sets?: readonly string[];
	readonly aliases?: readonly string[];
	readonly versions?: readonly string[];
	/** How it takes what comes by the pipeline: `True (ByValue)` and the like. */
	readonly pipeline?: string;
};

export type CmdletEntry = {
	readonly name: string;
	readonly sets: readonly string[];
	/** The set that is taken where what is given fits several. */
	readonly defaultSet: string | undefined;
	readonly shouldProcess: boolean;
	readonly parameters: ReadonlyMap<string, Parameter>;
};

type RawCmdlet = {
	readonly versions: readonly string[];
	readonly sets: readonly string[];
	readonly shouldProcess: boolean;
	readonly parameters: Readonly<Record<string, Parameter>>;
};

const cmdlets = data.cmdlets as unknown as Readonly<Record<string, RawCmdlet>>;
export const cmdletNames: readonly string[] = Object.keys(cmdlets);
const byLowerName = new Map(cmdletNames.map(name => [name.toLowerCase(), name]));

/** Service version → product. Subscription Edition counts as 2019. */
const products: Readonly<Record<ServiceVersion, string>> = {5: '2010', 6: '2013', 7: '2015', 8: '2019'};

export const yearOf = (version: ServiceVersion): string => products[version];

/** The PowerShell module that has the cmdlets. */
export const moduleOf = (version: ServiceVersion): string => (version < 7 ? 'Lync' : 'SkypeForBusiness');

/** PowerShell adds these to every cmdlet. */
const common: readonly (readonly [string, Parameter])[] = [
	['Verbose', {type: 'SwitchParameter', required: false, aliases: ['vb']}],
	['Debug', {type: 'SwitchParameter', required: false, aliases: ['db']}],
	['ErrorAction', {type: 'ActionPreference', required: false, aliases: ['ea']}],
	['WarningAction', {type: 'ActionPreference', required: false, aliases: ['wa']}],
	['InformationAction', {type: 'ActionPreference', required: false, aliases: ['infa']}],
	['ErrorVariable', {type: 'String', required: false, aliases: ['ev']}],
	['WarningVariable', {type: 'String', required: false, aliases: ['wv']}],
	['InformationVariable', {type: 'String', required: false, aliases: ['iv']}],
	['OutVariable', {type: 'String', required: false, aliases: ['ov']}],
	['OutBuffer', {type: 'Int32', required: false, aliases: ['ob']}],
	['PipelineVariable', {type: 'String', required: false, aliases: ['pv']}],
];

const commonNames = new Set(common.map(([name]) => name));
export const isCommon = (name: string): boolean => commonNames.has(name);

const entries = new Map<string, CmdletEntry>();

/** Undefined when the product does not have the cmdlet. Names are matched as PowerShell does, without regard to case. */
export const cmdletEntry = (name: string, version: ServiceVersion): CmdletEntry | undefined => {
	const product = products[version];
	const known = byLowerName.get(name.toLowerCase());
	const raw = known === undefined ? undefined : cmdlets[known];
	if (known === undefined || !raw?.versions.includes(product)) {
		return undefined;
	}
	const key = `${known} ${product}`;
	let entry = entries.get(key);
	if (!entry) {
		entry = entryOf(known, raw, product);
		entries.set(key, entry);
	}
	return entry;
};

const entryOf = (name: string, raw: RawCmdlet, product: string): CmdletEntry => {
	const own = Object.entries(raw.parameters).filter(([, {versions}]) => !versions || versions.includes(product));
	const all = [...own, ...common];
	const parameters = new Map(all.map(([each, parameter]) => [each, withoutContradictions(each, parameter, all)]));
	// A set is there because a parameter belongs to it. The reference marks a default here and there.
	const sets = raw.sets.map(set => set.replace(defaultMark, '')).filter(set => own.some(([, parameter]) => parameter.sets?.includes(set)));
	const marked = raw.sets.find(set => set.endsWith(defaultMark))?.replace(defaultMark, '');
	return {name, sets, shouldProcess: raw.shouldProcess, parameters, defaultSet: marked ?? leastAsking(sets, own)};
};

const defaultMark = ' (Default)';

/** No cmdlet can have an alias that is the name of another of its parameters: the reference prints such, and the name wins. */
const withoutContradictions = (name: string, parameter: Parameter, all: readonly (readonly [string, Parameter])[]): Parameter => {
	if (!parameter.aliases) {
		return parameter;
	}
	const isTaken = (alias: string) =>
		all.some(([other, {aliases}], i) => {
			const names = [other, ...(i < all.findIndex(([each]) => each === name) ? (aliases ?? []) : [])];
			return other !== name && names.some(each => each.toLowerCase() === alias.toLowerCase());
		});
	return {...parameter, aliases: parameter.aliases.filter(alias => !isTaken(alias))};
};

/** Where the reference marks no default (inferred): the set that asks for the fewest parameters, of those the one that it prints first. */
const leastAsking = (sets: readonly string[], own: readonly (readonly [string, Parameter])[]): string | undefined => {
	const asked = (set: string) => own.filter(([, parameter]) => parameter.required && parameter.sets?.includes(set)).length;
	return sets.toSorted((a, b) => asked(a) - asked(b))[0];
};
