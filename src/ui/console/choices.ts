/**
 * The choices of the open question on keys: Enter is the recommended one, the others have a letter each that means the same everywhere.
 * The footer, the pane and the ear of the console read the same list, so that none can promise what another does not do.
 */
import type {Choice, Question} from '../../machines/journal/journal-entry.js';
import {isEnding} from '../answering.js';

export type KeyedChoice = {readonly key: string; readonly choice: Choice};

const letters: Readonly<Record<string, string>> = {
	preview: 'p',
	byHand: 'h',
	happened: 'h',
	skip: 's',
	abort: 'x',
	stop: 'x',
	close: 'x',
	retry: 'r',
	lookAgain: 'r',
	keepLooking: 'r',
	goBack: 'g',
	typeFact: 't',
	error: 'e',
	dontKnow: 'd',
	decide: 'd',
	nothingHappened: 'o',
	cutOff: 'o',
	wait: 'w',
	waitForRepair: 'w',
	act: 'a',
	answer: 'a',
	noError: 'a',
	poolFailover: 'f',
	poolFailback: 'f',
	plannedFailover: 'e',
	siteFailover: 's',
	swap: 'k',
	forcedSwap: 'd',
	storeFailover: 'f',
	storeMove: 'k',
	storeMoveBack: 'k',
	storeRepair: 'r',
	storeRestore: 'o',
	moveAgain: 'k',
	repairFirst: 'o',
	compare: 'k',
	mismatch: 'o',
	moveBack: 'k',
	leave: 'l',
};

export const enter = 'Enter';
export const back = 'Esc';

/** Where nothing is recommended, Enter goes on or is dead: it never goes back, and never ends anything. */
const isForward = (choice: Choice) => choice.id !== 'cancel' && !isEnding(choice);

/** Every choice with the key that takes it; a choice that this table does not know gets a digit that no pane has. */
export function keyedChoices({choices, isWaiting}: Pick<Question, 'choices' | 'isWaiting'>): readonly KeyedChoice[] {
	const first = isWaiting ? (choices.find(({isRecommended}) => isRecommended) ?? choices.find(isForward)) : undefined;
	const taken = new Set<string>();
	let digit = 5;
	const keyOf = (choice: Choice) => {
		if (choice === first) return enter;
		if (choice.id === 'cancel') return back;
		const letter = letters[choice.id];
		return letter !== undefined && !taken.has(letter) ? letter : String(digit++);
	};
	const keyed = choices.map(choice => {
		const key = keyOf(choice);
		taken.add(key);
		return {key, choice};
	});
	return [...keyed.filter(({key}) => key === enter), ...keyed.filter(({key}) => key !== enter)];
}

/** These look, or show, and change nothing: they need no second key. */
const harmless: readonly string[] = ['approve', 'preview', 'retry', 'lookAgain', 'keepLooking', 'cancel', 'goBack'];
export const isHarmless = ({id, fields}: Choice): boolean => fields.length === 0 && harmless.includes(id);
