/**
 * The smallest triage: from what answers over the network, and what an operator says where that shows too little, which procedure would be
 * the right one, what speaks for it and what against. It proposes and starts nothing; the steps of a procedure look again, closer, and ask.
 *
 *   nothing answers → a site → a pool → its Back End → the Central Management store → one server of several → an Edge pool → all answers
 */
import type {Debt} from '../debt.js';
import {type Deployment, poolOf} from '../deployment/deployment.js';
import {type Message, say} from '../message.js';
import {type Count, isSilent, isUnknown, type PoolReach, type Reachability, type Seen, type SiteReach} from '../topology/reachability.js';
import {isContradicted, isCutOff, isOnSaid, isUnseen, saidOf, seenOf} from './evidence.js';
import type {Finding, Situation} from './finding.js';
import {ofEdge} from './triage-edge.js';
import {ofUnheard, ofWords, seenNothing} from './triage-said.js';

/** The gravest first; never empty. `debts`: what earlier sessions left on this deployment. */
export function triage(deployment: Deployment, reach: Reachability, debts: readonly Debt[] = []): readonly Finding[] {
	if (!reach.told && isUnknown(reach)) return [bare('cannotTell', say('triage.noNames', {all: reach.all}))];
	if (!reach.told && isSilent(reach)) {
		return [bare('nothingAnswers', say('triage.nothingAnswers', {all: reach.all}), say('triage.nothingAnswers.against'))];
	}
	const findings = reach.sites.flatMap(site => [
		...ofWords(reach, site),
		...site.pools.flatMap(pool => ofPool({deployment, reach, debts}, site, pool)),
		...site.edges.flatMap(edge => ofEdge(deployment, reach, site, edge)),
	]);
	if (findings.length > 0) return findings.toSorted((a, b) => gravity.indexOf(a.situation) - gravity.indexOf(b.situation));
	const {told} = reach;
	const isAllSeen = !told || (told.seen !== undefined && !isSilent(told.seen) && !isUnknown(told.seen));
	if (isAllSeen) return [bare('allAnswers', say('triage.allAnswers'), say('triage.allAnswers.against'))];
	return [bare('cannotTell', say('triage.saidTooLittle'), ...seenNothing(told.seen))];
}

const bare = (situation: Situation, what: Message, ...against: readonly Message[]): Finding => ({situation, what, evidence: [], against});

const gravity: readonly Situation[] = [
	...(['nothingAnswers', 'partnerDownToo', 'siteLost', 'poolLost', 'noPartner', 'backEndLost', 'cmsLost'] as const),
	...(['contradiction', 'someServers', 'edgeLost', 'onlyCutOff', 'cannotTell', 'allAnswers'] as const),
];

type Known = {readonly deployment: Deployment; readonly reach: Reachability; readonly debts: readonly Debt[]};

function ofPool(all: Known, site: SiteReach, pool: PoolReach): readonly Finding[] {
	const {fqdn, serving, unnamed, sql} = pool;
	if (pool.all === 0) return ofUnheard(pool);
	if (isUnknown(pool)) return [bare('cannotTell', say('triage.poolUnnamed', {pool: fqdn}))];
	if (serving === 0) return [lost(all, site, pool)];
	if (isSilentOrRefused(sql)) return [backEndLost(all, pool)];
	if (pool.store && isSilentOrRefused(pool.store)) return [cmsLost(all, pool, pool.store)];
	if (serving + unnamed < pool.all) return [someServers(pool)];
	return unnamed > 0 ? [bare('cannotTell', say('triage.someUnnamed', {pool: fqdn, count: unnamed}))] : [];
}

/** SQL that is refused is stopped: the computer may live, the store does not. */
const isSilentOrRefused = ({all, serving, unnamed}: Count): boolean => all > 0 && serving === 0 && unnamed === 0;

/** No Front End of it serves. With its whole site, or alone. */
function lost(known: Known, site: SiteReach, pool: PoolReach): Finding {
	const isWholeSite = isSilent(site) && !site.isPartlyUnheard;
	const {told} = known.reach;
	const evidence = [
		...ofFrontEnds(pool),
		...seenOf(told ? {...nothing, ...site.seen} : site, ({answering, all}) =>
			answering === 0 ? say('triage.siteSilent', {site: site.name, all}) : say('triage.siteAnswers', {site: site.name, answering, all}),
		),
		...ofSql(pool),
		...ofCms(pool),
	];
	const against = [
		...seenNothing(told?.seen),
		...(site.isPartlyUnheard && site.said === undefined ? [say('triage.siteUnheard', {site: site.name})] : []),
		isWholeSite ? say('triage.onlyCutOff', {site: site.name}) : say('triage.onlyPort'),
		...(pool.answering > 0 ? [say('triage.refuses', {pool: pool.fqdn, count: pool.answering})] : []),
		say('triage.waiting'),
	];
	const said = [...saidOf(site, 'site', site.name), ...saidOf(pool, 'frontEnds', pool.fqdn), ...saidOf(pool.sql, 'sql', pool.fqdn)];
	const names = {site: site.name, pool: pool.fqdn};
	const others = site.answering - pool.answering;
	const isSaid = isUnseen(pool);
	const what = isWholeSite
		? say(isSaid ? 'triage.siteSaidLost' : 'triage.siteLost', names)
		: isSaid
			? say('triage.poolSaidLost', names)
			: say('triage.poolLost', {...names, others});
	const finding = toPartner(known, pool, {situation: isWholeSite ? 'siteLost' : 'poolLost', what, evidence, said, against});
	return withEdges(known, site, finding);
}

/** Its Front Ends run on without their store: users may still be served, with limits. */
function backEndLost(known: Known, pool: PoolReach): Finding {
	const isSaid = isOnSaid(pool.sql) || isOnSaid(pool);
	return toPartner(known, pool, {
		situation: 'backEndLost',
		what: say(isSaid ? 'triage.backEndSaidLost' : 'triage.backEndLost', {pool: pool.fqdn}),
		evidence: [...ofSql(pool), ...ofFrontEnds(pool), ...ofCms(pool)],
		said: [...saidOf(pool.sql, 'sql', pool.fqdn), ...saidOf(pool, 'frontEnds', pool.fqdn)],
		against: [...seenNothing(known.reach.told?.seen), say('triage.sqlFirst'), say('triage.onlySqlPort')],
	});
}

/** The users are served; without the store nobody can be failed over and nothing configured. */
function cmsLost({deployment, reach}: Known, pool: PoolReach, store: Count): Finding {
	const {standby, scp} = deployment.cms;
	const {server} = scp;
	const isSaid = isOnSaid(store) || isOnSaid(pool);
	const against = [say('triage.usersServed', {pool: pool.fqdn}), say('triage.onlySqlPort')];
	const theirs = standby === undefined ? undefined : reachOf(reach, standby);
	const isReady = theirs !== undefined && theirs.serving > 0 && !isContradicted(theirs, 'frontEnds');
	return {
		situation: 'cmsLost',
		what: say(isSaid ? 'triage.cmsSaidLost' : 'triage.cmsLost', {server, pool: pool.fqdn}),
		...(isReady ? {proposes: {procedure: 'storeFailover', pool: pool.fqdn}} : {}),
		evidence: [
			...seenOf(store, () => say('triage.storeSilent', {server})),
			...(standby && theirs ? seenOf(theirs, ({serving}) => say('triage.standby', {standby, serving})) : []),
		],
		said: [
			...saidOf(store, 'store', server),
			...saidOf(pool, 'frontEnds', pool.fqdn),
			...(standby && theirs ? saidOf(theirs, 'frontEnds', standby) : []),
		],
		against: [
			...(standby === undefined ? [say('triage.noStandby')] : isReady ? [] : notKnown(theirs, standby)),
			...seenNothing(reach.told?.seen),
			...against,
		],
	};
}

/** Nothing is failed over for one server of several: the pool goes on without it. */
function someServers(pool: PoolReach): Finding {
	const {fqdn, all, serving, unnamed} = pool;
	const isSaid = isOnSaid(pool);
	const goesOn = say(serving * 2 <= all ? 'triage.quorumInDanger' : 'triage.poolGoesOn', {pool: fqdn});
	return {
		situation: 'someServers',
		what: isSaid ? say('triage.someSaidDown', {pool: fqdn}) : say('triage.someServers', {pool: fqdn, silent: all - serving - unnamed, all}),
		evidence: ofFrontEnds(pool),
		said: saidOf(pool, 'frontEnds', fqdn),
		against: [isSaid ? say('triage.askHowMany', {pool: fqdn}) : goesOn],
	};
}

/** What is lost goes to the pool that stands by for it: when there is one, and when it is there. */
function toPartner({deployment, reach, debts}: Known, pool: PoolReach, finding: Finding): Finding {
	const partner = poolOf(deployment, pool.fqdn)?.backupPool;
	if (partner === undefined) {
		return {...finding, situation: 'noPartner', against: [say('triage.noPartner', {pool: pool.fqdn}), ...finding.against]};
	}
	const theirs = reachOf(reach, partner);
	const unknown = notKnown(theirs, partner);
	const said = [...(finding.said ?? []), ...(theirs ? saidOf(theirs, 'frontEnds', partner) : [])];
	if (unknown.length > 0) return {...finding, said, against: [...unknown, ...finding.against]};
	const serving = theirs?.serving ?? 0;
	const isReached = theirs === undefined || !isCutOff(theirs);
	const standsBy = ({serving}: Seen) => say('triage.partner', {partner, serving});
	const evidence = [...finding.evidence, ...(isReached ? seenOf(theirs ?? {...nothing, all: 1}, standsBy) : [])];
	if (serving === 0) {
		const against = [say('triage.partnerDownToo', {partner}), ...finding.against];
		return {...finding, situation: 'partnerDownToo', evidence, said, against};
	}
	const against = [...(isReached ? [] : [say('triage.partnerCutOff', {partner})]), ...finding.against];
	// Its own users cannot leave before those of its partner are home: the only road is both, by force (inferred).
	if (debts.some(({kind, about}) => kind === 'failedOver' && about.pool === partner)) {
		const carries = say('triage.carriesPartner', {pool: pool.fqdn, partner});
		return {...finding, proposes: {procedure: 'forcedSwap', pool: pool.fqdn}, evidence: [carries, ...evidence], said, against};
	}
	return {...finding, proposes: {procedure: 'poolFailover', pool: pool.fqdn}, evidence, said, against};
}

/** Why it is not known whether it serves. */
function notKnown(theirs: PoolReach | undefined, partner: string): readonly Message[] {
	if (!theirs) return [];
	if (theirs.all === 0) return [say('triage.partnerUnheard', {partner})];
	if (isContradicted(theirs, 'frontEnds')) return [say('triage.partnerContradicted', {partner})];
	return isUnknown(theirs) ? [say('triage.partnerUnknown', {partner})] : [];
}

/** With a site, what its Edge pools carried is lost too, and goes to those of another one. */
function withEdges({reach}: Known, site: SiteReach, finding: Finding): Finding {
	if (finding.situation !== 'siteLost' || finding.proposes?.procedure !== 'poolFailover' || site.edges.length === 0) return finding;
	const others = reach.sites
		.flatMap(({edges}) => edges)
		.filter(edge => edge.serving > 0 && !isContradicted(edge, 'edge') && !site.edges.some(own => own.fqdn === edge.fqdn));
	if (others.length === 0) return finding;
	const seen = others.filter(edge => !isOnSaid(edge)).map(({fqdn}) => fqdn);
	const living = seen.length > 0 ? [say('triage.otherEdges', {edges: seen, count: seen.length})] : [];
	const said = [...(finding.said ?? []), ...others.flatMap(edge => saidOf(edge, 'edge', edge.fqdn))];
	const evidence = [...finding.evidence, ...living];
	return {...finding, proposes: {...finding.proposes, procedure: 'siteFailover'}, evidence, said};
}

const reachOf = (reach: Reachability, fqdn: string): PoolReach | undefined =>
	reach.sites.flatMap(({pools}) => pools).find(pool => pool.fqdn === fqdn);

const nothing: Seen = {all: 0, serving: 0, answering: 0, unnamed: 0};
const ofFrontEnds = (pool: PoolReach): readonly Message[] =>
	seenOf(pool, ({serving, all}) => say('triage.frontEnds', {pool: pool.fqdn, serving, all}));
const ofSql = ({fqdn, sql}: PoolReach): readonly Message[] =>
	seenOf(sql, ({serving, all}) => say('triage.sql', {pool: fqdn, serving, all}));
const ofCms = ({fqdn, cms}: PoolReach): readonly Message[] => (cms === 'active' ? [say('triage.hasCms', {pool: fqdn})] : []);
