/** The parameter data of the cmdlets, as Microsoft's reference has it, and what a product version makes of it. */

import data from '../../machines/cmdlet-parameters.json' with {type: 'json'};
import type {ServiceVersion} from '../../machines/deployment.js';

export type Parameter = {
	readonly type: string;
	readonly required: boolean;
	readonly sets?: readonly string[];
	readonly aliases?: readonly string[];
	readonly versions?: readonly string[];
};

export type CmdletEntry = {
	readonly name: string;
	readonly sets: readonly string[];
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
const byLowerName = new Map(Object.keys(cmdlets).map(name => [name.toLowerCase(), name]));

/** Service version → product. Subscription Edition counts as 2019. */
const products: Readonly<Record<ServiceVersion, string>> = {5: '2010', 6: '2013', 7: '2015', 8: '2019'};

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
		const own = Object.entries(raw.parameters).filter(([, {versions}]) => !versions || versions.includes(product));
		entry = {name: known, sets: raw.sets, shouldProcess: raw.shouldProcess, parameters: new Map([...own, ...common])};
		entries.set(key, entry);
	}
	return entry;
};
