/**
 * Topology Builder and the Deployment Wizard, as far as federation and media need them, and which Edge servers carry what (behaviour.md §4).
 *
 * Times (model): 3–10 min until a change is published, 5–15 min for the wizard on an Edge server.
 */
import type {Association, Publication, WizardRun} from '../../machines/deployment/deployment-tools.js';
import {backEndIsUp, hasService} from './reach.js';
import {publish, topologyValue} from './replication.js';
import {minutes, type Simulation, seconds} from './simulation.js';
import type {TopologyKey} from './world.js';

/** Enabled on one Edge pool and cleared on all others, in one publication. A store that takes no changes takes this one neither. */
export const publishFederation = (sim: Simulation, id: string, {federationOn}: Publication): void => {
	publishLater(sim, id, () =>
		sim.edgePools.has(federationOn)
			? sim.deployment.edgePools.map(({fqdn}) => ({key: `federation/${fqdn}` as const, value: String(fqdn === federationOn)}))
			: [],
	);
};

/** What is associated with an Edge pool that is not there stays as it is. */
export const publishAssociation = (sim: Simulation, id: string, {mediaEdges}: Association): void => {
	publishLater(sim, id, () =>
		Object.entries(mediaEdges)
			.filter(([pool, edge]) => sim.pools.has(pool) && sim.edgePools.has(edge))
			.flatMap(([pool, edge]) => mediaRoles.map(role => ({key: `mediaEdge/${role}:${pool}` as const, value: edge}))),
	);
};

/** The services of a Front End pool that have a media Edge [PS-REG, PS-CONF, PS-MED]: the dialog of Topology Builder sets all three (inferred). */
export const mediaRoles = ['Registrar', 'ConferencingServer', 'MediationServer'] as const;
export type MediaRole = (typeof mediaRoles)[number];

type Change = {readonly key: TopologyKey; readonly value: string};

const publishLater = (sim: Simulation, id: string, find: () => readonly Change[]) => {
	sim.later(sim.between(3 * minutes, 10 * minutes, 'publish', id), () => {
		const {cms} = sim.world;
		const takesChanges = !cms.isMoving && cms.copies[cms.active]?.state === 'Active' && backEndIsUp(sim, cms.active);
		const changes = find().filter(({key, value}) => topologyValue(sim, key) !== value);
		if (takesChanges && changes.length > 0) {
			publish(sim, changes);
		}
	});
};

/** Whoever runs it waits until the change has come to that server; after two hours they give up (model). */
export const runWizard = (sim: Simulation, id: string, {wizardOn}: WizardRun): void => {
	const givesUpAt = sim.clock.now() + 120 * minutes;
	const look = () => {
		const computer = sim.world.computers[wizardOn];
		if (!computer || sim.clock.now() > givesUpAt) {
			return;
		}
		if (!hasService(computer, 'REPLICA') || lastTick(sim, wizardOn) <= computer.wizardVersion) {
			sim.later(30 * seconds, look);
			return;
		}
		sim.later(sim.between(5 * minutes, 15 * minutes, 'wizard', id), () => {
			if (computer.isOn) {
				computer.wizardVersion = sim.world.replicas[wizardOn]?.version ?? computer.wizardVersion;
			}
		});
	};
	look();
};

/** Its replica says so, and the wizard has been run since that was changed: until then its services go on as they were. */
export const carriesFederation = (sim: Simulation, fqdn: string): boolean => {
	const computer = sim.world.computers[fqdn];
	const replica = sim.world.replicas[fqdn];
	return (
		computer?.role === 'edge' &&
		topologyValue(sim, `federation/${computer.pool}`, replica?.version) === 'true' &&
		computer.wizardVersion >= lastTick(sim, fqdn)
	);
};

/** Its replica has a route of some site that names its pool: the XMPP proxy listens for no other reason (model). */
export const carriesXmpp = (sim: Simulation, fqdn: string): boolean => {
	const pool = sim.world.computers[fqdn]?.pool;
	const version = sim.world.replicas[fqdn]?.version;
	return sim.deployment.sites.some(({name}) => topologyValue(sim, `xmppRoute/${name}`, version) === pool);
};

/** The version of the last change of its box that its replica has. */
const lastTick = (sim: Simulation, fqdn: string): number => {
	const {computers, replicas, topology} = sim.world;
	const key = `federation/${computers[fqdn]?.pool}`;
	const had = replicas[fqdn]?.version ?? 0;
	return topology.changes.findLast(change => change.key === key && change.version <= had)?.version ?? 0;
};
