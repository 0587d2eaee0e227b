/** What every teller is handed: the words, the names, the times, the view after the entry, and the time of it. */

import {deploymentOf, type Header} from '../machines/journal/journal-entry.js';
import type {SessionView} from '../machines/journal/session-view.js';
import {type Message, say} from '../machines/message.js';
import type {Engine} from '../machines/session/client.js';
import type {ControlView} from '../machines/session/protocol.js';
import type {Progress} from '../machines/step/progress.js';
import type {Render} from './messages/render.js';
import {createShortNames} from './short-names.js';
import {createTimes, type Times} from './times.js';

/** What a console knows of an engine in another process. */
export type Hold = {
	/** Who acts. */
	readonly control?: ControlView;
	/** Since it was last heard. */
	readonly silentForMs: number;
	/** Entries that are on their way to this console still. */
	readonly behind: number;
};

/** An engine that lives says so every five seconds. */
const silenceMs = 12_000;
export const isSilent = ({hold}: Pick<Situation, 'hold'>): boolean => (hold?.silentForMs ?? 0) > silenceMs;

/** Whether what is typed here can be an answer. */
export const mayAct = ({hold}: Pick<Situation, 'hold'>): boolean => hold?.control === undefined || hold.control.isMine;

/** Why nothing is answered from here. */
export function whoActs({hold}: Pick<Situation, 'hold'>): Message {
	const {isObserver, holder} = hold?.control ?? {};
	return isObserver ? say('key.control.observer') : say('key.control.notYours', {who: holder?.who ?? '-', from: holder?.from ?? '-'});
}

/**
 * Why what was typed here is not sent. What an engine that says nothing were sent would wait for it, and be done when nobody thinks of it
 * any more.
 */
export function whyNotSent(what: 'answer' | 'note' | 'control', situation: Pick<Situation, 'hold'>): Message | undefined {
	const {hold} = situation;
	if (hold && isSilent(situation)) return say('key.dead.silent', {silent: {ms: hold.silentForMs}});
	const isHeard = what === 'answer' ? mayAct(situation) : !hold?.control?.isObserver;
	return isHeard ? undefined : whoActs(situation);
}

/** An engine in another process, as it is known just now; undefined in one process. */
export function holdOf(engine: Pick<Engine, 'control'>, {silentForMs, behind}: Heard): Hold | undefined {
	if (!silentForMs) return undefined;
	const control = engine.control?.view();
	return {silentForMs: silentForMs(), behind: behind?.() ?? 0, ...(control ? {control} : {})};
}

/** Of an engine in another process: ms since it was heard, and entries that are on their way. */
export type Heard = {readonly silentForMs?: () => number; readonly behind?: () => number};

/** What becomes of the work when this console goes. */
export function goesOnWithout({view, hold}: Pick<Situation, 'view' | 'hold'>): 'yes' | 'no' | 'goesOn' | 'waits' {
	const isRunning = view.steps.some(({state}) => state === 'running');
	if (hold) return isRunning ? 'goesOn' : 'waits';
	return isRunning ? 'yes' : 'no';
}

/** What stays the same for a whole session. */
export type Voice = {
	readonly render: Render;
	/** The same with short names. */
	readonly brief: (message: Message) => string;
	readonly short: (text: string) => string;
	readonly suffix: string | undefined;
	readonly times: Times;
	readonly header: Header;
};

export type Situation = Voice & {
	readonly view: SessionView;
	/** Ms of the session. */
	readonly at: number;
	/** Where the engine is a process of its own. */
	readonly hold?: Hold;
	/** Its engine is being started: nothing has been looked at yet. */
	readonly isOpening?: true;
	/** What is waited for meanwhile. */
	readonly waitsFor?: Message | undefined;
	/** What is told is not on disk, and why: of the engine of now, and so never in a replay. */
	readonly trouble?: Message;
	/** The change that runs now. */
	readonly running?: {readonly call: string; readonly cmdlet: string};
	/** How far the call of the current step says it is. */
	readonly progress?: Progress;
};

export function createVoice(header: Header, render: Render): Voice {
	const {suffix, short} = createShortNames(deploymentOf(header));
	return {render, brief: message => short(render(message)), short, suffix, times: createTimes(header), header};
}
