/** A console whose engine is in its own process: whatever the engine is made of is loaded for it. */
import type {Speed} from '../adapters/mock/pace.js';
import type {Header} from '../machines/journal/journal-entry.js';
import type {Desk} from './desk.js';
import {faultExit} from './fault.js';
import {groundOf} from './ground.js';
import {holdFor} from './hold.js';
import type {LinkOptions} from './link.js';
import {type Link, type Lost, lastWord} from './link.js';
import {brokenResult, type PlayedSession, resumeSession, startSession} from './played-session.js';

type Given = Pick<LinkOptions, 'breakLock' | 'through' | 'live'>;

/** @throws UsageProblem where the session cannot begin. */
export async function startInProcess(desk: Desk, header: Header, speed: Speed, {breakLock, ...given}: Given): Promise<Link> {
	const hold = holdFor(desk, {command: header.world === 'live' ? 'run' : 'drill', isPerson: true, breakLock});
	return linkInProcess(startSession(header, desk.home, {speed, isPerson: true}, await groundOf(desk, hold, given)), true);
}

/** @throws UsageProblem where it cannot go on. */
export async function resumeInProcess(desk: Desk, path: string, speed: Speed, {breakLock, ...given}: Given): Promise<Link> {
	const hold = holdFor(desk, {command: 'resume', isPerson: true, breakLock});
	return linkInProcess(resumeSession(path, {speed, isPerson: true}, await groundOf(desk, hold, given)), false);
}

export function linkInProcess(session: PlayedSession, isNew: boolean): Link {
	const {playing, header, fault, close} = session;
	const {follow, watchTrouble, entryAt, send} = playing.engine;
	const lost = Promise.withResolvers<Lost>();
	void fault.then(said => lost.resolve({exitCode: faultExit(said), said}));
	return {
		header,
		get path() {
			return session.path;
		},
		isNew,
		engine: {
			follow,
			watchTrouble,
			entryAt,
			...(playing.secrets ? {secrets: playing.secrets} : {}),
			send(command, refused) {
				const refusal = send(command, refused);
				if (refusal) refused?.(refusal);
				// A fault that writes nothing shows with the next thing that is sent.
				if (playing.engine.fault()) lost.resolve(brokenResult(session));
			},
		},
		now: playing.now,
		outcome: () => playing.view().outcome,
		lost: lost.promise,
		leaving: how => lastWord(how, 'stops', header),
		close,
	};
}
