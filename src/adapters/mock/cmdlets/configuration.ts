/** Export-CsConfiguration and Import-CsConfiguration -LocalStore, as the repair of a stuck store uses them (procedures e). A minute at most (model). */
import {storeAnswers} from '../cms-store.js';
import {model, noStore} from '../failures.js';
import {type Changer, isSet, refusal, textOf} from '../plan.js';
import {seconds} from '../simulation.js';
import {hangMs} from './dead-store.js';

/** A file on the computer that it runs on; from the store, or with `-LocalStore` from its own copy. */
export const exportConfiguration: Changer = (sim, {id, call, args}) => {
	const isLocal = isSet(args, 'LocalStore');
	if (!isLocal && !storeAnswers(sim, call.runsOn)) {
		return refusal(hangMs(sim, id), noStore(call.name, sim.world.cms.active));
	}
	return {
		takesMs: sim.between(5 * seconds, 20 * seconds, 'export', id),
		phases: [
			{
				at: 1,
				says: `Writing ${textOf(args, 'FileName') ?? 'the file'}.`,
				apply: () => {
					const local = sim.world.replicas[call.runsOn]?.version;
					sim.world.exports[call.runsOn] = (isLocal ? local : undefined) ?? sim.world.topology.version;
				},
			},
		],
		preview: [],
	};
};

/** Only into the local copy: writing the store itself is nothing that a procedure does. */
export const importConfiguration: Changer = (sim, {id, call, args}) => {
	const quick = sim.between(1 * seconds, 3 * seconds, 'refusal', id);
	const version = sim.world.exports[call.runsOn];
	if (!isSet(args, 'LocalStore')) {
		return refusal(quick, model(`NotSimulated,${call.name}`, 'Without -LocalStore this writes the store itself, which is not simulated.'));
	}
	if (version === undefined) {
		return refusal(quick, model(`FileNotFound,${call.name}`, `There is no file "${textOf(args, 'FileName') ?? ''}" on ${call.runsOn}.`));
	}
	return {
		takesMs: sim.between(10 * seconds, 40 * seconds, 'import', id),
		phases: [
			{
				at: 1,
				says: `Writing the local store of ${call.runsOn}.`,
				apply: () => {
					const replica = sim.world.replicas[call.runsOn];
					if (replica) {
						replica.version = Math.max(replica.version, version);
					}
				},
			},
		],
		preview: [],
	};
};
