/** What is missing is found before a run begins; and the calls that are looked up are those that the procedures make. */
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {bundledScenarios} from '../../../src/adapters/mock/bundled.js';
import {isCmdletCall} from '../../../src/machines/ask.js';
import type {CmdletCall} from '../../../src/machines/cmdlet.js';
import type {ServiceVersion} from '../../../src/machines/deployment/deployment.js';
import type {JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {type InstalledCmdlet, type InstalledParameter, lacksOf, sayBroken, sayLack} from '../../../src/machines/live/capability.js';
import {procedures} from '../../../src/machines/procedures/catalog.js';
import type {UsedCall} from '../../../src/machines/procedures/used-call.js';
import {usedCalls, usedCmdlets} from '../../../src/machines/procedures/used-calls.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {always, sit} from '../../guards/operator.js';
import {loadDeployment, loadScenario, play} from '../../playing/play.js';
import {playSeed} from '../../simulation/simulate.js';

const flag = 'System.Management.Automation.SwitchParameter';
const parameter = (name: string, more: Partial<InstalledParameter> = {}): InstalledParameter => ({
	...{name, type: 'System.String', isMandatory: false, aliases: [], values: []},
	...more,
});

/** A module that has what the procedures need, and nothing else. */
const enough = (version = '1.0'): InstalledCmdlet[] =>
	usedCmdlets.map(name => ({
		...{name, module: 'Lync', version},
		sets: usedCalls
			.filter(({cmdlet}) => cmdlet === name)
			.map(({gives, hasPreview}) =>
				Object.entries(hasPreview ? {...gives, WhatIf: 'flag'} : gives).map(([each, given]) =>
					parameter(each, given === 'flag' ? {type: flag} : given === 'span' ? {type: 'System.TimeSpan'} : {}),
				),
			),
	}));

const without = (name: string) => enough().filter(cmdlet => cmdlet.name !== name);
const changed = (name: string, change: (one: InstalledParameter) => readonly InstalledParameter[]) =>
	enough().map(cmdlet => (cmdlet.name === name ? {...cmdlet, sets: cmdlet.sets.map(set => set.flatMap(change))} : cmdlet));
const only = (name: string, own: InstalledParameter) => changed('Get-CsDatabaseMirrorState', one => (one.name === name ? [own] : [one]));

describe('what is missing is listed with what it would have broken', () => {
	test('nothing, where everything is there', () => expect(lacksOf(enough(), {version: 6})).toEqual([]));

	test('a cmdlet', () => {
		expect(lacksOf(without('Invoke-CsPoolFailOver'), {version: 6})).toMatchObject([
			{
				lack: 'noCmdlet',
				cmdlet: 'Invoke-CsPoolFailOver',
				steps: expect.arrayContaining(['poolFailover/failingOverUsers', 'plannedFailover/failingOverUsers']),
			},
		]);
	});

	test('a cmdlet that several calls need, once, with all of their steps', () => {
		const lacks = lacksOf(without('Get-CsService'), {version: 6});
		expect(lacks).toHaveLength(1);
		expect(lacks[0]?.steps).toEqual(expect.arrayContaining(['poolFailover/locatingCms', 'poolFailback/givingNextHopsBack']));
	});

	test.each([
		['a parameter', changed('Get-CsDatabaseMirrorState', one => (one.name === 'LocalStore' ? [] : [one])), 'noParameter'],
		['a switch that wants a text', only('LocalStore', parameter('LocalStore')), 'otherType'],
		['a name that is a number', only('PoolFqdn', parameter('PoolFqdn', {type: 'System.Int32'})), 'otherType'],
		['a value that is not offered', only('DatabaseType', parameter('DatabaseType', {values: ['User', 'Lis']})), 'otherValues'],
		[
			'a parameter that it asks for',
			changed('Get-CsDatabaseMirrorState', one => [one, parameter('Site', {isMandatory: true})]),
			'asksForMore',
		],
	] as const)('%s', (_, installed, lack) => {
		expect(lacksOf(installed, {version: 6})).toMatchObject([
			{
				lack,
				cmdlet: 'Get-CsDatabaseMirrorState',
				steps: expect.arrayContaining(['poolFailover/cmsFailover/findingDatabase', 'storeFailover/cmsFailover/findingDatabase']),
			},
		]);
		// From 2019 on there is no mirroring, and nobody asks for it.
		expect(lacksOf(installed, {version: 8})).toEqual([]);
	});

	test.each(['LocalStore', 'PoolFqdn'])('nothing, where nobody says of which type %s is', name => {
		expect(lacksOf(only(name, parameter(name, {type: ''})), {version: 6})).toEqual([]);
	});

	test('parameters of which no set has all', () => {
		const torn = enough().map(cmdlet =>
			cmdlet.name === 'Test-CsPresence' ? {...cmdlet, sets: cmdlet.sets.flatMap(set => set.map(one => [one]))} : cmdlet,
		);
		expect(lacksOf(torn, {version: 6})).toMatchObject([{lack: 'noSet', cmdlet: 'Test-CsPresence'}]);
	});

	test('the preview of a step that offers one', () => {
		const installed = changed('Set-CsEdgeServer', one => (one.name === 'WhatIf' ? [] : [one]));
		expect(lacksOf(installed, {version: 6})).toMatchObject([{lack: 'noParameter', parameter: 'WhatIf'}]);
	});

	test('a module of another version', () => {
		expect(lacksOf(enough('7.0.2046.0'), {version: 6})).toEqual([
			{lack: 'otherVersion', cmdlet: 'Lync 7.0.2046.0', has: '8', wants: '6', steps: []},
		]);
		expect(lacksOf(enough('1.0'), {version: 6})).toEqual([]);
	});

	test('under another name of the parameter, and in other letters, nothing is missing', () => {
		const installed = changed('Get-CsDatabaseMirrorState', one => [
			{...one, name: one.name === 'PoolFqdn' ? 'Pool' : one.name.toUpperCase(), aliases: one.name === 'PoolFqdn' ? ['poolfqdn'] : []},
		]);
		expect(lacksOf(installed, {version: 6})).toEqual([]);
	});
});

test('every lack and every step that it breaks is said in words', () => {
	const render = createRenderer({language: 'en', timeZone: 'UTC', startedAt: '2026-11-21T00:00:00Z'});
	const steps = new Set(usedCalls.flatMap(call => call.steps));
	for (const step of steps) expect(render(sayBroken(step))).not.toContain(step.slice(step.lastIndexOf('/') + 1));
	const [lack] = lacksOf(only('LocalStore', parameter('LocalStore')), {version: 6});
	expect(lack && render(sayLack(lack))).toBe('Get-CsDatabaseMirrorState -LocalStore is a System.String, which takes no yes or no.');
});

/** What the scripted operator leaves out. */
const thorough = {'askingAboutCompare asking': always('compare'), 'boundingWait asking': always('wait5Flush')};
const byCmdlets = {'choosingWay asking': always('cmdlets')};

describe('the calls that are looked up', () => {
	const versions: readonly ServiceVersion[] = [6, 7, 8];
	const base = loadDeployment();
	const entries = [
		...versions.flatMap(version => {
			const deployment = {...base, pools: base.pools.map(pool => ({...pool, version}))};
			return bundledScenarios.map(({name}) => ({version, entries: play({deployment, scenario: loadScenario(name)}).entries}));
		}),
		{version: 6 as const, entries: play({pool: 'pool2.contoso.com'}).entries},
		{version: 6 as const, entries: play({pool: 'pool2.contoso.com', scenario: loadScenario('maintenance')}).entries},
		{version: 6 as const, entries: sit({scenario: loadScenario('maintenance'), overrides: thorough}).entries},
		{version: 6 as const, entries: play({scenario: {...loadScenario('maintenance'), procedure: 'storeMove'}}).entries},
		{version: 6 as const, entries: play({pool: 'pool2.contoso.com', scenario: loadScenario('swap-dark')}).entries},
		// Gone back to while the Backup Service there is stopped.
		{version: 6 as const, entries: play({scenario: {...loadScenario('store-stuck'), procedure: 'storeMove'}}).entries},
		{version: 6 as const, entries: sit({begunFor: 'mediaFailover', scenario: loadScenario('edge-dark'), overrides: byCmdlets}).entries},
		...procedures
			.filter(({within}) => within === undefined)
			.map(({id, scenario}) => ({version: 6 as const, entries: play({begunFor: id, scenario: loadScenario(scenario)}).entries})),
		...[...Array(12).keys()].map(seed => ({version: 6 as const, entries: playSeed(seed).entries})),
	];
	const made = new Map(entries.flatMap(({version, entries: played}) => played.flatMap(entry => formOf(entry, version))));

	test('are all that the procedures make, with these parameters, in these steps', () => {
		const missing = [...made].filter(([, {call, step, version}]) => !usedCalls.some(used => covers(used, call, step, version)));
		expect(missing.map(([form]) => form)).toEqual([]);
	});

	test('are none that no procedure makes any more', () => {
		const unused = usedCalls.flatMap(used =>
			(used.cmdlet === neverNeeded ? [] : used.steps).filter(
				step => ![...made.values()].some(one => covers(used, one.call, one.step, one.version) && [step, partOf(step)].includes(one.step)),
			),
		);
		expect(unused).toEqual([]);
	});

	test('are of every cmdlet that is named in the steps', () => {
		const folder = fileURLToPath(new URL('../../../src/machines/procedures/', import.meta.url));
		const steps = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => /(?:^|\/)steps\/.*\.ts$/.test(name));
		expect(steps.length).toBeGreaterThan(30);
		const text = steps.map(name => readFileSync(`${folder}/${name}`, 'utf8'));
		const named = new Set([...text.join('\n').matchAll(/'([A-Z][a-z]+-Cs[A-Za-z]+)'/g)].map(([, name]) => name));
		expect([...named].filter(name => name !== onlyByHand && !usedCmdlets.some(used => used === name))).toEqual([]);
	});
});

/** On an Edge server, where no cmdlet of a Front End reaches. */
const onlyByHand = 'Stop-CsWindowsService';
/** A whole procedure as a part of the swap makes there what it makes on its own. */
const partOf = (step: string) => step.replace(/^swap\/(?=poolFailback|plannedFailover)/, '');

/** Asked where to find the store only by a host whose local store does not answer either; none of these plays has one. */
const neverNeeded = 'Get-CsConfigurationStoreLocation';

type Made = {readonly call: CmdletCall; readonly step: string; readonly version: ServiceVersion};

function formOf(entry: JournalEntry, version: ServiceVersion): readonly (readonly [string, Made])[] {
	if (entry.kind !== 'callBegan' || !isCmdletCall(entry.what)) return [];
	// Of a whole site, they are the same calls in the same steps.
	const step = entry.call
		.replace(/\/call\d+$/, '')
		.replaceAll(/#\d+/g, '')
		.replace(/^siteFailover\//, '');
	const call = entry.what;
	return [[[step, call.name, ...Object.keys(call.parameters), version].join(' '), {call, step, version}]];
}

function covers(
	{cmdlet, gives, hasPreview, steps, until}: UsedCall,
	{name, parameters}: CmdletCall,
	step: string,
	version: number,
): boolean {
	const {WhatIf, ...given} = parameters;
	const isForm = cmdlet === name && (WhatIf === undefined || hasPreview === true) && version <= (until ?? 8);
	const names = Object.keys(given);
	if (!isForm || !steps.includes(step) || names.length !== Object.keys(gives).length) return false;
	return names.every(each => {
		const wanted = gives[each];
		const value = given[each];
		if (wanted === undefined) return false;
		if (typeof wanted === 'object') return value === wanted.exactly;
		if (wanted === 'span') return typeof value === 'object' && value !== null && 'timeSpan' in value;
		return typeof value === (wanted === 'flag' ? 'boolean' : 'string');
	});
}
