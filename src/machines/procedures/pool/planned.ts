/** Steps as a plan names them before any of them has begun. */
import {isCmdletCall} from '../../ask.js';
import type {Acting, PlannedStep} from '../../journal/journal-entry.js';
import {type Message, say} from '../../message.js';
import type {Step} from '../../step/step.js';
import type {RunInput} from '../facts.js';

/** What is said of a run before it begins: its direction in one sentence, and its steps in the order in which they are taken. */
export type Run = {
	readonly direction: (input: RunInput) => Message;
	readonly plan: (input: RunInput, run: string) => Plan;
};
export type Plan = readonly PlannedStep[];

/** Steps of the same run have to be done before. */
export const after =
	(...steps: readonly string[]) =>
	() =>
		say('needs.steps', {steps, count: steps.length});

export const plannedStep = (path: string, step: Step, needs: Message): PlannedStep => ({
	...{step: path, number: step.number ?? '', title: step.title, needs},
	...partIn(step),
});

/** Who acts, where, and on what, as far as it is known before anything was looked at. */
function partIn({change, manual, form, isWaiting, look}: Step): Pick<PlannedStep, 'who' | 'runsOn' | 'changes'> {
	const who: Acting = change ? 'typed' : manual ? 'byHand' : form ? 'you' : isWaiting ? 'waits' : 'reads';
	const planned = change?.calls([]) ?? [];
	const cmdlet = planned[0] ?? look?.([]).find(isCmdletCall);
	// Without a call that is known already, what it changes is not known either.
	return {who, ...(cmdlet ? {runsOn: cmdlet.runsOn} : {}), ...(change && planned.length > 0 ? {changes: change.changes([])} : {})};
}

/** Parts, one after the other. What a step needs of earlier ones is said in the numbers of its own part; one that is not there, it needs not. */
export function numberedThrough(parts: readonly Plan[]): Plan {
	let count = 0;
	return parts.flatMap(part => {
		const numbers = new Map<string, string>();
		return part.map(step => {
			const number = String(++count);
			const needs = step.needs && inNumbers(step.needs, numbers);
			if (step.number) numbers.set(step.number, number);
			return {...step, number, ...(needs ? {needs} : {})};
		});
	});
}

function inNumbers(needs: Message, numbers: ReadonlyMap<string, string>): Message {
	if (needs.id !== 'needs.steps') return needs;
	const steps = [needs.args?.steps].flat().flatMap(each => numbers.get(String(each)) ?? []);
	return say('needs.steps', {steps, count: steps.length});
}
