/** What is typed to narrow the log: words as they are looked for, and `on:`, `cmdlet:`, `step:`, `only:` before a name. */
import type {LogFilter} from '../../machines/journal/log-window.js';

const prefixes: Readonly<Record<string, keyof LogFilter>> = {on: 'computer', cmdlet: 'cmdlet', step: 'step', only: 'severity'};

export function parseFilter(typed: string): LogFilter {
	const filter: Record<string, string> = {};
	const words: string[] = [];
	for (const word of typed.trim().split(/\s+/)) {
		const [, prefix = '', value = ''] = /^(\w+):(.+)$/.exec(word) ?? [];
		const field = prefixes[prefix];
		if (field) filter[field] = value;
		else if (word) words.push(word);
	}
	return {...filter, ...(words.length > 0 ? {text: words.join(' ')} : {})} as LogFilter;
}
