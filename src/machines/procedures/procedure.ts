/** What procedures share: a state that is one step, the ledger of what is owed, and the ends that they all have. */
import {assign, type DoneActorEvent} from 'xstate';
import type {Debt} from '../debt.js';
import type {Outcome} from '../journal/journal-entry.js';
import type {JsonObject} from '../json.js';
import type {Message} from '../message.js';
import type {Step, StepEnd} from '../step/step.js';

/** How a run ended, and what it leaves to be paid. */
export type ProcedureEnd = {
	readonly outcome: Outcome;
	readonly why?: Message;
	readonly debts: readonly Debt[];
	readonly hasChanged: boolean;
};

/** What every procedure keeps beside its own facts. */
export type Ledger = {
	readonly debts: readonly Debt[];
	readonly hasChanged: boolean;
	readonly outcome?: Outcome;
	readonly stoppedBecause?: Message | undefined;
};

export const emptyLedger = (debts: readonly Debt[]): Ledger => ({debts, hasChanged: false});

/** What is owed after a step: what it closed goes, what it opened comes. */
export function settle(debts: readonly Debt[], {opened = [], closed = []}: Pick<StepEnd, 'opened' | 'closed'>): readonly Debt[] {
	const ids = new Set([...closed, ...opened.map(({id}) => id)]);
	return [...debts.filter(({id}) => !ids.has(id)), ...opened];
}

export function endOfProcedure({outcome = 'done', stoppedBecause, debts, hasChanged}: Ledger): ProcedureEnd {
	return {outcome, ...(stoppedBecause ? {why: stoppedBecause} : {}), debts, hasChanged};
}

/** A refusal is one only while nothing has been changed. */
function outcomeOf({kind, isOutcomeUnknown, goesBack}: StepEnd, hasChanged: boolean): Outcome | undefined {
	if (goesBack) return undefined;
	if (isOutcomeUnknown) return 'outcomeUnknown';
	if (kind === 'failed') return 'failed';
	if (kind === 'refused') return hasChanged ? 'ended' : 'refused';
	return kind === 'aborted' ? 'ended' : undefined;
}

type StepDone = {readonly context: Ledger; readonly event: DoneActorEvent<StepEnd>};
type ChildDone = {readonly context: Ledger; readonly event: DoneActorEvent<ProcedureEnd>};

/**
 * XState infers the type of an action from the one machine that it stands in. These stand in several, hence `as never`.
 *
 * `step(failOverUsers, 'provingIt')`: do the step, keep what it learnt and owes, go on there.
 */
export const stepsOf = <Context extends Ledger>() => {
	const keep = assign(({context, event}: StepDone) => {
		const hasChanged = context.hasChanged || event.output.hasChanged === true;
		const outcome = outcomeOf(event.output, hasChanged);
		return {
			...(event.output.learned as JsonObject & Partial<Context>),
			debts: settle(context.debts, event.output),
			hasChanged,
			...(outcome ? {outcome, stoppedBecause: event.output.why} : {}),
		};
	});
	const hasStopped = ({context, event}: StepDone) => outcomeOf(event.output, context.hasChanged) !== undefined;
	const goesBack = ({event}: StepDone) => event.output.goesBack === true;
	return <Next extends string, Back extends string = Next>(describe: (context: Context) => Step, next: Next, back?: Back) =>
		({
			invoke: {
				src: 'step',
				input: ({context}: {context: Context}) => describe(context),
				onDone: [
					...(back ? [{guard: goesBack as never, actions: keep as never, target: back}] : []),
					{guard: hasStopped as never, actions: keep as never, target: 'stopped'},
					{actions: keep as never, target: next},
				],
			},
		}) as const;
};

/** A procedure inside a procedure ended: its debts are ours, and when it stopped, so do we. */
const keepChild = assign(({context, event}: ChildDone) => {
	const {why, debts, hasChanged} = event.output;
	const outcome = event.output.outcome === 'refused' && context.hasChanged ? 'ended' : event.output.outcome;
	return {debts, hasChanged: context.hasChanged || hasChanged, ...(outcome === 'done' ? {} : {outcome, stoppedBecause: why})};
});

export const goOnAfterChild = <Next extends string>(next: Next) =>
	[
		{guard: (({event}: ChildDone) => event.output.outcome !== 'done') as never, actions: keepChild as never, target: 'stopped'},
		{actions: keepChild as never, target: next},
	] as const;

const isOver = ({event}: ChildDone) => ['done', 'refused'].includes(event.output.outcome);
const keepDebts = assign(({context, event}: ChildDone) => ({
	debts: event.output.debts,
	hasChanged: context.hasChanged || event.output.hasChanged,
}));

/** The same, of a part that nothing after it needs: refused before it changed anything, it stays owed, and the others are done all the same. */
export const goOnAfterPart = <Next extends string>(next: Next) =>
	[
		{guard: isOver as never, actions: keepDebts as never, target: next},
		{actions: keepChild as never, target: 'stopped'},
	] as const;
