/** How a step weighs what it sees and what it is told. Pure; the names are the guards of `step.machine.ts`. */
import {type Act, type Answer, isCmdletCall, isProbe} from '../ask.js';
import {type CmdletCall, executesInPreview} from '../cmdlet.js';
import {sawNothing, wantedIn} from '../live/nowhere.js';
import {placedCall} from '../live/where-to-run.js';
import {type Message, say} from '../message.js';
import {minutesIn, mostMinutes} from '../minutes.js';
import {nameOfProbe} from '../probe.js';
import {type Confirmation, type Evidence, type Fields, type Judgement, mayCome, type Step, type TypedFact} from './step.js';
import {changeFate, isProof, type Since} from './step-change.js';
import type {LookResult, StepContext} from './step-life.js';

/** Facts older than this are read again before a change runs. */
const freshMs = 15_000;

const nothingBegan: Since = {};

/**
 * What was seen means something else when the change of this step has run and ended well, or may have run: then the old state shows
 * that nothing happened only where `isProof` says so. `at`: when it was seen.
 */
export function judge(step: Step, answers: StepContext['answers'], since: Since = nothingBegan, at = 0): Judgement {
	if (step.judge) {
		if (sawNothing(answers)) return unseen(step.judge(answers, changeFate(since)), answers);
		const judgement = step.judge(answers, changeFate(since));
		if (judgement.says !== 'doesNotHold' || !mayCome(changeFate(since)) || isProof(step, answers, since, at)) return judgement;
		return {...judgement, says: 'cannotTell'};
	}
	return step.manual ? {says: 'doesNotHold', why: say('step.toBeDoneByHand'), evidence: []} : {says: 'holds', evidence: []};
}

/** Whatever a step would conclude from silence: here it is our own. What ports and names showed from here stands beside it. */
function unseen({evidence}: Judgement, answers: readonly Answer[]): Judgement {
	const signs = answers.flatMap(({ask, end, at}): readonly Evidence[] =>
		isCmdletCall(ask) && !end.ok ? [{message: say('evidence.error', {message: end.message}), at, source: ask.name, sign: 'unknown'}] : [],
	);
	const probed = new Set(answers.flatMap(({ask}) => (isProbe(ask) ? [nameOfProbe(ask)] : [])));
	const seen = [...signs.slice(0, 1), ...evidence.filter(({source}) => probed.has(source))];
	return {says: 'cannotTell', why: say('step.sawNothing', {computers: wantedIn(answers)}), evidence: seen};
}

export const callsOf = ({step, answers, places}: Pick<StepContext, 'step' | 'answers' | 'places'>): readonly CmdletCall[] =>
	(step.change?.calls(answers) ?? []).map(call => placedCall(call, places));

/** Where the cmdlet says what it would do, and does not do it. */
export const hasPreview = (context: StepContext): boolean =>
	context.step.change?.hasPreview === true && !callsOf(context).some(executesInPreview);

/** What it does when it is done by hand. */
export const actsOf = (context: StepContext): readonly Act[] => context.step.manual?.acts?.(context.answers) ?? callsOf(context);

/** What has to be confirmed says that data is lost. */
export const losesData = ({step, answers}: StepContext): boolean => step.change?.confirmation(answers).danger === 'losesData';

/** A step may be left out when its definition says so, or when what was seen says that going on without it is the operator's to decide. */
export function maySkip({step, judgement}: StepContext): boolean {
	return step.maySkip === true || (judgement !== undefined && 'mayGoOn' in judgement && judgement.mayGoOn === true);
}

/** What a step teaches, as it is typed. */
export const taughtBy = ({fact, told}: Step): TypedFact | undefined => fact ?? told;

/** The label of the way to where what blocks it can be mended. */
export const wayBackOf = ({judgement}: StepContext): Message | undefined => (judgement?.says === 'blocked' ? judgement.wayBack : undefined);

export const isFresh = (context: StepContext, at: number): boolean => at - context.lookedAt <= freshMs;

/** Fewer calls are needed than began: some of them have taken effect. */
export const hasChangedInPart = (context: StepContext): boolean => callsOf(context).length < (context.began?.calls ?? 0);

/** What is true where the change as a whole is not: never that nothing happened where a part of it has. */
export const notSeen = (context: StepContext): Message => say(hasChangedInPart(context) ? 'step.partHappened' : 'step.nothingHappened');

/** Is what was read again before a change the same as what the operator decided on? */
export function seesTheSame(before: StepContext, {answers, places}: Pick<LookResult, 'answers' | 'places'>): boolean {
	const view = ({says, evidence}: Judgement, seen: Pick<LookResult, 'answers' | 'places'>) =>
		JSON.stringify([
			says,
			evidence.map(({sign, message}) => [sign, message.id]),
			callsOf({step: before.step, answers: seen.answers, places: seen.places}),
		]);
	return (
		before.judgement !== undefined &&
		view(before.judgement, before as Pick<LookResult, 'answers' | 'places'>) ===
			view(judge(before.step, answers), {answers, ...(places ? {places} : {})})
	);
}

/** What is wrong with what was typed, or undefined. The expected answer is never shown. */
export function confirmationProblem(confirmation: Confirmation, fields: Fields): Message | undefined {
	const asTyped = (id: string) => (fields[id] ?? '').trim();
	const typed = (id: string) => asTyped(id).toLowerCase();
	if (confirmation.danger === 'reversible') {
		return typed('label') === confirmation.label.toLowerCase() ? undefined : say('confirm.wrongLabel', {typed: asTyped('label')});
	}
	if (typed('homePool') === confirmation.otherPool) return say('confirm.partnerTyped', {pool: confirmation.otherPool});
	if (typed('homePool') !== confirmation.homePool) return say('confirm.wrongPool', {typed: asTyped('homePool')});
	return confirmation.danger === 'losesData' ? lossProblem(confirmation.loss, asTyped('lossMinutes')) : undefined;
}

function lossProblem(loss: Extract<Confirmation, {danger: 'losesData'}>['loss'], typed: string): Message | undefined {
	const bounds = loss.map(({minutes}) => minutes);
	if (bounds.includes(null)) return typed.toLowerCase() === 'unknown' ? undefined : say('confirm.lossIsUnknown', {typed});
	const accepted = minutesIn(typed);
	if (accepted !== undefined && accepted > mostMinutes) return say('form.tooManyMinutes', {typed, most: mostMinutes});
	if (accepted === undefined) return say('confirm.minutesExpected', {typed});
	const largest = Math.max(0, ...(bounds as number[]));
	return accepted >= largest ? undefined : say('confirm.lossIsHigher', {accepted, estimate: largest});
}
