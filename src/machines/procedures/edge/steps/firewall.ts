/**
 * The firewall between Front Ends and Edge servers (j, fault 42): every Front End pool has to reach every Edge pool, or its remote users
 * cannot come in through another one. Measured from one Front End of each pool to the Edge servers that live: silence is a firewall, a
 * port that refuses has been reached.
 */
import type {Answer, Look} from '../../../ask.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {answeringOn, notAskedIn, seen} from '../../seeing.js';
import {notAskedSigns, type PortState, portsIn, sipPort} from '../../steps/signs.js';
import {type EdgeFacts, hasXmpp} from '../edge-facts.js';

/** topology.md §4; UDP 3478 is not tried. 23456 is for XMPP. */
const inwards = (facts: EdgeFacts): readonly number[] => [443, 4443, sipPort, 5062, 8057, ...(hasXmpp(facts) ? [23_456] : [])];

/** More than that is a scan, and no longer a look. */
const mostWays = 600;

const lookAtWays =
	(facts: EdgeFacts): Look =>
	answers => {
		const {pools, edgePools} = facts.deployment;
		if (answers.length === 0) return [...pools, ...edgePools].flatMap(({computers}) => computers.map(computer => tcp(computer, sipPort)));
		if (answers.some(({ask}) => 'from' in ask && ask.from !== undefined)) return [];
		const living = new Set(answeringOn(answers, sipPort));
		const servers = edgePools.flatMap(({computers}) => computers.filter(computer => living.has(computer)));
		return pools
			.flatMap(({computers}) => computers.find(computer => living.has(computer)) ?? [])
			.flatMap(from => servers.flatMap(server => [...inwards(facts).map(port => tcp(server, port, from)), tcp(from, sipPort, server)]))
			.slice(0, mostWays);
	};

type Closed = {readonly from: string; readonly to: string; readonly ports: readonly number[]; readonly answer: Answer};

/** By pool and Edge pool, in the direction in which nothing came through. */
function closedIn(facts: EdgeFacts, answers: readonly Answer[]): readonly Closed[] {
	const all = [...facts.deployment.pools, ...facts.deployment.edgePools];
	const poolOf = (computer: string) => all.find(({computers}) => computers.includes(computer))?.fqdn ?? computer;
	const silent = portsIn(answers).filter(({from, state}: PortState) => from !== '' && state === 'silent');
	const pairs = Map.groupBy(silent, ({from, to}) => `${poolOf(from)} ${poolOf(to)}`);
	return [...pairs.values()].flatMap(ports => {
		const [first] = ports;
		return first
			? [{from: poolOf(first.from), to: poolOf(first.to), ports: [...new Set(ports.map(({port}) => port))], answer: first.answer}]
			: [];
	});
}

export function openWays(facts: EdgeFacts, number: string): Step {
	const {pools, edgePools} = facts.deployment;
	return {
		title: say('step.ways.title'),
		why: say('step.ways.why'),
		number,
		look: lookAtWays(facts),
		judge(answers, fate): Judgement {
			const closed = closedIn(facts, answers);
			const asked = portsIn(answers).filter(({from}) => from !== '');
			const measured = asked.filter(({state}) => state !== 'notAsked').length;
			const evidence: readonly Evidence[] = [
				seen(asked[0]?.answer, measured > 0 ? 'good' : 'unknown', 'evidence.waysMeasured', {
					ways: measured,
					pools: pools.length,
					edges: edgePools.length,
				}),
				...closed.map(({from, to, ports, answer}) => seen(answer, 'bad', 'evidence.wayClosed', {from, to, ports: ports.map(String)})),
				...notAskedSigns(answers),
				seen(undefined, 'unknown', 'evidence.noUdp'),
			];
			if (closed.length === 0 && measured > 0 && notAskedIn(answers).length === 0) return {says: 'holds', evidence};
			const why = closed.length === 0 ? say('ways.notMeasured') : say('ways.closed', {count: closed.length});
			return mayCome(fate) || closed.length === 0
				? {says: 'cannotTell', why, evidence, mayGoOn: true}
				: {says: 'doesNotHold', why, evidence};
		},
		manual: {
			items: [say('step.ways.item')],
			acts: answers => [{firewallOpens: closedIn(facts, answers).map(({from, to, ports}) => ({from, to, ports}))}],
		},
		maySkip: true,
		patience: {everyMs: 60_000, forMs: 60 * 60_000},
	};
}
