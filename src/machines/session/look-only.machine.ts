/**
 * The life of a step that is only looked at.
 *
 *   recalling → inspecting → ended
 *
 * It stands in the place of `step.machine.ts` in a walk that changes nothing. No state of it runs anything and no actor could: it looks
 * once, keeps what it saw, and ends. Its end never stops a procedure, so the walk goes on whatever was found.
 */
import {assign, fromPromise, setup} from 'xstate';
import type {Found, Step, StepEnd} from '../step/step.js';
import {lookedBy, seen} from '../step/step-events.js';
import type {LookRequest, LookResult, RecordEvent, StepContext} from '../step/step-life.js';
import {looking} from '../step/step-states.js';

export const lookOnlyMachine = setup({
	types: {} as {input: Step; context: StepContext; events: RecordEvent; output: StepEnd},
	actors: {
		// Provided by the session; it asks the backend and writes what it hears.
		look: fromPromise<LookResult, LookRequest>(() => new Promise(() => {})),
	},
	actions: {
		/** Provided by the session: tells this step to go on. */
		askRecord: () => {},
		/** Provided by the session: writes that it is looked at, and what was found. */
		showBegin: () => {},
		showEnd: () => {},
		keepLook: assign(({context, event}) => seen(context, lookedBy(event))),
		/** Provided by the session, which knows of earlier steps. */
		end: assign({end: ({context}) => endOfLook(context, false)}),
	},
}).createMachine({
	id: 'step',
	context: ({input}) => ({step: input, attempt: 1, answers: [], lookedAt: 0, isByHand: false, until: 0}),
	output: ({context}) => context.end as StepEnd,
	initial: 'recalling',
	states: {
		recalling: {entry: 'askRecord', on: {goOn: 'inspecting'}},
		inspecting: {entry: 'showBegin', invoke: {...looking('now'), onDone: {actions: ['keepLook', 'end'], target: 'ended'}}},
		ended: {type: 'final', entry: 'showEnd'},
	},
});

/** What holds may still want an answer; what does not may be work for another tool. `isOpenBefore`: an earlier step is still to change something. */
export function foundBy({step, judgement}: Pick<StepContext, 'step' | 'judgement'>, isOpenBefore: boolean): Found {
	if (judgement?.says === 'blocked') return isOpenBefore && judgement.awaitsEarlier ? 'waits' : 'blocked';
	const says = judgement?.says ?? 'cannotTell';
	if (says === 'holds' && step.form) return 'asksYou';
	return says === 'doesNotHold' && step.manual && !step.change ? 'manual' : says;
}

/** Nothing is opened and nothing closed: nothing was done. */
export function endOfLook(context: StepContext, isOpenBefore: boolean): StepEnd {
	const {step, judgement} = context;
	const learned = judgement?.says === 'holds' ? judgement.learned : step.fact?.captured;
	return {
		kind: 'lookedAt',
		found: foundBy(context, isOpenBefore),
		learned: learned ?? {},
		evidence: judgement?.evidence ?? [],
		...(judgement && 'why' in judgement ? {why: judgement.why} : {}),
	};
}
