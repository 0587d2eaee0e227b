/** What an operator is asked in each state of a step. A choice is offered exactly when the machine would take it. */
import type {Choice} from '../journal/journal-entry.js';
import {sawNothing} from '../live/nowhere.js';
import {type Message, say} from '../message.js';
import type {Confirmation, Field, FieldKind, StepState} from './step.js';
import {hasPreview, maySkip, taughtBy, wayBackOf} from './step-judgement.js';
import type {StepCommand, StepContext} from './step-life.js';

export type StepQuestion = {
	readonly prompt: Message;
	readonly choices: readonly Choice[];
	readonly isWaiting: boolean;
	readonly changes?: Message;
};

type Offer = StepCommand['type'];

const field = (id: string, kind: FieldKind): Field => ({id, kind, label: say(`field.${id}`)});
const reason = field('reason', 'reason');

/** What must be typed, by danger; never what the right answer is. */
function typedFor(confirmation: Confirmation | undefined): readonly Field[] {
	if (!confirmation) return [];
	if (confirmation.danger === 'reversible') return [{id: 'label', kind: 'label', label: say('field.label', {of: confirmation.of})}];
	const homePool = field('homePool', 'fqdn');
	if (confirmation.danger === 'movesUsers') return [homePool];
	return [{id: 'lossMinutes', kind: 'minutesOrUnknown', label: say('field.lossMinutes', {decider: confirmation.decider})}, homePool];
}

/** Undefined where there is nothing to ask. */
export function questionOf(state: StepState, context: StepContext): StepQuestion | undefined {
	const {step, began, answers} = context;
	const canBeChecked = step.judge !== undefined;
	const isSeen = canBeChecked && !sawNothing(answers);
	const hasWork = step.change !== undefined || step.manual !== undefined;
	const offer = (id: Offer, fields: readonly Field[] = [], isRecommended = false): Choice => ({
		id,
		label: say(`choice.${state}.${labelOf(state, step)}${id}`),
		fields,
		...(isRecommended ? {isRecommended} : {}),
	});
	const offers = (...choices: readonly (Choice | false)[]) => choices.filter(choice => choice !== false);
	const skip = maySkip(context) && offer('skip', [reason]);
	const wayBack = wayBackOf(context);
	const back: Choice | false = wayBack !== undefined && {id: 'goBack', label: wayBack, fields: [], isRecommended: true};
	const fact = step.fact && offer('typeFact', step.fact.fields);
	const handWork = hasWork && offer('byHand');
	const asks = (isWaiting: boolean, choices: readonly Choice[]) => ({prompt: say(`question.${state}`), choices, isWaiting});

	switch (state) {
		case 'blocked':
			return asks(true, offers(back, offer('retry'), skip, fact ?? false, offer('abort', [], !skip && !back)));
		case 'blind': {
			const told = taughtBy(step)?.fields;
			return asks(
				true,
				offers(
					hasWork && offer('byHand', [], true),
					told ? offer('typeFact', told, true) : offer('happened', [reason]),
					offer('retry'),
					skip,
					offer('abort'),
				),
			);
		}
		case 'asking':
			return {
				...asks(true, offers(...waysOf(context), step.form?.hasWayOut !== true && offer('abort'))),
				...(step.form ? {prompt: step.form.asks} : {}),
			};
		case 'ready':
			return asks(true, offers(offer('approve', [], true), hasPreview(context) && offer('preview'), offer('byHand'), skip, offer('abort')));
		case 'awaitingApproval':
			return asks(true, [offer('cancel'), offer('abort')]);
		case 'confirming':
			return {
				...asks(true, [offer('confirm', typedFor(step.change?.confirmation(answers)), true), offer('cancel'), offer('abort')]),
				...(step.change ? {changes: step.change.changes(answers)} : {}),
			};
		case 'running':
			return asks(false, [offer('stop')]);
		case 'byHand':
			return asks(
				true,
				offers(
					// What nothing checks is not recommended: only who did it knows.
					offer('noError', [], isSeen),
					offer('error', [{id: 'reason', kind: 'reason', label: say('field.error')}]),
					offer('dontKnow'),
					step.change !== undefined && offer('cancel'),
					skip,
					offer('abort'),
				),
			);
		case 'unknown':
			return asks(false, [offer('lookAgain'), offer('decide')]);
		case 'undecided':
			return {
				...asks(
					true,
					offers(
						canBeChecked && offer('keepLooking', [], isSeen),
						offer('happened', [reason]),
						offer('nothingHappened', [reason]),
						offer('abort'),
					),
				),
				...(isSeen ? {} : {prompt: say('question.undecided.unseen')}),
			};
		case 'verifying':
			return asks(false, offers(offer('lookAgain'), skip, began === undefined && offer('abort')));
		case 'failed':
			return asks(
				true,
				offers(
					back,
					offer('retry', [], !back),
					began !== undefined && step.change !== undefined && offer('nothingHappened', [reason]),
					handWork,
					skip,
					fact ?? false,
					offer('abort'),
				),
			);
		default:
			return undefined;
	}
}

/** What is done in another tool is called otherwise, and so is what nothing here can look at. */
function labelOf(state: StepState, {manual, judge}: StepContext['step']): string {
	if (!manual || state !== 'byHand') return '';
	return judge ? 'manual.' : 'unseen.';
}

/** A form's own ways are choices beside its answer. */
function waysOf({step: {form}, answers}: StepContext): readonly Choice[] {
	const {fields = [], ways = []} = form ?? {};
	const isFirst = !ways.some(({isRecommended}) => isRecommended);
	const answer: Choice = {id: 'answer', label: say('choice.asking.answer'), fields, ...(isFirst ? {isRecommended: true} : {})};
	// What rests on a look is no advice where nothing was seen.
	const own = ways.map(
		({id, label, isRecommended}): Choice => ({id, label, fields: [], ...(isRecommended && !sawNothing(answers) ? {isRecommended} : {})}),
	);
	return fields.length > 0 || own.length === 0 ? [answer, ...own] : own;
}
