/** The life of one step:
 *   recalling → inspecting → ready → (previewing) → (awaitingApproval) → confirming → (rereading) → running → verifying → ended
 *                  ├→ blocked   └→ byHand ──────────────────────────────────────→ ┘
 *                  ├→ asking             running → examining (refused) ────────→ failed
 *                  └→ verifying (waits)  running → unknown → undecided;  running → ready (the journal could not be written)
 *
 * Only `running` changes anything. What began and has no known end is in `unknown`, where nothing is called but looks. Of their three
 * answers only *does not hold, and nothing is under way* leads back to `ready`. `failed` always has a way out.
 */
import {assign, fromPromise, sendTo, setup} from 'xstate';
import {type Message, say} from './message.js';
import type {Step, StepEnd, StepEndKind, StepState} from './step.js';
import {fateAfter} from './step-change.js';
import {endOf} from './step-end.js';
import * as told from './step-events.js';
import {stepGuards} from './step-guards.js';
import {callsOf, notSeen} from './step-judgement.js';
import type {LookRequest, LookResult, RecordEvent, RunRequest, RunResult, StepCommand, StepContext} from './step-life.js';
import {asksToConfirm, ends, goesBack, looking, patienceOf, polling, secondPerson, shows, skips, typesFact} from './step-states.js';

export const stepMachine = setup({
	types: {} as {input: Step; context: StepContext; events: StepCommand | RecordEvent; output: StepEnd},
	actors: {
		// Provided by the session; they ask the backend and write what they hear.
		look: fromPromise<LookResult, LookRequest>(() => new Promise(() => {})),
		run: fromPromise<RunResult, RunRequest>(() => new Promise(() => {})),
	},
	actions: {
		/** Provided by the session: tells this step to go on; while a record is told, how it ended then. */
		askRecord: () => {},
		/** Provided by the session: writes what the screen shows, and the question that is open. */
		show: (_, _params: {state: StepState}) => {},
		keepLook: assign(({context, event}) => ({...told.seen(context, told.lookedBy(event)), problem: undefined})),
		keepLookOnly: assign(({context, event}) => told.seen(context, told.lookedBy(event))),
		setDeadline: assign(({context, event}) => told.deadlineOf(context, event)),
		beginChange: assign({began: ({context, event}) => told.beganBy(context, event), fate: undefined, recalledUntil: undefined}),
		keepEnd: assign({
			began: ({event, context}) => ({calls: 0, ...context.began, at: told.ranBy(event).at, fate: fateAfter(told.ranBy(event).end)}),
			recalledUntil: undefined,
		}),
		// In writing, where looking cannot tell: from here on it has run, on the word of the operator.
		takeTheirWord: assign({
			isByHand: true,
			problem: undefined,
			word: ({event}) => told.wordOf(event),
			began: ({event, context}) => ({at: told.timeOf(event, context.lookedAt), calls: 0, ...context.began, fate: 'endedWell'}),
		}),
		// Found once, it stays known, whatever does not answer afterwards.
		keepFate: assign({began: ({context}) => context.began && {...context.began, fate: 'endedWell'}}),
		sayLost: assign({problem: ({event}) => (event.type === 'goOn' ? event.change?.why : undefined)}),
		forgetChange: assign({began: undefined, fate: undefined, word: undefined}),
		keepFailure: assign({problem: ({event}) => told.failureOf(told.ranBy(event).end)}),
		sayFate: assign({problem: ({context}) => (context.fate?.fate === 'ended' ? told.failureOf(context.fate.end) : undefined)}),
		sayTooLate: assign({problem: ({context}) => say('step.tooLate', {for: {ms: patienceOf(context.step).forMs}})}),
		sayReported: assign({problem: ({event}) => say('step.reportedByHand', {message: told.reasonOf(event)})}),
		sayWhatIsWrong: assign({problem: ({context, event}) => told.problemWith(context, event)}),
		sayNotSeen: assign({problem: ({context}) => notSeen(context)}),
		sayFactRefusal: assign({problem: ({context, event}) => context.step.fact?.refuses(told.typedIn(event).fields)}),
		sayRefusal: assign({problem: ({context, event}) => context.step.form?.refuses?.(told.typedIn(event).fields)}),
		say: assign({problem: (_, {message}: {message: Message | undefined}) => message}),
		keepAsker: assign({askedBy: ({event}) => told.typedIn(event).by ?? '', approval: undefined, problem: undefined}),
		keepApproval: assign({approval: ({event}) => told.approvalIn(event)}),
		byHand: assign({isByHand: true, problem: undefined}),
		notByHand: assign({isByHand: false}),
		lookAnew: assign({attempt: ({context}) => context.attempt + 1, problem: undefined, recalledUntil: undefined}),
		nextAttempt: assign({attempt: ({context}) => context.attempt + 1, isByHand: false, problem: undefined, recalledUntil: undefined}),
		recallAttempt: assign(({event}) => (event.type === 'goOn' ? {attempt: event.attempt, recalledUntil: event.until} : {attempt: 1})),
		end: assign({end: ({context, event}, {kind}: {kind: StepEndKind}) => endOf(context, event, kind)}),
	},
	guards: stepGuards,
}).createMachine({
	id: 'step',
	context: ({input}) => ({step: input, attempt: 1, answers: [], lookedAt: 0, isByHand: false, until: 0}),
	output: ({context}) => context.end as StepEnd,
	initial: 'recalling',
	states: {
		recalling: {
			entry: 'askRecord',
			on: {
				recall: {actions: assign({end: ({event}) => event.end}), target: 'ended'},
				goOn: [
					{guard: ({event}) => event.change?.endedWell === true, actions: ['beginChange', 'recallAttempt'], target: 'verifying'},
					{guard: ({event}) => event.change !== undefined, actions: ['beginChange', 'recallAttempt', 'sayLost'], target: 'unknown'},
					{actions: 'recallAttempt', target: 'inspecting'},
				],
			},
		},

		inspecting: {entry: shows('inspecting'), invoke: {...looking('now'), onDone: {actions: 'keepLook', target: 'judging'}}},
		judging: {
			always: [
				{guard: 'hasForm', target: 'asking'},
				{guard: 'holds', target: 'finishing'},
				{guard: 'isBlocked', target: 'blocked'},
				{guard: 'canChange', target: 'ready'},
				{guard: 'isManual', target: 'byHand'},
				// Something may be under way, or it is for others to make true.
				{target: 'verifying'},
			],
		},
		blocked: {
			entry: shows('blocked'),
			on: {
				retry: {actions: 'nextAttempt', target: 'inspecting'},
				skip: skips,
				goBack: goesBack,
				typeFact: typesFact('blocked'),
				abort: ends('refused'),
			},
		},
		asking: {
			entry: shows('asking'),
			on: {
				answer: [
					{guard: 'answerIsRefused', actions: 'sayRefusal', target: 'asking', reenter: true},
					{guard: 'answerEndsRun', ...ends('aborted')},
					ends('done'),
				],
				abort: {guard: 'hasNoOtherWayOut', ...ends('aborted')},
			},
		},

		ready: {
			entry: shows('ready'),
			on: {
				approve: asksToConfirm,
				preview: {guard: 'hasPreview', target: 'previewing'},
				byHand: 'byHand',
				skip: skips,
				abort: ends('aborted'),
			},
		},
		previewing: {
			entry: shows('previewing'),
			invoke: {
				src: 'run',
				input: ({context}) => ({calls: callsOf(context), isPreview: true}),
				onDone: {actions: 'keepFailure', target: 'ready'},
			},
		},
		awaitingApproval: secondPerson,
		confirming: {
			entry: shows('confirming'),
			on: {
				confirm: [
					{guard: 'isTypedWrong', actions: 'sayWhatIsWrong', target: 'confirming', reenter: true},
					{guard: 'isFresh', target: 'running'},
					{target: 'rereading'},
				],
				cancel: {actions: {type: 'say', params: {message: undefined}}, target: 'ready'},
				abort: ends('aborted'),
			},
		},
		// What the operator decided on may not be true any more. A difference is said, and decided on anew.
		rereading: {
			entry: shows('rereading'),
			invoke: {
				...looking('now'),
				onDone: [
					{guard: 'seesTheSame', actions: 'keepLook', target: 'running'},
					{actions: ['keepLook', {type: 'say', params: {message: say('step.changedMeanwhile')}}], target: 'judging'},
				],
			},
		},

		running: {
			entry: ['beginChange', shows('running')],
			invoke: {
				id: 'change',
				src: 'run',
				input: ({context}) => ({calls: callsOf(context), isPreview: false}),
				onDone: [
					{guard: 'ranNothing', actions: ['keepFailure', 'forgetChange'], target: 'ready'},
					{guard: 'ranWell', actions: 'keepEnd', target: 'verifying'},
					{guard: 'ranInPart', actions: ['keepEnd', 'keepFailure'], target: 'examining'},
					{actions: ['keepEnd', 'keepFailure'], target: 'unknown'},
				],
			},
			on: {stop: {actions: sendTo('change', {type: 'stop'})}},
		},
		// It said no. Whether that means that nothing changed is looked at, not believed.
		examining: {
			entry: shows('examining'),
			invoke: {...looking('now'), onDone: {actions: 'keepLookOnly', target: 'examined'}},
		},
		examined: {
			always: [
				{guard: 'holds', target: 'finishing'},
				{actions: 'forgetChange', target: 'failed'},
			],
		},

		unknown: {
			initial: 'looking',
			entry: 'setDeadline',
			states: {
				...polling('unknown'),
				weighing: {
					always: [
						{guard: 'holds', target: '#step.finishing'},
						{guard: 'endedWell', actions: 'keepFate', target: '#step.verifying'},
						{guard: 'endedRefused', actions: ['sayFate', 'forgetChange'], target: '#step.failed'},
						{guard: 'provesUntouched', actions: ['sayNotSeen', 'forgetChange'], target: '#step.ready'},
						// What is known to run is waited for, however long it takes.
						{guard: 'stillRuns', target: 'waiting'},
						{guard: 'isInTime', target: 'waiting'},
						{target: '#step.undecided'},
					],
				},
			},
			on: {lookAgain: '.looking', decide: 'undecided'},
		},
		undecided: {
			entry: shows('undecided'),
			on: {
				happened: [
					// Nothing can be looked at: the word of the operator is all there is, and it is final.
					{guard: 'isSaidUnseen', ...ends('byHand')},
					{guard: 'hasReason', actions: 'takeTheirWord', target: 'verifying'},
				],
				nothingHappened: [
					{
						guard: ({context, event}) => context.step.manual !== undefined && told.reasonOf(event) !== '',
						actions: 'forgetChange',
						target: 'byHand',
					},
					{guard: 'hasReason', actions: ['forgetChange', 'notByHand'], target: 'ready'},
				],
				keepLooking: {guard: 'canBeChecked', target: 'unknown'},
				abort: ends('failed'),
			},
		},
		verifying: {
			initial: 'looking',
			entry: 'setDeadline',
			states: {
				...polling('verifying'),
				weighing: {
					always: [
						{guard: 'holds', target: '#step.finishing'},
						{guard: 'blocksBeforeChange', target: '#step.blocked'},
						{guard: 'mayChangeNow', target: '#step.ready'},
						{guard: 'provesUntouched', actions: ['sayNotSeen', 'forgetChange', 'notByHand'], target: '#step.ready'},
						{guard: 'isInTime', target: 'waiting'},
						{actions: 'sayTooLate', target: '#step.failed'},
					],
				},
			},
			on: {
				lookAgain: '.looking',
				skip: skips,
				abort: {guard: 'hasNotBegun', ...ends('aborted')},
			},
		},

		byHand: {
			entry: ['byHand', shows('byHand')],
			on: {
				noError: [
					{guard: 'cannotBeChecked', ...ends('byHand')},
					{actions: 'beginChange', target: 'verifying'},
				],
				error: {guard: 'hasReason', actions: ['sayReported', 'notByHand'], target: 'failed'},
				dontKnow: [
					{guard: 'cannotBeChecked', actions: 'beginChange', target: 'undecided'},
					{actions: 'beginChange', target: 'unknown'},
				],
				cancel: {guard: 'hasChange', actions: 'notByHand', target: 'ready'},
				skip: skips,
				abort: ends('aborted'),
			},
		},
		failed: {
			entry: shows('failed'),
			on: {
				retry: [
					// What was not seen in time may still come: it is looked for again, and run again only on a written word.
					{guard: 'hasBegun', actions: 'lookAnew', target: 'verifying'},
					{actions: 'nextAttempt', target: 'inspecting'},
				],
				nothingHappened: {guard: 'mayRunAnew', actions: ['forgetChange', 'notByHand'], target: 'ready'},
				byHand: {guard: 'hasHandWork', target: 'byHand'},
				skip: skips,
				goBack: goesBack,
				typeFact: typesFact('failed'),
				abort: ends('failed'),
			},
		},

		finishing: {
			always: [
				{guard: 'isByHand', ...ends('byHand')},
				{guard: 'hasBegun', ...ends('done')},
				{guard: 'hasHandWork', ...ends('alreadyDone')},
				ends('done'),
			],
		},
		ended: {type: 'final', entry: shows('ended')},
	},
});
