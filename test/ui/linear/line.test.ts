import {expect, test} from 'vitest';
import {exact, line, wrap} from '../../../src/ui/linear/line.js';

test('a long line breaks between words, and goes on further in', () => {
	expect(wrap(line('one two three four five six seven eight nine ten', 2), 40)).toEqual([
		'  one two three four five six seven',
		'    eight nine ten',
	]);
});

test('a number stays with its unit', () => {
	expect(wrap(line('it was looked at again and again after 31 s and then'), 42)[0]).toBe('it was looked at again and again after');
});

test('a cmdlet line is never broken, and a long word neither', () => {
	const long = `Invoke-CsPoolFailOver -PoolFqdn ${'x'.repeat(200)}`;
	expect(wrap(exact(long), 80)).toEqual([long]);
	expect(wrap(line(`see ${'y'.repeat(100)}`), 80)).toEqual(['see', `  ${'y'.repeat(100)}`]);
});
