/** The deployment that is worked on is known, and its file can be read. */
import {say} from '../../machines/message.js';
import type {About, Check, Finding} from './check.js';

export const deploymentFile: Check = {id: 'deploymentFile', look: (_, {deployment}) => judgeDeployment(deployment)};

export function judgeDeployment(found: About['deployment']): Finding {
	const remedy = say('doctor.deploymentFile.remedy');
	if (!found) return {state: 'unknown', evidence: [say('doctor.deploymentFile.none')], remedy};
	if ('problem' in found) return {state: 'failed', evidence: [found.problem], remedy};
	const {name, pools, defaults} = found.deployment;
	const evidence = [say('doctor.deploymentFile.read', {path: found.path, name, pools: pools.length})];
	if (defaults.length === 0) return {state: 'ok', evidence};
	const filled = say('doctor.deploymentFile.filled', {count: defaults.length, places: defaults});
	return {state: 'warning', evidence: [...evidence, filled], remedy: say('doctor.deploymentFile.fillIn')};
}
