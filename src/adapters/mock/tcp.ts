/** TCP probes: a port is open, closed (refused at once) or silent, because nothing is there, it is off, or it is cut off. */
import type {TcpProbe} from '../../machines/probe.js';
import {reaches} from './reach.js';
import {type Simulation, seconds} from './simulation.js';
import type {Computer} from './world.js';

export type TcpAnswer = 'open' | 'closed' | 'silent';

/** Ports and the service behind them (topology.md §4). SQL and the file share belong to the computer, not to a Lync service. */
const ports: Readonly<Record<Computer['role'], Readonly<Record<number, string>>>> = {
	frontEnd: {5061: 'RTCSRV', 444: 'RTCSRV', 443: 'W3SVC', 4443: 'W3SVC', 8057: 'RTCDATAMCU', 5062: 'RTCIMMCU', 5090: 'FabricHostSvc'},
	edge: {5061: 'RTCSRV', 443: 'RTCSRV', 4443: 'REPLICA', 5062: 'RTCMRAUTH', 8057: 'RTCDATAPROXY', 5269: 'RTCSRV'},
	branch: {5061: 'RTCSRV', 444: 'RTCSRV'},
	director: {5061: 'RTCSRV', 443: 'W3SVC'},
	mediation: {5061: 'RTCMEDSRV', 5067: 'RTCMEDSRV'},
	other: {443: 'REPLICA'},
	sql: {},
};
const sqlPorts = new Set([1433, 5022]);

/** A pool answers when one of its computers does; the external name of an Edge pool is the pool. */
export const probe = (sim: Simulation, {from, to, port}: TcpProbe): TcpAnswer => {
	const answers = computersOf(sim, to.toLowerCase()).map(fqdn => ask(sim, from?.toLowerCase(), fqdn, port));
	return answers.includes('open') ? 'open' : answers.includes('closed') ? 'closed' : 'silent';
};

const computersOf = (sim: Simulation, name: string): readonly string[] => {
	const {deployment, world} = sim;
	const edge = deployment.edgePools.find(pool => pool.accessEdge === name);
	const pool = sim.pools.get(name) ?? sim.edgePools.get(name) ?? deployment.otherPools.find(other => other.fqdn === name) ?? edge;
	return pool?.computers ?? (name in world.computers ? [name] : []);
};

const ask = (sim: Simulation, from: string | undefined, to: string, port: number): TcpAnswer => {
	const computer = sim.world.computers[to];
	if (!computer || !reaches(sim, from, to)) {
		return 'silent';
	}
	if (port === 445 || (computer.hasSql && sqlPorts.has(port) && computer.isSqlUp)) {
		return 'open';
	}
	const service = ports[computer.role][port];
	return service !== undefined && computer.services[service] === 'Running' ? 'open' : 'closed';
};

/** A silent port costs the time-out of who asks. */
export const probeMs = (sim: Simulation, answer: TcpAnswer, id: string): number =>
	answer === 'silent' ? 3 * seconds : sim.between(2, 40, 'tcp', id);
