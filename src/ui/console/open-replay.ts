/**
 * The console of a replay: the same screen and the same fold as of the session, with another feed. A machine moves through the record;
 * what is drawn is a function of the entry where it stands. Nothing can be run from here, and nothing is asked.
 */
import type {Header} from '../../machines/journal/journal-entry.js';
import {type ReplayPosition, startReplay} from '../../machines/journal/replay.js';
import {defaultIdleLimitMs} from '../../machines/journal/replay.machine.js';
import {type ReplayIndex, trackOf} from '../../machines/journal/replay-index.js';
import type {SessionView} from '../../machines/journal/session-view.js';
import {createTimeline, type ReplayRecord, type Timeline} from '../../machines/journal/timeline.js';
import type {Message} from '../../machines/message.js';
import {createTopologyView, type TopologySnapshot} from '../../machines/topology/topology-view.js';
import type {Render} from '../messages/render.js';
import {timelineRows} from '../panes/timeline-rows.js';
import type {ScreenModel} from '../screens/console-screen.js';
import {createVoice} from '../situation.js';
import type {KeyEvent} from '../terminal/key-events.js';
import type {Drawing} from './drawing.js';
import {hear} from './hear.js';
import type {Effect} from './heard.js';
import type {CommandId} from './keymap.js';
import {onceARead} from './once-a-read.js';
import {createPanes} from './panes.js';
import {type ConsoleState, firstState} from './state.js';

export type Recorded = ReplayRecord & {readonly header: Header; readonly index: ReplayIndex; readonly timeline: Timeline<SessionView>};

/** What the screen shows after any entry. */
export function createReplayScreens(recorded: Recorded, render: Render) {
	const {header, index} = recorded;
	const voice = createVoice(header, render);
	const facts = createTopologyView(header);
	const topology = createTimeline<TopologySnapshot>({
		record: recorded,
		fold: {...facts, concerns: kind => kind !== 'stream' && kind !== 'note'},
	});
	let shownTo = 0;
	const panes = createPanes({
		entryAt: seq => (seq >= 1 && seq <= recorded.length ? recorded.entry(seq) : undefined),
		length: () => shownTo,
		facts: () => {
			facts.restore(topology.viewAt(shownTo));
			return facts;
		},
	});
	const end = recorded.at(recorded.length);

	function modelAt(seq: number, state: ConsoleState, playing: Omit<ReplayPosition, 'seq'>): ScreenModel {
		shownTo = seq;
		const view = recorded.timeline.viewAt(seq);
		const situation = {...voice, ...panes.progressIn(view), view, at: recorded.at(seq)};
		return {
			screen: 'replay',
			world: 'replay',
			situation,
			state,
			...panes.drawn(situation, state),
			timeline: room => timelineRows(index, {seq, length: recorded.length, end, ...nextOf(recorded, seq), ...playing}, situation, room),
		};
	}
	return {modelAt, panes};
}

const nextOf = ({length, at}: Recorded, seq: number) => (seq < length ? {next: at(seq + 1)} : {});

export type ReplayConsoleOptions = {
	readonly recorded: Recorded;
	readonly render: Render;
	readonly drawing: Drawing;
	readonly listen: (listener: (event: KeyEvent) => void) => () => void;
	readonly repaint: () => void;
	readonly copy: (text: string) => void;
	/** The entry at a place that was typed, or why there is none. */
	readonly placeOf: (typed: string) => number | Message;
	readonly from?: number;
	/** Something to be said at the beginning: that the recording is torn. */
	readonly said?: Message;
};

export function openReplayConsole(options: ReplayConsoleOptions) {
	const {recorded, render, drawing} = options;
	const {modelAt, panes} = createReplayScreens(recorded, render);
	let state: ConsoleState = {...firstState, ...(options.said ? {said: options.said} : {})};
	let hasBegun = false;
	let hasClosed = false;
	const {promise, resolve} = Promise.withResolvers<void>();
	const model = () => {
		const position = replay.position();
		// Where the recording ends before its time, that is said as long as one stands there.
		const isAtEnd = position.seq === recorded.length && options.said !== undefined && !state.said;
		return modelAt(position.seq, isAtEnd ? {...state, said: options.said} : state, position);
	};
	const draw = () => drawing.draw(model());
	const drawOnce = onceARead(() => {
		if (!hasClosed) draw();
	});
	const replay = startReplay({track: trackOf(recorded, recorded.index), seq: options.from ?? 1}, () => hasBegun && drawOnce());

	function onKey(event: KeyEvent) {
		const heard = hear(
			event,
			state,
			panes.scene('replay', model().situation, state, () => drawing.scrollLimit(model())),
		);
		state = heard.state;
		for (const effect of heard.effects) act(effect);
		drawOnce();
	}

	function act(effect: Effect) {
		if (effect.type === 'leave') return close();
		if (effect.type === 'copy') return options.copy(effect.text);
		if (effect.type === 'command') return command(effect.command);
		if (effect.type !== 'seek') return;
		const place = options.placeOf(effect.to);
		if (typeof place === 'number') replay.send({type: 'SEEK', seq: place});
		else state = {...state, dialog: {at: 'seek', draft: effect.to, problem: place}};
	}

	function command(id: CommandId) {
		const {speed, idleLimitMs} = replay.position();
		switch (id) {
			case 'play':
				return replay.send({type: replay.position().state === 'playing' ? 'PAUSE' : 'PLAY'});
			case 'forward':
				return replay.send({type: 'STEP'});
			case 'back':
				return replay.send({type: 'BACK'});
			case 'nextStep':
				return replay.send({type: 'NEXT_STEP'});
			case 'previousStep':
				return replay.send({type: 'PREVIOUS_STEP'});
			case 'nextMark':
				return replay.send({type: 'NEXT_MARK'});
			case 'previousMark':
				return replay.send({type: 'PREVIOUS_MARK'});
			case 'first':
				return replay.send({type: 'SEEK', seq: 1});
			case 'last':
				return replay.send({type: 'SEEK', seq: recorded.length});
			case 'faster':
				return replay.send({type: 'SPEED', factor: speed * 2});
			case 'slower':
				return replay.send({type: 'SPEED', factor: speed / 2});
			case 'idleLimit':
				return replay.send({type: 'IDLE_LIMIT', ms: Number.isFinite(idleLimitMs) ? Number.POSITIVE_INFINITY : defaultIdleLimitMs});
			case 'repaint':
				return options.repaint();
			default:
				state = panes.command(id, state, model().situation);
		}
	}

	const unlisten = options.listen(onKey);
	function close() {
		hasClosed = true;
		unlisten();
		replay.stop();
		resolve();
	}
	hasBegun = true;
	draw();
	return {done: promise, close, redraw: draw};
}
