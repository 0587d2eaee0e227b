/** A store that does not answer lets a cmdlet hang, 15–45 s (model), before it errs. A local store answers where there is one. */

import type {StreamRecord} from '../../../machines/cmdlet.js';
import {scpAt, storeAnswers} from '../cms-store.js';
import {noLocalStore, noStore} from '../failures.js';
import {type Answered, type BoundCall, isSet, type Reading, reading} from '../plan.js';
import {type Simulation, seconds} from '../simulation.js';

export const hangMs = (sim: Simulation, id: string): number => sim.between(15 * seconds, 45 * seconds, 'hang', id);

/** `version`: of the topology that answers, the store's own or the one that the local replica has. */
export const fromStore = (
	sim: Simulation,
	bound: BoundCall,
	answer: (version: number) => Answered,
	streams: readonly StreamRecord[] = [],
): Reading => {
	const {call, args, id} = bound;
	if (isSet(args, 'LocalStore')) {
		return reading(
			sim,
			bound,
			() => {
				const replica = sim.world.replicas[call.runsOn];
				return replica ? answer(replica.version) : {failure: noLocalStore(call.name, call.runsOn)};
			},
			streams,
		);
	}
	if (!storeAnswers(sim, call.runsOn)) {
		const site = sim.world.computers[call.runsOn]?.site ?? sim.jumpSite;
		return {takesMs: hangMs(sim, id), answer: () => ({failure: noStore(call.name, scpAt(sim, site).server)})};
	}
	return reading(sim, bound, () => answer(sim.world.topology.version), streams);
};
