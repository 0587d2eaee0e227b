/**
 * Federation on another Edge pool, and back (f and h): the box in Topology Builder with the wizard, the routes of the sites, the proof.
 * The same steps in both directions, with the pools exchanged. A value of a route is `EdgeServer:<Edge pool>` (contradictions 2 and 4).
 */
import {type Answer, all} from '../../ask.js';
import {type CmdletCall, change, read} from '../../cmdlet.js';
import {type Debt, debtId} from '../../debt.js';
import {firstLabel, poolOfIdentity} from '../../deployment.js';
import {say} from '../../message.js';
import {tcp} from '../../probe.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../step.js';
import {type EdgeFacts, edgePoolOf, targetOf} from '../edge-facts.js';
import {hostOf} from '../facts.js';
import {answeringOn, answerOf, errorOf, fqdnOf, notAskedIn, objectsOf, perhapsAnsweringOn, seen, textOf} from '../seeing.js';
import {answeringOf, errorSign, notAskedSigns, sipPort} from './signs.js';

/** FQDNs of Edge pools: federation goes from one to the other. */
export type Way = {readonly from: string; readonly to: string};
export const wayOut = (facts: EdgeFacts): Way => ({from: facts.edge, to: targetOf(facts)});
export const wayBack = (facts: EdgeFacts): Way => ({from: targetOf(facts), to: facts.edge});

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

const routeDebt = (site: string, {from, to}: Way): Debt => ({
	id: debtId('federationRoute', site),
	kind: 'federationRoute',
	title: say('debt.federationRoute.moved', {site, edge: from, to}),
	about: {site, edge: from, to, isDone: true},
});

/** Sites whose federation route is the Edge pool, as the store names them; undefined when it did not answer. */
function sitesOn(edge: string, answers: readonly Answer[]): readonly string[] | undefined {
	const answer = answerOf(answers, 'Get-CsSite');
	if (!answer?.end.ok) return undefined;
	return objectsOf(answer)
		.filter(site => poolOfIdentity(textOf(site.FederationRoute)) === edge)
		.map(site => textOf(site.Identity).replace(/^site:/i, ''));
}

/** f, remark 1: every site whose route names the dead pool (inferred). The box alone does not re-route a site. */
export function moveFederationRoutes(facts: EdgeFacts, way: Way, number: string): Step {
	return {
		...setRoutes(facts, way, number, answers => sitesOn(way.from, answers)),
		opens: (_learned, _end, answers) => (sitesOn(way.to, answers) ?? []).filter(routedBefore(facts, way)).map(site => routeDebt(site, way)),
		opensInPart: answers => (sitesOn(way.to, answers) ?? []).filter(routedBefore(facts, way)).map(site => routeDebt(site, way)),
	};
}

/** Captured with a route through the lost pool: of those the route is given back, and of no others. */
const routedBefore =
	({deployment, debts}: EdgeFacts, {from}: Way) =>
	(site: string) =>
		deployment.sites.some(({name, federationRoute}) => name === site && federationRoute === from) ||
		debts.some(({id}) => id === debtId('federationRoute', site));

/** h.2. Only the sites that were re-routed. */
export function giveRoutesBack(facts: EdgeFacts, way: Way, number: string): Step {
	const owed = sitesOwed(facts);
	return {
		...setRoutes(facts, way, number, answers => {
			const there = sitesOn(way.to, answers);
			return there && owed.filter(site => !there.includes(site));
		}),
		closes: () => owed.map(site => debtId('federationRoute', site)),
		closesInPart: answers => owed.filter(site => sitesOn(way.to, answers)?.includes(site)).map(site => debtId('federationRoute', site)),
	};
}

export const sitesOwed = ({debts, edge}: Pick<EdgeFacts, 'debts' | 'edge'>): readonly string[] =>
	debts
		.filter(({kind, about}) => kind === 'federationRoute' && about.edge === edge && about.to !== undefined)
		.map(({about}) => textOf(about.site));

/** `left`: the sites that are still to be changed, by what was just seen. */
function setRoutes(
	facts: EdgeFacts,
	{from, to}: Way,
	number: string,
	left: (answers: readonly Answer[]) => readonly string[] | undefined,
): Step {
	const host = hostOf(facts);
	return {
		title: say('step.federationRoutes.title', {edge: to}),
		why: say('step.federationRoutes.why'),
		number,
		look: all(read(host, 'Get-CsSite')),
		judge(answers, fate): Judgement {
			const [answer] = answers;
			const sites = left(answers);
			if (!sites) {
				return {
					says: 'cannotTell',
					why: say(mayCome(fate) ? 'federation.routesUnread' : 'federation.routesUnknown', {message: errorOf(answer)}),
					evidence: [errorSign(answer)],
				};
			}
			const evidence = [seen(answer, sites.length === 0 ? 'good' : 'bad', 'evidence.federationRoutes', {sites, count: sites.length, to})];
			if (sites.length === 0) return {says: 'holds', evidence};
			return {says: 'doesNotHold', why: say('federation.routesLeft', {sites, count: sites.length, to}), evidence};
		},
		change: {
			calls: (answers): readonly CmdletCall[] =>
				(left(answers) ?? []).map(site =>
					change(host, 'Set-CsSite', {Identity: site, FederationRoute: `EdgeServer:${to}`, Confirm: false, Verbose: true}, 5 * 60_000),
				),
			changes: answers => say('step.federationRoutes.changes', {sites: left(answers) ?? [], to}),
			undo: say('step.federationRoutes.undo', {from}),
			users: say('step.federationRoutes.users'),
			takes: say('step.federationRoutes.takes'),
			confirmation: () => ({danger: 'reversible', label: firstLabel(to)}),
			hasPreview: true,
			settlesInMs: 30_000,
			isReadBack: true,
		},
	};
}

/** The restored, or the other, Edge works by the new route only when its replica has it. The dead are not waited for. */
export function waitForEdgeReplicas(facts: EdgeFacts, {to}: Way, number: string): Step {
	const host = hostOf(facts);
	const servers = serversOf(facts, to);
	return {
		title: say('step.edgeReplicas.title', {edge: to}),
		why: say('step.edgeReplicas.why'),
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
			const [sites, inward, outward, outside, tested] = answers;
			const left = sitesOn(from, answers);
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
				left
					? seen(sites, left.length === 0 ? 'good' : 'bad', 'evidence.federationRoutes', {sites: left, count: left.length, to})
					: errorSign(sites),
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
