/**
 * The screen while an engine starts: all that is known of a session before its first entry is here. Nothing can be asked or answered yet,
 * so the only key is the one that leaves.
 */
import {type Header, type JournalEntry, worldOf} from '../../machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../machines/journal/session-view.js';
import {type Message, say} from '../../machines/message.js';
import {createTopologyView} from '../../machines/topology/topology-view.js';
import type {Render} from '../messages/render.js';
import {createVoice, type Situation} from '../situation.js';
import type {KeyEvent} from '../terminal/key-events.js';
import type {Drawing} from './drawing.js';
import {createPanes} from './panes.js';
import {firstState} from './state.js';

type Options = {
	readonly header: Header;
	readonly render: Render;
	readonly drawing: Drawing;
	readonly listen: (listener: (event: KeyEvent) => void) => () => void;
	/** What is waited for, where it is not the engine alone. */
	readonly waitsFor?: (() => Message | undefined) | undefined;
	/** The operator does not want to wait. */
	readonly left: () => void;
};

export type Opening = {readonly redraw: () => void; readonly close: () => void};

export function openOpening({header, render, drawing, listen, waitsFor, left}: Options): Opening {
	const first: JournalEntry = {...header, seq: 1, at: 0};
	const topology = createTopologyView(first);
	const panes = createPanes({entryAt: seq => (seq === 1 ? first : undefined), length: () => 1, facts: () => topology});
	const situation: Situation = {...createVoice(header, render), view: applyEntry(emptyView, first), at: 0, isOpening: true};
	const state = {...firstState, said: say('footer.opening')};
	const redraw = () => {
		const now = {...situation, waitsFor: waitsFor?.()};
		drawing.draw({screen: 'run', world: worldOf(header), situation: now, state, ...panes.drawn(now, state)});
	};
	const unlisten = listen(event => {
		if (event.type === 'text' ? event.text === 'q' : event.type === 'key' && event.ctrl && event.name === 'c') left();
	});
	redraw();
	return {redraw, close: unlisten};
}
