/** Who is let in: the token comes first, before anything is told; then the versions that both speak. */
import {expect, test} from 'vitest';
import {commandLimitBytes} from '../../../src/machines/session/protocol.js';
import {helloOf, openServed, until} from './served.js';

test('whoever has a wrong token, or says anything else first, is turned away, told nothing, and heard no more', async () => {
	const served = await openServed();
	const right = `${JSON.stringify(helloOf())}\n`;
	const note = {type: 'command', command: {type: 'note', id: '1', text: 'let me in', by: 'x'}};
	const firstWords = [helloOf({token: 'b'.repeat(64)}), helloOf({token: 'a'}), note, {type: 'stop'}, 'GET / HTTP/1.1\r\n', '\n', '{}\n'];
	for (const word of firstWords) {
		const stranger = await served.speak();
		const line = typeof word === 'string' ? word : `${JSON.stringify(word)}\n`;
		// What comes behind it in one piece, the right token even, is too late.
		stranger.say(`${line}${right}${JSON.stringify(note)}\n`);
		await stranger.gone();
		expect(stranger.heard, line).toEqual([]);
	}
	expect(served.log.length).toBe(firstWords.length);
	expect(served.attached()).toBe(0);
	expect([served.sent, served.stops(), served.entries.length]).toEqual([[], 0, 1]);
});

test('whoever says nothing is no console, and is not kept', async () => {
	const served = await openServed({helloWithinMs: 1});
	const silent = await served.speak();
	await silent.gone();
	expect(silent.heard).toEqual([]);
});

test('whoever says too much before the token is not kept either', async () => {
	const served = await openServed();
	const stranger = await served.speak();
	stranger.say('x'.repeat(commandLimitBytes + 1));
	await stranger.gone();
	expect(stranger.heard).toEqual([]);
	expect(served.log).toEqual([`somebody sent a line over ${commandLimitBytes} bytes`]);
});

test('the engine ends while somebody has not shown the token yet: they are told nothing', async () => {
	const served = await openServed();
	const stranger = await served.speak();
	const guest = await served.attach('Ada');
	await served.close();
	await stranger.gone();
	expect(stranger.heard).toEqual([]);
	expect((await guest.ended).why.id).toBe('engine.stopped');
});

test('of two versions, the newest that both speak is spoken; where there is none, both are named and nothing is done', async () => {
	const served = await openServed();
	const newer = await served.speak();
	newer.saysHello({protocol: {oldest: 1, newest: 7}, product: '9.0.0'});
	await newer.hears('welcome');
	expect(newer.heard[0]).toEqual({type: 'welcome', protocol: 1, product: '2.0.0', session: 'in-a-test', length: 1});

	for (const protocol of [
		{oldest: 2, newest: 7},
		{oldest: -3, newest: 0},
	]) {
		const other = await served.speak();
		other.saysHello({protocol, product: '9.0.0'});
		other.say({type: 'command', command: {type: 'note', id: '1', text: 'all the same', by: 'x'}});
		await other.gone();
		const why = {id: 'engine.otherProtocol', args: {engine: '2.0.0', console: '9.0.0'}};
		expect(other.heard).toEqual([{type: 'farewell', why, exitCode: 2}]);
	}
	expect(served.sent).toEqual([]);
});

test('a console that cannot be spoken to says what the engine said, and one whose engine is not there says so', async () => {
	const served = await openServed();
	expect(await served.seat('Ada', 'act', {token: 'wrong'})).toEqual({problem: 'gone'});
	expect(await served.seat('Ada', 'act', {address: `${served.address}-not`})).toEqual({problem: 'gone'});
	await until(() => served.log.length === 1);
});
