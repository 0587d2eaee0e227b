/** What an engine has to remember of the journal: numbers, and changes whose end decides where a step goes on. The same for a record. */
import {changesState} from '../ask.js';
import {type CallEnd, type CmdletCall, isRefusal, nameOf} from '../cmdlet.js';
import {say} from '../message.js';
import type {StepState} from '../step/step.js';
import {failureOf} from '../step/step-events.js';
import type {BegunChange} from '../step/step-life.js';
import type {JournalEntry} from './journal-entry.js';

type ChangeCall = {readonly call: string; readonly what: CmdletCall; readonly end?: CallEnd};
export type StepMemory = {
	readonly attempt: number;
	readonly calls: number;
	readonly questions: number;
	/** The last changing call since the step was last ready, and how many there were to be. */
	readonly change?: ChangeCall;
	readonly callsToMake: number;
	/** When it gives up, of a step that waits. */
	readonly until?: number | undefined;
	/** The attempt in which it was done in the simulated world, as if by hand. */
	readonly actedIn?: number;
	/** A call of its change ended well, and nothing was looked at since. */
	readonly ranOne?: boolean;
};

/** States in which no change of this step is under way or to be verified. */
const isUntouched: readonly StepState[] = ['inspecting', 'ready', 'blocked', 'blind', 'asking'];

const stepOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
const numberOf = (path: string) => Number(/\d+$/.exec(path)?.[0] ?? 0);
const unknownStep: StepMemory = {attempt: 1, calls: 0, questions: 0, callsToMake: 0};

export function createIndex() {
	const steps = new Map<string, StepMemory>();
	const memoryOf = (step: string) => steps.get(step) ?? unknownStep;
	const keep = (step: string, part: Partial<StepMemory>) => void steps.set(step, {...memoryOf(step), ...part});

	function forgetChange(step: string) {
		const {change: _, ranOne: __, ...rest} = memoryOf(step);
		steps.set(step, rest);
	}

	return {
		memoryOf,
		has: (step: string) => steps.has(step),
		apply(entry: JournalEntry) {
			if (entry.kind === 'stepBegan') keep(entry.step, {});
			else if (entry.kind === 'stepMoved') {
				if (isUntouched.includes(entry.to)) forgetChange(entry.step);
				if (entry.to === 'running' || entry.to === 'failed') keep(entry.step, {ranOne: false});
				keep(entry.step, {attempt: entry.attempt, until: entry.until});
				if (entry.to === 'running') keep(entry.step, {callsToMake: entry.calls?.length ?? 0});
			} else if (entry.kind === 'asked') keep(entry.step, {questions: numberOf(entry.question)});
			else if (entry.kind === 'stepEnded') forgetChange(entry.step);
			else if (entry.kind === 'outside') keep(stepOf(entry.id), {actedIn: memoryOf(stepOf(entry.id)).attempt});
			else if (entry.kind === 'callBegan') {
				const {call, what} = entry;
				keep(stepOf(call), {
					calls: Math.max(numberOf(call), memoryOf(stepOf(call)).calls),
					...(changesState(what) ? {change: {call, what}} : {}),
				});
			} else if (entry.kind === 'callEnded' && entry.changes) {
				const {change} = memoryOf(stepOf(entry.call));
				if (change?.call === entry.call) keep(stepOf(entry.call), {change: {...change, end: entry.end as CallEnd}});
				if (entry.end.ok) keep(stepOf(entry.call), {ranOne: true});
			}
		},
	};
}

/** `poolFailover/failingOverUsers/call3`: numbered on from what the journal has. */
export function createNumbering(index: Pick<ReturnType<typeof createIndex>, 'memoryOf'>): (step: string) => string {
	const given = new Map<string, number>();
	return step => {
		const number = Math.max(given.get(step) ?? 0, index.memoryOf(step).calls) + 1;
		given.set(step, number);
		return `${step}/call${number}`;
	};
}

/** What a step is told that was open when the record ended. */
export function goingOn(memory: StepMemory): {readonly attempt: number; readonly change?: BegunChange; readonly until?: number} {
	const change = outstandingIn(memory);
	const {attempt, until} = memory;
	return {attempt, ...(change ? {change} : {}), ...(until === undefined ? {} : {until})};
}

/** Nothing is left of a change that was refused, but of what its calls before did. One that ended well is verified, any other is looked for. */
function outstandingIn({change, callsToMake: calls, ranOne}: StepMemory): BegunChange | undefined {
	if (!change || (change.end && isRefusal(change.end) && !ranOne)) return undefined;
	if (change.end?.ok) return {endedWell: true, calls};
	const why = change.end ? failureOf(change.end) : say('step.endNotHeard', {cmdlet: nameOf(change.what)});
	return {endedWell: false, calls, ...(why ? {why} : {})};
}
