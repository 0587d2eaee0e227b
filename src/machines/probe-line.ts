/** What a probe found, as one line of the log. */
import type {AskEnd} from './ask.js';
import {type Message, say} from './message.js';
import type {DnsProbe, Probe, TcpProbe, TlsProbe} from './probe.js';
import {dnsIn, textOfRecord, tlsIn} from './probe-output.js';

type Said = {readonly severity: 'info' | 'warning'; readonly message: Message};

export function probeSaid(probe: Probe, end: AskEnd): Said {
	switch (probe.probe) {
		case 'tcp':
			return tcpSaid(probe, end);
		case 'dns':
			return dnsSaid(probe, end);
		case 'tls':
			return tlsSaid(probe, end);
	}
}

function tcpSaid({from, to, port}: TcpProbe, end: AskEnd): Said {
	const state = end.ok && typeof end.output === 'string' ? end.output : 'silent';
	const message = from ? say('log.probeFrom', {from, to, port, state}) : say('log.probe', {port, state});
	return {severity: state === 'open' ? 'info' : 'warning', message};
}

function dnsSaid({type, of, resolver}: DnsProbe, end: AskEnd): Said {
	const output = dnsIn(end);
	const state = output?.dns ?? 'silent';
	const records = (output?.records ?? []).filter(record => record.type === type).map(textOfRecord);
	return {severity: state === 'found' ? 'info' : 'warning', message: say('log.dns', {type, of, resolver, state, records})};
}

function tlsSaid({port, serverName}: TlsProbe, end: AskEnd): Said {
	const output = tlsIn(end);
	if (output?.tls !== 'certificate') {
		return {severity: 'warning', message: say('log.noCertificate', {port, name: serverName, state: output?.tls ?? 'silent'})};
	}
	const {names, notBefore, notAfter, validity, hasName} = output.certificate;
	const message = say('log.certificate', {
		port,
		name: serverName,
		hasName: hasName ? 'yes' : 'no',
		names,
		validity,
		from: dayOf(notBefore),
		until: dayOf(notAfter),
	});
	return {severity: hasName && validity === 'valid' ? 'info' : 'warning', message};
}

const dayOf = (isoTime: string): string => isoTime.slice(0, 10);
