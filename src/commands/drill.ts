/** `switchback drill`: a rehearsal from its beginning. */
import type {Speed} from '../adapters/mock/pace.js';
import {createLineInput, type LineInput} from '../ui/linear/line-input.js';
import {createPrinter} from '../ui/linear/printer.js';
import {type Desk, printJson} from './desk.js';
import {drillReport} from './drill-report.js';
import {findPool, loadDeployment, loadScenario, readSeed, readSpeed} from './inputs.js';
import {findWalk, printWalk} from './look-only.js';
import {type PlayResult, playAlone} from './play.js';
import {playLinear} from './play-linear.js';
import {headerOf} from './rehearsal.js';
import {type RehearsedSession, startSession} from './rehearsed-session.js';
import {columnsOf, isTerminal} from './streams.js';
import {usage} from './usage-problem.js';

export type DrillOptions = {
	readonly pool?: string;
	readonly deployment?: string;
	readonly seed?: string;
	readonly speed?: string;
	readonly headless?: true;
	readonly linear?: true;
	readonly ascii?: true;
	readonly json?: true;
	readonly readOnly?: true;
	readonly procedure?: string;
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

	const session = startSession(headerOf({scenario, deployment, pool, seed, lookOnly}), home, {speed, isPerson});
	if (lookOnly) return printWalk(desk, session, warnings, options.json === true);
	const result = await playSession(
		desk,
		session,
		{speed, isPerson, isSilent: options.json === true, linear: options.linear, ascii: options.ascii},
		input,
	);
	if (options.json) printJson(desk, drillReport(session, result, warnings, desk.render));
	return result.exitCode;
}

export type PlayOptions = {
	readonly speed: Speed;
	readonly isPerson: boolean;
	readonly isSilent?: boolean;
	readonly linear?: true | undefined;
	readonly ascii?: true | undefined;
};

/** By a person at a terminal, on the full screen where there can be one; else by the scripted operator. `given`: of a console that is open already. */
export async function playSession(desk: Desk, session: RehearsedSession, options: PlayOptions, given?: LineInput): Promise<PlayResult> {
	const {streams} = desk;
	const {speed, isPerson, isSilent = false} = options;
	const printer = createPrinter(streams.stdout, columnsOf(streams));
	if (!isPerson) {
		const result = await playAlone(desk, session, speed, isSilent ? undefined : printer);
		if (result.said) desk.say(result.said);
		return result;
	}
	const {canShowFullScreen} = await import('./full-screen.js');
	if (!options.linear && canShowFullScreen(streams)) {
		given?.close();
		const {playOnScreen} = await import('./play-on-screen.js');
		return playOnScreen(desk, session, speed, options.ascii === true);
	}
	const input = given ?? createLineInput(streams.stdin);
	try {
		return await playLinear(desk, session, speed, {input, printer});
	} finally {
		input.close();
	}
}
