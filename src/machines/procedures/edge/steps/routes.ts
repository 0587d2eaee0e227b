/**
 * The routes of the sites through an Edge pool, for federation and for XMPP (f, g and h): the same change in both directions, with the pools
 * exchanged. A value is `EdgeServer:<Edge pool>`, never a Front End pool and never one server (contradictions 2 and 4); what the pages
 * print for XMPP, `-XmppExternalFederationRoute`, no version of the cmdlet has.
 */
import {type Answer, all} from '../../../ask.js';
import {type CmdletCall, change, read} from '../../../cmdlet.js';
import {type Debt, type DebtKind, debtId} from '../../../debt.js';
import {firstLabel, poolOfIdentity} from '../../../deployment/deployment.js';
import type {JsonObject} from '../../../json.js';
import {say} from '../../../message.js';
import {type Evidence, type Judgement, mayCome, type Step} from '../../../step/step.js';
import {hostOf} from '../../facts.js';
import {answerOf, errorOf, objectsOf, seen, textOf} from '../../seeing.js';
import {errorSign} from '../../steps/signs.js';
import {awayAt, type EdgeFacts, targetOf} from '../edge-facts.js';

/** FQDNs of Edge pools: what is moved goes from one to the other. */
export type Way = {readonly from: string; readonly to: string};
export const wayOut = (facts: EdgeFacts): Way => ({from: facts.edge, to: targetOf(facts)});
export const wayBack = (facts: EdgeFacts): Way => ({from: targetOf(facts), to: facts.edge});
/** From where that is meanwhile: not everything need have gone to the same Edge pool. */
export const wayBackOf = (facts: EdgeFacts, kind: DebtKind): Way => ({from: awayAt(facts, kind), to: facts.edge});

/** Which of the two routes of a site; its parameter, which is also the property that `Get-CsSite` shows; and what is said of it. */
export type RouteKind = {
	readonly debt: 'federationRoute' | 'xmppRoute';
	readonly parameter: 'FederationRoute' | 'XmppFederationRoute';
	readonly says: Readonly<Record<'owed' | 'title' | 'why' | 'left' | 'changes' | 'users' | 'evidence', string>>;
};
export const ofFederation: RouteKind = {
	debt: 'federationRoute',
	parameter: 'FederationRoute',
	says: {
		owed: 'debt.federationRoute.moved',
		title: 'step.federationRoutes.title',
		why: 'step.federationRoutes.why',
		left: 'step.federationRoutes.left',
		changes: 'step.federationRoutes.changes',
		users: 'step.federationRoutes.users',
		evidence: 'evidence.federationRoutes',
	},
};
export const ofXmpp: RouteKind = {
	debt: 'xmppRoute',
	parameter: 'XmppFederationRoute',
	says: {
		owed: 'debt.xmppRoute.moved',
		title: 'step.xmppRoutes.title',
		why: 'step.xmppRoutes.why',
		left: 'step.xmppRoutes.left',
		changes: 'step.xmppRoutes.changes',
		users: 'step.xmppRoutes.users',
		evidence: 'evidence.xmppRoutes',
	},
};

export const routeDebt = ({debt, says}: RouteKind, site: string, {from, to}: Way): Debt => ({
	id: debtId(debt, site),
	kind: debt,
	title: say(says.owed, {site, edge: from, to}),
	about: {site, edge: from, to, isDone: true},
});

/** Sites whose route is the Edge pool, as the store names them; undefined when it did not answer. */
export function sitesOn({parameter}: RouteKind, edge: string, answers: readonly Answer[]): readonly string[] | undefined {
	const answer = answerOf(answers, 'Get-CsSite');
	if (!answer?.end.ok) return undefined;
	return objectsOf(answer)
		.filter(site => poolOfIdentity(textOf(site[parameter])) === edge)
		.map(nameOfSite);
}

const nameOfSite = (site: JsonObject): string => textOf(site.Identity).replace(/^site:/i, '');
const sitesWithRoute = (parameter: RouteKind['parameter'], answer: Answer | undefined): readonly string[] =>
	objectsOf(answer)
		.filter(site => textOf(site[parameter]) !== '')
		.map(nameOfSite);

/** Every site whose route names the dead pool (inferred): f, remark 1; g, remark. */
export function moveRoutesOf(kind: RouteKind, facts: EdgeFacts, way: Way, number: string): Step {
	const moved = (answers: readonly Answer[]) =>
		(sitesOn(kind, way.to, answers) ?? []).filter(routedBefore(kind, facts, way)).map(site => routeDebt(kind, site, way));
	return {
		...setRoutes(kind, facts, way, number, answers => sitesOn(kind, way.from, answers)),
		opens: (_learned, _end, answers) => moved(answers),
		opensInPart: moved,
	};
}

/** Captured with a route through the lost pool: of those the route is given back, and of no others. */
const routedBefore =
	({debt}: RouteKind, {deployment, debts}: EdgeFacts, {from}: Way) =>
	(site: string) =>
		deployment.sites.some(
			({name, federationRoute, xmppFederationRoute}) =>
				name === site && (debt === 'xmppRoute' ? xmppFederationRoute : federationRoute) === from,
		) || debts.some(({id}) => id === debtId(debt, site));

/** h: only the sites that were re-routed. */
export function giveRoutesBackOf(kind: RouteKind, facts: EdgeFacts, way: Way, number: string): Step {
	const owed = sitesOwed(kind, facts);
	return {
		...setRoutes(kind, facts, way, number, answers => {
			const there = sitesOn(kind, way.to, answers);
			return there && owed.filter(site => !there.includes(site));
		}),
		closes: () => owed.map(site => debtId(kind.debt, site)),
		closesInPart: answers => owed.filter(site => sitesOn(kind, way.to, answers)?.includes(site)).map(site => debtId(kind.debt, site)),
	};
}

export const sitesOwed = (kind: RouteKind, {debts, edge}: Pick<EdgeFacts, 'debts' | 'edge'>): readonly string[] =>
	debts
		.filter(({kind: owed, about}) => owed === kind.debt && about.edge === edge && about.to !== undefined)
		.map(({about}) => textOf(about.site));

export function routesSign(kind: RouteKind, answers: readonly Answer[], {from, to}: Way): Evidence {
	const answer = answerOf(answers, 'Get-CsSite');
	const left = sitesOn(kind, from, answers);
	return left
		? seen(answer, left.length === 0 ? 'good' : 'bad', kind.says.evidence, {sites: left, count: left.length, to})
		: errorSign(answer);
}

/** `left`: the sites that are still to be changed, by what was just seen. */
function setRoutes(
	{parameter, says}: RouteKind,
	facts: EdgeFacts,
	{from, to}: Way,
	number: string,
	left: (answers: readonly Answer[]) => readonly string[] | undefined,
): Step {
	const host = hostOf(facts);
	return {
		title: say(says.title, {edge: to}),
		why: say(says.why),
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
			const evidence = [seen(answer, sites.length === 0 ? 'good' : 'bad', says.evidence, {sites, count: sites.length, to})];
			if (sites.length === 0) return {says: 'holds', evidence};
			// A site that shows no route at all may have been given its own by then.
			const isUnsaid = mayCome(fate) && sites.some(site => !sitesWithRoute(parameter, answer).includes(site));
			return {says: isUnsaid ? 'cannotTell' : 'doesNotHold', why: say(says.left, {sites, count: sites.length, to}), evidence};
		},
		change: {
			calls: (answers): readonly CmdletCall[] =>
				(left(answers) ?? []).map(site =>
					change(host, 'Set-CsSite', {Identity: site, [parameter]: `EdgeServer:${to}`, Confirm: false, Verbose: true}, 5 * 60_000),
				),
			changes: answers => say(says.changes, {sites: left(answers) ?? [], to}),
			undo: say('step.federationRoutes.undo', {from}),
			users: say(says.users),
			takes: say('step.federationRoutes.takes'),
			confirmation: () => ({danger: 'reversible', label: firstLabel(to), of: 'routes'}),
			hasPreview: true,
			settlesInMs: 30_000,
			isReadBack: true,
		},
	};
}
