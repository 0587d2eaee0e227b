/** What a run about an Edge pool is told at its start, and what its steps teach it. */
import type {Debt, DebtKind} from '../../debt.js';
import {type Deployment, type EdgePool, type FrontEndPool, poolOf} from '../../deployment/deployment.js';
import type {Facts, RunInput} from '../facts.js';
import {textOf} from '../seeing.js';

/** `edge`: FQDN of the Edge pool that is lost, or was, in both directions. */
export type EdgeInput = RunInput & {readonly edge: string};
export type EdgeFacts = Facts &
	EdgeInput & {
		/** FQDN of the Edge pool that federation is on meanwhile. */
		readonly target?: string;
	};

const aboutEdges: readonly DebtKind[] = ['federation', 'federationRoute', 'xmppRoute', 'mediaEdge', 'edgeStopped', 'names'];

/** The Edge pool that a session is about, or the one that its debts speak of; empty when there is none. */
export const edgeInQuestion = ({edge, debts}: Pick<RunInput, 'edge' | 'debts'>): string =>
	edge ?? textOf(debts.find(({kind}) => aboutEdges.includes(kind))?.about.edge);

/** What has to be given back to an Edge pool, or done because something was moved away from it. */
export const edgeDebts = ({debts, edge}: Pick<EdgeFacts, 'debts' | 'edge'>): readonly Debt[] =>
	debts.filter(({kind, about}) => aboutEdges.includes(kind) && about.edge === edge && (!isRoute(kind) || about.to !== undefined));

/** A route without where it was led to is still to be moved, and not to be given back. */
const isRoute = (kind: DebtKind) => kind === 'federationRoute' || kind === 'xmppRoute';

/** Where something of a lost Edge pool is meanwhile, by what is owed; else where it would go. */
export const awayAt = (facts: EdgeFacts, kind: DebtKind): string =>
	textOf(edgeDebts(facts).find(debt => debt.kind === kind && debt.about.to !== undefined)?.about.to) || targetOf(facts);

/** XMPP came with 2013 and is gone from 2019 on: the version of the pool decides. */
export const hasXmpp = ({deployment, pool}: Pick<EdgeFacts, 'deployment' | 'pool'>): boolean => {
	const version = poolOf(deployment, pool)?.version;
	return version === 6 || version === 7;
};

/** By the captured topology, or because it was moved away from there already. */
export const carriesXmpp = ({deployment, debts, edge}: Pick<EdgeFacts, 'deployment' | 'debts' | 'edge'>): boolean =>
	deployment.sites.some(({xmppFederationRoute}) => xmppFederationRoute === edge) ||
	debts.some(({kind, about}) => kind === 'xmppRoute' && about.edge === edge);

/** Front End pools whose media goes through it, whatever their site (inferred): by the captured topology. */
export const poolsOfEdge = ({deployment, edge}: Pick<EdgeFacts, 'deployment' | 'edge'>): readonly FrontEndPool[] =>
	deployment.pools.filter(({edgePool}) => edgePool === edge);

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
