/**
 * What remote users are answered (j): nobody does anything when an Edge pool dies, their clients go on to the next record by themselves, if
 * the records and the firewall are as they have to be. Measured from here; what they see outside can only be asked for.
 */
import type {Answer, Look} from '../../../ask.js';
import {say} from '../../../message.js';
import {dns, tcp, tls} from '../../../probe.js';
import {inClientOrder} from '../../../srv.js';
import type {Evidence, Judgement, Step} from '../../../step/step.js';
import {seen} from '../../seeing.js';
import type {EdgeFacts} from '../edge-facts.js';
import {lookAtRoads, type Road, recordsSign, roadSign, roadsIn} from '../roads.js';
import {domainsOf, recordsOf} from './answers.js';

const signIn = (domain: string) => `_sip._tls.${domain}`;
const discovery = (domain: string) => `lyncdiscover.${domain}`;

const lookAtSignIn =
	(names: readonly string[]): Look =>
	answers => {
		if (answers.length === 0) return names.map(of => dns('SRV', of, 'external'));
		const next = names.flatMap(of => lookAtRoads(of, 'external')(answers));
		return [...new Map(next.map(ask => [JSON.stringify(ask), ask])).values()];
	};

/** In the order in which a client tries them; what is dead is passed over. */
const inOrder = (answers: readonly Answer[], of: string): readonly Road[] => inClientOrder(roadsIn(answers, of), () => 0);

/** One record for each Edge pool, each with a priority of its own, and one of them leads to an Edge that answers with the right name. */
function isServed(facts: EdgeFacts, answers: readonly Answer[], of: string): boolean {
	const roads = roadsIn(answers, of);
	const priorities = new Set(roads.map(({priority}) => priority));
	return roads.length >= facts.deployment.edgePools.length && priorities.size === roads.length && roads.some(({state}) => state === 'good');
}

/** j, first check: SRV, address, port, certificate. A dead Edge is only to be expected here, and no reason to stop. */
export function checkSignIn(facts: EdgeFacts): Step {
	const names = domainsOf(facts).map(signIn);
	return {
		title: say('step.signIn.title'),
		why: say('step.signIn.why'),
		number: '1',
		look: lookAtSignIn(names),
		judge(answers): Judgement {
			const evidence = names.flatMap((of): readonly Evidence[] => {
				const roads = inOrder(answers, of);
				const next = roads.find(({state}) => state === 'good');
				const targets = roads.map(({target}) => target);
				const ttl = Math.max(0, ...recordsOf(answers, of, 'SRV').map(record => record.ttl));
				return [
					recordsSign(answers, of),
					...roads.map(road => (road.state === 'good' ? roadSign(road) : {...roadSign(road), sign: 'unknown' as const})),
					next
						? seen(roads[0]?.answer, 'good', 'evidence.clientOrder', {targets, next: next.target, ttl})
						: seen(roads[0]?.answer, 'bad', 'evidence.clientOrderNone', {targets}),
				];
			});
			return names.every(of => isServed(facts, answers, of))
				? {says: 'holds', evidence}
				: {says: 'doesNotHold', why: say('remote.recordsLack'), evidence};
		},
		manual: {items: names.map(of => say('step.signIn.item', {of, names: facts.deployment.edgePools.map(({accessEdge}) => accessEdge)}))},
		maySkip: true,
	};
}

const lookAtDiscovery =
	(names: readonly string[]): Look =>
	answers => {
		if (answers.length === 0) return names.map(of => dns('A', of, 'external'));
		if (answers.some(({ask}) => 'probe' in ask && ask.probe !== 'dns')) return [];
		return names.flatMap(of => addressesOf(answers, of).flatMap(address => [tcp(address, 443), tls(address, 443, of)]));
	};

/** Whatever names led there (CNAME). */
const addressesOf = (answers: readonly Answer[], of: string): readonly string[] =>
	recordsOf(answers, of, 'A').flatMap(record => (record.type === 'A' ? [record.address] : []));

/** Clients of 2013 and later ask lyncdiscover before any SRV record [SFB-DNS], so it has to follow what lives. */
export function checkDiscovery(facts: EdgeFacts): Step {
	const names = domainsOf(facts).map(discovery);
	const answersThere = (answers: readonly Answer[], address: string, port: number) =>
		answers.some(
			({ask, end}) => 'probe' in ask && ask.probe === 'tcp' && ask.to === address && ask.port === port && end.ok && end.output === 'open',
		);
	return {
		title: say('step.discovery.title'),
		why: say('step.discovery.why'),
		number: '2',
		look: lookAtDiscovery(names),
		judge(answers): Judgement {
			const deadOf = (of: string) => addressesOf(answers, of).filter(address => !answersThere(answers, address, 443));
			const isGood = (of: string) => addressesOf(answers, of).length > 0 && deadOf(of).length === 0;
			const evidence = names.map(of => {
				const answer = answers.find(({ask}) => 'probe' in ask && ask.probe === 'dns' && ask.of === of);
				const addresses = addressesOf(answers, of);
				const dead = deadOf(of);
				return addresses.length === 0
					? seen(answer, 'bad', 'evidence.discoveryNone', {of})
					: seen(answer, dead.length === 0 ? 'good' : 'bad', 'evidence.discovery', {of, addresses, dead, count: dead.length});
			});
			return names.every(isGood) ? {says: 'holds', evidence} : {says: 'doesNotHold', why: say('remote.discoveryLacks'), evidence};
		},
		manual: {items: names.map(of => say('step.discovery.item', {of}))},
		maySkip: true,
	};
}

/** The last check, from where no computer of this deployment stands: typed, and marked so. */
export function askOutside(facts: EdgeFacts): Step {
	return {
		title: say('step.askOutside.title'),
		why: say('step.askOutside.why'),
		number: '4',
		manual: {items: [say('step.askOutside.item', {domains: facts.deployment.sipDomains}), say('step.askOutside.cmdlet')]},
		maySkip: true,
	};
}
