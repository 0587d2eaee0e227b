/** The stand-in farm beside a real name server: what partners are answered is asked of it, and is changed in it by hand. */
import {expect, test} from 'vitest';
import {isDnsChange} from '../../src/machines/ask.js';
import type {DnsRecord, Resolver} from '../../src/machines/probe.js';
import {hasKnot, needsKnot, recordsOf, startKnot, zonesText} from '../adapters/network/name-servers.js';
import {loadDeployment} from './play.js';
import {playLive, pretendedHost, repairedSoon} from './play-live.js';

const patienceMs = 120_000;

/** A view, and the server that has it. */
async function view(resolver: Resolver) {
	let records: readonly DnsRecord[] = recordsOf(loadDeployment(), resolver);
	let serial = 1;
	const server = await startKnot(zonesText(records));
	return {
		server: {address: server.address, port: server.port},
		leave(type: string, of: string, left: readonly DnsRecord[]) {
			records = [...records.filter(record => record.name !== of || record.type !== type), ...left];
			server.change(zonesText(records, ++serial));
		},
	};
}

const plays = [
	['federation is moved', 'edge-dark', 'federationFailover', '_sipfederationtls._tcp.contoso.com'],
	['XMPP is moved', 'edge-dark', 'xmppFailover', 'xmpp.contoso.com'],
	['partners are led to where federation is', 'partners-astray', 'inboundFederation', '_sipfederationtls._tcp.contoso.com'],
] as const;

test.skipIf(!hasKnot).each(plays)(
	`%s and given back, with the names that a real name server answers, and is not said to be done before it answers so ${needsKnot}`,
	{timeout: patienceMs},
	async (_, name, begunFor, changedName) => {
		const views = {internal: await view('internal'), external: await view('external')};
		const deployment = {...loadDeployment(), resolvers: {internal: views.internal.server, external: views.external.server}};
		const changed: string[] = [];
		const {end, entries, truth} = await playLive({
			deployment,
			scenario: repairedSoon(name),
			begunFor,
			executable: pretendedHost,
			rate: 500,
			heard(entry) {
				if (entry.kind !== 'outside' || !isDnsChange(entry.what)) return;
				const {dnsChange, type, of, records} = entry.what;
				changed.push(of);
				views[dnsChange].leave(type, of, records);
			},
		});
		expect(end).toEqual({end: 'sealed'});
		expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'done'});
		expect(entries.filter(entry => entry.kind === 'runEnded').map(({run}) => run)).toEqual([begunFor, 'edgeFailback']);
		expect(changed).toContain(changedName);
		// The simulated names were asked by nobody: that they are back a little later than the real ones does not matter.
		expect(truth.left.filter(id => !id.startsWith('names/'))).toEqual([]);
	},
);
