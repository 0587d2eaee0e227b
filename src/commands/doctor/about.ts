/** What the checks of doctor share: the deployment that is worked on, the PowerShell of this computer, and the one that has the cmdlets. */
import {lookAtPowerShell} from '../../adapters/powershell/look-at-powershell.js';
import {once} from '../../machines/once.js';
import type {Desk} from '../desk.js';
import {loadDeployment} from '../inputs.js';
import {powershellNames, sayAsked} from '../through.js';
import {UsageProblem} from '../usage-problem.js';
import type {About} from './check.js';
import {shellOf} from './shell.js';

export type AboutOptions = {
	/** Path of a deployment file; by default that of the settings. */
	readonly deployment?: string | undefined;
	/** Name of the computer whose cmdlets are asked; by default this one. */
	readonly on?: string | undefined;
	/** Where the scripts of hosts are; by default beside the bundle. */
	readonly files?: string | undefined;
};

export function aboutOf(desk: Desk, {deployment = desk.settings.deployment, ...asked}: AboutOptions = {}): About {
	const {environment} = desk.streams;
	const powershell = once(() => lookAtPowerShell(powershellNames(environment), environment, {asks: sayAsked(desk.say)}));
	return {
		deployment: deployment === undefined ? undefined : deploymentAt(deployment),
		powershell,
		shell: shellOf(desk, powershell, asked),
	};
}

/** A file that cannot be used is a finding, not the end of the looking. */
function deploymentAt(path: string): About['deployment'] {
	try {
		return {path, deployment: loadDeployment(path).deployment};
	} catch (error) {
		if (error instanceof UsageProblem) return {problem: error.problem};
		throw error;
	}
}
