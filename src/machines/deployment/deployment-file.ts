/**
 * A deployment file, read: its text becomes a deployment, or one sentence with place and remedy. It never throws.
 *
 * JSON, then its form (`deployment-schema.ts`), then what must agree (`deployment-checks.ts`), then what was left out
 * (`deployment-parts.ts`). Fields that nobody knows are warned of.
 */

import type {Message} from '../message.js';
import type {ClosedWay, Deployment, OtherPool} from './deployment.js';
import {firstLabel} from './deployment.js';
import {checkExternalNames, checkHosts, checkSqlServers, type Names, namesOf, partnersOf} from './deployment-checks.js';
import {
	computersOf,
	editionOf,
	type Fill,
	type PoolSurroundings,
	toCentralManagement,
	toEdgePool,
	toOtherPool,
	toPool,
} from './deployment-parts.js';
import {type DeploymentForm, type OtherPoolForm, readDeploymentForm, strictIssues} from './deployment-schema.js';
import {toSites} from './deployment-sites.js';
import {placeOf, problemOr, refuse, shown, unknownFields} from './file-problem.js';
import {checkSchemaNumber, parseJsonText} from './json-text.js';

export type ParsedDeployment = {readonly deployment: Deployment; readonly warnings: readonly Message[]} | {readonly problem: Message};

/** `file` is the name that the sentences use. */
export const parseDeployment = (text: string, file: string): ParsedDeployment =>
	problemOr('deployment', file, () => {
		const value = parseJsonText(text);
		checkSchemaNumber(value, 1);
		const deployment = toDeployment(readDeploymentForm(value));
		return {deployment, warnings: unknownFields('deployment', file, strictIssues(value))};
	});

/** Topology Builder's own default [topology §5]. */
const usualSyncIntervalMs = 120_000;
/** A list of defaults is read by people; a file that lacks more than this is a sketch. */
const mostDefaults = 1_000;

const toDeployment = (form: DeploymentForm): Deployment => {
	if (form.pools.length === 0) refuse('noPools', {place: 'pools'});
	const defaults: string[] = [];
	const fill: Fill = (place, value) => {
		if (defaults.length < mostDefaults) defaults.push(place);
		return value;
	};

	const sipDomains = form.sipDomains?.length ? form.sipDomains : fill('sipDomains', [domainOf(form.pools[0]?.fqdn ?? '')]);
	const sipDomain = sipDomains[0] as string;
	const name = form.name ?? fill('name', titled(firstLabel(sipDomain)));

	const edgePoolForms = form.edgePools ?? [];
	const otherForms = otherPoolForms(form);
	const shapes = form.pools.map((pool, index) => {
		const place = `pools[${index}]`;
		const edition = editionOf(pool, place, fill);
		return {fqdn: pool.fqdn, place, index, edition, computers: computersOf(pool, edition, place, fill)};
	});
	const places = checkHosts([
		...shapes,
		...edgePoolForms.map(({fqdn, computers}, index) => ({fqdn, computers: computers ?? [fqdn], place: `edgePools[${index}]`})),
		...otherForms.map(({pool: {fqdn, computers}, place}) => ({fqdn, computers: computers ?? [fqdn], place})),
	]);
	checkExternalNames(edgePoolForms);

	const edgePoolNames = namesOf(
		'EdgePool',
		edgePoolForms.map(edgePool => edgePool.fqdn),
	);
	const {sites, siteOf} = toSites(form, edgePoolNames, fill);
	const edgeSites = edgePoolForms.map((edgePool, index) => siteOf(edgePool.site, `edgePools[${index}].site`));
	const edgePoolOfSite = firstOfSite(edgePoolForms.map(({fqdn}, index) => ({fqdn, site: edgeSites[index] as string})));
	const otherPools = otherForms.map(({pool, role, place}) =>
		toOtherPool(pool, role, siteOf(pool.site, `${place}.site`), place, role === 'branch' ? unnamed : fill),
	);
	const poolNames = namesOf(
		'Pool',
		form.pools.map(pool => pool.fqdn),
	);
	const partners = partnersOf(form.pools, poolNames, place => fill(place, undefined));
	const voices = voicesOf(form, poolNames);

	const pools = form.pools.map((pool, index) => {
		const shape = shapes[index] as (typeof shapes)[number];
		const site = siteOf(pool.site, `${shape.place}.site`);
		const around: PoolSurroundings = {
			...shape,
			site,
			partner: partners.get(pool.fqdn),
			nearEdgePool: edgePoolOfSite.get(site),
			edgePoolNames,
			sipDomain,
			voice: voices.get(pool.fqdn),
		};
		return toPool(pool, around, fill);
	});
	checkSqlServers(pools, places);

	const directors = otherPools.filter(pool => pool.role === 'director').map(pool => pool.fqdn);
	const nextHopNames = namesOf('NextHop', [...pools.map(pool => pool.fqdn), ...directors]);
	const poolOfSite = firstOfSite(pools);
	const routes = {
		federation: new Set(sites.map(site => site.federationRoute)),
		xmpp: new Set(sites.map(site => site.xmppFederationRoute)),
	};
	const freeName = freeExternalName(edgePoolForms, sipDomain);
	const edgePools = edgePoolForms.map((edgePool, index) => {
		const site = edgeSites[index] as string;
		const nearPool = poolOfSite.get(site);
		return toEdgePool(edgePool, {place: `edgePools[${index}]`, site, nearPool, nextHopNames, routes, freeName}, fill);
	});

	const firewallNames = namesOf('Pool', ['outside', ...pools.map(pool => pool.fqdn), ...edgePools.map(pool => pool.fqdn)]);
	const computerNames = namesOf(
		'Computer',
		pools.flatMap(pool => pool.computers),
	);
	const cms = toCentralManagement(form.cms, pools, {pools: poolNames, computers: computerNames}, fill);
	return {
		name,
		sipDomains,
		sites,
		pools,
		edgePools,
		otherPools,
		cms,
		backupSyncIntervalMs: form.backupService?.syncInterval ?? fill('backupService.syncInterval', usualSyncIntervalMs),
		people: (form.people ?? []).map(({phone, ...person}) => (phone ? {...person, phone} : person)),
		...(form.federatedPartner ? {federatedPartner: form.federatedPartner} : {}),
		...(form.xmppContact ? {xmppContact: form.xmppContact} : {}),
		...(form.firewall ? {firewall: form.firewall.map((closed, index) => toClosedWay(closed, `firewall[${index}]`, firewallNames))} : {}),
		...nameServersIn(form),
		...approvalIn(form),
		...(form.capturedAt ? {capturedAt: form.capturedAt} : {}),
		defaults,
	};
};

const toClosedWay = ({from, to, ports}: NonNullable<DeploymentForm['firewall']>[number], place: string, names: Names): ClosedWay => ({
	from: names(from, `${place}.from`),
	to: names(to, `${place}.to`),
	...(ports ? {ports} : {}),
});

const nameServersIn = ({resolvers}: DeploymentForm): Pick<Deployment, 'resolvers'> => {
	const {internal, external} = resolvers ?? {};
	return internal || external ? {resolvers: {...(internal ? {internal} : {}), ...(external ? {external} : {})}} : {};
};

const approvalIn = ({approval}: DeploymentForm): Pick<Deployment, 'dataLossApproval'> => {
	const {forDataLoss, allowedSigners, sameAccount} = approval ?? {};
	if (sameAccount === false && !allowedSigners) refuse('nobodyApproves', {place: 'approval.sameAccount'});
	if (!forDataLoss) return {};
	return {dataLossApproval: {...(allowedSigners ? {allowedSigners} : {}), sameAccount: sameAccount ?? true}};
};

const firstOfSite = (pools: readonly {readonly fqdn: string; readonly site: string}[]): ReadonlyMap<string, string> =>
	new Map(pools.map(({site, fqdn}) => [site, fqdn] as const).reverse());

type OtherForm = {readonly pool: OtherPoolForm; readonly role: OtherPool['role']; readonly place: string};

/** Directors, Mediation pools, others, and the Survivable Branch Appliances, which stand in their branch site. */
const otherPoolForms = (form: DeploymentForm): readonly OtherForm[] => [
	...(['directors', 'mediationPools', 'otherPools'] as const).flatMap(list =>
		(form[list] ?? []).map((pool, index) => ({pool, role: roles[list], place: `${list}[${index}]`})),
	),
	...(form.branchSites ?? []).flatMap((branch, site) =>
		(branch.sbas ?? []).map((appliance, index) => ({
			pool: {...appliance, site: branch.name},
			role: 'branch' as const,
			place: `branchSites[${site}].sbas[${index}]`,
		})),
	),
];

const roles = {directors: 'director', mediationPools: 'mediation', otherPools: 'other'} as const;

/** An appliance is always one computer: there is nothing to say about it. */
const unnamed: Fill = (_, value) => value;

/** `voiceResiliency` has the names of pools as its keys, each given once. */
const voicesOf = (form: DeploymentForm, names: Names): ReadonlyMap<string, NonNullable<PoolSurroundings['voice']>> => {
	const voices = new Map<string, NonNullable<PoolSurroundings['voice']>>();
	for (const [key, voice] of Object.entries(form.voiceResiliency ?? {})) {
		const place = placeOf(['voiceResiliency', key]);
		const fqdn = names(key, place);
		const other = voices.get(fqdn);
		if (other) refuse('duplicate', {place, other: other.place, name: shown(fqdn)});
		voices.set(fqdn, {place, form: voice});
	}
	return voices;
};

/** `sip`, `sip2`, `sip3` …, as in the product's own examples. */
const freeExternalName = (edgePools: DeploymentForm['edgePools'], sipDomain: string): (() => string) => {
	const taken = new Set((edgePools ?? []).flatMap(({accessEdge, webConf, av}) => [accessEdge, webConf, av]));
	let count = 0;
	return () => {
		let name: string;
		do {
			count += 1;
			name = `sip${count === 1 ? '' : count}.${sipDomain}`;
		} while (taken.has(name));
		return name;
	};
};

const domainOf = (fqdn: string): string => {
	const dot = fqdn.indexOf('.');
	return dot < 0 ? refuse('noDomain', {place: 'sipDomains', name: shown(fqdn)}) : fqdn.slice(dot + 1);
};

const titled = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);
