/** `switchback drill`: a rehearsal from its beginning. */
import type {LineInput} from '../ui/linear/line-input.js';
import {startLink} from './attach.js';
import type {Desk} from './desk.js';
import {findPool, loadDeployment, loadScenario, readSeed, readSpeed} from './inputs.js';
import type {DrillOptions} from './options.js';
import {playAtTerminal} from './play-at-terminal.js';
import {headerOf} from './rehearsal-header.js';
import {isTerminal} from './streams.js';
import {findThrough} from './through.js';
import {usage} from './usage-problem.js';

export const firstScenario = 'site-dark';

/** `input`: of a console that is open already. */
export async function drill(
	desk: Desk,
	scenarioName: string = firstScenario,
	options: DrillOptions = {},
	input?: LineInput,
): Promise<number> {
	const {settings} = desk;
	if (options.procedure !== undefined && !options.readOnly) usage('procedureOfReadOnly');
	const lookOnly = options.readOnly ? (await import('./look-only.js')).findWalk(options.procedure) : undefined;
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
	const {drillAlone} = await import('./drill-alone.js');
	return drillAlone(desk, header, speed, {...options, through}, warnings);
}
