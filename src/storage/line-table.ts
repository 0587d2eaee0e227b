/**
 * Where each line of a recording stands, and what its first bytes say: seventeen bytes an entry, so that a million entries are known
 * without an object for any of them.
 */

/** What the beginning of a line tells. `isChange` is false only for a call that changes nothing. */
export type LineHead = {readonly at: number; readonly kind: string; readonly isChange: boolean};

/** As it is kept: the sections in this order. `starts` has one more than there are lines: where the next would begin. */
export type LineColumns = {readonly starts: Float64Array; readonly ats: Float64Array; readonly kinds: Uint8Array; readonly names: string[]};

export type LineTable = {
	readonly length: () => number;
	/** Where the whole lines end. */
	readonly bytes: () => number;
	readonly add: (head: LineHead, bytes: number) => void;
	readonly startOf: (seq: number) => number;
	readonly atOf: (seq: number) => number;
	/** Undefined for the few kinds of a recording that has more of them than a byte can name. */
	readonly kindOf: (seq: number) => string | undefined;
	readonly isChange: (seq: number) => boolean;
	readonly columns: () => LineColumns;
};

const changesNothing = 0x80;
const unnamed = 0x7f;

export function createLineTable(known?: LineColumns): LineTable {
	const names = known?.names ?? [];
	const codes = new Map(names.map((name, code) => [name, code]));
	let {starts, ats, kinds} = known ?? {starts: new Float64Array(1025), ats: new Float64Array(1024), kinds: new Uint8Array(1024)};
	let length = known ? kinds.length : 0;

	function grow() {
		const more = kinds.length * 2;
		const larger = {starts: new Float64Array(more + 1), ats: new Float64Array(more), kinds: new Uint8Array(more)};
		larger.starts.set(starts);
		larger.ats.set(ats);
		larger.kinds.set(kinds);
		({starts, ats, kinds} = larger);
	}

	function codeOf(kind: string): number {
		const code = codes.get(kind);
		if (code !== undefined) return code;
		if (names.length === unnamed) return unnamed;
		codes.set(kind, names.length);
		return names.push(kind) - 1;
	}

	return {
		length: () => length,
		bytes: () => starts[length] ?? 0,
		add({at, kind, isChange}, bytes) {
			if (length === kinds.length) grow();
			ats[length] = at;
			kinds[length] = codeOf(kind) | (isChange ? 0 : changesNothing);
			length++;
			starts[length] = (starts[length - 1] ?? 0) + bytes;
		},
		startOf: seq => starts[seq - 1] ?? 0,
		atOf: seq => ats[seq - 1] ?? 0,
		kindOf: seq => names[(kinds[seq - 1] ?? 0) & unnamed],
		isChange: seq => ((kinds[seq - 1] ?? 0) & changesNothing) === 0,
		columns: () => ({starts: starts.slice(0, length + 1), ats: ats.slice(0, length), kinds: kinds.slice(0, length), names}),
	};
}
