/**
 * A deployment file, read: its text becomes a deployment, or one sentence with place and remedy. It never throws.
 *
 * JSON, then its form (`deployment-schema.ts`), then what must agree (`deployment-checks.ts`), then what was left out
 * (`deployment-parts.ts`). Fields that nobody knows are warned of.
 */
import type {Deployment, OtherPool} from './deployment.js';
import {firstLabel} from './deployment.js';
import {checkExternalNames, checkHosts, type Names, namesOf, partnersOf} from './deployment-checks.js';
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
import {type DeploymentForm, readDeploymentForm, strictIssues} from './deployment-schema.js';
import {type SiteOf, toSites} from './deployment-sites.js';
import {placeOf, problemOr, refuse, shown, unknownFields} from './file-problem.js';
import {checkSchemaNumber, parseJsonText} from './json-text.js';
import type {Message} from './message.js';

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
	const edgePoolNames = namesOf(
		'EdgePool',
		edgePoolForms.map(edgePool => edgePool.fqdn),
	);
	const {sites, siteOf} = toSites(form, edgePoolNames, fill);
	const others = toOtherPools(form, siteOf, fill);

	const shapes = form.pools.map((pool, index) => {
		const place = `pools[${index}]`;
		const edition = editionOf(pool, place, fill);
		return {place, index, edition, computers: computersOf(pool, edition, place, fill), site: siteOf(pool.site, `${place}.site`)};
	});
	const edgeSites = edgePoolForms.map((edgePool, index) => siteOf(edgePool.site, `edgePools[${index}].site`));
	const poolNames = namesOf(
		'Pool',
		form.pools.map(pool => pool.fqdn),
	);
	const partners = partnersOf(form.pools, poolNames, place => fill(place, undefined));
	const voices = voicesOf(form, poolNames);
	checkExternalNames(edgePoolForms);

	const pools = form.pools.map((pool, index) => {
		const near = edgeSites.indexOf(shapes[index]?.site ?? '');
		const around: PoolSurroundings = {
			...(shapes[index] as (typeof shapes)[number]),
			partner: partners.get(pool.fqdn),
			nearEdgePool: edgePoolForms[near]?.fqdn,
			edgePoolNames,
			sipDomain,
			voice: voices.get(pool.fqdn),
		};
		return toPool(pool, around, fill);
	});

	const directors = others.filter(pool => pool.role === 'director').map(pool => pool.fqdn);
	const nextHopNames = namesOf('NextHop', [...pools.map(pool => pool.fqdn), ...directors]);
	const freeName = freeExternalName(edgePoolForms, sipDomain);
	const edgePools = edgePoolForms.map((edgePool, index) => {
		const site = edgeSites[index] as string;
		const nearPools = pools.filter(pool => pool.site === site).map(pool => pool.fqdn);
		return toEdgePool(edgePool, {place: `edgePools[${index}]`, site, nearPools, nextHopNames, sites, freeName}, fill);
	});

	checkHosts([
		...pools.map((pool, index) => ({...pool, place: `pools[${index}]`})),
		...edgePools.map((pool, index) => ({...pool, place: `edgePools[${index}]`})),
		...others,
	]);
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
		otherPools: others.map(({place: _, ...pool}) => pool),
		cms,
		backupSyncIntervalMs: form.backupService?.syncInterval ?? fill('backupService.syncInterval', usualSyncIntervalMs),
		people: (form.people ?? []).map(({phone, ...person}) => (phone ? {...person, phone} : person)),
		...(form.capturedAt ? {capturedAt: form.capturedAt} : {}),
		defaults,
	};
};

/** Directors, Mediation pools and Survivable Branch Appliances. */
const toOtherPools = (form: DeploymentForm, siteOf: SiteOf, fill: Fill): readonly (OtherPool & {readonly place: string})[] => {
	const listed = (['directors', 'mediationPools', 'otherPools'] as const).flatMap(list =>
		(form[list] ?? []).map((pool, index) => {
			const place = `${list}[${index}]`;
			return {...toOtherPool(pool, roles[list], siteOf(pool.site, `${place}.site`), place, fill), place};
		}),
	);
	const appliances = (form.branchSites ?? []).flatMap((branch, site) =>
		(branch.sbas ?? []).map((appliance, index) => {
			const place = `branchSites[${site}].sbas[${index}]`;
			return {...toOtherPool(appliance, 'branch', branch.name, place, unnamed), place};
		}),
	);
	return [...listed, ...appliances];
};

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
	return dot < 0 ? refuse('missing', {place: 'sipDomains'}) : fqdn.slice(dot + 1);
};

const titled = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);
