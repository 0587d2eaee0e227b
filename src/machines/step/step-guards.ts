/** What a step machine asks before it moves, by name. Pure: the context, and what the event tells. */
import {sawNothing} from '../live/nowhere.js';
import {changeFate} from './step-change.js';
import {endedEarly, hasRunNothing, lookedBy, problemWith, ranBy, reasonOf, timeOf, typedIn} from './step-events.js';
import {hasPreview, isFresh, maySkip, seesTheSame, taughtBy, wayBackOf} from './step-judgement.js';
import type {StepContext} from './step-life.js';

type Situation = {readonly context: StepContext};
type Told = Situation & {readonly event: object};

export const stepGuards = {
	holds: ({context}: Situation) => context.judgement?.says === 'holds',
	isBlocked: ({context}: Situation) => context.judgement?.says === 'blocked',
	hasForm: ({context}: Situation) =>
		(context.judgement?.says === 'holds' || sawNothing(context.answers)) && context.step.form !== undefined,
	canChange: ({context}: Situation) => context.judgement?.says === 'doesNotHold' && context.step.change !== undefined,
	isManual: ({context}: Situation) => context.judgement?.says === 'doesNotHold' && context.step.manual !== undefined,
	hasChange: ({context}: Situation) => context.step.change !== undefined,
	hasBegunChange: ({context}: Situation) => context.step.change !== undefined && context.began !== undefined,
	hasHandWork: ({context}: Situation) => context.step.change !== undefined || context.step.manual !== undefined,
	hasPreview: ({context}: Situation) => hasPreview(context),
	cannotBeChecked: ({context}: Situation) => context.step.judge === undefined,
	canBeChecked: ({context}: Situation) => context.step.judge !== undefined,
	isSaidUnseen: ({context, event}: Told) => (context.step.judge === undefined || isSaidOnly(context)) && reasonOf(event) !== '',
	sawNothing: ({context}: Situation) => sawNothing(context.answers),
	isSaidOnly: ({context}: Situation) => isSaidOnly(context),
	isNotSeen: ({context, event}: Told) => sawNothing(context.answers) && reasonOf(event) !== '',
	/** One of several calls said no, others may have taken effect, and nothing can be looked at. */
	isPartUnseen: ({context}: Situation) => (context.began?.calls ?? 0) > 1 && sawNothing(context.answers),
	hasUnseenChange: ({context}: Situation) => context.step.change !== undefined && sawNothing(context.answers),
	isManualWithReason: ({context, event}: Told) => context.step.manual !== undefined && reasonOf(event) !== '',
	/** What a step teaches is typed as what it is. */
	mayBeSaid: ({context, event}: Told) => taughtBy(context.step) === undefined && reasonOf(event) !== '',
	teaches: ({context}: Situation) => taughtBy(context.step) !== undefined,
	maySkip: ({context}: Situation) => maySkip(context),
	hasBegun: ({context}: Situation) => context.began !== undefined,
	hasNotBegun: ({context}: Situation) => context.began === undefined,
	isByHand: ({context}: Situation) => context.isByHand,
	isInTime: ({context}: Situation) => context.lookedAt < context.until,
	provesUntouched: ({context}: Situation) => context.began !== undefined && context.judgement?.says === 'doesNotHold',
	stillRuns: ({context}: Situation) => context.fate?.fate === 'running',
	endedWell: ({context}: Situation) => changeFate(context) === 'endedWell',
	endedRefused: ({context}: Situation) => changeFate(context) === 'failed',
	blocksBeforeChange: ({context}: Situation) => context.began === undefined && context.judgement?.says === 'blocked',
	mayChangeNow: ({context}: Situation) =>
		context.began === undefined && context.judgement?.says === 'doesNotHold' && context.step.change !== undefined,
	isFresh: ({context, event}: Told) => isFresh(context, timeOf(event, Number.POSITIVE_INFINITY)),
	seesTheSame: ({context, event}: Told) => seesTheSame(context, lookedBy(event)),
	isTypedWrong: ({context, event}: Told) => problemWith(context, event) !== undefined,
	ranNothing: ({event}: Told) => hasRunNothing(ranBy(event).end),
	ranWell: ({event}: Told) => ranBy(event).end.ok,
	ranInPart: ({event}: Told) => endedEarly(ranBy(event).end),
	answerIsRefused: ({context, event}: Told) =>
		typedIn(event).way === 'answer' && context.step.form?.refuses?.(typedIn(event).fields) !== undefined,
	answerEndsRun: ({context, event}: Told) => context.step.form?.ways?.find(({id}) => id === typedIn(event).way)?.endsRun === true,
	hasWayBack: ({context}: Situation) => wayBackOf(context) !== undefined,
	takesFact: ({context}: Situation) => context.step.fact !== undefined,
	factIsRefused: ({context, event}: Told) => taughtBy(context.step)?.refuses(typedIn(event).fields) !== undefined,
	hasNoOtherWayOut: ({context}: Situation) => context.step.form?.hasWayOut !== true,
	/** The session says so, where the deployment asks for a second person. */
	needsApproval: (_: Situation) => false,
	hasReason: ({event}: Told) => reasonOf(event) !== '',
	mayRunAnew: ({context, event}: Told) => mayRunAnew(context, event),
	/** What is run anew would be run on what was seen, and nothing was. */
	mayRunUnseen: ({context, event}: Told) => mayRunAnew(context, event) && sawNothing(context.answers),
};

const mayRunAnew = ({began, step}: StepContext, event: object): boolean =>
	began !== undefined && step.change !== undefined && reasonOf(event) !== '';

/** It was done elsewhere, by hand, and nothing can be asked whether it took effect. What this console ran is looked for as long as it takes. */
const isSaidOnly = ({isByHand, word, answers}: StepContext): boolean => isByHand && word === undefined && sawNothing(answers);
