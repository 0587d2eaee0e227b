/** What only words bring to light: that the way is cut and nothing else, and that what is said and what answers differ. */
import {say} from '../message.js';
import {type Count, isSilent, type PoolReach, type Reachability, type Seen, type SiteReach} from '../topology/reachability.js';
import {isContradicted, isCutOff, saidOf, seenOf} from './evidence.js';
import type {Finding} from './finding.js';
import type {Part} from './told.js';

export function ofWords({told}: Reachability, site: SiteReach): readonly Finding[] {
	if (!told) return [];
	const parts: readonly (readonly [count: Count, part: Part, name: string])[] = [
		...site.pools.flatMap((pool): (readonly [Count, Part, string])[] => [
			[pool, 'frontEnds', pool.fqdn],
			[pool.sql, 'sql', pool.fqdn],
			...(pool.store ? ([[pool.store, 'store', pool.fqdn]] as const) : []),
		]),
		...site.edges.map(edge => [edge, 'edge', edge.fqdn] as const),
	];
	return [...ofSite(site, told.seen), ...parts.flatMap(([count, part, name]) => ofPart(count, part, name))];
}

function ofSite(site: SiteReach, everything: Seen | undefined): readonly Finding[] {
	const {said, name} = site;
	if (!said) return [];
	const seen = seenOf(site, ({answering, all}) => say('triage.siteAnswers', {site: name, answering, all}));
	const spoken = saidOf(site, 'site', name);
	if (isContradicted(site, 'site')) return [contradiction('site', name, seen, spoken)];
	const isHeardSilent = isSilent(said.seen ?? everything ?? nothing);
	if (said.word !== 'cutOff' && !(said.word === 'lives' && isHeardSilent)) return [];
	return [
		{
			situation: 'onlyCutOff',
			what: say('triage.onlyTheWay', {site: name}),
			evidence: seen,
			said: spoken,
			against: [say('triage.onlyTheWay.against', {site: name}), ...seenNothing(everything)],
		},
	];
}

function ofPart(count: Count, part: Part, name: string): readonly Finding[] {
	const seen = seenOf(count, ({serving, all}) => say('triage.portsSeen', {part, name, serving, all}));
	const spoken = saidOf(count, part, name);
	if (isContradicted(count, part)) return [contradiction(part, name, seen, spoken)];
	if (!isCutOff(count)) return [];
	const what = say('triage.partCutOff', {part, name});
	return [{situation: 'onlyCutOff', what, evidence: seen, said: spoken, against: [say('triage.partCutOff.against')]}];
}

const contradiction = (part: Part, name: string, evidence: Finding['evidence'], said: Finding['evidence']): Finding => ({
	situation: 'contradiction',
	what: say('triage.contradiction', {part, name}),
	evidence,
	said,
	against: [say('triage.contradiction.against')],
});

/** Where nothing at all answers, nothing rests on what is seen. */
export const seenNothing = (everything: Seen | undefined): Finding['evidence'] =>
	everything && isSilent(everything) ? [say('triage.seenNothing', {all: everything.all})] : [];

/** Users were said to be without Front Ends, or a store to be down, of a pool whose Front Ends nobody spoke of. */
export function ofUnheard(pool: PoolReach): readonly Finding[] {
	const spoken = [...saidOf(pool.sql, 'sql', pool.fqdn), ...(pool.store ? saidOf(pool.store, 'store', pool.fqdn) : [])];
	const isDown = [pool.sql, pool.store].some(count => count?.said?.word === 'none');
	if (!isDown) return [];
	return [{situation: 'cannotTell', what: say('triage.frontEndsUnheard', {pool: pool.fqdn}), evidence: [], said: spoken, against: []}];
}

const nothing: Seen = {all: 0, serving: 0, answering: 0, unnamed: 0};
