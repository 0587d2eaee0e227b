/**
 * An operator who answers as scripted, and as the drill's own operator where nothing is scripted; and a rehearsal for it to sit in, played
 * in memory, whose world a test can reach behind the console's back.
 */
import {createRehearsal, type SimulatedDeployment} from '../../src/adapters/mock/rehearsal.js';
import type {Truth} from '../../src/adapters/mock/truth.js';
import {contradictionIn} from '../../src/commands/contradiction.js';
import {briefingOf} from '../../src/commands/scripted-play.js';
import type {CmdletCall} from '../../src/machines/cmdlet.js';
import type {Deployment} from '../../src/machines/deployment/deployment.js';
import type {Scenario} from '../../src/machines/deployment/scenario.js';
import type {EntryOf, EventKind, JournalEntry, Question} from '../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView, type SessionView, stepOf} from '../../src/machines/journal/session-view.js';
import {type Reply, replyTo} from '../../src/machines/session/scripted-operator.js';
import {openSession} from '../../src/machines/session/session.js';
import type {Fields, StepEnd, StepState} from '../../src/machines/step/step.js';
import {loadScenario, newHeader, type PlayOptions} from '../playing/play.js';

/** What is answered, how long after the question, and what somebody else does to the world just before. */
export type Scripted = {
	readonly choice: string;
	readonly fields?: Fields;
	readonly afterMs?: number;
	readonly meanwhile?: (world: SimulatedDeployment) => void;
};
/** A list is answered one after the other. Undefined, or when the list is over: as the drill's operator would. */
export type Override = readonly (Scripted | undefined)[] | ((question: Question, view: SessionView) => Scripted | undefined);
/** By step and state: `failingOverUsers confirming`, in whatever procedure the step stands. */
export type Overrides = Readonly<Record<string, Override>>;

/** The same answer each time. */
export const always =
	(choice: string, fields: Fields = {}): Override =>
	() => ({choice, fields});

/** One answer after the other, then as the drill's operator would. */
export const inTurn = (...scripted: readonly (Scripted | undefined)[]): Override => scripted;

const withoutRun = (step: string) => step.slice(step.lastIndexOf('/') + 1).replace(/#\d+$/, '');

export type Operator = {readonly answer: (question: Question, view: SessionView) => Scripted | undefined};

/** Questions that do not wait are answered only when they are scripted: the work goes on by itself. */
export function answering(overrides: Overrides, briefing: Parameters<typeof replyTo>[2]): Operator {
	const used = new Map<string, number>();
	function scriptedFor(question: Question, view: SessionView): Scripted | undefined {
		const where = `${withoutRun(question.step)} ${stepOf(view, question.step)?.state}`;
		const override = overrides[where];
		if (typeof override === 'function') return override(question, view);
		const turn = used.get(where) ?? 0;
		used.set(where, turn + 1);
		return override?.[turn];
	}
	return {
		answer(question, view) {
			const scripted = scriptedFor(question, view);
			if (scripted || !question.isWaiting) return scripted;
			const reply: Reply = replyTo(view, question, briefing);
			if ('cannotAnswer' in reply) throw new Error(`Nobody answers ${reply.cannotAnswer}`);
			return reply;
		},
	};
}

export type Sitting = {
	readonly entries: readonly JournalEntry[];
	readonly view: SessionView;
	readonly truth: Truth;
	/** Answers that the engine did not take, by the id of the reason. */
	readonly refusals: readonly string[];
};

export type SittingOptions = PlayOptions & {
	readonly overrides?: Overrides;
	/** Changes the world before the session begins. */
	readonly given?: (world: SimulatedDeployment) => void;
	/** The sitting is over when this is true; by default when the journal is sealed. */
	readonly until?: (entry: JournalEntry) => boolean;
};

const answersAfterMs = 5_000;
/** No sitting needs more: a higher number is a loop. */
const eventsAtMost = 100_000;

export function sit({overrides = {}, given, until = () => false, ...options}: SittingOptions = {}): Sitting {
	const header = newHeader(options);
	const scenario = header.rehearsal?.scenario as unknown as Scenario;
	const deployment = header.topology as unknown as Deployment;
	const world = createRehearsal({deployment, scenario, seed: options.seed ?? 1, hitPool: header.pool});
	given?.(world);
	const contradiction = (debts: Parameters<typeof contradictionIn>[1]) => contradictionIn(world.truth(), debts);
	const engine = openSession({header, backend: world.backend, record: [], append: () => {}, contradiction});
	const operator = answering(overrides, briefingOf(header));
	const refusals: string[] = [];
	let view = emptyView;
	let isOver = false;
	engine.follow(entry => {
		view = applyEntry(view, entry);
		isOver ||= entry.kind === 'sealed' || until(entry);
		if (entry.kind === 'asked') world.backend.after(0, () => consider(entry.question));
	});

	function consider(asked: string) {
		const {question} = view;
		if (isOver || question?.question !== asked) return;
		const scripted = operator.answer(question, view);
		if (scripted) world.backend.after(scripted.afterMs ?? answersAfterMs, () => answer(asked, scripted));
	}
	function answer(question: string, {choice, fields = {}, meanwhile}: Scripted) {
		meanwhile?.(world);
		const refused = engine.send({id: question, type: 'answer', question, choice, fields, by: 'a test'});
		if (!refused) return;
		refusals.push(refused.why.id);
		world.backend.after(answersAfterMs, () => consider(question));
	}

	for (let events = 0; !isOver; events++) {
		if (engine.fault()) throw engine.fault();
		if (events > eventsAtMost || !world.clock.advance()) throw new Error(`Still not over at ${JSON.stringify(view.question)}`);
	}
	return {entries: engine.entries, view, truth: world.truth(), refusals};
}

/** `site-dark` and its like, with other faults. */
export const scenarioWith = (faults: Scenario['faults'], more: Partial<Scenario> = {}): Scenario => ({
	...loadScenario('site-dark'),
	given: [],
	...more,
	faults,
});

export const entriesOf = <Kind extends EventKind>(entries: readonly JournalEntry[], kind: Kind): readonly EntryOf<Kind>[] =>
	entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind);

/** Ends a sitting: when a step of this name has ended, however; or the first run has. */
export const ended =
	(step: string) =>
	(entry: JournalEntry): boolean =>
		entry.kind === 'stepEnded' && withoutRun(entry.step) === step;
export const runEnded = (entry: JournalEntry): boolean => entry.kind === 'runEnded';

/** Every call that changes something and was begun, in order. */
export const changesIn = ({entries}: Pick<Sitting, 'entries'>): readonly CmdletCall[] =>
	entriesOf(entries, 'callBegan').flatMap(({what}) => ('name' in what && what.changesState ? [what] : []));

/** How a step ended, the last time that it was taken. */
export const endOfStep = ({entries}: Pick<Sitting, 'entries'>, step: string): StepEnd | undefined =>
	entriesOf(entries, 'stepEnded').findLast(entry => withoutRun(entry.step) === step)?.end;

/** The states that a step went through, without repeats. */
export function lifeOf({entries}: Pick<Sitting, 'entries'>, step: string): readonly StepState[] {
	const states = entriesOf(entries, 'stepMoved').flatMap(moved => (withoutRun(moved.step) === step ? [moved.to] : []));
	return states.filter((state, index) => state !== states[index - 1]);
}

/** The moments at which a step stood in a state, as the screen showed them. */
export const shownAt = ({entries}: Pick<Sitting, 'entries'>, step: string, state: StepState): readonly EntryOf<'stepMoved'>[] =>
	entriesOf(entries, 'stepMoved').filter(moved => withoutRun(moved.step) === step && moved.to === state);

/** What was said to be wrong with an answer, in order. */
export const problemsIn = ({entries}: Pick<Sitting, 'entries'>): readonly string[] =>
	entriesOf(entries, 'asked').flatMap(({problem}) => (problem ? [problem.id] : []));
