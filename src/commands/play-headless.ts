/** Plays a session by the scripted operator, whose dialogue is printed. */
import type {Speed} from '../adapters/mock/pace.js';
import {createPrinter} from '../ui/linear/printer.js';
import type {Desk} from './desk.js';
import type {PlayResult} from './link.js';
import {playAlone} from './play.js';
import type {PlayedSession} from './played-session.js';
import {columnsOf} from './streams.js';

export async function playHeadless(desk: Desk, session: PlayedSession, speed: Speed, isSilent: boolean): Promise<PlayResult> {
	const printer = createPrinter(desk.streams.stdout, columnsOf(desk.streams));
	const result = await playAlone(desk, session, speed, isSilent ? undefined : printer);
	if (result.said) desk.say(result.said);
	return result;
}
