/** What was typed into an answer that was not taken is offered again; what confirms a change is typed anew. */
import {expect, test} from 'vitest';
import {reopened, type Sent, withEarlier} from '../../../src/ui/console/earlier.js';
import type {ConsoleState} from '../../../src/ui/console/state.js';
import type {KeyEvent} from '../../../src/ui/terminal/key-events.js';
import {newHeader, playOn} from '../../playing/play.js';
import {enter, shownAt, typed} from './shown.js';

const header = newHeader();
const problem = {id: 'form.twoWitnesses'};
const names = {witness1: 'Aoife Byrne', witness2: 'Aoife Byrne', keptOffBy: 'Luis Ortega'};

/** Asked by that step, and asked again because of a problem. */
function askedBy(step: string) {
	const {entries} = playOn(header, [], all =>
		all.some(({kind, ...entry}) => kind === 'asked' && 'step' in entry && entry.step.endsWith(step)),
	);
	const screen = shownAt(header, entries);
	const question = screen.view.question;
	if (!question) throw new Error(`${step} asks nothing`);
	return {screen, question, again: {...question, question: question.question.replace(/\d+$/, '9'), problem}};
}

const sentTo = (question: {readonly question: string}, choice: string, fields: Readonly<Record<string, string>>): Sent => ({
	question: question.question,
	choice,
	fields,
});

test('both witnesses the same person: the form opens again, each field as it was typed, and Enter accepts it', () => {
	const {screen, question, again} = askedBy('tellingDeadFromCutOff');
	let state = reopened(screen.state, again, sentTo(question, 'answer', names));
	expect(draftOf(state)).toBe('Aoife Byrne');
	const press = (event: KeyEvent) => {
		const heard = screen.hear(event, state);
		state = withEarlier(state, heard.state);
		return heard.effects;
	};
	press(enter);
	expect(draftOf(state)).toBe('Aoife Byrne');
	press({type: 'key', name: 'u', text: '', ctrl: true, alt: false, shift: false});
	expect(draftOf(state)).toBe('');
	for (const event of typed('Petra Lindqvist')) press(event);
	press(enter);
	expect(draftOf(state)).toBe('Luis Ortega');
	expect(press(enter)).toMatchObject([{type: 'answer', choice: 'answer', fields: {...names, witness2: 'Petra Lindqvist'}}]);
});

test('what was wrong stays on the screen until the form is sent again', () => {
	const {screen, question, again} = askedBy('tellingDeadFromCutOff');
	const opened = reopened(screen.state, again, sentTo(question, 'answer', names));
	const next = withEarlier(opened, screen.hear(enter, opened).state);
	for (const state of [opened, next]) expect(screen.frame({columns: 80, rows: 24}, state)).toContain('Both witnesses are the same person.');
});

test('what confirms a change is typed again', () => {
	const {screen, question, again} = askedBy('changingNextHops');
	const confirm = {
		id: 'confirm',
		label: {id: 'choice.confirming.confirm'},
		fields: [{id: 'label', label: {id: 'field.label', args: {of: 'nextHop'}}, kind: 'label'}],
	} as const;
	const confirming = {...again, choices: [confirm]};
	expect(reopened(screen.state, confirming, sentTo(question, 'confirm', {label: 'edge9'}))).toBe(screen.state);
});

test('an answer that was taken, and a question of another step, open nothing', () => {
	const {screen, question, again} = askedBy('tellingDeadFromCutOff');
	const {problem: _, ...taken} = again;
	expect(reopened(screen.state, taken, sentTo(question, 'answer', names))).toBe(screen.state);
	expect(reopened(screen.state, again, sentTo({question: 'elsewhere/question1'}, 'answer', names))).toBe(screen.state);
});

const draftOf = ({dialog}: ConsoleState) => (dialog?.at === 'form' ? dialog.draft : undefined);
