/**
 * Invoke-CsPoolFailOver. Preconditions and refusals: behaviour.md §2; states: §3; time: §5; what is lost: §6. It returns no object.
 *
 * Without -DisasterMode the pool is read-only until its export is final; over -WaitTime the users stay (state and text unknown, model).
 *
 * What the product does with a pool that is alive, or that comes back meanwhile, is unknown: here it is done as asked.
 */
import {lossMinutes, userModules} from '../backup-modules.js';
import {isReady, storeAnswers} from '../cms-store.js';
import {beingMoved, model, nextHopText, noStore, notFound, published} from '../failures.js';
import {firstFailoverEnded} from '../faults.js';
import {type BoundCall, type Changer, fqdnOf, isSet, refusal, timeSpanMs, warning} from '../plan.js';
import {backEndIsUp, isServing, poolsReach} from '../reach.js';
import {topologyValue} from '../replication.js';
import type {Plan} from '../running-call.js';
import {frontEndPool, minutes, poolWorld, type Simulation, seconds} from '../simulation.js';
import type {PoolWorld} from '../world.js';
import {hangMs} from './dead-store.js';

const name = 'Invoke-CsPoolFailOver';

export const failOverPool: Changer = (sim, bound) => {
	const pool = fqdnOf(bound.args, 'PoolFqdn');
	const quick = sim.between(2 * seconds, 6 * seconds, 'refusal', bound.id);
	if (!storeAnswers(sim, bound.call.runsOn)) {
		return refusal(hangMs(sim, bound.id), noStore(name, sim.world.cms.active));
	}
	if (!sim.pools.has(pool)) {
		return refusal(quick, notFound(name, 'the pool', pool));
	}
	const refused = whyNot(sim, bound, pool);
	if (refused) {
		return refusal(quick, refused);
	}
	return poolWorld(sim, pool).state === 'FailedOver' ? alreadyDone(quick, pool) : planFor(sim, bound, pool);
};

const whyNot = (sim: Simulation, {call, args}: BoundCall, pool: string) => {
	const partner = frontEndPool(sim, pool).backupPool;
	if (partner === undefined || !sim.pools.has(partner)) {
		return model(`NoBackupPool,${name}`, `The pool "${pool}" has no backup pool: it cannot be failed over.`);
	}
	if (sim.world.cms.isMoving) {
		return published(`XDSForceReplication,${name}`, beingMoved);
	}
	if (!isReady(sim, call.runsOn)) {
		return model(`CmsNotReady,${name}`, 'The Central Management Server has not completed its failover: no active master was found.');
	}
	if (sim.deployment.edgePools.some(edge => topologyValue(sim, `nextHop/${edge.fqdn}`) === pool)) {
		return published(`NextHop,${name}`, nextHopText(pool));
	}
	if (poolWorld(sim, partner).state !== 'Normal' && poolWorld(sim, partner).servedBy === pool) {
		return model(
			`PartnerIsFailedOver,${name}`,
			`The users of "${partner}" are served by "${pool}". Fail them back before "${pool}" is failed over.`,
		);
	}
	if (poolWorld(sim, pool).state === 'FailingOver' || poolWorld(sim, pool).state === 'FailingBack') {
		return model(`AlreadyInProgress,${name}`, `A failover or failback of the pool "${pool}" is already in progress.`);
	}
	if (!isServing(sim, partner) || !backEndIsUp(sim, partner)) {
		return model(`BackupPoolUnavailable,${name}`, `The backup pool "${partner}" is not available.`);
	}
	const isThere = isServing(sim, pool) && backEndIsUp(sim, pool) && poolsReach(sim, pool, partner);
	if (!isSet(args, 'DisasterMode') && !isThere && poolWorld(sim, pool).state === 'Normal') {
		return model(`PoolUnavailable,${name}`, `The pool "${pool}" cannot be contacted. Use -DisasterMode if it is lost.`);
	}
	return undefined;
};

/** Not documented: it ends at once, without a further effect (model). */
const alreadyDone = (takesMs: number, pool: string): Plan => ({
	takesMs,
	warnings: [{...warning(`The users of the pool "${pool}" are already failed over.`), isModel: true}],
	preview: [],
});

const planFor = (sim: Simulation, {id, args}: BoundCall, pool: string): Plan => {
	const world = poolWorld(sim, pool);
	const partner = frontEndPool(sim, pool).backupPool ?? pool;
	const isDisaster = isSet(args, 'DisasterMode');
	const fixed = sim.between(2 * minutes, 4 * minutes, 'failOver', id);
	const perThousand = sim.between(0.25 * minutes, 0.4 * minutes, 'failOverUsers', id);
	// Small pools take 3–8 min; the final state of the export costs at least one sync interval when it is waited for.
	const moving = Math.max(3 * minutes, fixed + (perThousand * frontEndPool(sim, pool).users) / 1000);
	const finalMs = isDisaster ? 0 : finalSyncMs(sim, id, pool, isSet(args, 'FlushStorageService'));
	const waitMs = timeSpanMs(args, 'WaitTime');
	if (waitMs !== undefined && !isDisaster && finalMs > waitMs) {
		return waitedInVain(pool, partner, fixed + waitMs, world);
	}
	const takesMs = moving + finalMs;
	return {
		takesMs,
		phases: [
			{
				at: 0.04,
				says: `Checking the topology, the backup relationship and the state of ${pool}.`,
				apply: () => {
					world.state = 'FailingOver';
					world.mode = isDisaster ? world.mode : 'ReadOnly';
					world.finalAt = isDisaster ? null : sim.clock.now() + finalMs;
					world.movedAt = sim.clock.now();
				},
			},
			{at: 0.15, says: isDisaster ? `${pool} is not contacted.` : `Waiting until everything of ${pool} has reached ${partner}.`},
			{at: 0.35, says: `Marking the routing groups of ${pool} as served by ${partner}.`},
			{at: 0.9, says: `Moving the users of ${pool} to ${partner}.`},
			{
				at: 1,
				says: `Recording that ${pool} is failed over.`,
				apply: () => {
					world.state = 'FailedOver';
					world.servedBy = partner;
					world.someOn = null;
					world.movedAt = sim.clock.now();
					// Presence may need up to two minutes to show it.
					world.settledAt = sim.clock.now() + Math.round(sim.between(0, 2 * minutes, 'settles', id));
					for (const module of isDisaster ? userModules : []) {
						world.lossMinutes[module] = lossMinutes(sim, pool, module);
					}
					firstFailoverEnded(sim);
				},
			},
		],
		undo: () => {
			world.state = 'Normal';
			world.mode = 'ReadWrite';
			world.finalAt = null;
		},
		inPart: () => {
			world.someOn = partner;
		},
		preview: [`What if: Performing the operation "${name}" on target "${pool}".`],
	};
};

/** At least one sync interval; a backlog is copied at the pace at which it could be lost (model). The flush costs half a minute more (model). */
const finalSyncMs = (sim: Simulation, id: string, pool: string, flushes: boolean): number => {
	const behindMs = poolWorld(sim, pool).backlog === 'none' ? 0 : lossMinutes(sim, pool, 'UserServices.PresenceFocus') * minutes * 0.25;
	return sim.deployment.backupSyncIntervalMs * sim.between(1, 1.5, 'finalSync', id) + behindMs + (flushes ? 30 * seconds : 0);
};

/** Read-only for as long as it waited, then as before: what the product leaves is unknown (model). */
const waitedInVain = (pool: string, partner: string, takesMs: number, world: PoolWorld): Plan => ({
	takesMs,
	refusal: model(
		`FinalSynchronizationNotComplete,${name}`,
		`Not everything of "${pool}" had reached "${partner}" within the wait time. No user was moved.`,
	),
	phases: [
		{
			at: 0.04,
			says: `Checking the topology, the backup relationship and the state of ${pool}.`,
			apply: () => {
				world.state = 'FailingOver';
				world.mode = 'ReadOnly';
			},
		},
		{
			at: 1,
			says: `Giving up the wait for ${partner}.`,
			apply: () => {
				world.state = 'Normal';
				world.mode = 'ReadWrite';
			},
		},
	],
	undo: () => {
		world.state = 'Normal';
		world.mode = 'ReadWrite';
	},
	preview: [],
});
