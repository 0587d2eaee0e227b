/** What goes wrong in a rehearsal, and when: the faults of the scenario, each at its time (behaviour.md §8, scenario.ts). */
import type {TimedFault} from '../../machines/deployment/scenario.js';
import {breakCallsOn, interrupt} from './calls.js';
import {replicateScp} from './cms-store.js';
import {wallOff} from './firewall.js';
import {sitesAreConnected} from './reach.js';
import {type Cast, castOf} from './roles.js';
import {settle} from './settle.js';
import {minutes, poolWorld, type Simulation} from './simulation.js';
import type {Computer} from './world.js';

const lagMs = 10 * minutes;
/** Until somebody has logged on there anew (model). */
const deniedMs = 10 * minutes;

/** The faults of the start have happened when the rehearsal begins; those after a failover wait for the first that ends. */
export const scheduleFaults = (sim: Simulation): void => {
	for (const fault of sim.scenario.faults) {
		if (!('atMs' in fault)) {
			continue;
		}
		if (fault.atMs <= 0) {
			strike(sim, fault, -sim.scenario.briefing.outageBeforeMs);
		} else {
			sim.later(fault.atMs, () => strike(sim, fault, sim.clock.now()));
		}
	}
};

/** The end of the first pool failover: `after` counts from here. */
export const firstFailoverEnded = (sim: Simulation): void => {
	if (sim.world.firstFailoverEndedAt !== null) {
		return;
	}
	sim.world.firstFailoverEndedAt = sim.clock.now();
	for (const fault of sim.scenario.faults) {
		if ('afterMs' in fault) {
			sim.later(fault.afterMs, () => strike(sim, fault, sim.clock.now()));
		}
	}
};

const strike = (sim: Simulation, {fault, role}: TimedFault, since: number) => {
	const {world} = sim;
	const cast = castOf(sim, role);
	switch (fault) {
		case 'off':
			return turnOff(sim, cast, since);
		case 'repaired':
			return repair(sim, cast);
		case 'cutOff':
			return cutOff(sim, cast, since);
		case 'blank':
			world.cms.isBlank = true;
			world.cms.master = null;
			world.cms.fileTransferAgents = [];
			return;
		case 'backlog':
			for (const pool of cast.pools) {
				poolWorld(sim, pool).backlog = since < 0 ? 'sinceOutage' : 'now';
			}
			return;
		case 'linkBreaks':
			world.linkBreaks++;
			return;
		case 'refusesOnce':
			world.refusals++;
			return;
		case 'losesSecondHop':
			for (const computer of cast.computers) {
				world.deniedUntil[computer] = sim.clock.now() + deniedMs;
			}
			return;
		case 'walledOff':
			for (const pool of cast.pools) {
				wallOff(sim, pool);
			}
			return;
		case 'replicasLag':
			for (const pool of cast.pools) {
				world.lagUntil[pool] = sim.clock.now() + lagMs;
			}
			sim.later(lagMs, () => settle(sim));
			return;
	}
};

const computersOf = (sim: Simulation, cast: Cast): readonly Computer[] => cast.computers.flatMap(fqdn => sim.world.computers[fqdn] ?? []);

/** Where the store shall live though its pool is off, and both are one computer, only the Lync services are gone. */
const keepsStore = (sim: Simulation, cast: Cast, computer: Computer): boolean =>
	computer.hasSql && computer.role === 'frontEnd' && cast.sites.length === 0 && sim.scenario.faults.some(({fault}) => fault === 'blank');

const turnOff = (sim: Simulation, cast: Cast, since: number) => {
	const off = computersOf(sim, cast);
	for (const computer of off) {
		if (cast.isSqlOnly && computer.role === 'frontEnd') {
			computer.isSqlUp = false;
			continue;
		}
		// With power its services start by themselves.
		delete sim.world.stopped[computer.fqdn];
		computer.isOn = keepsStore(sim, cast, computer);
		setServices(computer, 'Stopped');
	}
	settle(sim, since);
	breakCallsOn(sim, new Set(off.flatMap(computer => (computer.isOn ? [] : [computer.fqdn]))));
};

/**
 * Computers and SQL answer. Front Ends wait for `Start-CsWindowsService`; other computers' services start by themselves within some
 * minutes (model), since nothing in a failback starts them.
 */
const repair = (sim: Simulation, cast: Cast) => {
	for (const site of cast.sites) {
		if (sim.world.cutOff[site]) {
			delete sim.world.cutOff[site];
			replicateScp(sim, site, 'reconnected');
		}
	}
	if (cast.pools.includes(sim.world.cms.active)) {
		sim.world.cms.isBlank = false;
	}
	for (const computer of computersOf(sim, cast)) {
		computer.isSqlUp = computer.hasSql;
		if (computer.isOn) {
			continue;
		}
		computer.isOn = true;
		if (computer.role !== 'frontEnd' && computer.role !== 'sql') {
			sim.later(sim.between(2 * minutes, 6 * minutes, 'autoStart', computer.fqdn), () => {
				if (computer.isOn) {
					setServices(computer, 'Running');
					settle(sim);
				}
			});
		}
	}
	settle(sim);
};

const cutOff = (sim: Simulation, cast: Cast, since: number) => {
	for (const site of cast.sites) {
		sim.world.cutOff[site] = true;
	}
	settle(sim, since);
	for (const [id, running] of [...sim.running]) {
		const site = sim.world.computers[running.call.runsOn]?.site;
		if (site !== undefined && !sitesAreConnected(sim, sim.jumpSite, site)) {
			interrupt(sim, id, 'linkBreak');
		}
	}
};

const setServices = (computer: Computer, state: 'Running' | 'Stopped') => {
	for (const name of Object.keys(computer.services)) {
		computer.services[name] = state;
	}
};
