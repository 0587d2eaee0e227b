/** The plan of the failover of a whole site: those of its parts, one after the other, numbered through. */
import type {PlannedStep} from '../../journal/journal-entry.js';
import {type Message, say} from '../../message.js';
import {edgeRuns} from '../edge/edge-plans.js';
import {partnerOf, type RunInput} from '../facts.js';
import {plannedStep, type Run} from '../pool/planned.js';
import {poolRuns} from '../pool/pool-plans.js';
import {followUpVoice, pointDns} from '../pool/steps/follow-ups.js';
import {emptyLedger} from '../procedure.js';
import {edgesAt, federationToMove, lookAtEdges, mediaToMove, xmppToMove} from './steps/lost-site.js';

type Plan = readonly PlannedStep[];

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

/** What a step needs of earlier ones is said in the numbers of its own part. */
export function numberedThrough(parts: readonly Plan[]): Plan {
	let count = 0;
	return parts.flatMap(part => {
		const numbers = new Map<string, string>();
		return part.map(step => {
			const number = String(++count);
			if (step.number) numbers.set(step.number, number);
			return {...step, number, ...(step.needs ? {needs: inNumbers(step.needs, numbers)} : {})};
		});
	});
}

function inNumbers(needs: Message, numbers: ReadonlyMap<string, string>): Message {
	if (needs.id !== 'needs.steps') return needs;
	const steps = [needs.args?.steps].flat().map(each => numbers.get(String(each)) ?? String(each));
	return say('needs.steps', {steps, count: steps.length});
}

export const siteRuns = {
	siteFailover: {direction: (input: RunInput) => poolRuns.poolFailover.direction(input), plan},
} as const satisfies Record<string, Run>;
