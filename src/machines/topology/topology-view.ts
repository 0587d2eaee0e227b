/**
 * What the journal shows of the deployment: a fold over its entries into facts. O(1) an entry, whatever came before.
 *
 * A round of polling that saw what the round before it saw is one entry: it renews the age of all that the step saw in its last look.
 */
import {type Ask, changesState, isCmdletCall, isProbe, isTcpProbe} from '../ask.js';
import type {Debt} from '../debt.js';
import type {Deployment} from '../deployment/deployment.js';
import type {EntryOf, Header, JournalEntry} from '../journal/journal-entry.js';
import {nameOfProbe} from '../probe.js';
import {expectedAfter, expectedOf, expectedWithout} from './topology-changes.js';
import type {FactReader, TopologyFact} from './topology-facts.js';
import {type Finding, findingsIn, indexOf} from './topology-outputs.js';

/** A look of a step: what it found shares its age. Mutable, so that a renewal costs the same however much was found. */
type Look = {readonly id: number; seenAt: number; everyMs?: number};
type Kept = Omit<TopologyFact, 'everyMs'> & {readonly look?: Look};

type KeptFact = Omit<TopologyFact, 'everyMs'> & {readonly look?: number};

/** Everything that the fold knows, as data. */
export type TopologySnapshot = {
	readonly facts: readonly (readonly [key: string, fact: KeptFact])[];
	readonly looks: readonly Look[];
	/** The last look of each step; `isOpen`: it goes on. */
	readonly steps: readonly (readonly [step: string, look: number, isOpen: boolean])[];
	readonly calls: readonly (readonly [call: string, ask: Ask])[];
	/** Computers that ran cmdlets of this session. */
	readonly hosts: readonly string[];
	readonly debts: readonly Debt[];
};

export type TopologyView = FactReader & {
	readonly apply: (entry: JournalEntry) => void;
	/** Higher whenever a fact is new, or seen anew. */
	readonly revision: () => number;
	readonly snapshot: () => TopologySnapshot;
	readonly restore: (snapshot: TopologySnapshot) => void;
};

/** A call is named after its step. */
const stepOf = (call: string) => call.slice(0, call.lastIndexOf('/'));

export function createTopologyView(header: Header): TopologyView {
	const deployment = indexOf(header.topology as unknown as Deployment);
	const facts = new Map<string, Kept>();
	const looks = new Map<string, {readonly look: Look; isOpen: boolean}>();
	const calls = new Map<string, Ask>();
	const hosts = new Set<string>();
	const debts = new Map<string, Debt>();
	let lastLook = 0;
	let revision = 0;

	function keep(findings: readonly Finding[], fact: Omit<Kept, 'value'>) {
		for (const [key, value] of findings) facts.set(key, {...fact, value});
		if (findings.length > 0) revision++;
	}

	/** What was seen to be so already stays seen. */
	function expect(findings: readonly Finding[], at: number, source: string) {
		keep(
			findings.filter(([key, value]) => facts.get(key)?.value !== value),
			{seenAt: at, source, isExpected: true},
		);
	}

	function lookOf(step: string, at: number): Look {
		const last = looks.get(step);
		if (last?.isOpen) return last.look;
		const look: Look = {id: ++lastLook, seenAt: at};
		looks.set(step, {look, isOpen: true});
		return look;
	}

	function closeLook(step: string) {
		const last = looks.get(step);
		if (last) last.isOpen = false;
	}

	function began({call, what, at}: EntryOf<'callBegan'>) {
		calls.set(call, what);
		if (isCmdletCall(what)) hosts.add(what.runsOn.toLowerCase());
		if (!changesState(what)) lookOf(stepOf(call), at);
	}

	function ended({call, end, at}: EntryOf<'callEnded'>) {
		const ask = calls.get(call);
		calls.delete(call);
		if (!ask) return;
		if (!changesState(ask)) {
			const by = isCmdletCall(ask) ? ask.runsOn : isTcpProbe(ask) ? ask.from : undefined;
			const source = isCmdletCall(ask) ? ask.name : isProbe(ask) ? nameOfProbe(ask) : 'host';
			keep(findingsIn(ask, end, deployment, hosts), {seenAt: at, source, look: lookOf(stepOf(call), at), ...(by ? {by} : {})});
			return;
		}
		if (end.ok) expect(expectedAfter(ask, deployment), at, ask.name);
		else if (!('reason' in end) || end.reason === 'outcomeUnknown' || end.reason === 'interrupted') doubt(expectedAfter(ask, deployment));
	}

	/** A change that may have taken effect makes what was seen before it an expectation. */
	function doubt(findings: readonly Finding[]) {
		for (const [key] of findings) {
			const fact = facts.get(key);
			if (fact) keep([[key, fact.value]], {seenAt: fact.seenAt, source: fact.source, isExpected: true});
		}
	}

	function renew({about, value, source, seenAt}: EntryOf<'fact'>) {
		const last = source === 'look' && value === 'unchanged' ? looks.get(about) : undefined;
		if (!last) return;
		last.isOpen = false;
		last.look.everyMs = Math.max(0, seenAt - last.look.seenAt);
		last.look.seenAt = seenAt;
		revision++;
	}

	function owe(debt: Debt, at: number) {
		debts.set(debt.id, debt);
		expect(expectedOf(debt), at, debt.id);
	}

	function pay(id: string, at: number) {
		const debt = debts.get(id);
		debts.delete(id);
		if (debt) expect(expectedWithout(debt), at, id);
	}

	function apply(entry: JournalEntry) {
		switch (entry.kind) {
			case 'header':
				for (const debt of entry.known.debts) owe(debt, entry.at);
				return;
			case 'callBegan':
				return began(entry);
			case 'callEnded':
				return ended(entry);
			case 'stepMoved':
				return closeLook(entry.step);
			case 'stepEnded':
				return void looks.delete(entry.step);
			case 'fact':
				return renew(entry);
			case 'outside':
				return !isCmdletCall(entry.what) ? undefined : expect(expectedAfter(entry.what, deployment), entry.at, entry.what.name);
			case 'debtOpened':
				return owe(entry.debt, entry.at);
			case 'debtClosed':
				return pay(entry.debt, entry.at);
		}
	}

	return {
		apply,
		revision: () => revision,
		factOf(key) {
			const kept = facts.get(key);
			if (!kept) return undefined;
			const {look, ...fact} = kept;
			if (!look) return fact;
			const everyMs = look.everyMs === undefined ? {} : {everyMs: look.everyMs};
			return {...fact, seenAt: Math.max(fact.seenAt, look.seenAt), ...everyMs};
		},
		snapshot() {
			const used = new Map<number, Look>();
			const note = (look: Look) => void used.set(look.id, {...look});
			for (const {look} of facts.values()) if (look) note(look);
			for (const {look} of looks.values()) note(look);
			return {
				facts: [...facts].map(([key, {look, ...fact}]) => [key, look ? {...fact, look: look.id} : fact] as const),
				looks: [...used.values()],
				steps: [...looks].map(([step, {look, isOpen}]) => [step, look.id, isOpen] as const),
				calls: [...calls],
				hosts: [...hosts],
				debts: [...debts.values()],
			};
		},
		restore(snapshot) {
			const byId = new Map(snapshot.looks.map(look => [look.id, {...look}]));
			refill(
				facts,
				snapshot.facts.map(([key, {look: id, ...fact}]) => {
					const look = id === undefined ? undefined : byId.get(id);
					return [key, look ? {...fact, look} : fact] as const;
				}),
			);
			refill(
				looks,
				snapshot.steps.flatMap(([step, id, isOpen]) => {
					const look = byId.get(id);
					return look ? [[step, {look, isOpen}] as const] : [];
				}),
			);
			refill(calls, snapshot.calls);
			hosts.clear();
			for (const host of snapshot.hosts) hosts.add(host);
			refill(
				debts,
				snapshot.debts.map(debt => [debt.id, debt] as const),
			);
			lastLook = Math.max(0, ...byId.keys());
			revision++;
		},
	};
}

function refill<Value>(map: Map<string, Value>, entries: readonly (readonly [string, Value])[]) {
	map.clear();
	for (const [key, value] of entries) map.set(key, value);
}
