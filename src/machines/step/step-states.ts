/** The pieces that the states of a step are made of. */
import type {Step, StepEndKind, StepState} from './step.js';
import type {StepContext} from './step-life.js';

type Situation = {context: StepContext};

export const patienceOf = (step: Step) => step.patience ?? {everyMs: 15_000, forMs: 10 * 60_000};
export const looking = (when: 'now' | 'later') =>
	({
		src: 'look',
		input: ({context}: Situation) => ({
			step: context.step,
			waitMs: when === 'now' ? 0 : patienceOf(context.step).everyMs,
			asksFate: context.began?.fate === 'unknown' && !context.isByHand,
		}),
	}) as const;
export const shows = (state: StepState) => ({type: 'show', params: {state}}) as const;
export const ends = (kind: StepEndKind) => ({actions: {type: 'end', params: {kind}}, target: '#step.ended'}) as const;

export const skips = {guard: {type: 'maySkip'}, ...ends('skipped')} as const;
export const goesBack = {guard: {type: 'hasWayBack'}, ...ends('refused')} as const;
/** Nothing happened, on a written word: it is got ready on what was seen, and where nothing was, not at all. */
export const runsAnew = <Unseen extends string, Seen extends string>(unseen: Unseen, seen: Seen) =>
	[
		{guard: unseen, actions: ['forgetChange', 'notByHand'], target: 'blind'},
		{guard: seen, actions: ['forgetChange', 'notByHand'], target: 'ready'},
	] as const;
/** A fact that nothing answers may be typed, and is marked so. */
export const typesFact = <Guard extends string = 'takesFact'>(state: 'failed' | 'blocked' | 'blind', guard = 'takesFact' as Guard) =>
	[
		{guard: 'factIsRefused', actions: 'sayFactRefusal', target: state, reenter: true},
		{guard, ...ends('byHand')},
	] as const;

/** Looks at once, then again and again; `weighing` decides each time. */
export const polling = (state: 'verifying' | 'unknown') =>
	({
		looking: {entry: shows(state), invoke: {...looking('now'), onDone: {actions: 'keepLookOnly', target: 'weighing'}}},
		waiting: {entry: shows(state), invoke: {...looking('later'), onDone: {actions: 'keepLookOnly', target: 'weighing'}}},
	}) as const;
