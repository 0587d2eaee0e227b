/**
 * Certificates of the simulated deployment (model): Front Ends carry their own name, that of their pool and those that clients look for;
 * an Edge pool its own name inside, and outside its Access Edge name and `sip.` of every SIP domain, as the wizard proposes them.
 */
import type {TlsOutput, TlsProbe} from '../../machines/probe.js';
import {isoAt, type Simulation, seconds} from './simulation.js';
import {placesOf, probe} from './tcp.js';

/** Ports on which TLS begins at once; XMPP (5269) begins in plain text. */
const tlsPorts = new Set([443, 444, 4443, 5061, 5062, 8057]);
const day = 24 * 3600 * seconds;

export const handshake = (sim: Simulation, {to, port, serverName}: TlsProbe): TlsOutput => {
	const answer = probe(sim, {probe: 'tcp', to, port});
	if (answer !== 'open') return {tls: answer};
	const [place] = placesOf(sim, to.toLowerCase());
	if (!place || !tlsPorts.has(port)) return {tls: 'noTls'};
	const names = namesOf(sim, place);
	return {
		tls: 'certificate',
		certificate: {
			names,
			issuer: 'Simulated issuer',
			notBefore: isoAt(sim, -200 * day),
			notAfter: isoAt(sim, 530 * day),
			validity: 'valid',
			hasName: names.includes(serverName.toLowerCase()),
		},
	};
};

const namesOf = (sim: Simulation, {side, pool, computers}: ReturnType<typeof placesOf>[number]): readonly string[] => {
	const {sipDomains} = sim.deployment;
	const edge = sim.edgePools.get(pool);
	const named = (...labels: readonly string[]) => sipDomains.flatMap(domain => labels.map(label => `${label}.${domain}`));
	if (side === 'web') return named('lyncdiscover', 'meet', 'dialin');
	if (edge && side === 'outside') return [...new Set([edge.accessEdge, ...named('sip')])];
	if (!sim.pools.has(pool)) return [...new Set([pool, ...(edge ? [] : computers)])];
	return [...new Set([pool, ...computers, ...named('sip', 'sipinternal', 'lyncdiscoverinternal', 'meet', 'dialin')])];
};

/** As a TCP probe, and one more way there and back for each message of the handshake. */
export const handshakeMs = (sim: Simulation, {tls}: TlsOutput, id: string): number =>
	tls === 'silent' ? 3 * seconds : sim.between(10, 120, 'tls', id);
