/** What can be asked about the Central Management store: its status, its replicas, the pointer in Active Directory, the connection. */
import type {Json} from '../../../machines/json.js';
import {scpAt} from '../cms-store.js';
import {notFound} from '../failures.js';
import {isSet, type Reader, reading, textOf} from '../plan.js';
import {isUpToDate} from '../replication.js';
import {isoAt, type Simulation, seconds} from '../simulation.js';
import {fromStore} from './dead-store.js';
import {buildOf} from './topology-objects.js';

/** Two forms: one object per replica, or the status of the store. Blank values are null and an empty list [SUP-CMS]. */
export const getReplicationStatus: Reader = (sim, bound) =>
	fromStore(sim, bound, () => {
		if (isSet(bound.args, 'CentralManagementStoreStatus')) {
			return {output: storeStatus(sim)};
		}
		const wanted = textOf(bound.args, 'ReplicaFqdn')?.toLowerCase();
		if (wanted === undefined) {
			return {output: Object.keys(sim.world.replicas).map(fqdn => replicaState(sim, fqdn))};
		}
		return wanted in sim.world.replicas
			? {output: [replicaState(sim, wanted)]}
			: {failure: notFound(bound.call.name, 'the replica', wanted)};
	});

/** `ActiveMasterFqdn` is a machine, as field output shows it [recalled]; names of the heartbeats [recalled]. */
const storeStatus = (sim: Simulation): Json => {
	const {master, fileTransferAgents} = sim.world.cms;
	const heartbeat = isoAt(sim, sim.clock.now() - (sim.clock.now() % (10 * seconds)));
	return {
		ActiveMasterFqdn: master,
		ActiveMasterPid: master === null ? null : 1000 + Math.floor(sim.chance('pid', master) * 8000),
		ActiveMasterLastHeartbeat: master === null ? null : heartbeat,
		ActiveFileTransferAgents: [...fileTransferAgents],
		ActiveFileTransferAgentLastHeartbeat: fileTransferAgents.length === 0 ? null : heartbeat,
		ActiveReplicas: Object.keys(sim.world.replicas),
		DeletedReplicas: [],
	};
};

const replicaState = (sim: Simulation, fqdn: string): Json => {
	const replica = sim.world.replicas[fqdn];
	return {
		UpToDate: isUpToDate(sim, fqdn),
		ReplicaFqdn: fqdn,
		LastStatusReport: replica ? isoAt(sim, replica.reportedAt) : null,
		LastUpdateCreation: replica ? isoAt(sim, replica.createdAt) : null,
		ProductVersion: buildOf(sim, fqdn),
	};
};

/** Reads Active Directory, not the store: it answers wherever a computer does. Written `server\instance` [C-CMSCHK]. */
export const getStoreLocation: Reader = (sim, bound) =>
	reading(sim, bound, () => {
		const scp = scpAt(sim, sim.world.computers[bound.call.runsOn]?.site ?? sim.jumpSite);
		return {output: {BackEndServer: scp.instance === '' ? scp.server : `${scp.server}\\${scp.instance}`}};
	});

/** The connection that this shell uses [C-CMSCHK]; it comes from Active Directory and says nothing about the store's health. */
export const getManagementConnection: Reader = (sim, bound) =>
	reading(sim, bound, () => {
		const scp = scpAt(sim, sim.world.computers[bound.call.runsOn]?.site ?? sim.jumpSite);
		return {output: {StoreProvider: 'Sql', SqlServer: scp.server, SqlInstance: scp.instance}};
	});
