/** How a computer is, and a group of them, from the ports that were asked and the cmdlets that ran there. */
import {type FactReader, factKey, type TopologyFact} from './topology-facts.js';

/** `partly`: it has power but the service does not answer; or of several, some do. */
export type AliveState = 'alive' | 'dead' | 'partly' | 'unknown';

/** `seenAt` is of the fact that it rests on; absent when nobody has looked. */
export type Standing = {readonly state: AliveState; readonly seenAt?: number; readonly everyMs?: number};
export type GroupStanding = Standing & {readonly answering: number; readonly of: number; readonly unseen: number};

/** SMB, which needs no more than power. */
const powerPort = 445;
export const servicePorts = {frontEnd: [5061], sql: [1433], edge: [5061, 4443], other: [5061]} as const;

type Says = {readonly fact: TopologyFact; readonly state: AliveState};

/** The newest look decides; of two at the same time, the one that says more. */
const rank: Readonly<Record<AliveState, number>> = {unknown: 0, dead: 1, partly: 2, alive: 3};

export function standingOf(facts: FactReader, computer: string, ports: readonly number[]): Standing {
	let best: Says | undefined;
	for (const next of saysAbout(facts, computer, ports)) {
		const isNewer = !best || next.fact.seenAt > best.fact.seenAt;
		const saysMore = best && next.fact.seenAt === best.fact.seenAt && rank[next.state] > rank[best.state];
		if (isNewer || saysMore) best = next;
	}
	if (!best) return {state: 'unknown'};
	const {seenAt, everyMs} = best.fact;
	return {state: best.state, seenAt, ...(everyMs === undefined ? {} : {everyMs})};
}

function saysAbout(facts: FactReader, computer: string, ports: readonly number[]): readonly Says[] {
	const shell = facts.factOf(factKey.shell(computer));
	const says: Says[] = shell ? [{fact: shell, state: 'alive'}] : [];
	for (const port of [powerPort, ...ports]) {
		const fact = facts.factOf(factKey.port(computer, port));
		if (!fact) continue;
		const answers: AliveState = port === powerPort ? 'partly' : 'alive';
		// Who refuses a connection has power.
		says.push({fact, state: fact.value === 'open' ? answers : fact.value === 'closed' ? 'partly' : 'dead'});
	}
	return says;
}

/** Twice the time between two looks, and never less than five minutes: of pools, SQL and all else alike. */
export const staleAfterMs = (everyMs = 0): number => Math.max(2 * everyMs, 5 * 60_000);

/**
 * How old a group is, those that answer say, for they are what is counted; where none does, all that were seen. Of them the one that is
 * stale first: what is said of the group is stale as soon as one that it rests on is.
 */
export function groupOf(standings: readonly Standing[]): GroupStanding {
	const known = standings.filter(({state}) => state !== 'unknown');
	const alive = known.filter(({state}) => state === 'alive');
	const [answering, of, unseen] = [alive.length, standings.length, standings.length - known.length];
	if (known.length === 0) return {state: 'unknown', answering, of, unseen};
	// Where nobody has looked is no reason for doubt about the others: how many answer, and how many were not seen, stands beside it.
	const isSame = known.every(({state}) => state === known[0]?.state);
	const state = isSame ? (known[0]?.state ?? 'unknown') : 'partly';
	const counted = answering > 0 ? alive : known;
	return {...counted.reduce((first, next) => (staleAt(next) < staleAt(first) ? next : first)), state, answering, of, unseen};
}

const staleAt = ({seenAt = 0, everyMs}: Standing): number => seenAt + staleAfterMs(everyMs);
