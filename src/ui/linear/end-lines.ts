/** How runs and the session began and ended: the direction, the plan, the clocks against what is published, what is still owed. */

import {poolOf} from '../../machines/deployment/deployment.js';
import {type Clocks, clocksOf, dataLossMinutes, isFailover, isFailoverComplete, mayLoseData} from '../../machines/journal/clocks.js';
import {deploymentOf, type EntryOf, type Header} from '../../machines/journal/journal-entry.js';
import {currentRun, type SessionView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {poolObjectiveMs} from '../../machines/procedures/objectives.js';
import type {Situation} from '../situation.js';
import {worldWord} from './banner.js';
import {blank, type Line, labelled, line} from './line.js';

export function runBeganLines({direction, plan}: EntryOf<'runBegan'>, {render, brief}: Situation): readonly Line[] {
	const steps = plan.map(({number, title}) => line(`${number.padStart(2)}  ${brief(title)}`, 2, 4));
	return [blank, line(render(direction)), ...(steps.length > 0 ? [line(render(say('linear.plan'))), ...steps] : [])];
}

export function runEndedLines({outcome, why}: EntryOf<'runEnded'>, situation: Situation): readonly Line[] {
	const {render, view} = situation;
	const {procedure = ''} = view.runs.at(-1) ?? {};
	return [
		blank,
		labelled(render(say('linear.runEnded', {procedure, outcome})), why ? render(why) : ''),
		...clockLines(situation, procedure),
		...debtLines(situation),
	];
}

export function sealedLines({outcome, why}: EntryOf<'sealed'>, situation: Situation, recording: string): readonly Line[] {
	const {render, view, header, times, at} = situation;
	const minutes = dataLossMinutes(view);
	return [
		blank,
		labelled(`${worldWord(header)}  ${times.both(at)}  ${render(say('linear.sealed', {outcome}))}`, why ? render(why) : ''),
		...clockLines(situation),
		...(mayLoseData(view) ? [line(render(say('linear.dataLoss', {minutes: minutes ?? 'unknown'})), 2)] : []),
		...debtLines(situation),
		labelled(render(say('linear.recorded')), recording, 2),
	];
}

export function debtLines({view: {debts}, render, brief}: Situation): readonly Line[] {
	if (debts.length === 0) return [line(render(say('linear.noDebts')), 2)];
	return [line(render(say('linear.debts', {count: debts.length})), 2), ...debts.map(({title}) => line(`- ${brief(title)}`, 4))];
}

/** Which procedure a clock belongs to; all of them at the end of the session. */
const clockOf = {decision: 'poolFailover', failover: 'poolFailover', verification: 'poolFailover', failback: 'poolFailback'} as const;

export function clockLines({view, header, render, at}: Situation, procedure?: string): readonly Line[] {
	const clocks = clocksOf(view);
	const underWay = underWayFor(view, at);
	// The published time of a failback is for its cmdlet alone; the clock runs from the first service that is started.
	const objectives: Partial<Record<keyof Clocks, number>> = {failover: objectiveOf(header)};
	return (['decision', 'failover', 'verification', 'failback'] as const).flatMap(clock => {
		const seconds = (clock === 'failover' ? underWay : undefined) ?? clocks[clock];
		if (seconds === null || (procedure !== undefined && clockOf[clock] !== (isFailover(procedure) ? 'poolFailover' : procedure))) return [];
		const of = objectives[clock];
		const held = of === undefined ? 'none' : heldAgainst(of, seconds * 1000, view);
		return [line(render(say('linear.clock', {clock, took: {ms: seconds * 1000}, held, objective: {ms: of ?? 0}})), 2)];
	});
}

/** Seconds since the first change of a failover that is not complete; undefined when there is none. */
function underWayFor(view: SessionView, at: number): number | undefined {
	const run = currentRun(view);
	if (!run || !isFailover(run.procedure) || run.firstChangeAt === undefined || isFailoverComplete(view)) return undefined;
	return Math.round((at - run.firstChangeAt) / 1000);
}

function heldAgainst(objectiveMs: number, tookMs: number, view: SessionView): 'within' | 'over' | 'soFar' | 'incomplete' {
	if (isFailoverComplete(view)) return tookMs <= objectiveMs ? 'within' : 'over';
	return isFailover(currentRun(view)?.procedure ?? '') ? 'soFar' : 'incomplete';
}

function objectiveOf(header: Header): number {
	const version = poolOf(deploymentOf(header), header.pool)?.version;
	return poolObjectiveMs(version ?? 6);
}
