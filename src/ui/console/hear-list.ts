/** Moving in the list that has the focus: steps, topology, log. Enter opens and never changes. */
import {planLines} from '../plan.js';
import type {Scene} from './scene.js';
import type {ConsoleState} from './state.js';

/** A page is what stays in sight of whoever scrolls. */
const page = 10;

const moves: Readonly<Record<string, number>> = {'↑': -1, '↓': 1, PgUp: -page, PgDn: page, Home: -Infinity, End: Infinity};

/** Undefined where the key means nothing in a list. */
export function hearList(pressed: string, state: ConsoleState, scene: Scene): ConsoleState | undefined {
	const by = moves[pressed];
	switch (state.focus) {
		case 'now':
			return by === undefined ? undefined : scrolledBy(by, state, scene);
		case 'steps': {
			const ids = planLines(scene.situation.view).map(({id}) => id);
			if (by !== undefined) return {...state, step: moved(ids, state.step ?? scene.currentStep, by)};
			if (pressed === 'Enter' && state.step !== undefined) return {...state, focus: 'now'};
			return pressed === 'Esc' ? without(state, 'step') : undefined;
		}
		case 'topology': {
			const ids = scene.nodes.map(({id}) => id);
			if (by !== undefined) return {...state, node: moved(ids, state.node, by)};
			const opens = pressed === '→' || pressed === '←' ? pressed === '→' : undefined;
			if ((pressed === 'Enter' || opens !== undefined) && state.node) return toggled(state, state.node, opens);
			return pressed === 'Esc' ? without(state, 'node') : undefined;
		}
		case 'log':
			if (by !== undefined) return scene.moveInLog(by, state);
			// The line that is selected stands there whole.
			if (pressed === 'Enter' && state.line !== undefined) return state;
			return pressed === 'Esc' ? without(state, 'line') : undefined;
		default:
			return undefined;
	}
}

/** In a step or in what is read over it. */
export const scrolledBy = (by: number, state: ConsoleState, {scrollLimit}: Scene): ConsoleState => ({
	...state,
	scroll: Math.min(scrollLimit(), Math.max(0, (state.scroll ?? 0) + by)),
});

/** How far a key moves, in lists and in what is read. */
export const distanceOf = (pressed: string): number | undefined => moves[pressed];

function moved(ids: readonly string[], selected: string | undefined, by: number): string {
	const from = selected === undefined ? (by > 0 ? -1 : ids.length) : ids.indexOf(selected);
	return ids[Math.min(ids.length - 1, Math.max(0, from + by))] ?? selected ?? '';
}

function toggled(state: ConsoleState, node: string, opens: boolean | undefined): ConsoleState {
	const isOpen = state.openNodes.includes(node);
	if (opens === isOpen) return state;
	return {...state, openNodes: isOpen ? state.openNodes.filter(id => id !== node) : [...state.openNodes, node]};
}

/** Nothing selected: the list follows the work again, and the focus goes back to it. */
function without(state: ConsoleState, field: 'step' | 'node' | 'line'): ConsoleState {
	const {[field]: had, ...rest} = state;
	return had === undefined ? {...rest, focus: 'now'} : rest;
}
