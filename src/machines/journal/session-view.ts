/**
 * The screen is a fold over the journal: nothing is shown that is not in it, so a replay is this same function with another feed.
 *
 * O(1) an entry, but for the steps, of which there are some dozens. Log lines are read by `seq` from the journal, never held here.
 */
import type {CmdletCall} from '../cmdlet.js';
import type {Debt} from '../debt.js';
import {isPlace, type Placed} from '../live/where-to-run.js';
import type {Message} from '../message.js';
import type {Found, StepEndKind, StepState} from '../step/step.js';
import type {EntryOf, Header, JournalEntry, Outcome, PlannedStep, Question, StepCard} from './journal-entry.js';
import type {Fold} from './timeline.js';

export type StepView = {
	readonly id: string;
	readonly card: StepCard;
	readonly state: StepState;
	readonly attempt: number;
	readonly beganAt: number;
	readonly movedAt: number;
	readonly moved?: Pick<EntryOf<'stepMoved'>, 'says' | 'why' | 'remedy' | 'evidence' | 'calls' | 'changes' | 'until' | 'approval'>;
	readonly end?: {readonly kind: StepEndKind; readonly at: number; readonly why?: Message; readonly found?: Found};
};

export type RunView = {
	readonly run: string;
	readonly procedure: string;
	readonly direction: Message;
	readonly plan: readonly PlannedStep[];
	readonly beganAt: number;
	/** From the start of its first change to the end of its last. */
	readonly firstChangeAt?: number;
	readonly lastChangeAt?: number;
	readonly decidedAt?: number;
	readonly provedAt?: number;
	readonly endedAt?: number;
	readonly outcome?: Outcome;
	readonly why?: Message;
};

export type SessionView = {
	readonly seq: number;
	readonly at: number;
	readonly header?: Header;
	readonly runs: readonly RunView[];
	readonly steps: readonly StepView[];
	/** The question that is open. */
	readonly question?: Question;
	readonly debts: readonly Debt[];
	readonly resumed: number;
	/**
	 * Live: where calls are run, by the computer that does it, or that was asked for in vain. What is of certain cmdlets only stands by the
	 * computer and each of them.
	 */
	readonly hosts?: Readonly<Record<string, Placed>>;
	readonly outcome?: Outcome;
	readonly why?: Message;
};

export const emptyView: SessionView = {seq: 0, at: 0, runs: [], steps: [], debts: [], resumed: 0};

export const currentRun = (view: SessionView): RunView | undefined => view.runs.findLast(({outcome}) => outcome === undefined);
export const currentStep = (view: SessionView): StepView | undefined => view.steps.findLast(({end}) => end === undefined);
export const stepOf = (view: SessionView, id: string): StepView | undefined => view.steps.findLast(step => step.id === id);

/** @throws where the journal has a gap: a view of half a journal would be a lie. */
export function applyEntry(view: SessionView, entry: JournalEntry): SessionView {
	if (entry.seq !== view.seq + 1) throw new Error(`Journal gap: expected entry ${view.seq + 1}, got ${entry.seq}`);
	return {...fold(view, entry), seq: entry.seq, at: entry.at};
}

const folded: ReadonlySet<string> = new Set<JournalEntry['kind']>([
	...(['header', 'runBegan', 'runEnded', 'stepBegan', 'stepMoved', 'stepEnded', 'asked', 'decision'] as const),
	...(['callBegan', 'callEnded', 'debtOpened', 'debtClosed', 'engine', 'sealed'] as const),
]);

/** Whether such an entry changes more of the view than its place. */
export const concernsView = (kind: string, isChange: boolean): boolean => isChange && folded.has(kind);

/** To be raised with every change of the fold or of the view: views that were kept by another one are not used any more. */
export const sessionFoldVersion = 7;

export const sessionFold: Fold<SessionView> = {
	empty: emptyView,
	apply: applyEntry,
	concerns: concernsView,
	skipTo: (view, seq, at) => ({...view, seq, at}),
};

function fold(view: SessionView, entry: JournalEntry): SessionView {
	switch (entry.kind) {
		case 'header':
			return {...view, header: entry, debts: entry.known.debts};
		case 'runBegan': {
			const {run, procedure, direction, plan, at} = entry;
			return {...view, runs: [...view.runs, {run, procedure, direction, plan, beganAt: at}]};
		}
		case 'runEnded': {
			const {outcome, why, at} = entry;
			return withRun(view, () => ({outcome, endedAt: at, ...(why ? {why} : {})}));
		}
		case 'stepBegan': {
			const {step: id, seq: _seq, kind: _kind, at, ...card} = entry;
			return {...view, steps: [...view.steps, {id, card, state: 'inspecting', attempt: 1, beganAt: at, movedAt: at}]};
		}
		case 'stepMoved': {
			const {step, to, attempt, at, kind: _kind, seq: _seq, ...moved} = entry;
			// A round of a look leaves what is offered meanwhile as it was, and it is not asked again.
			const isRound = stepOf(view, step)?.state === to && view.question?.isWaiting === false;
			// A change that is made elsewhere begins at the latest when its line is handed over.
			const isHandedOver = to === 'byHand' && stepOf(view, step)?.card.change !== undefined;
			const begun = isHandedOver ? withRun(view, run => ({firstChangeAt: run.firstChangeAt ?? at})) : view;
			return withStep(isRound ? begun : withoutQuestion(begun, step), step, ({movedAt, state}) => ({
				state: to,
				attempt,
				movedAt: state === to ? movedAt : at,
				moved,
			}));
		}
		case 'stepEnded':
			return ended(view, entry);
		case 'asked': {
			const {seq: _seq, at: _at, kind: _kind, ...question} = entry;
			return {...view, question};
		}
		case 'decision':
			return view.question?.question === entry.question ? withoutQuestion(view, entry.step) : view;
		case 'callBegan':
			return 'changesState' in entry.what && entry.what.changesState
				? withRun(view, run => ({firstChangeAt: run.firstChangeAt ?? entry.at}))
				: view;
		case 'callEnded':
			return entry.changes ? withRun(view, run => (isServed(run) ? {} : {lastChangeAt: entry.at})) : view;
		case 'debtOpened':
			return {...view, debts: [...view.debts.filter(({id}) => id !== entry.debt.id), entry.debt]};
		case 'debtClosed':
			return {...view, debts: view.debts.filter(({id}) => id !== entry.debt)};
		case 'fact':
			return isPlace(entry.about) ? withHost(view, entry.value as unknown as Placed) : view;
		case 'engine':
			return entry.event === 'resumed' ? {...view, resumed: view.resumed + 1} : view;
		case 'sealed': {
			const {question: _, ...rest} = view;
			return {...rest, outcome: entry.outcome, ...(entry.why ? {why: entry.why} : {})};
		}
		default:
			return view;
	}
}

function ended(view: SessionView, {step, end, at}: EntryOf<'stepEnded'>): SessionView {
	const before = stepOf(view, step);
	const part = before?.card.part;
	// Nobody here saw such a change end: it counts until it was known to have.
	const isKnownOnlyNow =
		before?.card.change !== undefined && (end.kind === 'byHand' || (end.kind === 'done' && before.state === 'unknown'));
	const timed = isKnownOnlyNow ? withRun(view, () => ({lastChangeAt: at})) : view;
	const next = withStep(withoutQuestion(timed, step), step, () => ({
		state: 'ended',
		end: {kind: end.kind, at, ...(end.why ? {why: end.why} : {}), ...(end.found ? {found: end.found} : {})},
	}));
	if (part === 'decides') return withRun(next, () => ({decidedAt: at}));
	return part === 'proves' ? withRun(next, run => (isServed(run) ? {} : {provedAt: at})) : next;
}

/** What a site carried beside its users is moved after they are served: the clock of the failover stands by then. */
const isServed = ({procedure, provedAt}: RunView): boolean => procedure === 'siteFailover' && provedAt !== undefined;

function withHost(view: SessionView, placed: Placed): SessionView {
	const at = placed.computer ?? placed.wanted;
	const keys = placed.cmdlets?.map(name => hostKey(at, name)) ?? [at];
	return {...view, hosts: {...view.hosts, ...Object.fromEntries(keys.map(key => [key, placed]))}};
}

const hostKey = (computer: string, cmdlet: string): string => `${computer} ${cmdlet}`;

export const placeOfCall = ({hosts}: Pick<SessionView, 'hosts'>, {runsOn, name}: Pick<CmdletCall, 'runsOn' | 'name'>): Placed | undefined =>
	hosts?.[hostKey(runsOn, name)] ?? hosts?.[runsOn];

function withoutQuestion(view: SessionView, step: string): SessionView {
	if (view.question?.step !== step) return view;
	const {question: _, ...rest} = view;
	return rest;
}

function withStep(view: SessionView, id: string, change: (step: StepView) => Partial<StepView>): SessionView {
	const index = view.steps.findLastIndex(step => step.id === id);
	const step = view.steps[index];
	return step ? {...view, steps: view.steps.with(index, {...step, ...change(step)})} : view;
}

function withRun(view: SessionView, change: (run: RunView) => Partial<RunView>): SessionView {
	const index = view.runs.findLastIndex(({outcome}) => outcome === undefined);
	const run = view.runs[index];
	return run ? {...view, runs: view.runs.with(index, {...run, ...change(run)})} : view;
}
