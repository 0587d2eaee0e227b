/** What the firewalls of the simulated deployment do not let through: silence, while a service that is stopped refuses at once. */
import type {FirewallOpening} from '../../machines/deployment/deployment-tools.js';
import type {Simulation} from './simulation.js';

/** Ports from Front Ends to the inner side of Edge servers, and 5061 the other way too (topology.md §4). */
export const frontEndToEdge: readonly number[] = [443, 4443, 5061, 5062, 8057, 23456];

/** `from`, `to`: FQDN of a computer; without `from`, the computer that Switchback runs on, which no rule here is about. */
export const isWalledOff = (sim: Simulation, from: string | undefined, to: string, port: number): boolean => {
	const {computers, firewall} = sim.world;
	const source = from === undefined ? undefined : from === 'outside' ? from : computers[from]?.pool;
	const target = computers[to]?.pool;
	return firewall.some(closed => closed.from === source && closed.to === target && (closed.ports?.includes(port) ?? true));
};

/** Between the Front Ends of a pool and the Edge servers of all other sites, both ways. */
export const wallOff = (sim: Simulation, pool: string): void => {
	const site = sim.pools.get(pool)?.site;
	for (const edge of sim.deployment.edgePools.filter(each => each.site !== site)) {
		sim.world.firewall.push({from: pool, to: edge.fqdn, ports: frontEndToEdge}, {from: edge.fqdn, to: pool, ports: [5061]});
	}
};

export const openFirewall = (sim: Simulation, {firewallOpens}: FirewallOpening): void => {
	const {firewall} = sim.world;
	const left = firewall.flatMap(closed => {
		const opened = firewallOpens.filter(({from, to}) => from === closed.from && to === closed.to).flatMap(({ports}) => ports);
		if (opened.length === 0) {
			return [closed];
		}
		const ports = (closed.ports ?? frontEndToEdge).filter(port => !opened.includes(port));
		return ports.length > 0 ? [{...closed, ports}] : [];
	});
	firewall.splice(0, firewall.length, ...left);
};
