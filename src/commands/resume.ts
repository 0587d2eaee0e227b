/** `switchback resume`: goes on with a session that was left, in this process. */
import type {LineInput} from '../ui/linear/line-input.js';
import type {Desk} from './desk.js';
import {playSession} from './drill.js';
import {readSpeed} from './inputs.js';
import {pathToResume} from './open-sessions.js';
import {resumeSession} from './rehearsed-session.js';
import {isTerminal} from './streams.js';

export type ResumeOptions = {readonly speed?: string; readonly headless?: true; readonly linear?: true; readonly ascii?: true};

export async function resume(desk: Desk, name: string | undefined, options: ResumeOptions = {}, input?: LineInput): Promise<number> {
	const isPerson = isTerminal(desk.streams) && !options.headless;
	const speed = readSpeed(options.speed ?? (isPerson ? desk.settings.speed : undefined), isPerson);
	const session = resumeSession(pathToResume(desk, name), {speed, isPerson});
	const {exitCode} = await playSession(desk, session, {speed, isPerson, linear: options.linear, ascii: options.ascii}, input);
	return exitCode;
}
