/** A drill that nobody sits at: played by the scripted operator, or walked by looking only. */
import type {Speed} from '../adapters/mock/pace.js';
import type {Header} from '../machines/journal/journal-entry.js';
import type {Message} from '../machines/message.js';
import {type Desk, printJson} from './desk.js';
import {drillReport} from './drill-report.js';
import {holdFor} from './hold.js';
import {printWalk} from './look-only.js';
import type {DrillOptions} from './options.js';
import {playHeadless} from './play-headless.js';
import {startSession} from './played-session.js';
import {openThrough, type Through} from './through.js';

/** Answers with the exit code. */
export async function drillAlone(
	desk: Desk,
	header: Header,
	speed: Speed,
	{json, breakLock, through}: Pick<DrillOptions, 'json' | 'breakLock'> & {readonly through: Through | undefined},
	warnings: readonly Message[],
): Promise<number> {
	const hold = holdFor(desk, {command: 'drill', isPerson: false, breakLock});
	const ground = {hold, through: await openThrough(through, desk.home.recordings)};
	const session = startSession(header, desk.home, {speed, isPerson: false}, ground);
	if (header.lookOnly) return printWalk(desk, session, warnings, json === true);
	const result = await playHeadless(desk, session, speed, json === true);
	if (json) printJson(desk, drillReport(session, result, warnings, desk.render));
	return result.exitCode;
}
