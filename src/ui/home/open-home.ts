/**
 * Home on the full screen: it hears keys, draws, and ends with what the operator chose. The clock moves only where something gets older
 * on the screen: without a topology of one's own nothing is drawn and nothing wakes up.
 */
import type {Drawing} from '../console/drawing.js';
import type {Timers} from '../console/timers.js';
import type {Render} from '../messages/render.js';
import type {KeyEvent} from '../terminal/key-events.js';
import {hearHome} from './hear-home.js';
import type {HomeFacts} from './home-facts.js';
import type {HomeEffect, HomeState} from './home-state.js';

export type HomeOptions = {
	readonly render: Render;
	readonly drawing: Drawing;
	readonly listen: (listener: (event: KeyEvent) => void) => () => void;
	readonly repaint: () => void;
	readonly timers: Timers;
	/** Ms of the wall clock. */
	readonly now: () => number;
	/** What is known at this moment. */
	readonly facts: () => HomeFacts;
	readonly lookAgain: () => void;
	readonly state: HomeState;
};

/** What was chosen, and where the operator was. */
export type HomeChoice = {
	readonly effect: Exclude<HomeEffect, {type: 'lookAgain' | 'repaint'}> | {readonly type: 'quit'};
	readonly state: HomeState;
};
export type OpenHome = {readonly done: Promise<HomeChoice>; readonly redraw: () => void; readonly quit: () => void};

const tickMs = 1_000;

export function openHome({render, drawing, listen, repaint, timers, now, facts, lookAgain, state: first}: HomeOptions): OpenHome {
	const {promise, resolve} = Promise.withResolvers<HomeChoice>();
	let state = first;
	let isOver = false;
	const model = () => ({screen: 'home', render, now: now(), facts: facts(), state}) as const;
	const draw = () => {
		if (!isOver) drawing.draw(model());
	};
	const end = (effect: HomeChoice['effect']) => {
		if (isOver) return;
		isOver = true;
		unlisten();
		stopTicking();
		resolve({effect, state});
	};
	const unlisten = listen(event => {
		const heard = hearHome(event, state, facts(), {scrollLimit: drawing.scrollLimit(model()), now: now()});
		state = heard.state;
		const {effect} = heard;
		if (effect?.type === 'lookAgain') lookAgain();
		else if (effect?.type === 'repaint') repaint();
		else if (effect) end(effect);
		draw();
	});
	const stopTicking = facts().outlook.has === 'topology' ? timers.every(tickMs, draw) : () => {};
	draw();
	return {done: promise, redraw: draw, quit: () => end({type: 'quit'})};
}
