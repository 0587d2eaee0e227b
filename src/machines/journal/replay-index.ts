/**
 * Where the runs and the steps of a record began and ended, and what is worth stopping at: the marks on the line of time. Gathered
 * entry by entry; only what `isIndexed` names has to be told.
 */

import {isSighting, nameOfAct} from '../ask.js';
import {type Message, say} from '../message.js';
import type {StepEndKind, StepState} from '../step/step.js';
import {saySighting} from '../topology/sightings.js';
import type {EntryOf, JournalEntry, Outcome} from './journal-entry.js';
import type {ReplayTrack} from './replay.machine.js';
import type {ReplayRecord} from './timeline.js';

type Place = {readonly seq: number; readonly at: number};

export type MarkKind =
	| 'runBegan'
	| 'runEnded'
	| 'refused'
	| 'failed'
	| 'unknown'
	| 'debtOpened'
	| 'debtClosed'
	| 'note'
	| 'outside'
	| 'engine'
	| 'sealed';

/** `label` is what it is about: the run's direction, the step's title, the debt, the words of the note. */
export type Mark = Place & {readonly kind: MarkKind; readonly label: Message; readonly outcome?: Outcome};

export type StepPlace = Place & {
	readonly step: string;
	readonly title: Message;
	readonly number?: string;
	readonly ended?: Place & {readonly end: StepEndKind};
};

export type RunPlace = Place & {
	readonly run: string;
	readonly procedure: string;
	readonly direction: Message;
	readonly ended?: Place & {readonly outcome: Outcome};
};

export type ReplayIndex = {readonly marks: readonly Mark[]; readonly steps: readonly StepPlace[]; readonly runs: readonly RunPlace[]};

const indexed: ReadonlySet<string> = new Set<JournalEntry['kind']>([
	...(['header', 'runBegan', 'runEnded', 'stepBegan', 'stepMoved', 'stepEnded'] as const),
	...(['debtOpened', 'debtClosed', 'note', 'outside', 'engine', 'sealed'] as const),
]);

export const isIndexed = (kind: string): boolean => indexed.has(kind);

/** Whether an entry of this kind is seen on a screen: a round of a look that saw nothing new is not. */
export const isShown = (kind: string): boolean => kind !== 'fact';

/** What the machine of a replay moves along. */
export const trackOf = ({length, at, kindOf}: ReplayRecord, {steps, marks}: ReplayIndex): ReplayTrack => ({
	...{length, at},
	isShown: seq => isShown(kindOf(seq)),
	steps: Uint32Array.from(steps, ({seq}) => seq),
	marks: Uint32Array.from(marks, ({seq}) => seq),
});

/** A step that comes into such a state is worth a stop. */
const markOf: {readonly [state in StepState]?: MarkKind} = {blocked: 'refused', failed: 'failed', unknown: 'unknown'};
const markOfEnd: {readonly [end in StepEndKind]?: MarkKind} = {refused: 'refused', failed: 'failed'};

const outcomes: Readonly<Record<Outcome, Message>> = {
	done: say('outcome.done'),
	failed: say('outcome.failed'),
	refused: say('outcome.refused'),
	outcomeUnknown: say('outcome.outcomeUnknown'),
	ended: say('outcome.ended'),
};

/** A mark is one line. */
const longestNote = 200;

export function createReplayIndex() {
	const marks: Mark[] = [];
	const steps: StepPlace[] = [];
	const runs: RunPlace[] = [];
	/** By id, where the last of that name stands in its list. */
	const stepAt = new Map<string, number>();
	const runAt = new Map<string, number>();
	const stateOf = new Map<string, string>();
	const debts = new Map<string, Message>();

	function mark({seq, at}: JournalEntry, kind: MarkKind, label: Message, outcome?: Outcome) {
		marks.push({seq, at, kind, label, ...(outcome && {outcome})});
	}

	function apply(entry: JournalEntry) {
		const {seq, at} = entry;
		switch (entry.kind) {
			case 'header':
				for (const {id, title} of entry.known.debts) debts.set(id, title);
				return;
			case 'runBegan': {
				const {run, procedure, direction} = entry;
				runAt.set(run, runs.push({seq, at, run, procedure, direction}) - 1);
				return mark(entry, 'runBegan', direction);
			}
			case 'runEnded':
				return endRun(entry);
			case 'stepBegan': {
				const {step, title, number} = entry;
				stepAt.set(step, steps.push({seq, at, step, title, ...(number !== undefined && {number})}) - 1);
				stateOf.delete(step);
				return;
			}
			case 'stepMoved': {
				const kind = stateOf.get(entry.step) === entry.to ? undefined : markOf[entry.to];
				stateOf.set(entry.step, entry.to);
				return kind && mark(entry, kind, titleOf(entry.step));
			}
			case 'stepEnded':
				return endStep(entry);
			case 'debtOpened':
				debts.set(entry.debt.id, entry.debt.title);
				return mark(entry, 'debtOpened', entry.debt.title);
			case 'debtClosed':
				return mark(entry, 'debtClosed', debts.get(entry.debt) ?? say('replay.named', {name: entry.debt}));
			case 'note':
				return mark(entry, 'note', say('replay.note', {by: entry.by, text: entry.text.slice(0, longestNote)}));
			case 'outside':
				if (isSighting(entry.what)) return mark(entry, 'outside', saySighting(entry.what));
				return mark(entry, 'outside', say('replay.outside', {by: entry.by, cmdlet: nameOfAct(entry.what)}));
			case 'engine':
				return mark(entry, 'engine', entry.message);
			case 'sealed':
				return mark(entry, 'sealed', entry.why ?? outcomes[entry.outcome], entry.outcome);
		}
	}

	function endRun(entry: EntryOf<'runEnded'>) {
		const {seq, at, run, outcome, why} = entry;
		const index = runAt.get(run);
		const began = index === undefined ? undefined : runs[index];
		if (index !== undefined && began) runs[index] = {...began, ended: {seq, at, outcome}};
		mark(entry, 'runEnded', why ?? began?.direction ?? outcomes[outcome], outcome);
	}

	function endStep(entry: EntryOf<'stepEnded'>) {
		const {seq, at, step, end} = entry;
		const index = stepAt.get(step);
		const began = index === undefined ? undefined : steps[index];
		if (index !== undefined && began) steps[index] = {...began, ended: {seq, at, end: end.kind}};
		const kind = end.found === 'blocked' ? markOf.blocked : markOfEnd[end.kind];
		if (kind) mark(entry, kind, titleOf(step));
	}

	const titleOf = (step: string): Message => steps[stepAt.get(step) ?? -1]?.title ?? say('replay.named', {name: step});

	return {apply, gathered: (): ReplayIndex => ({marks, steps, runs})};
}
