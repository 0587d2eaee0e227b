/** The console's ear: no single key changes anything, nothing is confirmed by accident, and every key says what it did or why it is dead. */
import {describe, expect, test} from 'vitest';
import type {Choice, JournalEntry, Question} from '../../../src/machines/journal/journal-entry.js';
import {isConfirmation, isEnding} from '../../../src/ui/answering.js';
import {isHarmless, keyedChoices} from '../../../src/ui/console/choices.js';
import type {Effect} from '../../../src/ui/console/heard.js';
import {firstState} from '../../../src/ui/console/state.js';
import {newHeader, playOn} from '../../playing/play.js';
import {allKeys, enter, escapeKey, shownAt, typed} from './shown.js';

const {header, entries} = playOn(newHeader(), []);
const asked = entries.filter(entry => entry.kind === 'asked');
const shown = (entry: JournalEntry) => shownAt(header, entries, entry.seq);
const choiceOf = ({choices}: Question, effect: Effect): Choice | undefined =>
	effect.type === 'answer' ? choices.find(({id}) => id === effect.choice) : undefined;
const confirmations = asked.filter(({choices}) => choices.some(isConfirmation));

test('the drill that is heard asks of everything', () => {
	expect(asked.length).toBeGreaterThan(30);
	expect(confirmations.length).toBeGreaterThan(5);
});

describe('one key', () => {
	test('answers nothing that could change anything, at any question', () => {
		for (const question of asked) {
			const screen = shown(question);
			for (const event of allKeys) {
				for (const effect of screen.hear(event, screen.state).effects) {
					const choice = choiceOf(question, effect);
					expect(choice === undefined || isHarmless(choice), `${JSON.stringify(event)} at ${question.question} sends ${choice?.id}`).toBe(
						true,
					);
				}
			}
		}
	});

	test('leaves nothing without a word: it moves, opens, sends, or says why it is dead', () => {
		const screen = shown(asked[5] ?? (entries[0] as JournalEntry));
		for (const event of allKeys) {
			const {state, effects} = screen.hear(event, screen.state);
			expect(effects.length > 0 || JSON.stringify(state) !== JSON.stringify(screen.state) || isAtEdge(event)).toBe(true);
		}
	});

	test('is never two choices at once', () => {
		for (const question of asked) {
			const keys = keyedChoices(question).map(({key}) => key);
			expect(new Set(keys).size).toBe(keys.length);
		}
	});
});

/** Moving where nothing can be moved, and showing the pane that is shown, are nothing to speak of. */
const isAtEdge = (event: (typeof allKeys)[number]) =>
	(event.type === 'key' && ['up', 'home', 'escape', 'pageUp'].includes(event.name)) || (event.type === 'text' && event.text === '1');

describe('a confirmation', () => {
	const question = confirmations[0] as (typeof confirmations)[number];
	const confirmation = () => shown(question);

	test('opens by itself, and is sent only with what was typed', () => {
		const screen = confirmation();
		expect(screen.state.dialog).toMatchObject({at: 'form', draft: ''});
		const empty = screen.hear(enter, screen.state);
		expect(empty.effects).toEqual([]);
		let {state} = screen;
		for (const event of typed('pool2')) state = screen.hear(event, state).state;
		const {effects} = screen.hear(enter, state);
		expect(effects).toEqual([{type: 'answer', question: question.question, choice: 'confirm', fields: {label: 'pool2'}}]);
	});

	test('takes no paste, and says so', () => {
		const screen = confirmation();
		const {state, effects} = screen.hear({type: 'paste', text: 'pool2\n'}, screen.state);
		expect(effects).toEqual([]);
		expect(state.dialog).toMatchObject({draft: '', problem: {id: 'key.pastedInConfirmation'}});
	});

	test('goes back with Escape and with Ctrl-C, and nothing is run', () => {
		const screen = confirmation();
		for (const event of [escapeKey, {type: 'key', name: 'c', text: '', ctrl: true, alt: false, shift: false} as const]) {
			const {state, effects} = screen.hear(event, screen.state);
			expect(effects).toEqual([{type: 'answer', question: question.question, choice: 'cancel', fields: {}}]);
			expect(state.dialog).toBeUndefined();
		}
	});
});

describe('what ends something', () => {
	test('asks for y, and takes no Enter for it', () => {
		const ending = asked.flatMap(question => question.choices.filter(isEnding).map(choice => ({question, choice})));
		expect(ending.length).toBeGreaterThan(10);
		for (const {question, choice} of ending.filter(({question}) => !question.choices.some(isConfirmation))) {
			const screen = shown(question);
			const {key} = keyedChoices(question).find(each => each.choice.id === choice.id) ?? {key: ''};
			const [press] = typed(key);
			const {state} = screen.hear(press as (typeof allKeys)[number], firstState);
			expect(state.dialog, `${key} at ${question.question}`).toMatchObject({at: 'sure'});
			expect(screen.hear(enter, state).effects).toEqual([]);
			expect(screen.hear({type: 'text', text: 'y'}, state).effects).toMatchObject([{type: 'answer', choice: choice.id}]);
		}
	});

	test('leaving says what goes on without you, and wants y', () => {
		const screen = shown(asked[3] as JournalEntry);
		const {state, effects} = screen.hear({type: 'text', text: 'q'}, screen.state);
		expect(effects).toEqual([]);
		expect(screen.frame({columns: 120, rows: 40}, state).replace(/\s+/g, ' ')).toContain('Nothing is running');
		expect(screen.hear({type: 'text', text: 'y'}, state).effects).toEqual([{type: 'leave'}]);
	});
});

describe('looking elsewhere', () => {
	test('at another step, no key acts on the step that is open: Enter, Esc and the first pane lead back to it', () => {
		const question = asked[6] as JournalEntry;
		const screen = shown(question);
		const elsewhere = {...firstState, step: 'poolFailover/deciding'};
		for (const event of allKeys) {
			const answers = screen.hear(event, elsewhere).effects.filter(({type}) => type === 'answer');
			expect(answers, JSON.stringify(event)).toEqual([]);
		}
		for (const event of [enter, escapeKey, ...typed('1')]) expect(screen.hear(event, elsewhere).state.step).toBeUndefined();
	});

	test('in a list, Enter opens what is selected and never what is asked', () => {
		for (const focus of ['steps', 'topology', 'log'] as const) {
			const {state, effects} = shown(asked[6] as JournalEntry).hear(enter, {...firstState, focus});
			expect([effects, state.dialog]).toEqual([[], undefined]);
			expect(state.said).toMatchObject({id: 'key.dead.selectFirst'});
		}
	});
});

test('a key that no question of ending meant closes it, and nothing is done', () => {
	const screen = shown(asked[3] as JournalEntry);
	const {state} = screen.hear({type: 'text', text: 'q'}, firstState);
	for (const event of allKeys.filter(
		event => !(event.type === 'text' && event.text.toLowerCase() === 'y') && !(event.type === 'key' && event.ctrl),
	)) {
		const heard = screen.hear(event, state);
		expect([heard.effects, heard.state.dialog], JSON.stringify(event)).toEqual([[], undefined]);
	}
});

describe('a note', () => {
	test('has its own time beside that of the journal', () => {
		const screen = shown(asked[3] as JournalEntry);
		let {state} = screen.hear({type: 'text', text: 'n'}, firstState);
		for (const event of [...typed('both feeds are down'), enter, ...typed('02:57')]) state = screen.hear(event, state).state;
		const [effect] = screen.hear(enter, state).effects;
		expect(effect).toMatchObject({type: 'note', text: 'both feeds are down'});
		const happenedAt = effect?.type === 'note' ? (effect.happenedAt ?? 0) : 0;
		expect(screen.situation.times.clock(happenedAt)).toBe('02:57:00');
		expect(happenedAt).toBeLessThan(screen.situation.at);
	});

	test('with a time that is none says so, and is not lost', () => {
		const screen = shown(asked[3] as JournalEntry);
		let {state} = screen.hear({type: 'text', text: 'n'}, firstState);
		for (const event of [...typed('seen'), enter, ...typed('25:99'), enter]) state = screen.hear(event, state).state;
		expect(state.dialog).toMatchObject({at: 'note', text: 'seen', problem: {id: 'form.timeNeeded'}});
	});
});
