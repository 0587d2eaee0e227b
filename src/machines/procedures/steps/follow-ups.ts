/** What is left when the users are served: names, routes and voice, each in a tool of its own. What is left open is a debt. */
import {type Debt, type DebtKind, debtId} from '../../debt.js';
import {say} from '../../message.js';
import type {Step} from '../../step.js';
import {type Facts, homeOf, livingPartnerOf} from '../facts.js';

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
		opens: () =>
			routes.map(
				({kind, site, edge}): Debt => ({
					id: debtId(kind, site),
					kind,
					title: say(`debt.${kind}`, {site, edge}),
					about: {pool: facts.pool, site, edge},
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

/** c.9 and c.7: what was done is undone, what was left is not needed any more. Nothing here can be read by a cmdlet of this version. */
export function undoFollowUps(facts: Facts): Step {
	const owed = followUpsOwed(facts);
	return {
		title: say('step.undoFollowUps.title', {pool: facts.pool}),
		why: say('step.undoFollowUps.why'),
		number: '9',
		manual: {items: owed.map(({title}) => title)},
		maySkip: true,
		closes: () => owed.map(({id}) => id),
	};
}
