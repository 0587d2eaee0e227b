/**
 * Which of several SRV records somebody takes. It depends on who asks, and that is what failovers by DNS stand or fall by:
 *
 * - A client of remote access works through all of them in the order of RFC 2782 [S000, S003].
 * - The Access Edge of a federated partner takes one, and never looks at the others when that one is dead [L-DNS, S003]. An older text
 *   says that it works through them by priority [S000]; it was corrected, and is not believed here.
 */
import type {DnsRecord, SrvData} from './probe.js';

export type Srv = Pick<SrvData, 'priority' | 'weight' | 'port' | 'target'>;

export const srvIn = (records: readonly DnsRecord[]): readonly SrvData[] =>
	records.filter((record): record is DnsRecord & SrvData => record.type === 'SRV');

/** A target of `.` says that the service is not offered at all (RFC 2782). */
const isOffered = ({target}: Srv): boolean => target !== '.' && target !== '';

/**
 * The order in which RFC 2782 says that they are tried: the lowest priority first; within a priority by chance, a greater weight being
 * likelier to come first, and those without a weight hardly ever.
 * @param chance a number in [0, 1), a new one each time
 */
export function inClientOrder<Record extends Srv>(records: readonly Record[], chance: () => number): readonly Record[] {
	const priorities = [...Map.groupBy(records.filter(isOffered), ({priority}) => priority)].sort(([a], [b]) => a - b);
	return priorities.flatMap(([, group]) => byWeight(group, chance));
}

function byWeight<Record extends Srv>(records: readonly Record[], chance: () => number): readonly Record[] {
	const left = [...records].sort((a, b) => Number(a.weight > 0) - Number(b.weight > 0));
	const ordered: Record[] = [];
	while (left.length > 0) {
		const all = left.reduce((sum, {weight}) => sum + weight, 0);
		const drawn = Math.floor(chance() * (all + 1));
		let sum = 0;
		const index = left.findIndex(({weight}) => {
			sum += weight;
			return sum >= drawn;
		});
		ordered.push(...left.splice(Math.max(0, index), 1));
	}
	return ordered;
}

/**
 * The one record that the Access Edge of a partner takes: the lowest priority, among those the highest weight, among those the first
 * that came [L-DNS]. It has no second: when its target is dead, nothing arrives until the answer is another one.
 */
export function pickedByPartner<Record extends Srv>(records: readonly Record[]): Record | undefined {
	return records
		.filter(isOffered)
		.reduce<Record | undefined>((best, record) => (best === undefined || isBetter(record, best) ? record : best), undefined);
}

const isBetter = (a: Srv, b: Srv): boolean => (a.priority === b.priority ? a.weight > b.weight : a.priority < b.priority);
