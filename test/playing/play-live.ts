/** Plays a live session against the stand-in farm, with its hosts and its farm as they are and only the time made short. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';
import type {Truth} from '../../src/adapters/mock/truth.js';
import {openFarmDoor} from '../../src/adapters/stand-in/farm-door.js';
import {openFarmLink} from '../../src/adapters/stand-in/farm-link.js';
import type {FindFarm} from '../../src/commands/live/farm-order.js';
import {liveHeader} from '../../src/commands/live/live-header.js';
import {openLive} from '../../src/commands/live/live-session.js';
import {standInWorld} from '../../src/commands/live/stand-in.js';
import type {Playing} from '../../src/commands/playing.js';
import {briefingOf, type PlayEnd, playScripted} from '../../src/commands/scripted-play.js';
import type {Deployment} from '../../src/machines/deployment/deployment.js';
import type {Scenario} from '../../src/machines/deployment/scenario.js';
import type {Header, JournalEntry} from '../../src/machines/journal/journal-entry.js';
import type {ProcedureId} from '../../src/machines/procedures/ids.js';
import {hostTimes} from '../../src/storage/host-clock.js';
import {loadDeployment, loadScenario} from './play.js';

export const pretendedHost = fileURLToPath(new URL('../adapters/stand-in/pretended-host.mjs', import.meta.url));

export function newDirectory(): string {
	const directory = mkdtempSync(join(tmpdir(), 'switchback-farm-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
}

/** Nobody waits four hours for power. */
export function repairedSoon(name: string): Scenario {
	const scenario = loadScenario(name);
	const minutes = 40 * 60_000;
	return {...scenario, faults: scenario.faults.map(fault => ('atMs' in fault && fault.atMs > minutes ? {...fault, atMs: minutes} : fault))};
}

export type LiveOptions = {
	readonly scenario: Scenario;
	readonly deployment?: Deployment;
	readonly begunFor?: ProcedureId;
	/** PowerShell, or what pretends to be one. */
	readonly executable: string;
	/** Path of the settings with which `ssh` reaches every computer of the farm. */
	readonly ssh?: string;
	/** Where the scripts of hosts and the modules are. */
	readonly files?: string;
	/** So many times real time, of the session and of its farm. */
	readonly rate: number;
	readonly heard?: (entry: JournalEntry, session: Playing) => void;
};

export type PlayedLive = {readonly header: Header; readonly end: PlayEnd; readonly entries: readonly JournalEntry[]; readonly truth: Truth};

export async function playLive({
	scenario,
	deployment = loadDeployment(),
	begunFor,
	rate,
	heard,
	...host
}: LiveOptions): Promise<PlayedLive> {
	const directory = newDirectory();
	const header = liveHeader(
		{recordings: directory},
		{deployment, pool: deployment.cms.active, begunFor, standIn: {scenario, seed: 1, speed: rate}},
	);
	const {findFarm, truth} = farmIn(directory);
	const world = standInWorld({...host, recordings: directory, findFarm, files: host.files ?? directory});
	const session = openLive(header, {record: [], append: () => {}}, world, {times: hostTimes, rate});
	session.engine.follow(entry => heard?.(entry, session));
	try {
		const end = await new Promise<PlayEnd>(over => playScripted(session, briefingOf(header), over));
		return {header, end, entries: session.engine.entries, truth: await truth()};
	} finally {
		session.stop();
	}
}

/** A farm in this process, that can be asked how it really is. */
function farmIn(directory: string): {readonly findFarm: FindFarm; readonly truth: () => Promise<Truth>} {
	const place = {address: join(directory, 'farm'), secret: 'secret-of-this-test', isNew: true};
	return {
		async findFarm(order) {
			const door = await openFarmDoor({...order, ...place, simulator: join(directory, 'simulator'), attached: () => {}, ended: () => {}});
			onTestFinished(door.close);
			return place;
		},
		async truth() {
			const link = openFarmLink({find: async () => ({...place, isNew: false}), broken: () => {}, lost: () => {}, retell: () => {}});
			return link.truth().finally(() => link.close(false));
		},
	};
}
