/** The evidence of a finding: what was seen, and what was said with its time. Neither is ever put as the other. */
import {type Message, say} from '../message.js';
import {type Count, isUnknown, type Seen} from '../topology/reachability.js';
import type {Part} from './told.js';

/** What was seen of it; nothing where that says nothing. */
export function seenOf(count: Count, sentence: (seen: Seen) => Message): readonly Message[] {
	const seen = count.said ? count.said.seen : count;
	return seen && seen.all > 0 && !isUnknown(seen) ? [sentence(seen)] : [];
}

/** What was said of it itself; what its site was said to be is told with the site. */
export const saidOf = (count: Count, part: Part, name: string): readonly Message[] =>
	count.said && !count.said.isOfSite ? [say('triage.said', {part, name, word: count.said.word, time: {clock: count.said.at}})] : [];

/** What is taken of it rests on a word, because what was seen says nothing of it, or something else. */
export const isOnSaid = ({said, serving}: Count): boolean => said !== undefined && said.seen?.serving !== serving;

/** Nothing but a word speaks of it. */
export const isUnseen = ({said}: Count): boolean => said !== undefined && said.seen === undefined;

/** Something answers that was said to be down, or the other way round; silence contradicts nothing. */
export function isContradicted({said}: Count, part: Part): boolean {
	if (!said?.seen || said.isOfSite) return false;
	const {word, seen} = said;
	if (part === 'site') return word !== 'lives' && seen.answering > 0;
	if (seen.serving === 0) return word !== 'none' && seen.answering > 0;
	return word !== (seen.serving === seen.all ? 'all' : 'some');
}

/** Said to serve, and silent from here. */
export const isCutOff = ({said}: Count): boolean =>
	said?.seen !== undefined &&
	said.seen.answering === 0 &&
	said.seen.unnamed < said.seen.all &&
	(said.word === 'all' || said.word === 'some');
