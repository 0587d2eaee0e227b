/** Plays a session by the scripted operator, to its end or to where it is left; what was left can be gone on with. */
import type {Speed} from '../adapters/mock/pace.js';
import {changesState} from '../machines/ask.js';
import {applyEntry, emptyView} from '../machines/journal/session-view.js';
import {type Message, say} from '../machines/message.js';
import type {Engine} from '../machines/session/client.js';
import type {Printer} from '../ui/linear/printer.js';
import {createTeller} from '../ui/linear/teller.js';
import type {Desk} from './desk.js';
import {faultExit} from './fault.js';
import {type PlayResult, rendererOf, shortId} from './link.js';
import {brokenResult, type PlayedSession} from './played-session.js';
import {briefingOf, type PlayEnd, playScripted} from './scripted-play.js';
import {type Signal, signals} from './streams.js';
import {exitCodes} from './usage-problem.js';

const sealedExit = ({playing}: PlayedSession): PlayResult => ({exitCode: exitCodes[playing.view().outcome ?? 'ended']});

/** By the scripted operator; told to the printer where there is one. */
export async function playAlone(desk: Desk, session: PlayedSession, speed: Speed, printer: Printer | undefined): Promise<PlayResult> {
	const {playing, path, header} = session;
	const render = rendererOf(session);
	const tell = createTeller({render, recording: path, speed: String(speed), isPlayed: true});
	const interrupted = Promise.withResolvers<Signal | 'closed'>();
	printer?.onClosed(() => interrupted.resolve('closed'));
	const {end: ended, lost} = await letGoAfter(desk, session, interrupted.resolve, () => {
		let view = emptyView;
		const unfollow = playing.engine.follow(entry => {
			const before = view;
			view = applyEntry(view, entry);
			printer?.print(tell(entry, before, view));
		});
		return Promise.race([
			new Promise<PlayEnd>(over => playScripted(playing, briefingOf(header), over)),
			session.fault.then(problem => ({end: 'fault', problem}) as const),
			troubleBetweenChanges(playing.engine).then(() => ({end: 'trouble'}) as const),
			interrupted.promise.then(signal => ({end: 'interrupted', signal}) as const),
		]).finally(unfollow);
	});
	await printer?.drained();
	if (lost) return {exitCode: faultExit(lost), said: lost};
	switch (ended.end) {
		case 'sealed':
			return sealedExit(session);
		case 'cannotAnswer':
			if (playing.engine.fault()) return brokenResult(session);
			return {exitCode: exitCodes.refused, said: say('linear.cannotAnswer', {question: ended.question, session: shortId(session)})};
		case 'interrupted':
			return ended.signal === 'closed'
				? {exitCode: exitCodes.ended}
				: {
						exitCode: exitCodes.ended,
						said: say(header.lookOnly ? 'linear.lookStopped' : 'linear.signal', {signal: ended.signal, session: shortId(session)}),
					};
		case 'trouble': {
			const said = say('storage.writtenAtLast', {path: session.path});
			return {exitCode: faultExit(said), said};
		}
		default:
			return 'problem' in ended ? {exitCode: faultExit(ended.problem), said: ended.problem} : brokenResult(session);
	}
}

/**
 * Nobody is there who would mend the disk: what runs is waited for, then it is left, to be gone on with. Resolves when the journal cannot
 * be written and no change is under way.
 */
function troubleBetweenChanges({follow, watchTrouble}: Pick<Engine, 'follow' | 'watchTrouble'>): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const running = new Set<string>();
	let isTroubled = false;
	const check = () => isTroubled && running.size === 0 && resolve();
	follow(entry => {
		if (entry.kind === 'callBegan' && changesState(entry.what)) running.add(entry.call);
		if (entry.kind === 'callEnded') running.delete(entry.call);
		check();
	});
	watchTrouble(trouble => {
		isTroubled = trouble !== undefined;
		check();
	});
	return promise;
}

/** Whatever happens while it is played, afterwards nobody listens to signals and the journal is free for the next one. `lost`: what is not in it. */
async function letGoAfter<End>(
	desk: Desk,
	session: PlayedSession,
	heard: (signal: Signal) => void,
	play: () => Promise<End>,
): Promise<{readonly end: End; readonly lost: Message | undefined}> {
	const listening = signals.map(signal => desk.streams.onSignal(signal, () => heard(signal)));
	let lost: Message | undefined;
	let end: End;
	try {
		end = await play();
	} finally {
		for (const unlisten of listening) unlisten();
		lost = session.close();
	}
	return {end, lost};
}
