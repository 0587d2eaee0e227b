import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {createLineInput} from '../../../src/ui/linear/line-input.js';

/** Everything that is told, in order, until the input ends. */
function heard(write: (stream: PassThrough) => void): Promise<readonly string[]> {
	const stream = new PassThrough();
	const told: string[] = [];
	const {promise, resolve} = Promise.withResolvers<readonly string[]>();
	createLineInput(stream).listen({
		burst: lines => void told.push(lines.map(({text, isTooLong}) => (isTooLong ? `too long: ${text.length}` : text)).join('|')),
		ended: () => resolve(told),
	});
	write(stream);
	return promise;
}

test('what comes together is told together', async () => {
	expect(await heard(stream => stream.end('1\r\npool1\n2\n'))).toEqual(['1|pool1|2']);
});

test('what comes in turns of its own is told by itself, also when a line comes in pieces', async () => {
	const told = await heard(stream => {
		stream.write('1\n');
		setImmediate(() =>
			setImmediate(() => {
				stream.write('po');
				setImmediate(() => setImmediate(() => stream.end('ol1\n')));
			}),
		);
	});
	expect(told).toEqual(['1', 'pool1']);
});

test('a line without an end is not told, because nobody pressed Enter', async () => {
	expect(await heard(stream => stream.end('1\npool1'))).toEqual(['1']);
});

test('a line of a hundred megabytes is one that is too long', async () => {
	const told = await heard(stream => {
		for (let index = 0; index < 100; index++) stream.write('x'.repeat(1024 * 1024));
		stream.end('\n1\n');
	});
	expect(told.join('|')).toBe('too long: 0|1');
});

test('what was typed while nobody listened is told to the next listener', async () => {
	const stream = new PassThrough();
	const input = createLineInput(stream);
	stream.end('1\n');
	const {promise, resolve} = Promise.withResolvers<string | undefined>();
	setImmediate(() => setImmediate(() => input.listen({burst: ([first]) => resolve(first?.text), ended: () => {}})));
	expect(await promise).toBe('1');
});
