/** What went down with a site beside its pool, and what of it can be carried elsewhere. */
import {all} from '../../../ask.js';
import type {EdgePool} from '../../../deployment/deployment.js';
import {say} from '../../../message.js';
import {tcp} from '../../../probe.js';
import type {Step} from '../../../step/step.js';
import {carriesXmpp, hasXmpp, poolsOfEdge} from '../../edge/edge-facts.js';
import {type Facts, homeOf} from '../../facts.js';
import {seen} from '../../seeing.js';
import {answeringOf, sipPort} from '../../steps/signs.js';

/** Edge pools of the deployment, as they were found: FQDN. */
export type LostSiteFacts = Facts & {readonly lostEdges?: readonly string[]; readonly livingEdges?: readonly string[]};

export const edgesAt = ({deployment, pool}: Pick<Facts, 'deployment' | 'pool'>): readonly EdgePool[] => {
	const {site} = homeOf({deployment, pool});
	return deployment.edgePools.filter(edge => edge.site === site);
};

/**
 * Which Edge pools of the site are silent as a whole, and which others could take over what went through them. It judges nothing: what
 * cannot be carried elsewhere stays owed, and each procedure that follows looks again for itself.
 */
export function lookAtEdges(facts: LostSiteFacts): Step {
	const own = edgesAt(facts);
	const others = facts.deployment.edgePools.filter(edge => !own.includes(edge));
	return {
		title: say('step.lookAtEdges.title', {site: homeOf(facts).site}),
		why: say('step.lookAtEdges.why'),
		look: all(...[...own, ...others].flatMap(({computers}) => computers).map(computer => tcp(computer, sipPort))),
		judge(answers) {
			const isSilent = (edge: EdgePool) => answeringOf(answers, edge, sipPort).length === 0;
			const lost = own.filter(isSilent).map(({fqdn}) => fqdn);
			const living = others.filter(edge => !isSilent(edge)).map(({fqdn}) => fqdn);
			const names = {lost, count: lost.length, site: homeOf(facts).site};
			return {
				says: 'holds',
				evidence: [
					seen(answers[0], lost.length === 0 ? 'good' : 'bad', 'evidence.lostEdges', names),
					seen(answers[0], living.length > 0 ? 'good' : 'bad', 'evidence.livingEdges', {edges: living, count: living.length}),
				],
				learned: {lostEdges: lost, livingEdges: living},
			};
		},
	};
}

/** What of a lost Edge pool is carried elsewhere: its FQDN; undefined where there is none, or no other lives to take it. */
type ToMove = (facts: LostSiteFacts) => string | undefined;

const lostOne =
	(isIt: (edge: string, facts: LostSiteFacts) => boolean): ToMove =>
	facts =>
		(facts.livingEdges ?? []).length > 0 ? facts.lostEdges?.find(edge => isIt(edge, facts)) : undefined;

/** By the captured routes, or the box. */
export const federationToMove = lostOne(
	(edge, {deployment}) =>
		deployment.edgePools.some(({fqdn, federationEnabled}) => fqdn === edge && federationEnabled) ||
		deployment.sites.some(({federationRoute}) => federationRoute === edge),
);

/** The version decides whether there is any. */
export const xmppToMove = lostOne((edge, facts) => hasXmpp(facts) && carriesXmpp({...facts, edge}));

/** Of Front End pools at other sites that use it: those of its own are lost with it. */
export const mediaToMove = lostOne((edge, facts) => poolsOfEdge({...facts, edge}).some(({site}) => site !== homeOf(facts).site));
