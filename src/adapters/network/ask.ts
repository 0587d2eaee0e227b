/** Every probe that this computer can answer itself, over the network. It always ends, and changes nothing. */
import type {NameServers} from '../../machines/deployment/deployment.js';
import type {DnsProbe, Probe, ProbeEnd, TcpProbe, TlsProbe} from '../../machines/probe.js';
import {askDns} from './dns.js';
import {probeTcp} from './tcp.js';
import {askTls} from './tls.js';

/** What another computer is to ask (`from`) cannot be answered from here. */
export type ProbeFromHere = (TcpProbe & {readonly from?: never}) | DnsProbe | TlsProbe;

export async function askFromHere(probe: ProbeFromHere, resolvers: NameServers, signal?: AbortSignal): Promise<ProbeEnd> {
	const ending = signal ? {signal} : {};
	switch (probe.probe) {
		case 'tcp':
			return {ok: true, output: (await probeTcp([probe], ending))[0] ?? 'silent'};
		case 'dns':
			return {ok: true, output: await askDns(probe, {resolvers, ...ending})};
		case 'tls':
			return {ok: true, output: await askTls(probe, ending)};
	}
}

/** Of a live session: what another computer is to ask is not asked, and its end says so. `isHere`: whether a name is this computer's. */
export async function askLive(
	probe: Probe,
	{resolvers, isHere, signal}: {readonly resolvers: NameServers; readonly isHere: (name: string) => boolean; readonly signal: AbortSignal},
): Promise<ProbeEnd> {
	if (probe.probe !== 'tcp') return askFromHere(probe, resolvers, signal);
	const {from, ...asked} = probe;
	return from === undefined || isHere(from) ? askFromHere(asked, resolvers, signal) : {ok: true, output: 'notAsked'};
}
