/** The last row: what the keys do here and now, those of the open question first; or what the last key did, or why it is dead. */
import {say} from '../../machines/message.js';
import {isConfirmation, isEnding, nextField} from '../answering.js';
import {keyedChoices} from '../console/choices.js';
import {type CommandId, type KeyRow, keysOn, type ScreenId} from '../console/keymap.js';
import type {ConsoleState, Dialog} from '../console/state.js';
import {cut, type Row, row, rowWidth, span} from '../row.js';
import {mayAct, type Situation} from '../situation.js';
import type {Room} from './pane.js';

export function footerRow(
	situation: Situation,
	{dialog, said, focus}: ConsoleState,
	screen: ScreenId,
	{width, theme}: Pick<Room, 'width' | 'theme'>,
): Row {
	const {render, brief, view} = situation;
	if (said) return row(' ', span(render(said), 'yours'));
	if (dialog)
		return row(
			' ',
			span(render(say('footer.dialog', {dialog: kindOf(dialog), ...placeOf(dialog)})), isOnlyRead(dialog) ? 'faint' : 'yours'),
		);
	const item = (key: string, text: string): Row => row(span(` ${theme.keyName(key)}`, 'strong'), ` ${text} `);
	const keyed = screen === 'run' && view.question && mayAct(situation) ? keyedChoices(view.question) : [];
	const labelsOf = (longest: number) => keyed.map(({choice}) => cut(brief(choice.label), longest));
	const choicesOf = (longest: number) => labelsOf(longest).map((label, index) => item(keyed[index]?.key ?? '', label));
	const lists = focus === 'now' ? [] : [item('↑↓', render(say('footer.list', {pane: focus})))];
	// Where somebody else acts, how to act is what is looked for.
	const isAsked = (command: CommandId) => command === 'control' && situation.hold?.control?.isObserver === false && !mayAct(situation);
	const ranked = keysOn(screen)
		.map(each => (isAsked(each.command) ? {...each, rank: 1} : each))
		.filter(({rank, dead}) => rank !== undefined && dead?.(situation) === undefined)
		.toSorted((a, b) => rankOf(a) - rankOf(b));
	// Help and leaving always have their place at the end; the others come while there is room.
	const last = ranked.filter(({rank}) => rank === 0).map(({key, command}) => item(key, render(say(`key.short.${command}`))));
	const others = ranked.filter(({rank}) => rank !== 0).map(({key, command}) => item(key, render(say(`key.short.${command}`))));
	const room = width - rowWidth(last.flat());
	// As many ways as can be have their key here before any label is whole, as long as they can still be told apart.
	const told = [width, ...labelCells].filter(cells => new Set(labelsOf(cells)).size === keyed.length);
	const fits = (cells: number) => rowWidth([...lists, ...choicesOf(cells)].flat()) <= room;
	const choices = choicesOf(told.find(fits) ?? told.at(-1) ?? width);
	const shown: Row[] = [];
	let used = 0;
	for (const each of [...lists, ...choices, ...others]) {
		const next = rowWidth(each);
		if (used + next > room) continue;
		shown.push(each);
		used += next;
	}
	return [...shown.flat(), ...last.flat()];
}

/** Which key acts, where one does. */
function kindOf(dialog: Dialog): string {
	if (dialog.at === 'sure' && isEnding(dialog.choice)) return 'ending';
	if (dialog.at === 'note') return dialog.text === undefined ? 'note' : 'write';
	if (dialog.at !== 'form') return dialog.at;
	const isLast = nextField(dialog.choice, dialog.fields) === dialog.choice.fields.at(-1);
	return isLast ? (isConfirmation(dialog.choice) ? 'confirm' : 'send') : 'next';
}

/** Which field comes after this one, of how many. */
function placeOf(dialog: Dialog): {readonly next: number; readonly count: number} {
	if (dialog.at !== 'form') return {next: 0, count: 0};
	const {choice, fields} = dialog;
	const open = nextField(choice, fields);
	return {next: (open ? choice.fields.indexOf(open) : 0) + 2, count: choice.fields.length};
}

const isOnlyRead = ({at}: Dialog): boolean => !['form', 'sure', 'leaving', 'note', 'find', 'filter', 'seek'].includes(at);

/** A way with a long label is told whole beside the step. */
const labelCells = [26, 18, 14];

const rankOf = ({rank}: KeyRow) => rank ?? Number.MAX_SAFE_INTEGER;
