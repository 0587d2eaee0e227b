/** `switchback resume`: goes on with a session that was left, or attaches to the engine that goes on with it. `observe` only looks. */

import {say} from '../machines/message.js';
import type {LineInput} from '../ui/linear/line-input.js';
import {observeAgain, observeLink, resumeLink} from './attach.js';
import type {Desk} from './desk.js';
import {groundOf} from './ground.js';
import {holdFor} from './hold.js';
import {readSpeed} from './inputs.js';
import {liveOrderOf} from './live/live-order.js';
import {pathToObserve, pathToResume} from './open-sessions.js';
import {playAtTerminal} from './play-at-terminal.js';
import {playHeadless} from './play-headless.js';
import {resumeSession} from './played-session.js';
import {isTerminal} from './streams.js';
import {findThrough} from './through.js';
import {exitCodes, stopWith} from './usage-problem.js';

export type ResumeOptions = {
	readonly speed?: string;
	readonly headless?: true;
	readonly linear?: true;
	readonly ascii?: true;
	readonly inProcess?: true;
	readonly breakLock?: string;
	readonly through?: string;
};

export async function resume(desk: Desk, name: string | undefined, options: ResumeOptions = {}, input?: LineInput): Promise<number> {
	const isPerson = isTerminal(desk.streams) && !options.headless;
	const speed = readSpeed(options.speed ?? (isPerson ? desk.settings.speed : undefined), isPerson);
	const path = pathToResume(desk, name);
	const {breakLock} = options;
	const through = await findThrough(desk, options.through);
	const live = await liveOrderOf(desk, path);
	// Only a stand-in says of its PowerShell that it reaches no farm.
	if (live && !live.said && !isPerson) return stopWith(say('cli.liveNeedsPerson'), {exitCode: exitCodes.refused});
	if (!isPerson) {
		const ground = await groundOf(desk, holdFor(desk, {command: 'resume', isPerson, breakLock}), {through, live});
		const session = resumeSession(path, {speed, isPerson}, ground);
		return (await playHeadless(desk, session, speed, false)).exitCode;
	}
	const play = {speed, linear: options.linear, ascii: options.ascii, inProcess: options.inProcess, breakLock, through, live};
	return (await playAtTerminal(desk, () => resumeLink(desk, path, play), play, input)).exitCode;
}

export type ObserveOptions = Pick<ResumeOptions, 'linear' | 'ascii'>;

export async function observe(desk: Desk, name: string | undefined, options: ObserveOptions = {}): Promise<number> {
	const path = pathToObserve(desk, name);
	const again = (last: string) => observeAgain(desk, last);
	const play = {speed: 1, linear: options.linear, ascii: options.ascii, again};
	return (await playAtTerminal(desk, () => observeLink(desk, path), play)).exitCode;
}
