/** A real name server: what it says of the zones of the simulated deployments is what these say themselves, and its refusals are told apart. */
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {askDns} from '../../../src/adapters/network/dns.js';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import {type DnsChange, type DnsOutput, type DnsRecord, dns, type RecordType, type Resolver} from '../../../src/machines/probe.js';
import {textOfRecord} from '../../../src/machines/probe-output.js';
import {pickedByPartner, srvIn} from '../../../src/machines/srv.js';
import {examplesFolder, loaded} from '../../machines/deployment/deployment-reading.js';
import {nothingWrong} from '../mock/contoso.js';
import {minute, play} from '../mock/player.js';
import {hasKnot, needsKnot, originOf, recordsOf, startKnot, zoneText} from './name-servers.js';

const deploymentOf = (file: string): Deployment => loaded(readFileSync(new URL(`${file}.json`, examplesFolder), 'utf8')).deployment;
const types: readonly RecordType[] = ['SRV', 'A', 'AAAA', 'CNAME'];

/** A server may turn the order of records of one name around. */
const sorted = ({dns: state, records}: DnsOutput) => ({dns: state, records: records.map(each => JSON.stringify(each, keys)).sort()});
const keys = ['name', 'ttl', 'type', 'address', 'target', 'priority', 'weight', 'port'];

describe.skipIf(!hasKnot)(`a real name server ${needsKnot}`, () => {
	/** Every name of a view, names beneath it and above it, and every type: the same end from both. */
	async function compare(world: ReturnType<typeof play>, resolver: Resolver, records: readonly DnsRecord[], asked = records) {
		const byOrigin = Map.groupBy(records, ({name}) => originOf(name));
		const server = await startKnot(Object.fromEntries([...byOrigin].map(([origin, own]) => [origin, zoneText(origin, own)])));
		const names = new Set(asked.flatMap(({name}) => [name, `nobody.${name}`, name.slice(name.indexOf('.') + 1)]));
		let found = 0;
		for (const name of [...names].filter(each => byOrigin.has(originOf(each)) && each !== originOf(each))) {
			for (const type of types) {
				const probe = dns(type, name, resolver);
				const real = await askDns(probe, {resolvers: {[resolver]: server}});
				const {end} = world.ask(probe);
				expect(sorted(real), `${type} ${name}`).toEqual(sorted(end.ok ? (end.output as DnsOutput) : {dns: 'silent', records: []}));
				found += real.dns === 'found' ? 1 : 0;
			}
		}
		expect(found).toBeGreaterThan(3);
	}

	test.each(['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'no-edge', 'same-site'])(
		'says of the zones of %s what the simulated one says',
		async file => {
			const deployment = deploymentOf(file);
			const world = play(nothingWrong, {deployment});
			for (const resolver of ['internal', 'external'] as const) await compare(world, resolver, recordsOf(deployment, resolver));
		},
	);

	test('says of records that were changed by hand what the simulated one says when their time has come', async () => {
		const deployment = deploymentOf('contoso-core');
		const world = play(nothingWrong, {deployment});
		const before = recordsOf(deployment, 'external');
		const changes: readonly Omit<DnsChange, 'dnsChange'>[] = [
			{type: 'A', of: 'sip.contoso.com', records: [{name: 'sip.contoso.com', ttl: 60, type: 'A', address: '198.51.100.10'}]},
			{type: 'A', of: 'sip2.contoso.com', records: []},
			{type: 'SRV', of: '_sip._tls.contoso.com', records: []},
			{type: 'CNAME', of: 'meet.contoso.com', records: [{name: 'meet.contoso.com', ttl: 60, type: 'CNAME', target: 'gone.contoso.com'}]},
			{type: 'AAAA', of: 'new.contoso.com', records: [{name: 'new.contoso.com', ttl: 60, type: 'AAAA', address: '2001:db8::1'}]},
		];
		changes.forEach((change, index) => {
			world.outside(`dns/act${index}`, {dnsChange: 'external', ...change});
		});
		world.wait(20 * minute);
		const isChanged = ({name, type}: DnsRecord) => changes.some(change => change.of === name && change.type === type);
		const after = [...before.filter(record => !isChanged(record)), ...changes.flatMap(({records}) => records)];
		await compare(world, 'external', after, [...before, ...after]);
	});

	const zone = zoneText('contoso.com', [
		{name: '_sipfederationtls._tcp.contoso.com', ttl: 300, type: 'SRV', priority: 10, weight: 0, port: 5061, target: 'sip2.contoso.com'},
		{name: '_sipfederationtls._tcp.contoso.com', ttl: 300, type: 'SRV', priority: 0, weight: 5, port: 5061, target: 'sip.contoso.com'},
		{name: 'lyncdiscover.contoso.com', ttl: 60, type: 'CNAME', target: 'gone.contoso.com'},
		{name: 'sip.contoso.com', ttl: 300, type: 'AAAA', address: '2001:db8::10'},
		...Array.from({length: 40}, (_, index): DnsRecord => {
			return {name: 'large.contoso.com', ttl: 300, type: 'A', address: `203.0.113.${index + 1}`};
		}),
	]);

	test('fails, refuses, does not know and has nothing, each in its own way', async () => {
		const server = await startKnot({'contoso.com': zone, 'broken.test': undefined});
		const ask = async (type: RecordType, of: string) => (await askDns(dns(type, of, 'external'), {resolvers: {external: server}})).dns;
		expect(await ask('A', 'sip.broken.test')).toBe('serverFailed');
		expect(await ask('A', 'sip.fabrikam.com')).toBe('refused');
		expect(await ask('A', 'nobody.contoso.com')).toBe('unknownName');
		expect(await ask('A', 'lyncdiscover.contoso.com')).toBe('unknownName');
		expect(await ask('A', 'sip.contoso.com')).toBe('noRecords');
		expect(await ask('AAAA', 'sip.contoso.com')).toBe('found');
	});

	test('is asked over TCP for what does not fit into a datagram', async () => {
		const server = await startKnot({'contoso.com': zone});
		const {dns: state, records} = await askDns(dns('A', 'large.contoso.com', 'external'), {resolvers: {external: server}});
		expect(state).toBe('found');
		expect(new Set(records.map(textOfRecord)).size).toBe(40);
	});

	test('is asked over IPv6 as well', async () => {
		const server = await startKnot({'contoso.com': zone}, '::1');
		expect((await askDns(dns('AAAA', 'sip.contoso.com', 'internal'), {resolvers: {internal: server}})).dns).toBe('found');
	});

	test('gives the record that a partner picks, whatever order it sends them in', async () => {
		const server = await startKnot({'contoso.com': zone});
		const {records} = await askDns(dns('SRV', '_sipfederationtls._tcp.contoso.com', 'external'), {resolvers: {external: server}});
		expect(pickedByPartner(srvIn(records))?.target).toBe('sip.contoso.com');
	});
});
