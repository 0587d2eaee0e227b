/** Get-CsDatabaseMirrorState (procedures l, cmdlets.md §4) and Get-CsPoolFabricState (§7). */
import type {Json} from '../../../machines/json.js';
import {model, notFound} from '../failures.js';
import {type BoundCall, fqdnOf, isSet, type Reader, reading, textOf} from '../plan.js';
import {hasQuorum, livingFrontEnds, reaches, runningFrontEnds, sqlAnswers} from '../reach.js';
import {frontEndPool, poolWorld, type Simulation} from '../simulation.js';
import {fromStore, hangMs} from './dead-store.js';

const databases: Readonly<Record<string, readonly string[]>> = {
	user: ['rtcxds', 'rtcshared', 'rtcab'],
	application: ['rgsconfig', 'rgsdyn', 'cpsdyn'],
	centralmgmt: ['xds', 'lis'],
};
const otherNames: Readonly<Record<string, string>> = {app: 'application', cms: 'centralmgmt'};
const dead = 'DatabaseInaccessibleOrMirroringNotEnabled';

/** One object per database. The last property has two names in the sources: the field tool's, read by both, is given. */
export const getMirrorState: Reader = (sim, bound) =>
	fromStore(sim, bound, () => {
		const {args, call} = bound;
		const fqdn = fqdnOf(args, 'PoolFqdn');
		if (!sim.pools.has(fqdn)) {
			return {failure: notFound(call.name, 'the pool', fqdn)};
		}
		const asked = textOf(args, 'DatabaseType')?.toLowerCase();
		const type = asked === undefined ? undefined : (otherNames[asked] ?? asked);
		const holdsCms = fqdn in sim.world.cms.copies;
		if (type === 'centralmgmt' && !holdsCms) {
			return {failure: model(`RoleNotPresent,${call.name}`, `Central Management Store is not present on pool ${fqdn}.`)};
		}
		if (type !== undefined && !(type in databases)) {
			return {failure: model(`RoleNotPresent,${call.name}`, `One of the following roles must exist on pool ${fqdn}: ${asked}.`)};
		}
		const types = type === undefined ? ['user', 'application', ...(holdsCms ? ['centralmgmt'] : [])] : [type];
		return {output: types.flatMap(name => (databases[name] ?? []).map(database => mirrorState(sim, bound, fqdn, database)))};
	});

const mirrorState = (sim: Simulation, {call}: BoundCall, pool: string, database: string): Json => {
	const stores = sim.stores.get(pool);
	const {mirror} = stores ?? {};
	const answers = (server: string | undefined) => server !== undefined && sqlAnswers(sim, server) && reaches(sim, call.runsOn, server);
	const primaryIsPrincipal = poolWorld(sim, pool).principal === 'primary';
	const onPrimary = mirror !== undefined && answers(stores?.primary);
	const onMirror = answers(mirror);
	const status = (isThere: boolean, partner: string | undefined) =>
		!isThere ? null : partner !== undefined && sqlAnswers(sim, partner) ? 'Synchronized' : 'Disconnected';
	return {
		DatabaseName: database,
		StateOnPrimary: !onPrimary ? dead : primaryIsPrincipal ? 'Principal' : 'Mirror',
		StateOnMirror: !onMirror ? dead : primaryIsPrincipal ? 'Mirror' : 'Principal',
		MirroringStatusOnPrimary: status(onPrimary, mirror),
		MirroringStatusOnMirror: status(onMirror, stores?.primary),
	};
};

/** Text, not objects [SUP-LIMITED]: nothing is printed when nothing is wrong. Missing secondaries only with `-Verbose`. */
export const getFabricState: Reader = (sim, bound) => {
	const {args, call, id} = bound;
	const fqdn = fqdnOf(args, 'PoolFqdn');
	if (!sim.pools.has(fqdn)) {
		return reading(sim, bound, () => ({failure: notFound(call.name, 'the pool', fqdn)}));
	}
	const answers = () => livingFrontEnds(sim, fqdn).some(computer => reaches(sim, call.runsOn, computer));
	const noFabric = {failure: model(`FabricUnavailable,${call.name}`, `The fabric of the pool "${fqdn}" does not answer.`)};
	if (!answers()) {
		return {takesMs: hangMs(sim, id), answer: () => noFabric};
	}
	return reading(sim, bound, () => (answers() ? {output: fabricLines(sim, fqdn, isSet(args, 'Verbose'))} : noFabric));
};

const fabricLines = (sim: Simulation, fqdn: string, isVerbose: boolean): readonly string[] => {
	const pool = frontEndPool(sim, fqdn);
	const missing = pool.computers.length - runningFrontEnds(sim, fqdn).length;
	const groups = Array.from({length: pool.routingGroups}, (_, i) => groupId(sim, fqdn, i));
	if (!hasQuorum(sim, pool)) {
		return groups.map(group => `Service: (P) fabric:/lync/routing/${group} has no primaries.`);
	}
	// Each lost Front End leaves its share of the groups with a replica fewer; beyond two replicas a group has no primary.
	const share = Math.round((pool.routingGroups * missing) / Math.max(1, pool.computers.length));
	return isVerbose
		? groups
				.slice(0, share)
				.map(group => `Service: (P) fabric:/lync/routing/${group} has insufficient secondary replicas (Expected: 2, Current: 1)`)
		: [];
};

const groupId = (sim: Simulation, pool: string, i: number): string =>
	[0, 1, 2, 3]
		.map(part =>
			Math.floor(sim.chance('group', pool, String(i), String(part)) * 0x1_0000_0000)
				.toString(16)
				.padStart(8, '0'),
		)
		.join('')
		.toUpperCase();
