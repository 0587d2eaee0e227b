/** Which computer of the receiving pool runs the cmdlets: the first that answers. */
import {all} from '../../../ask.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Step} from '../../../step/step.js';
import {type Facts, homeOf} from '../../facts.js';
import {answeringOn} from '../../seeing.js';
import {frontEndsSign, sipPort} from '../../steps/signs.js';
import type {CmsMove} from './central-management.js';

export function findReceivingHost(facts: Facts & CmsMove): Step {
	const pool = homeOf({deployment: facts.deployment, pool: facts.target});
	return {
		title: say('step.findReceivingHost.title', {pool: pool.fqdn}),
		why: say('step.findReceivingHost.why'),
		look: all(...pool.computers.map(computer => tcp(computer, sipPort))),
		judge(answers) {
			const [host] = answeringOn(answers, sipPort);
			const evidence = [frontEndsSign(answers, pool, true)];
			if (host) return {says: 'holds', evidence, learned: {host}};
			return {
				says: 'blocked',
				why: say('cms.targetDark', {pool: pool.fqdn}),
				remedy: say('cms.targetDark.remedy', {pool: pool.fqdn}),
				evidence,
			};
		},
	};
}
