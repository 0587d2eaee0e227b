/** What was found: from what answers, and from what the operator said where that was asked for. */
import {type Message, say} from '../../machines/message.js';
import type {Reachability} from '../../machines/topology/reachability.js';
import type {Finding} from '../../machines/triage/finding.js';
import {heardOf} from '../../machines/triage/heard.js';
import type {Told} from '../../machines/triage/told.js';
import {triage} from '../../machines/triage/triage.js';
import type {HomeFacts} from './home-facts.js';

/** The gravest first; empty while nothing is known. */
export function findingsAt({told}: {readonly told: Told}, {outlook, deployment, owed}: HomeFacts): readonly Finding[] {
	const looked = outlook.has === 'topology' ? outlook.looked : undefined;
	if (Object.keys(told).length === 0) return looked?.findings ?? [];
	return triage(deployment, heardOf(deployment, told, looked?.reach), owed);
}

export const reachSeen = ({outlook}: HomeFacts): Reachability | undefined =>
	outlook.has === 'topology' ? outlook.looked?.reach : undefined;

export const proposalOf = ({proposes, situation}: Finding): Message =>
	proposes ? say('home.proposal', {procedure: proposes.procedure, pool: proposes.pool}) : say('home.noProposal', {situation});
