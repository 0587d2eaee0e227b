/** The sites of a deployment: central ones, then branches, each with its number and the Edge pools that carry its routes. */
import type {Site} from './deployment.js';
import {type Names, siteNames} from './deployment-checks.js';
import type {Fill} from './deployment-parts.js';
import type {DeploymentForm} from './deployment-schema.js';
import {refuse} from './file-problem.js';

/** The site that a field names; in a deployment with one central site the field may be left out. */
export type SiteOf = (site: string | null | undefined, place: string) => string;

type Maybe<Value> = Value | null | undefined;
type Given = {
	readonly place: string;
	readonly name: string;
	readonly number?: Maybe<number>;
	readonly isBranch: boolean;
	readonly parent?: Maybe<string>;
	readonly federationRoute?: Maybe<string>;
	readonly xmppFederationRoute?: Maybe<string>;
};

export const toSites = (form: DeploymentForm, edgePools: Names, fill: Fill): {readonly sites: readonly Site[]; readonly siteOf: SiteOf} => {
	const listed = form.sites?.length ? form.sites : fill('sites', sitesOfPools(form));
	const given: readonly Given[] = [
		...listed.map((site, index) => ({...site, isBranch: 'type' in site && site.type === 'BranchSite', place: `sites[${index}]`})),
		...(form.branchSites ?? []).map((site, index) => ({...site, isBranch: true, place: `branchSites[${index}]`})),
	];
	const names = siteNames(given);
	const [onlySite, ...otherSites] = given.filter(site => !site.isBranch);
	const siteOf: SiteOf = (site, place) => {
		if (site) return names(site, place);
		return onlySite && otherSites.length === 0 ? fill(place, onlySite.name) : refuse('missing', {place});
	};
	const numberOf = siteNumbers(given, fill);
	const sites = given.map(
		(site): Site => ({
			name: site.name,
			number: numberOf(site),
			...(site.isBranch ? {branchOf: siteOf(site.parent, `${site.place}.parent`)} : {}),
			...(site.federationRoute ? {federationRoute: edgePools(site.federationRoute, `${site.place}.federationRoute`)} : {}),
			...(site.xmppFederationRoute ? {xmppFederationRoute: edgePools(site.xmppFederationRoute, `${site.place}.xmppFederationRoute`)} : {}),
		}),
	);
	return {sites, siteOf};
};

/** Without a list, the sites are those that pools and Edge pools name. */
const sitesOfPools = (form: DeploymentForm): readonly {readonly name: string}[] => {
	const spelling = new Map<string, string>();
	for (const {site} of [...form.pools, ...(form.edgePools ?? [])]) {
		if (site && !spelling.has(site.toLowerCase())) spelling.set(site.toLowerCase(), site);
	}
	return [...spelling.values()].map(name => ({name}));
};

/** The file's own number, else the lowest that is free. */
const siteNumbers = (sites: readonly Given[], fill: Fill): ((site: Given) => number) => {
	const owners = new Map<number, string>();
	for (const {number, place} of sites) {
		if (!number) continue;
		const other = owners.get(number);
		if (other !== undefined) refuse('duplicateSiteNumber', {place: `${place}.number`, other: `${other}.number`, number});
		owners.set(number, place);
	}
	let next = 1;
	return ({number, place}) => {
		if (number) return number;
		while (owners.has(next)) next += 1;
		owners.set(next, place);
		return fill(`${place}.number`, next);
	};
};
