/** `switchback run --backend powershell`: a procedure against a farm; and against a farm that only stands in for one. */

import {mayRun} from '../../machines/live/may-run.js';
import {say} from '../../machines/message.js';
import {notOfferedTo, type Procedure} from '../../machines/procedures/catalog.js';
import {procedureIds} from '../../machines/procedures/ids.js';
import type {LineInput} from '../../ui/linear/line-input.js';
import {replaceLink, startLink} from '../attach.js';
import {type Desk, printJson} from '../desk.js';
import {drillReport} from '../drill-report.js';
import {groundOf} from '../ground.js';
import {holdFor, stopIfHeld} from '../hold.js';
import {findPool, loadDeployment, loadScenario, readSeed, readSpeed} from '../inputs.js';
import {findWalk, printWalk} from '../look-only.js';
import {isBundled} from '../lookout.js';
import {createOpeningNews} from '../opening-news.js';
import type {RunOptions} from '../options.js';
import {playAtTerminal} from '../play-at-terminal.js';
import {playHeadless} from '../play-headless.js';
import {startSession} from '../played-session.js';
import {isTerminal} from '../streams.js';
import {emptyValue, exitCodes, stopWith, usage} from '../usage-problem.js';
import {type Waiter, waitUnlessLeft} from '../waiting.js';
import {liveHeader} from './live-header.js';
import {type LiveOrder, liveOrderFor} from './live-order.js';
import {lookUp} from './look-up.js';

/** `input`: of a console that is open already. `files`: where the scripts of hosts and the modules are; by default beside the bundle. */
export async function runLive(desk: Desk, procedure: Procedure, options: RunOptions, input?: LineInput, files?: string): Promise<number> {
	const {standInFarm, readOnly, json} = options;
	refuseOfRehearsals(options);
	const isPerson = !readOnly && isTerminal(desk.streams) && !options.headless && !json;
	// Nobody but a person answers for a farm.
	if (!isPerson && !readOnly && !standInFarm) stopWith(say('cli.liveNeedsPerson'), {exitCode: exitCodes.refused});

	const {deployment, warnings} = loadDeployment(options.deployment ?? desk.settings.deployment);
	if (!standInFarm && isBundled(deployment)) stopWith(say('cli.liveNeedsDeployment'), {exitCode: exitCodes.refused});
	if (!json) for (const warning of warnings) desk.say(warning);
	const pool = findPool(deployment, options.pool);
	const product = notOfferedTo(procedure, deployment, pool);
	const {id, versions} = procedure;
	if (product)
		stopWith(say('cli.notOffered', {procedure: id, pool, product, versions}), {
			exitCode: exitCodes.refused,
			reason: procedure.otherVersions,
		});

	const speed = standInFarm ? farmSpeed(options.speed) : 1;
	const begun = procedureIds.find(each => each === procedure.id);
	const about = {
		deployment,
		pool,
		begunFor: begun,
		lookOnly: readOnly ? findWalk(procedure.id) : undefined,
		standIn: standInFarm
			? {scenario: loadScenario(options.scenario ?? procedure.scenario).scenario, seed: readSeed(options.seed ?? desk.settings.seed), speed}
			: undefined,
	};
	const wanted = {deployment, pool, ...mayRun(begun ?? 'poolFailover', readOnly), mayBeByHand: isPerson};
	const draft = liveHeader(desk.home, about);
	const {linear, ascii, inProcess, breakLock} = options;
	const hold = {command: 'run', isPerson, breakLock};
	stopIfHeld(desk, draft, hold);
	const look = async (told: Waiter['told'], leftBefore?: AbortSignal) => {
		const live = await liveOrderFor(desk, standInFarm === true, files, {told, left: leftBefore});
		const door = await doorFor(desk, standInFarm === true, live);
		await waitUnlessLeft(desk.streams, leftBefore, left => lookUp(wanted, door, {told, left}));
		// Its time begins when it does, and not with the looking before it.
		return {live, header: {...draft, startedAt: new Date().toISOString()}};
	};

	if (isPerson) {
		const news = createOpeningNews();
		const play = {speed, linear, ascii, inProcess, breakLock};
		let again: LiveOrder | undefined;
		const open = async (left: AbortSignal) => {
			const {live, header} = await look(news.tell, left);
			again = live;
			news.engineStarts();
			return startLink(desk, header, {...play, live: {...live, found: news.told()}, left});
		};
		const replace = (path: string) => replaceLink(desk, path, {...play, live: again});
		return (await playAtTerminal(desk, open, {...play, header: draft, news, again: replace}, input)).exitCode;
	}
	const {live, header} = await look(message => json || desk.say(message));
	const ground = await groundOf(desk, holdFor(desk, hold), {live});
	const session = startSession(header, desk.home, {speed, isPerson}, ground);
	// Nobody is here to type one.
	session.playing.secrets?.watch(wanted => wanted && setImmediate(() => session.playing.secrets?.give(wanted.reference)));
	if (readOnly) return printWalk(desk, session, warnings, json === true);
	const result = await playHeadless(desk, session, speed, json === true);
	if (json) printJson(desk, drillReport(session, result, warnings, desk.render));
	return result.exitCode;
}

/** What belongs to a simulated world means nothing on a farm: whoever gives it takes this for a rehearsal. */
function refuseOfRehearsals({standInFarm, scenario, seed, speed, through}: RunOptions) {
	if (scenario === '') emptyValue('--scenario', 'run');
	if (through !== undefined) usage('throughOfRehearsal');
	if (standInFarm) return;
	for (const [option, value] of Object.entries({scenario, seed, speed})) if (value !== undefined) usage('onlyOfStandIn', {option});
}

/** It stands beside a session in real time: as fast as it can, everything would be over before anybody looks. */
function farmSpeed(value: string | undefined): number {
	const speed = value === undefined ? 1 : readSpeed(value, true);
	return speed === 'max' ? usage('farmSpeed') : speed;
}

async function doorFor(desk: Desk, isStandIn: boolean, {executable, forbidsFiles, endpoints, ssh, files}: LiveOrder) {
	const where = {
		executable,
		...(forbidsFiles ? {forbidsFiles} : {}),
		...(endpoints ? {endpoints} : {}),
		recordings: desk.home.recordings,
		environment: desk.streams.environment,
		...(files === undefined ? {} : {files}),
	};
	if (!isStandIn) return (await import('./real-farm.js')).realDoor(where);
	return (await import('./stand-in.js')).standInDoor({...where, ...(ssh === undefined ? {} : {ssh})});
}
