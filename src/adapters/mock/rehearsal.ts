/**
 * A simulated deployment behind the one door that procedures know. It is a function of deployment, scenario, seed and the changing
 * calls made to it: the same four, told again, give the same world.
 */
import type {AskListener, SimulatedBackend} from '../../machines/backend.js';
import type {CmdletCall, CmdletFailure} from '../../machines/cmdlet.js';
import type {Deployment} from '../../machines/deployment/deployment.js';
import type {Scenario} from '../../machines/deployment/scenario.js';
import {once} from '../../machines/once.js';
import {addressesOf} from './addresses.js';
import {answer, refusalMs} from './ask.js';
import {begin, interrupt} from './calls.js';
import {chance} from './chance.js';
import {type Clock, createClock} from './clock.js';
import {mediaRoles} from './edge-tools.js';
import {scheduleFaults} from './faults.js';
import {createPace, type Pace, type Speed} from './pace.js';
import {refusal} from './plan.js';
import {act, retell} from './retell.js';
import {givensOf, jumpSiteOf} from './roles.js';
import {settle} from './settle.js';
import {poolWorld, type Simulation, type Stores} from './simulation.js';
import {sqlServersOf, startVersion, startWorld} from './start-world.js';
import {leaveStore} from './store-givens.js';
import {type Truth, truthOf} from './truth.js';
import type {World} from './world.js';
import {zonesOf} from './zones.js';

export type RehearsalOptions = {
	readonly deployment: Deployment;
	readonly scenario: Scenario;
	readonly seed: number;
	readonly hitPool: string;
	/** With it, time passes by itself. Without it, whoever holds the clock advances it. */
	readonly speed?: () => Speed;
	/** Real ms, without those in which this computer did nothing. */
	readonly realNow?: () => number;
};

export type SimulatedDeployment = {
	readonly backend: SimulatedBackend;
	readonly clock: Clock;
	readonly world: World;
	readonly truth: () => Truth;
	readonly pace: Pace | undefined;
	/** A change that the shell on its computer refused, before it reached anything. */
	readonly refuse: (id: string, call: CmdletCall, failure: CmdletFailure, listener: AskListener) => void;
	/** Whoever ran this change is gone, and nobody heard its end. */
	readonly lose: (id: string) => void;
};

export const createRehearsal = ({deployment, scenario, seed, hitPool, speed, realNow}: RehearsalOptions): SimulatedDeployment => {
	const clock = createClock();
	const sim = createSimulation({deployment, scenario, seed, hitPool}, clock);
	// Everything was as the file says for a long time before anything went wrong.
	settle(sim, poolWorld(sim, hitPool).upSince);
	scheduleFaults(sim);
	const pace = speed ? createPace(clock, speed, realNow) : undefined;
	const now = () => {
		pace?.catchUp();
		return clock.now();
	};
	return {
		backend: {
			now,
			// At the time of the entry that announced it, whatever writing that entry took.
			ask: (id, question, listener) => answer(sim, id, question, listener),
			after: (ms, go) => {
				now();
				return clock.after(ms, go);
			},
			act: (id, what) => act(sim, id, what),
			retell: record => retell(sim, record),
		},
		clock: {...clock, now},
		world: sim.world,
		truth: () => truthOf(sim),
		pace,
		refuse: (id, call, failure, listener) => begin(sim, id, call, refusal(refusalMs(sim, id), failure), listener),
		lose: id => interrupt(sim, id, 'crash'),
	};
};

const createSimulation = ({deployment, scenario, seed, hitPool}: Omit<RehearsalOptions, 'speed' | 'realNow'>, clock: Clock): Simulation => {
	const world = startWorld(deployment);
	const givens = givensOf(deployment, scenario, hitPool);
	const partner = deployment.pools.find(pool => pool.fqdn === hitPool)?.backupPool;
	const carried = partner === undefined ? undefined : world.pools[partner];
	if (givens.partnerRunsOnHitPool && carried) {
		carried.state = 'FailedOver';
		carried.servedBy = hitPool;
	}
	leaveStore(world, deployment, scenario, hitPool);
	const {federationMoved} = givens;
	if (federationMoved) {
		const {from, to} = federationMoved;
		const routed = deployment.sites.filter(site => site.federationRoute === from);
		// Long ago: everything has it.
		world.topology.changes.push(
			{version: startVersion, key: `federation/${from}`, value: 'false'},
			{version: startVersion, key: `federation/${to}`, value: 'true'},
			...routed.map(({name}) => ({version: startVersion, key: `federationRoute/${name}` as const, value: to})),
		);
	}
	const addresses = once(() => addressesOf(deployment));
	const draw = (...names: readonly string[]) => chance(seed, ...names);
	return {
		deployment,
		scenario,
		hitPool,
		startsAt: Date.parse(scenario.startsAt),
		jumpSite: jumpSiteOf(deployment, hitPool),
		world,
		clock,
		pools: new Map(deployment.pools.map(pool => [pool.fqdn, pool])),
		edgePools: new Map(deployment.edgePools.map(edge => [edge.fqdn, edge])),
		stores: new Map(deployment.pools.map(pool => [pool.fqdn, storesOf(sqlServersOf(pool), pool.sql)])),
		initialTopology: new Map([
			...[...givens.nextHops].map(([edge, hop]) => [`nextHop/${edge}`, hop] as const),
			...deployment.edgePools.map(({fqdn, federationEnabled}) => [`federation/${fqdn}`, String(federationEnabled)] as const),
			...deployment.pools.flatMap(({fqdn, edgePool}) =>
				edgePool === undefined ? [] : mediaRoles.map(role => [`mediaEdge/${role}:${fqdn}`, edgePool] as const),
			),
			...deployment.sites.flatMap(site => [
				...(site.federationRoute === undefined ? [] : [[`federationRoute/${site.name}`, site.federationRoute] as const]),
				...(site.xmppFederationRoute === undefined ? [] : [[`xmppRoute/${site.name}`, site.xmppFederationRoute] as const]),
			]),
		]),
		poolOfTestUser: new Map(
			deployment.pools.flatMap(pool => pool.testUsers.map(user => [user.toLowerCase().replace(/^sip:/, ''), pool.fqdn] as const)),
		),
		addresses,
		zones: once(() => zonesOf(deployment, addresses(), givens)),
		chance: draw,
		between: (low, high, ...names) => low + (high - low) * draw(...names),
		later: (ms, go) => {
			clock.after(Math.max(1, ms), go, 'world');
		},
		running: new Map(),
	};
};

/** `servers` are in the order primary, mirror, witness, without those that are not there. */
const storesOf = (servers: readonly string[], sql: {readonly mirror?: string; readonly witness?: string}): Stores => {
	const [primary = '', second, third] = servers;
	const witness = sql.mirror === undefined ? second : third;
	return {
		primary,
		...(sql.mirror === undefined || second === undefined ? {} : {mirror: second}),
		...(sql.witness === undefined || witness === undefined ? {} : {witness}),
	};
};
