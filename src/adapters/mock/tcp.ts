/** TCP probes: a port is open, closed (refused at once) or silent, because the computer is off or cut off. */
import type {TcpOutput, TcpProbe} from '../../machines/probe.js';
import type {Place} from './addresses.js';
import {carriesFederation, carriesXmpp} from './edge-tools.js';
import {isWalledOff} from './firewall.js';
import {lookUp} from './names.js';
import {reaches} from './reach.js';
import {type Simulation, seconds} from './simulation.js';
import type {Computer} from './world.js';

/** Ports and the service behind them (topology.md §4). SQL and the file share belong to the computer, not to a Lync service. */
const ports: Readonly<Record<Computer['role'], Readonly<Record<number, string>>>> = {
	frontEnd: {5061: 'RTCSRV', 444: 'RTCSRV', 443: 'W3SVC', 4443: 'W3SVC', 8057: 'RTCDATAMCU', 5062: 'RTCIMMCU', 5090: 'FabricHostSvc'},
	edge: {
		5061: 'RTCSRV',
		443: 'RTCSRV',
		4443: 'REPLICA',
		5062: 'RTCMRAUTH',
		8057: 'RTCDATAPROXY',
		5269: 'RTCXMPPTGWPROXY',
		23456: 'RTCXMPPTGWPROXY',
	},
	branch: {5061: 'RTCSRV', 444: 'RTCSRV'},
	director: {5061: 'RTCSRV', 443: 'W3SVC'},
	mediation: {5061: 'RTCMEDSRV', 5067: 'RTCMEDSRV'},
	other: {443: 'REPLICA'},
	sql: {},
};
const sqlPorts = new Set([1433, 5022]);

/** Here every computer can be made to ask. */
type SimulatedTcp = Exclude<TcpOutput, 'notAsked'>;

/** A pool answers when one of its computers does, and so does a name that leads to several. */
export const probe = (sim: Simulation, {from, to, port}: TcpProbe): SimulatedTcp => {
	const places = placesOf(sim, to.toLowerCase());
	const answers = places.flatMap(({computers, side}) =>
		computers.map(fqdn => {
			const source = from?.toLowerCase();
			if (isWalledOff(sim, side === 'outside' ? 'outside' : source, fqdn, port)) return 'silent';
			return isShut(sim, side, fqdn, port) ? refused(sim, from, fqdn) : ask(sim, source, fqdn, port);
		}),
	);
	if (answers.length === 0) {
		return 'unknownName';
	}
	return answers.includes('open') ? 'open' : answers.includes('closed') ? 'closed' : 'silent';
};

/** What an address, a computer, a pool or any other name leads to. Names are looked up as this computer does: inside, then outside. */
export const placesOf = (sim: Simulation, to: string): readonly Place[] => {
	const {deployment, world} = sim;
	const {placeOf} = sim.addresses();
	const pool = sim.pools.get(to) ?? sim.edgePools.get(to) ?? deployment.otherPools.find(({fqdn}) => fqdn === to);
	if (pool) {
		return [{side: 'inside', pool: pool.fqdn, computers: pool.computers}];
	}
	const computer = world.computers[to];
	if (computer) {
		return [{side: 'inside', pool: computer.pool, computers: [to]}];
	}
	const address = placeOf.get(to);
	if (address) {
		return [address];
	}
	for (const resolver of ['internal', 'external'] as const) {
		const {records} = lookUp(sim, {probe: 'dns', type: 'A', of: to, resolver});
		const places = records.flatMap(record => (record.type === 'A' ? (placeOf.get(record.address) ?? []) : []));
		if (places.length > 0) {
			return places;
		}
	}
	return [];
};

const xmppPorts = new Set([5269, 23456]);

/** An Edge server listens for partners where federation is enabled, and for XMPP where a route names its pool (model). */
const isShut = (sim: Simulation, side: Place['side'], fqdn: string, port: number): boolean =>
	(side === 'outside' && port === 5061 && !carriesFederation(sim, fqdn)) ||
	(xmppPorts.has(port) && sim.world.computers[fqdn]?.role === 'edge' && !carriesXmpp(sim, fqdn));

const refused = (sim: Simulation, from: string | undefined, to: string) =>
	sim.world.computers[to] && reaches(sim, from?.toLowerCase(), to) ? 'closed' : 'silent';

const ask = (sim: Simulation, from: string | undefined, to: string, port: number): 'open' | 'closed' | 'silent' => {
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
export const probeMs = (sim: Simulation, answer: TcpOutput, id: string): number =>
	answer === 'silent' ? 3 * seconds : sim.between(2, 40, 'tcp', id);
