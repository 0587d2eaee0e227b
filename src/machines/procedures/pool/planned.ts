/** Steps as a plan names them before any of them has begun. */
import {isCmdletCall} from '../../ask.js';
import type {Acting, PlannedStep} from '../../journal/journal-entry.js';
import {type Message, say} from '../../message.js';
import type {Step} from '../../step/step.js';
import type {RunInput} from '../facts.js';

/** What is said of a run before it begins: its direction in one sentence, and its steps in the order in which they are taken. */
export type Run = {
	readonly direction: (input: RunInput) => Message;
	readonly plan: (input: RunInput, run: string) => readonly PlannedStep[];
};

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
