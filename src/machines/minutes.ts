/** Minutes as they are typed: `12`, or `12 min`. */

/** Some ten weeks: no outage is longer, and no loss. */
export const mostMinutes = 99_999;

/** Undefined when it is no number of minutes; one above the most is for whoever asked to refuse. */
export function minutesIn(typed: string): number | undefined {
	const [, digits] = /^(\d{1,12})(?:\s*min(?:utes?)?\.?)?$/i.exec(typed.trim()) ?? [];
	return digits === undefined ? undefined : Number(digits);
}
