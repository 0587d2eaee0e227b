/** What is left when the users are served: names, routes and voice, each in a tool of its own. What is left open is a debt. */
import {all} from '../../ask.js';
import {read} from '../../cmdlet.js';
import {type Debt, type DebtKind, debtId} from '../../debt.js';
import {poolOfIdentity} from '../../deployment.js';
import {say} from '../../message.js';
import {tcp} from '../../probe.js';
import type {Judgement, Step} from '../../step.js';
import {type Facts, homeOf, hostOf, livingPartnerOf} from '../facts.js';
import {answeringOn, errorOf, objectsOf, seen, textOf} from '../seeing.js';
import {sipPort} from './signs.js';

/** Step 10. Web names and client discovery are not in the product's hands; this version asks no name server, so the operator's word stands. */
export function pointDns(facts: Facts): Step {
	const {fqdn} = homeOf(facts);
	const partner = livingPartnerOf(facts).fqdn;
	const domains = facts.deployment.sipDomains;
	return leftToDo('dns', fqdn, '10', [
		say('step.dns.web', {
			names: domains.flatMap(domain => ['lyncdiscover', 'lyncdiscoverinternal', 'meet', 'dialin'].map(name => `${name}.${domain}`)),
			partner,
		}),
		say('step.dns.srv', {names: domains.map(domain => `_sipinternaltls._tcp.${domain}`), partner}),
	]);
}

/** Edge pools of the site that was hit and carry a route of any site: federation (f) and XMPP (g) are procedures of their own. */
export function routesThroughHitSite(
	facts: Facts,
): readonly {readonly kind: 'federationRoute' | 'xmppRoute'; readonly site: string; readonly edge: string}[] {
	const {site} = homeOf(facts);
	const hit = new Set(facts.deployment.edgePools.filter(edge => edge.site === site).map(({fqdn}) => fqdn));
	return facts.deployment.sites.flatMap(({name, federationRoute, xmppFederationRoute}) => [
		...(federationRoute && hit.has(federationRoute) ? [{kind: 'federationRoute' as const, site: name, edge: federationRoute}] : []),
		...(xmppFederationRoute && hit.has(xmppFederationRoute) ? [{kind: 'xmppRoute' as const, site: name, edge: xmppFederationRoute}] : []),
	]);
}

/** Step 11. */
export function moveRoutes(facts: Facts): Step {
	const routes = routesThroughHitSite(facts);
	return {
		...leftToDo(
			'federationRoute',
			facts.pool,
			'11',
			routes.map(({kind, site, edge}) => say(`step.routes.${kind}`, {site, edge})),
		),
		opens: (_learned, end) =>
			routes.map(
				({kind, site, edge}): Debt => ({
					id: debtId(kind, site),
					kind,
					title: say(end === 'skipped' ? `debt.${kind}.toDo` : `debt.${kind}.toUndo`, {site, edge}),
					about: {pool: facts.pool, site, edge, isDone: end !== 'skipped'},
				}),
			),
	};
}

/** Step 12: never replicated between pools [L-RGSPROC, L-CPDR]; from the 2019 cumulative update of July 2019 on, Response Groups may be. */
export function followUpVoice(facts: Facts): Step {
	const {fqdn} = homeOf(facts);
	const partner = livingPartnerOf(facts).fqdn;
	return leftToDo(
		'voice',
		fqdn,
		'12',
		['responseGroups', 'callPark', 'lis', 'gateways'].map(what => say(`step.voice.${what}`, {pool: fqdn, partner})),
	);
}

/** Done by hand or left: either way it is owed, to be done or to be undone. */
function leftToDo(kind: DebtKind, pool: string, number: string, items: NonNullable<Step['manual']>['items']): Step {
	return {
		title: say(`step.${kind}.title`, {pool}),
		why: say(`step.${kind}.why`),
		number,
		manual: {items},
		maySkip: true,
		opens: (_learned, end): readonly Debt[] => [
			{
				id: debtId(kind, pool),
				kind,
				title: say(end === 'skipped' ? `debt.${kind}.toDo` : `debt.${kind}.toUndo`, {pool}),
				about: {pool, isDone: end !== 'skipped'},
			},
		],
	};
}

/** Follow-ups of the failover of this pool that are still owed. */
export const followUpsOwed = ({debts, pool}: Pick<Facts, 'debts' | 'pool'>): readonly Debt[] =>
	debts.filter(({kind, about}) => ['dns', 'federationRoute', 'xmppRoute', 'voice'].includes(kind) && about.pool === pool);

const isDone = ({about}: Debt) => about.isDone === true;

/** c.9: what was never done is not needed any more, once the users are home and the Edge pools that the routes name answer again. */
export function closeFollowUps(facts: Facts): Step {
	const host = hostOf(facts);
	const moot = followUpsOwed(facts).filter(debt => !isDone(debt));
	const edges = [...new Set(moot.map(({about}) => textOf(about.edge)).filter(Boolean))];
	const computers = facts.deployment.edgePools.filter(({fqdn}) => edges.includes(fqdn)).map(({computers: [first]}) => first ?? '');
	return {
		title: say('step.closeFollowUps.title', {pool: facts.pool}),
		why: say('step.closeFollowUps.why'),
		number: '9',
		look: all(read(host, 'Get-CsSite'), ...computers.filter(Boolean).map(computer => tcp(computer, sipPort, host))),
		judge(answers): Judgement {
			const [sites] = answers;
			const routes = new Set(
				objectsOf(sites).flatMap(site => [site.FederationRoute, site.XmppFederationRoute].map(route => poolOfIdentity(textOf(route)))),
			);
			const elsewhere = edges.filter(edge => !routes.has(edge));
			const answering = answeringOn(answers, sipPort);
			const dead = computers.filter(computer => !answering.includes(computer));
			const evidence = [
				seen(sites, elsewhere.length === 0 ? 'good' : 'bad', 'evidence.routes', {edges, elsewhere, count: elsewhere.length}),
				seen(answers.at(-1), dead.length === 0 ? 'good' : 'bad', 'evidence.routeEdges', {dead, count: dead.length}),
			];
			if (!sites?.end.ok) return {says: 'cannotTell', why: say('edge.unknown', {message: errorOf(sites)}), evidence, mayGoOn: true};
			return dead.length === 0 && elsewhere.length === 0
				? {says: 'holds', evidence}
				: {says: 'cannotTell', why: say('routes.notBack', {edges: [...new Set([...elsewhere, ...dead])]}), evidence, mayGoOn: true};
		},
		closes: () => moot.map(({id}) => id),
	};
}

/** c.9 and c.7: what was done is undone. Nothing of it can be read by a cmdlet that this version asks. */
export function undoFollowUps(facts: Facts): Step {
	const owed = followUpsOwed(facts).filter(isDone);
	return {
		title: say('step.undoFollowUps.title', {pool: facts.pool}),
		why: say('step.undoFollowUps.why'),
		number: '9',
		manual: {items: owed.map(({title}) => title)},
		maySkip: true,
		closes: () => owed.map(({id}) => id),
	};
}
