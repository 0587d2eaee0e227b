/**
 * What a probe found, out of an end that may have been read from a file: then its form is a promise that nobody checked, and what has
 * another form says nothing.
 */
import type {AskEnd} from './ask.js';
import type {Certificate, DnsOutput, DnsRecord, TlsOutput} from './probe.js';

export function dnsIn(end: AskEnd): DnsOutput | undefined {
	const output = outputOf(end);
	if (!isObject(output) || typeof output.dns !== 'string' || !Array.isArray(output.records)) return undefined;
	return output.records.every(isRecord) ? (output as DnsOutput) : undefined;
}

export function tlsIn(end: AskEnd): TlsOutput | undefined {
	const output = outputOf(end);
	if (!isObject(output) || typeof output.tls !== 'string') return undefined;
	return output.tls !== 'certificate' || isCertificate(output.certificate) ? (output as TlsOutput) : undefined;
}

/** As zone files write it: `0 0 443 sip.contoso.com`, `203.0.113.10`. */
export function textOfRecord(record: DnsRecord): string {
	if (record.type === 'SRV') return `${record.priority} ${record.weight} ${record.port} ${record.target}`;
	return record.type === 'CNAME' ? record.target : record.address;
}

type Fields = Readonly<Record<string, unknown>>;

const outputOf = (end: AskEnd): unknown => (end.ok ? end.output : undefined);
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const areTexts = (...values: readonly unknown[]) => values.every(value => typeof value === 'string');
const areNumbers = (...values: readonly unknown[]) => values.every(value => typeof value === 'number');

function isRecord(value: unknown): value is DnsRecord {
	if (!isObject(value) || !areTexts(value.name) || !areNumbers(value.ttl)) return false;
	if (value.type === 'SRV') return areTexts(value.target) && areNumbers(value.priority, value.weight, value.port);
	return value.type === 'CNAME' ? areTexts(value.target) : (value.type === 'A' || value.type === 'AAAA') && areTexts(value.address);
}

const isCertificate = (value: unknown): value is Certificate =>
	isObject(value) &&
	areTexts(value.issuer, value.notBefore, value.notAfter, value.validity) &&
	typeof value.hasName === 'boolean' &&
	Array.isArray(value.names) &&
	areTexts(...value.names);
