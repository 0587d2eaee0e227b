/**
 * What answers, and what was said, in one picture that the triage reads. Pure.
 *
 * A port that was seen open stays open, whatever is said; silence gives way to a word, because a computer that is cut off hears silence
 * too. Where nothing at all answers, silence says nothing of what nobody spoke of.
 */
import type {Deployment} from '../deployment/deployment.js';
import {
	type Count,
	isSilent,
	isUnknown,
	type Reachability,
	reachabilityOf,
	type Said,
	type Seen,
	type SiteReach,
	targetsOf,
} from '../topology/reachability.js';
import {type Part, questionId, type Told, type TriageQuestion} from './told.js';

/** `seen`: absent where nothing was asked of the network. */
export function heardOf(deployment: Deployment, told: Told, seen?: Reachability): Reachability {
	// Everything at its place, and nothing of it answering.
	const plan = seen ?? reachabilityOf(deployment, targetsOf(deployment), []);
	const sees = seen !== undefined && !isSilent(seen) && !isUnknown(seen);
	const sites = plan.sites.map(site => siteHeard(deployment, told, site, sees));
	return {...sumOf(sites), sites, told: seen ? {seen: bare(seen)} : {}};
}

function siteHeard({cms}: Deployment, told: Told, site: SiteReach, sees: boolean): SiteReach {
	const ofSite = told[questionId('site', site.name)];
	const listen = (part: Part, name: string, count: Count): Count => heard(count, {own: told[questionId(part, name)], ofSite, site, sees});
	const pools = site.pools.map(pool => {
		const frontEnds = listen('frontEnds', pool.fqdn, pool);
		// Where Front Ends that serve are silent from here, so is SQL beside them.
		const isBehind = frontEnds.serving > pool.serving;
		const sql = isBehind && !told[questionId('sql', pool.fqdn)] ? unheard : listen('sql', pool.fqdn, pool.sql);
		const ofStore = told[questionId('store', cms.scp.server)];
		const onSql = heard({...unheard, all: 1}, {own: ofStore, ofSite: undefined, site, sees: false});
		const store = pool.store ? listen('store', cms.scp.server, pool.store) : pool.cms === 'active' && ofStore ? onSql : undefined;
		return {...pool, ...frontEnds, sql, ...(store ? {store} : {})};
	});
	const edges = site.edges.map(({fqdn, ...count}) => ({...listen('edge', fqdn, count), fqdn}));
	const isPartlyUnheard = partsOf({pools, edges}).length < partsOf(site).length;
	const seen = sees && !isUnknown(site) ? bare(site) : undefined;
	return {
		...wholeOf(site, sumOf(partsOf({pools, edges})), ofSite?.word === 'dark', sees),
		...(ofSite ? {said: {...ofSite, ...(seen ? {seen} : {})}} : {}),
		...(seen ? {seen} : {}),
		...(isPartlyUnheard ? {isPartlyUnheard} : {}),
		name: site.name,
		pools,
		edges,
	};
}

const partsOf = ({pools, edges}: Pick<SiteReach, 'pools' | 'edges'>): readonly Seen[] =>
	[...pools.flatMap(pool => [pool, pool.sql]), ...edges].filter(({all}) => all > 0);

/** A site is as dark as it is said to be, while nothing of it answers. */
function wholeOf(seen: Seen, parts: Seen, isSaidDark: boolean, sees: boolean): Seen {
	if (isSaidDark && seen.answering === 0) return {all: seen.all, serving: 0, answering: 0, unnamed: 0};
	return sees ? {...bare(seen), answering: Math.max(seen.answering, parts.answering)} : parts;
}

/** Of what a question is about; undefined where nothing of its own is asked there. */
export function countOf({cms}: Deployment, {sites}: Reachability, {part, name}: Pick<TriageQuestion, 'part' | 'name'>): Count | undefined {
	const pools = sites.flatMap(site => site.pools);
	switch (part) {
		case 'site':
			return sites.find(site => site.name === name);
		case 'edge':
			return sites.flatMap(site => site.edges).find(({fqdn}) => fqdn === name);
		case 'store':
			return pools.find(({fqdn}) => fqdn === cms.active)?.store;
		default: {
			const pool = pools.find(({fqdn}) => fqdn === name);
			return part === 'sql' ? pool?.sql : pool;
		}
	}
}

type Spoken = Told[string] | undefined;
type Sources = {readonly own: Spoken; readonly ofSite: Spoken; readonly site: Seen; readonly sees: boolean};

function heard(count: Count, {own, ofSite, site, sees}: Sources): Count {
	if (count.all === 0) return unheard;
	const inherited: Said | undefined = ofSite?.word === 'dark' ? {word: 'none', at: ofSite.at, isOfSite: true} : undefined;
	const said: Said | undefined = own ?? inherited;
	if (!said) return !sees || (isBeyondReach(ofSite, site) && count.answering === 0) ? unheard : bare(count);
	const seen = sees && !isUnknown(count) && count.all > count.unnamed ? bare(count) : undefined;
	const marked = {...said, ...(seen ? {seen} : {})};
	if (seen && seen.serving > 0) return {...seen, said: marked};
	const serving = said.word === 'all' ? count.all : said.word === 'some' ? 1 : 0;
	return {all: count.all, serving, answering: Math.max(serving, seen?.answering ?? 0), unnamed: 0, said: marked};
}

/** Its silence is that of the way to it. */
const isBeyondReach = (ofSite: Spoken, site: Seen) => ofSite?.word === 'cutOff' || (ofSite?.word === 'lives' && isSilent(site));

const unheard: Seen = {all: 0, serving: 0, answering: 0, unnamed: 0};
const bare = ({all, serving, answering, unnamed}: Seen): Seen => ({all, serving, answering, unnamed});

const sumOf = (counts: readonly Seen[]): Seen =>
	counts.reduce<Seen>(
		(sum, {all, serving, answering, unnamed}) => ({
			all: sum.all + all,
			serving: sum.serving + serving,
			answering: sum.answering + answering,
			unnamed: sum.unnamed + unnamed,
		}),
		unheard,
	);
