/** Messages become sentences: in the zone of the session, with counts, lists and durations said as people say them, and always safe. */
import {IntlMessageFormat} from 'intl-messageformat';
import {describe, expect, test} from 'vitest';
import type {Message, MessageArgument} from '../../../src/machines/message.js';
import {en} from '../../../src/ui/messages/en/catalog.js';
import {createRenderer} from '../../../src/ui/messages/render.js';
import {createChance} from '../terminal/random-frame.js';
import {firstHidden, hostile} from './hidden.js';
import {argumentsOf, parse} from './icu.js';

const session = {language: 'en', timeZone: 'Europe/Paris', startedAt: '2026-02-11T02:12:00Z'} as const;
const render = createRenderer(session);
const tooLate = (given: MessageArgument) => render({id: 'step.tooLate', args: {for: given}});
const lookedFor = (shown: string) => expect.stringContaining(`looked for during ${shown} and`);

test('says a sentence with its arguments', () => {
	expect(render({id: 'step.checkPair.title', args: {pool: 'pool1.contoso.com'}})).toBe('Check that pool1.contoso.com has a living partner');
	expect(render({id: 'outcome.done'})).toBe('done');
});

test('says which users go where, and the swap rule, with the names the right way round', () => {
	expect(render({id: 'direction.failover', args: {pool: 'pool1', partner: 'pool2', users: 20_000}})).toBe(
		'20,000 users who are at home on pool1 will be served by pool2. PoolFqdn is pool1.',
	);
	// Asked for: a failover of pool2. The users of its partner pool1 run on it.
	const swap = {pool: 'pool2', partner: 'pool1'};
	expect(render({id: 'preflight.swap', args: swap})).toMatch(/^The users of pool1 run on pool2 /);
	expect(render({id: 'preflight.swap.remedy', args: swap})).toMatch(
		/^Fail back pool1’s users first, with PoolFqdn pool1\. .* fail over pool2’s users\./,
	);
});

test.each([0, 7, 999, 1_000, 20_000, -20_000, 1_234_567, 0.5, 1_234.56])('says %d as the language does', users => {
	const shown = new Intl.NumberFormat('en').format(users);
	expect(render({id: 'direction.failover', args: {pool: 'a', partner: 'b', users}}).split(' ', 1)).toEqual([shown]);
});

test.each([
	[0, 'No routing group without a primary was seen.'],
	[1, '1 routing group has no primary.'],
	[1_200, '1,200 routing groups have no primary.'],
])('counts %i', (orphans, sentence) => {
	expect(render({id: 'evidence.routingGroups', args: {orphans}})).toBe(sentence);
});

test.each([
	[400, '0 s'],
	[20_000, '20 s'],
	[180_000, '3 min'],
	[200_000, '3 min 20 s'],
	[59 * 60_000 + 59_600, '1 h'],
	[65 * 60_000, '1 h 5 min'],
	[26 * 3_600_000, '1 d 2 h'],
	[7 * 24 * 3_600_000, '7 d'],
	[-60_000, '−1 min'],
])('says %i ms as a duration', (ms, shown) => {
	expect(tooLate({ms})).toEqual(lookedFor(shown));
});

test.each([
	[0, '03:12:00'],
	[61_000, '03:13:01'],
	[-60_000, '03:11:00'],
	[-24 * 3_600_000, 'Feb 10, 03:12:00'],
])('says %i ms of the session as the local time', (at, shown) => {
	expect(tooLate({at})).toEqual(lookedFor(shown));
});

test('lists names, says how many it leaves out, and says when there is none', () => {
	const names = Array.from({length: 14}, (_, index) => `edge${index + 1}`);
	expect(tooLate(['edge1'])).toEqual(lookedFor('edge1'));
	expect(tooLate(['edge1', 'edge2', 'edge3'])).toEqual(lookedFor('edge1, edge2, and edge3'));
	expect(tooLate(names)).toEqual(
		lookedFor('edge1, edge2, edge3, edge4, edge5, edge6, edge7, edge8, edge9, edge10, edge11, edge12, and 2 more'),
	);
	expect(tooLate([])).toEqual(lookedFor('none'));
});

test('keeps the words of a cmdlet, as one paragraph', () => {
	const message = 'Invoke-CsPoolFailOver : This Front-end pool "pool1.contoso.com" is specified in\r\n  topology as the next hop';
	expect(render({id: 'evidence.error', args: {message}})).toBe(
		'The answer was an error: “Invoke-CsPoolFailOver : This Front-end pool "pool1.contoso.com" is specified in topology as the next hop”.',
	);
	expect(render({id: 'evidence.error', args: {message: ''}})).toBe('The answer was an error: “-”.');
	expect(render({id: 'evidence.error', args: {message: '{pool} #'}})).toBe('The answer was an error: “{pool} #”.');
});

describe('what cannot be said', () => {
	const odd: readonly [string, unknown][] = [
		['an unknown id', {id: 'nobody.saysThis', args: {pool: 'pool1\u001b'}}],
		['an id of every object', {id: 'constructor'}],
		['an id that is none', {id: '__proto__', args: {a: 1}}],
		['a missing argument', {id: 'step.checkPair.title'}],
		['an argument that is none', {id: 'step.checkPair.title', args: {pool: null}}],
		['a time that is none', {id: 'step.tooLate', args: {for: {at: Number.NaN}}}],
		['a list of what are no names', {id: 'step.tooLate', args: {for: [1, null]}}],
		['arguments that are none', {id: 'step.tooLate', args: null}],
	];

	test.each(odd)('is shown as it is: %s', (_, message) => {
		const shown = render(message as Message);
		expect(shown).toContain((message as Message).id);
		expect(firstHidden(shown)).toBeUndefined();
	});

	test('a sentence in quotes at the end of another has one full stop', () => {
		expect(render({id: 'evidence.error', args: {message: 'It was not accessible.'}})).toBe(
			'The answer was an error: “It was not accessible.”',
		);
		expect(render({id: 'evidence.error', args: {message: 'Access denied'}})).toBe('The answer was an error: “Access denied”.');
	});

	test('is no reason to throw, also in a zone that nobody knows', () => {
		const lost = createRenderer({language: 'en', timeZone: 'Mars/Olympus', startedAt: 'never'});
		expect(lost({id: 'step.tooLate', args: {for: {at: 0}}})).toBe('step.tooLate {"for":{"at":0}}');
		expect(lost({id: 'outcome.done'})).toBe('done');
	});
});

/** What a text asks for: a number where it counts, in one of its branches or in all. */
function given(text: string, count: number, other: (name: string) => MessageArgument): Record<string, MessageArgument> {
	const used = argumentsOf(parse(text));
	const counted = new Set(used.filter(({kind}) => kind === 'number').map(({name}) => name));
	return Object.fromEntries(used.map(({name}) => [name, counted.has(name) ? count : other(name)]));
}

test('a text with names alone is said as the whole of ICU MessageFormat says it', () => {
	const wrong = Object.entries(en).flatMap(([id, text]) => {
		const args = given(text, 3, name => `<${name}> {x} # $& '`);
		const expected = String(new IntlMessageFormat(text, 'en', undefined, {ignoreTag: true}).format(args));
		const shown = render({id, args});
		return shown === expected ? [] : [{id, shown, expected}];
	});
	expect(wrong).toEqual([]);
});

test('every text is said, and is safe with hostile arguments', () => {
	const cases: readonly (readonly [MessageArgument, number])[] = [
		...hostile.map(value => [value, 0] as const),
		[hostile, 1],
		[[], 2],
		[{at: -1}, 20_000],
		[{ms: 1}, Number.POSITIVE_INFINITY],
	];
	const wrong = Object.entries(en).flatMap(([id, text]) => {
		return cases.flatMap(([value, count]) => {
			const shown = render({id, args: given(text, count, () => value)});
			const isFallback = shown === id || shown.startsWith(`${id} {`);
			return isFallback || firstHidden(shown) || /<LF>|<TAB>/.test(shown) || shown.length > 8_000 ? [{id, value, shown}] : [];
		});
	});
	expect(wrong).toEqual([]);
});

describe('what a file holds in place of a message', () => {
	const ids = Object.keys(en);
	const chance = createChance(11);
	const argumentNames = [...new Set(Object.values(en).flatMap(text => argumentsOf(parse(text)).map(({name}) => name)))];
	const names = ['id', 'args', 'at', 'ms', '__proto__', ...argumentNames];
	const leaf = () => chance.oneOf<unknown>([null, true, 0, -1.5, 1e300, 'text', '', [], {}, 8.64e15]);
	const value = (depth: number): unknown => {
		if (depth === 0 || chance.happens(0.4)) return leaf();
		if (chance.happens(0.4)) return Array.from({length: chance.below(4)}, () => value(depth - 1));
		return Object.fromEntries(Array.from({length: chance.below(4)}, () => [chance.oneOf(names), value(depth - 1)]));
	};

	test('is said as far as it can be, and never throws', () => {
		for (let round = 0; round < 5_000; round++) {
			const args = Object.fromEntries(names.map(name => [name, value(2)]));
			const message = chance.oneOf<unknown>([value(3), {id: chance.oneOf(ids), args}, {id: chance.oneOf(ids), args: value(2)}]);
			const shown = render(message as Message);
			expect(shown, JSON.stringify(message)).not.toMatch(/\[object|NaN|undefined/);
			expect(shown).not.toBe('');
		}
	});

	test.each<readonly [unknown, string]>([
		[{}, '(unreadable)'],
		[null, '(unreadable)'],
		['step', '(unreadable)'],
		[{id: 7}, '(unreadable)'],
		[{id: 'step.checkPair.title', args: {pool: {name: 'pool1'}}}, 'step.checkPair.title {"pool":{"name":"pool1"}}'],
		[{id: 'step.checkPair.title', args: {pool: Number.NaN}}, 'step.checkPair.title {"pool":null}'],
		[{id: 'step.checkPair.title', args: {pool: {at: 1e300}}}, 'step.checkPair.title {"pool":{"at":1e+300}}'],
		[{id: 'step.checkPair.title', args: {pool: [1, 'a']}}, 'step.checkPair.title {"pool":[1,"a"]}'],
		[{id: 'evidence.routingGroups', args: {orphans: 'many'}}, 'evidence.routingGroups {"orphans":"many"}'],
		[{id: 'evidence.routingGroups', args: null}, 'evidence.routingGroups null'],
	])('%j', (message, shown) => {
		expect(render(message as Message)).toBe(shown);
	});
});
