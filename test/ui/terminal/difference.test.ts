import {describe, expect, test} from 'vitest';
import {readFrame} from '../../../src/ui/terminal/cells.js';
import {difference} from '../../../src/ui/terminal/difference.js';
import {transition} from '../../../src/ui/terminal/style.js';
import {changed, createChance, randomModel, toFrame} from './random-frame.js';

const size = {columns: 20, rows: 4};
const between = (before: string, after: string) => {
	const previous = readFrame(before, size);
	return difference(previous, readFrame(after, size, previous), size);
};

test('it is never longer than everything anew', () => {
	const chance = createChance(1);
	const large = {columns: 60, rows: 20};
	let model = randomModel(chance, 60, 20);
	let previous = readFrame(toFrame(model), large);
	for (let n = 0; n < 500; n++) {
		model = changed(chance, model, 60, 20);
		const next = readFrame(toFrame(model), large, previous);
		const [bytes, anew] = [difference(previous, next, large), difference(undefined, next, large)];
		expect(Buffer.byteLength(bytes), `frame ${n} of seed 1`).toBeLessThanOrEqual(Buffer.byteLength(anew));
		previous = next;
	}
});

describe('in few bytes', () => {
	test.each([
		['nothing', 'abc', 'abc', ''],
		['one sign', 'abc', 'aXc', '\x1b[;2HX'],
		['a gap that is written again', 'a1234b', 'X1234Y', '\x1b[HX1234Y'],
		['a gap that is jumped over', 'a12345b', 'X12345Y', '\x1b[HX\x1b[5CY'],
		['blanks at the end', 'abcdef', 'abc', '\x1b[;4H\x1b[K'],
		['a look that only begins', 'ab', '\x1b[1ma\x1b[22mb', '\x1b[H\x1b[1ma\x1b[m'],
		[
			'rows that moved up',
			'one long row\ntwo long row\nthree long row\n4',
			'two long row\nthree long row\nx\n4',
			'\x1b[1;3r\x1b[S\x1b[r\x1b[3Hx',
		],
		['rows that moved down', 'one long row\ntwo long row\n3', 'x\none long row\ntwo long row', '\x1b[1;3r\x1b[T\x1b[r\x1b[Hx'],
		['a sign of doubtful width, and its neighbour', 'a界cd', 'a世cd', '\x1b[;2H  \x1b[2G世'],
		['an ambiguous sign, and its neighbour', 'a→bcd', 'a←bcd', '\x1b[;2H←\x1b[3Gb'],
		['a line of the same sign', '', '────', '\x1b[H────\x1b[5G\x1b[K'],
		['half a wide sign that is left', '界b', 'a b', '\x1b[Ha '],
	])('%s', (_, before, after, bytes) => {
		expect(between(before, after)).toBe(bytes);
	});
});

test('a row that is on the screen already is not read again', () => {
	const before = readFrame('one\ntwo', size);
	const after = readFrame('two\nthree', size, before);
	expect(after[0]).toBe(before[1]);
});

test.each([
	['', '1', '\x1b[1m'],
	['1', '', '\x1b[m'],
	['1,31', '31', '\x1b[22m'],
	['1,2', '2', '\x1b[0;2m'],
	['31', '38;5;200', '\x1b[38;5;200m'],
	['1,7,31', '1,31', '\x1b[27m'],
	['7', '31', '\x1b[0;31m'],
	['21', '1', '\x1b[0;1m'],
])('from %j to %j by %j', (from, to, bytes) => {
	expect(transition(from, to)).toBe(bytes);
});
