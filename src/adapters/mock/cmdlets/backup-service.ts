/** Get-CsBackupServiceStatus and Invoke-CsBackupServiceSync (procedures m). The status is of a pool's copies to its partner. */

import {backupMachines, modulesOf} from '../backup-modules.js';
import {model, noStore, notFound} from '../failures.js';
import {type Changer, fqdnOf, type Reader, reading, refusal, textOf} from '../plan.js';
import {reaches} from '../reach.js';
import type {Plan} from '../running-call.js';
import {frontEndPool, minutes, poolWorld, type Simulation, seconds} from '../simulation.js';
import {hangMs} from './dead-store.js';

const syncable = ['UserServices.PresenceFocus', 'ConfServices.DataConf', 'CentralMgmt.CMSMaster'];
const rgs = ['ApplicationServer.RGSDataStore', 'ApplicationServer.RGSFileStore'];

const noEndpoint = (cmdlet: string, pool: string) =>
	model(`BackupServiceUnavailable,${cmdlet}`, `There is no endpoint of the Backup Service of the pool "${pool}" that answers.`);

const answering = (sim: Simulation, runsOn: string, pool: string) => backupMachines(sim, pool).filter(fqdn => reaches(sim, runsOn, fqdn));

/** A dead pool has no endpoint (inferred). Names of the top object [recalled]. */
export const getBackupStatus: Reader = (sim, bound) => {
	const pool = fqdnOf(bound.args, 'PoolFqdn');
	const {call, id, args} = bound;
	if (!sim.pools.has(pool)) {
		return reading(sim, bound, () => ({failure: notFound(call.name, 'the pool', pool)}));
	}
	if (answering(sim, call.runsOn, pool).length === 0) {
		return {takesMs: hangMs(sim, id), answer: () => ({failure: noEndpoint(call.name, pool)})};
	}
	return reading(sim, bound, () => {
		const [active] = answering(sim, call.runsOn, pool);
		if (active === undefined) {
			return {failure: noEndpoint(call.name, pool)};
		}
		const category = textOf(args, 'Category')?.toLowerCase();
		const modules = modulesOf(sim, pool).filter(
			({Identity}) =>
				category === undefined ||
				(category === 'cms' && Identity.startsWith('Cent')) ||
				(category === 'userdata' && !Identity.startsWith('Cent')),
		);
		return {
			output: {
				ActiveMachineFqdn: active,
				OverallExportStatus: worst(modules.map(module => module.ExportStatus)),
				OverallImportStatus: worst(modules.map(module => module.ImportStatus)),
				BackupModules: modules,
			},
		};
	});
};

const worst = (statuses: readonly string[]): string =>
	['ErrorState', 'NonSteadyState', 'SteadyState', 'FinalState', 'NormalState'].find(status => statuses.includes(status)) ??
	'NotInitialized';

/** Text is not published (model): one line a module. It reads both pools, 1–5 min (model); without a backup pool it fails [doc]. */
export const comparePools: Reader = (sim, bound) => {
	const pool = fqdnOf(bound.args, 'PoolFqdn');
	const {backupPool} = sim.pools.get(pool) ?? {};
	if (backupPool === undefined) {
		return reading(sim, bound, () => ({failure: model(`NoBackupPool,${bound.call.name}`, `The pool "${pool}" has no backup pool.`)}));
	}
	const takesMs = sim.between(1 * minutes, 5 * minutes, 'compare', bound.id);
	return {
		takesMs,
		answer: () => ({
			output: modulesOf(sim, pool).map(({Identity, ExportStatus}) => {
				const isLevel = ['SteadyState', 'FinalState', 'NotInitialized'].includes(ExportStatus);
				return `${Identity}: ${isLevel ? 'no mismatch' : 'mismatches'} between ${pool} and ${backupPool}.`;
			}),
		}),
	};
};

/** Copies what is outstanding; meeting files of a failback come home only by this [L-CONF]. No output. */
export const syncBackup: Changer = (sim, {id, call, args}): Plan => {
	const pool = fqdnOf(args, 'PoolFqdn');
	const quick = sim.between(1 * seconds, 4 * seconds, 'refusal', id);
	if (!sim.pools.has(pool)) {
		return refusal(quick, notFound(call.name, 'the pool', pool));
	}
	const module = textOf(args, 'BackupModule');
	const allowed = frontEndPool(sim, pool).version === 8 ? [...syncable, ...rgs] : syncable;
	if (module !== undefined && !allowed.some(name => name.toLowerCase() === module.toLowerCase())) {
		return refusal(quick, model(`UnknownBackupModule,${call.name}`, `There is no backup module "${module}".`));
	}
	if (answering(sim, call.runsOn, pool).length === 0) {
		return refusal(hangMs(sim, id), noEndpoint(call.name, pool));
	}
	const {backupPool} = frontEndPool(sim, pool);
	if (backupPool === undefined) {
		return refusal(quick, model(`NoBackupPool,${call.name}`, `The pool "${pool}" has no backup pool.`));
	}
	if (!poolWorld(sim, pool).pairWorks) {
		return refusal(hangMs(sim, id), noStore(call.name, frontEndPool(sim, backupPool).sql.primary));
	}
	const takesContent = module === undefined || module.toLowerCase() === 'confservices.dataconf';
	const home = poolWorld(sim, backupPool);
	return {
		takesMs: sim.between(5 * seconds, 20 * seconds, 'sync', id),
		phases: [
			{
				at: 1,
				says: `Asking the Backup Service of ${pool} to copy what is outstanding.`,
				apply: () => {
					if (takesContent && home.conferenceContent === 'onPartner' && home.state === 'Normal') {
						// Size dependent; one package of 100 MB a cycle (behaviour.md §5), one to four cycles (model).
						const cycles = 1 + Math.floor(4 * sim.chance('content', backupPool));
						sim.later(Math.max(0.5 * minutes, cycles * sim.deployment.backupSyncIntervalMs), () => {
							home.conferenceContent = 'synced';
						});
					}
				},
			},
		],
		preview: [],
	};
};
