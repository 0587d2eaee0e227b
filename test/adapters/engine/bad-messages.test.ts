/**
 * Whatever is written to the socket by somebody who has the token: no crash, no change, a bounded memory, and one line in the engine's own
 * log for each. `SWITCHBACK_BAD_MESSAGES=100000` tries so many.
 */
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, test} from 'vitest';
import {commandLimitBytes} from '../../../src/machines/session/protocol.js';
import {createChance} from '../../storage/journal-samples.js';
import {asked, helloOf, openServed, until} from './served.js';

const count = Number(process.env.SWITCHBACK_BAD_MESSAGES ?? 3_000);

const long = (length: number) => 'x'.repeat(length);
const command = (given: object) => JSON.stringify({type: 'command', command: given});
const answer = {type: 'answer', id: '1', question: 'q1', choice: 'approve', fields: {}, by: 'Pilar'};

/** None of them is a message. */
const malformed: readonly string[] = [
	...['', ' ', '{', '}', '[]', 'null', 'true', '1e999', '"hello"', '{"type":"hello"', '\u0000', '\ufeff{}', '\ud800', '\u001b[2J'],
	...['{"type":"seize"}', '{"type":"takeControl"}', '{"type":"takeControl","reason":""}', '{"type":["stop"]}', '{"TYPE":"stop"}'],
	`{"type":"takeControl","reason":"${long(1_001)}"}`,
	'['.repeat(20_000),
	`${'['.repeat(20_000)}${']'.repeat(20_000)}`,
	command({}),
	command({...answer, type: 'confirm'}),
	command({...answer, by: 7}),
	command({...answer, id: long(101)}),
	command({...answer, choice: ''}),
	command({...answer, fields: {minutes: 99}}),
	command({...answer, fields: ['x']}),
	command({...answer, fields: null}),
	command({type: 'note', id: '1', text: long(8_001), by: 'Pilar'}),
	command({type: 'note', id: '1', text: 'x', by: 'Pilar', happenedAt: '12'}),
	command({type: 'approve', id: '1'}),
	JSON.stringify(command(answer)),
	'{"__proto__":{"type":"stop"}}',
];

test('thousands of lines that are no message, in pieces of any size: nothing is done, and each is one line of the log', async () => {
	const served = await openServed();
	served.write(asked('q1'));
	const chance = createChance(11);
	const before = served.entries.length;
	const talker = await served.speak();
	talker.saysHello();
	await talker.hears('welcome');
	const [logged, entries] = [served.log.length, before + 1];
	const memory = heapNow();
	let rest = Buffer.alloc(0);
	for (let nth = 0; nth < count; nth++) {
		rest = Buffer.concat([rest, Buffer.from(`${malformed[nth % malformed.length]}\n`)]);
		while (rest.length > 70_000 || (nth === count - 1 && rest.length > 0)) {
			const length = 1 + Math.floor(chance() * 60_000);
			const piece = rest.subarray(0, length);
			rest = rest.subarray(length);
			await new Promise<void>(done => talker.socket.write(piece, () => done()));
		}
	}
	await until(() => served.log.length >= logged + count);
	expect(served.log.length).toBe(logged + count);
	for (const line of served.log.slice(logged)) expect(line).toMatch(/^Pilar sent \d+ characters that are no message$/);
	expect([served.sent, served.stops(), served.entries.length, talker.isGone()]).toEqual([[], 0, entries, false]);
	expect(heapNow() - memory).toBeLessThan(32 * 1024 * 1024);
	// The console that sent them is heard as before.
	talker.say({type: 'command', command: answer});
	await until(() => served.sent.length === 1);
});

test('a line that never ends is cut off at its bound, and kept for nobody', async () => {
	const served = await openServed();
	const lines = Math.max(3, Math.floor(count / 1_000));
	for (let nth = 0; nth < lines; nth++) {
		const talker = await served.speak();
		talker.saysHello({wants: 'observe'});
		await talker.hears('welcome');
		const piece = Buffer.alloc(64 * 1024, 0x20);
		while (!talker.isGone()) {
			talker.socket.write(piece);
			await new Promise(setImmediate);
		}
	}
	await until(() => served.attached() === 0);
	expect(served.log.filter(line => line === `Pilar sent a line over ${commandLimitBytes} bytes`).length).toBe(lines);
	expect(served.sent).toEqual([]);
});

test('messages of several consoles, cut into each other in time, are each heard as they were written', async () => {
	const served = await openServed();
	const chance = createChance(5);
	const talkers = await Promise.all(
		['Ada', 'Pilar', 'Karin'].map(async who => {
			const talker = await served.speak();
			talker.say({...helloOf(), client: {who, from: who, pid: 1}});
			await talker.hears('welcome');
			const notes = Array.from({length: 200}, (_, nth) => ({type: 'note', id: `${nth}`, text: `${who} ${nth} ✓😀`, by: who}));
			return {talker, bytes: Buffer.from(notes.map(note => `${command(note)}\n`).join('')), sentBytes: 0};
		}),
	);
	while (talkers.some(({sentBytes, bytes}) => sentBytes < bytes.length)) {
		for (const each of talkers) {
			const end = each.sentBytes + 1 + Math.floor(chance() * 700);
			const piece = each.bytes.subarray(each.sentBytes, end);
			each.sentBytes = end;
			await new Promise<void>(done => each.talker.socket.write(piece, () => done()));
		}
	}
	await until(() => served.sent.length === 600);
	for (const who of ['Ada', 'Pilar', 'Karin']) {
		const texts = served.sent.flatMap(each => (each.type === 'note' && each.by === who ? [each.text] : []));
		expect(texts).toEqual(Array.from({length: 200}, (_, nth) => `${who} ${nth} ✓😀`));
	}
});

test('a flood of refused commands from who does not read the answers is heard no further, and is when they are read', async () => {
	const served = await openServed();
	const talker = await served.speak();
	talker.saysHello({wants: 'observe'});
	await talker.hears('welcome');
	talker.socket.pause();
	const refused = () => served.log.filter(line => line.includes('was refused')).length;
	const flood = Buffer.from(`${command(answer)}\n`.repeat(40_000));
	talker.socket.write(flood);
	// Many are heard, and then no more until somebody reads.
	await until(() => refused() > 1_000);
	let last = -1;
	for (let calm = 0; calm < 200; calm = refused() === last ? calm + 1 : 0) {
		last = refused();
		await new Promise(setImmediate);
	}
	expect(last).toBeLessThan(40_000);
	const other = await served.attach('Ada');
	other.close();
	talker.socket.resume();
	await talker.hears('refused', 40_000);
	expect(served.sent).toEqual([]);
});

/** What is still in use. */
function heapNow(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	const {heapUsed, external, arrayBuffers} = process.memoryUsage();
	return heapUsed + external + arrayBuffers;
}
