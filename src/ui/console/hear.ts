/**
 * The console's ear: a key, where the operator stands, and what there is give where they stand then, and what is sent. A function, so
 * that every key can be tried without a terminal. No single key changes anything in the deployment.
 */

import {say} from '../../machines/message.js';
import {mayBeTaken} from '../../machines/session/control.js';
import {isConfirmation} from '../answering.js';
import {copiedLines} from '../shown-lines.js';
import {mayAct, type Situation, whoActs, whyNotSent} from '../situation.js';
import type {KeyEvent} from '../terminal/key-events.js';
import {isHarmless, type KeyedChoice, keyedChoices} from './choices.js';
import {formFor, hearDialog} from './hear-dialog.js';
import {hearList} from './hear-list.js';
import {type Heard, stays} from './heard.js';
import {type CommandId, keysOn} from './keymap.js';
import {pressedOf} from './pressed.js';
import type {Scene} from './scene.js';
import {backToNow, type ConsoleState, paneIds, unscrolled} from './state.js';

export function hear(event: KeyEvent, before: ConsoleState, scene: Scene): Heard {
	const heard = sendable(heardIn(event, before, scene), before, scene);
	const isElsewhere = heard.state.dialog?.at !== before.dialog?.at || heard.state.step !== before.step;
	return isElsewhere ? {...heard, state: unscrolled(heard.state)} : heard;
}

/** A form may have been opened before somebody else took control. */
function sendable(heard: Heard, {said: _, ...before}: ConsoleState, {situation}: Scene): Heard {
	for (const {type} of heard.effects) {
		const why = type === 'answer' || type === 'note' || type === 'control' ? whyNotSent(type, situation) : undefined;
		// What was written down is not lost.
		if (why) return stays({...(type === 'note' ? before : heard.state), said: why});
	}
	return heard;
}

function heardIn(event: KeyEvent, before: ConsoleState, scene: Scene): Heard {
	const {said: _, ...state} = before;
	if (event.type === 'key' && event.ctrl && event.name === 'c') return interrupt(state, scene);
	if (event.type === 'key' && event.ctrl && event.name === 'l') return {state, effects: [{type: 'command', command: 'repaint'}]};
	if (state.dialog) return hearDialog(event, state, state.dialog, scene);
	if (event.type === 'paste') return stays({...state, said: say('key.pasted')});
	return hearBare(event, state, scene);
}

function hearBare(event: Exclude<KeyEvent, {type: 'paste'}>, state: ConsoleState, scene: Scene): Heard {
	const pressed = pressedOf(event);
	const pane = paneIds[Number(pressed) - 1];
	if (pane) return stays(pane === 'now' ? backToNow(state) : {...state, focus: pane});
	if (pressed === 'Tab') return stays({...state, focus: paneIds[(paneIds.indexOf(state.focus) + 1) % paneIds.length] ?? 'now'});
	const row = keysOn(scene.screen).find(({key}) => key === pressed);
	if (!row) {
		const moved = hearList(pressed, state, scene);
		if (moved) return stays(moved);
	}
	// Whoever looks at another step sees the keys of that one: nothing is chosen for the step that is open.
	const isElsewhere = state.step !== undefined && state.focus === 'now';
	if (isElsewhere && (pressed === 'Enter' || pressed === 'Esc')) return stays(backToNow(state));
	const {question} = scene.situation.view;
	const keyed = scene.screen === 'run' && question ? keyedChoices(question).find(({key}) => key === pressed) : undefined;
	if (keyed && isElsewhere) return stays({...backToNow(state), said: say('key.lookedElsewhere')});
	if (pressed === 'Enter' && state.focus !== 'now') return stays({...state, said: say('key.dead.selectFirst')});
	if (keyed) return choose(keyed, state, scene);
	if (row) return command(row.command, state, scene, row.dead?.(scene.situation));
	if (pressed === 'Esc') return stays(backToNow(state));
	return stays({...state, said: deadKey(pressed, scene)});
}

function deadKey(pressed: string, {screen, situation: {view}}: Scene) {
	if (pressed === 'Enter') return say(screen === 'replay' ? 'key.dead.replay' : view.outcome ? 'key.dead.sealed' : 'key.dead.nothingAsked');
	return say('key.dead.unknown', {key: pressed});
}

function choose({choice}: KeyedChoice, state: ConsoleState, {situation}: Scene): Heard {
	const {question} = situation.view;
	if (!question) return stays(state);
	if (!mayAct(situation)) return stays({...state, said: whoActs(situation)});
	if (choice.fields.length > 0) return stays({...state, focus: 'now', dialog: formFor(question, choice)});
	if (isHarmless(choice)) {
		return {
			state: {...state, focus: 'now'},
			effects: [{type: 'answer', question: question.question, choice: choice.id, fields: {}}],
		};
	}
	return stays({...state, focus: 'now', dialog: {at: 'sure', question, choice}});
}

function command(id: CommandId, state: ConsoleState, {situation, screen}: Scene, dead: ReturnType<typeof say> | undefined): Heard {
	if (dead) return stays({...state, said: dead});
	switch (id) {
		case 'note':
			return stays({...state, dialog: {at: 'note', draft: ''}});
		case 'marker':
			return {state: {...state, said: say('key.marked')}, effects: [{type: 'note', text: '*'}]};
		case 'find':
		case 'filter':
		case 'seek':
			return stays({...state, dialog: {at: id, draft: ''}});
		case 'help':
		case 'bridge':
		case 'people':
		case 'plan':
			return stays({...state, dialog: {at: id}});
		case 'copy':
			return {state: {...state, dialog: {at: id}}, effects: [{type: 'copy', text: copiedLines(situation.view)}]};
		case 'control':
			return hearControl(state, situation);
		case 'leave':
			return situation.view.outcome || screen === 'replay'
				? {state, effects: [{type: 'leave'}]}
				: stays({...state, dialog: {at: 'leaving'}});
		default:
			return {state, effects: [{type: 'command', command: id}]};
	}
}

function hearControl(state: ConsoleState, {hold}: Situation): Heard {
	const {control} = hold ?? {};
	if (!control) return stays({...state, said: say('key.dead.oneProcess')});
	if (control.isObserver) return stays({...state, said: say('key.control.observer')});
	if (control.isMine && !control.asking) return stays({...state, said: say('key.control.mine')});
	return stays({...state, dialog: mayBeTaken(control) ? {at: 'takeControl', draft: ''} : {at: 'control'}});
}

/** Ctrl-C never kills: it goes back, or asks. */
function interrupt(state: ConsoleState, {situation: {view}, screen}: Scene): Heard {
	if (screen === 'replay') return {state, effects: [{type: 'leave'}]};
	if (state.dialog) {
		const {dialog, ...rest} = state;
		if (dialog.at === 'welcome') return stays(rest);
		if (dialog.at === 'leaving') return {state: rest, effects: [{type: 'leave'}]};
		const isOpen = dialog.at === 'form' && isConfirmation(dialog.choice) && view.question?.question === dialog.question.question;
		return isOpen
			? {state: rest, effects: [{type: 'answer', question: dialog.question.question, choice: 'cancel', fields: {}}]}
			: stays({...rest, said: say('key.nothingDone')});
	}
	const {question} = view;
	const stop = question?.isWaiting === false ? question.choices.find(({id}) => id === 'stop') : undefined;
	if (question && stop) return stays({...state, focus: 'now', dialog: {at: 'sure', question, choice: stop}});
	return view.outcome ? {state, effects: [{type: 'leave'}]} : stays({...state, dialog: {at: 'leaving'}});
}
