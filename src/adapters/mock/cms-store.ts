/**
 * The Central Management store: which copy a shell finds, who may be asked, and how a copy that still believes itself active is put
 * right (behaviour.md §3, procedures e).
 */
import type {SqlStore} from '../../machines/deployment/deployment.js';
import {backEndIsUp, principalOf, reaches, sitesAreConnected} from './reach.js';
import {frontEndPool, minutes, poolWorld, type Simulation, seconds} from './simulation.js';
import type {Scp} from './world.js';

/** As Active Directory shows it at a site. Any site with power has a domain controller (model). */
export const scpAt = (sim: Simulation, site: string): Scp => sim.world.cms.scp[site] ?? sim.deployment.cms.scp;

/** A shell takes its store from Active Directory: until that has replicated, from the old pointer. */
export const storePoolAt = (sim: Simulation, site: string): string => {
	const scp = scpAt(sim, site);
	const named = Object.keys(sim.world.cms.copies).filter(pool => names(frontEndPool(sim, pool).sql, scp.server));
	// Two pools on one SQL server cannot be told apart by it: the active one is meant.
	return named.includes(sim.world.cms.active) ? sim.world.cms.active : (named[0] ?? sim.world.cms.active);
};

const names = (sql: SqlStore, server: string) => {
	const wanted = server.toLowerCase();
	return sql.primary === wanted || sql.mirror === wanted;
};

/** Whether a shell on a computer gets an answer from the store it finds. */
export const storeAnswers = (sim: Simulation, runsOn: string): boolean => {
	const computer = sim.world.computers[runsOn];
	if (!computer || computer.role === 'edge') {
		return false;
	}
	const pool = storePoolAt(sim, computer.site);
	return backEndIsUp(sim, pool) && reaches(sim, runsOn, principalOf(sim, pool));
};

/** It answers, and the state that a pool failover needs: not moving, a master on it (L-FO: "not exhaustive" checks of the CMS). */
export const isReady = (sim: Simulation, runsOn: string): boolean =>
	storeAnswers(sim, runsOn) && !sim.world.cms.isMoving && sim.world.cms.master !== null;

/** The pointer is at once where it is written, and later at the other sites; at one that is cut off, when it is connected again. */
export const writeScp = (sim: Simulation, fromSite: string, id: string): void => {
	for (const {name} of sim.deployment.sites) {
		if (name === fromSite) {
			sim.world.cms.scp[name] = scpOf(sim, sim.world.cms.active);
		} else if (sitesAreConnected(sim, name, fromSite)) {
			replicateScp(sim, name, id);
		}
	}
};

/** 15 s–3 min (model; 180 min are possible). */
export const replicateScp = (sim: Simulation, site: string, id: string): void =>
	sim.later(sim.between(15 * seconds, 3 * minutes, 'scp', site, id), () => {
		sim.world.cms.scp[site] = scpOf(sim, sim.world.cms.active);
	});

const scpOf = (sim: Simulation, pool: string): Scp => {
	const {sql} = frontEndPool(sim, pool);
	return {server: sql.primary, instance: sql.instance};
};

/**
 * A copy that is not the active one becomes Backup once the backup service of its pool runs again and has corrected it: 1–4 min
 * (model). Until then it keeps what it believed: that is what stops a second failover.
 */
export const correctCopies = (sim: Simulation): void => {
	const {cms} = sim.world;
	for (const [pool, copy] of Object.entries(cms.copies)) {
		const mayBeCorrected = () => pool !== cms.active && copy.state !== 'Backup' && !cms.isMoving && poolWorld(sim, pool).pairWorks;
		if (copy.isBeingCorrected || !mayBeCorrected()) {
			continue;
		}
		copy.isBeingCorrected = true;
		sim.later(sim.between(1 * minutes, 4 * minutes, 'correctCopy', pool), () => {
			copy.isBeingCorrected = false;
			if (mayBeCorrected()) {
				copy.state = 'Backup';
				copy.version = sim.world.topology.version;
			}
			correctCopies(sim);
		});
	}
};

/** A change of the topology reaches the standby with the next batch of the backup service. */
export const copyToStandby = (sim: Simulation): void => {
	const {cms, topology} = sim.world;
	const {version} = topology;
	sim.later(sim.deployment.backupSyncIntervalMs, () => {
		for (const [pool, copy] of Object.entries(cms.copies)) {
			if (pool !== cms.active && copy.state === 'Backup' && poolWorld(sim, pool).pairWorks) {
				copy.version = Math.max(copy.version, version);
			}
		}
	});
};
