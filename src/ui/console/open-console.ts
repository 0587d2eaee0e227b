/**
 * The full-screen console: a client of the engine, as the linear one is. It folds entries, hears keys, sends what was answered, and
 * draws. Keys are drawn at once; entries wait a moment for others, so that a flood of them is one frame; the clock moves once a second.
 */

import {digestSince, type LastSeen, lastSeenAfter} from '../../machines/journal/digest.js';
import {type EntryOf, type JournalEntry, worldOf} from '../../machines/journal/journal-entry.js';
import type {Trouble} from '../../machines/journal/keeping.js';
import {applyEntry, currentStep, emptyView, type SessionView} from '../../machines/journal/session-view.js';
import {type Message, say} from '../../machines/message.js';
import type {Engine} from '../../machines/session/client.js';
import type {SecretWanted} from '../../machines/session/protocol.js';
import {createTopologyView, type TopologyView} from '../../machines/topology/topology-view.js';
import {openStill} from '../answering.js';
import type {Render} from '../messages/render.js';
import {timesOf} from '../panes/digest-rows.js';
import type {ScreenModel} from '../screens/console-screen.js';
import {createVoice, type Heard, holdOf, mayAct, type Situation, type Voice} from '../situation.js';
import type {KeyEvent} from '../terminal/key-events.js';
import type {Drawing} from './drawing.js';
import {reopened, type Sent, withEarlier} from './earlier.js';
import {hear} from './hear.js';
import type {Effect} from './heard.js';
import {confirmationOf, keepUp, unseen, withSecret} from './keep-up.js';
import {createNotice} from './notice.js';
import {onceARead} from './once-a-read.js';
import {createPanes} from './panes.js';
import {backToNow, type ConsoleState, firstState, unsaid, unscrolled} from './state.js';
import type {Timers} from './timers.js';

export type ConsoleEnd = 'sealed' | 'left' | 'stopped' | 'outputClosed';

export type FullConsoleOptions = Heard & {
	readonly engine: Engine;
	readonly render: Render;
	readonly drawing: Drawing;
	/** Listens to keys; returns how to stop. */
	readonly listen: (listener: (events: KeyEvent) => void) => () => void;
	readonly repaint: () => void;
	/** Onto the operator's clipboard, where the terminal allows it. */
	readonly copy: (text: string) => void;
	/** Who answers: written with every decision. */
	readonly operator: string;
	/** Ms of the session. */
	readonly now: () => number;
	readonly timers: Timers;
	/** What the operator has to know first. */
	readonly notice?: Message;
	/** The number of the last entry that the operator saw before; found in the journal where nobody says. */
	readonly seen?: number;
};

export type FullConsole = {
	readonly done: Promise<ConsoleEnd>;
	readonly interrupt: () => void;
	readonly stop: () => void;
	readonly redraw: () => void;
};

/** Entries are gathered this long before they are drawn. */
const gatherMs = 60;
const tickMs = 1_000;

export function openFullConsole(options: FullConsoleOptions): FullConsole {
	const {engine, render, drawing, timers, now} = options;
	let length = 0;
	const calls = new Map<string, EntryOf<'callBegan'>>();
	let topology: TopologyView | undefined;
	const panes = createPanes({entryAt: engine.entryAt, beganAs: call => calls.get(call), length: () => length, facts: () => topology});
	let view: SessionView = emptyView;
	let state: ConsoleState = firstState;
	let voice: Voice | undefined;
	let commands = 0;
	let sent: Sent | undefined;
	let lastSeen: LastSeen | undefined;
	let trouble: Trouble | undefined;
	let wanted: SecretWanted | undefined;
	let cancelDraw: (() => void) | undefined;
	let hasEnded = false;
	const {promise, resolve} = Promise.withResolvers<ConsoleEnd>();

	const situation = (): Situation | undefined => {
		if (!view.header) return undefined;
		voice ??= createVoice(view.header, render);
		const hold = holdOf(engine, options);
		return {
			...voice,
			...(hold ? {hold} : {}),
			...(trouble ? {trouble: trouble.message} : {}),
			...panes.progressIn(view),
			view: openStill(view, sent?.question),
			at: view.outcome ? view.at : Math.max(view.at, now()),
		};
	};

	/** What the operator of this console is asked: what another one is asked, and what was answered, opens nothing here. */
	const asked = (): SessionView => {
		const hold = holdOf(engine, options);
		return mayAct(hold ? {hold} : {}) ? openStill(view, sent?.question) : openStill(view, view.question?.question);
	};

	const modelOf = (here: Situation): ScreenModel => ({
		screen: 'run',
		world: worldOf(here.header),
		situation: here,
		state: notice.isSeen() ? state : unseen(state),
		...panes.drawn(here, state),
	});

	function draw() {
		cancelDraw?.();
		cancelDraw = undefined;
		const here = situation();
		if (hasEnded || !here) return;
		state = withSecret(state, mayAct(here) ? wanted : undefined);
		drawing.draw(modelOf(here));
		notice.drew();
	}

	const drawOnce = onceARead(draw);
	const notice = createNotice({open: () => confirmationOf(state), drawing, timers, noticed: draw});

	function drawSoon() {
		cancelDraw ??= timers.after(gatherMs, draw);
	}

	function take(entry: JournalEntry) {
		length = entry.seq;
		if (entry.kind === 'callBegan') calls.set(entry.call, entry);
		view = applyEntry(view, entry);
		lastSeen = lastSeenAfter(lastSeen, entry);
		if (entry.kind === 'header') topology = createTopologyView(entry);
		topology?.apply(entry);
		if (entry.kind === 'stepBegan') state = unscrolled(state);
		// What is asked now is what the keys are for.
		if (entry.kind === 'asked' && entry.isWaiting && state.focus === 'now') state = backToNow(state);
		if (entry.kind === 'asked' || entry.kind === 'stepMoved' || entry.kind === 'sealed') state = keepUp(state, asked());
		if (entry.kind === 'asked') {
			state = reopened(state, view.question, sent);
			sent = undefined;
			// Now there is something to do.
			if (state.said?.id === 'key.dead.nothingAsked') state = unsaid(state);
		}
		// A session that is over stands still: nothing on it gets older, and nothing wakes for it.
		if (entry.kind === 'sealed') stopTicking();
		if (!hasEnded) drawSoon();
	}

	function onKey(event: KeyEvent) {
		const here = situation();
		if (hasEnded || !here) return;
		engine.control?.pressed();
		// What was typed before the confirmation was on the screen was not meant for it; only the ways back are always open.
		const goesBack = event.type === 'key' && (event.ctrl || event.name === 'escape');
		const isOnItsWay = sent !== undefined && sent.question === view.question?.question;
		if ((!notice.isSeen() || isOnItsWay) && !goesBack) {
			state = {...state, said: say('key.typedAhead')};
			if (!isOnItsWay) notice.waitAnew();
			return drawSoon();
		}
		const before = state;
		const heard = hear(
			event,
			state,
			panes.scene('run', here, state, () => drawing.scrollLimit(modelOf(here))),
		);
		state = withEarlier(before, heard.state);
		for (const effect of heard.effects) act(effect, here);
		drawOnce();
	}

	/** What happened since the operator was here before, where anything did. */
	function welcomedBack(fresh: ConsoleState): ConsoleState {
		const seen = options.seen ?? lastSeen?.seen;
		const here = situation();
		if (seen === undefined || !here) return fresh;
		const welcome = digestSince({seen, upTo: length, backAt: here.at}, panes.sourceOf(here));
		if (welcome.lines.length > 0) return {...fresh, welcome};
		return {...fresh, said: say('digest.nothing', timesOf(welcome))};
	}

	function act(effect: Effect, here: Situation) {
		const by = options.operator;
		switch (effect.type) {
			case 'answer': {
				const {type, ...answer} = effect;
				sent = answer;
				return send({id: `${++commands}`, type, by, ...answer});
			}
			case 'note':
				return send({id: `${++commands}`, by, ...effect});
			case 'copy':
				return options.copy(effect.text);
			case 'control':
				return actOnControl(effect);
			case 'secret':
				// Whether it is wanted still, the engine says.
				wanted = undefined;
				return engine.secrets?.give(effect.reference, effect.text);
			case 'leave':
				return end(view.outcome ? 'sealed' : 'left');
			case 'command':
				if (effect.command === 'repaint') return options.repaint();
				state = panes.command(effect.command, state, here);
				return undefined;
			default:
				return undefined;
		}
	}

	function actOnControl(effect: Extract<Effect, {type: 'control'}>) {
		const {control} = engine;
		if (effect.act === 'take') return control?.take(effect.reason);
		if (effect.act === 'ask') state = {...state, said: say('key.control.asked', {who: control?.view()?.holder?.who ?? '-'})};
		return control?.[effect.act]();
	}

	function send(command: Parameters<Engine['send']>[0]) {
		engine.send(command, ({why}) => {
			sent = undefined;
			state = {...state, said: say('key.refused', {why: render(why)})};
			drawSoon();
		});
		state = keepUp(state, asked());
	}

	function end(how: ConsoleEnd) {
		if (hasEnded) return;
		hasEnded = true;
		cancelDraw?.();
		notice.stop();
		stopTicking();
		unlisten();
		unfollow();
		unwatch?.();
		unwatchTrouble();
		unwatchSecrets?.();
		drawing.close();
		resolve(how);
	}

	const tick = () => {
		// A session that is over stands still: nothing on it gets older.
		if (!view.outcome && currentStep(view)) draw();
	};
	let unfollow = () => {};
	let unwatchTrouble = () => {};
	let unwatchSecrets: (() => void) | undefined;
	let unlisten = () => {};
	let stopTicking = () => {};
	unfollow = engine.follow(take);
	unwatchTrouble = engine.watchTrouble(changed => {
		trouble = changed;
		drawSoon();
	});
	unwatchSecrets = engine.secrets?.watch(changed => {
		wanted = changed;
		drawSoon();
	});
	// What was asked and answered before this console opened is nothing that the operator had in hand.
	state = {...keepUp(welcomedBack(firstState), asked()), ...(options.notice ? {said: options.notice} : {})};
	let isMine = engine.control?.view()?.isMine;
	const unwatch = engine.control?.watch(() => {
		const now = engine.control?.view()?.isMine;
		if (now && isMine === false) state = {...state, said: say('key.control.given')};
		isMine = now;
		state = keepUp(state, asked());
		drawSoon();
	});
	unlisten = options.listen(onKey);
	if (!view.outcome) stopTicking = timers.every(tickMs, tick);
	draw();
	return {
		done: promise,
		interrupt: () => onKey({type: 'key', name: 'c', text: '', ctrl: true, alt: false, shift: false}),
		stop: () => end('stopped'),
		redraw: draw,
	};
}
