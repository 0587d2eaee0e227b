/**
 * Plays a session to its end or to where it is left: by a person at a terminal, or by the scripted operator. It answers with how it
 * ended; what was left can be gone on with.
 */
import {userInfo} from 'node:os';
import type {Speed} from '../adapters/mock/pace.js';
import type {Engine} from '../machines/client.js';
import {type Message, say} from '../machines/message.js';
import type {Session} from '../machines/session.js';
import {applyEntry, emptyView} from '../machines/session-view.js';
import type {Printer} from '../ui/linear/printer.js';
import {createTeller} from '../ui/linear/teller.js';
import {createRenderer, type Render} from '../ui/messages/render.js';
import {calledAs} from './called-as.js';
import type {Desk} from './desk.js';
import {problemOf, type RehearsedSession} from './rehearsed-session.js';
import {briefingOf, type PlayEnd, playScripted} from './scripted-play.js';
import {type Signal, signals} from './streams.js';
import {exitCodes} from './usage-problem.js';

/** `said`: why it was left, for stderr; absent when it was sealed or when nobody listens any more. */
export type PlayResult = {readonly exitCode: number; readonly said?: Message};

export const rendererOf = ({header}: RehearsedSession): Render =>
	createRenderer({language: 'en', timeZone: header.timeZone, startedAt: header.startedAt, calledAs: calledAs()});

const shortId = ({header}: RehearsedSession) => header.session.slice(0, 8);

const sealedExit = ({rehearsal}: RehearsedSession): PlayResult => ({exitCode: exitCodes[rehearsal.view().outcome ?? 'ended']});

/** What a console needs of a session; the linear one and the full screen are handed the same. */
export type Seat = {
	readonly engine: Engine;
	readonly render: Render;
	/** Who answers: written with every decision. */
	readonly operator: string;
	/** Ms of the session. */
	readonly now: () => number;
};

export type PersonConsole = {
	readonly done: Promise<'sealed' | 'left' | 'inputEnded' | 'outputClosed' | 'stopped'>;
	/** Ctrl-C, as a signal. */
	readonly interrupt: () => void;
	/** Ends at once: the journal stays open. */
	readonly stop: (said: Message) => void;
};

/** By a person. Ctrl-C asks; a signal from outside, or the end of the input, leaves the session open. `said` is the last word. */
export async function playByPerson(desk: Desk, session: RehearsedSession, open: (seat: Seat) => PersonConsole): Promise<PlayResult> {
	const {rehearsal, fault} = session;
	let person: PersonConsole | undefined;
	let stopped: PlayResult | undefined;
	const stop = (said: Message, exitCode: number) => {
		stopped ??= {exitCode, said};
		person?.stop(said);
	};
	const broken = ({said, exitCode}: PlayResult) => said && stop(said, exitCode);
	const heard = (signal: Signal) =>
		signal === 'SIGINT' ? person?.interrupt() : stop(say('linear.signal', {signal, session: shortId(session)}), exitCodes.ended);
	const how = await letGoAfter(desk, session, heard, () => {
		person = open({
			engine: watched(rehearsal.engine, () => broken(brokenExit(session))),
			render: rendererOf(session),
			operator: desk.settings.operator ?? userInfo().username,
			now: rehearsal.now,
		});
		void fault.then(problem => stop(problem, faultExit(problem)));
		return person.done;
	});
	if (how === 'sealed') return sealedExit(session);
	if (how === 'stopped' && stopped) return stopped;
	if (how === 'outputClosed') return {exitCode: exitCodes.ended};
	return {exitCode: exitCodes.ended, said: say(how === 'left' ? 'linear.left' : 'linear.inputEnded', {session: shortId(session)})};
}

/** Whatever happens while it is played, afterwards nobody listens to signals and the journal is free for the next one. */
async function letGoAfter<End>(
	desk: Desk,
	session: RehearsedSession,
	heard: (signal: Signal) => void,
	play: () => Promise<End>,
): Promise<End> {
	const listening = signals.map(signal => desk.streams.onSignal(signal, () => heard(signal)));
	try {
		return await play();
	} finally {
		for (const unlisten of listening) unlisten();
		session.close();
	}
}

/** A fault that writes nothing shows with the next thing that is sent. */
function watched({follow, entryAt, send, fault}: Session, broken: () => void): Engine {
	return {
		follow,
		entryAt,
		send(command) {
			const refused = send(command);
			if (fault()) broken();
			return refused;
		},
	};
}

/** By the scripted operator; told to the printer where there is one. */
export async function playAlone(desk: Desk, session: RehearsedSession, speed: Speed, printer: Printer | undefined): Promise<PlayResult> {
	const {rehearsal, path, header} = session;
	const render = rendererOf(session);
	const tell = createTeller({render, recording: path, speed: String(speed), isPlayed: true});
	const interrupted = Promise.withResolvers<Signal | 'closed'>();
	printer?.onClosed(() => interrupted.resolve('closed'));
	const ended = await letGoAfter(desk, session, interrupted.resolve, () => {
		let view = emptyView;
		const unfollow = rehearsal.engine.follow(entry => {
			const before = view;
			view = applyEntry(view, entry);
			printer?.print(tell(entry, before, view));
		});
		return Promise.race([
			new Promise<PlayEnd>(over => playScripted(rehearsal, briefingOf(header), over)),
			session.fault.then(problem => ({end: 'fault', problem}) as const),
			interrupted.promise.then(signal => ({end: 'interrupted', signal}) as const),
		]).finally(unfollow);
	});
	await printer?.drained();
	switch (ended.end) {
		case 'sealed':
			return sealedExit(session);
		case 'cannotAnswer':
			if (rehearsal.engine.fault()) return brokenExit(session);
			return {exitCode: exitCodes.refused, said: say('linear.cannotAnswer', {question: ended.question, session: shortId(session)})};
		case 'interrupted':
			return ended.signal === 'closed'
				? {exitCode: exitCodes.ended}
				: {exitCode: exitCodes.ended, said: say('linear.signal', {signal: ended.signal, session: shortId(session)})};
		default:
			return 'problem' in ended ? {exitCode: faultExit(ended.problem), said: ended.problem} : brokenExit(session);
	}
}

/** The engine stopped: over a failed write, or over a fault of its own. */
function brokenExit({rehearsal}: RehearsedSession): PlayResult {
	const fault = rehearsal.engine.fault();
	const said = problemOf(fault);
	return {exitCode: faultExit(said), said};
}

/** A change had begun whose end could not be written: nobody knows what became of it. */
const faultExit = ({id}: Message): number => (id === 'storage.endNotWritten' ? exitCodes.outcomeUnknown : exitCodes.failed);
