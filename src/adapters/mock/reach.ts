/**
 * Who answers whom: power, cut-off sites, SQL, and whether a pool serves.
 *
 * Every question here is asked of the world as it is now and changes nothing.
 */
import type {FrontEndPool} from '../../machines/deployment/deployment.js';
import {frontEndPool, poolWorld, type Simulation} from './simulation.js';
import type {Computer} from './world.js';

export const isOn = (sim: Simulation, fqdn: string): boolean => sim.world.computers[fqdn]?.isOn === true;

export const sitesAreConnected = (sim: Simulation, a: string, b: string): boolean =>
	a === b || !(sim.world.cutOff[a] || sim.world.cutOff[b]);

/** `from` undefined is the jump box. Reached means that packets pass, not that a service answers. */
export const reaches = (sim: Simulation, from: string | undefined, to: string): boolean => {
	const source = from === undefined ? undefined : sim.world.computers[from];
	const target = sim.world.computers[to];
	if (!target?.isOn || (from !== undefined && !source?.isOn)) {
		return false;
	}
	return sitesAreConnected(sim, source?.site ?? sim.jumpSite, target.site);
};

export const sqlAnswers = (sim: Simulation, fqdn: string): boolean => {
	const computer = sim.world.computers[fqdn];
	return computer?.isOn === true && computer.isSqlUp;
};

export const principalOf = (sim: Simulation, pool: string): string => {
	const stores = sim.stores.get(pool);
	return (poolWorld(sim, pool).principal === 'mirror' ? stores?.mirror : stores?.primary) ?? '';
};

/**
 * A mirrored Back End with a witness needs two of the three: without witness and partner even a living principal stops [L-BEHA].
 * Without a witness the principal carries on alone.
 */
export const backEndIsUp = (sim: Simulation, pool: string): boolean => {
	const stores = sim.stores.get(pool);
	const principal = principalOf(sim, pool);
	if (!stores || !sqlAnswers(sim, principal)) {
		return false;
	}
	if (!stores.mirror || !stores.witness) {
		return true;
	}
	const partner = principal === stores.primary ? stores.mirror : stores.primary;
	return sqlAnswers(sim, partner) || sqlAnswers(sim, stores.witness);
};

export const hasService = (computer: Computer | undefined, name: string): boolean =>
	computer?.isOn === true && computer.services[name] === 'Running';

export const livingFrontEnds = (sim: Simulation, pool: string): readonly string[] =>
	frontEndPool(sim, pool).computers.filter(fqdn => isOn(sim, fqdn));

export const runningFrontEnds = (sim: Simulation, pool: string): readonly string[] =>
	frontEndPool(sim, pool).computers.filter(fqdn => hasService(sim.world.computers[fqdn], 'RTCSRV'));

/** Enough Front Ends for the pool to stay functional [L-HA][SFB-HA]: so many of the first so many in topology order. */
const functional: Readonly<Record<number, readonly [need: number, among: number]>> = {
	1: [1, 1],
	2: [1, 2],
	3: [2, 3],
	4: [2, 4],
	5: [3, 5],
	6: [3, 6],
	7: [4, 7],
	8: [4, 7],
	9: [4, 7],
	10: [5, 9],
	11: [5, 9],
	12: [5, 9],
};

/** 85 % must run at the first start, rounded down; the printed table asks for three of three and twelve of sixteen [L-HA][SFB-HA]. */
export const neededToStart = (size: number): number => (size === 3 ? 3 : size === 16 ? 12 : Math.max(1, Math.floor(size * 0.85)));

export const hasQuorum = (sim: Simulation, pool: FrontEndPool): boolean => {
	const size = pool.computers.length;
	const [need, among] = functional[size] ?? [Math.min(size, 7), Math.min(size, 12)];
	const running = runningFrontEnds(sim, pool.fqdn);
	// In Lync 2013 the primary SQL server is the fabric's witness: two Front Ends cannot spare it and one of them [L-HA][B-UCNEW].
	const witness = sim.stores.get(pool.fqdn)?.primary ?? '';
	if (pool.edition === 'Enterprise' && size === 2 && running.length === 1 && !sqlAnswers(sim, witness)) {
		return false;
	}
	const first = new Set(pool.computers.slice(0, among));
	return running.filter(fqdn => first.has(fqdn)).length >= need;
};

/** Its Front End service takes sign-ins. */
export const isServing = (sim: Simulation, pool: string): boolean => poolWorld(sim, pool).downSince === null;

export const poolsReach = (sim: Simulation, a: string, b: string): boolean =>
	sitesAreConnected(sim, frontEndPool(sim, a).site, frontEndPool(sim, b).site);
