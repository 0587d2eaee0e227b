/**
 * DNS questions as bytes, and bytes as answers. What comes from a server is believed only so far: it must answer this very question, the
 * records must lead there from the name that was asked for, and there is an end to how many are taken.
 */
import {type Answer, decode, encode, RECURSION_DESIRED} from 'dns-packet';
import type {DnsOutput, DnsProbe, DnsRecord, DnsState} from '../../machines/probe.js';

/** `isCut`: it did not fit, and is to be asked for over TCP. */
export type Reply = {readonly isCut: boolean; readonly output: DnsOutput};

/** Nobody writes longer chains of names; a ring is cut here. */
const longestChain = 16;
/** A name has some records, not hundreds. */
const mostRecords = 256;

/** A name that can be written into a question: 63 bytes a label, 253 in all (RFC 1035). */
export function canBeAsked(name: string): boolean {
	const labels = withoutDot(name).split('.');
	return Buffer.byteLength(name) <= 253 && labels.every(label => label !== '' && Buffer.byteLength(label) <= 63);
}

export function questionBytes({of, type}: DnsProbe, id: number): Uint8Array {
	return encode({type: 'query', id, flags: RECURSION_DESIRED, questions: [{type, name: withoutDot(of)}]});
}

/** @returns `foreign` for an answer to something else, `garbled` for what is no answer at all. */
export function readReply(bytes: Buffer, asked: DnsProbe, id: number): Reply | 'foreign' | 'garbled' {
	try {
		const packet = decode(bytes);
		if (packet.type !== 'response' || packet.id !== id) return 'foreign';
		const [question] = packet.questions ?? [];
		// Who refuses may leave the question out.
		if (question && (question.type !== asked.type || !isSame(question.name, asked.of))) return 'foreign';
		const code = 'rcode' in packet ? String(packet.rcode) : '';
		if (!question && code === 'NOERROR') return 'garbled';
		return {isCut: packet.flag_tc === true, output: outputOf(code, packet.answers ?? [], asked)};
	} catch {
		return 'garbled';
	}
}

const states: Readonly<Record<string, DnsState>> = {
	NOERROR: 'noRecords',
	NXDOMAIN: 'unknownName',
	SERVFAIL: 'serverFailed',
	REFUSED: 'refused',
};

function outputOf(code: string, answers: readonly Answer[], {of, type}: DnsProbe): DnsOutput {
	const state = states[code] ?? 'otherError';
	if (state !== 'noRecords' && state !== 'unknownName') return {dns: state, records: []};
	const records = answers.slice(0, mostRecords).flatMap(answer => toRecord(answer) ?? []);
	const led: DnsRecord[] = [];
	let name = of;
	for (let steps = 0; steps < longestChain; steps++) {
		const own = records.filter(record => isSame(record.name, name));
		const found = own.filter(record => record.type === type);
		if (found.length > 0) return {dns: 'found', records: [...led, ...found]};
		const alias = own.find(record => record.type === 'CNAME');
		if (alias?.type !== 'CNAME') break;
		led.push(alias);
		name = alias.target;
	}
	return {dns: state, records: led};
}

function toRecord(answer: Answer): DnsRecord | undefined {
	if (!('ttl' in answer) || ('class' in answer && answer.class !== 'IN')) return undefined;
	// A life time with its highest bit set means none (RFC 2181).
	const ttl = (answer.ttl ?? 0) < 2 ** 31 ? (answer.ttl ?? 0) : 0;
	const name = normal(answer.name);
	switch (answer.type) {
		case 'A':
		case 'AAAA':
			return {name, ttl, type: answer.type, address: answer.data};
		case 'CNAME':
			return {name, ttl, type: 'CNAME', target: normal(answer.data)};
		case 'SRV': {
			const {priority = 0, weight = 0, port, target} = answer.data;
			return {name, ttl, type: 'SRV', priority, weight, port, target: normal(target)};
		}
		default:
			return undefined;
	}
}

const withoutDot = (name: string): string => (name.length > 1 ? name.replace(/\.$/, '') : name);
const normal = (name: string): string => withoutDot(name.toLowerCase());
const isSame = (a: string, b: string): boolean => normal(a) === normal(b);
