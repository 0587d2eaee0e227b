/** Pages that are read and closed: the keys, the line for the bridge, the people, the exact lines to be copied. */

import {cmdletLine} from '../../machines/cmdlet-line.js';
import {poolOf} from '../../machines/deployment/deployment.js';
import {dataLossMinutes, mayLoseData} from '../../machines/journal/clocks.js';
import {deploymentOf, scenarioOf} from '../../machines/journal/journal-entry.js';
import {currentStep} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {isPlanned, mainProcedure} from '../../machines/procedures/ids.js';
import {keyedChoices} from '../console/choices.js';
import {keysOn, type ScreenId} from '../console/keymap.js';
import {fitted, type Row, row, span, wrapped} from '../row.js';
import {safe} from '../safe-text.js';
import {servedAgainAt} from '../served-again.js';
import {shownCalls, shownHints} from '../shown-lines.js';
import type {Situation} from '../situation.js';
import {usersNow} from './now-rows.js';
import type {Room} from './pane.js';

const keyWidth = 10;

/** All keys, from the table that the console obeys; with `hasAsked` those of the open question, which stand beside it too, first. */
export function helpRows(
	situation: Situation,
	screen: ScreenId,
	{width, height, theme}: Room,
	hasAsked = screen === 'run',
): readonly Row[] {
	const {render, brief, view} = situation;
	const line = (key: string, text: string, isDead = false): Row =>
		row(' ', span(theme.keyName(key).padEnd(keyWidth), isDead ? 'faint' : 'strong'), span(text, isDead ? 'faint' : 'plain'));
	const asked = hasAsked && view.question ? keyedChoices(view.question).map(({key, choice}) => line(key, brief(choice.label))) : [];
	const always = keysOn(screen).map(({key, command, dead}) => {
		const why = dead?.(situation);
		return line(key, why ? render(why) : render(say(`key.${command}`)), why !== undefined);
	});
	const moving = (['panes', 'lists', 'close', 'stale'] as const).map(id => line(render(say(`key.${id}.key`)), render(say(`key.${id}`))));
	const rows = [...asked, ...(asked.length > 0 ? [row()] : []), ...moving, ...always];
	if (rows.length <= height || width < 70) return rows;
	// Two columns where the page would be cut off.
	const half = Math.ceil(rows.length / 2);
	const column = Math.floor(width / 2);
	return rows.slice(0, half).map((left, index) => [...fitted(left, column), ...(rows[half + index] ?? [])]);
}

/** What is said on the bridge: what users feel, what is done, the loss, when the next word comes. To be read aloud. */
export function bridgeRows(situation: Situation, {width}: Room): readonly Row[] {
	const {render, brief, view, header, times, at} = situation;
	const step = currentStep(view);
	const minutes = dataLossMinutes(view);
	const home = poolOf(deploymentOf(header), header.pool);
	const overAt = servedAgainAt(situation);
	const {outageAt} = header.known;
	const names = {pool: header.pool, site: home?.site ?? header.pool, users: home?.users ?? 0};
	const outage = {since: times.zoned(outageAt ?? 0), until: times.zoned(overAt ?? 0), isOver: overAt === undefined ? 'no' : 'yes'};
	const lost =
		header.edge === undefined ? say('bridge.outage', {...names, ...outage}) : say('bridge.edgeOutage', {edge: header.edge, ...outage});
	const isUnknown = step !== undefined && ['unknown', 'undecided'].includes(step.state);
	const state = step?.id.startsWith('choosing') ? 'deciding' : isUnknown ? 'unknown' : view.question?.isWaiting ? 'you' : 'other';
	const doing = step ? say('bridge.doing', {title: brief(step.card.title), state}) : say('now.between');
	const sentences = [
		...(outageAt === undefined ? [] : [lost]),
		usersNow(situation),
		view.outcome ? say('bridge.over') : doing,
		...((view.runs.length === 0 && !isPlanned(mainProcedure(header))) || mayLoseData(view)
			? [say('bridge.loss', {minutes: minutes ?? 'unknown'})]
			: []),
		...(view.outcome ? [] : [say('bridge.next', {time: times.zoned(at + nextWordMs)})]),
	];
	return [row(), ...sentences.flatMap(sentence => [...wrapped(render(sentence), width - 2).map(line => [span(' '), ...line]), row()])];
}

/** Often enough for a bridge, and long enough to have something to say. */
const nextWordMs = 10 * 60_000;

export function peopleRows({render, header}: Situation, {width}: Room): readonly Row[] {
	const people = scenarioOf(header)?.briefing.people ?? [];
	if (people.length === 0) return [row(), ...wrapped(render(say('people.none')), width - 2).map(line => [span(' '), ...line])];
	const rows = people.flatMap(({name, role, says}) => [
		row(' ', span(safe(name), 'strong'), span(`  ${render(say('linear.role', {role}))}`, 'faint')),
		...(says ? wrapped(safe(says, 1_000), width - 4).map(line => [span('   '), ...line]) : []),
		row(),
	]);
	return [row(), ...rows];
}

/** Whole and without a frame beside them, so that the mouse can take them too. */
export function copyRows({render, view}: Situation, {width}: Room): readonly Row[] {
	return [
		row(),
		...wrapped(render(say('copy.hint')), width - 2).map(line => [span(' '), ...line]),
		...shownCalls(view).flatMap(call => [row(), row(span(` ${call.runsOn}`, 'faint')), ...wrapped(cmdletLine(call), width, 0, 'strong')]),
		...shownHints(view).flatMap(hint => [row(), ...wrapped(render(hint), width - 2).map((line): Row => [span(' '), ...line])]),
	];
}
