/** The cmdlets that are installed here can do what the procedures will ask of them. */

import type {ServiceVersion} from '../../machines/deployment/deployment.js';
import type {InstalledCmdlet, Lack} from '../../machines/live/capability.js';
import {lacksOf, sayBroken, sayLack, versionOfModule} from '../../machines/live/capability.js';
import {type Message, say} from '../../machines/message.js';
import {usedCmdlets} from '../../machines/procedures/used-calls.js';
import {isThisComputer} from '../this-computer.js';
import type {About, Check, Finding} from './check.js';
import {isNotReached, reachByHand} from './ssh-client.js';
import {noPowerShell} from './unopened.js';

export const cmdlets: Check = {
	id: 'cmdlets',
	async look(_, about) {
		const facts = await about.powershell();
		const shell = await about.shell.opened();
		if ('none' in shell && shell.none === 'powershell') return noPowerShell;
		if ('none' in shell) return {state: 'unknown', evidence: [say('doctor.cmdlets.none')], remedy: say('doctor.cmdlets.elsewhere')};
		const isHere = isThisComputer(about.shell.computer);
		const here = isHere ? (facts?.modules ?? []) : [];
		const found = here.map(({name, version, path}) => say('doctor.cmdlets.module', {name, version, path}));
		if ('failure' in shell) {
			const message = shell.failure.ok ? '' : shell.failure.message;
			const remedy = isNotReached(shell.failure) ? reachByHand(about.shell.computer) : say('doctor.cmdlets.mend');
			return {state: 'failed', evidence: [...found, say('doctor.cmdlets.notOpened', {message})], remedy};
		}
		const version = shell.installed[0]?.version ?? '';
		const there = say('doctor.cmdlets.on', {computer: about.shell.computer, name: shell.module, version});
		return judgeCmdlets(shell.installed, versionsFor(about, shell.module, version), isHere ? found : [there]);
	},
};

/** Those of the pools; without a deployment that of the module. */
function versionsFor({deployment}: About, module: string, version: string): readonly ServiceVersion[] {
	if (!deployment || 'problem' in deployment) return [versionOfModule(module, version)];
	return [...new Set(deployment.deployment.pools.map(pool => pool.version))];
}

export function judgeCmdlets(
	installed: readonly InstalledCmdlet[],
	versions: readonly ServiceVersion[],
	found: readonly Message[] = [],
): Finding {
	const lacks = versions.flatMap(version => lacksOf(installed, {version}));
	const evidence = [...found, say('doctor.cmdlets.looked', {count: usedCmdlets.length, lacks: lacks.length})];
	if (lacks.length === 0) return {state: 'ok', evidence};
	const breaks = lacks.some(({steps}) => steps.length > 0);
	return {
		state: breaks ? 'failed' : 'warning',
		evidence: [...evidence, ...lacks.flatMap(linesOf)],
		remedy: say(breaks ? 'doctor.cmdlets.mend' : 'doctor.cmdlets.otherVersion'),
	};
}

const linesOf = (lack: Lack): readonly Message[] => [sayLack(lack), ...lack.steps.map(sayBroken)];
