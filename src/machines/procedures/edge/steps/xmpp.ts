/** XMPP through another Edge pool (g and h): the firewall on its way, and the proof. Both directions, with the pools exchanged. */
import {type Answer, all} from '../../../ask.js';
import {read} from '../../../cmdlet.js';
import {poolWith} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {hostOf} from '../../facts.js';
import {answerOf, errorOf, notAskedIn, objectsOf, seen, textOf} from '../../seeing.js';
import {type PortState, portSign, portsIn} from '../../steps/signs.js';
import {type EdgeFacts, edgePoolOf, targetOf} from '../edge-facts.js';
import {ofXmpp, routesSign, type Way} from './routes.js';
import {xmppPort} from './xmpp-names.js';

/** From the gateway on a Front End to the proxy on an Edge (topology.md §4). */
const proxyPort = 23_456;

const portsOf = (facts: EdgeFacts, edge: string) => {
	const {computers = [], accessEdge = edge} = edgePoolOf(facts, edge) ?? {};
	const host = hostOf(facts);
	return [...computers.map(server => tcp(server, proxyPort, host)), tcp(accessEdge, xmppPort)];
};

/** g.6. A firewall is silent; a service that is not there yet refuses at once, and that is enough here. */
export function openXmppPorts(facts: EdgeFacts, number: string): Step {
	const edge = targetOf(facts);
	const {accessEdge = edge} = edgePoolOf(facts, edge) ?? {};
	const host = hostOf(facts);
	const pool = poolWith(facts.deployment, host)?.fqdn ?? host;
	return {
		title: say('step.xmppPorts.title', {edge}),
		why: say('step.xmppPorts.why'),
		number,
		look: all(...portsOf(facts, edge)),
		judge(answers, fate): Judgement {
			const ports = portsIn(answers);
			const passes = ({state}: PortState) => state === 'open' || state === 'closed';
			const evidence = ports.map(port => portSign(port, passes(port)));
			if (ports.every(passes)) return {says: 'holds', evidence};
			const why = say('xmpp.walledOff', {edge});
			return mayCome(fate) ? {says: 'cannotTell', why, evidence, mayGoOn: true} : {says: 'doesNotHold', why, evidence};
		},
		manual: {
			items: [say('step.xmppPorts.outside', {name: accessEdge}), say('step.xmppPorts.inside', {edge})],
			acts: () => [
				{
					firewallOpens: [
						{from: 'outside', to: edge, ports: [xmppPort]},
						{from: pool, to: edge, ports: [proxyPort]},
					],
				},
			],
		},
		maySkip: true,
		patience: {everyMs: 60_000, forMs: 60 * 60_000},
	};
}

/** g.8, but for what can only be seen on an Edge server itself, which is said. */
export function proveXmpp(facts: EdgeFacts, way: Way, number: string): Step {
	const {to} = way;
	const host = hostOf(facts);
	const {xmppContact: contact} = facts.deployment;
	const pool = poolWith(facts.deployment, host)?.fqdn ?? facts.pool;
	return {
		title: say('step.proveXmpp.title', {edge: to}),
		why: say('step.proveXmpp.why'),
		number,
		part: 'proves',
		look: all(
			read(host, 'Get-CsSite'),
			...portsOf(facts, to),
			...(contact ? [read(host, 'Test-CsXmppIM', {TargetFqdn: pool, Receiver: contact})] : []),
		),
		judge(answers): Judgement {
			const evidence = [
				routesSign(ofXmpp, answers, way),
				...portsIn(answers).map(port => portSign(port)),
				contact ? messageSign(answerOf(answers, 'Test-CsXmppIM'), contact) : seen(undefined, 'unknown', 'evidence.noXmppContact'),
			];
			if (evidence.every(({sign}) => sign !== 'bad') && notAskedIn(answers).length === 0) return {says: 'holds', evidence};
			return {says: 'cannotTell', why: say('xmpp.notProved', {edge: to}), evidence, mayGoOn: true};
		},
		patience: {everyMs: 30_000, forMs: 15 * 60_000},
	};
}

function messageSign(tested: Answer | undefined, contact: string): Evidence {
	const [result] = objectsOf(tested);
	const hasSucceeded = textOf(result?.Result) === 'Success';
	const error = textOf(result?.Error) || errorOf(tested);
	return seen(tested, hasSucceeded ? 'good' : 'bad', 'evidence.xmppContact', {contact, has: hasSucceeded ? 'yes' : 'no', error});
}
