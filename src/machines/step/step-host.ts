/**
 * Gives the step machine its life in a session: what it shows is written, its questions are put to the operator, and while a record is
 * told it waits for its end in it.
 */
import type {AnyActorRef, EventObject} from 'xstate';
import type {Choice, Event, Header, Question} from '../journal/journal-entry.js';
import type {Pen} from '../journal/pen.js';
import {say} from '../message.js';
import {approvalText} from './approval.js';
import type {Fields, StepEnd, StepState} from './step.js';
import {stepMachine} from './step.machine.js';
import {cardOf, movedOf} from './step-card.js';
import {actsOf, callsOf, losesData} from './step-judgement.js';
import type {StepContext} from './step-life.js';
import {questionOf} from './step-questions.js';

export type StepHostOptions = {
	readonly pen: Pen;
	readonly nameOf: (actor: AnyActorRef) => string;
	readonly isLive: () => boolean;
	readonly now: () => number;
	/** In a rehearsal, what is done by hand is an act that changes the simulated world. */
	readonly canAct: boolean;
	/** What a step is numbered in its run, where the plan of the run says it; by default it says so itself. */
	readonly numberOf?: (step: string) => {readonly number?: string} | undefined;
	/** Where a second person has to approve a change that loses data: what an approval is bound to. */
	readonly approvedIn?: Pick<Header, 'session' | 'world' | 'standIn' | 'deployment'> | undefined;
};

/** What follows from the end of a step: debts that it opened and closed. */
export const debtsOf = ({opened = [], closed = []}: StepEnd): readonly Event[] => [
	...opened.map(debt => ({kind: 'debtOpened' as const, debt})),
	...closed.map(debt => ({kind: 'debtClosed' as const, debt})),
];

type Answer = {readonly choice: string; readonly fields: Fields; readonly by: string};
type Open = {readonly question: Question; readonly actor: AnyActorRef; readonly state: StepState; readonly context: StepContext};

export function createStepHost({pen, nameOf, isLive, now, canAct, approvedIn, numberOf}: StepHostOptions) {
	/** Steps that the record has not ended yet. */
	const waiting = new Map<string, AnyActorRef>();
	const lastShown = new Map<string, string>();
	let open: Open | undefined;

	function show(actor: AnyActorRef, state: StepState, context: StepContext) {
		const step = nameOf(actor);
		if (state === 'ended') return end(step, context);
		if (!pen.index.has(step)) pen.write({kind: 'stepBegan', step, ...cardOf({...context.step, ...numberOf?.(step)})});
		const {evidence, ...moved} = movedOf(step, state, context);
		const shown = JSON.stringify([moved, evidence?.map(({message, sign}) => [message, sign])]);
		if (lastShown.get(step) !== shown) pen.write({...moved, ...(evidence ? {evidence} : {})});
		lastShown.set(step, shown);
		ask(actor, step, state, context);
	}

	function ask(actor: AnyActorRef, step: string, state: StepState, context: StepContext) {
		const asked = questionOf(state, context);
		if (!asked) {
			open = undefined;
			return;
		}
		const choices = canAct && state === 'byHand' && actsOf(context).length > 0 ? withAct(step, context, asked.choices) : asked.choices;
		const isSame =
			open?.question.step === step && open.state === state && JSON.stringify(open.question.choices) === JSON.stringify(choices);
		if (isSame && !asked.isWaiting) return;
		const id = `${step}/question${pen.index.memoryOf(step).questions + 1}`;
		const question: Question = {
			...asked,
			choices,
			question: id,
			step,
			...(state === 'awaitingApproval' ? toApprove(id, context) : {}),
			...(context.problem && asked.isWaiting ? {problem: context.problem} : {}),
		};
		open = {question, actor, state, context};
		pen.write({kind: 'asked', ...question});
	}

	function toApprove(question: string, context: StepContext): Pick<Question, 'toApprove'> {
		if (!approvedIn) return {};
		const {step, answers, askedBy = ''} = context;
		const confirmation = step.change?.confirmation(answers);
		const loss = confirmation?.danger === 'losesData' ? confirmation.loss : [];
		return {toApprove: approvalText({header: approvedIn, question, askedBy, calls: callsOf(context), loss})};
	}

	/** First it is done, once an attempt; then it ended. */
	function withAct(step: string, {attempt}: StepContext, choices: readonly Choice[]): readonly Choice[] {
		if (pen.index.memoryOf(step).actedIn === attempt) return choices;
		const others = choices.map(({isRecommended: _, ...choice}) => choice);
		return [{id: 'act', label: say('choice.byHand.act'), fields: [], isRecommended: true}, ...others];
	}

	function end(step: string, {end}: StepContext) {
		if (!end) return;
		open = undefined;
		pen.write({kind: 'stepEnded', step, end});
		for (const event of debtsOf(end)) pen.write(event);
	}

	return {
		waiting,
		open: () => open,
		/** What a choice of the open question tells the step. */
		eventOf: ({choice, fields, by}: Answer, at: number): EventObject => {
			const isAnswer = open?.state === 'asking' && choice !== 'abort';
			const type = isAnswer ? 'answer' : choice;
			return {type, fields, at, by, ...(isAnswer ? {way: choice} : {})} as EventObject;
		},
		close: () => {
			open = undefined;
		},
		askAgain: ({actor, state, context}: Open) => ask(actor, nameOf(actor), state, context),
		machine: stepMachine.provide({
			guards: {
				needsApproval: ({context}) => approvedIn !== undefined && losesData(context),
			},
			actions: {
				askRecord: ({self}) => {
					if (isLive()) self.send({type: 'goOn', at: now(), attempt: 1});
					else waiting.set(nameOf(self), self);
				},
				show: ({context, self}, {state}) => void (isLive() && show(self, state, context)),
			},
		}),
	};
}
