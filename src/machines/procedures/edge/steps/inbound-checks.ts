/**
 * k alone, before its first step: on which Edge pool that lives is federation. Neither priorities nor another answer help before it is on one
 * (fairly sure): that is what f is for.
 */
import {all} from '../../../ask.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Judgement, Step} from '../../../step/step.js';
import {answeringOn, seen, textOf} from '../../seeing.js';
import {sipPort} from '../../steps/signs.js';
import {type EdgeFacts, edgeDebts, otherEdges, possibleHosts} from '../edge-facts.js';

/** Who listens for partners: what was moved there by the records, else the only one that does. */
export function findFederation(facts: EdgeFacts): Step {
	const others = otherEdges(facts);
	const hosts = possibleHosts(facts);
	const moved = textOf(edgeDebts(facts).find(({kind}) => kind === 'federation')?.about.to);
	return {
		title: say('step.findFederation.title'),
		why: say('step.findFederation.why'),
		look: all(...others.map(({accessEdge}) => tcp(accessEdge, sipPort)), ...hosts.map(host => tcp(host, sipPort))),
		judge(answers): Judgement {
			const listening = answeringOn(answers, sipPort);
			const on = others.filter(({accessEdge}) => listening.includes(accessEdge)).map(({fqdn}) => fqdn);
			const host = hosts.find(computer => listening.includes(computer));
			const evidence = [seen(answers[0], on.length > 0 ? 'good' : 'bad', 'evidence.federationOn', {edges: on, count: on.length})];
			const [only, another] = on;
			const target = on.includes(moved) ? moved : another === undefined ? only : undefined;
			const edge = facts.edge;
			if (target === undefined) {
				return only === undefined
					? {says: 'blocked', why: say('preflight.federationNowhere', {edge}), remedy: say('preflight.federationNowhere.remedy'), evidence}
					: {
							says: 'blocked',
							why: say('preflight.federationOnSeveral', {edges: on}),
							remedy: say('preflight.federationOnSeveral.remedy'),
							evidence,
						};
			}
			if (!host) return {says: 'blocked', why: say('preflight.noFrontEnd'), remedy: say('preflight.noFrontEnd.remedy'), evidence};
			return {says: 'holds', evidence, learned: {host, target}};
		},
	};
}
