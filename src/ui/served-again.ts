/**
 * When an outage was over: what its clock counts to. Of a pool, when its users were proved to be served. Of an Edge pool, when all that it
 * carried by the topology (federation, XMPP, the media of its Front End pools) was carried by another one, or by itself again. Remote users
 * sign in elsewhere by themselves, which nothing here sees: they are not counted.
 */
import {isFailover} from '../machines/journal/clocks.js';
import {deploymentOf} from '../machines/journal/journal-entry.js';
import type {RunView, SessionView} from '../machines/journal/session-view.js';
import {carriesXmpp, edgePoolOf, poolsOfEdge} from '../machines/procedures/edge/edge-facts.js';
import type {Situation} from './situation.js';

/** Milliseconds since the session began; undefined while the outage goes on. */
export function servedAgainAt({view, header}: Pick<Situation, 'view' | 'header'>): number | undefined {
	const {edge} = header;
	if (edge === undefined) return view.runs.findLast(({procedure, provedAt}) => isFailover(procedure) && provedAt !== undefined)?.provedAt;
	const carried = carriedBy({deployment: deploymentOf(header), edge, debts: header.known.debts});
	const again = (carried.length > 0 ? carried : [[]]).map(procedures => carriedSince(view, procedures));
	return again.some(at => at === undefined) ? undefined : Math.max(...again.map(Number));
}

/** Of each thing that it carried when the session began: the procedures that lead it elsewhere. */
function carriedBy(facts: Parameters<typeof carriesXmpp>[0]): readonly (readonly string[])[] {
	const {deployment, edge, debts} = facts;
	const isAway = (debt: string) => debts.some(({kind, about}) => kind === debt && about.edge === edge && about.to !== undefined);
	const hasRoute = deployment.sites.some(({federationRoute}) => federationRoute === edge);
	return [
		// Where it was moved before, partners may still be led astray.
		...(edgePoolOf(facts, edge)?.federationEnabled || hasRoute ? [['federationFailover', 'inboundFederation']] : []),
		...(carriesXmpp(facts) && !isAway('xmppRoute') ? [['xmppFailover']] : []),
		...(poolsOfEdge(facts).length > 0 && !isAway('mediaEdge') ? [['mediaFailover']] : []),
	];
}

/** The end of the first run that did it, or gave all of it back. */
const carriedSince = (view: SessionView, procedures: readonly string[]): number | undefined =>
	view.runs.find(
		run => run.outcome === 'done' && (run.procedure === 'edgeFailback' || (procedures.includes(run.procedure) && !leavesNames(view, run))),
	)?.endedAt;

/** What comes in is led to a dead Edge pool as long as the names are. */
const leavesNames = ({steps}: SessionView, {run}: RunView): boolean =>
	steps.some(({id, end}) => id.startsWith(`${run}/`) && /\bchanging(?:Answer|Names)\b/.test(id) && end?.kind === 'skipped');
