/**
 * What an operator can be asked where nothing can be seen, or knows better: of every site, pool, store and Edge pool, how it is. Pure.
 *
 * An answer is a word and the time at which it was given. It never stands in the place of what was seen.
 */
import type {Deployment} from '../deployment/deployment.js';
import type {Word} from '../topology/reachability.js';

export type Part = 'site' | 'frontEnds' | 'sql' | 'store' | 'edge';
export type TriageQuestion = {
	/** Of the part and the name: `site/Redmond`. */
	readonly id: string;
	readonly part: Part;
	/** The name of a site, the FQDN of a pool or server. */
	readonly name: string;
	/** What can be answered, beside nothing. */
	readonly words: readonly Word[];
};

/** By the id of the question; `at` in ms of the wall clock. */
export type Told = Readonly<Record<string, {readonly word: Word; readonly at: number}>>;

/** Site after site, as the deployment has them; a site without pools decides nothing and is not asked about. */
export function triageQuestions({sites, pools, edgePools, cms}: Deployment): readonly TriageQuestion[] {
	return sites.flatMap(({name}) => {
		const own = pools.filter(({site}) => site === name);
		const parts = [
			...own.flatMap(({fqdn, computers, sql}) => [
				question('frontEnds', fqdn, computers.length),
				...(computers.includes(sql.primary) ? [] : [question('sql', fqdn, 1)]),
				...(cms.active === fqdn ? [question('store', cms.scp.server, 1)] : []),
			]),
			...edgePools.filter(({site}) => site === name).map(({fqdn, computers}) => question('edge', fqdn, computers.length)),
		];
		const site: TriageQuestion = {id: questionId('site', name), part: 'site', name, words: ['dark', 'cutOff', 'lives']};
		return parts.length > 0 ? [site, ...parts] : [];
	});
}

export const questionId = (part: Part, name: string): string => `${part}/${name}`;

const question = (part: Part, name: string, computers: number): TriageQuestion => ({
	id: questionId(part, name),
	part,
	name,
	words: computers > 1 ? ['none', 'some', 'all'] : ['none', 'all'],
});

/** The next answer in the circle of those that there are, nothing being one of them; `by` 1 or -1. */
export function answered(told: Told, {id, words}: TriageQuestion, by: 1 | -1, at: number): Told {
	const {[id]: before, ...others} = told;
	const places = words.length + 1;
	const place = before ? words.indexOf(before.word) + 1 : 0;
	const word = words[((place + by + places) % places) - 1];
	return word ? {...others, [id]: {word, at}} : others;
}
