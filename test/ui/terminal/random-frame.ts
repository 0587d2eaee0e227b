/** Frames by chance, beside what they are made of: what a terminal should show is known without reading them. */
import stringWidth from 'string-width';

/** mulberry32: small, and the same on every machine. */
export function createChance(seed: number) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
	return {next, below, oneOf, happens: (probability: number) => next() < probability};
}
export type Chance = ReturnType<typeof createChance>;

/** One sign of a frame: how wide Ink takes it to be, and how it should look in the words of `lookOf`. */
export type Sign = {readonly text: string; readonly width: number; readonly codes: readonly string[]; readonly look: string};
export type Model = readonly (readonly Sign[])[];

const palette = 16_777_216;
const palette256 = 33_554_432;
const rgb = 50_331_648;

const foregrounds = [
	['', '-'],
	['', '-'],
	['31', `${palette}:1`],
	['92', `${palette}:10`],
	['38;5;200', `${palette256}:200`],
	['38;2;1;2;3', `${rgb}:${0x010203}`],
] as const;
const backgrounds = [
	['', '-'],
	['', '-'],
	['', '-'],
	['44', `${palette}:4`],
	['48;5;17', `${palette256}:17`],
] as const;

type Look = Pick<Sign, 'codes' | 'look'>;
const plain: Look = {codes: [], look: '- - 00000'};

function randomLook(chance: Chance): Look {
	if (chance.happens(0.5)) return plain;
	const [foreground, foregroundLook] = chance.oneOf(foregrounds);
	const [background, backgroundLook] = chance.oneOf(backgrounds);
	const flags = ['1', '2', '3', '4', '7'].filter(() => chance.happens(0.2));
	const codes = [foreground, background, ...flags].filter(code => code !== '');
	if (chance.happens(0.3)) codes.reverse();
	const look = ['1', '2', '3', '4', '7'].map(flag => (flags.includes(flag) ? 1 : 0)).join('');
	return {codes, look: `${foregroundLook} ${backgroundLook} ${look}`};
}

const oddSigns = [
	...['│', '─', '►', '○', 'é', '…', 'e\u0301', 'o\u0308\u0323', '☎'],
	...['界', 'ア', '한', 'ﾊﾟ', '😀', '👍🏽', '👨‍👩‍👧', '❤️', '🇩🇪', '1️⃣'],
];
export const widthInInk: Readonly<Record<string, number>> = Object.fromEntries(oddSigns.map(sign => [sign, stringWidth(sign)]));

/** Signs with a look that lasts a while, as in real rows. */
export function randomRow(chance: Chance, columns: number): readonly Sign[] {
	const row: Sign[] = [];
	const length = chance.happens(0.3) ? columns : chance.below(columns + 1);
	let used = 0;
	let look = plain;
	while (used < length) {
		if (chance.happens(0.2)) look = randomLook(chance);
		const kind = chance.next();
		const text = kind < 0.65 ? String.fromCharCode(0x61 + chance.below(26)) : kind < 0.8 ? ' ' : chance.oneOf(oddSigns);
		const repeats = text === '─' ? 1 + chance.below(8) : 1;
		for (let n = 0; n < repeats; n++) {
			const width = widthInInk[text] ?? 1;
			if (used + width > length) return row;
			row.push({text, width, ...look});
			used += width;
		}
	}
	return row;
}

export const randomModel = (chance: Chance, columns: number, rows: number): Model =>
	Array.from({length: rows}, () => (chance.happens(0.2) ? [] : randomRow(chance, columns)));

/** What may become of a screen from one frame to the next. */
export function changed(chance: Chance, model: Model, columns: number, rows: number): Model {
	const next = model.map(row => row);
	while (next.length < rows) next.push(chance.happens(0.5) ? [] : randomRow(chance, columns));
	const kind = chance.next();
	if (kind < 0.05) return randomModel(chance, columns, rows);
	if (kind < 0.08) return [];
	if (kind < 0.4) shift(chance, next, columns);
	if (kind < 0.45) next.length = chance.below(rows) + 1;
	const edits = chance.below(4);
	for (let n = 0; n < edits && next.length > 0; n++) {
		const y = chance.below(next.length);
		next[y] = chance.happens(0.3) ? randomRow(chance, columns) : edited(chance, next[y] ?? [], columns);
	}
	// Drawn for a terminal that was larger.
	return chance.happens(0.1) ? [...next, randomRow(chance, columns + 10)] : next;
}

function shift(chance: Chance, rows: (readonly Sign[])[], columns: number): void {
	const top = chance.below(rows.length);
	const height = 1 + chance.below(rows.length - top);
	const by = 1 + chance.below(Math.min(3, height));
	const moved = rows.splice(top, height);
	const fresh = Array.from({length: by}, () => randomRow(chance, columns));
	rows.splice(top, 0, ...(chance.happens(0.7) ? [...moved.slice(by), ...fresh] : [...fresh, ...moved.slice(0, height - by)]));
}

function edited(chance: Chance, row: readonly Sign[], columns: number): readonly Sign[] {
	const from = chance.below(row.length + 1);
	const kept = row.slice(from + 1 + chance.below(4));
	return [...row.slice(0, from), ...randomRow(chance, chance.below(Math.min(6, columns) + 1)), ...(chance.happens(0.8) ? kept : [])];
}

/** As Ink writes it: every row begins and ends plain, and has no plain spaces at its end. */
export function toFrame(model: Model): string {
	const frame = model
		.map(row => {
			let text = '';
			let codes: readonly string[] = [];
			for (const sign of row) {
				if (sign.codes.join() !== codes.join())
					text += `${codes.length > 0 ? '\x1b[0m' : ''}${sign.codes.map(code => `\x1b[${code}m`).join('')}`;
				codes = sign.codes;
				text += sign.text;
			}
			return codes.length > 0 ? `${text}\x1b[0m` : text.trimEnd();
		})
		.join('\n');
	// An empty write is no frame.
	return frame || '\n';
}
