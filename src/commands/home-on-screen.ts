/**
 * Home on the full screen. What is chosen there is played on the full screen too, with the terminal given back between the two, and home
 * comes back afterwards and says how it went.
 */
import {type Message, say} from '../machines/message.js';
import type {HomeEffect, HomeState} from '../ui/home/home-state.js';
import {firstHome} from '../ui/home/home-state.js';
import {type OpenHome, openHome} from '../ui/home/open-home.js';
import type {Desk} from './desk.js';
import {drill} from './drill.js';
import {openFullScreen, timers} from './full-screen.js';
import {homeKnown} from './home-known.js';
import {lookOnScreen} from './look-only.js';
import {createLookout, type Lookout} from './lookout.js';
import type {HomeOptions} from './options.js';
import {replay} from './replay.js';
import {resume} from './resume.js';
import {run} from './run.js';
import {type Signal, signals} from './streams.js';
import {exitCodes, UsageProblem} from './usage-problem.js';

export async function homeOnScreen(desk: Desk, options: HomeOptions): Promise<number> {
	let signalled: Signal | undefined;
	let shown: OpenHome | undefined;
	const listening = signals.map(signal =>
		desk.streams.onSignal(signal, () => {
			// Ctrl-C leaves, because nothing is open here; the others leave for good, also what is played.
			if (signal !== 'SIGINT') signalled = signal;
			shown?.quit();
		}),
	);
	const lookout = createLookout(desk);
	let state = firstHome;
	try {
		for (;;) {
			const choice = await show(desk, lookout, state, options, opened => {
				shown = opened;
				if (signalled) opened.quit();
			});
			shown = undefined;
			if (signalled) return exitCodes.ended;
			if (choice.effect.type === 'quit') return exitCodes.done;
			const said = await play(desk, choice.effect, options);
			if (signalled) return exitCodes.ended;
			state = {...choice.state, place: 'home', ...(said ? {said} : {})};
		}
	} finally {
		for (const unlisten of listening) unlisten();
	}
}

async function show(desk: Desk, lookout: Lookout, state: HomeState, {ascii, standInFarm}: HomeOptions, opened: (home: OpenHome) => void) {
	const known = homeKnown(desk, lookout, standInFarm === true);
	const screen = await openFullScreen(desk.streams, ascii === true);
	let stopWatching = () => {};
	let stopResizing = () => {};
	try {
		const home = openHome({
			render: desk.render,
			drawing: screen.drawing,
			listen: screen.keys.listen,
			repaint: screen.repaint,
			timers,
			now: Date.now,
			facts: () => ({...known, outlook: lookout.outlook()}),
			lookAgain: lookout.lookAgain,
			state,
		});
		opened(home);
		stopResizing = screen.onResize(home.redraw);
		stopWatching = lookout.watch(home.redraw);
		return await home.done;
	} finally {
		stopWatching();
		stopResizing();
		await screen.giveBack();
	}
}

/** What cannot be played is said in home; that is no reason to leave it. */
async function play(desk: Desk, effect: HomeEffect, {ascii, standInFarm, speed}: HomeOptions): Promise<Message | undefined> {
	const options = ascii ? ({ascii} as const) : {};
	try {
		switch (effect.type) {
			case 'rehearse':
				return played(await drill(desk, effect.scenario, {...options, ...(effect.pool ? {pool: effect.pool} : {}), ...beginning(effect)}));
			case 'lookOnly':
				return say('home.lookedOnly', {scenario: effect.scenario, exit: exitWord(await lookOnScreen(desk, effect, options))});
			case 'runLive': {
				const {procedure, pool} = effect;
				const farm = standInFarm ? {standInFarm, ...(speed === undefined ? {} : {speed})} : ({backend: 'powershell'} as const);
				return played(await run(desk, procedure, {...options, ...farm, ...(pool ? {pool} : {})}));
			}
			case 'resume':
				return played(await resume(desk, effect.path, options));
			case 'replay':
				await replay(desk, effect.path, options);
				return undefined;
			default:
				return undefined;
		}
	} catch (error) {
		if (error instanceof UsageProblem) return error.problem;
		throw error;
	}
}

const beginning = ({begunFor}: {readonly begunFor?: string}) => (begunFor ? {begunFor} : {});

function played(exitCode: number): Message {
	return say('home.played', {exit: exitWord(exitCode)});
}

const exitWord = (exitCode: number): string => Object.entries(exitCodes).find(([, code]) => code === exitCode)?.[0] ?? 'ended';
