/** Every probe that this computer can answer itself, over the network. It always ends, and changes nothing. */
import type {NameServers} from '../../machines/deployment.js';
import type {DnsProbe, ProbeEnd, TcpProbe, TlsProbe} from '../../machines/probe.js';
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
