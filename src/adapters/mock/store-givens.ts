/** How the Central Management store was left before the rehearsal begins: the stuck states of procedure e [SUP-CMS]. */
import type {Deployment} from '../../machines/deployment/deployment.js';
import type {Scenario} from '../../machines/deployment/scenario.js';
import type {World} from './world.js';

/** Only where the store is on the hit pool and its partner stands by for it. */
export const leaveStore = (world: World, deployment: Deployment, {given}: Pick<Scenario, 'given'>, hitPool: string): void => {
	const home = deployment.pools.find(pool => pool.fqdn === hitPool);
	const partner = deployment.pools.find(pool => pool.fqdn === home?.backupPool);
	const {cms} = world;
	const [own, other] = [cms.copies[hitPool], cms.copies[partner?.fqdn ?? '']];
	if (!home || !partner || !own || !other || cms.active !== hitPool) {
		return;
	}
	const is = (name: Scenario['given'][number]['given']) => given.some(each => each.given === name);
	if (is('storeActiveTwice')) {
		cms.active = partner.fqdn;
		cms.master = partner.computers[0] ?? null;
		cms.fileTransferAgents = cms.master === null ? [] : [cms.master];
		other.state = 'Active';
		for (const site of Object.keys(cms.scp)) {
			cms.scp[site] = {server: partner.sql.primary, instance: partner.sql.instance};
		}
		stopBackup(world, home.computers);
	}
	if (is('standbyInTransition')) {
		other.state = 'InTransition';
		stopBackup(world, partner.computers);
	}
};

const stopBackup = (world: World, computers: readonly string[]) => {
	for (const fqdn of computers) {
		const services = world.computers[fqdn]?.services;
		if (services && 'LYNCBACKUP' in services) {
			services.LYNCBACKUP = 'Stopped';
		}
	}
};
