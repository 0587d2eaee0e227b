/**
 * Chance without a generator: a number is a hash of the seed and of what it is for. A read uses nothing up, and the order of
 * questions does not matter.
 */

const mix = (hash: number, text: string): number => {
	let mixed = hash;
	for (let i = 0; i < text.length; i++) {
		mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193);
	}
	// A separator, so that ('ab', 'c') and ('a', 'bc') differ.
	return Math.imul(mixed ^ 0x1f, 0x01000193);
};

/** In [0, 1). The last rounds are those of murmur3: without them, names that differ in their last letter are neighbours. */
export const chance = (seed: number, ...names: readonly string[]): number => {
	let hash = mix(0x811c9dc5, String(seed));
	for (const name of names) {
		hash = mix(hash, name);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
};
