/**
 * An engine that dies, and another that goes on with its journal. The world does not stop: what was not written may have happened, and
 * what had begun goes on, ends unheard, or is cut short, as its seed has it.
 */
import {createRehearsal} from '../../src/adapters/mock/rehearsal.js';
import type {Truth} from '../../src/adapters/mock/truth.js';
import {contradictionIn} from '../../src/commands/contradiction.js';
import {changesState} from '../../src/machines/ask.js';
import type {Backend} from '../../src/machines/backend.js';
import {nameOf} from '../../src/machines/cmdlet.js';
import {deploymentOf, type EntryOf, type Header, type JournalEntry, scenarioOf} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../src/machines/journal/session-view.js';
import {openSession} from '../../src/machines/session/session.js';
import {type Played, playRehearsal} from '../playing/play.js';
import {isDone, playKnowing} from './knowing-operator.js';
import {blindRepeats} from './repeats.js';

/** `kept`: so many entries were written. `at`: when the engine died, in ms of the session. `how`: for people. */
export type Death = {readonly kept: number; readonly at: number; readonly how: string};

/** Around every entry from `from` to `to` that is no stream line: just before it was written, and just after. Those that are one, once. */
export function deathsAround(entries: readonly JournalEntry[], from: number, to: number): readonly Death[] {
	const deaths = entries.slice(from - 1, to - 1).flatMap(({seq, at, kind}): readonly Death[] => {
		if (kind === 'stream' || seq === 1) return [];
		return [
			{kept: seq - 1, at, how: `before ${kind} ${seq} was written`},
			{kept: seq, at, how: `after ${kind} ${seq} was written`},
		];
	});
	return [...new Map(deaths.map(death => [`${death.kept} ${death.at}`, death])).values()];
}

type Called = {readonly began: EntryOf<'callBegan'>; readonly ended: EntryOf<'callEnded'>};

/** Around the beginning and the end of every change, and in the middle of it. */
export function deathsInChanges(entries: readonly JournalEntry[], to = entries.length): readonly Death[] {
	return changesIn(entries).flatMap(({began, ended}): readonly Death[] => {
		if (ended.seq >= to) return [];
		const {name} = began.what as {readonly name: string};
		const half = Math.round((began.at + ended.at) / 2);
		const written = entries.findLast(({at}) => at <= half)?.seq ?? began.seq;
		return [
			{kept: began.seq, at: began.at, how: `when ${name} ${began.seq} was about to begin`},
			{kept: Math.max(written, began.seq), at: half, how: `in the middle of ${name} ${began.seq}`},
			{kept: ended.seq - 1, at: ended.at, how: `when ${name} ${began.seq} had ended unheard`},
			{kept: ended.seq, at: ended.at, how: `when the end of ${name} ${began.seq} was written`},
		];
	});
}

function changesIn(entries: readonly JournalEntry[]): readonly Called[] {
	return entries.flatMap(began => {
		if (began.kind !== 'callBegan' || !changesState(began.what)) return [];
		const ended = entries.find((entry): entry is Called['ended'] => entry.kind === 'callEnded' && entry.call === began.call);
		return ended ? [{began, ended}] : [];
	});
}

export type Lost = {readonly step: string; readonly cmdlet: string};

/** Changes that had begun, whose end was not written, and of which nothing was decided since. */
export function lostIn(kept: readonly JournalEntry[]): readonly Lost[] {
	const open = new Map<string, Lost>();
	const close = (isMeant: (lost: Lost) => boolean) => {
		for (const [call, lost] of open) if (isMeant(lost)) open.delete(call);
	};
	for (const entry of kept) {
		if (entry.kind === 'callEnded') open.delete(entry.call);
		else if (entry.kind === 'stepEnded' || (entry.kind === 'stepMoved' && isAnew.includes(entry.to)))
			close(({step}) => step === entry.step);
		else if (entry.kind === 'callBegan' && changesState(entry.what))
			open.set(entry.call, {step: stepOf(entry.call), cmdlet: nameOf(entry.what)});
	}
	return [...open.values()];
}

/** States that come after a change only when it is over and done with. */
const isAnew: readonly string[] = ['inspecting', 'ready', 'blocked', 'asking'];

export const stepOf = (call: string) => call.slice(0, call.lastIndexOf('/'));

/** What was called although the world shows that it had been done. */
const saidUntruly = new WeakMap<Played['rehearsal'], readonly string[]>();

/** Goes on after a death with what was kept. */
export function goOnAfter(
	header: Header,
	entries: readonly JournalEntry[],
	{kept, at}: Pick<Death, 'kept' | 'at'>,
	until?: (entries: readonly JournalEntry[]) => boolean,
): Played {
	const record = entries.slice(0, kept);
	const scenario = scenarioOf(header);
	const simulated = header.rehearsal ?? header.standIn;
	if (!scenario || !simulated) throw new Error('not a simulated world');
	const world = createRehearsal({deployment: deploymentOf(header), scenario, seed: simulated.seed, hitPool: header.pool});
	const {clock, truth} = world;
	const backend = header.standIn ? {...world.backend, place: placedAtOnce(world.backend)} : world.backend;
	// It died after what it wrote last, and the world had gone on until then; so it was when one died before.
	const dies = (seq: number, when: number): JournalEntry => ({seq, at: when, kind: 'note', text: 'it dies', by: 'a test'});
	const isGoingOn = (entry: JournalEntry) => entry.kind === 'engine' && entry.event === 'resumed';
	const lived = [...record.flatMap(entry => (isGoingOn(entry) ? [dies(entry.seq, entry.at), entry] : [entry])), dies(kept + 1, at)];
	const untruly: string[] = [];
	const onTheirWord = new Set(
		record.flatMap(entry => (entry.kind === 'decision' && entry.choice === 'nothingHappened' ? [entry.step] : [])),
	);
	let view = emptyView;
	const engine = openSession({
		header,
		backend: {...backend, retell: () => backend.retell(lived)},
		record,
		append: entry => {
			// The operator may be wrong, and says so in writing; a look may not.
			if (entry.kind === 'decision' && entry.choice === 'nothingHappened') onTheirWord.add(entry.step);
			if (entry.kind !== 'callBegan' || !changesState(entry.what) || onTheirWord.has(stepOf(entry.call))) return;
			if (isDone(header, entry.what, truth())) untruly.push(`${nameOf(entry.what)} at entry ${entry.seq}`);
		},
		contradiction: debts => contradictionIn(truth(), debts),
		...(header.standIn && {isPolled: true}),
	});
	engine.follow(entry => {
		view = applyEntry(view, entry);
	});
	const rehearsal: Played['rehearsal'] = {
		...{engine, clock, truth, now: clock.now, after: backend.after, view: () => view, stop: engine.stop, rate: () => 0},
		worldCalls: () => world.world.calls,
	};
	saidUntruly.set(rehearsal, untruly);
	return playRehearsal(header, rehearsal, until, playKnowing(header));
}

/** Every computer has a PowerShell that opens. */
const placedAtOnce =
	({after}: Pick<Backend, 'after'>): NonNullable<Backend['place']> =>
	(wanted, _, placed) =>
		void after(0, () => placed({wanted, computer: wanted, way: 'local', account: 'CONTOSO\\adm', isElevated: true, failed: []}));

/** What is true at the end, without how long it took or who said so. */
export const truthAt = ({rehearsal}: Played): object => lastingIn(rehearsal.truth());

export function lastingIn({at: _, lossMinutes: __, pools, ...truth}: Truth): object {
	return {
		...truth,
		topologyVersion: 0,
		pools: Object.fromEntries(Object.entries(pools).map(([pool, {lossMinutes: ___, ...rest}]) => [pool, rest])),
	};
}

/** A run's end is followed at once by the next question, so the last few entries are looked at. */
const endIn = (entries: readonly JournalEntry[], run: string): EntryOf<'runEnded'> | undefined => {
	for (let index = entries.length - 1; index >= Math.max(0, entries.length - 12); index--) {
		const entry = entries[index];
		if (entry?.kind === 'runEnded' && entry.run === run) return entry;
	}
	return undefined;
};
export const hasEnded = (run: string) => (entries: readonly JournalEntry[]) => endIn(entries, run) !== undefined;

/** From its first entry to its end, and how the world is then. */
export type Run = {readonly run: string; readonly from: number; readonly to: number; readonly truth: object};

/** What is wrong with a session that was gone on with; nothing, as a rule. */
export function problemsOf(played: Played, kept: readonly JournalEntry[], {run, truth}: Run): readonly string[] {
	const {entries, rehearsal} = played;
	const end = endIn(entries, run);
	const written = new Set(
		entries.flatMap(entry => (entry.kind === 'callBegan' ? [entry.call] : entry.kind === 'outside' ? [entry.id] : [])),
	);
	const unwritten = Object.keys(rehearsal.worldCalls()).filter(call => !written.has(call));
	return [
		...(end?.outcome === 'done' ? [] : [`${run} ended ${end?.outcome ?? 'never'}`]),
		...(JSON.stringify(truthAt(played)) === JSON.stringify(truth) ? [] : ['the world is another']),
		...blindRepeats(entries).map(what => `repeated blindly: ${what}`),
		...(saidUntruly.get(rehearsal) ?? []).map(what => `called, although it was done: ${what}`),
		...unwritten.map(call => `never written: ${call}`),
		...unsaid(entries, kept),
	];
}

/** What is said first is what was lost, by its name; where nothing was, nothing is said to have been. */
export function unsaid(entries: readonly JournalEntry[], kept: readonly JournalEntry[]): readonly string[] {
	const [lost] = lostIn(kept);
	const said = entries.slice(kept.length).find(entry => entry.kind === 'stepMoved');
	if (!lost) return said?.why?.id === 'step.endNotHeard' ? [`said to be unknown, and is not: ${said.step}`] : [];
	const isSaid = said?.step === lost.step && said.to === 'unknown' && said.why?.args?.cmdlet === lost.cmdlet;
	return isSaid ? [] : [`not said to be unknown: ${lost.cmdlet}`];
}
