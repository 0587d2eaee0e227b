/**
 * Federation on another Edge pool, and back (f and h): the box in Topology Builder with the wizard, the replicas, the proof. The same steps
 * in both directions, with the pools exchanged.
 */
import {type Answer, all} from '../../../ask.js';
import {read} from '../../../cmdlet.js';
import {type Debt, debtId} from '../../../debt.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {hostOf} from '../../facts.js';
import {answeringOn, errorOf, fqdnOf, notAskedIn, objectsOf, perhapsAnsweringOn, seen, textOf} from '../../seeing.js';
import {answeringOf, errorSign, notAskedSigns, sipPort} from '../../steps/signs.js';
import {type EdgeFacts, edgePoolOf} from '../edge-facts.js';
import {ofFederation, routesSign, type Way} from './routes.js';

const serversOf = (facts: EdgeFacts, edge: string) => edgePoolOf(facts, edge)?.computers ?? [];

/**
 * f.1–4. Cleared and ticked in the same publication: on two Edge pools federation cannot be [PS-MOVEUSER]. No cmdlet shows the box; what
 * shows it is that this Edge listens for partners, which it does only when the wizard has been run there too, and that the other does not.
 */
export function enableFederation(facts: EdgeFacts, {from, to}: Way, number: string): Step {
	const [name, old] = [to, from].map(edge => edgePoolOf(facts, edge)?.accessEdge ?? edge) as [string, string];
	const servers = serversOf(facts, to);
	return {
		title: say('step.federation.title', {edge: to}),
		why: say('step.federation.why'),
		number,
		look: all(tcp(name, sipPort), tcp(old, sipPort), ...servers.map(server => tcp(server, sipPort))),
		judge(answers, fate): Judgement {
			const listening = answeringOn(answers, sipPort);
			const isOpen = listening.includes(name);
			const isOpenOn = listening.includes(old);
			const living = answeringOf(answers, {fqdn: to, computers: servers}, sipPort).length;
			const evidence = [
				seen(answers[0], isOpen ? 'good' : 'bad', 'evidence.federationPort', {name, port: sipPort, isOpen: isOpen ? 'yes' : 'no'}),
				seen(answers[1], isOpenOn ? 'bad' : 'good', 'evidence.federationPort', {name: old, port: sipPort, isOpen: isOpenOn ? 'yes' : 'no'}),
				seen(answers[2], living > 0 ? 'good' : 'bad', 'evidence.edgeServersAnswer', {edge: to, answering: living, all: servers.length}),
			];
			// A restored Edge listens as it was configured before, until its replica comes: then both do, and nothing is proved.
			if (isOpen && !isOpenOn) return {says: 'holds', evidence};
			const why = isOpenOn ? say('federation.listensOn', {name: old, edge: from}) : say('federation.notListening', {name, edge: to});
			// It may be seen from elsewhere only: then it is the operator's to say so.
			return mayCome(fate) ? {says: 'cannotTell', why, evidence, mayGoOn: true} : {says: 'doesNotHold', why, evidence};
		},
		manual: {
			items: [
				say('step.federation.clear', {edge: from}),
				say('step.federation.tick', {edge: to}),
				say('step.federation.publish'),
				say('step.federation.wizard', {servers, count: servers.length}),
			],
			acts: () => [{federationOn: to}, ...servers.map(wizardOn => ({wizardOn}))],
		},
		// Published after 3–10 min, replicated, then the wizard for 5–15 min on each server (model).
		patience: {everyMs: 60_000, forMs: 90 * 60_000},
	};
}

export const federationDebt = ({from, to}: Way): Debt => ({
	id: debtId('federation', from),
	kind: 'federation',
	title: say('debt.federation', {edge: from, to}),
	about: {edge: from, to},
});

/** The restored, or the other, Edge works by the new route only when its replica has it. The dead are not waited for. */
export function waitForEdgeReplicas(facts: EdgeFacts, {to}: Way, number: string): Step {
	const host = hostOf(facts);
	const servers = serversOf(facts, to);
	return {
		title: say('step.edgeReplicas.title', {edge: to}),
		why: say('step.edgeReplicas.why'),
		sought: say('step.edgeReplicas.sought', {edge: to}),
		number,
		isWaiting: true,
		look: all(read(host, 'Get-CsManagementStoreReplicationStatus'), ...servers.map(server => tcp(server, sipPort, host))),
		judge(answers): Judgement {
			const [list] = answers;
			const rows = objectsOf(list);
			const upToDate = new Set(rows.filter(row => row.UpToDate === true).map(row => fqdnOf(row.ReplicaFqdn)));
			const living = servers.filter(server => perhapsAnsweringOn(answers, sipPort).includes(server));
			const missing = living.filter(server => !upToDate.has(server));
			const evidence = [
				list?.end.ok
					? seen(list, missing.length === 0 && living.length > 0 ? 'good' : 'unknown', 'evidence.edgeReplicas', {
							edge: to,
							upToDate: living.length - missing.length,
							all: living.length,
						})
					: errorSign(list),
				...notAskedSigns(answers),
			];
			if (list?.end.ok && living.length > 0 && missing.length === 0) return {says: 'holds', evidence};
			return {says: 'cannotTell', why: say('federation.replicasBehind', {edge: to}), evidence, mayGoOn: true};
		},
		patience: {everyMs: 15_000, forMs: 20 * 60_000},
	};
}

/** f.6. What is seen from here is the way from here: a partner's own test stays with people. */
export function proveFederation(facts: EdgeFacts, {from, to}: Way, number: string): Step {
	const host = hostOf(facts);
	const [server = to] = serversOf(facts, to);
	const name = edgePoolOf(facts, to)?.accessEdge ?? to;
	const {federatedPartner: partner} = facts.deployment;
	return {
		title: say('step.proveFederation.title', {edge: to}),
		why: say('step.proveFederation.why'),
		sought: say('step.proveFederation.sought', {edge: to}),
		number,
		part: 'proves',
		look: all(
			read(host, 'Get-CsSite'),
			tcp(server, sipPort, host),
			tcp(host, sipPort, server),
			tcp(name, sipPort),
			...(partner ? [read(host, 'Test-CsFederatedPartner', {TargetFqdn: to, Domain: partner})] : []),
		),
		judge(answers): Judgement {
			const [, inward, outward, outside, tested] = answers;
			const isOpen = (answer: Answer | undefined) => answer?.end.ok === true && answer.end.output === 'open';
			const isNotAsked = (answer: Answer | undefined) => answer !== undefined && notAskedIn([answer]).length > 0;
			const port = (answer: Answer | undefined, a: string, b: string): Evidence =>
				seen(answer, isOpen(answer) ? 'good' : isNotAsked(answer) ? 'unknown' : 'bad', 'evidence.port', {
					from: a,
					to: b,
					port: sipPort,
					state: answer?.end.ok ? String(answer.end.output) : 'unknown',
				});
			const result = objectsOf(tested)[0];
			const hasSucceeded = textOf(result?.Result) === 'Success';
			const evidence = [
				routesSign(ofFederation, answers, {from, to}),
				port(inward, host, server),
				port(outward, server, host),
				seen(outside, isOpen(outside) ? 'good' : 'bad', 'evidence.federationPort', {
					name,
					port: sipPort,
					isOpen: isOpen(outside) ? 'yes' : 'no',
				}),
				...(partner
					? [
							seen(tested, hasSucceeded ? 'good' : 'bad', 'evidence.federatedPartner', {
								partner,
								has: hasSucceeded ? 'yes' : 'no',
								error: textOf(result?.Error) || errorOf(tested),
							}),
						]
					: [seen(undefined, 'unknown', 'evidence.noFederatedPartner')]),
			];
			if (evidence.every(({sign}) => sign !== 'bad') && notAskedIn(answers).length === 0) return {says: 'holds', evidence};
			return {says: 'cannotTell', why: say('federation.notProved', {edge: to}), evidence, mayGoOn: true};
		},
		patience: {everyMs: 30_000, forMs: 15 * 60_000},
	};
}
