/** A question as text: numbered choices, what each asks for, what each means; and what a typed line chooses. */
import type {Choice, Question} from '../../machines/journal/journal-entry.js';
import {say} from '../../machines/message.js';
import type {Field} from '../../machines/step/step.js';
import {explanationOf} from '../answering.js';
import type {Render} from '../messages/render.js';
import {blank, type Line, labelled, line} from './line.js';

type Words = {readonly render: Render};

export function questionLines({prompt, choices, isWaiting, problem, changes}: Question, {render}: Words): readonly Line[] {
	const wrong = problem ? [labelled(render(say('linear.problem')), render(problem), 2)] : [];
	if (!isWaiting) {
		const offered = choices.map((choice, index) => `${index + 1} ${render(choice.label)}`).join('; ');
		return [...wrong, line(render(say('linear.meanwhile', {choices: offered})), 2)];
	}
	// What has to be typed stands in it.
	const about = changes ? [labelled(render(say('linear.changes')), render(changes), 2)] : [];
	return [...wrong, ...about, blank, line(render(prompt)), ...choices.map((choice, index) => choiceLine(choice, index, render))];
}

function choiceLine({label, isRecommended}: Choice, index: number, render: Render): Line {
	return line(`${index + 1}  ${render(label)}${isRecommended ? ` (${render(say('linear.recommended'))})` : ''}`, 2, 3);
}

/** Every choice with what it does, and what it will ask. */
export function explanationLines({choices}: Question, {render}: Words): readonly Line[] {
	return [
		...choices.flatMap((choice, index) => [
			choiceLine(choice, index, render),
			line(render(explanationOf(choice)), 5),
			...(choice.fields.length > 0
				? [labelled(render(say('linear.asks')), choice.fields.map(({label}) => render(label)).join('; '), 5)]
				: []),
		]),
		line(render(say('linear.keys'))),
	];
}

export function fieldLines({label, kind, isOptional}: Field, {render}: Words): readonly Line[] {
	return [line(render(label)), line(render(say('linear.fieldHint', {kind, isOptional: isOptional ? 'yes' : 'no'})), 2)];
}

/** By its number, its name, or the beginning of its label that no other has. */
export function chosen({choices}: Pick<Question, 'choices'>, typed: string, {render}: Words): Choice | undefined {
	if (/^\d{1,3}$/.test(typed)) return choices[Number(typed) - 1];
	const word = typed.toLowerCase();
	const named = choices.find(({id}) => id.toLowerCase() === word);
	if (named || word.length < 3) return named;
	const beginning = choices.filter(({label}) => render(label).toLowerCase().startsWith(word));
	return beginning.length === 1 ? beginning[0] : undefined;
}
