/** A plan before anything is started: what is done in which order, where, who acts, and what is changed. And the road of not doing it. */
import {deploymentOf, type PlannedStep, scenarioOf} from '../../machines/journal-entry.js';
import {say} from '../../machines/message.js';
import {catalog} from '../../machines/procedures/catalog.js';
import {homeOf} from '../../machines/procedures/facts.js';
import {shownRun} from '../plan.js';
import {cut, fitted, padded, type Row, row, span, wrapped} from '../row.js';
import type {Situation, Voice} from '../situation.js';
import type {Room} from './pane.js';

const whereWidth = 12;
const whoWidth = 10;

export function plannedRows(
	steps: readonly PlannedStep[],
	{render, brief, short}: Pick<Voice, 'render' | 'brief' | 'short'>,
	width: number,
): readonly Row[] {
	const titleWidth = Math.max(20, width - 5 - whereWidth - whoWidth);
	const head = row(
		span(fittedText(`     ${render(say('plan.title'))}`, 5 + titleWidth), 'faint'),
		span(padded(render(say('plan.where')), whereWidth), 'faint'),
		span(render(say('plan.who')), 'faint'),
	);
	const rows = steps.flatMap(({number, title, who, runsOn, changes}) => [
		fitted(
			row(
				span(` ${number.padStart(2)}  `, 'faint'),
				span(padded(cut(brief(title), titleWidth - 1), titleWidth), who === 'typed' ? 'strong' : 'plain'),
				padded(cut(short(runsOn ?? ''), whereWidth - 1), whereWidth),
				span(who ? render(say('plan.acting', {who})) : '', who === 'typed' ? 'yours' : 'plain'),
			),
			width,
		),
		...(changes ? wrapped(brief(changes), width - 7, 0, 'faint').map((line): Row => [span('     '), ...line]) : []),
	]);
	return [head, ...rows];
}

const fittedText = (text: string, width: number) => padded(cut(text, width), width);

/** The plan of the run that is under way; before it, of the failover that the session is about, with what is known and the other road. */
export function planPage(situation: Situation, {width}: Room): readonly Row[] {
	const {render, view, header} = situation;
	const run = shownRun(view);
	const input = {deployment: deploymentOf(header), pool: header.pool, known: header.known, debts: view.debts};
	const told = (text: string): readonly Row[] => wrapped(text, width - 2).map(line => [span(' '), ...line]);
	const minutes = Math.ceil(homeOf(input).voiceResiliency.failureDetectionMs / 60_000);
	const known = header.known.lastSteady.map(({module, at, by}) => say('plan.steady', {module, seen: {at}, by}));
	const preflight = [
		...(header.known.outageAt === undefined ? [] : [say('plan.outage', {since: {at: header.known.outageAt}})]),
		...(known.length > 0 ? known : [say('plan.neverSteady')]),
		say('plan.captured', {captured: input.deployment.capturedAt ?? 'unknown', rehearsal: scenarioOf(header) ? 'yes' : 'no'}),
	];
	return [
		...told(render(run?.direction ?? catalog.poolFailover.direction(input))),
		row(),
		...plannedRows(run?.plan ?? catalog.poolFailover.plan(input, 'poolFailover'), situation, width),
		row(),
		...(run
			? []
			: [
					row(span(` ${render(say('plan.before'))}`, 'faint')),
					...preflight.flatMap(message => told(situation.short(render(message)))),
					row(),
					...told(render(say('plan.instead', {minutes}))),
				]),
	];
}
