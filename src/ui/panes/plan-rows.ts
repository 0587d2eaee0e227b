/** A plan before anything is started: what is done in which order, where, who acts, and what is changed. And the road of not doing it. */
import {type PlannedStep, scenarioOf} from '../../machines/journal/journal-entry.js';
import {say} from '../../machines/message.js';
import {catalog} from '../../machines/procedures/catalog.js';
import {homeOf} from '../../machines/procedures/facts.js';
import {mainProcedure} from '../../machines/procedures/ids.js';
import {inputOf, shownRun} from '../plan.js';
import {cut, fitted, padded, type Row, row, span, widthOf, wrapped} from '../row.js';
import type {Situation, Voice} from '../situation.js';
import type {Room} from './pane.js';

const numberWidth = 5;
const whereWidth = 12;
const whoWidth = 10;

/** Columns keep together, however wide the screen is. What a step needs has one where there is room for it, else it stands below. */
export function plannedRows(
	steps: readonly PlannedStep[],
	{render, brief, short}: Pick<Voice, 'render' | 'brief' | 'short'>,
	width: number,
): readonly Row[] {
	const needed = ({needs}: PlannedStep) => (needs ? brief(needs) : '');
	const titleOf = render(say('plan.title'));
	const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(widthOf));
	const room = width - numberWidth - whereWidth - whoWidth;
	const titleWidth = Math.max(20, Math.min(room, widest([titleOf, ...steps.map(({title}) => brief(title))]) + 2));
	const hasColumn = room - titleWidth > widest(steps.map(needed));
	const head = row(
		span(`${' '.repeat(numberWidth)}${padded(titleOf, titleWidth)}`, 'faint'),
		span(padded(render(say('plan.where')), whereWidth), 'faint'),
		span(padded(render(say('plan.who')), whoWidth), 'faint'),
		span(hasColumn ? render(say('plan.needs')) : '', 'faint'),
	);
	const below = (text: string): readonly Row[] =>
		wrapped(text, width - numberWidth - 2, 0, 'faint').map((line): Row => [span(' '.repeat(numberWidth)), ...line]);
	const rows = steps.flatMap((step): readonly Row[] => {
		const {number, title, who, runsOn, changes} = step;
		const tone = who === 'typed' ? 'strong' : 'plain';
		const [first = '', ...more] = wrapped(brief(title), titleWidth - 1, 0, tone).map(line => line.map(({text}) => text).join(''));
		return [
			row(
				span(` ${number.padStart(2)}  `, 'faint'),
				span(padded(first, titleWidth), tone),
				padded(cut(short(runsOn ?? ''), whereWidth - 1), whereWidth),
				span(padded(who ? render(say('plan.acting', {who})) : '', whoWidth), who === 'typed' ? 'yours' : 'plain'),
				span(hasColumn ? needed(step) : ''),
			),
			...more.map(text => row(' '.repeat(numberWidth), span(text, tone))),
			...(changes ? below(brief(changes)) : []),
			...(hasColumn || !step.needs ? [] : below(render(say('plan.needed', {what: needed(step)})))),
		];
	});
	return [head, ...rows].map(spans => fitted(spans, width));
}

/** The plan of the run that is under way; before it, of the failover that the session is about, with what is known and the other road. */
export function planPage(situation: Situation, {width}: Room): readonly Row[] {
	const {render, view, header} = situation;
	const run = shownRun(view);
	const input = {...inputOf(header), debts: view.debts};
	const procedure = mainProcedure(header);
	const told = (text: string): readonly Row[] => wrapped(text, width - 2).map(line => [span(' '), ...line]);
	const minutes = Math.ceil(homeOf(input).voiceResiliency.failureDetectionMs / 60_000);
	const known = header.known.lastSteady.map(({module, at, by}) => say('plan.steady', {module, seen: {at}, by}));
	const preflight = [
		...(header.known.outageAt === undefined ? [] : [say('plan.outage', {since: {at: header.known.outageAt}})]),
		...(input.edge !== undefined ? [] : known.length > 0 ? known : [say('plan.neverSteady')]),
		say('plan.captured', {captured: input.deployment.capturedAt ?? 'unknown', rehearsal: scenarioOf(header) ? 'yes' : 'no'}),
	];
	return [
		...told(render(run?.direction ?? catalog[procedure].direction(input))),
		row(),
		...plannedRows(run?.plan ?? catalog[procedure].plan(input, procedure), situation, width),
		row(),
		...(run
			? []
			: [
					row(span(` ${render(say('plan.before'))}`, 'faint')),
					...preflight.flatMap(message => told(situation.short(render(message)))),
					row(),
					...(input.edge === undefined ? told(render(say('plan.instead', {minutes}))) : []),
				]),
	];
}
