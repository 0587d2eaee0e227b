/**
 * The port to the network: questions as data, and their ends as data. A probe asks and changes nothing; it always ends, and never
 * fails: that nobody answers is an answer.
 */

export type TcpProbe = {
	readonly probe: 'tcp';
	/** FQDN of the computer that asks; absent: the one that Switchback runs on. */
	readonly from?: string;
	/** A name or an address. */
	readonly to: string;
	readonly port: number;
};

/**
 * `closed`: refused at once, so the computer lives. `unknownName`: nobody could say where it is, which says nothing about the computer.
 * `notAsked`: another computer was to ask, and cannot be made to from here; it says nothing at all, and least of all that it is well.
 */
export type TcpOutput = 'open' | 'closed' | 'silent' | 'unknownName' | 'notAsked';

/** Which of the two views of the names: of the clients inside, or of the world. The deployment says which server has it. */
export type Resolver = 'internal' | 'external';
export type RecordType = 'SRV' | 'A' | 'AAAA' | 'CNAME';

export type DnsProbe = {
	readonly probe: 'dns';
	readonly type: RecordType;
	/** The name whose records are asked for. */
	readonly of: string;
	readonly resolver: Resolver;
};

/** `ttl` in seconds, as the server said it: a server that remembers an answer counts it down. */
export type DnsRecord = {readonly name: string; readonly ttl: number} & (
	| {readonly type: 'A' | 'AAAA'; readonly address: string}
	| {readonly type: 'CNAME'; readonly target: string}
	| SrvData
);
export type SrvData = {
	readonly type: 'SRV';
	readonly priority: number;
	readonly weight: number;
	readonly port: number;
	readonly target: string;
};

/**
 * `found`: records of the type that was asked for. `noRecords`: the name exists, and has none of them. `unknownName`: it does not exist
 * (NXDOMAIN). `serverFailed` (SERVFAIL), `refused` (REFUSED) and `otherError` are said by the server. `cut`: the answer did not fit into
 * a datagram, and over TCP there was none. `closed`: nobody listens there. `silent`: nothing came. `garbled`: what came was no answer.
 * `noResolver`: the deployment names none.
 */
export type DnsState =
	| 'found'
	| 'noRecords'
	| 'unknownName'
	| 'serverFailed'
	| 'refused'
	| 'otherError'
	| 'cut'
	| 'closed'
	| 'silent'
	| 'garbled'
	| 'noResolver';

/** `records`: in the order in which they came; the names that led there (CNAME) come first, also where they lead to nothing. */
export type DnsOutput = {readonly dns: DnsState; readonly records: readonly DnsRecord[]};

/** All records of a name and type, as somebody leaves them in the console of a name server: none, where the list is empty. */
export type DnsChange = {
	readonly dnsChange: Resolver;
	readonly type: RecordType;
	readonly of: string;
	readonly records: readonly DnsRecord[];
};

/** Which certificate answers on a port, and does it carry this name? The name is asked for in the greeting too (SNI). */
export type TlsProbe = {
	readonly probe: 'tls';
	/** A name or an address. */
	readonly to: string;
	readonly port: number;
	readonly serverName: string;
};

/** Times are ISO 8601. Who issued it is told, not judged: this computer need not trust whom a partner trusts. */
export type Certificate = {
	/** Common name and alternative names, without repetition; the first hundred. */
	readonly names: readonly string[];
	readonly issuer: string;
	readonly notBefore: string;
	readonly notAfter: string;
	/** By the clock of whoever asked. */
	readonly validity: 'valid' | 'expired' | 'notYet';
	readonly hasName: boolean;
};

/**
 * `refused`: it speaks TLS, and broke off before it showed a certificate. `noTls`: it answers, with something else or by hanging up.
 * `silent`: connected or not, nothing came.
 */
export type TlsOutput =
	| {readonly tls: 'certificate'; readonly certificate: Certificate}
	| {readonly tls: 'refused' | 'noTls' | 'closed' | 'silent' | 'unknownName'};

export type Probe = TcpProbe | DnsProbe | TlsProbe;
export type ProbeOutput = TcpOutput | DnsOutput | TlsOutput;
export type ProbeEnd = {readonly ok: true; readonly output: ProbeOutput};

export const tcp = (to: string, port: number, from?: string): TcpProbe =>
	from ? {probe: 'tcp', from, to, port} : {probe: 'tcp', to, port};
export const dns = (type: RecordType, of: string, resolver: Resolver): DnsProbe => ({probe: 'dns', type, of, resolver});
export const tls = (to: string, port: number, serverName: string): TlsProbe => ({probe: 'tls', to, port, serverName});

/** As evidence and facts name their source: `TCP 5061`, `DNS SRV`, `TLS 443`. */
export function nameOfProbe(probe: Probe): string {
	switch (probe.probe) {
		case 'tcp':
			return `TCP ${probe.port}`;
		case 'dns':
			return `DNS ${probe.type}`;
		case 'tls':
			return `TLS ${probe.port}`;
	}
}
