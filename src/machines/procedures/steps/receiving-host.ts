/** Which computer of the receiving pool runs the cmdlets: the first that answers. */
import {all} from '../../ask.js';
import {say} from '../../message.js';
import {tcp} from '../../probe.js';
import type {Step} from '../../step.js';
import {type Facts, homeOf} from '../facts.js';
import {answeringOn, seen} from '../seeing.js';
import type {CmsMove} from './central-management.js';

const sipPort = 5061;

export function findReceivingHost(facts: Facts & CmsMove): Step {
	const {fqdn, computers} = homeOf({deployment: facts.deployment, pool: facts.target});
	return {
		title: say('step.findReceivingHost.title', {pool: fqdn}),
		why: say('step.findReceivingHost.why'),
		look: all(...computers.map(computer => tcp(computer, sipPort))),
		judge(answers) {
			const answering = answeringOn(answers, sipPort);
			const evidence = [
				seen(answers[0], answering.length > 0 ? 'good' : 'bad', 'evidence.frontEndsAnswer', {
					answering: answering.length,
					all: computers.length,
					pool: fqdn,
				}),
			];
			const [host] = answering;
			if (host) return {says: 'holds', evidence, learned: {host}};
			return {says: 'blocked', why: say('cms.targetDark', {pool: fqdn}), remedy: say('cms.targetDark.remedy', {pool: fqdn}), evidence};
		},
	};
}
