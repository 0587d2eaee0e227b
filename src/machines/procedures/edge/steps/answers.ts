/** What name servers answer outside, changed by people and given back: the records as they were are kept in a debt (g, h, k). */
import type {Answer} from '../../../ask.js';
import {isDnsProbe} from '../../../ask.js';
import {type Debt, debtId} from '../../../debt.js';
import type {Json} from '../../../json.js';
import {type Message, say} from '../../../message.js';
import type {DnsChange, DnsRecord, RecordType} from '../../../probe.js';
import {dnsIn, textOfRecord} from '../../../probe-output.js';
import {type ChangeFate, type Evidence, type Judgement, mayCome} from '../../../step/step.js';
import {listOf} from '../../seeing.js';
import type {EdgeFacts} from '../edge-facts.js';

/** More SIP domains than that are looked at by people. */
const mostDomains = 16;
export const domainsOf = ({deployment}: Pick<EdgeFacts, 'deployment'>): readonly string[] => deployment.sipDomains.slice(0, mostDomains);

/** All records of a name and type, outside. */
export type NamedRecords = {readonly of: string; readonly type: RecordType; readonly records: readonly DnsRecord[]};

export const recordsOf = (answers: readonly Answer[], of: string, type: RecordType): readonly DnsRecord[] => {
	const answer = answers.find(({ask}) => isDnsProbe(ask) && ask.type === type && ask.of === of && ask.resolver === 'external');
	return ((answer && dnsIn(answer.end)?.records) ?? []).filter(record => record.type === type);
};

export const changeTo = ({of, type, records}: NamedRecords): DnsChange => ({dnsChange: 'external', type, of, records});

export const recordItem = ({of, type, records}: NamedRecords): Message =>
	say('step.inboundAnswer.item', {of, type, records: records.map(textOfRecord), count: records.length});

export function ledThere(isThere: boolean, evidence: readonly Evidence[], fate: ChangeFate, why = say('inbound.notLed')): Judgement {
	if (isThere) return {says: 'holds', evidence};
	return mayCome(fate) ? {says: 'cannotTell', why, evidence, mayGoOn: true} : {says: 'doesNotHold', why, evidence};
}

/** Without life times: a server that remembers counts them down. */
export const asText = (records: readonly DnsRecord[]): string => JSON.stringify(records.map(textOfRecord));

export const toRecords = (value: Json | undefined): readonly DnsRecord[] => listOf(value) as unknown as readonly DnsRecord[];

/** Whoever asked before goes on with the old answer for as long as it lives; then there is a while for whoever changes it. */
export const patienceFor = (records: readonly DnsRecord[]) => ({
	everyMs: 60_000,
	forMs: Math.max(0, ...records.map(({ttl}) => ttl)) * 1000 + 20 * 60_000,
});

/** `records`: as they were. Of one that is still to be changed there is nothing to give back yet. */
export const nameDebt = ({edge}: Pick<EdgeFacts, 'edge'>, {of, type, records}: NamedRecords, isDone: boolean): Debt => ({
	id: debtId('names', of),
	kind: 'names',
	title: isDone ? say('debt.names.changed', {of, edge}) : say('debt.names.toDo', {of, edge}),
	about: {of, type, edge, isDone, records: records as unknown as Json},
});

export const namesOwed = ({debts, edge}: Pick<EdgeFacts, 'debts' | 'edge'>): readonly Debt[] =>
	debts.filter(({kind, about}) => kind === 'names' && about.edge === edge);

/** Of the names that were changed: the records that they had. */
export const recordsOwed = (facts: Pick<EdgeFacts, 'debts' | 'edge'>): readonly NamedRecords[] =>
	namesOwed(facts)
		.filter(({about}) => about.isDone === true)
		.map(({about}) => ({of: String(about.of), type: typeOf(about.type), records: toRecords(about.records)}));

const types: readonly RecordType[] = ['SRV', 'A', 'AAAA', 'CNAME'];
/** Debts of an earlier version have none, and were about SRV records. */
const typeOf = (value: Json | undefined): RecordType => types.find(type => type === value) ?? 'SRV';
