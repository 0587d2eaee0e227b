/** What is really so in the simulated deployment, for judging a rehearsal's end and for tests. Plain data; never shown to an operator. */
import {mediaRoles} from './edge-tools.js';
import {type Experience, isSplit, sessionOf} from './experience.js';
import {changedNames} from './names.js';
import {topologyValue} from './replication.js';
import {poolWorld, type Simulation} from './simulation.js';
import type {BackupModule, CmsCopyState, PoolState} from './world.js';

export type PoolTruth = {
	readonly state: PoolState;
	readonly users: number;
	/** What its users experience, and on which pool; null when on none. */
	readonly experience: Experience;
	readonly on: string | null;
	/** The records send its users to the partner while it still serves some itself. */
	readonly isSplit: boolean;
	/** A move was cut short and left some of its users there, and the others where they were (model). */
	readonly someOn: string | null;
	readonly lossMinutes: Readonly<Partial<Record<BackupModule, number>>>;
	readonly conferenceContent: 'synced' | 'onPartner';
};

export type Truth = {
	readonly at: number;
	readonly pools: Readonly<Record<string, PoolTruth>>;
	readonly cms: {
		readonly active: string;
		readonly master: string | null;
		readonly copies: Readonly<Record<string, CmsCopyState>>;
		readonly isMoving: boolean;
	};
	/** By Edge pool: the next hop that the topology names. */
	readonly nextHops: Readonly<Record<string, string>>;
	readonly federationRoutes: Readonly<Record<string, string>>;
	readonly xmppRoutes: Readonly<Record<string, string>>;
	/** By service that has one: the Edge pool of its media. */
	readonly mediaEdges: Readonly<Record<string, string>>;
	/** FQDNs of the Edge pools that have federation enabled, published. */
	readonly federationOn: readonly string[];
	readonly topologyVersion: number;
	/** The largest loss of any module of any pool, in minutes. */
	readonly lossMinutes: number;
	/** What differs from the start and is still to be reversed or done: `failedOver/pool1.contoso.com`, `nextHop/…`, `cmsMoved/…`, `conferences/…`,
	 * `federationRoute/Redmond`, `xmppRoute/Redmond`, `edgeStopped/edge2.contoso.com`, `mediaEdge/pool1.contoso.com`, `federation/edge1.contoso.com`, `names/_sipfederationtls._tcp.contoso.com`. */
	readonly left: readonly string[];
};

export const truthOf = (sim: Simulation): Truth => {
	const {cms, topology} = sim.world;
	const nextHops = Object.fromEntries(
		sim.deployment.edgePools.map(edge => [edge.fqdn, topologyValue(sim, `nextHop/${edge.fqdn}`) ?? edge.nextHop]),
	);
	const pools = Object.fromEntries(sim.deployment.pools.map(pool => [pool.fqdn, poolTruth(sim, pool.fqdn, pool.users)]));
	return {
		at: sim.clock.now(),
		pools,
		cms: {
			active: cms.active,
			master: cms.master,
			copies: Object.fromEntries(Object.entries(cms.copies).map(([pool, {state}]) => [pool, state])),
			isMoving: cms.isMoving,
		},
		nextHops,
		federationRoutes: routesOf(sim, 'federationRoute'),
		xmppRoutes: routesOf(sim, 'xmppRoute'),
		mediaEdges: Object.fromEntries(
			mediaServices(sim).flatMap(service => {
				const edge = topologyValue(sim, `mediaEdge/${service}`);
				return edge === undefined ? [] : [[service, edge]];
			}),
		),
		federationOn: sim.deployment.edgePools.flatMap(({fqdn}) => (topologyValue(sim, `federation/${fqdn}`) === 'true' ? [fqdn] : [])),
		topologyVersion: topology.version,
		lossMinutes: Math.max(0, ...Object.values(pools).flatMap(pool => Object.values(pool.lossMinutes))),
		left: [
			...Object.entries(pools).flatMap(([fqdn, pool]) => [
				...(pool.state === 'Normal' && pool.someOn === null ? [] : [`failedOver/${fqdn}`]),
				...(pool.someOn === null ? [] : [`movedInPart/${fqdn}`]),
				...(pool.conferenceContent === 'synced' ? [] : [`conferences/${fqdn}`]),
			]),
			...Object.entries(nextHops).flatMap(([edge, hop]) => (hop === sim.initialTopology.get(`nextHop/${edge}`) ? [] : [`nextHop/${edge}`])),
			...sim.deployment.sites.flatMap(({name}) =>
				([`federationRoute/${name}`, `xmppRoute/${name}`] as const).filter(key => topologyValue(sim, key) !== sim.initialTopology.get(key)),
			),
			...sim.deployment.edgePools.flatMap(({fqdn, computers}) =>
				computers.some(computer => sim.world.stopped[computer]) ? [`edgeStopped/${fqdn}`] : [],
			),
			...sim.deployment.edgePools.flatMap(({fqdn, federationEnabled}) =>
				federationEnabled && topologyValue(sim, `federation/${fqdn}`) !== 'true' ? [`federation/${fqdn}`] : [],
			),
			...sim.deployment.pools.flatMap(({fqdn}) => {
				const keys = mediaRoles.map(role => `mediaEdge/${role}:${fqdn}` as const);
				return keys.some(key => topologyValue(sim, key) !== sim.initialTopology.get(key)) ? [`mediaEdge/${fqdn}`] : [];
			}),
			...changedNames(sim).map(of => `names/${of}`),
			...(cms.active === sim.deployment.cms.active ? [] : [`cmsMoved/${sim.deployment.cms.active}`]),
		],
	};
};

const mediaServices = (sim: Simulation): readonly string[] =>
	sim.deployment.pools.flatMap(({fqdn}) => mediaRoles.map(role => `${role}:${fqdn}`));

const routesOf = (sim: Simulation, kind: 'federationRoute' | 'xmppRoute'): Readonly<Record<string, string>> =>
	Object.fromEntries(
		sim.deployment.sites.flatMap(({name}) => {
			const edge = topologyValue(sim, `${kind}/${name}`);
			return edge === undefined ? [] : [[name, edge]];
		}),
	);

const poolTruth = (sim: Simulation, fqdn: string, users: number): PoolTruth => {
	const world = poolWorld(sim, fqdn);
	return {
		state: world.state,
		users,
		...sessionOf(sim, fqdn),
		isSplit: isSplit(sim, fqdn),
		someOn: world.someOn,
		lossMinutes: {...world.lossMinutes},
		conferenceContent: world.conferenceContent,
	};
};
