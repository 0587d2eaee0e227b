/** Set-CsEdgeServer -Registrar (the next hop), Set-CsSite's routes, and the media Edge of a service: changes of the topology, which write to the store. */
import type {CmdletFailure} from '../../../machines/cmdlet.js';
import {storeAnswers} from '../cms-store.js';
import type {MediaRole} from '../edge-tools.js';
import {beingMoved, model, noStore, notFound, published} from '../failures.js';
import {type BoundCall, type Changer, refusal, textOf, withoutPrefix} from '../plan.js';
import {publish} from '../replication.js';
import type {Plan} from '../running-call.js';
import {type Simulation, seconds} from '../simulation.js';
import type {TopologyKey} from '../world.js';
import {hangMs} from './dead-store.js';

type Change = {readonly key: TopologyKey; readonly value: string};

export const setEdgeServer: Changer = (sim, bound) =>
	write(sim, bound, () => {
		const {call, args} = bound;
		const identity = textOf(args, 'Identity') ?? '';
		const edge = withoutPrefix(identity);
		if (!sim.edgePools.has(edge)) {
			return notFound(call.name, 'the service', identity);
		}
		const registrar = textOf(args, 'Registrar');
		if (registrar === undefined) {
			return [];
		}
		const hop = withoutPrefix(registrar);
		const isDirector = sim.deployment.otherPools.some(pool => pool.fqdn === hop && pool.role === 'director');
		if (!/^registrar:/i.test(registrar) || !(sim.pools.has(hop) || isDirector)) {
			return notFound(call.name, 'the Registrar', registrar);
		}
		return [{key: `nextHop/${edge}`, value: hop}];
	});

/** `-Identity` is the name without `Site:`; a route is `EdgeServer:<Edge pool>` [PS-SITE]. */
export const setSite: Changer = (sim, bound) =>
	write(sim, bound, () => {
		const {call, args} = bound;
		const identity = textOf(args, 'Identity') ?? '';
		const site = sim.deployment.sites.find(({name}) => name.toLowerCase() === identity.toLowerCase());
		if (!site) {
			return notFound(call.name, 'the site', identity);
		}
		const changes: Change[] = [];
		for (const [parameter, kind] of [
			['FederationRoute', 'federationRoute'],
			['XmppFederationRoute', 'xmppRoute'],
		] as const) {
			const route = textOf(args, parameter);
			if (route !== undefined && !(/^edgeserver:/i.test(route) && sim.edgePools.has(withoutPrefix(route)))) {
				return notFound(call.name, 'the Edge Server', route);
			}
			if (route !== undefined) {
				changes.push({key: `${kind}/${site.name}`, value: withoutPrefix(route)});
			}
		}
		return changes;
	});

/** `-EdgeServer` of Set-CsRegistrar, Set-CsConferenceServer and Set-CsMediationServer: each its own service [PS-REG, PS-CONF, PS-MED]. */
const setMediaEdge =
	(role: MediaRole): Changer =>
	(sim, bound) =>
		write(sim, bound, () => {
			const {call, args} = bound;
			const identity = textOf(args, 'Identity') ?? '';
			const pool = withoutPrefix(identity);
			if (!sim.pools.has(pool)) {
				return notFound(call.name, 'the service', identity);
			}
			const edge = textOf(args, 'EdgeServer');
			if (edge !== undefined && !(/^edgeserver:/i.test(edge) && sim.edgePools.has(withoutPrefix(edge)))) {
				return notFound(call.name, 'the Edge Server', edge);
			}
			return edge === undefined ? [] : [{key: `mediaEdge/${role}:${pool}`, value: withoutPrefix(edge)}];
		});

export const setRegistrar = setMediaEdge('Registrar');
export const setConferenceServer = setMediaEdge('ConferencingServer');
export const setMediationServer = setMediaEdge('MediationServer');

/** Seconds (model), then replication. */
const write = (sim: Simulation, {id, call, args}: BoundCall, find: () => readonly Change[] | CmdletFailure): Plan => {
	if (!storeAnswers(sim, call.runsOn)) {
		return refusal(hangMs(sim, id), noStore(call.name, sim.world.cms.active));
	}
	const takesMs = sim.between(3 * seconds, 10 * seconds, 'write', id);
	const found = find();
	if ('errorId' in found) {
		return refusal(takesMs, found);
	}
	if (sim.world.cms.isMoving) {
		return refusal(takesMs, published(`XDSForceReplication,${call.name}`, beingMoved));
	}
	if (sim.world.cms.copies[sim.world.cms.active]?.state !== 'Active') {
		return refusal(takesMs, model(`StoreReadOnly,${call.name}`, 'The Central Management store is read-only.'));
	}
	return {
		takesMs,
		phases: [
			{
				at: 1,
				says: 'Writing to the Central Management store.',
				apply: () => {
					if (found.length > 0) {
						publish(sim, found);
					}
				},
			},
		],
		preview: [`What if: Performing the operation "${call.name}" on target "${textOf(args, 'Identity') ?? ''}".`],
	};
};
