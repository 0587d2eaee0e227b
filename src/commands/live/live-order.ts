/** What a live session needs of the computer that its engine runs on, and how its world is opened by it. */
import {resolve} from 'node:path';
import type {Header} from '../../machines/journal/journal-entry.js';
import {type Message, say} from '../../machines/message.js';
import {readSession} from '../../storage/library.js';
import {mayBeOthers, whyUnread} from '../../storage/own-file.js';
import type {EndpointSettings} from '../../storage/settings.js';
import type {Desk} from '../desk.js';
import type {Streams} from '../streams.js';
import {exitCodes, stopWith} from '../usage-problem.js';
import {type Waiter, waitUnlessLeft} from '../waiting.js';
import type {OpenWorld} from './live-session.js';

/** What an engine is told of it. `said`: of the PowerShell that a stand-in farm is reached with. */
export type LiveOrder = {
	readonly executable: string;
	/** See the settings. */
	readonly endpoints?: EndpointSettings;
	/** Of the PowerShell of this computer: no script file may be run. */
	readonly forbidsFiles?: true;
	/** Of a stand-in farm: see there. */
	readonly ssh?: string;
	readonly files?: string;
	readonly said?: Message;
	/** What was found before it was started. */
	readonly found?: readonly Message[];
};

/** Of the program of this computer: on Windows the one that has the modules of a farm. */
const usualPowerShell = process.platform === 'win32' ? 'powershell' : 'pwsh';

/**
 * `files`: where the scripts of hosts are; by default beside the bundle.
 * @throws UsageProblem where a stand-in could reach a real farm, or others could lead it.
 */
export async function liveOrderFor(desk: Desk, isStandIn: boolean, files?: string, waiter?: Waiter): Promise<LiveOrder> {
	const where = files === undefined ? {} : {files};
	const {findForStandIn, sayAsked} = await import('../through.js');
	if (!isStandIn) {
		const {forbidsFiles} = await import('../../adapters/powershell/look-at-powershell.js');
		const {streams, settings, say: tell} = desk;
		const executable = streams.environment.SWITCHBACK_PWSH ?? usualPowerShell;
		const asks = sayAsked(waiter?.told ?? tell);
		const isForbidden = await waitUnlessLeft(streams, waiter?.left, left => forbidsFiles(executable, streams.environment, {left, asks}));
		const {endpoints} = settings;
		return {executable, ...(isForbidden ? {forbidsFiles: true} : {}), ...(endpoints ? {endpoints} : {}), ...where};
	}
	const {SWITCHBACK_STAND_IN_SSH: named} = desk.streams.environment;
	const ssh = named ? ownSettings(resolve(named)) : undefined;
	const {executable, version} = await findForStandIn(desk, waiter);
	return {executable, ...(ssh ? {ssh} : {}), ...where, said: say('engine.standIn', {executable, version})};
}

/** What `ssh` is told there can start any program: nobody else may have written it. */
function ownSettings(path: string): string {
	const unread = whyUnread(path);
	if (unread) stopWith(unread.problem);
	return mayBeOthers(path) ? stopWith(say('live.sshSettingsNotOurs', {path}), {exitCode: exitCodes.refused}) : path;
}

/** Undefined for a rehearsal, and for what cannot be read: then whoever opens it says so. */
export async function liveOrderOf(desk: Desk, path: string): Promise<LiveOrder | undefined> {
	const session = readSession(path);
	if ('problem' in session || session.world === 'rehearsal') return undefined;
	return liveOrderFor(desk, session.world === 'standIn');
}

export type LiveGround = {readonly worldFor: (header: Header) => OpenWorld; readonly said: readonly Message[]};

/** Loaded only where it is needed, and then at once: an upgrade may put other files in their place. */
export async function openLiveGround(
	order: LiveOrder | undefined,
	recordings: string,
	streams: Pick<Streams, 'program' | 'environment'>,
): Promise<LiveGround | undefined> {
	if (!order) return undefined;
	const [{realFarm}, {standInWorld}, {findFarmOf}] = await Promise.all([
		import('./real-farm.js'),
		import('./stand-in.js'),
		import('./farm-process.js'),
	]);
	const {said, found = [], ...options} = order;
	const {environment} = streams;
	return {
		worldFor: ({standIn}) =>
			standIn ? standInWorld({...options, recordings, findFarm: findFarmOf(streams)}) : realFarm({...options, recordings, environment}),
		said: [...(said ? [said] : []), ...found],
	};
}
