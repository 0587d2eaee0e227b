/** Who takes which SRV record: a client of remote access, and the Access Edge of a partner. */
import {expect, test} from 'vitest';
import {inClientOrder, pickedByPartner, type Srv} from '../../src/machines/srv.js';

const srv = (target: string, priority: number, weight = 0): Srv => ({target, priority, weight, port: 443});
const targets = (records: readonly Srv[]) => records.map(({target}) => target);
const never = () => 0;

test('a client tries the lowest priority first, and goes on to the others', () => {
	expect(targets(inClientOrder([srv('c', 20), srv('a', 0), srv('b', 10)], never))).toEqual(['a', 'b', 'c']);
});

test('within a priority chance decides, by weight', () => {
	const records = [srv('light', 0, 10), srv('none', 0, 0), srv('heavy', 0, 90)];
	expect(targets(inClientOrder(records, () => 0))).toEqual(['none', 'light', 'heavy']);
	expect(targets(inClientOrder(records, () => 0.05))).toEqual(['light', 'heavy', 'none']);
	expect(targets(inClientOrder(records, () => 0.999))).toEqual(['heavy', 'light', 'none']);

	const firsts = Array.from({length: 1_000}, (_, index) => inClientOrder(records, () => index / 1_000)[0]?.target);
	const share = (target: string) => firsts.filter(first => first === target).length;
	expect(share('heavy')).toBeGreaterThan(850);
	expect(share('light')).toBeGreaterThan(80);
	expect(share('none')).toBeLessThan(20);
});

test('nothing is lost and nothing doubled, whatever chance says', () => {
	const records = Array.from({length: 40}, (_, index) => srv(`t${index}`, index % 3, (index * 7) % 5));
	for (const drawn of [0, 0.25, 0.5, 0.999_999]) {
		const ordered = inClientOrder(records, () => drawn);
		expect(new Set(targets(ordered))).toEqual(new Set(targets(records)));
		expect(ordered).toHaveLength(40);
		expect(ordered.map(({priority}) => priority)).toEqual(ordered.map(({priority}) => priority).sort());
	}
});

test('a partner takes one: the lowest priority, then the highest weight, then the first that came', () => {
	expect(pickedByPartner([srv('b', 10, 99), srv('a', 0, 1)])?.target).toBe('a');
	expect(pickedByPartner([srv('light', 0, 1), srv('heavy', 0, 5)])?.target).toBe('heavy');
	expect(pickedByPartner([srv('first', 0, 5), srv('second', 0, 5)])?.target).toBe('first');
	expect(pickedByPartner([])).toBeUndefined();
});

test('a target that is a dot offers nothing to anybody', () => {
	expect(inClientOrder([srv('.', 0)], never)).toEqual([]);
	expect(pickedByPartner([srv('.', 0), srv('a', 10)])?.target).toBe('a');
});
