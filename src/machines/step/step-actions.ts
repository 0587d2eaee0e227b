/** What a step machine keeps when it moves, by name. Pure: from the context, and from what the event tells. */
import {setup} from 'xstate';
import {say} from '../message.js';
import {fateAfter} from './step-change.js';
import * as told from './step-events.js';
import {notSeen, taughtBy} from './step-judgement.js';
import type {RecordEvent, StepCommand, StepContext} from './step-life.js';
import {patienceOf} from './step-states.js';

const {assign} = setup({types: {} as {context: StepContext; events: StepCommand | RecordEvent}});

export const stepActions = {
	keepLook: assign(({context, event}) => ({...told.seen(context, told.lookedBy(event)), problem: undefined})),
	keepLookOnly: assign(({context, event}) => told.seen(context, told.lookedBy(event))),
	setDeadline: assign(({context, event}) => told.deadlineOf(context, event)),
	beginChange: assign({
		began: ({context, event}) => told.beganBy(context, event),
		fate: undefined,
		word: undefined,
		recalledUntil: undefined,
	}),
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
	doubtChange: assign({began: ({context}) => context.began && {...context.began, fate: 'unknown'}}),
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
	sayFactRefusal: assign({problem: ({context, event}) => taughtBy(context.step)?.refuses(told.typedIn(event).fields)}),
	sayRefusal: assign({problem: ({context, event}) => context.step.form?.refuses?.(told.typedIn(event).fields)}),
	keepAsker: assign({askedBy: ({event}) => told.typedIn(event).by ?? '', approval: undefined, problem: undefined}),
	keepApproval: assign({approval: ({event}) => told.approvalIn(event)}),
	byHand: assign({isByHand: true, problem: undefined}),
	notByHand: assign({isByHand: false}),
	lookAnew: assign({attempt: ({context}) => context.attempt + 1, problem: undefined, recalledUntil: undefined}),
	nextAttempt: assign({attempt: ({context}) => context.attempt + 1, isByHand: false, problem: undefined, recalledUntil: undefined}),
	recallAttempt: assign(({event}) => (event.type === 'goOn' ? {attempt: event.attempt, recalledUntil: event.until} : {attempt: 1})),
};
