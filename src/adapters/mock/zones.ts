/**
 * The names of the simulated deployment before anybody changes them, as clients inside are answered and as the world is (topology.md §3
 * and §5). Which records a deployment has is read off its pools; priorities and life times are those of the worked example.
 */
import type {Deployment, EdgePool} from '../../machines/deployment/deployment.js';
import type {DnsRecord, Resolver} from '../../machines/probe.js';
import type {Addresses} from './addresses.js';

/** By name, in lower case and without a dot at its end. */
export type Zone = ReadonlyMap<string, readonly DnsRecord[]>;
/** Answers that are chosen by health, as GeoDNS does: by name, the address of each Front End pool. */
export type GeoZone = ReadonlyMap<string, ReadonlyMap<string, string>>;
export type Zones = Readonly<Record<Resolver, {readonly zone: Zone; readonly geo: GeoZone}>>;

/** Seconds. The worked example has 300; DNS failovers are told to take 5 to 60 minutes. */
export const usualTtl = 300;
/** Whoever answers by health keeps answers short (model). */
export const geoTtl = 60;

/** `federationByPriority`: somebody believed that partners go on to the next record. */
type Published = {readonly federationByPriority: boolean};

export const zonesOf = (deployment: Deployment, addresses: Addresses, published: Published = {federationByPriority: false}): Zones => ({
	internal: internalOf(deployment, addresses),
	external: externalOf(deployment, addresses, published),
});

const webNames = ['meet', 'dialin'] as const;

const internalOf = ({pools, edgePools, otherPools, sipDomains}: Deployment, {inside}: Addresses): Zones[Resolver] => {
	const firstInside = new Map(pools.map(({fqdn, computers: [first = '']}) => [fqdn, inside.get(first) ?? '']));
	const [home] = pools;
	const signIn = pools.filter(({fqdn}) => fqdn === home?.fqdn || fqdn === home?.backupPool);
	const zone = [
		...[...inside].map(([computer, address]) => a(computer, address)),
		...[...pools, ...edgePools, ...otherPools].flatMap(({fqdn, computers}) =>
			computers.flatMap(computer => (computer === fqdn ? [] : [a(fqdn, inside.get(computer) ?? '')])),
		),
		...sipDomains.flatMap(domain => [
			...signIn.map(({fqdn}, index) => srv(`_sipinternaltls._tcp.${domain}`, 10 * index, 5061, fqdn)),
			...(home?.computers ?? []).map(computer => a(`sipinternal.${domain}`, inside.get(computer) ?? '')),
			cname(`lyncdiscoverinternal.${domain}`, `lyncdiscover-int.geolb.${domain}`),
			...webNames.map(name => cname(`${name}.${domain}`, `${name}-int.geolb.${domain}`)),
		]),
	];
	return {zone: byName(zone), geo: geoOf(sipDomains, 'int', firstInside)};
};

const externalOf = ({edgePools, sipDomains}: Deployment, {outside, web}: Addresses, {federationByPriority}: Published): Zones[Resolver] => {
	const first = edgePools.filter(({federationEnabled}) => federationEnabled).slice(0, 1);
	const federated = federationByPriority ? [...first, ...edgePools.filter(edge => !first.includes(edge))] : first;
	// A record for every Edge pool is prepared in advance, with different priorities [L-EDGEXMPP].
	const xmpp = edgePools.some(edge => edge.xmpp) ? edgePools : [];
	const addressesOf = (name: string, {computers}: EdgePool, most = computers.length) =>
		computers.slice(0, most).map(computer => a(name, outside.get(computer) ?? ''));
	const zone = [
		...edgePools.flatMap(edge => addressesOf(edge.accessEdge, edge)),
		...sipDomains.flatMap(domain => [
			...edgePools.map(({accessEdge}, index) => srv(`_sip._tls.${domain}`, 10 * index, 443, accessEdge)),
			...federated.map(({accessEdge}, index) => srv(`_sipfederationtls._tcp.${domain}`, 10 * index, 5061, accessEdge)),
			...xmpp.flatMap((edge, index) => {
				const name = `xmpp${index === 0 ? '' : index + 1}.${domain}`;
				return [srv(`_xmpp-server._tcp.${domain}`, 10 * index, 5269, name), ...addressesOf(name, edge, 1)];
			}),
			...['lyncdiscover', ...webNames].map(name => cname(`${name}.${domain}`, `${name}-ext.geolb.${domain}`)),
		]),
	];
	return {zone: byName(zone), geo: geoOf(sipDomains, 'ext', web)};
};

const geoOf = (domains: readonly string[], side: string, pools: ReadonlyMap<string, string>): GeoZone =>
	new Map(domains.flatMap(domain => ['lyncdiscover', ...webNames].map(name => [`${name}-${side}.geolb.${domain}`, pools] as const)));

const a = (name: string, address: string): DnsRecord => ({name, ttl: usualTtl, type: 'A', address});
const cname = (name: string, target: string): DnsRecord => ({name, ttl: usualTtl, type: 'CNAME', target});
const srv = (name: string, priority: number, port: number, target: string): DnsRecord => ({
	name,
	ttl: usualTtl,
	type: 'SRV',
	priority,
	weight: 0,
	port,
	target,
});

const byName = (records: readonly DnsRecord[]): Zone => Map.groupBy(records, ({name}) => name);
