/** Invoke-CsManagementStoreReplication: the status is thrown away, everything is sent again; the master begins 2–3 min later [PS-REPL]. */
import {storeAnswers} from '../cms-store.js';
import {noStore, notFound} from '../failures.js';
import {type Changer, refusal, textOf} from '../plan.js';
import {forceReplication} from '../replication.js';
import {seconds} from '../simulation.js';
import {hangMs} from './dead-store.js';

export const forceReplicas: Changer = (sim, {id, call, args}) => {
	if (!storeAnswers(sim, call.runsOn)) {
		return refusal(hangMs(sim, id), noStore(call.name, sim.world.cms.active));
	}
	const wanted = textOf(args, 'ReplicaFqdn')?.toLowerCase();
	if (wanted !== undefined && !(wanted in sim.world.replicas)) {
		return refusal(2 * seconds, notFound(call.name, 'the replica', wanted));
	}
	const replicas = wanted === undefined ? Object.keys(sim.world.replicas) : [wanted];
	return {
		takesMs: sim.between(1 * seconds, 4 * seconds, 'forceReplication', id),
		phases: [
			{
				at: 1,
				says: 'Deleting the replication status.',
				apply: () => {
					for (const fqdn of replicas) {
						forceReplication(sim, fqdn, id);
					}
				},
			},
		],
		preview: [],
	};
};
