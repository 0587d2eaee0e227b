/**
 * Invoke-CsPoolFailBack. PoolFqdn is the pool that was failed over, the home of the users [PS-FB]. Refusals: behaviour.md §2 (texts
 * unknown); states §3; time §5: 2 min + 3 min per 1,000 users × (0.5–1.0); what is lost: §6. It returns no object.
 */
import {userModules} from '../backup-modules.js';
import {storeAnswers} from '../cms-store.js';
import {model, noStore, notFound} from '../failures.js';
import {type BoundCall, type Changer, fqdnOf, isSet, refusal} from '../plan.js';
import {backEndIsUp, isServing, poolsReach} from '../reach.js';
import type {Plan} from '../running-call.js';
import {frontEndPool, minutes, poolWorld, type Simulation, seconds} from '../simulation.js';
import {hangMs} from './dead-store.js';

const name = 'Invoke-CsPoolFailBack';

export const failBackPool: Changer = (sim, bound) => {
	const pool = fqdnOf(bound.args, 'PoolFqdn');
	if (!storeAnswers(sim, bound.call.runsOn)) {
		return refusal(hangMs(sim, bound.id), noStore(name, sim.world.cms.active));
	}
	const quick = sim.between(2 * seconds, 6 * seconds, 'refusal', bound.id);
	if (!sim.pools.has(pool)) {
		return refusal(quick, notFound(name, 'the pool', pool));
	}
	const refused = whyNot(sim, bound, pool);
	return refused ? refusal(quick, refused) : planFor(sim, bound, pool);
};

const whyNot = (sim: Simulation, {args}: BoundCall, pool: string) => {
	const world = poolWorld(sim, pool);
	if (world.state === 'FailingBack' || world.state === 'FailingOver') {
		return model(`AlreadyInProgress,${name}`, `A failover or failback of the pool "${pool}" is already in progress.`);
	}
	if (world.state !== 'FailedOver') {
		return model(`NotFailedOver,${name}`, `The pool "${pool}" is not failed over.`);
	}
	if (!isServing(sim, pool) || !backEndIsUp(sim, pool)) {
		return model(`PoolUnavailable,${name}`, `The pool "${pool}" is not ready: its Front End services or its Back End do not answer.`);
	}
	const partner = world.servedBy;
	if (!isSet(args, 'DisasterMode') && !(isServing(sim, partner) && backEndIsUp(sim, partner) && poolsReach(sim, pool, partner))) {
		return model(
			`BackupPoolUnavailable,${name}`,
			`The backup pool "${partner}" cannot be contacted. With -DisasterMode what its users made there is lost.`,
		);
	}
	return undefined;
};

const planFor = (sim: Simulation, {id, args}: BoundCall, pool: string): Plan => {
	const world = poolWorld(sim, pool);
	const isDisaster = isSet(args, 'DisasterMode');
	const partner = world.servedBy;
	const perThousand = 3 * minutes * sim.between(0.5, 1, 'failBack', id);
	return {
		takesMs: 2 * minutes + (isDisaster ? 0.2 : 1) * ((perThousand * frontEndPool(sim, pool).users) / 1000),
		phases: [
			{
				at: 0.02,
				says: `Checking the state of ${pool} and ${partner}.`,
				apply: () => {
					world.state = 'FailingBack';
				},
			},
			{at: 0.85, says: isDisaster ? `Nothing is copied from ${partner}.` : `Copying the data of the users of ${pool} from ${partner}.`},
			{
				at: 0.86,
				says: `Sending the users of ${pool} home.`,
				apply: () => {
					world.reRegisteredAt = sim.clock.now();
				},
			},
			{
				at: 1,
				says: `Restoring the service of ${pool}.`,
				apply: () => {
					for (const module of isDisaster ? userModules : []) {
						const sinceMs = sim.clock.now() - (world.movedAt ?? sim.clock.now());
						world.lossMinutes[module] = (world.lossMinutes[module] ?? 0) + Math.round((100 * sinceMs) / minutes) / 100;
					}
					world.state = 'Normal';
					world.mode = 'ReadWrite';
					world.finalAt = null;
					world.servedBy = pool;
					world.someOn = null;
					world.reRegisteredAt = null;
					world.movedAt = sim.clock.now();
					world.settledAt = sim.clock.now() + Math.round(sim.between(0, 2 * minutes, 'settles', id));
					world.conferenceContent = isDisaster ? 'synced' : 'onPartner';
				},
			},
		],
		undo: () => {
			world.state = 'FailedOver';
			world.reRegisteredAt = null;
		},
		inPart: () => {
			world.someOn = pool;
		},
		preview: [`What if: Performing the operation "${name}" on target "${pool}".`],
	};
};
