/**
 * The master replicator and what it delivers: a change is version N+1, each replica has it some time later (behaviour.md §4).
 *
 * Times (model): 20–90 s to an internal computer, 30–180 s to an Edge, up to 5 min more when the store has just moved; a master
 * appears 5–40 s after its store is served.
 */
import {copyToStandby} from './cms-store.js';
import {isWalledOff} from './firewall.js';
import {backEndIsUp, hasService, reaches} from './reach.js';
import {frontEndPool, minutes, type Simulation, seconds} from './simulation.js';
import type {Replica, TopologyKey} from './world.js';

/** What the topology says of something, as of a version. */
export const topologyValue = (sim: Simulation, key: TopologyKey, version: number = sim.world.topology.version): string | undefined => {
	const change = sim.world.topology.changes.findLast(candidate => candidate.key === key && candidate.version <= version);
	return change?.value ?? sim.initialTopology.get(key);
};

export const publish = (sim: Simulation, changes: readonly {readonly key: TopologyKey; readonly value: string}[]): void => {
	const {topology, cms} = sim.world;
	topology.version++;
	topology.changes.push(...changes.map(change => ({...change, version: topology.version})));
	const active = cms.copies[cms.active];
	if (active) {
		active.version = topology.version;
	}
	copyToStandby(sim);
	replicate(sim);
};

/** A replica cannot take or report anything: dead, its agent stopped, cut off, or silent by a fault. */
export const canReport = (sim: Simulation, fqdn: string): boolean => {
	const {cms, computers, lagUntil} = sim.world;
	const computer = computers[fqdn];
	return (
		cms.master !== null &&
		hasService(computer, 'REPLICA') &&
		reaches(sim, cms.master, fqdn) &&
		!(computer?.role === 'edge' && isWalledOff(sim, cms.master, fqdn, 4443)) &&
		(lagUntil[computer?.pool ?? ''] ?? 0) <= sim.clock.now()
	);
};

export const isUpToDate = (sim: Simulation, fqdn: string): boolean => {
	const replica = sim.world.replicas[fqdn];
	return replica !== undefined && hasAll(sim, replica) && hasService(sim.world.computers[fqdn], 'REPLICA');
};

const hasAll = (sim: Simulation, replica: Replica) => replica.isReported && replica.version === sim.world.topology.version;

/** Sends a package to everything that is behind and can be reached. */
export const replicate = (sim: Simulation): void => {
	const {replicas} = sim.world;
	for (const [fqdn, replica] of Object.entries(replicas)) {
		if (!hasAll(sim, replica) && replica.dueAt === null && canReport(sim, fqdn)) {
			deliver(sim, fqdn, replica, deliveryMs(sim, fqdn));
		}
	}
};

/** Throws the replication status of a computer away: it gets everything again; the master takes 2–3 min to begin [PS-REPL]. */
export const forceReplication = (sim: Simulation, fqdn: string, id: string): void => {
	const replica = sim.world.replicas[fqdn];
	if (!replica) {
		return;
	}
	replica.isReported = false;
	if (replica.dueAt === null && canReport(sim, fqdn)) {
		deliver(sim, fqdn, replica, sim.between(2 * minutes, 3 * minutes, 'force', id) + deliveryMs(sim, fqdn));
	}
};

const deliveryMs = (sim: Simulation, fqdn: string): number => {
	const {cms, computers, topology} = sim.world;
	const names = ['replica', fqdn, String(topology.version)] as const;
	const normal =
		computers[fqdn]?.role === 'edge'
			? sim.between(30 * seconds, 180 * seconds, ...names)
			: sim.between(20 * seconds, 90 * seconds, ...names);
	const hasJustMoved = cms.movedAt !== null && sim.clock.now() - cms.movedAt < 2 * minutes;
	return hasJustMoved ? normal + sim.between(0, 5 * minutes, 'justMoved', ...names) : normal;
};

const deliver = (sim: Simulation, fqdn: string, replica: Replica, ms: number) => {
	const {version} = sim.world.topology;
	const createdAt = sim.clock.now();
	replica.dueAt = createdAt + Math.round(ms);
	sim.later(ms, () => {
		replica.dueAt = null;
		if (canReport(sim, fqdn)) {
			replica.version = version;
			replica.isReported = true;
			replica.reportedAt = sim.clock.now();
			replica.createdAt = createdAt;
		}
		if (!hasAll(sim, replica) && canReport(sim, fqdn)) {
			deliver(sim, fqdn, replica, deliveryMs(sim, fqdn));
		}
	});
};

/** A master whose computer or store is gone is blank; the next Front End of the same pool takes over, if there is one. */
export const reviewMaster = (sim: Simulation): void => {
	const {cms, computers} = sim.world;
	if (cms.master !== null && !(hasService(computers[cms.master], 'MASTER') && backEndIsUp(sim, cms.active))) {
		cms.master = null;
		cms.fileTransferAgents = [];
	}
	if (cms.master !== null) {
		replicate(sim);
	} else if (!cms.isElecting && candidate(sim) !== undefined) {
		cms.isElecting = true;
		sim.later(sim.between(5 * seconds, 40 * seconds, 'elect', cms.active, String(sim.world.topology.version)), () => {
			cms.isElecting = false;
			const elected = candidate(sim);
			if (elected !== undefined && cms.master === null) {
				cms.master = elected;
				cms.fileTransferAgents = [elected];
				replicate(sim);
			}
		});
	}
};

const candidate = (sim: Simulation): string | undefined => {
	const {cms, computers} = sim.world;
	if (cms.isBlank || cms.isMoving || cms.copies[cms.active]?.state !== 'Active' || !backEndIsUp(sim, cms.active)) {
		return undefined;
	}
	return frontEndPool(sim, cms.active).computers.find(fqdn => hasService(computers[fqdn], 'MASTER'));
};
