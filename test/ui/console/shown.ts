/** A drill as the console has it after any of its entries: the situation, what keys hear, and the frame, without a terminal. */
import type {Header, JournalEntry} from '../../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView, type SessionView} from '../../../src/machines/journal/session-view.js';
import type {Message} from '../../../src/machines/message.js';
import {createTopologyView} from '../../../src/machines/topology/topology-view.js';
import {frameOf} from '../../../src/ui/console/drawing.js';
import {hear} from '../../../src/ui/console/hear.js';
import type {Heard} from '../../../src/ui/console/heard.js';
import {keepUp} from '../../../src/ui/console/keep-up.js';
import type {Size} from '../../../src/ui/console/layout.js';
import {createPanes} from '../../../src/ui/console/panes.js';
import {type ConsoleState, firstState} from '../../../src/ui/console/state.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import type {ScreenModel} from '../../../src/ui/screens/console-screen.js';
import {createVoice, type Hold} from '../../../src/ui/situation.js';
import {type KeyEvent, key} from '../../../src/ui/terminal/key-events.js';
import {createTheme, type Theme} from '../../../src/ui/theme.js';

export const plainTheme = createTheme({isAscii: false, hasColor: false});

export type Shown = ReturnType<typeof shownAt>;

/** `later`: ms that have gone by since the entry. `trouble`: why what is shown is not on disk. `hold`: of an engine in its own process. */
export function shownAt(header: Header, entries: readonly JournalEntry[], seq = entries.length, later = 0, trouble?: Message, hold?: Hold) {
	const facts = createTopologyView(header);
	let view: SessionView = emptyView;
	for (const entry of entries.slice(0, seq)) {
		view = applyEntry(view, entry);
		facts.apply(entry);
	}
	const {timeZone, startedAt} = header;
	const panes = createPanes({entryAt: at => entries[at - 1], length: () => seq, facts: () => facts});
	const situation = {
		...createVoice(header, createRenderer({language: 'en', timeZone, startedAt})),
		...panes.progressIn(view),
		view,
		at: view.at + later,
		...(trouble ? {trouble} : {}),
		...(hold ? {hold} : {}),
	};
	const modelOf = (state: ConsoleState): ScreenModel => ({
		screen: 'run',
		world: header.world,
		situation,
		state,
		...panes.drawn(situation, state),
	});
	return {
		situation,
		view,
		/** As it is when the operator has touched nothing. */
		state: keepUp(firstState, view),
		hear: (event: KeyEvent, state: ConsoleState): Heard =>
			hear(
				event,
				state,
				panes.scene('run', situation, state, () => 100),
			),
		frame: (size: Size, state: ConsoleState = keepUp(firstState, view), theme: Theme = plainTheme) => frameOf(modelOf(state), size, theme),
	};
}

/** `typed('Karin')`, `typed('x')`: one event a sign. */
export const typed = (text: string): readonly KeyEvent[] => [...text].map(sign => ({type: 'text', text: sign}));
export const enter = key('enter');
export const escapeKey = key('escape');

/** Every key that an operator can press once. */
export const allKeys: readonly KeyEvent[] = [
	...typed([...Array(95).keys()].map(code => String.fromCharCode(code + 32)).join('')),
	...[
		'enter',
		'escape',
		'tab',
		'backspace',
		'up',
		'down',
		'left',
		'right',
		'home',
		'end',
		'pageUp',
		'pageDown',
		'insert',
		'delete',
		'f1',
		'f12',
	].map(name => key(name)),
	...'abcdefghijklmnopqrstuvwxyz'.split('').flatMap(name => [key(name, {ctrl: true}), key(name, {alt: true}, name)]),
];
