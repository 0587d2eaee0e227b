/**
 * Whether the cmdlets that are installed can do what the procedures will ask of them: looked up before a run begins, so that nothing is
 * found missing in the middle of it. Pure: what is installed comes in as it was described.
 */
import type {CmdletName} from '../cmdlet.js';
import type {ServiceVersion} from '../deployment/deployment.js';
import {type Message, say} from '../message.js';
import type {Given, UsedCall} from '../procedures/used-call.js';
import {usedCalls} from '../procedures/used-calls.js';

export type InstalledParameter = {
	readonly name: string;
	/** As .NET names it: `System.Management.Automation.SwitchParameter`. Empty where nobody says. */
	readonly type: string;
	readonly isMandatory: boolean;
	readonly aliases: readonly string[];
	/** Texts that it takes; empty where it says nothing of them. */
	readonly values: readonly string[];
};

export type InstalledCmdlet = {
	readonly name: string;
	readonly module: string;
	readonly version: string;
	/** Of each of its parameter sets, all parameters. */
	readonly sets: readonly (readonly InstalledParameter[])[];
};

/** What is missing, and what would have broken by it: paths of states. `has` and `wants` are for people. */
export type Lack = {
	readonly lack: 'noCmdlet' | 'noParameter' | 'otherType' | 'otherValues' | 'noSet' | 'asksForMore' | 'otherVersion';
	readonly cmdlet: string;
	readonly parameter?: string;
	readonly has?: string;
	readonly wants?: string;
	readonly steps: readonly string[];
};

export type CapabilityWanted = {
	/** Of the pools that it is for. */
	readonly version: ServiceVersion;
	readonly calls?: readonly UsedCall[];
};

/** Nothing is missing where the list is empty. One entry for each thing that is missing, however many calls need it. */
export function lacksOf(installed: readonly InstalledCmdlet[], {version, calls = usedCalls}: CapabilityWanted): readonly Lack[] {
	const byName = new Map(installed.map(cmdlet => [cmdlet.name.toLowerCase(), cmdlet]));
	const found = new Map<string, Lack>();
	for (const call of calls.filter(({until}) => until === undefined || version <= until)) {
		for (const lack of lacksOfCall(call, byName.get(call.cmdlet.toLowerCase()))) {
			const key = [lack.lack, lack.cmdlet, lack.parameter, lack.wants].join(' ');
			const steps = new Set([...(found.get(key)?.steps ?? []), ...lack.steps]);
			found.set(key, {...lack, steps: [...steps]});
		}
	}
	return [...otherVersions(installed, version), ...found.values()];
}

function lacksOfCall({cmdlet, gives, hasPreview, steps}: UsedCall, installed: InstalledCmdlet | undefined): readonly Lack[] {
	const about = {cmdlet, steps};
	if (!installed) return [{lack: 'noCmdlet', ...about}];
	const given = Object.entries<Given>(hasPreview ? {...gives, WhatIf: 'flag'} : gives);
	const wrong = given.flatMap(([name, what]): readonly Lack[] => {
		const parameter = installed.sets.flat().find(isCalled(name));
		if (!parameter) return [{lack: 'noParameter', ...about, parameter: name}];
		const {type, values} = parameter;
		if (!takes(type, what))
			return [{lack: 'otherType', ...about, parameter: name, has: type, wants: what === 'flag' || what === 'span' ? what : 'text'}];
		const isOffered = typeof what === 'string' || values.length === 0 || values.some(value => isSame(value, what.exactly));
		if (isOffered) return [];
		return [{lack: 'otherValues', ...about, parameter: name, has: values.slice(0, mostValues).join(', '), wants: what.exactly}];
	});
	return wrong.length > 0 ? wrong : lackOfSets(about, installed, Object.keys(gives));
}

/** A sentence with more values than this is not read. */
const mostValues = 12;

/** PowerShell takes the set that has everything that is given, and asks for what that one must have. */
function lackOfSets(about: Pick<Lack, 'steps'> & {cmdlet: CmdletName}, {sets}: InstalledCmdlet, given: readonly string[]): readonly Lack[] {
	const fitting = sets.filter(set => given.every(name => set.some(isCalled(name))));
	if (fitting.length === 0 && given.length > 0) return [{lack: 'noSet', ...about, wants: given.join(', ')}];
	const asking = fitting.map(set => set.filter(one => one.isMandatory && !given.some(name => isCalled(name)(one))).map(({name}) => name));
	const [least] = asking.toSorted((a, b) => a.length - b.length);
	return least && least.length > 0 ? [{lack: 'asksForMore', ...about, has: least.join(', ')}] : [];
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const isCalled =
	(name: string) =>
	({name: own, aliases}: InstalledParameter): boolean =>
		[own, ...aliases].some(each => isSame(each, name));

const truths = /^System\.(?:Management\.Automation\.(?:SwitchParameter|PSObject)|Boolean|Nullable`1\[System\.Boolean\]|Object)$/;
/** What no name can become. Types of the product are taken for ones that can: its identities and enumerations are given as texts. */
const noTexts =
	/^System\.(?:Management\.Automation\.(?:SwitchParameter|PSCredential|ScriptBlock)|Nullable`1\[.*\]|Boolean|S?Byte(?:\[\])?|U?Int(?:16|32|64)|Single|Double|Decimal|TimeSpan|DateTime|Guid|Security\.SecureString|Collections\.Hashtable)$/;

const spans = /^System\.(?:TimeSpan|Nullable`1\[System\.TimeSpan\]|Object)$/;

const takes = (type: string, given: Given): boolean =>
	type === '' || (given === 'flag' ? truths.test(type) : given === 'span' ? spans.test(type) : !noTexts.test(type));

/** Service version by the first number of a build [PS-MOVEUSER]. What else a module calls itself says nothing. */
const servedBy: Readonly<Record<string, ServiceVersion>> = {'5': 6, '6': 7, '7': 8};

/** Lync Server 2013 has a module of its own, its successors share one. */
export const moduleServing = (version: ServiceVersion): string => (version < 7 ? 'Lync' : 'SkypeForBusiness');

/** Of a module that says nothing by its build, the first version that had it. */
export const versionOfModule = (module: string, version: string): ServiceVersion =>
	servedBy[version.split('.', 1)[0] ?? ''] ?? (module === 'Lync' ? 6 : 7);

/** A module of another version than the pools breaks nothing by itself; its cmdlets are looked up all the same. */
function otherVersions(installed: readonly InstalledCmdlet[], version: ServiceVersion): readonly Lack[] {
	const modules = new Map(installed.map(({module, version: has}) => [`${module} ${has}`, has.split('.', 1)[0] ?? '']));
	return [...modules].flatMap(([module, major]): readonly Lack[] => {
		const serves = servedBy[major];
		if (serves === undefined || serves === version) return [];
		return [{lack: 'otherVersion', cmdlet: module, has: String(serves), wants: String(version), steps: []}];
	});
}

export const sayLack = ({lack, cmdlet, parameter = '', has = '', wants = ''}: Lack): Message =>
	say(sentences[lack], {cmdlet, parameter, has, wants});

const sentences: Readonly<Record<Lack['lack'], string>> = {
	noCmdlet: 'capability.noCmdlet',
	noParameter: 'capability.noParameter',
	otherType: 'capability.otherType',
	otherValues: 'capability.otherValues',
	noSet: 'capability.noSet',
	asksForMore: 'capability.asksForMore',
	otherVersion: 'capability.otherVersion',
};

/** `poolFailover/cmsFailover/movingCms` is said by its procedure and its state. */
export const sayBroken = (step: string): Message =>
	say('capability.breaks', {procedure: step.split('/', 1)[0] ?? '', state: step.slice(step.lastIndexOf('/') + 1)});
