/** What a rehearsal begins with: who is hit, what was known before, what is owed already. Nothing of it starts anything. */
import {livingEdges} from '../adapters/mock/roles.js';
import {type Debt, debtId} from '../machines/debt.js';
import {type Deployment, firstLabel, poolOf} from '../machines/deployment/deployment.js';
import {type Scenario, titleIn} from '../machines/deployment/scenario.js';
import type {Header, Known} from '../machines/journal/journal-entry.js';
import type {Json} from '../machines/json.js';
import {say} from '../machines/message.js';
import {edgeNear} from '../machines/procedures/edge/edge-facts.js';
import {federationDebt} from '../machines/procedures/edge/steps/federation.js';
import {ofFederation, routeDebt} from '../machines/procedures/edge/steps/routes.js';
import type {LookedAt} from '../machines/procedures/ids.js';
import {newHeader} from './new-header.js';

/** Modules of the backup service that hold what users make. */
const userModules = ['UserServices.PresenceFocus', 'ConfServices.DataConf'];

export type RehearsalOptions = {
	readonly scenario: Scenario;
	readonly deployment: Deployment;
	/** FQDN of the hit pool; by default the one with the active Central Management store. */
	readonly pool?: string;
	readonly seed: number;
	/** The procedure that is only looked at; without it, everything can be run. */
	readonly lookOnly?: LookedAt | undefined;
	/** The id of the procedure that it is begun for; by default what the scenario rehearses. */
	readonly begunFor?: string | undefined;
};

export function headerOf({scenario, deployment, pool = deployment.cms.active, seed, lookOnly, ...more}: RehearsalOptions): Header {
	const {begunFor = scenario.procedure} = more;
	return {
		...newHeader({
			startedAt: scenario.startsAt,
			timeZone: scenario.timeZone,
			world: 'rehearsal',
			deployment,
			title: titleFor(scenario, deployment, pool),
			pool,
		}),
		...aboutEdge(scenario, deployment, pool),
		known: knownFrom(scenario, deployment, pool),
		rehearsal: {scenario: scenario as unknown as Json, seed},
		...(lookOnly ? {lookOnly} : {}),
		...(begunFor ? {begunFor} : {}),
	};
}

/** Nothing but the Edge pool of the hit site is lost. */
export const isAboutEdge = ({faults}: Pick<Scenario, 'faults'>): boolean => {
	const lost = faults.filter(({fault}) => fault === 'off');
	return lost.length > 0 && lost.every(({role}) => role === 'hitEdge');
};

/** Then the session is about that one, the one with federation first. */
export function aboutEdge(scenario: Scenario, deployment: Deployment, pool: string): Pick<Header, 'edge'> {
	const edge = isAboutEdge(scenario) ? edgeNear(deployment, pool) : undefined;
	return edge ? {edge} : {};
}

/** The title with names in the place of roles; a pool is said by its first label. */
export function titleFor(scenario: Pick<Scenario, 'title'>, deployment: Deployment, pool: string = deployment.cms.active): string {
	const home = poolOf(deployment, pool);
	return titleIn(scenario, {hitSite: home?.site ?? pool, hitPool: firstLabel(pool), partner: firstLabel(home?.backupPool ?? '')});
}

/** Federation is on another Edge pool, and so are the routes that led through the one near the pool. */
function federationMoved(deployment: Deployment, pool: string): readonly Debt[] {
	const from = edgeNear(deployment, pool);
	const to = livingEdges(deployment, pool)[0]?.fqdn;
	if (from === undefined || to === undefined || !deployment.edgePools.some(edge => edge.fqdn === from && edge.federationEnabled)) return [];
	const sites = deployment.sites.filter(({federationRoute}) => federationRoute === from);
	return [federationDebt({from, to}), ...sites.map(({name}) => routeDebt(ofFederation, name, {from, to}))];
}

/** What somebody's Switchback had seen before the outage, and what the records of the deployment say. */
export function knownFrom({briefing, given, faults}: Scenario, deployment: Deployment, pool: string): Known {
	// Where nothing has gone wrong, there is no outage.
	const hasOutage = faults.some(fault => 'atMs' in fault && fault.atMs <= 0);
	const outageAt = hasOutage ? -briefing.outageBeforeMs : 0;
	const {lastSeenBeforeMs} = briefing;
	const lastSteady =
		lastSeenBeforeMs === undefined ? [] : userModules.map(module => ({module, at: outageAt - lastSeenBeforeMs, by: 'the readiness check'}));
	const partner = poolOf(deployment, pool)?.backupPool;
	const runsOnHitPool = partner !== undefined && given.some(entry => entry.given === 'partnerRunsOnHitPool');
	const storeIsAway = partner !== undefined && deployment.cms.active === pool && given.some(entry => entry.given === 'storeActiveTwice');
	const away: readonly Debt[] = storeIsAway
		? [
				{
					id: debtId('cmsMoved', pool),
					kind: 'cmsMoved',
					title: say('debt.cmsMoved', {from: pool, to: partner}),
					about: {from: pool, to: partner},
				},
			]
		: [];
	const debts: readonly Debt[] = runsOnHitPool
		? [
				{
					id: debtId('failedOver', partner),
					kind: 'failedOver',
					title: say('debt.failedOver', {pool: partner, partner: pool, users: poolOf(deployment, partner)?.users ?? 0}),
					about: {pool: partner, partner: pool},
				},
			]
		: [];
	const federated = given.some(entry => entry.given === 'federationMoved') ? federationMoved(deployment, pool) : [];
	return {lastSteady, debts: [...debts, ...away, ...federated], ...(hasOutage ? {outageAt} : {})};
}
