/** The first entry of a live session: what is worked on, since when, and what is owed from before. */
import {type Deployment, firstLabel} from '../../machines/deployment/deployment.js';
import type {Scenario} from '../../machines/deployment/scenario.js';
import type {Header} from '../../machines/journal/journal-entry.js';
import type {Json} from '../../machines/json.js';
import {edgeNear} from '../../machines/procedures/edge/edge-facts.js';
import {familyOf, type LookedAt, type ProcedureId} from '../../machines/procedures/ids.js';
import {openDebts} from '../../storage/debts.js';
import type {Home} from '../../storage/home.js';
import {newHeader} from '../new-header.js';
import {aboutEdge, knownFrom, titleFor} from '../rehearsal-header.js';
import {orStop} from '../usage-problem.js';

export type LiveHeaderOptions = {
	readonly deployment: Deployment;
	/** FQDN of the pool that it is about. */
	readonly pool: string;
	/** What it is begun for: recommended first. */
	readonly begunFor?: ProcedureId | undefined;
	readonly lookOnly?: LookedAt | undefined;
	/** What is wrong with the stand-in farm, and how fast its time goes. */
	readonly standIn?: {readonly scenario: Scenario; readonly seed: number; readonly speed: number} | undefined;
};

export function liveHeader(home: Pick<Home, 'recordings'>, {deployment, pool, begunFor, lookOnly, standIn}: LiveHeaderOptions): Header {
	return {
		...newHeader({
			startedAt: new Date().toISOString(),
			timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
			world: 'live',
			deployment,
			title: standIn ? titleFor(standIn.scenario, deployment, pool) : `${deployment.name}, ${firstLabel(pool)}`,
			pool,
		}),
		...(standIn ? aboutEdge(standIn.scenario, deployment, pool) : edgeOf(deployment, pool, begunFor)),
		known: standIn ? knownFrom(standIn.scenario, deployment, pool) : {lastSteady: [], debts: owed(home, deployment)},
		...(standIn ? {standIn: {...standIn, scenario: standIn.scenario as unknown as Json}} : {}),
		...(begunFor ? {begunFor} : {}),
		...(lookOnly ? {lookOnly} : {}),
	};
}

function edgeOf(deployment: Deployment, pool: string, begunFor: ProcedureId | undefined): Pick<Header, 'edge'> {
	const edge = begunFor && familyOf(begunFor) === 'edge' ? edgeNear(deployment, pool) : undefined;
	return edge ? {edge} : {};
}

/** What earlier live sessions left to be paid, it can be asked to pay. */
const owed = (home: Pick<Home, 'recordings'>, {name}: Deployment) => orStop(openDebts(home, name)).debts.map(({debt}) => debt);
