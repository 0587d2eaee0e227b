/** What the users of a pool experience, and where (behaviour.md §3 and §7). Worked out, never kept. */
import {backEndIsUp, isServing, poolsReach} from './reach.js';
import {frontEndPool, minutes, poolWorld, type Simulation, seconds} from './simulation.js';

export type Experience = 'SignedOut' | 'CannotSignIn' | 'ResiliencyMode' | 'Full';
export type Session = {readonly experience: Experience; readonly on: string | null};

/** Without a Back End everything works for about 30 minutes, then only what resiliency mode has [L-BEHA]. */
const withoutBackEndMs = 30 * minutes;

/** The first moment after the crash: sessions end, then sign-in is tried in vain (model). */
const signedOutMs = 30 * seconds;

export const sessionOf = (sim: Simulation, pool: string): Session => {
	const world = poolWorld(sim, pool);
	const now = sim.clock.now();
	const partner = world.state === 'Normal' ? frontEndPool(sim, pool).backupPool : world.servedBy;
	switch (world.state) {
		case 'FailingOver':
			return limitedOn(sim, frontEndPool(sim, pool).backupPool);
		case 'FailedOver':
			return now < world.settledAt ? limitedOn(sim, partner) : onPool(sim, world.servedBy);
		case 'FailingBack':
			return world.reRegisteredAt === null ? onPool(sim, world.servedBy) : limitedOn(sim, pool);
		case 'Normal':
			return isServing(sim, pool) ? atHome(sim, pool, now) : withoutHome(sim, pool, now);
	}
};

/** What the test users of a pool experience, who are among the first to be moved (model). */
export const testSessionOf = (sim: Simulation, pool: string): Session => {
	const {someOn} = poolWorld(sim, pool);
	return someOn === null ? sessionOf(sim, pool) : onPool(sim, someOn);
};

/** Full service, unless that pool has lost its Back End. */
const onPool = (sim: Simulation, pool: string): Session => {
	if (!isServing(sim, pool)) {
		return {experience: 'CannotSignIn', on: null};
	}
	const {backEndDownSince} = poolWorld(sim, pool);
	const isFull = backEndIsUp(sim, pool) || backEndDownSince === null || sim.clock.now() - backEndDownSince < withoutBackEndMs;
	return {experience: isFull ? 'Full' : 'ResiliencyMode', on: pool};
};

const limitedOn = (sim: Simulation, pool: string | undefined): Session =>
	pool !== undefined && isServing(sim, pool) ? {experience: 'ResiliencyMode', on: pool} : {experience: 'CannotSignIn', on: null};

const atHome = (sim: Simulation, pool: string, now: number): Session => {
	const world = poolWorld(sim, pool);
	const {voiceResiliency, backupPool} = frontEndPool(sim, pool);
	// Clients that went to the partner come back by themselves after the failback interval [PS-REG].
	const cameBack = world.upSince > 0 && world.upSince > world.settledAt;
	if (cameBack && voiceResiliency.enabled && now - world.upSince < voiceResiliency.failbackMs) {
		return limitedOn(sim, backupPool);
	}
	return world.movedAt !== null && now < world.settledAt ? limitedOn(sim, pool) : onPool(sim, pool);
};

const withoutHome = (sim: Simulation, pool: string, now: number): Session => {
	const {voiceResiliency, backupPool} = frontEndPool(sim, pool);
	const downMs = now - (poolWorld(sim, pool).downSince ?? now);
	if (voiceResiliency.enabled && downMs >= voiceResiliency.failureDetectionMs && backupPool !== undefined) {
		return limitedOn(sim, backupPool);
	}
	return {experience: downMs < signedOutMs ? 'SignedOut' : 'CannotSignIn', on: null};
};

/** A pool that was only cut off still has its own users while the records send them to the partner (fault 51, unknown product behaviour). */
export const isSplit = (sim: Simulation, pool: string): boolean => {
	const world = poolWorld(sim, pool);
	return world.state === 'FailedOver' && isServing(sim, pool) && !poolsReach(sim, pool, world.servedBy);
};
