/** Modules with a hole in them, and operators who type what Microsoft's pages print wrongly wherever words are asked for. */
import {expect, test} from 'vitest';
import type {CmdletCall} from '../../../src/machines/cmdlet.js';
import data from '../../../src/machines/cmdlet-parameters.json' with {type: 'json'};
import {type InstalledCmdlet, lacksOf} from '../../../src/machines/live/capability.js';
import {chance} from '../../simulation/random-operator.js';
import {cmsFirst, direction} from './attacks.js';
import {type Attack, attempt} from './attempt.js';
import {guarded} from './guarded.js';

const reference = data.cmdlets as unknown as Record<string, {readonly parameters: Record<string, {readonly type: string}>}>;
const common = ['Confirm', 'Verbose', 'WhatIf', 'ErrorAction'];

/** As sources.md has them: contradictions 2, 3, 7, 8, 13. */
const printedWrongly: readonly (readonly [cmdlet: string, parameter: string])[] = [
	['Invoke-CsManagementServerFailover', 'MirrorSQLServerFqdn'],
	['Invoke-CsManagementServerFailover', 'MirrorSQLInstanceName'],
	['Set-CsSite', 'XmppExternalFederationRoute'],
	['Get-CsBackupServiceStatus', 'BackupModule'],
	['Import-CsRgsConfiguration', 'ReplaceExistingSettings'],
	['Get-CsComputer', 'PoolFqdn'],
];

/** What a failover calls, seen at the door: a hole elsewhere would be met by nobody. */
const called = new Map<string, readonly [cmdlet: string, parameter: string]>();
attempt({...direction, forbidsAny: remember}, 1, true);
attempt({...cmsFirst, forbidsAny: remember}, 1, false);
function remember({name, parameters}: CmdletCall) {
	for (const each of Object.keys(parameters)) if (!common.includes(each)) called.set(`${name} ${each}`, [name, each]);
	return undefined;
}

type Hole = readonly [cmdlet: string, parameter: string | undefined] | undefined;
function holeOf(seed: number): Hole {
	if (chance(seed, 'whole') < 0.25) return undefined;
	const [cmdlet, parameter] = [...called.values()][Math.floor(chance(seed, 'hole') * called.size)] ?? ['', ''];
	return [cmdlet, chance(seed, 'all of it') < 0.3 ? undefined : parameter];
}

function installedWith(hole: Hole): readonly InstalledCmdlet[] {
	return Object.entries(reference)
		.filter(([name]) => !(hole && hole[1] === undefined && hole[0] === name))
		.map(([name, {parameters}]) => {
			const own = Object.entries(parameters).filter(([each]) => !(hole?.[0] === name && hole[1] === each));
			const all = [...own, ...common.map(each => [each, {type: 'SwitchParameter'}] as const)];
			const set = all.map(([each, {type}]) => ({name: each, type: dotNet(type), isMandatory: false, aliases: [], values: []}));
			return {name, module: 'Lync', version: '5.0', sets: [set]};
		});
}
const dotNet = (type: string) =>
	type === 'SwitchParameter' ? 'System.Management.Automation.SwitchParameter' : type === 'TimeSpan' ? 'System.TimeSpan' : 'System.String';

const misprints: Attack = {
	...direction,
	words: [
		...printedWrongly.map(([cmdlet, parameter]) => `${cmdlet} -${parameter} x`),
		'-MirrorSQLServerFqdn',
		'$(Get-CsComputer -PoolFqdn x)',
		...direction.words,
	],
	beginsNot: seed => lacksOf(installedWith(holeOf(seed)), {version: 6}).some(({steps}) => steps.length > 0),
	forbids: () => undefined,
	forbidsAny({name, parameters}, seed) {
		const hole = holeOf(seed);
		if (hole?.[0] === name && hole[1] === undefined) return `${name} was called and is not installed`;
		for (const given of Object.keys(parameters)) {
			const isPrinted = printedWrongly.some(([cmdlet, each]) => cmdlet === name && each.toLowerCase() === given.toLowerCase());
			const isKnown = common.includes(given) || reference[name]?.parameters[given] !== undefined;
			if (isPrinted || !isKnown || (hole?.[0] === name && hole[1] === given)) return `${name} -${given} was sent and does not exist there`;
		}
		return undefined;
	},
};

guarded('guard 6, nothing is sent that the installed module or the reference does not have', misprints);

test('a module that has everything keeps nobody off', () => {
	expect(called.size).toBeGreaterThan(15);
	expect(lacksOf(installedWith(undefined), {version: 6}).filter(({steps}) => steps.length > 0)).toEqual([]);
});
