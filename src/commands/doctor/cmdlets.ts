/** The cmdlets that are installed here can do what the procedures will ask of them. */
import type {InstalledCmdlet, Lack} from '../../machines/capability.js';
import {lacksOf, sayBroken, sayLack, versionOfModule} from '../../machines/capability.js';
import type {ServiceVersion} from '../../machines/deployment.js';
import {type Message, say} from '../../machines/message.js';
import {usedCmdlets} from '../../machines/procedures/used-calls.js';
import {openLiveShell} from '../live-shell.js';
import {thisComputer} from '../this-computer.js';
import type {About, Check, Finding} from './check.js';

/** `files`: where the scripts of hosts are; by default beside the bundle. */
export const cmdletsCheck = (files?: string): Check => ({
	id: 'cmdlets',
	async look(desk, about) {
		const facts = await about.powershell();
		if (!facts) return {state: 'unknown', evidence: [say('doctor.needsPowerShell')]};
		const [module] = facts.modules;
		if (!module) return {state: 'unknown', evidence: [say('doctor.cmdlets.none')], remedy: say('doctor.cmdlets.elsewhere')};
		const found = facts.modules.map(({name, version, path}) => say('doctor.cmdlets.module', {name, version, path}));
		const shell = await openLiveShell(desk, {
			on: thisComputer(),
			cmdlets: usedCmdlets,
			executable: facts.executable,
			...(files === undefined ? {} : {files}),
		});
		if ('failure' in shell) {
			const message = shell.failure.ok ? '' : shell.failure.message;
			return {state: 'failed', evidence: [...found, say('doctor.cmdlets.notOpened', {message})], remedy: say('doctor.cmdlets.mend')};
		}
		shell.close();
		return judgeCmdlets(shell.installed, versionsFor(about, shell.module, module.version), found);
	},
});

export const cmdlets = cmdletsCheck();

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
