/**
 * The life of one step.
 *
 *   recalling → inspecting → ready → (previewing) → (awaitingApproval) → confirming → (rereading) → running → verifying → ended
 *                  ├→ blocked   └→ byHand ──────────────────────────────────────────────────────────────────────→ ┘
 *                  ├→ asking             running → examining (refused) → failed
 *                  ├→ blind (no PowerShell opens where it looks) → byHand, or ended on somebody's word
 *                  └→ verifying (waits)  running → unknown → undecided
 *                                        running → ready (nothing was started: the journal could not be written)
 *
 * Only `running` changes anything. What began and whose end is not known is in `unknown`, where nothing is called but looks. Looking has
 * three answers: only *does not hold, and nothing is under way* leads back to `ready`. `failed` always has a way out.
 */
import {assign, fromPromise, sendTo, setup} from 'xstate';
import {type Message, say} from '../message.js';
import type {Step, StepEnd, StepEndKind, StepState} from './step.js';
import {stepActions} from './step-actions.js';
import {endOf} from './step-end.js';
import {stepGuards} from './step-guards.js';
import {callsOf} from './step-judgement.js';
import type {LookRequest, LookResult, RecordEvent, RunRequest, RunResult, StepCommand, StepContext} from './step-life.js';
import {ends, goesBack, looking, polling, runsAnew, shows, skips, typesFact} from './step-states.js';

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
		...stepActions,
		say: assign({problem: (_, {message}: {message: Message | undefined}) => message}),
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
				// Before anything is concluded: silence says nothing where nothing could be asked.
				{guard: 'sawNothing', target: 'blind'},
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
		// What would be seen here is seen by the operator, elsewhere, and said in writing.
		blind: {
			entry: shows('blind'),
			on: {
				retry: {actions: 'nextAttempt', target: 'inspecting'},
				happened: {guard: 'mayBeSaid', ...ends('byHand')},
				byHand: {guard: 'hasHandWork', target: 'byHand'},
				skip: skips,
				typeFact: typesFact('blind', 'teaches'),
				abort: ends('aborted'),
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
				// Each time anew: what a second person approves is one question.
				approve: [
					{guard: 'needsApproval', actions: 'keepAsker', target: 'awaitingApproval'},
					{actions: 'keepAsker', target: 'confirming'},
				],
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
		awaitingApproval: {
			entry: shows('awaitingApproval'),
			on: {
				secondApproves: {actions: 'keepApproval', target: 'confirming'},
				cancel: 'ready',
				abort: ends('aborted'),
			},
		},
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
				{guard: 'isPartUnseen', actions: 'doubtChange', target: 'unknown'},
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
						{guard: 'isSaidOnly', target: '#step.undecided'},
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
				nothingHappened: [{guard: 'isManualWithReason', actions: 'forgetChange', target: 'byHand'}, ...runsAnew('isNotSeen', 'hasReason')],
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
						{guard: 'isSaidOnly', target: '#step.undecided'},
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
				cancel: [
					// What was not seen in time is run again only on a written word.
					{guard: 'hasBegunChange', actions: ['notByHand', 'sayTooLate'], target: 'failed'},
					{guard: 'hasUnseenChange', actions: 'notByHand', target: 'blind'},
					{guard: 'hasChange', actions: 'notByHand', target: 'ready'},
				],
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
				nothingHappened: runsAnew('mayRunUnseen', 'mayRunAnew'),
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
