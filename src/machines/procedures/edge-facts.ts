/** What a run about an Edge pool is told at its start, and what its steps teach it. */
import {type Deployment, type EdgePool, poolOf} from '../deployment.js';
import type {Facts, RunInput} from './facts.js';
import {textOf} from './seeing.js';

/** `edge`: FQDN of the Edge pool that is lost, or was, in both directions. */
export type EdgeInput = RunInput & {readonly edge: string};
export type EdgeFacts = Facts &
	EdgeInput & {
		/** FQDN of the Edge pool that federation is on meanwhile. */
		readonly target?: string;
	};

/** The Edge pool that a session is about, or the one that its debts speak of; empty when there is none. */
export const edgeInQuestion = ({edge, debts}: Pick<RunInput, 'edge' | 'debts'>): string =>
	edge ?? textOf(debts.find(({kind}) => kind === 'federation' || kind === 'federationRoute')?.about.edge);

export const edgePoolOf = ({deployment}: Pick<EdgeFacts, 'deployment'>, fqdn: string): EdgePool | undefined =>
	deployment.edgePools.find(pool => pool.fqdn === fqdn);

export const otherEdges = ({deployment, edge}: Pick<EdgeFacts, 'deployment' | 'edge'>): readonly EdgePool[] =>
	deployment.edgePools.filter(({fqdn}) => fqdn !== edge);

/** Before one was found to live, the first of the others: as it stands in a plan. */
export const targetOf = (facts: EdgeFacts): string => facts.target ?? otherEdges(facts)[0]?.fqdn ?? '-';

/** Edge pools have no pair and any Front End may run the cmdlets: those of the partner first, which are asked about everything else too. */
export function possibleHosts({deployment, pool}: Pick<EdgeFacts, 'deployment' | 'pool'>): readonly string[] {
	const partner = deployment.pools.find(({fqdn}) => fqdn === pool)?.backupPool;
	const nearness = (fqdn: string) => (fqdn === partner ? 0 : fqdn === pool ? 2 : 1);
	return deployment.pools.toSorted((a, b) => nearness(a.fqdn) - nearness(b.fqdn)).flatMap(({computers}) => computers);
}

/** The Edge pool at the site of a Front End pool, the one with federation first; undefined where there is none. */
export function edgeNear(deployment: Deployment, pool: string): string | undefined {
	const site = poolOf(deployment, pool)?.site;
	const [edge] = deployment.edgePools
		.filter(each => each.site === site)
		.toSorted((a, b) => Number(b.federationEnabled) - Number(a.federationEnabled));
	return edge?.fqdn;
}
