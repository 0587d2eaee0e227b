/** The plan of the failover of a whole site: those of its parts, one after the other, numbered through. */
import {say} from '../../message.js';
import {edgeRuns} from '../edge/edge-plans.js';
import {partnerOf, type RunInput} from '../facts.js';
import {numberedThrough, type Plan, plannedStep, type Run} from '../pool/planned.js';
import {poolRuns} from '../pool/pool-plans.js';
import {followUpVoice, pointDns} from '../pool/steps/follow-ups.js';
import {emptyLedger} from '../procedure.js';
import {edgesAt, federationToMove, lookAtEdges, mediaToMove, xmppToMove} from './steps/lost-site.js';

/** Steps of a failover that the site does itself, after everything else. */
const lateSteps = ['pointingDns', 'movingRoutes', 'followingUpVoice'];

function plan(input: RunInput, run: string): Plan {
	if (!partnerOf(input)) return [];
	const facts = {...input, ...emptyLedger(input.debts)};
	const edges = edgesAt(facts).map(({fqdn}) => fqdn);
	const livingEdges = input.deployment.edgePools.map(({fqdn}) => fqdn).filter(fqdn => !edges.includes(fqdn));
	// As it stands when all of the site is lost, and nothing else.
	const lost = {...facts, lostEdges: edges, livingEdges};
	const ofEdge = (id: keyof typeof edgeRuns, edge: string | undefined) => (edge ? edgeRuns[id].plan({...input, edge}, `${run}/${id}`) : []);
	const own = (state: string, step: Parameters<typeof plannedStep>[1], needs: string) =>
		plannedStep(`${run}/${state}`, step, say(needs, {pool: input.pool, partner: partnerOf(input)?.fqdn ?? ''}));
	const pool = poolRuns.poolFailover.plan(input, `${run}/poolFailover`).filter(({step}) => !lateSteps.some(late => step.endsWith(late)));
	return numberedThrough([
		pool,
		[own('lookingAtEdges', lookAtEdges(facts), 'needs.site')],
		ofEdge('federationFailover', federationToMove(lost)),
		ofEdge('xmppFailover', xmppToMove(lost)),
		ofEdge('mediaFailover', mediaToMove(lost)),
		[own('pointingDns', pointDns(facts), 'needs.dns'), own('followingUpVoice', followUpVoice(facts), 'needs.voice')],
	]);
}

export const siteRuns = {
	siteFailover: {direction: (input: RunInput) => poolRuns.poolFailover.direction(input), plan},
} as const satisfies Record<string, Run>;
