/**
 * The name servers of the simulated deployment. They always answer (model). What somebody changes there by hand is in the answers when
 * the old ones have outlived their time: until then a server that has asked before goes on saying what it remembers (model).
 */
import type {DnsChange, DnsOutput, DnsProbe, DnsRecord, RecordType, Resolver} from '../../machines/probe.js';
import {isServing} from './reach.js';
import {type Simulation, seconds} from './simulation.js';
import {geoTtl, usualTtl} from './zones.js';

/** Nobody writes longer chains; who writes a ring gets an error, as from a real server. */
const longestChain = 16;

export const lookUp = (sim: Simulation, {of, type, resolver}: DnsProbe): DnsOutput => {
	const led: DnsRecord[] = [];
	let name = normal(of);
	for (let steps = 0; steps < longestChain; steps++) {
		const records = recordsOf(sim, resolver, name, type);
		if (records.length > 0) return {dns: 'found', records: [...led, ...records]};
		const [alias] = type === 'CNAME' ? [] : recordsOf(sim, resolver, name, 'CNAME');
		if (alias?.type !== 'CNAME') return {dns: exists(sim, resolver, name) ? 'noRecords' : 'unknownName', records: led};
		led.push(alias);
		name = normal(alias.target);
	}
	return {dns: 'serverFailed', records: []};
};

/** Somebody leaves all records of a name and type as these. */
export const changeNames = (sim: Simulation, change: DnsChange): void => {
	const old = recordsOf(sim, change.dnsChange, normal(change.of), change.type);
	// That there was none is remembered as well.
	const ttl = old.length > 0 ? Math.max(...old.map(record => record.ttl)) : usualTtl;
	sim.world.names.push({...change, of: normal(change.of), seenFrom: sim.clock.now() + ttl * seconds});
};

/** Names whose records somebody left otherwise than they were, answered already or not. Life times do not count. */
export const changedNames = (sim: Simulation): readonly string[] => {
	const last = new Map(sim.world.names.map(change => [`${change.dnsChange} ${change.type} ${change.of}`, change]));
	const textOf = (records: readonly DnsRecord[]) => JSON.stringify(records.map(({ttl: _, ...record}) => Object.entries(record).sort()));
	const isChanged = ({dnsChange, of, type, records}: DnsChange) => textOf(records) !== textOf(startRecords(sim, dnsChange, of, type));
	return [...new Set([...last.values()].filter(isChanged).map(({of}) => of))];
};

export const dnsMs = (sim: Simulation, id: string): number => sim.between(2, 60, 'dns', id);

const normal = (name: string): string => name.toLowerCase().replace(/\.$/, '');

const recordsOf = (sim: Simulation, resolver: Resolver, name: string, type: RecordType): readonly DnsRecord[] => {
	const now = sim.clock.now();
	const changes = sim.world.names.filter(change => change.dnsChange === resolver && change.of === name && change.type === type);
	const seen = changes.findLast(({seenFrom}) => seenFrom <= now)?.records ?? startRecords(sim, resolver, name, type);
	const next = changes.find(({seenFrom}) => seenFrom > now);
	if (!next) return seen;
	const left = Math.ceil((next.seenFrom - now) / seconds);
	return seen.map(record => ({...record, ttl: Math.min(record.ttl, left)}));
};

const startRecords = (sim: Simulation, resolver: Resolver, name: string, type: RecordType): readonly DnsRecord[] => {
	const {zone, geo} = sim.zones()[resolver];
	const byHealth = geo.get(name);
	if (!byHealth || type !== 'A') return (zone.get(name) ?? []).filter(record => record.type === type);
	const serving = [...byHealth].filter(([pool]) => isServing(sim, pool));
	// With nothing alive there is nothing better to say than all of them.
	return (serving.length > 0 ? serving : [...byHealth]).map(([, address]) => ({name, ttl: geoTtl, type, address}));
};

/** Also a name that has none of its own, above one that has. */
const exists = (sim: Simulation, resolver: Resolver, name: string): boolean => {
	const {zone, geo} = sim.zones()[resolver];
	const names = [...zone.keys(), ...geo.keys(), ...sim.world.names.flatMap(change => (change.dnsChange === resolver ? [change.of] : []))];
	const own = new Set(names.filter(other => other === name || other.endsWith(`.${name}`)));
	const types: readonly RecordType[] = ['SRV', 'A', 'AAAA', 'CNAME'];
	return [...own].some(other => types.some(type => recordsOf(sim, resolver, other, type).length > 0));
};
