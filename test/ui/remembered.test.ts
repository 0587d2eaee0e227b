import {describe, expect, test} from 'vitest';
import {lineByLine, remembered} from '../../src/ui/remembered.js';

describe('what is done to a text', () => {
	test('is done once for each text of late, however often it is asked for', () => {
		const asked: string[] = [];
		const shout = remembered(text => {
			asked.push(text);
			return text.toUpperCase();
		}, 2);

		expect(['a', 'b', 'a', 'b'].map(shout)).toEqual(['A', 'B', 'A', 'B']);
		expect(asked).toEqual(['a', 'b']);
		expect(['c', 'a'].map(shout)).toEqual(['C', 'A']);
		expect(asked, 'what is kept has an end').toEqual(['a', 'b', 'c', 'a']);
	});

	test('is done on each line of it, with the ends of lines as they were', () => {
		const marked = lineByLine(line => `<${line}>`);

		expect(marked('one')).toBe('<one>');
		expect(marked('one\n\ntwo\none')).toBe('<one>\n<>\n<two>\n<one>');
	});
});
