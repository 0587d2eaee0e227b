/** A console's hold on a session, whether its engine is in this process or in one of its own. */
import {basename, dirname, join} from 'node:path';
import type {RemoteEngine} from '../adapters/engine/remote-engine.js';
import type {Speed} from '../adapters/mock/pace.js';
import type {Header, Outcome} from '../machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../machines/journal/session-view.js';
import {type Message, say} from '../machines/message.js';
import type {Engine} from '../machines/session/client.js';
import {createRenderer, type Render} from '../ui/messages/render.js';
import {calledAs} from './called-as.js';
import type {LiveOrder} from './live/live-order.js';
import type {Signal} from './streams.js';
import type {Through} from './through.js';
import {exitCodes} from './usage-problem.js';

/** `said`: why it was left, for stderr; absent when it was sealed or when nobody listens any more. */
export type PlayResult = {readonly exitCode: number; readonly said?: Message};

/** `hasDied`: the engine said nothing before it was gone, so that what it did last is not known. */
export type Lost = {readonly exitCode: number; readonly said: Message; readonly hasDied?: true};

export type Link = {
	readonly header: Header;
	/** Another one once the journal had to be written anew. */
	readonly path: string;
	readonly engine: Engine;
	/** It began just now, for this console. */
	readonly isNew: boolean;
	/** Ms of the session. */
	readonly now: () => number;
	/** Ms since an engine of its own was last heard. */
	readonly silentForMs?: () => number;
	/** Entries that are on their way still, to a console that fell behind. */
	readonly behind?: () => number;
	/** How it was sealed. */
	readonly outcome: () => Outcome | undefined;
	/** Resolves when the session cannot go on here. */
	readonly lost: Promise<Lost>;
	/** The last word of a console that goes while the session stays open. */
	readonly leaving: (how: Leaving) => Message;
	/** In one process the session stops before the next change, and what could not be put on disk is said; an engine of its own goes on. */
	readonly close: () => Message | undefined;
};

export type LinkOptions = {
	readonly speed: Speed;
	readonly inProcess?: boolean | undefined;
	/** Why the lock of another session is broken. */
	readonly breakLock?: string | undefined;
	readonly through?: Through | undefined;
	readonly live?: LiveOrder | undefined;
	/** The operator left before the engine answered. */
	readonly left?: AbortSignal | undefined;
};

export type Leaving = 'left' | 'inputEnded' | Signal;

export const rendererOf = ({header}: Pick<Link, 'header'>): Render =>
	createRenderer({language: 'en', timeZone: header.timeZone, startedAt: header.startedAt, calledAs: calledAs()});

export const shortId = ({header}: Pick<Link, 'header'>): string => header.session.slice(0, 8);

export function linkToEngine(remote: RemoteEngine, recording: string, isNew: boolean): Link {
	const header = remote.entryAt(1) as Header & {readonly seq: number; readonly at: number};
	let view = emptyView;
	let path = recording;
	const known = remote.length();
	remote.follow(entry => {
		view = applyEntry(view, entry);
		if (entry.seq <= known || entry.kind !== 'engine' || entry.event !== 'rescued') return;
		path = join(dirname(recording), basename(String(entry.message.args?.name)));
	});
	return {
		header,
		get path() {
			return path;
		},
		isNew,
		engine: remote,
		now: remote.now,
		silentForMs: remote.silentForMs,
		behind: () => Math.max(0, (remote.missed()?.to ?? 0) - remote.length()),
		outcome: () => view.outcome,
		lost: remote.ended.then(({why, exitCode}) =>
			exitCode === undefined ? {exitCode: exitCodes.outcomeUnknown, said: why, hasDied: true} : {exitCode, said: why},
		),
		leaving: how => lastWord(how, view.question?.isWaiting ? 'waits' : 'runs', header),
		close() {
			remote.close();
			return undefined;
		},
	};
}

/** What goes on without the operator, and how they come back to it. */
export function lastWord(how: Leaving, goesOn: 'stops' | 'waits' | 'runs', header: Header): Message {
	const session = shortId({header});
	const isSignal = how !== 'left' && how !== 'inputEnded';
	if (goesOn !== 'stops') return say('linear.detached', {goesOn, signal: isSignal ? how : 'none', session});
	return isSignal ? say('linear.signal', {signal: how, session}) : say(how === 'left' ? 'linear.left' : 'linear.inputEnded', {session});
}
