/**
 * Computers and pools by their first label where no confusion is possible: the common suffix is said once, at the start. Exact lines,
 * directions, and what is to be typed keep their full names.
 */
import {type Deployment, firstLabel} from '../machines/deployment/deployment.js';

export type ShortNames = {
	/** `contoso.com`; undefined when there is none that all share, or when two would be called the same. */
	readonly suffix: string | undefined;
	readonly short: (text: string) => string;
};

export function createShortNames(deployment: Deployment): ShortNames {
	const names = new Set(namesIn(deployment));
	const labels = new Set([...names].map(firstLabel));
	const [suffix, other] = new Set([...names].map(name => name.slice(firstLabel(name).length + 1)));
	if (!suffix || other !== undefined || labels.size < names.size) return {suffix: undefined, short: text => text};
	return {
		suffix,
		short: text => text.replace(quotedOrName, found => (names.has(found.toLowerCase()) ? firstLabel(found) : found)),
	};
}

/** What stands in quotes was said by others, and stays as it was said. A full stop at the end of a sentence is no part of a name. */
const quotedOrName = /“[^”]*”|[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/gi;

function namesIn({pools, edgePools, otherPools}: Deployment): readonly string[] {
	return [
		...pools.flatMap(({fqdn, computers, sql}) => [fqdn, ...computers, sql.primary, sql.mirror ?? '', sql.witness ?? '']),
		...[...edgePools, ...otherPools].flatMap(({fqdn, computers}) => [fqdn, ...computers]),
	].filter(Boolean);
}
