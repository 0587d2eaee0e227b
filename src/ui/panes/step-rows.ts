/**
 * The step that is looked at, in the form that its state needs: why, where it runs, the exact lines, what they change, what was seen and
 * how long ago; what is refused with the way on; what is waited for, until when; and which key does what.
 */

import type {CmdletCall} from '../../machines/cmdlet.js';
import {cmdletParts} from '../../machines/cmdlet-line.js';
import type {Choice} from '../../machines/journal/journal-entry.js';
import type {StepView} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {approvalSaid} from '../../machines/step/approval.js';
import {approvalWays} from '../approval-ways.js';
import {keyedChoices} from '../console/choices.js';
import type {ScreenId} from '../console/keymap.js';
import {type Row, row, span, wrapped} from '../row.js';
import type {Situation} from '../situation.js';
import {whereSaid} from '../where-said.js';
import {cmdletRows} from './cmdlet-rows.js';
import {evidenceRows} from './evidence-rows.js';
import {field, labelWidth} from './field-rows.js';
import {lossRows} from './loss-rows.js';
import type {Room} from './pane.js';
import {waitingRows} from './waiting-rows.js';

export function stepRows(situation: Situation, step: StepView | undefined, screen: ScreenId, room: Room): readonly Row[] {
	if (!step) return [];
	const {view} = situation;
	const isOpen = step.end === undefined && view.question?.step === step.id;
	const told = [
		...(isOpen ? problemRows(step, situation, room) : []),
		...saidRows(step, situation, room),
		...callRows(step, situation, room),
		...progressRows(step, situation, room),
		...approvalRows(step, situation, room),
		...waitingRows(step, situation, room),
		...cardRows(step, situation, room),
		...evidenceRows(step.moved?.evidence ?? [], isFromBefore(step), situation, room),
	];
	const ways = isOpen ? waysRows(situation, screen, room) : [];
	return [...told, ...ways];
}

/** Why the answer before was not taken, or why it is asked again; unless that is why the step stands where it stands. */
function problemRows({moved}: StepView, {view: {question}, render}: Situation, room: Room): readonly Row[] {
	const {problem} = question ?? {};
	if (!problem || problem.id === moved?.why?.id) return [];
	return field('', `${room.theme.glyphs.bad} ${render(problem)}`, room, 'bad');
}

/** Refused, failed, unknown: what happened, what changed, what now. Otherwise why the step is there. */
function saidRows(step: StepView, {render, brief}: Situation, room: Room): readonly Row[] {
	const {card, state, moved, end} = step;
	const label = (id: string) => render(say(`card.label.${id}`));
	const items = (card.items ?? []).flatMap((item, index) => field(index === 0 ? label('todo') : '', `${index + 1}) ${render(item)}`, room));
	if (end) {
		const found = end.found && say('card.lookedAt', {found: render(say(`end.${end.found}`))});
		const ended = render(found ?? say('card.ended', {end: end.kind}));
		return [
			...field('', ended, room, 'strong'),
			...(end.why ? field(label('what'), brief(end.why), room) : []),
			...(end.found && moved?.remedy ? field(label('remedy'), brief(moved.remedy), room) : []),
			...(end.found ? items : []),
		];
	}
	const why = moved?.why ? brief(moved.why) : undefined;
	const isBad = ['blocked', 'failed'].includes(state);
	const isUnknown = ['blind', 'unknown', 'undecided', 'examining'].includes(state);
	if (isBad || isUnknown) {
		return [
			...field('', render(say('card.state', {state})), room, isBad ? 'bad' : 'yours'),
			...(why ? field(label('what'), why, room) : []),
			...(moved?.remedy ? field(label('remedy'), brief(moved.remedy), room) : []),
			// Whoever looks in its place has to know what for.
			...(state === 'blind' ? field(label('why'), brief(card.why), room) : []),
		];
	}
	const judged = say('card.label.now', {isBefore: isFromBefore(step) ? 'yes' : 'no'});
	return [...field(label('why'), brief(card.why), room), ...(why ? field(render(judged), why, room) : []), ...items];
}

/** What was seen before a change began is not what is so now. */
const isFromBefore = ({card, state, moved, movedAt, end}: StepView): boolean =>
	card.change !== undefined &&
	end === undefined &&
	['running', 'verifying', 'unknown'].includes(state) &&
	!moved?.evidence?.some(({at}) => at >= movedAt);

/** What the call itself said last of how far it is: its word, not ours, and as old as it is. */
function progressRows({state, end}: StepView, {progress, render, brief, at}: Situation, room: Room): readonly Row[] {
	if (!progress || end || state !== 'running') return [];
	const {percent, text, isModel} = progress;
	const said = say('card.progress', {percent, text, model: isModel ? 'yes' : 'no', ago: {ms: Math.max(0, at - progress.at)}});
	return field(render(say('card.label.progress')), brief(said), room, 'strong');
}

/** How a second person approves it; or who did, and what shows it. */
export function approvalRows({state, moved, end}: StepView, situation: Situation, room: Room): readonly Row[] {
	const {render} = situation;
	if (end) return [];
	if (moved?.approval) return field(render(say('card.label.second')), render(approvalSaid(moved.approval)), room, 'strong');
	if (state !== 'awaitingApproval') return [];
	return approvalWays(situation).flatMap((way, index) =>
		field(index === 0 ? render(say('card.label.second')) : '', render(way), room, 'yours'),
	);
}

/** Each parameter on its own row where there is room for that; what is copied is the whole line. */
function callRows({moved, state, end}: StepView, situation: Situation, room: Room): readonly Row[] {
	const {render} = situation;
	const calls = moved?.calls ?? [];
	if (calls.length === 0) return [];
	const hosts = [...new Set(calls.map(call => whereSaid(call, situation)))];
	const isTight = room.height < 26 || calls.length > 2;
	const shown = calls.slice(0, isTight ? 3 : 2).flatMap(call => (isTight ? cmdletRows(call, room.width) : openedLine(call, room)));
	const more = calls.length - (isTight ? 3 : 2);
	return [
		...field(render(say('card.label.runsOn', {state: end?.found ? 'lookedAt' : state})), hosts.join(', '), room),
		...(isTight ? [] : [row()]),
		...shown,
		...(more > 0 ? [row(span(`   ${render(say('card.moreCalls', {count: more}))}`, 'faint'))] : []),
		...(isTight ? [] : [row()]),
	];
}

function openedLine(call: CmdletCall, {width}: Room): readonly Row[] {
	const [name = '', ...parameters] = cmdletParts(call);
	// Switches stand together: they are read as one.
	const isSwitch = (part: string) => !part.includes(' ');
	const switches = parameters.filter(isSwitch).join(' ');
	const rows = [...parameters.filter(part => !isSwitch(part)), ...(switches ? [switches] : [])];
	return [
		row(span(`   ${name}`, 'strong')),
		...rows.flatMap(text => wrapped(text, width - 6, 2, 'strong').map(spans => [span('     '), ...spans])),
	];
}

/** What it changes, how it is undone, what users notice, how long it takes, what is lost. Only while it has not ended. */
function cardRows({card, state, moved, end}: StepView, situation: Situation, room: Room): readonly Row[] {
	const {change, loss} = card;
	const {render} = situation;
	if (!change || end || ['blocked', 'blind', 'unknown', 'undecided', 'examining', 'failed'].includes(state)) return [];
	const part = (id: 'undo' | 'users' | 'takes') => field(render(say(`card.label.${id}`)), render(change[id]), room);
	return [
		...field(render(say('card.label.changes')), render(moved?.changes ?? change.changes), room),
		...part('undo'),
		...part('users'),
		...part('takes'),
		...(loss ? lossRows(loss, situation, room) : []),
	];
}

/** To answer what is asked is no advice. */
const isAdvised = ({id, isRecommended}: Choice): boolean => isRecommended === true && id !== 'answer';

/** Which key does what, as the footer says it too, with what is recommended. */
function waysRows({view: {question}, render, brief}: Situation, screen: ScreenId, room: Room): readonly Row[] {
	if (!question) return [];
	const isReplay = screen === 'replay';
	const label = render(say(isReplay ? 'card.label.waysThen' : question.isWaiting ? 'card.label.ways' : 'card.label.waysMeanwhile'));
	const keyWidth = isReplay ? 0 : 7;
	const rows = keyedChoices(question).flatMap(({key, choice}, index) => {
		const text = isAdvised(choice) ? render(say('card.recommended', {label: brief(choice.label)})) : brief(choice.label);
		const lines = wrapped(text, room.width - labelWidth - keyWidth - 2, 0, choice.isRecommended ? 'strong' : 'plain');
		return lines.map((line, below) =>
			row(
				span(` ${(index + below === 0 ? label : '').padEnd(labelWidth)}`, 'faint'),
				span((below === 0 && !isReplay ? key : '').padEnd(keyWidth), question.isWaiting ? 'yours' : 'plain'),
				...line,
			),
		);
	});
	const prompt = question.isWaiting
		? wrapped(render(question.prompt), room.width - labelWidth - 2).map(spans => [span(' '.repeat(labelWidth + 1)), ...spans])
		: [];
	return [row(), ...prompt, ...rows];
}
