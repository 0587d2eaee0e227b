/** One seeded rehearsal with random faults and a random operator, and what must be true of every one. */

import type {Rehearsal} from '../../src/commands/rehearsal.js';
import {briefingOf} from '../../src/commands/scripted-play.js';
import {changesState} from '../../src/machines/ask.js';
import type {Scenario, TimedFault} from '../../src/machines/deployment/scenario.js';
import type {EntryOf, Header, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import {loadScenario, newHeader, type Played, playOn} from '../playing/play.js';
import {blindRepeats} from '../resume/repeats.js';
import {chance, randomReply} from './random-operator.js';

const names = [
	...['site-dark', 'back-end-dead', 'cms-blank', 'edge-next-hop', 'edge-dark'],
	...['maintenance', 'store-dead', 'store-stuck', 'swap', 'swap-dark'],
];
const minute = 60_000;

/** Faults beside those of the scenario, at times within the failover or after it. */
function faultsOf(seed: number): readonly TimedFault[] {
	const kinds = ['linkBreaks', 'refusesOnce', 'replicasLag', 'losesSecondHop'] as const;
	const roles = {linkBreaks: 'partner', refusesOnce: 'partner', replicasLag: 'partner', losesSecondHop: 'partner'} as const;
	return kinds.flatMap(fault =>
		[0, 1, 2].flatMap((nth): TimedFault[] => {
			if (chance(seed, fault, nth) > 0.4) return [];
			return [{fault, role: roles[fault], atMs: Math.round(chance(seed, fault, nth, 'at') * 25 * minute)}];
		}),
	);
}

export function headerOfSeed(seed: number): Header {
	const bundled = loadScenario(names[seed % names.length] as string);
	const scenario: Scenario = {...bundled, faults: [...bundled.faults, ...faultsOf(seed)]};
	return {...newHeader({scenario, seed})};
}

/** Answers five virtual seconds after it was asked; what is refused is asked again a second later with a new draw. */
export function playRandomly(header: Header): (rehearsal: Rehearsal) => void {
	const briefing = briefingOf(header);
	const seed = header.rehearsal?.seed ?? 0;
	return ({engine, view, after}) => {
		const answer = (question: string, nth: number) => {
			const open = view().question;
			if (open?.question !== question) return;
			const reply = nth > 3 ? randomReply(-1, {...view(), seq: 10 ** 9}, open, briefing) : randomReply(seed + nth, view(), open, briefing);
			if ('cannotAnswer' in reply) throw new Error(`Nobody answers ${reply.cannotAnswer}`);
			const refused = engine.send({id: question, type: 'answer', question, by: 'random', ...reply});
			if (refused) after(1000, () => answer(question, nth + 1));
		};
		engine.follow(entry => {
			if (entry.kind === 'asked' && entry.isWaiting) after(5000, () => answer(entry.question, 0));
		});
	};
}

/** What was said to be done, by looking and not by the word of the operator, while it was not so. */
const untrue = new WeakMap<Rehearsal, string[]>();

export const playSeed = (seed: number, record: readonly JournalEntry[] = []): Played => {
	const header = headerOfSeed(seed);
	const play = playRandomly(header);
	return playOn(header, record, undefined, rehearsal => {
		const said: string[] = [];
		untrue.set(rehearsal, said);
		let isPast = true;
		rehearsal.engine.follow(entry => {
			if (isPast || entry.kind !== 'stepEnded' || !['done', 'alreadyDone'].includes(entry.end.kind)) return;
			const [, wanted] = Object.entries(states).find(([step]) => entry.step.replace(/#\d+$/, '').endsWith(`/${step}`)) ?? [];
			const {state, someOn} = rehearsal.truth().pools[header.pool] ?? {};
			if (wanted && (state !== wanted || someOn !== null)) said.push(`${entry.step} ${entry.end.kind}, but ${state}, some on ${someOn}`);
		});
		isPast = false;
		play(rehearsal);
	});
};

/** How the pool really is when a step has moved its users. */
const states = {failingOverUsers: 'FailedOver', failingBackUsers: 'Normal'} as const;

/** What is wrong with a played session; empty when every promise was kept. */
export function brokenPromises({entries, rehearsal}: Played): readonly string[] {
	const broken: string[] = [
		...blindRepeats(entries).map(repeat => `repeated blindly: ${repeat}`),
		...(untrue.get(rehearsal) ?? []).map(what => `said done: ${what}`),
	];
	const last = entries.at(-1);
	if (last?.kind !== 'sealed') return [...broken, `not over: ${JSON.stringify(last).slice(0, 200)}`];
	const began = new Set(
		entries.flatMap(entry =>
			entry.kind === 'callBegan' && changesState(entry.what) ? [entry.call] : entry.kind === 'outside' ? [entry.id] : [],
		),
	);
	for (const call of Object.keys(rehearsal.worldCalls())) if (!began.has(call)) broken.push(`changed without an entry: ${call}`);
	if (last.outcome === 'done' && rehearsal.truth().left.some(id => !rehearsal.view().debts.some(debt => debt.id === id))) {
		broken.push(`said done, but left ${rehearsal.truth().left.join(', ')}`);
	}
	for (const run of new Set(entries.flatMap(entry => (entry.kind === 'runBegan' && entry.procedure === 'poolFailover' ? [entry.run] : []))))
		broken.push(...ordered(run, entries));
	return broken;
}

/** No pool step before the CMS has been found working, or was moved. */
function ordered(run: string, entries: readonly JournalEntry[]): readonly string[] {
	const ended = (step: string) => entries.findIndex(entry => entry.kind === 'stepEnded' && entry.step === `${run}/${step}`);
	const moved = entries.findIndex(
		entry =>
			entry.kind === 'callBegan' &&
			changesState(entry.what) &&
			entry.what.name === 'Invoke-CsPoolFailOver' &&
			entry.call.startsWith(`${run}/`),
	);
	if (moved < 0) return [];
	const cms = [ended('cmsFailover/waitingForReplicas'), ended('waitingForReplicas')].filter(index => index >= 0);
	return cms.some(index => index < moved) ? [] : [`${run}: users were moved before the CMS`];
}

export const outcomeOf = ({entries}: Played) => (entries.at(-1) as EntryOf<'sealed'>).outcome;
