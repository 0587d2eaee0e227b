/** What an operator reads of an error: what lies behind it is what helps. */
import {describe, expect, test} from 'vitest';
import {wordsOf} from '../../../src/adapters/powershell/error-words.js';

const error = {message: 'It failed.', id: 'Failed', category: 'NotSpecified', target: '', type: 'System.Exception', inner: [] as string[]};

describe('of an error is said', () => {
	test('no more than it says itself, where there is no more', () => {
		expect(wordsOf(error)).toBe('It failed.');
		expect(wordsOf({...error, message: 'boom', category: 'OperationStopped', target: 'boom', inner: ['boom']})).toBe('boom');
	});

	test('what lies behind it, once', () => {
		const inner = ['It failed.', 'No route', 'No route', 'The network is down'];
		expect(wordsOf({...error, inner})).toBe('It failed. Because: No route. Because: The network is down');
	});

	test('of which sort it is, and of what, where its words do not', () => {
		expect(wordsOf({...error, category: 'ResourceBusy', target: 'pool1'})).toBe('It failed. (ResourceBusy, pool1)');
		expect(wordsOf({...error, message: 'pool1 failed', category: 'ResourceBusy', target: 'pool1'})).toBe('pool1 failed. (ResourceBusy)');
	});

	test('nothing more of a denial, which is known as one, and of what PowerShell says itself', () => {
		expect(wordsOf({...error, category: 'PermissionDenied', denied: true})).toBe('It failed.');
		const type = 'System.Management.Automation.ParameterBindingException';
		expect(wordsOf({...error, type, category: 'InvalidArgument', target: 'x'})).toBe('It failed.');
	});

	test('a bounded part, and that it is one', () => {
		const words = wordsOf({...error, inner: Array.from({length: 9}, (_, i) => `${i}${'x'.repeat(5_000)}`)});
		expect(words.match(/Because: /g)).toHaveLength(5);
		expect(words).toContain('(cut: 4001 more characters)');
		expect(words.length).toBeLessThan(6_000);
	});
});
