/** How the Central Management store moves (behaviour.md §3): with waiting and a read-only source, or at once and by force. */
import {lossMinutes} from '../backup-modules.js';
import {writeScp} from '../cms-store.js';
import type {BoundCall} from '../plan.js';
import {publish, reviewMaster} from '../replication.js';
import type {Phase, Plan} from '../running-call.js';
import {settle} from '../settle.js';
import {frontEndPool, minutes, poolWorld, type Simulation, seconds} from '../simulation.js';

const name = 'Invoke-CsManagementServerFailover';

export const planMove = (sim: Simulation, {id, call}: BoundCall, target: string, isForced: boolean): Plan => {
	const {cms} = sim.world;
	const source = cms.active;
	const site = sim.world.computers[call.runsOn]?.site ?? sim.jumpSite;
	const setState = (pool: string, state: 'Active' | 'Backup' | 'InTransition') => {
		const copy = cms.copies[pool];
		if (copy) {
			copy.state = state;
		}
	};
	const finish = () => {
		if (isForced && source !== target) {
			dropUnsynced(sim, source, target);
		}
		cms.active = target;
		cms.isMoving = false;
		cms.isBlank = false;
		cms.movedAt = sim.clock.now();
		cms.master = null;
		cms.fileTransferAgents = [];
		setState(target, 'Active');
		writeScp(sim, site, id);
		// Everything has to be delivered again, by the new master.
		publish(sim, []);
		settle(sim);
	};
	const normal: readonly Phase[] = [
		{
			at: 0.05,
			says: `Reading the state of the Central Management stores of ${source} and ${target}.`,
			apply: () => {
				cms.isMoving = true;
			},
		},
		{at: 0.4, says: 'Waiting until replication is complete.'},
		{at: 0.6, says: `Setting the store of ${source} read-only.`, apply: () => setState(source, 'InTransition')},
		{at: 0.8, says: `Activating the store of ${target}.`, apply: () => setState(target, 'Active')},
		{at: 1, says: 'Starting the services and writing the service control point.', apply: finish},
	];
	const forced: readonly Phase[] = [
		{
			at: 0.1,
			says: `Reading the state of the Central Management store of ${target}.`,
			apply: () => {
				cms.isMoving = true;
			},
		},
		{at: 0.6, says: `Activating the store of ${target} without waiting for ${source}.`, apply: () => setState(target, 'Active')},
		{at: 1, says: 'Starting the services and writing the service control point.', apply: finish},
	];
	const waits = isForced ? 0 : sim.between(20 * seconds, 60 * seconds, 'cmsReplication', id);
	return {
		takesMs: sim.between(1 * minutes, 4 * minutes, 'cmsFailOver', id) + waits,
		phases: isForced ? forced : normal,
		undo: () => {
			cms.isMoving = false;
			setState(source, 'Active');
			if (source !== target) {
				setState(target, 'Backup');
			}
			reviewMaster(sim);
		},
		preview: preview(sim, source, target),
	};
};

/** Changes since the last copy of the CMSMaster module are lost (behaviour.md §6, 5). */
const dropUnsynced = (sim: Simulation, source: string, target: string) => {
	const {topology, cms} = sim.world;
	const had = cms.copies[target]?.version ?? topology.version;
	const kept = topology.changes.filter(change => change.version <= had);
	topology.changes.splice(0, topology.changes.length, ...kept);
	poolWorld(sim, source).lossMinutes['CentralMgmt.CMSMaster'] = lossMinutes(sim, source, 'CentralMgmt.CMSMaster');
};

/** Move-CsManagementServer's layout [B-UCVN2], believed to be the same here (inferred). */
const preview = (sim: Simulation, source: string, target: string): readonly string[] => {
	const store = (pool: string) => {
		const {sql} = frontEndPool(sim, pool);
		return `${sql.primary}\\${sql.instance}`;
	};
	return [
		`What if: Performing the operation "${name}" on target "${target}".`,
		'Current State:',
		`Central Management Server Pool: "${source}"`,
		`Central Management Store: "${store(source)}"`,
		'Proposed State:',
		`Central Management Server Pool: "${target}"`,
		`Central Management Store: "${store(target)}"`,
	];
};
