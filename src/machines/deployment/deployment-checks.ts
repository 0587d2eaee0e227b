/** What must agree within a deployment: names that name something, names that are given once, pairs that are mutual. */
import {type FrontEndPool, firstLabel, type SqlStore} from './deployment.js';
import {type EdgePoolForm, mostComputers, type PoolForm} from './deployment-schema.js';
import {refuse, shown} from './file-problem.js';

export type NameKind = 'Pool' | 'EdgePool' | 'NextHop' | 'Computer';

/** Finds what a reference names, by its FQDN or by its first label where that is enough; refuses what names nothing. */
export type Names = (reference: string, place: string) => string;

/** A sentence with more names than this is not read. */
export const mostKnown = 8;

export const namesOf = (kind: NameKind, fqdns: readonly string[]): Names => {
	const known = new Set(fqdns);
	const byLabel = Map.groupBy(known, firstLabel);
	return (reference, place) => {
		if (known.has(reference)) return reference;
		const [only, ...others] = byLabel.get(reference) ?? [];
		if (only === undefined) {
			const some = fqdns.slice(0, mostKnown).map(shown);
			return refuse(`unknown${kind}`, {place, name: shown(reference), known: some, count: some.length});
		}
		if (others.length > 0) return refuse('ambiguous', {place, name: shown(reference), known: [only, ...others].slice(0, mostKnown)});
		return only;
	};
};

/** Site names are compared as Active Directory does, without regard to case; the site's own spelling is kept. */
export const siteNames = (names: readonly {readonly name: string; readonly place: string}[]): Names => {
	const spelling = new Map<string, string>();
	for (const {name, place} of names) {
		if (spelling.has(name.toLowerCase())) refuse('duplicateSite', {place: `${place}.name`, name: shown(name)});
		spelling.set(name.toLowerCase(), name);
	}
	const some = names.slice(0, mostKnown).map(({name}) => shown(name));
	return (reference, place) =>
		spelling.get(reference.toLowerCase()) ?? refuse('unknownSite', {place, name: shown(reference), known: some, count: some.length});
};

/** A pool whose one computer bears the pool's name is one host; any other name may be given once in the whole deployment. */
export const checkHosts = (
	pools: readonly {readonly fqdn: string; readonly computers: readonly string[]; readonly place: string}[],
): ReadonlyMap<string, string> => {
	const places = new Map<string, string>();
	const take = (name: string, place: string): void => {
		const other = places.get(name);
		if (other !== undefined) refuse('duplicate', {place, other, name: shown(name)});
		places.set(name, place);
	};
	let computers = 0;
	for (const pool of pools) {
		take(pool.fqdn, `${pool.place}.fqdn`);
		computers += pool.computers.length;
		if (computers > mostComputers) refuse('tooMany', {place: `${pool.place}.computers`, limit: mostComputers});
		if (pool.computers.length === 1 && pool.computers[0] === pool.fqdn) continue;
		for (const [index, computer] of pool.computers.entries()) take(computer, `${pool.place}.computers[${index}]`);
	}
	return places;
};

/**
 * The store of a Standard Edition pool is on the pool itself, that of an Enterprise pool on servers of their own: one host cannot be two
 * things. Pools may share a server. `places`: where each pool and each computer stands.
 */
export const checkSqlServers = (
	pools: readonly {readonly fqdn: string; readonly sql: SqlStore; readonly edition: FrontEndPool['edition']}[],
	places: ReadonlyMap<string, string>,
): void => {
	for (const [index, {fqdn, sql, edition}] of pools.entries()) {
		for (const role of ['primary', 'mirror', 'witness'] as const) {
			const server = sql[role];
			const other = server === undefined || (edition === 'Standard' && server === fqdn) ? undefined : places.get(server);
			if (other !== undefined) refuse('sqlTaken', {place: `pools[${index}].sql.${role}`, other, name: shown(server ?? '')});
		}
	}
};

/** Two Edge pools that answer to one external name cannot be told apart from outside. Within one pool, names differ by port. */
export const checkExternalNames = (edgePools: readonly EdgePoolForm[]): void => {
	const owners = new Map<string, number>();
	for (const [index, edgePool] of edgePools.entries()) {
		for (const field of ['accessEdge', 'webConf', 'av'] as const) {
			const name = edgePool[field];
			if (!name) continue;
			const owner = owners.get(name) ?? index;
			if (owner !== index) {
				refuse('sharedExternalName', {place: `edgePools[${index}].${field}`, name: shown(name), other: `edgePools[${owner}]`});
			}
			owners.set(name, index);
		}
	}
};

/**
 * Who is paired with whom, by FQDN. A pair is mutual and 1:1 [L-PAIROPT]: a side that says nothing is filled in from the other,
 * a side that says something else, or `null` for none, is refused.
 */
export const partnersOf = (pools: readonly PoolForm[], names: Names, fill: (place: string) => void): ReadonlyMap<string, string> => {
	const partners = new Map<string, string>();
	const indexes = new Map(pools.map((pool, index) => [pool.fqdn, index]));
	for (const [index, pool] of pools.entries()) {
		if (!pool.backupPool) continue;
		const place = `pools[${index}].backupPool`;
		const partner = names(pool.backupPool, place);
		if (partner === pool.fqdn) refuse('selfPair', {place, name: shown(partner)});
		partners.set(pool.fqdn, partner);
	}
	for (const [fqdn, partner] of [...partners]) {
		const place = `pools[${indexes.get(fqdn)}].backupPool`;
		const index = indexes.get(partner) ?? 0;
		const other = `pools[${index}].backupPool`;
		const back = partners.get(partner);
		if (back === undefined && pools[index]?.backupPool === undefined) {
			partners.set(partner, fqdn);
			fill(other);
		} else if (back !== fqdn) {
			refuse('notMutual', {place, pool: shown(fqdn), partner: shown(partner), other, says: back ? shown(back) : 'null'});
		}
	}
	return partners;
};
