/**
 * What follows by itself when power, services or links have changed: pools that stop or start serving, mirrors that take over,
 * Front Ends that leave *Starting*, the backup service that meets its partner again. Called after every such change.
 *
 * Rules: behaviour.md §3, times §5 (model).
 */
import type {FrontEndPool} from '../../machines/deployment/deployment.js';
import {correctCopies} from './cms-store.js';
import {backEndIsUp, hasQuorum, hasService, neededToStart, poolsReach, runningFrontEnds, sqlAnswers} from './reach.js';
import {reviewMaster} from './replication.js';
import {minutes, poolWorld, type Simulation, seconds} from './simulation.js';
import type {PoolWorld} from './world.js';

/** `since`: what it follows from happened then; the outage itself began before the session did. */
export const settle = (sim: Simulation, since: number = sim.clock.now()): void => {
	for (const pool of sim.deployment.pools) {
		const world = poolWorld(sim, pool.fqdn);
		changePrincipal(sim, pool, world);
		markBackEnd(sim, pool, world, since);
		placeRoutingGroups(sim, pool, world);
		markService(sim, pool, world, since);
	}
	for (const pool of sim.deployment.pools) {
		markPair(sim, pool, poolWorld(sim, pool.fqdn), since);
	}
	correctCopies(sim);
	reviewMaster(sim);
};

/** Witness and mirror see each other and not the principal: the mirror becomes principal, 10–60 s (model). */
const changePrincipal = (sim: Simulation, pool: FrontEndPool, world: PoolWorld) => {
	const stores = sim.stores.get(pool.fqdn);
	const {mirror, witness} = stores ?? {};
	if (!stores || !mirror || !witness || world.isChangingPrincipal) {
		return;
	}
	const [principal, partner] = world.principal === 'primary' ? [stores.primary, mirror] : [mirror, stores.primary];
	const isDue = () => !sqlAnswers(sim, principal) && sqlAnswers(sim, partner) && sqlAnswers(sim, witness);
	if (!isDue()) {
		return;
	}
	world.isChangingPrincipal = true;
	sim.later(sim.between(10 * seconds, 60 * seconds, 'principal', pool.fqdn), () => {
		world.isChangingPrincipal = false;
		if (isDue()) {
			world.principal = world.principal === 'primary' ? 'mirror' : 'primary';
			settle(sim);
		}
	});
};

const markBackEnd = (sim: Simulation, pool: FrontEndPool, world: PoolWorld, since: number) => {
	if (backEndIsUp(sim, pool.fqdn)) {
		world.backEndDownSince = null;
	} else {
		world.backEndDownSince ??= since;
	}
};

const markService = (sim: Simulation, pool: FrontEndPool, world: PoolWorld, since: number) => {
	if (!hasQuorum(sim, pool)) {
		const wasServing = world.downSince === null;
		world.downSince ??= since;
		if (wasServing && runningFrontEnds(sim, pool.fqdn).length > 0) {
			stopTheRest(sim, pool);
		}
	} else if (world.downSince !== null) {
		world.downSince = null;
		world.upSince = since;
	}
};

/** Fewer Front Ends than the functional number: the others stop their services too, "in several minutes" [B-UCNEW]. */
const stopTheRest = (sim: Simulation, pool: FrontEndPool) => {
	sim.later(sim.between(1 * minutes, 4 * minutes, 'quorumLoss', pool.fqdn), () => {
		if (hasQuorum(sim, pool)) {
			return;
		}
		for (const fqdn of runningFrontEnds(sim, pool.fqdn)) {
			const computer = sim.world.computers[fqdn];
			if (computer) {
				computer.services.RTCSRV = 'Stopped';
			}
		}
		settle(sim);
	});
};

/**
 * Front Ends stay in Starting until enough of them are up and the Back End answers [SUP-FE]; then the routing groups are placed:
 * 9 s each, 1–60 min (model; "up to one hour" is the event's own text).
 */
const placeRoutingGroups = (sim: Simulation, pool: FrontEndPool, world: PoolWorld) => {
	const isPending = (fqdn: string) => sim.world.computers[fqdn]?.isOn === true && sim.world.computers[fqdn]?.services.RTCSRV === 'Starting';
	const started = () => pool.computers.filter(fqdn => isPending(fqdn) || hasService(sim.world.computers[fqdn], 'RTCSRV'));
	const canStart = () => started().length >= neededToStart(pool.computers.length) && backEndIsUp(sim, pool.fqdn);
	if (world.isPlacing || !pool.computers.some(isPending) || !canStart()) {
		return;
	}
	const isCold = world.downSince !== null;
	const placing = pool.routingGroups * 9 * seconds * sim.between(0.8, 1.2, 'placing', pool.fqdn);
	world.isPlacing = true;
	sim.later(isCold ? Math.min(60 * minutes, Math.max(1 * minutes, placing)) : 20 * seconds, () => {
		world.isPlacing = false;
		if (canStart()) {
			for (const fqdn of pool.computers.filter(isPending)) {
				const computer = sim.world.computers[fqdn];
				if (computer) {
					computer.services.RTCSRV = 'Running';
				}
			}
		}
		settle(sim);
	});
};

const backupRuns = (sim: Simulation, pool: FrontEndPool) =>
	backEndIsUp(sim, pool.fqdn) && pool.computers.some(fqdn => hasService(sim.world.computers[fqdn], 'LYNCBACKUP'));

const markPair = (sim: Simulation, pool: FrontEndPool, world: PoolWorld, since: number) => {
	const partner = pool.backupPool === undefined ? undefined : sim.pools.get(pool.backupPool);
	const works = partner !== undefined && backupRuns(sim, pool) && backupRuns(sim, partner) && poolsReach(sim, pool.fqdn, partner.fqdn);
	if (works !== world.pairWorks) {
		world.pairWorks = works;
		world.backlog = works ? 'none' : world.backlog;
		world.pairSince = since;
	}
};
