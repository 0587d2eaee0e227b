/** What is open over the step: fields to be typed, a second key, a note, a page to be read. It says what every key will do. */

import {currentStep} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {mayBeTaken} from '../../machines/session/control.js';
import {explanationOf, isConfirmation, nextField} from '../answering.js';
import type {ScreenId} from '../console/keymap.js';
import type {Dialog} from '../console/state.js';
import {type Row, row, span, type Tone, wrapped} from '../row.js';
import {safe} from '../safe-text.js';
import {goesOnWithout, type Situation} from '../situation.js';
import {cmdletRows} from './cmdlet-rows.js';
import {digestRows, timesOf} from './digest-rows.js';
import {field} from './field-rows.js';
import {signRows} from './legend-rows.js';
import {lossRows} from './loss-rows.js';
import {bridgeRows, copyRows, helpRows, peopleRows} from './page-rows.js';
import type {Room} from './pane.js';
import {planPage} from './plan-rows.js';
import {approvalRows} from './step-rows.js';
import {legendRows} from './timeline-rows.js';

export function dialogTitle(dialog: Dialog, {render, brief, view}: Situation): string {
	const step = currentStep(view);
	if (dialog.at === 'form' && isConfirmation(dialog.choice))
		return render(say('dialog.confirm', {title: step ? brief(step.card.title) : ''}));
	if (dialog.at === 'form' || dialog.at === 'sure') return render(dialog.choice.label);
	if (dialog.at === 'welcome') return render(say('digest.title', timesOf(dialog.digest)));
	return render(say('dialog.title', {dialog: dialog.at === 'takeControl' ? 'control' : dialog.at}));
}

export function dialogRows(dialog: Dialog, situation: Situation, screen: ScreenId, room: Room): readonly Row[] {
	const {render} = situation;
	const text = (message: ReturnType<typeof say>, tone: Tone = 'plain') => paragraph(render(message), room, tone);
	switch (dialog.at) {
		case 'form':
			return formRows(dialog, situation, room);
		case 'sure': {
			return [row(), ...text(explanationOf(dialog.choice))];
		}
		case 'leaving': {
			return [row(), ...text(say('dialog.leave', {running: goesOnWithout(situation), session: situation.header.session.slice(0, 8)}))];
		}
		case 'note':
			return [
				row(),
				...(dialog.text === undefined
					? text(say('dialog.note'))
					: [...paragraph(safe(dialog.text), room, 'plain'), row(), ...text(say('dialog.happened'))]),
				...draftRows(dialog.draft, room),
				...(dialog.problem ? problemRows(render(dialog.problem), room) : []),
			];
		case 'control':
			return [row(), ...text(controlQuestion(situation))];
		case 'takeControl':
			return [
				row(),
				...text(controlQuestion(situation)),
				...draftRows(dialog.draft, room),
				...(dialog.problem ? problemRows(render(dialog.problem), room) : []),
			];
		case 'secret':
			return [
				row(),
				...text(say('dialog.secret', {account: dialog.reference, isAgain: dialog.isAgain ? 'yes' : 'no'})),
				...draftRows('*'.repeat([...dialog.draft].length), room),
			];
		case 'find':
		case 'filter':
		case 'seek':
			return [
				row(),
				...text(say(`dialog.${dialog.at}`)),
				...draftRows(dialog.draft, room),
				...(dialog.problem ? problemRows(render(dialog.problem), room) : []),
			];
		case 'welcome':
			return digestRows(dialog.digest, situation, room);
		case 'help':
			return screen === 'replay' ? replayHelp(situation, room) : helpWithSigns(situation, screen, room);
		case 'bridge':
			return bridgeRows(situation, room);
		case 'plan':
			return planPage(situation, room);
		case 'people':
			return peopleRows(situation, room);
		case 'copy':
			return copyRows(situation, room);
		default:
			return [];
	}
}

function controlQuestion({hold}: Situation) {
	const {holder, asking, isMine} = hold?.control ?? {};
	if (isMine) return say('dialog.control.give', {who: asking?.who ?? '-', from: asking?.from ?? '-'});
	const args = {who: holder?.who ?? '-', from: holder?.from ?? '-', idle: {ms: holder?.idleForMs ?? 0}};
	return say(mayBeTaken(hold?.control) ? 'dialog.control.take' : 'dialog.control.ask', args);
}

/** The keys, which come first where there is not room for both, and what the signs mean. */
function helpWithSigns(situation: Situation, screen: ScreenId, room: Room): readonly Row[] {
	const legend = signRows(situation, room);
	const left = {...room, height: room.height - legend.length};
	const keys = [helpRows(situation, screen, left), helpRows(situation, screen, left, false)].find(each => each.length <= left.height);
	return keys ? [...keys, ...legend] : helpRows(situation, screen, room);
}

/** The keys, and what the signs on the line of time mean. */
function replayHelp(situation: Situation, room: Room): readonly Row[] {
	const legend = legendRows(situation, room);
	return [...helpRows(situation, 'replay', {...room, height: room.height - legend.length}), ...legend];
}

/** What is typed can always be seen: where there is not room for all, what it is about gives way from its end. */
function formRows(dialog: Extract<Dialog, {at: 'form'}>, situation: Situation, room: Room): readonly Row[] {
	const form = typedRows(dialog, situation, room);
	const about = isConfirmation(dialog.choice)
		? confirmedRows(situation, room)
		: paragraph(situation.render(dialog.question.prompt), room, 'plain');
	const isTight = about.length + form.length + 2 > room.height;
	const tight = about.filter(spans => spans.length > 0);
	return isTight ? [...tight.slice(0, Math.max(0, room.height - form.length)), ...form] : [row(), ...about, row(), ...form];
}

/** What is about to run, what it costs, what it changes, how it is undone: in the order in which it may not be missing. */
function confirmedRows(situation: Situation, room: Room): readonly Row[] {
	const {render, view} = situation;
	const step = currentStep(view);
	const calls = step?.moved?.calls ?? [];
	const {change, loss} = step?.card ?? {};
	const changes = view.question?.changes ?? change?.changes;
	return [
		...calls
			.slice(0, 3)
			.flatMap(call => [
				...cmdletRows(call, room.width),
				row(span(`   ${render(say('dialog.runsOn', {computer: call.runsOn}))}`, 'faint')),
			]),
		...(calls.length > 3 ? [row(span(`   ${render(say('card.moreCalls', {count: calls.length - 3}))}`, 'yours'))] : []),
		...(step ? approvalRows(step, situation, room) : []),
		...(loss ? [row(), ...lossRows(loss, situation, room)] : []),
		...(changes ? [row(), ...field(render(say('card.label.changes')), render(changes), room, 'yours')] : []),
		...(change ? field(render(say('card.label.undo')), render(change.undo), room) : []),
	];
}

function typedRows(
	{choice, fields, draft, problem, question, earlier, isUnseen}: Extract<Dialog, {at: 'form'}>,
	{render}: Situation,
	room: Room,
): readonly Row[] {
	const open = nextField(choice, fields);
	const given = choice.fields.flatMap(each => {
		const value = fields[each.id];
		return value === undefined ? [] : paragraph(render(say('dialog.given', {label: render(each.label), value})), room, 'faint');
	});
	const isFirst = Object.keys(fields).length === 0 && draft === '';
	const isSaidHere = earlier !== undefined || (isFirst && isConfirmation(choice));
	const wrong = problem ?? (isSaidHere ? question.problem : undefined);
	return [
		...given,
		...(open ? paragraph(render(open.label), room, 'strong') : []),
		...draftRows(draft, room, isUnseen),
		...(open
			? paragraph(render(say('dialog.fieldHint', {kind: open.kind, isOptional: open.isOptional ? 'yes' : 'no'})), room, 'faint')
			: []),
		...(wrong ? problemRows(render(wrong), room) : []),
	];
}

const paragraph = (text: string, {width}: Room, tone: Tone): readonly Row[] =>
	wrapped(text, width - 2, 0, tone).map(line => [span(' '), ...line]);

/** The end of what is typed can always be seen, with the place where the next sign goes. */
function draftRows(draft: string, {width}: Room, isUnseen = false): readonly Row[] {
	const room = width - 8;
	const shown = [...draft].slice(-room).join('');
	return [row(span('   > ', 'yours'), span(safe(shown), 'strong'), ...(isUnseen ? [] : [span(' ', 'chosen')]))];
}

const problemRows = (text: string, room: Room): readonly Row[] =>
	text ? [row(), ...wrapped(`${room.theme.glyphs.bad} ${text}`, room.width - 2, 2, 'bad').map(line => [span(' '), ...line])] : [];
