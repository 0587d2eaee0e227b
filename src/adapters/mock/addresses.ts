/**
 * The addresses of the simulated computers (model): each has one inside, an Edge server one outside too, and the web services of each
 * Front End pool one outside, at a reverse proxy that is not simulated itself. Outside are the ranges that RFC 2544 keeps free for tests.
 */
import type {Deployment} from '../../machines/deployment/deployment.js';
import {sqlServersOf} from './start-world.js';

/** `side`: what somebody who connects there talks to. */
export type Place = {readonly side: 'inside' | 'outside' | 'web'; readonly pool: string; readonly computers: readonly string[]};

export type Addresses = {
	readonly placeOf: ReadonlyMap<string, Place>;
	/** By FQDN of the computer. */
	readonly inside: ReadonlyMap<string, string>;
	readonly outside: ReadonlyMap<string, string>;
	/** By FQDN of the Front End pool. */
	readonly web: ReadonlyMap<string, string>;
};

export const addressesOf = ({pools, edgePools, otherPools}: Deployment): Addresses => {
	const placeOf = new Map<string, Place>();
	const takeFrom = (base: number) => {
		let next = base;
		return (place: Place): string => {
			next++;
			const address = [24, 16, 8, 0].map(shift => (next >>> shift) & 255).join('.');
			placeOf.set(address, place);
			return address;
		};
	};
	const insideOf = takeFrom(0x0a_00_00_0a);
	const outsideOf = takeFrom(0xc6_12_00_09);

	const inside = new Map<string, string>();
	const add = (pool: string, computers: readonly string[]) => {
		for (const computer of computers) {
			if (!inside.has(computer)) {
				inside.set(computer, insideOf({side: 'inside', pool, computers: [computer]}));
			}
		}
	};
	for (const pool of pools) {
		add(pool.fqdn, [...pool.computers, ...sqlServersOf(pool)]);
	}
	for (const {fqdn, computers} of [...edgePools, ...otherPools]) {
		add(fqdn, computers);
	}
	const outside = new Map(
		edgePools.flatMap(({fqdn, computers}) =>
			computers.map(computer => [computer, outsideOf({side: 'outside', pool: fqdn, computers: [computer]})] as const),
		),
	);
	const web = new Map(pools.map(({fqdn, computers}) => [fqdn, outsideOf({side: 'web', pool: fqdn, computers})] as const));
	return {placeOf, inside, outside, web};
};
