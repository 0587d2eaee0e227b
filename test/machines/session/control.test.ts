/** Who acts, of the consoles that are attached to one engine: one at a time, by consent, or with a reason after a minute without a key. */
import {describe, expect, test} from 'vitest';
import {
	askedFor,
	type Control,
	given,
	holderOf,
	idleBeforeTakenMs,
	joined,
	kept,
	left,
	mayBeTaken,
	nobody,
	pressed,
	taken,
	viewFor,
} from '../../../src/machines/session/control.js';
import {createChance} from '../../storage/journal-samples.js';

const [ada, pilar, karin, observer] = [1, 2, 3, 9];
const names = new Map([
	[ada, 'Ada'],
	[pilar, 'Pilar'],
	[karin, 'Karin'],
]);
const clientOf = (id: number) => ({who: names.get(id) ?? '?', from: `tty${id}`, pid: id});
const minute = idleBeforeTakenMs;

/** They came in this order, a second apart. */
const attached = (...ids: readonly number[]) =>
	ids.reduce((control, id, index) => joined(control, id, clientOf(id), index * 1_000), nobody);
const holder = (control: Control | undefined) => control && holderOf(control)?.who;

test('you act when you come first, and nobody who comes later takes that away', () => {
	expect(holder(nobody)).toBeUndefined();
	expect(holder(attached(ada))).toBe('Ada');
	expect(holder(attached(ada, pilar, karin))).toBe('Ada');
	expect(viewFor(attached(ada, pilar), pilar, 5_000)).toEqual({
		isMine: false,
		isObserver: false,
		holder: {who: 'Ada', from: 'tty1', heldForMs: 5_000, idleForMs: 5_000},
	});
});

describe('when whoever acts leaves', () => {
	test('the one who came next acts', () => {
		expect(holder(left(attached(ada, pilar, karin), ada, 9_000))).toBe('Pilar');
	});

	test('the one who asked acts, before the one who came next', () => {
		const control = left(askedFor(attached(ada, pilar, karin), karin), ada, 9_000);
		expect(holder(control)).toBe('Karin');
		expect(viewFor(control, pilar, 9_000).asking).toBeUndefined();
		expect(viewFor(control, pilar, 9_000).holder).toMatchObject({heldForMs: 0, idleForMs: 0});
	});

	test('and nobody else is there, nobody acts until the next one comes', () => {
		const control = left(attached(ada), ada, 9_000);
		expect(holder(control)).toBeUndefined();
		expect(holder(joined(control, pilar, clientOf(pilar), 10_000))).toBe('Pilar');
	});
});

test('when somebody else leaves, who acts stays, and what they asked is forgotten', () => {
	const control = left(askedFor(attached(ada, pilar, karin), pilar), pilar, 9_000);
	expect(holder(control)).toBe('Ada');
	expect(viewFor(control, ada, 9_000).asking).toBeUndefined();
	expect(viewFor(left(askedFor(attached(ada, pilar, karin), pilar), karin, 9_000), ada, 9_000).asking).toMatchObject({who: 'Pilar'});
});

describe('control that is asked for', () => {
	const asked = askedFor(attached(ada, pilar), pilar);

	test('is said to who acts and to who asked, and changes nothing by itself', () => {
		expect(holder(asked)).toBe('Ada');
		expect(viewFor(asked, ada, 2_000)).toMatchObject({isMine: true, asking: {who: 'Pilar', from: 'tty2', isMe: false}});
		expect(viewFor(asked, pilar, 2_000)).toMatchObject({isMine: false, asking: {isMe: true}});
	});

	test('is given by who acts only', () => {
		expect(holder(given(asked, ada, 5_000))).toBe('Pilar');
		expect(viewFor(given(asked, ada, 5_000), pilar, 6_000)).toEqual({
			...{isMine: true, isObserver: false},
			holder: {who: 'Pilar', from: 'tty2', heldForMs: 1_000, idleForMs: 1_000},
		});
		for (const id of [pilar, karin, observer]) expect(holder(given(asked, id, 5_000))).toBe('Ada');
	});

	test('is kept by who acts only, and then nobody asks any more', () => {
		expect(viewFor(kept(asked, ada), ada, 5_000)).toMatchObject({isMine: true});
		expect(viewFor(kept(asked, ada), ada, 5_000).asking).toBeUndefined();
		expect(viewFor(kept(asked, pilar), ada, 5_000).asking).toMatchObject({who: 'Pilar'});
	});

	test('is not given to anybody when nobody asks, and not asked for by who has it', () => {
		expect(holder(given(attached(ada, pilar), ada, 5_000))).toBe('Ada');
		expect(viewFor(askedFor(attached(ada), ada), ada, 5_000).asking).toBeUndefined();
	});
});

describe('control that is taken', () => {
	const control = attached(ada, pilar);

	test('is not while who acts pressed a key within the last minute', () => {
		expect(taken(control, pilar, minute - 1)).toBeUndefined();
		expect(mayBeTaken(viewFor(control, pilar, minute - 1))).toBe(false);
		const awake = pressed(control, ada, 30_000);
		expect(taken(awake, pilar, 30_000 + minute - 1)).toBeUndefined();
		expect(holder(taken(awake, pilar, 30_000 + minute))).toBe('Pilar');
	});

	test('is from a minute without a key on, and whoever had it has to wait a minute in turn', () => {
		expect(mayBeTaken(viewFor(control, pilar, minute))).toBe(true);
		const next = taken(control, pilar, minute);
		expect(holder(next)).toBe('Pilar');
		expect(next && taken(next, ada, minute + 1)).toBeUndefined();
		expect(holder(next && taken(next, ada, 2 * minute))).toBe('Ada');
	});

	test('is never from oneself, and keys of others do not count for who acts', () => {
		expect(taken(control, ada, 10 * minute)).toBeUndefined();
		expect(mayBeTaken(viewFor(control, ada, 10 * minute))).toBe(false);
		expect(holder(taken(pressed(control, pilar, minute - 1), pilar, minute))).toBe('Pilar');
	});
});

test('who only looks on never acts, whatever is asked, given or taken', () => {
	const control = attached(ada, pilar);
	expect(viewFor(control, observer, minute)).toMatchObject({isMine: false, isObserver: true});
	expect(mayBeTaken(viewFor(control, observer, 10 * minute))).toBe(false);
	expect(askedFor(control, observer)).toEqual(control);
	expect(taken(control, observer, 10 * minute)).toBeUndefined();
	expect(pressed(control, observer, minute)).toEqual(control);
	expect(left(control, observer, minute)).toEqual(control);
	expect(mayBeTaken(undefined)).toBe(false);
});

test('whatever they do, in any order, one of those who are there acts, and never two', () => {
	const chance = createChance(7);
	let control = nobody;
	const here = new Set<number>();
	for (let now = 0; now < 3_000_000; now += 1_000) {
		const id = 1 + Math.floor(chance() * 6);
		const acts = [
			() => (here.has(id) ? control : joined(control, id, clientOf(id), now)),
			() => left(control, id, now),
			() => askedFor(control, id),
			() => given(control, id, now),
			() => kept(control, id),
			() => pressed(control, id, now),
			() => taken(control, id, now) ?? control,
		];
		const nth = Math.floor(chance() * acts.length);
		control = acts[nth]?.() ?? control;
		if (nth === 0) here.add(id);
		if (nth === 1) here.delete(id);
		const mine = [1, 2, 3, 4, 5, 6].filter(each => viewFor(control, each, now).isMine);
		expect(mine.length).toBe(here.size === 0 ? 0 : 1);
		for (const each of mine) expect(here.has(each)).toBe(true);
		const {asking} = viewFor(control, mine[0] ?? 0, now);
		expect(asking === undefined || (asking.isMe === false && here.has(Number(asking.from.slice(3))))).toBe(true);
	}
});
