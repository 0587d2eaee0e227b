/** The questions of the triage, and what was found, as text that only grows. */
import {type Message, say} from '../../machines/message.js';
import type {Word} from '../../machines/topology/reachability.js';
import type {Finding} from '../../machines/triage/finding.js';
import {type TriageQuestion, triageQuestions} from '../../machines/triage/told.js';
import {blank, type Line, line} from '../linear/line.js';
import type {MenuItem} from '../linear/menu.js';
import type {Render} from '../messages/render.js';
import {findingsAt, proposalOf} from './found.js';
import type {HomeFacts} from './home-facts.js';
import type {HomeState} from './home-state.js';
import {seenBeside} from './seen-beside.js';

type Answers = Pick<HomeState, 'told'>;

/** Each question with what was said and what is seen; the last one ends the asking. */
export function questionMenu(facts: HomeFacts, answers: Answers, render: Render): readonly MenuItem<TriageQuestion | 'over'>[] {
	const items = triageQuestions(facts.deployment).map((question): MenuItem<TriageQuestion> => {
		const {part, name, id} = question;
		const said = answers.told[id];
		const args = {
			subject: render(say('home.told.subject', {part, name})),
			answer: render(said ? say('home.told.answer', {word: said.word}) : say('home.told.notSaid')),
			seen: render(seenBeside(question, facts, answers).seen),
		};
		return {value: question, label: said ? say('home.told.lineSaid', {...args, time: {clock: said.at}}) : say('home.told.line', args)};
	});
	return [...items, {value: 'over', label: say('home.told.over')}];
}

export const wordMenu = ({words}: TriageQuestion): readonly MenuItem<Word | 'nothing'>[] => [
	...words.map(word => ({value: word, label: say('home.told.answer', {word})})),
	{value: 'nothing', label: say('home.told.notSaid')},
];

/** Every finding, the gravest first, each with what is proposed, what was seen, what was said, and what speaks against it. */
export function findingLines(facts: HomeFacts, answers: Answers, render: Render): readonly Line[] {
	const findings = findingsAt(answers, facts);
	if (findings.length === 0) return [line(render(say('home.told.nothingYet'))), blank];
	return findings.flatMap(found => [...linesOf(found, render), blank]);
}

/** The gravest, and what is proposed for it. */
export function gravestLines(facts: HomeFacts, answers: Answers, render: Render): readonly Line[] {
	const [gravest] = findingsAt(answers, facts);
	return gravest ? [line(render(gravest.what)), line(render(proposalOf(gravest)))] : [];
}

function linesOf(found: Finding, render: Render): readonly Line[] {
	const {what, evidence, said = [], against} = found;
	const part = (title: string, messages: readonly Message[]) =>
		messages.length > 0 ? [line(render(say(title)), 2), ...messages.map(message => line(render(message), 4))] : [];
	return [
		line(render(what)),
		line(render(proposalOf(found)), 2),
		...part('home.seen', evidence),
		...part('home.told.heading', said),
		...part('home.against', against),
	];
}
