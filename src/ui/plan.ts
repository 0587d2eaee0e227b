/** The plan of a run beside what became of it: every planned step once, and those that no plan foresaw where they happened. */
import type {Debt} from '../machines/debt.js';
import {deploymentOf, type Header, type PlannedStep} from '../machines/journal/journal-entry.js';
import {currentRun, type RunView, type SessionView, type StepView} from '../machines/journal/session-view.js';
import type {Message} from '../machines/message.js';
import {catalog} from '../machines/procedures/catalog.js';
import type {RunInput} from '../machines/procedures/facts.js';
import {mainProcedure} from '../machines/procedures/ids.js';
import {endWord} from '../machines/step/step-end.js';

export type PlanLine = {
	/** Path of the step, without the number of a second visit. */
	readonly id: string;
	readonly number: string;
	readonly title: Message;
	/** The last time that it was lived. */
	readonly step?: StepView;
};

/** `…/findingEdges#2` is the second visit of a step that the plan has once. */
const planned = (id: string) => id.replace(/#\d+$/, '');

/** The run that is under way, else the last one. */
export const shownRun = (view: SessionView): RunView | undefined => currentRun(view) ?? view.runs.at(-1);

export function planLines(view: SessionView): readonly PlanLine[] {
	const run = shownRun(view);
	if (!run) return [...view.steps.slice(-1).map(lineOf), ...(view.header ? foreseenLines(view.header, view.debts) : [])];
	const own = view.steps.filter(({id}) => id.startsWith(`${run.run}/`));
	const lived = new Map(own.map(step => [planned(step.id), step]));
	const foreseen = new Set(run.plan.map(({step}) => step));
	const extra = [...lived.entries()].filter(([id, step]) => !foreseen.has(id) && isWorthALine(step)).map(([, step]) => step);
	const lines = run.plan.map(({step: id, number, title}: PlannedStep): PlanLine => {
		const step = lived.get(id);
		return {id, number, title: step?.card.title ?? title, ...(step ? {step} : {})};
	});
	return withExtra(lines, extra);
}

/** What a run of this session is told at its start. */
export const inputOf = (header: Header): RunInput => ({
	...{deployment: deploymentOf(header), pool: header.pool, known: header.known, debts: header.known.debts},
	...(header.edge === undefined ? {} : {edge: header.edge}),
});

/** What will be done, before anything was chosen. */
function foreseenLines(header: Header, debts: readonly Debt[]): readonly PlanLine[] {
	const input = {...inputOf(header), debts};
	const procedure = mainProcedure(header);
	return catalog[procedure].plan(input, procedure).map(({step: id, number, title}) => ({id, number, title}));
}

/** Planned steps that a walk has not come to. */
export function notCome(view: SessionView): readonly PlannedStep[] {
	const lived = new Set(view.steps.map(({id}) => planned(id)));
	return (shownRun(view)?.plan ?? []).filter(({step}) => !lived.has(step));
}

/** Preflights that held are told by the steps that they were for. */
const isWorthALine = ({end}: StepView) => end === undefined || !['done', 'alreadyDone', 'holds'].includes(endWord(end));

const lineOf = (step: StepView): PlanLine => ({id: planned(step.id), number: step.card.number ?? '', title: step.card.title, step});

/** An unforeseen step stands before the first planned one that began after it, or that has not begun. */
function withExtra(lines: readonly PlanLine[], extra: readonly StepView[]): readonly PlanLine[] {
	const all = [...lines];
	for (const step of extra) {
		const index = all.findIndex(({step: other}) => other === undefined || other.beganAt > step.beganAt);
		all.splice(index < 0 ? all.length : index, 0, lineOf(step));
	}
	return all;
}

/** The numbers of a plan are those of the runbook: one may stand for several states, and one may be missing. */
export const totalOf = (view: SessionView): number => Math.max(0, ...(shownRun(view)?.plan.map(({number}) => Number(number) || 0) ?? []));
