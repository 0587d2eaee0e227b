/** A check of what the deployment names. Without a deployment nobody can tell. */
import type {Deployment} from '../../machines/deployment/deployment.js';
import {say} from '../../machines/message.js';
import type {Check, Finding} from './check.js';

export const ofDeployment = (id: string, look: (deployment: Deployment) => Finding | Promise<Finding>): Check => ({
	id,
	look: (_, {deployment: found}) =>
		!found || 'problem' in found ? {state: 'unknown', evidence: [say('doctor.needsDeployment')]} : look(found.deployment),
});
