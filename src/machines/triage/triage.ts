/**
 * The smallest triage: from what answers over the network, which procedure would be the right one, what speaks for it and what against.
 * It proposes and starts nothing; the steps of a procedure look again, closer, and ask.
 *
 *   nothing answers → a site → a pool → its Back End → the Central Management store → one server of several → an Edge pool → all answers
 */
import type {Debt} from '../debt.js';
import {type Deployment, poolOf} from '../deployment/deployment.js';
import {type Message, say} from '../message.js';
import type {ProcedureId} from '../procedures/ids.js';
import {type Count, isSilent, isUnknown, type PoolReach, type Reachability, type SiteReach} from '../topology/reachability.js';
import {ofEdge} from './triage-edge.js';

export type Situation =
	| 'nothingAnswers'
	| 'siteLost'
	| 'poolLost'
	| 'backEndLost'
	| 'cmsLost'
	| 'partnerDownToo'
	| 'noPartner'
	| 'someServers'
	| 'edgeLost'
	| 'cannotTell'
	| 'allAnswers';

export type Finding = {
	readonly situation: Situation;
	/** What is so, in one sentence. */
	readonly what: Message;
	/** Of the catalogue; absent: nothing is to be failed over for this. */
	readonly proposes?: {readonly procedure: ProcedureId; readonly pool: string};
	readonly evidence: readonly Message[];
	readonly against: readonly Message[];
};

/** The gravest first; never empty. `debts`: what earlier sessions left on this deployment. */
export function triage(deployment: Deployment, reach: Reachability, debts: readonly Debt[] = []): readonly Finding[] {
	if (isUnknown(reach)) return [{situation: 'cannotTell', what: say('triage.noNames', {all: reach.all}), evidence: [], against: []}];
	if (isSilent(reach)) {
		return [
			{
				situation: 'nothingAnswers',
				what: say('triage.nothingAnswers', {all: reach.all}),
				evidence: [],
				against: [say('triage.nothingAnswers.against')],
			},
		];
	}
	const findings = reach.sites.flatMap(site => [
		...site.pools.flatMap(pool => ofPool({deployment, reach, debts}, site, pool)),
		...site.edges.flatMap(edge => ofEdge(deployment, reach, site, edge)),
	]);
	if (findings.length === 0) {
		return [{situation: 'allAnswers', what: say('triage.allAnswers'), evidence: [], against: [say('triage.allAnswers.against')]}];
	}
	return findings.toSorted((a, b) => gravity.indexOf(a.situation) - gravity.indexOf(b.situation));
}

const gravity: readonly Situation[] = [
	...(['nothingAnswers', 'partnerDownToo', 'siteLost', 'poolLost', 'noPartner', 'backEndLost', 'cmsLost'] as const),
	...(['someServers', 'edgeLost', 'cannotTell', 'allAnswers'] as const),
];

type Seen = {readonly deployment: Deployment; readonly reach: Reachability; readonly debts: readonly Debt[]};

function ofPool(all: Seen, site: SiteReach, pool: PoolReach): readonly Finding[] {
	const {fqdn, serving, unnamed, sql} = pool;
	if (pool.all === 0) return [];
	if (isUnknown(pool)) return [{situation: 'cannotTell', what: say('triage.poolUnnamed', {pool: fqdn}), evidence: [], against: []}];
	if (serving === 0) return [lost(all, site, pool)];
	if (isSilentOrRefused(sql)) return [backEndLost(all, pool)];
	if (pool.store && isSilentOrRefused(pool.store)) return [cmsLost(all, pool)];
	if (serving + unnamed < pool.all) return [someServers(pool)];
	return unnamed > 0
		? [{situation: 'cannotTell', what: say('triage.someUnnamed', {pool: fqdn, count: unnamed}), evidence: [], against: []}]
		: [];
}

/** SQL that is refused is stopped: the computer may live, the store does not. */
const isSilentOrRefused = ({all, serving, unnamed}: Count): boolean => all > 0 && serving === 0 && unnamed === 0;

/** No Front End of it serves. With its whole site, or alone. */
function lost(seen: Seen, site: SiteReach, pool: PoolReach): Finding {
	const isWholeSite = isSilent(site);
	const evidence = [
		say('triage.frontEnds', {pool: pool.fqdn, serving: pool.serving, all: pool.all}),
		isWholeSite
			? say('triage.siteSilent', {site: site.name, all: site.all})
			: say('triage.siteAnswers', {site: site.name, answering: site.answering, all: site.all}),
		...ofSql(pool),
		...ofCms(pool),
	];
	const against = [
		isWholeSite ? say('triage.onlyCutOff', {site: site.name}) : say('triage.onlyPort'),
		...(pool.answering > 0 ? [say('triage.refuses', {pool: pool.fqdn, count: pool.answering})] : []),
		say('triage.waiting'),
	];
	const what = isWholeSite
		? say('triage.siteLost', {site: site.name, pool: pool.fqdn})
		: say('triage.poolLost', {pool: pool.fqdn, site: site.name, others: site.answering - pool.answering});
	const finding = toPartner(seen, pool, {situation: isWholeSite ? 'siteLost' : 'poolLost', what, evidence, against});
	return withEdges(seen, site, finding);
}

/** Its Front Ends run on without their store: users may still be served, with limits. */
function backEndLost(seen: Seen, pool: PoolReach): Finding {
	return toPartner(seen, pool, {
		situation: 'backEndLost',
		what: say('triage.backEndLost', {pool: pool.fqdn}),
		evidence: [...ofSql(pool), say('triage.frontEnds', {pool: pool.fqdn, serving: pool.serving, all: pool.all}), ...ofCms(pool)],
		against: [say('triage.sqlFirst'), say('triage.onlySqlPort')],
	});
}

/** The users are served; without the store nobody can be failed over and nothing configured. */
function cmsLost({deployment, reach}: Seen, pool: PoolReach): Finding {
	const standby = deployment.cms.standby;
	const what = say('triage.cmsLost', {server: deployment.cms.scp.server, pool: pool.fqdn});
	const evidence = [say('triage.storeSilent', {server: deployment.cms.scp.server})];
	const against = [say('triage.usersServed', {pool: pool.fqdn}), say('triage.onlySqlPort')];
	const isReady = standby !== undefined && servingOf(reach, standby) > 0;
	return {
		situation: 'cmsLost',
		what,
		...(isReady ? {proposes: {procedure: 'storeFailover', pool: pool.fqdn}} : {}),
		evidence: standby ? [...evidence, say('triage.standby', {standby, serving: servingOf(reach, standby)})] : evidence,
		against: standby ? against : [say('triage.noStandby'), ...against],
	};
}

/** Nothing is failed over for one server of several: the pool goes on without it. */
function someServers({fqdn, all, serving, unnamed}: PoolReach): Finding {
	const silent = all - serving - unnamed;
	return {
		situation: 'someServers',
		what: say('triage.someServers', {pool: fqdn, silent, all}),
		evidence: [say('triage.frontEnds', {pool: fqdn, serving, all})],
		against: [say(serving * 2 <= all ? 'triage.quorumInDanger' : 'triage.poolGoesOn', {pool: fqdn})],
	};
}

/** What is lost goes to the pool that stands by for it: when there is one, and when it is there. */
function toPartner({deployment, reach, debts}: Seen, pool: PoolReach, finding: Finding): Finding {
	const partner = poolOf(deployment, pool.fqdn)?.backupPool;
	if (partner === undefined) {
		return {...finding, situation: 'noPartner', against: [say('triage.noPartner', {pool: pool.fqdn}), ...finding.against]};
	}
	const serving = servingOf(reach, partner);
	const theirs = reach.sites.flatMap(({pools}) => pools).find(({fqdn}) => fqdn === partner);
	if (theirs && isUnknown(theirs)) return {...finding, against: [say('triage.partnerUnknown', {partner}), ...finding.against]};
	const evidence = [...finding.evidence, say('triage.partner', {partner, serving})];
	if (serving === 0) {
		return {...finding, situation: 'partnerDownToo', evidence, against: [say('triage.partnerDownToo', {partner}), ...finding.against]};
	}
	// Its own users cannot leave before those of its partner are home: the only road is both, by force (inferred).
	if (debts.some(({kind, about}) => kind === 'failedOver' && about.pool === partner)) {
		const carries = say('triage.carriesPartner', {pool: pool.fqdn, partner});
		return {...finding, proposes: {procedure: 'forcedSwap', pool: pool.fqdn}, evidence: [carries, ...evidence]};
	}
	return {...finding, proposes: {procedure: 'poolFailover', pool: pool.fqdn}, evidence};
}

/** With a site, what its Edge pools carried is lost too, and goes to those of another one. */
function withEdges({reach}: Seen, site: SiteReach, finding: Finding): Finding {
	if (finding.situation !== 'siteLost' || finding.proposes?.procedure !== 'poolFailover' || site.edges.length === 0) return finding;
	const others = reach.sites
		.flatMap(({edges}) => edges)
		.filter(({fqdn, serving}) => serving > 0 && !site.edges.some(own => own.fqdn === fqdn));
	if (others.length === 0) return finding;
	const living = say('triage.otherEdges', {edges: others.map(({fqdn}) => fqdn), count: others.length});
	return {...finding, proposes: {...finding.proposes, procedure: 'siteFailover'}, evidence: [...finding.evidence, living]};
}

const servingOf = (reach: Reachability, fqdn: string): number =>
	reach.sites.flatMap(({pools}) => pools).find(pool => pool.fqdn === fqdn)?.serving ?? 0;

const ofSql = ({fqdn, sql}: PoolReach): readonly Message[] =>
	sql.all > 0 ? [say('triage.sql', {pool: fqdn, serving: sql.serving, all: sql.all})] : [];
const ofCms = ({fqdn, cms}: PoolReach): readonly Message[] => (cms === 'active' ? [say('triage.hasCms', {pool: fqdn})] : []);
