/** Every console has every entry, in order and once: from the beginning, from the middle, late, and to the end of the engine. */
import {createServer} from 'node:net';
import {expect, test} from 'vitest';
import {asLine} from '../../../src/adapters/engine/lines.js';
import {say} from '../../../src/machines/message.js';
import {note, openServed, refusalFor, seqsOf, until, upTo} from './served.js';

const many = (count: number, length = 20) => Array.from({length: count}, (_, nth) => note(`${nth} ${'x'.repeat(length)}`));

test('a console that attaches in the middle has every entry once, those that come while it attaches too', async () => {
	const served = await openServed();
	served.write(...many(3_000));
	const attaching = [1, 2, 3].map(nth => served.attach(`Ada ${nth}`, nth === 2 ? 'observe' : 'act'));
	for (let nth = 0; nth < 40; nth++) {
		served.write(...many(50));
		await new Promise(setImmediate);
	}
	const consoles = await Promise.all(attaching);
	served.write(...many(10));
	await until(() => consoles.every(each => each.length() === served.entries.length));
	for (const each of consoles) {
		expect(seqsOf(each)).toEqual(upTo(served.entries.length));
		expect(each.entryAt(2_000)).toEqual(served.entries[1_999]);
		expect(each.missed()).toBeUndefined();
	}
});

test('an observer that stops reading keeps nobody waiting, costs no memory, is told what it missed and catches up', async () => {
	const served = await openServed();
	const quick = await served.attach('Ada');
	const stopped = await served.speak();
	stopped.saysHello({wants: 'observe'});
	await stopped.hears('entry');
	stopped.socket.pause();
	let longest = 0;
	let bytes = 0;
	for (let nth = 0; nth < 80; nth++) {
		const batch = many(250, 1_000);
		bytes += asLine(batch).length;
		served.write(...batch);
		await until(() => quick.length() === served.entries.length);
		longest = Math.max(longest, served.keptFor());
	}
	expect(bytes).toBeGreaterThan(20_000_000);
	expect(longest).toBeLessThan(1_000_000);
	// What changes meanwhile is not kept a thousand times.
	for (let nth = 0; nth < 1_000; nth++) quick.control.keep();
	served.troubled({fromSeq: 7, message: say('storage.notOnDisk', {code: 'ENOSPC', since: {at: 5}})});
	served.troubled(undefined);
	served.setClock({at: 77, rate: 60});
	expect((await refusalFor(quick, {id: '1', type: 'approve', question: 'q', by: 'Ada'})).id).toBe('refusal.approvedByWhoActs');
	const before = stopped.heard.length;
	stopped.socket.resume();
	await until(() => stopped.heard.some(each => each.type === 'entry' && each.entry.seq === served.entries.length));
	const heard = stopped.heard.slice(before);
	expect(heard.filter(({type}) => type === 'missed').length).toBe(1);
	const missed = heard.find(each => each.type === 'missed');
	const first = heard.slice(heard.findIndex(({type}) => type === 'missed')).find(each => each.type === 'entry');
	expect(missed?.type === 'missed' && missed.from).toBe(first?.type === 'entry' && first.entry.seq);
	expect(heard.filter(({type}) => type === 'control').length).toBeLessThan(10);
	expect(heard.findLast(({type}) => type === 'clock')).toMatchObject({at: 77, rate: 60});
	expect(heard.findLast(({type}) => type === 'trouble')).toEqual({type: 'trouble'});
	const seqs = stopped.heard.flatMap(each => (each.type === 'entry' ? [each.entry.seq] : []));
	expect(seqs).toEqual(upTo(served.entries.length));
});

test('entries that are as long as a line may be are sent one after the other', async () => {
	const served = await openServed();
	served.write(...many(12, 3_000_000));
	const stopped = await served.speak();
	stopped.saysHello({wants: 'observe'});
	stopped.socket.pause();
	await until(() => served.attached() === 1);
	const ada = await served.attach('Ada');
	expect(seqsOf(ada)).toEqual(upTo(served.entries.length));
	expect(served.keptFor()).toBeLessThan(4_000_000);
});

test('an engine that ends says goodbye to everybody, after the last entry, and takes nothing any more', async () => {
	const served = await openServed();
	const consoles = [await served.attach('Ada'), await served.attach('Pilar'), await served.attach('Olga', 'observe')];
	const why = say('engine.stopped');
	served.write(...many(300));
	const closed = served.close({why, exitCode: 5});
	for (const each of consoles) {
		expect(await each.ended).toEqual({why, exitCode: 5});
		expect(seqsOf(each)).toEqual(upTo(served.entries.length));
		expect((await refusalFor(each, {id: '1', type: 'note', text: 'x', by: 'Ada'})).id).toBe('refusal.engineGone');
	}
	await closed;
	expect(await served.seat('Karin', 'act')).toEqual({problem: 'gone'});
	expect(served.sent).toEqual([]);
});

test('an engine that is asked to stop by who may act is', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	ada.stopEngine();
	await until(() => served.stops() === 1);
});

test('a stopped reader does not keep an engine from its end', async () => {
	const served = await openServed();
	const stopped = await served.speak();
	stopped.saysHello({wants: 'observe'});
	await stopped.hears('welcome');
	stopped.socket.pause();
	served.write(...many(2_000, 1_000));
	await served.close();
	await until(() => served.attached() === 0);
});

test('an engine that is gone without a word has died, for all that a console knows', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	served.die();
	const end = await ada.ended;
	expect(end).toEqual({why: {id: 'engine.gone'}});
});

test('the time of the session goes on at a console as it does at the engine, and never behind an entry', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	expect(ada.now()).toBe(served.entries.at(-1)?.at);
	served.setClock({at: 500_000, rate: 0});
	served.write(note('the rate is what it was: nobody is told'));
	served.setClock({at: 600_000, rate: 60});
	served.write(note('faster'));
	await until(() => ada.now() >= 600_000);
	await until(() => ada.now() > 600_001);
	served.setClock({at: 5_000_000, rate: 0});
	served.write(Object.assign(note('still'), {at: 5_000_007}));
	await until(() => ada.now() === 5_000_007);
});

test('a console knows how long it has heard nothing, and every word begins that anew', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	let silentForMs = 0;
	await until(() => {
		silentForMs = ada.silentForMs();
		return silentForMs > 20;
	});
	served.write(note('a word'));
	await until(() => ada.silentForMs() < silentForMs);
});

test('a console whose engine takes its time with a long past waits for it, and for one that says nothing it does not', async () => {
	const served = await openServed();
	served.write(...many(30_000, 200));
	const ada = await served.seat('Ada', 'act', {patienceMs: 5_000});
	expect('problem' in ada ? ada.problem : ada.length()).toBeGreaterThan(30_000);
	const mute = createServer(() => {});
	await new Promise<void>(done => mute.listen(`${served.address}2`, done));
	expect(await served.seat('Ada', 'act', {address: `${served.address}2`, patienceMs: 1})).toEqual({problem: 'silent'});
	mute.close();
});
