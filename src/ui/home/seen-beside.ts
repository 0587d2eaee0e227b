/** What is seen of something that an operator is asked about, and whether what was said contradicts it. */
import {type Message, say} from '../../machines/message.js';
import {isUnknown} from '../../machines/topology/reachability.js';
import {isContradicted} from '../../machines/triage/evidence.js';
import {countOf, heardOf} from '../../machines/triage/heard.js';
import type {TriageQuestion} from '../../machines/triage/told.js';
import {reachSeen} from './found.js';
import type {HomeFacts} from './home-facts.js';
import type {HomeState} from './home-state.js';

export type SeenBeside = {readonly seen: Message; readonly differs: boolean};

export function seenBeside(question: TriageQuestion, facts: HomeFacts, {told}: Pick<HomeState, 'told'>): SeenBeside {
	const {deployment} = facts;
	const look = reachSeen(facts);
	const count = look && countOf(deployment, look, question);
	if (!count || count.all === 0 || isUnknown(count)) return {seen: say('home.told.notSeen'), differs: false};
	const heard = countOf(deployment, heardOf(deployment, told, look), question);
	const differs = heard !== undefined && isContradicted(heard, question.part);
	const seen = question.part === 'site' ? count.answering : count.serving;
	return {seen: say('home.told.seen', {count: seen, all: count.all, differs: differs ? 'yes' : 'no'}), differs};
}
