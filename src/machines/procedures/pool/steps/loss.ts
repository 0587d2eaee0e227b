/** How much may be lost in disaster mode: a bound, or unknown. `Get-CsBackupServiceStatus` carries no times, so what was seen when decides. */
import type {LossBound} from '../../../step/step.js';
import type {Facts} from '../../facts.js';

/** Modules of the backup service that hold what users make [PS-BSYNC]. */
const userModules = ['UserServices.PresenceFocus', 'ConfServices.DataConf'] as const;

/** Outage start − the last time it was seen steady + the sync interval, in whole minutes, upwards; never seen is unknown. */
export function lossBounds({known, outageAt, deployment}: Pick<Facts, 'known' | 'outageAt' | 'deployment'>): readonly LossBound[] {
	return userModules.map(module => {
		const last = known.lastSteady.findLast(seen => seen.module === module);
		if (!last || outageAt === undefined) return {module, minutes: null};
		const boundMs = Math.max(0, outageAt - last.at) + deployment.backupSyncIntervalMs;
		return {module, minutes: Math.ceil(boundMs / 60_000), seenAt: last.at, seenBy: last.by};
	});
}
