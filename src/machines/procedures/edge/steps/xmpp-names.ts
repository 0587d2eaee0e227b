/**
 * g.4–5: what XMPP partners are answered. `_xmpp-server._tcp` names a host, and its A record leads to the Access Edge (topology.md §3). The
 * record that is asked first is changed, so that no partner has to try a dead one.
 */
import type {Answer, Look} from '../../../ask.js';
import type {Json} from '../../../json.js';
import {say} from '../../../message.js';
import {type DnsRecord, dns} from '../../../probe.js';
import {textOfRecord} from '../../../probe-output.js';
import {inClientOrder, srvIn} from '../../../srv.js';
import type {Evidence, Step} from '../../../step/step.js';
import {listOf, seen} from '../../seeing.js';
import {type EdgeFacts, edgePoolOf, targetOf} from '../edge-facts.js';
import {recordsSign} from '../roads.js';
import {asText, changeTo, domainsOf, ledThere, type NamedRecords, nameDebt, patienceFor, recordItem, recordsOf} from './answers.js';

export type XmppFacts = EdgeFacts & {
	/** What was answered before anybody changed it, and what is to be answered; the same names in the same order. */
	readonly xmppBefore?: Json;
	readonly xmppWanted?: Json;
};

export const xmppPort = 5269;
const usualTtl = 300;
const srvName = (domain: string) => `_xmpp-server._tcp.${domain}`;
const accessEdgeOf = (facts: EdgeFacts) => edgePoolOf(facts, targetOf(facts))?.accessEdge ?? targetOf(facts);
/** With the lowest priority: the one that a partner tries first, or the first of those. */
const firstOf = (answers: readonly Answer[], domain: string) =>
	inClientOrder(srvIn(recordsOf(answers, srvName(domain), 'SRV')), () => 0)[0];

const lookAtNames = (facts: EdgeFacts): Look => {
	const domains = domainsOf(facts);
	const first = [...domains.map(domain => dns('SRV', srvName(domain), 'external')), dns('A', accessEdgeOf(facts), 'external')];
	return answers => {
		if (answers.length === 0) return first;
		const hosts = [...new Set(domains.map(domain => firstOf(answers, domain)?.target ?? `xmpp.${domain}`))];
		return answers.length === first.length ? hosts.map(host => dns('A', host, 'external')) : [];
	};
};

/** Addresses outside of the Edge pool that takes over; one of them is enough: XMPP does not try a second one behind the same name. */
const addressesOf = (facts: EdgeFacts, answers: readonly Answer[]) =>
	recordsOf(answers, accessEdgeOf(facts), 'A').flatMap(record => (record.type === 'A' ? [record.address] : []));

const isLed = (facts: EdgeFacts, answers: readonly Answer[], domain: string): boolean => {
	const first = firstOf(answers, domain);
	const there = addressesOf(facts, answers);
	const found = first ? recordsOf(answers, first.target, 'A') : [];
	return first?.port === xmppPort && found.length > 0 && found.every(record => record.type === 'A' && there.includes(record.address));
};

/** What is to be changed for a domain, beside what stands there now. Where nothing is published, both records are new. */
function changesFor(
	facts: EdgeFacts,
	answers: readonly Answer[],
	domain: string,
): readonly {readonly was: NamedRecords; readonly wanted: NamedRecords}[] {
	if (isLed(facts, answers, domain)) return [];
	const of = srvName(domain);
	const srv = recordsOf(answers, of, 'SRV');
	const first = firstOf(answers, domain);
	const host = first?.target ?? `xmpp.${domain}`;
	const were = recordsOf(answers, host, 'A');
	const [address] = addressesOf(facts, answers);
	const ttl = were[0]?.ttl ?? srv[0]?.ttl ?? usualTtl;
	const a: readonly DnsRecord[] = address === undefined ? [] : [{name: host, ttl, type: 'A', address}];
	const record: DnsRecord = {name: of, ttl, type: 'SRV', priority: 0, weight: 0, port: xmppPort, target: host};
	return [
		...(first?.port === xmppPort
			? []
			: [{was: {of, type: 'SRV' as const, records: srv}, wanted: {of, type: 'SRV' as const, records: [record]}}]),
		...(a.length === 0 ? [] : [{was: {of: host, type: 'A' as const, records: were}, wanted: {of: host, type: 'A' as const, records: a}}]),
	];
}

const evidenceOf = (facts: EdgeFacts, answers: readonly Answer[]): readonly Evidence[] =>
	domainsOf(facts).flatMap(domain => {
		const host = firstOf(answers, domain)?.target ?? `xmpp.${domain}`;
		const records = recordsOf(answers, host, 'A').map(textOfRecord);
		const answer = answers.find(({ask}) => 'probe' in ask && ask.probe === 'dns' && ask.type === 'A' && ask.of === host);
		const sign = isLed(facts, answers, domain) ? 'good' : 'bad';
		return [
			recordsSign(answers, srvName(domain)),
			seen(answer, sign, 'evidence.answered', {of: host, type: 'A', records, count: records.length}),
		];
	});

export function lookAtXmppNames(facts: XmppFacts): Step {
	return {
		title: say('step.xmppLook.title'),
		why: say('step.xmppLook.why'),
		number: '1',
		look: lookAtNames(facts),
		judge(answers) {
			const changes = domainsOf(facts).flatMap(domain => changesFor(facts, answers, domain));
			const learned = {xmppBefore: changes.map(({was}) => was), xmppWanted: changes.map(({wanted}) => wanted)} as unknown as Record<
				string,
				Json
			>;
			return {says: 'holds', evidence: evidenceOf(facts, answers), learned};
		},
	};
}

export function changeXmppNames(facts: XmppFacts): Step {
	const before = listOf(facts.xmppBefore) as unknown as readonly NamedRecords[];
	const wanted = listOf(facts.xmppWanted) as unknown as readonly NamedRecords[];
	const isChanged = (answers: readonly Answer[], {of, type, records}: NamedRecords) =>
		asText(recordsOf(answers, of, type)) !== asText(records);
	const debts = (answers: readonly Answer[], isMeant: (one: NamedRecords) => boolean, isDone: boolean) =>
		before.filter(isMeant).map(one => nameDebt(facts, one, isDone || isChanged(answers, one)));
	const edge = targetOf(facts);
	return {
		title: say('step.xmppNames.title', {edge}),
		why: say('step.xmppNames.why'),
		number: '2',
		look: lookAtNames(facts),
		judge: (answers, fate) =>
			ledThere(
				domainsOf(facts).every(domain => isLed(facts, answers, domain)),
				evidenceOf(facts, answers),
				fate,
				say('xmpp.notLed', {edge}),
			),
		manual: {
			items:
				wanted.length > 0
					? wanted.map(recordItem)
					: [say('step.xmppNames.item', {name: accessEdgeOf(facts), names: domainsOf(facts).map(srvName)})],
			acts: () => wanted.map(changeTo),
		},
		maySkip: true,
		opens: (_learned, end, answers) => debts(answers, one => end !== 'alreadyDone' || isChanged(answers, one), end !== 'skipped'),
		opensInPart: answers => debts(answers, one => isChanged(answers, one), true),
		patience: patienceFor(before.flatMap(({records}) => records)),
	};
}
