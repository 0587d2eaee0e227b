/** The questions of the triage: each with what was said and, beside it, what was seen; below them what the answers speak for. */
import {type Message, say} from '../../machines/message.js';
import {type TriageQuestion, triageQuestions} from '../../machines/triage/told.js';
import {type Room, rule, windowOf} from '../panes/pane.js';
import {cut, padded, type Row, row, span, spread, wrapped} from '../row.js';
import {createShortNames} from '../short-names.js';
import {findingsAt, proposalOf} from './found.js';
import {selectedAt} from './hear-home.js';
import type {HomeModel} from './home-model.js';
import {itemsAt} from './home-state.js';
import {seenBeside} from './seen-beside.js';

/** What is said at the right stays near what it is said of. */
const mostWidth = 110;
const answerWidth = 15;
const timeWidth = 14;
const seenWidth = 21;
/** Below these, the sentence about it all, and the times, give way. */
const fewestRowsForAbout = 18;
const leastWidthForTimes = 76;

export function questionRows(model: HomeModel, room: Room): readonly Row[] {
	const {facts, state, render} = model;
	const {width, height, theme} = room;
	const {short} = createShortNames(facts.deployment);
	const questions = triageQuestions(facts.deployment);
	const at = selectedAt(state, itemsAt(state, facts));
	const told = (message: Message, rows: number) => shortened(wrapped(render(message), width - 2), rows, width);
	const about = height >= fewestRowsForAbout ? told(say('home.told.about'), 2) : [];
	const selected = questions[at];
	const asked = selected ? told(say('home.told.question', {part: selected.part, name: selected.name}), 2) : [];
	const free = height - about.length - asked.length - 1;
	const speaksFor = speaksForRows(model, Math.max(2, Math.floor(height / 4), free - questions.length), told);
	const title = rule(span(render(say('home.told.proposalTitle'))), width, room);
	const list = Math.max(1, free - speaksFor.length);
	const shown = windowOf(
		questions.map((question, index) => ({question, index})),
		at,
		list,
	);
	const rows = shown.map(({question, index}): Row => {
		const isSelected = index === at;
		const subject = short(render(say('home.told.subject', {part: question.part, name: question.name})));
		const left = row(` ${isSelected ? theme.glyphs.current : ' '} `, span(subject, isSelected ? 'chosen' : 'plain'));
		return spread(left, rightOf(question, model, width), Math.min(width, mostWidth));
	});
	return [...about, ...rows, ...asked.map(spans => spans.map(each => ({...each, tone: 'strong' as const}))), title, ...speaksFor];
}

function rightOf(question: TriageQuestion, {facts, state, render}: HomeModel, width: number): Row {
	const said = state.told[question.id];
	const {seen, differs} = seenBeside(question, facts, state);
	const time =
		width >= leastWidthForTimes ? [`${padded(said ? render(say('home.told.said', {time: {clock: said.at}})) : '', timeWidth)} `] : [];
	return row(
		span(`${padded(render(say('home.told.answer', {word: said?.word ?? 'nothing'})), answerWidth)} `, said ? 'strong' : 'faint'),
		...time,
		span(padded(render(seen), seenWidth), differs ? 'bad' : 'faint'),
	);
}

/** The gravest of what was found, what is proposed for it, and where there is room, what is to be known first. */
function speaksForRows({facts, state}: HomeModel, most: number, told: (message: Message, rows: number) => readonly Row[]): readonly Row[] {
	const [gravest] = findingsAt(state, facts);
	if (!gravest) return told(say('home.told.nothingYet'), 1);
	const proposal = told(proposalOf(gravest), 2);
	const what = told(gravest.what, Math.max(1, most - proposal.length));
	const [first] = gravest.against;
	const left = most - what.length - proposal.length;
	return [...what, ...proposal, ...(first && left > 0 ? told(first, left) : [])];
}

/** At most so many rows; what is left out is read where Enter leads. */
function shortened(rows: readonly Row[], most: number, width: number): readonly Row[] {
	const shown = rows.slice(0, most).map((line): Row => [span(' '), ...line]);
	if (rows.length <= most) return shown;
	const last =
		shown
			.at(-1)
			?.map(({text}) => text)
			.join('') ?? '';
	return [...shown.slice(0, -1), row(cut(`${last} …`, width - 1))];
}
