/**
 * What world this is, which deployment, the clocks and the time: the first thing that the eye finds, and it cannot be scrolled away. The
 * rule below it says the world once more, for whoever sees no colours.
 */

import {poolOf} from '../../machines/deployment/deployment.js';
import {clocksOf, isFailover} from '../../machines/journal/clocks.js';
import {deploymentOf, type Header, type WorldName, worldOf} from '../../machines/journal/journal-entry.js';
import {currentRun, type RunView, type SessionView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {familyOf, procedureIds} from '../../machines/procedures/ids.js';
import {cmsObjectiveMs, poolObjectiveMs} from '../../machines/procedures/objectives.js';
import {cut, type Row, rowWidth, span, widthOf} from '../row.js';
import {safe} from '../safe-text.js';
import {servedAgainAt} from '../served-again.js';
import type {Situation} from '../situation.js';
import {worldWords} from '../world-words.js';
import type {Room} from './pane.js';

export type World = WorldName | 'replay';

export function bannerRows(situation: Situation, world: World, room: Pick<Room, 'width' | 'theme'>): readonly Row[] {
	const {render, header, times, at, isOpening} = situation;
	const {glyphs} = room.theme;
	const rule = {live: glyphs.live, standIn: glyphs.live, rehearsal: glyphs.horizontal, replay: glyphs.replayed}[world];
	const name = span(` ${wordOf(world, header)} `, 'world');
	const title = safe(header.title);
	const outage = header.known.outageAt;
	const overAt = servedAgainAt(situation);
	const clocks = [
		...(outage === undefined
			? []
			: [span(render(say('banner.outage', {isOver: overAt === undefined ? 'no' : 'yes', took: {ms: (overAt ?? at) - outage}})))]),
		...runClock(situation),
	].map(each => ({...each, text: `   ${each.text}`}));
	// The time of a session begins with its engine: until then it would stand still.
	const both = isOpening ? [] : [span('  '), span(`${times.both(at)} `)];
	const zoned = isOpening ? [] : [span('  '), span(`${times.zoned(at)} `)];
	// What is dropped first, where there is not room for all, is what stands elsewhere too; the title is cut, and never missing.
	const ends = [[...clocks, ...both], [...clocks, ...zoned], [...clocks.slice(-1), ...zoned], zoned];
	const titleRoom = (end: Row) => room.width - widthOf(name.text) - 2 - rowWidth(end);
	const end = ends.find(each => titleRoom(each) >= Math.min(widthOf(title), leastTitle)) ?? zoned;
	const left = [name, span(`  ${cut(title, Math.max(0, titleRoom(end)))}`, 'strong')];
	const gap = Math.max(0, room.width - rowWidth([...left, ...end]));
	return [[...left, span(' '.repeat(gap)), ...end], ruleRow(rule, header, room.width, render)];
}

/** Of a recording against the stand-in both are said: what is replayed from there never was a farm. */
function wordOf(world: World, header: Header): string {
	if (world !== 'replay') return worldWords[world];
	return worldOf(header) === 'standIn' ? `REPLAY, ${worldWords.standIn}` : 'REPLAY';
}

/** Under everything live stands how far it can be trusted, where there is room for the whole sentence. */
function ruleRow(glyph: string, header: Header, width: number, render: Situation['render']): Row {
	const sentence = worldOf(header) === 'rehearsal' ? '' : ` ${render(say('live.neverMetAFarm'))} `;
	const left = width - widthOf(sentence);
	if (sentence === '' || left < 2) return [span(glyph.repeat(width), 'faint')];
	return [span(glyph.repeat(2), 'faint'), span(sentence), span(glyph.repeat(left - 2), 'faint')];
}

/** Cells of a title by which it is still known. */
const leastTitle = 20;

/** From the first change of the run, held against the objective of the deployment's version; before it, of the decision. */
function runClock({view, render, header, at}: Situation): ReturnType<typeof span>[] {
	const run = currentRun(view);
	const clocks = clocksOf(view);
	if (!run) {
		const last = view.runs.at(-1);
		const took = last && clockIn(last, clocks);
		return took === null || took === undefined || !last ? [] : [heldAgainst(last, took * 1000, true)];
	}
	if (run.firstChangeAt === undefined)
		return run.decidedAt === undefined && run.procedure === 'poolFailover' ? [span(render(say('banner.deciding', {took: {ms: at}})))] : [];
	const movedAt = usersMovedAt(view, run);
	return [heldAgainst(run, (movedAt ?? at) - run.firstChangeAt, movedAt !== undefined)];

	function heldAgainst({procedure}: RunView, ms: number, isOver: boolean): ReturnType<typeof span> {
		const objective = objectiveOf({procedure}, header);
		const has = objective === undefined ? 'no' : 'yes';
		const text = render(say(isOver ? 'banner.runTook' : 'banner.run', {procedure, took: {ms}, has, objective: {ms: objective ?? 0}}));
		return span(text, objective !== undefined && ms > objective ? 'yours' : 'plain');
	}
}

/** From then on the clock of a failover stands: what proves the change is not part of what is published, and a clock never goes back. */
function usersMovedAt({steps}: SessionView, {run, procedure, lastChangeAt}: RunView): number | undefined {
	if (!isFailover(procedure) || lastChangeAt === undefined) return undefined;
	const moving = steps.findLast(
		({id, card}) => id.startsWith(`${run}/`) && card.change !== undefined && card.change.danger !== 'reversible',
	);
	const isOver = moving?.state === 'verifying' || (moving?.end !== undefined && ['done', 'byHand'].includes(moving.end.kind));
	return moving && isOver && lastChangeAt >= moving.beganAt ? lastChangeAt : undefined;
}

const clockIn = ({procedure}: RunView, {failover, failback}: ReturnType<typeof clocksOf>) =>
	isFailover(procedure) ? failover : procedure === 'poolFailback' ? failback : null;

/** What is published for a failback is for its cmdlet alone; this clock runs from the first service that is started. */
function objectiveOf({procedure}: Pick<RunView, 'procedure'>, header: Situation['header']): number | undefined {
	if (['poolFailback', 'swap', 'forcedSwap'].includes(procedure)) return undefined;
	// Nothing is published for what an Edge pool carries.
	if (procedureIds.some(id => id === procedure && familyOf(id) === 'edge')) return undefined;
	if (['storeFailover', 'storeMove', 'storeMoveBack'].includes(procedure)) return cmsObjectiveMs;
	// Nothing is published for a repair.
	if (procedure.startsWith('store')) return undefined;
	return poolObjectiveMs(poolOf(deploymentOf(header), header.pool)?.version ?? 6);
}
