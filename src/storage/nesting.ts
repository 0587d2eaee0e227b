/**
 * How deep JSON is nested, without parsing it: what is nested a hundred thousand times is legal JSON and ends in a stack overflow
 * wherever it is walked.
 */

/** What cmdlets and deployments hold is nested fewer than twenty times. */
export const nestingLimit = 500;

const quote = 0x22;
const backslash = 0x5c;

export function isNestedTooDeep(json: string): boolean {
	// Each level takes two characters at least.
	if (json.length < 2 * nestingLimit) return false;
	let depth = 0;
	for (let index = 0; index < json.length; index++) {
		const unit = json.charCodeAt(index);
		if (unit === quote) {
			index = endOfString(json, index);
		} else if (unit === 0x7b || unit === 0x5b) {
			depth++;
			if (depth > nestingLimit) return true;
		} else if (unit === 0x7d || unit === 0x5d) {
			depth--;
		}
	}
	return false;
}

function endOfString(json: string, start: number): number {
	for (let index = start + 1; index < json.length; index++) {
		const unit = json.charCodeAt(index);
		if (unit === backslash) index++;
		else if (unit === quote) return index;
	}
	return json.length;
}
