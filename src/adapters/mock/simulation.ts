/** What every part of the simulator is handed: the fixed facts, the world that changes, its clock and its chance. */
import type {Deployment, EdgePool, FrontEndPool} from '../../machines/deployment/deployment.js';
import type {Scenario} from '../../machines/deployment/scenario.js';
import type {Addresses} from './addresses.js';
import type {Clock} from './clock.js';
import type {RunningCall} from './running-call.js';
import type {PoolWorld, World} from './world.js';
import type {Zones} from './zones.js';

export type Stores = {readonly primary: string; readonly mirror?: string; readonly witness?: string};

export type Simulation = {
	readonly deployment: Deployment;
	readonly scenario: Scenario;
	readonly hitPool: string;
	/** The virtual wall clock at the start, in ms since 1970. */
	readonly startsAt: number;
	/** Where the jump box stands that Switchback runs on. */
	readonly jumpSite: string;
	readonly world: World;
	readonly clock: Clock;
	/** Fixed look-ups, so that nothing searches 450 computers twice. */
	readonly pools: ReadonlyMap<string, FrontEndPool>;
	readonly edgePools: ReadonlyMap<string, EdgePool>;
	/** SQL servers of a pool as computers: a Standard Edition pool names itself. */
	readonly stores: ReadonlyMap<string, Stores>;
	/** What the topology said when it all began, by key of a change. */
	readonly initialTopology: ReadonlyMap<string, string>;
	readonly poolOfTestUser: ReadonlyMap<string, string>;
	/** Made when they are first asked for: most rehearsals of a large deployment never ask. */
	readonly addresses: () => Addresses;
	readonly zones: () => Zones;
	/** In [0, 1): a function of the seed and the names. */
	readonly chance: (...names: readonly string[]) => number;
	readonly between: (low: number, high: number, ...names: readonly string[]) => number;
	/** Something of the world happens later. Never at once, so that calls made at the same time find the same world. */
	readonly later: (ms: number, go: () => void) => void;
	readonly running: Map<string, RunningCall>;
};

export const seconds = 1000;
export const minutes = 60 * seconds;

export const poolWorld = (sim: Simulation, fqdn: string): PoolWorld => {
	const pool = sim.world.pools[fqdn];
	if (!pool) {
		throw new Error(`The simulated deployment has no pool ${fqdn}.`);
	}
	return pool;
};

export const frontEndPool = (sim: Simulation, fqdn: string): FrontEndPool => {
	const pool = sim.pools.get(fqdn);
	if (!pool) {
		throw new Error(`The simulated deployment has no pool ${fqdn}.`);
	}
	return pool;
};

/** ISO 8601 in UTC of a time of the session. */
export const isoAt = (sim: Simulation, at: number): string => new Date(sim.startsAt + at).toISOString();
