/** What the checks of doctor share: the deployment that is worked on, and the PowerShell of this computer. */
import {lookAtPowerShell} from '../../adapters/powershell/look-at-powershell.js';
import {once} from '../../machines/once.js';
import type {Desk} from '../desk.js';
import {loadDeployment} from '../inputs.js';
import {powershellNames} from '../through.js';
import {UsageProblem} from '../usage-problem.js';
import type {About} from './check.js';

/** `path`: of a deployment file; by default that of the settings. */
export function aboutOf({settings, streams: {environment}}: Desk, path: string | undefined = settings.deployment): About {
	return {
		deployment: path === undefined ? undefined : deploymentAt(path),
		powershell: once(() => lookAtPowerShell(powershellNames(environment), environment)),
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
