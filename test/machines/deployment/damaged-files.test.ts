import {expect, test} from 'vitest';
import {bundledScenarios, contoso} from '../../../src/adapters/mock/bundled.js';
import {parseDeployment} from '../../../src/machines/deployment/deployment-file.js';
import {parseScenario} from '../../../src/machines/deployment/scenario-file.js';
import {files} from '../../../src/ui/messages/en/files.js';

type Node = Record<string | number, unknown>;

/** mulberry32: small, and the same on every machine. */
const chanceFrom = (seed: number): (() => number) => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

const deep = (): unknown => JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`);
const hostile = [
	...[null, true, -1, 1e308, 0.5, '', ' ', [], {}, [null], '\u001b[2J', '\u202e', '\u0000', '\ud800', 'a'.repeat(10_000)],
	...['__proto__', 'constructor', 'toString', 'pool1', 'Registrar:', ':', '{file}', '<b>', "it's", '..', 'sip:a@b@c', 'pool2.contoso.com'],
];

/** Every place in a JSON value: its holder and its key. What a mutation has nested deeper is left as it is. */
const placesIn = (value: unknown, depth = 10): [Node, string | number][] =>
	typeof value !== 'object' || value === null || depth === 0
		? []
		: Object.keys(value).flatMap(key => [[value as Node, key] as [Node, string], ...placesIn((value as Node)[key], depth - 1)]);

const mutate = (root: unknown, chance: () => number): unknown => {
	const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)] as Item;
	for (let times = 1 + Math.floor(chance() * 3); times > 0; times -= 1) {
		const places = placesIn(root);
		if (places.length === 0) break;
		const [holder, key] = pick(places);
		const [other, otherKey] = pick(places);
		const kinds: (() => void)[] = [
			() => {
				if (Array.isArray(holder)) holder.splice(Number(key), 1);
				else delete holder[key];
			},
			() => {
				holder[key] = pick(hostile);
			},
			() => {
				holder[key] = structuredClone(other[otherKey]);
			},
			() => {
				if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
				else Object.defineProperty(holder, String(pick(hostile)), {value: 1, enumerable: true, configurable: true, writable: true});
			},
			() => {
				holder[key] = deep();
			},
		];
		pick(kinds)();
	}
	return root;
};

const kinds = [
	{kind: 'deployment', originals: [contoso.text], parse: parseDeployment, result: 'deployment'},
	{kind: 'scenario', originals: bundledScenarios.map(scenario => scenario.text), parse: parseScenario, result: 'scenario'},
] as const;

test.each(kinds)('a damaged $kind file ends in a $kind or in one sentence, whatever was done to it', ({originals, parse, result}) => {
	const ends = new Set<string>();
	for (let seed = 1; seed <= 1_000; seed += 1) {
		const original = originals[seed % originals.length] as string;
		const text = JSON.stringify(mutate(JSON.parse(original), chanceFrom(seed)));
		const parsed = parse(text, 'test.json');
		const id = 'problem' in parsed ? parsed.problem.id : result;
		if (id !== result) expect(files, `seed ${seed}`).toHaveProperty([id]);
		expect(JSON.stringify(parsed), `seed ${seed}`).not.toMatch(/\\u001b|\u202e|\\u0000/);
		ends.add(id);
	}
	expect(ends.size).toBeGreaterThan(8);
});

test.each(kinds)('a $kind file that is cut off or has a byte changed ends so too', ({originals, parse}) => {
	const chance = chanceFrom(7);
	for (let round = 0; round < 500; round += 1) {
		const text = originals[0] as string;
		const at = Math.floor(chance() * text.length);
		const damaged = round % 2 ? text.slice(0, at) : text.slice(0, at) + String.fromCharCode(chance() * 128) + text.slice(at + 1);
		const parsed = parse(damaged, 'test.json');
		if ('problem' in parsed) expect(files, damaged.slice(at - 20, at + 20)).toHaveProperty([parsed.problem.id]);
	}
});
