/**
 * What happened since a console was left, for who comes back: five lines at most, newest first. Of more than five the gravest are kept,
 * and how many are not shown is said. A change is one line, and so is a step, by what became of it last; what is said again is counted.
 */
import {changesState} from '../ask.js';
import {type Message, say} from '../message.js';
import type {StepEndKind, StepState} from '../step/step.js';
import type {EngineEvent, JournalEntry} from './journal-entry.js';
import {type LogLine, logLineOf} from './log-line.js';
import {createContexts, type LogSource} from './log-window.js';
import {currentStep, type SessionView} from './session-view.js';

/** `times`: how often it was said, the last time at its `at`. */
export type DigestLine = LogLine & {readonly times: number};

export type Digest = {
	/** When the console was left, and when somebody came back, in ms of the session. */
	readonly leftAt: number;
	readonly backAt: number;
	readonly lines: readonly DigestLine[];
	/** How many things happened that no line tells of. */
	readonly more: number;
};

const mostLines = 5;

/** `seen`: the number of the last entry that an operator saw who left. `isAway`: nobody has decided anything since. */
export type LastSeen = {readonly seen: number; readonly isAway: boolean};

/** Folded entry by entry. Undefined: nobody has left. */
export function lastSeenAfter(last: LastSeen | undefined, entry: JournalEntry): LastSeen | undefined {
	if (entry.kind === 'decision' && last?.isAway) return {...last, isAway: false};
	if (entry.kind !== 'engine') return last;
	if (entry.event === 'attached' && last?.isAway) return {...last, isAway: false};
	if (entry.event === 'left') return {seen: entry.seq, isAway: true};
	// An engine that died took its console with it, unless that had gone before.
	return entry.event === 'resumed' && !last?.isAway ? {seen: entry.seq - 1, isAway: true} : last;
}

export type Away = {
	/** The number of the last entry that the operator saw. */
	readonly seen: number;
	/** The number of the last one that there is. */
	readonly upTo: number;
	readonly backAt: number;
};

export function digestSince({seen, upTo, backAt}: Away, source: LogSource): Digest {
	const contextOf = createContexts(source);
	const found = new Map<string, {readonly line: DigestLine; readonly weight: number}>();
	for (let seq = seen + 1; seq <= upTo; seq++) {
		const entry = source.entryAt(seq);
		const weight = entry ? weightOf(entry) : 0;
		// What stood in its way does so no more.
		if (entry?.kind === 'stepMoved' && weight === 0) found.delete(`step ${entry.step}`);
		if (!entry || weight === 0) continue;
		const line = unknownLine(entry, source) ?? logLineOf(entry, contextOf(seq));
		if (!line) continue;
		const {key, isReplaced} = keyOf(entry, line);
		found.set(key, {weight, line: {...line, times: isReplaced ? 1 : (found.get(key)?.line.times ?? 0) + 1}});
	}
	const gravest = [...found.values()].toSorted((a, b) => b.weight - a.weight || b.line.seq - a.line.seq).slice(0, mostLines);
	return {
		leftAt: Math.min(source.entryAt(seen)?.at ?? 0, backAt),
		backAt,
		lines: gravest.map(({line}) => line).toSorted((a, b) => b.seq - a.seq),
		more: found.size - gravest.length,
	};
}

/** What needs the operator now, or that nothing does. `about`: the title of the step. */
export function needOf(view: SessionView): {readonly about?: Message; readonly message: Message} {
	const {outcome, question} = view;
	if (outcome) return {message: say('digest.over')};
	const step = currentStep(view);
	const about = step ? {about: step.card.title} : {};
	if (question?.isWaiting) return {...about, message: question.prompt};
	return {...about, message: say('digest.goesOn', {state: step?.state ?? 'other'})};
}

/** What was seen last of a step that is unknown says less than that it is. */
function unknownLine({seq, at, ...entry}: JournalEntry, {titleOf}: LogSource): LogLine | undefined {
	if (entry.kind !== 'stepMoved' || (entry.to !== 'unknown' && entry.to !== 'undecided')) return undefined;
	const about = titleOf?.(entry.step);
	return {seq, at, severity: 'error', step: entry.step, ...(about ? {about} : {}), message: say('digest.unknown', {state: entry.to})};
}

/** `isReplaced`: what comes later says what became of it. */
function keyOf(
	entry: JournalEntry,
	{severity, about, computer, message, text}: LogLine,
): {readonly key: string; readonly isReplaced: boolean} {
	if (entry.kind === 'callBegan' || entry.kind === 'callEnded') return {key: `call ${entry.call}`, isReplaced: true};
	if (entry.kind === 'stepMoved' || entry.kind === 'stepEnded') return {key: `step ${entry.step}`, isReplaced: true};
	return {key: JSON.stringify([severity, about, computer, message, text]), isReplaced: false};
}

const graveStates: {readonly [state in StepState]?: number} = {unknown: 9, undecided: 9, failed: 7, blocked: 5, blind: 5};
const graveEnds: {readonly [end in StepEndKind]?: number} = {failed: 8, refused: 7, aborted: 5, skipped: 4, done: 4, byHand: 4};

const graveEvents: {readonly [event in EngineEvent]?: number} = {
	stopped: 9,
	torn: 9,
	rescued: 8,
	lockBroken: 5,
	written: 5,
	control: 4,
	clock: 4,
	dropped: 3,
};

/** The higher, the graver; nothing is told of what weighs nothing. */
function weightOf(entry: JournalEntry): number {
	switch (entry.kind) {
		case 'engine':
			return graveEvents[entry.event] ?? 0;
		case 'stepMoved':
			return graveStates[entry.to] ?? 0;
		case 'sealed':
			return 8;
		case 'callEnded':
			return entry.changes ? (entry.end.ok ? 6 : 8) : 0;
		case 'callBegan':
			return changesState(entry.what) ? 6 : 0;
		case 'runEnded':
			return entry.outcome === 'done' ? 6 : 7;
		case 'outside':
			return 7;
		case 'stepEnded':
			return entry.end.isOutcomeUnknown ? 9 : (graveEnds[entry.end.kind] ?? 1);
		case 'debtOpened':
		case 'report':
			return 5;
		case 'stream':
			return entry.stream === 'error' ? 5 : 0;
		case 'asked':
			return entry.problem ? 3 : 0;
		case 'runBegan':
		case 'debtClosed':
			return 3;
		case 'decision':
			return 2;
		case 'note':
			return 1;
		default:
			return 0;
	}
}
