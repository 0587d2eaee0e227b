/**
 * What the backup service of a pool reports for each module, and what a pool loses that is left without a last copy
 * (behaviour.md §1, §6; values [B-JENS], the survivor's (inferred)).
 */
import {backEndIsUp, hasService, isServing} from './reach.js';
import {frontEndPool, minutes, poolWorld, type Simulation} from './simulation.js';
import type {BackupModule} from './world.js';

export type ModuleStatus = {readonly Identity: BackupModule; readonly ExportStatus: string; readonly ImportStatus: string};

export const userModules = ['UserServices.PresenceFocus', 'ConfServices.DataConf'] as const satisfies readonly BackupModule[];
const cmsModule = 'CentralMgmt.CMSMaster' satisfies BackupModule;

/** The Front Ends that run it: only one of them is active [B-JENS]. */
export const backupMachines = (sim: Simulation, pool: string): readonly string[] =>
	frontEndPool(sim, pool).computers.filter(fqdn => hasService(sim.world.computers[fqdn], 'LYNCBACKUP'));

export const modulesOf = (sim: Simulation, pool: string): readonly ModuleStatus[] => [
	...userModules.map(module => ({Identity: module, ExportStatus: exportStatus(sim, pool, module), ImportStatus: 'NormalState'})),
	{
		Identity: cmsModule,
		// The pool that is not master exports nothing; that is healthy [B-JENS]. What the master's import shows is (inferred).
		ExportStatus: sim.world.cms.active === pool ? exportStatus(sim, pool, cmsModule) : 'NotInitialized',
		ImportStatus: sim.world.cms.active === pool ? 'NotInitialized' : 'NormalState',
	},
];

const exportStatus = (sim: Simulation, pool: string, module: BackupModule): string => {
	const world = poolWorld(sim, pool);
	const forMs = sim.clock.now() - world.pairSince;
	const isDrained = world.mode === 'ReadOnly' && world.finalAt !== null && sim.clock.now() >= world.finalAt;
	if (world.pairWorks && isDrained && module !== cmsModule) {
		return 'FinalState';
	}
	if (!world.pairWorks) {
		return forMs < sim.between(5 * minutes, 10 * minutes, 'exportError', pool) ? 'NonSteadyState' : 'ErrorState';
	}
	const {backupPool} = frontEndPool(sim, pool);
	const holdsContent =
		module === 'ConfServices.DataConf' && backupPool !== undefined && poolWorld(sim, backupPool).conferenceContent === 'onPartner';
	const catchesUp = forMs < sim.between(2 * minutes, 6 * minutes, 'catchUp', pool);
	if (holdsContent || catchesUp || (world.backlog !== 'none' && module !== cmsModule)) {
		return 'NonSteadyState';
	}
	return module === 'UserServices.PresenceFocus' ? 'SteadyState' : 'FinalState';
};

/**
 * Minutes of changes that the partner never got: at most one sync interval while the export is steady, 20–240 min with a backlog
 * (model). A pool that goes on working while its partner cannot be reached loses all of that time too.
 */
export const lossMinutes = (sim: Simulation, pool: string, module: BackupModule): number => {
	const world = poolWorld(sim, pool);
	const behindMs =
		world.backlog !== 'none' && module !== cmsModule
			? sim.between(20 * minutes, 240 * minutes, 'backlog', pool, module)
			: sim.deployment.backupSyncIntervalMs * sim.between(0.15, 0.95, 'behind', pool, module);
	const worksAlone = !world.pairWorks && isServing(sim, pool) && backEndIsUp(sim, pool);
	const aloneMs = worksAlone ? sim.clock.now() - world.pairSince : 0;
	return Math.round((100 * (behindMs + aloneMs)) / minutes) / 100;
};
