import {expect, test} from 'vitest';
import {stopBlocking, untilWritten} from '../../../src/ui/terminal/blocking.js';
import {FakeTimer} from './fake-keyboard.js';

test('writes wait while the console is shown, and block again for the last words', () => {
	const said: boolean[] = [];
	const blockAgain = stopBlocking({_handle: {setBlocking: (isBlocking: boolean) => said.push(isBlocking)}});
	expect(said).toEqual([false]);
	blockAgain();
	expect(said).toEqual([false, true]);
});

test.each([[{}], [{_handle: null}], [{_handle: {}}]])('an output that cannot, %j, is left as it is', output => {
	expect(() => stopBlocking(output)()).not.toThrow();
});

test('the end waits for what is on its way, but not for a dead line', async () => {
	const timer = new FakeTimer();
	let finish = () => {};
	const output = {writableLength: 0, write: (_: string, done: () => void) => (finish = done)};
	expect(await untilWritten(output, 500, timer.start)).toBe(true);
	output.writableLength = 10;
	const written = untilWritten(output, 500, timer.start);
	finish();
	expect(await written).toBe(true);
	expect(timer.delays()).toEqual([]);
	const lost = untilWritten(output, 500, timer.start);
	timer.fire();
	expect(await lost).toBe(false);
});
