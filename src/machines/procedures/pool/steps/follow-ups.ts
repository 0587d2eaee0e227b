/** What is left when the users are served: names, routes and voice, each in a tool of its own. What is left open is a debt. */
import {all, isTcpProbe} from '../../../ask.js';
import {read} from '../../../cmdlet.js';
import {type Debt, debtId} from '../../../debt.js';
import {poolOfIdentity} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Judgement, Step} from '../../../step/step.js';
import {type Facts, homeOf, hostOf, livingPartnerOf} from '../../facts.js';
import {answeringOn, errorOf, notAskedIn, objectsOf, seen, textOf} from '../../seeing.js';
import {errorSign, notAskedSigns, sipPort} from '../../steps/signs.js';

/** Step 10. Web names and client discovery are not in the product's hands; this version asks no name server, so the operator's word stands. */
export function pointDns(facts: Facts, number = '10'): Step {
	const partner = livingPartnerOf(facts).fqdn;
	const domains = facts.deployment.sipDomains;
	return leftToDo(facts, ['dns'], number, [
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
export function moveRoutes(facts: Facts, number = '11'): Step {
	const items = routesThroughHitSite(facts).map(({kind, site, edge}) => say(`step.routes.${kind}`, {site, edge}));
	return leftToDo(facts, ['federationRoute', 'xmppRoute'], number, items);
}

/** Step 12: never replicated between pools [L-RGSPROC, L-CPDR]; from the 2019 cumulative update of July 2019 on, Response Groups may be. */
export function followUpVoice(facts: Facts, number = '12'): Step {
	const {fqdn} = homeOf(facts);
	const partner = livingPartnerOf(facts).fqdn;
	return leftToDo(
		facts,
		['voice'],
		number,
		['responseGroups', 'callPark', 'lis', 'gateways'].map(what => say(`step.voice.${what}`, {pool: fqdn, partner})),
	);
}

/** The users of the pool run on its partner, and are to come home. `isPlanned`: it was emptied, and nothing of it is broken. */
export function failedOverDebt(facts: Facts, {isPlanned = false} = {}): Debt {
	const home = homeOf(facts);
	const names = {pool: home.fqdn, partner: livingPartnerOf(facts).fqdn};
	return {
		id: debtId('failedOver', home.fqdn),
		kind: 'failedOver',
		title: say('debt.failedOver', {...names, users: home.users}),
		about: {...names, ...(isPlanned ? {isPlanned} : {})},
	};
}

type FollowUp = 'dns' | 'federationRoute' | 'xmppRoute' | 'voice';
const followUps: readonly FollowUp[] = ['dns', 'federationRoute', 'xmppRoute', 'voice'];

/** Owed from the moment at which the users run elsewhere: first to be done, then, where it was done, to be undone. */
export function followUpDebts(facts: Facts, kinds: readonly FollowUp[] = followUps, isDone = false): readonly Debt[] {
	const debt = (kind: FollowUp, about: string, args: Readonly<Record<string, string>>): Debt => ({
		id: debtId(kind, about),
		kind,
		title: say(`debt.${kind}.${isDone ? 'toUndo' : 'toDo'}`, args),
		about: {...args, pool: facts.pool, isDone},
	});
	const all = [
		debt('dns', facts.pool, {pool: facts.pool}),
		...routesThroughHitSite(facts).map(({kind, site, edge}) => debt(kind, site, {site, edge})),
		debt('voice', facts.pool, {pool: facts.pool}),
	];
	return all.filter(({kind}) => kinds.includes(kind as FollowUp));
}

/** Left, it stays owed as it is since the users were moved; done, it is owed back. */
function leftToDo(facts: Facts, kinds: readonly FollowUp[], number: string, items: NonNullable<Step['manual']>['items']): Step {
	const [kind = 'dns'] = kinds;
	return {
		title: say(`step.${kind}.title`, {pool: facts.pool}),
		why: say(`step.${kind}.why`),
		number,
		manual: {items},
		maySkip: true,
		opens: (_learned, end) => (end === 'byHand' ? followUpDebts(facts, kinds, true) : []),
	};
}

/** Follow-ups of the failover of this pool that are still owed. */
export const followUpsOwed = ({debts, pool}: Pick<Facts, 'debts' | 'pool'>): readonly Debt[] =>
	debts.filter(({kind, about}) => followUps.includes(kind as FollowUp) && about.pool === pool);

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
		// Names and voice cannot be looked at: where no route is owed, nothing is compared, and nothing is said to have been.
		look:
			edges.length === 0
				? all()
				: all(read(host, 'Get-CsSite'), ...computers.filter(Boolean).map(computer => tcp(computer, sipPort, host))),
		judge(answers): Judgement {
			if (edges.length === 0) return {says: 'holds', evidence: []};
			const [sites] = answers;
			const routes = new Set(
				objectsOf(sites).flatMap(site => [site.FederationRoute, site.XmppFederationRoute].map(route => poolOfIdentity(textOf(route)))),
			);
			const elsewhere = edges.filter(edge => !routes.has(edge));
			const answering = answeringOn(answers, sipPort);
			const dead = computers.filter(computer => !answering.includes(computer));
			const probe = answers.find(({ask}) => isTcpProbe(ask));
			const evidence = [
				sites?.end.ok
					? seen(sites, elsewhere.length === 0 ? 'good' : 'bad', 'evidence.routes', {edges, elsewhere, count: elsewhere.length})
					: errorSign(sites),
				...notAskedSigns(answers),
				...(probe && notAskedIn(answers).length === 0
					? [seen(probe, dead.length === 0 ? 'good' : 'bad', 'evidence.routeEdges', {edges, dead, count: dead.length})]
					: []),
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
