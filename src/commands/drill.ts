/** `switchback drill`: a rehearsal from its beginning. */
import type {LineInput} from '../ui/linear/line-input.js';
import {startLink} from './attach.js';
import {type Desk, printJson} from './desk.js';
import {drillReport} from './drill-report.js';
import {holdFor} from './hold.js';
import {findPool, loadDeployment, loadScenario, readSeed, readSpeed} from './inputs.js';
import {findWalk, printWalk} from './look-only.js';
import {playAtTerminal, playHeadless} from './play-session.js';
import {startSession} from './played-session.js';
import {headerOf} from './rehearsal.js';
import {isTerminal} from './streams.js';
import {findThrough, openThrough} from './through.js';
import {usage} from './usage-problem.js';

export type DrillOptions = {
	readonly headless?: true;
	readonly json?: true;
	readonly inProcess?: true;
	readonly readOnly?: true;
	readonly pool?: string;
	readonly deployment?: string;
	readonly seed?: string;
	readonly speed?: string;
	readonly linear?: true;
	readonly ascii?: true;
	readonly procedure?: string;
	readonly breakLock?: string;
	readonly through?: string;
	/** The id of the procedure that is recommended first. */
	readonly begunFor?: string;
};

export const firstScenario = 'site-dark';

/** `input`: of a console that is open already. */
export async function drill(
	desk: Desk,
	scenarioName: string = firstScenario,
	options: DrillOptions = {},
	input?: LineInput,
): Promise<number> {
	const {settings, home} = desk;
	if (options.procedure !== undefined && !options.readOnly) usage('procedureOfReadOnly');
	const lookOnly = options.readOnly ? findWalk(options.procedure) : undefined;
	const isPerson = !lookOnly && isTerminal(desk.streams) && !options.headless && !options.json;
	const speed = readSpeed(options.speed ?? (isPerson ? settings.speed : undefined), isPerson);
	const seed = readSeed(options.seed ?? settings.seed);
	const {scenario, warnings: ofScenario} = loadScenario(scenarioName);
	const {deployment, warnings: ofDeployment} = loadDeployment(options.deployment ?? settings.deployment);
	const pool = findPool(deployment, options.pool);
	const warnings = [...ofScenario, ...ofDeployment];
	if (!options.json) for (const warning of warnings) desk.say(warning);

	const through = await findThrough(desk, options.through);
	const header = headerOf({scenario, deployment, pool, seed, lookOnly, begunFor: options.begunFor});
	if (isPerson) {
		const {linear, ascii, inProcess, breakLock} = options;
		const play = {speed, linear, ascii, inProcess, breakLock, through, header};
		return (await playAtTerminal(desk, left => startLink(desk, header, {...play, left}), play, input)).exitCode;
	}
	const session = startSession(
		header,
		home,
		{speed, isPerson},
		{hold: holdFor(desk, {command: 'drill', isPerson, breakLock: options.breakLock}), through: await openThrough(through, home.recordings)},
	);
	if (lookOnly) return printWalk(desk, session, warnings, options.json === true);
	const result = await playHeadless(desk, session, speed, options.json === true);
	if (options.json) printJson(desk, drillReport(session, result, warnings, desk.render));
	return result.exitCode;
}
