/**
 * The roads into the deployment from outside, as DNS gives them: each SRV record is one, and it is good when an address of its target
 * answers and shows a certificate with the name that was looked for. Asked in the order in which a client goes (letter j): SRV, address,
 * port, certificate. What was measured from here is the way from here; a partner's may be another one.
 */
import {type Answer, type Ask, isDnsProbe, isTcpProbe, isTlsProbe, type Look, outputOf} from '../../ask.js';
import {type Certificate, type DnsRecord, type DnsState, dns, type Resolver, type SrvData, tcp, tls} from '../../probe.js';
import {dnsIn, textOfRecord, tlsIn} from '../../probe-output.js';
import {srvIn} from '../../srv.js';
import type {Evidence} from '../../step/step.js';
import {seen} from '../seeing.js';

/** `good`: it answers with the right certificate. The others are what is wrong with the best of its addresses. */
export type RoadState = 'good' | 'wrongName' | 'expired' | 'notYet' | 'noCertificate' | 'closed' | 'silent' | 'noAddress';

export type Road = SrvData & {
	readonly state: RoadState;
	readonly addresses: readonly string[];
	/** Of the best address, where it showed one. */
	readonly certificate?: Certificate;
	readonly answer: Answer;
};

/** More targets or addresses than that are a mistake, or an attack; a look has an end. */
const mostTargets = 16;
const mostAddresses = 32;

/** Everything from the SRV records of a name to the certificates behind them. */
export const lookAtRoads =
	(of: string, resolver: Resolver): Look =>
	answers => {
		if (answers.length === 0) return [dns('SRV', of, resolver)];
		const targets = targetsIn(answers, of);
		const addresses = targets.flatMap(target => addressesOf(answers, target).map(address => ({target, address})));
		return firstBatchLeft(answers, [
			targets.map(target => dns('A', target.target, resolver)),
			addresses
				.slice(0, mostAddresses)
				.flatMap(({target, address}) => [tcp(address, target.port), tls(address, target.port, target.target)]),
		]);
	};

/** Batches are asked one after the other; what has been answered is not asked again. */
function firstBatchLeft(answers: readonly Answer[], batches: readonly (readonly Ask[])[]): readonly Ask[] {
	const asked = new Set(answers.map(({ask}) => JSON.stringify(ask)));
	for (const batch of batches) {
		const left = [...new Map(batch.map(ask => [JSON.stringify(ask), ask])).entries()].filter(([key]) => !asked.has(key));
		if (left.length > 0) return left.map(([, ask]) => ask);
	}
	return [];
}

/** In the order in which they came: `inClientOrder` and `pickedByPartner` say who takes which. */
export const roadsIn = (answers: readonly Answer[], of: string): readonly Road[] =>
	targetsIn(answers, of).map(target => {
		const addresses = addressesOf(answers, target);
		const found = addresses.map(address => roadTo(answers, target, address));
		const best = found.toSorted((a, b) => states.indexOf(a.state) - states.indexOf(b.state))[0];
		const answer = srvAnswer(answers, of) as Answer;
		return {...target, addresses, ...(best ?? {state: 'noAddress', answer: addressAnswer(answers, target) ?? answer})};
	});

const states: readonly RoadState[] = ['good', 'wrongName', 'expired', 'notYet', 'noCertificate', 'closed', 'silent', 'noAddress'];

function roadTo(answers: readonly Answer[], {port, target}: SrvData, to: string): Pick<Road, 'state' | 'certificate' | 'answer'> {
	const shown = answers.find(({ask}) => isTlsProbe(ask) && ask.to === to && ask.port === port && ask.serverName === target);
	const tried = answers.find(({ask}) => isTcpProbe(ask) && ask.to === to && ask.port === port && ask.from === undefined);
	const answer = (shown ?? tried ?? answers.at(-1)) as Answer;
	const output = shown && tlsIn(shown.end);
	if (output?.tls === 'certificate') {
		const {certificate} = output;
		const state = !certificate.hasName ? 'wrongName' : certificate.validity === 'valid' ? 'good' : certificate.validity;
		return {state, certificate, answer};
	}
	const isOpen = outputOf(tried?.end) === 'open';
	return {state: isOpen ? 'noCertificate' : outputOf(tried?.end) === 'closed' ? 'closed' : 'silent', answer};
}

const srvAnswer = (answers: readonly Answer[], of: string) =>
	answers.find(({ask}) => isDnsProbe(ask) && ask.type === 'SRV' && ask.of === of);
const addressAnswer = (answers: readonly Answer[], {target}: SrvData) =>
	answers.find(({ask}) => isDnsProbe(ask) && ask.type === 'A' && ask.of === target);
const recordsIn = (answer: Answer | undefined): readonly DnsRecord[] => (answer && dnsIn(answer.end)?.records) ?? [];
const targetsIn = (answers: readonly Answer[], of: string) => srvIn(recordsIn(srvAnswer(answers, of))).slice(0, mostTargets);
const addressesOf = (answers: readonly Answer[], target: SrvData): readonly string[] =>
	recordsIn(addressAnswer(answers, target)).flatMap(record => (record.type === 'A' ? [record.address] : []));

/** What the name server said about the SRV records. */
export function recordsSign(answers: readonly Answer[], of: string): Evidence {
	const answer = srvAnswer(answers, of);
	const output = answer && dnsIn(answer.end);
	const state: DnsState = output?.dns ?? 'silent';
	const sign = state === 'found' ? 'good' : state === 'noRecords' || state === 'unknownName' ? 'bad' : 'unknown';
	return seen(answer, sign, 'evidence.records', {of, state, records: (output?.records ?? []).map(textOfRecord)});
}

export function roadSign({target, port, state, certificate, answer}: Road): Evidence {
	const sign = state === 'good' ? 'good' : state === 'silent' ? 'unknown' : 'bad';
	return seen(answer, sign, 'evidence.road', {
		target,
		port,
		state,
		names: certificate?.names ?? [],
		from: certificate?.notBefore.slice(0, 10) ?? '-',
		until: certificate?.notAfter.slice(0, 10) ?? '-',
	});
}
