/** Several consoles at one engine: one acts, by consent or with a reason; what any other sends changes nothing, and is answered. */
import {expect, test} from 'vitest';
import type {RemoteEngine} from '../../../src/adapters/engine/remote-engine.js';
import type {Command} from '../../../src/machines/session/client.js';
import {idleBeforeTakenMs} from '../../../src/machines/session/control.js';
import {asked, openServed, refusalFor, type Served, until} from './served.js';

const answer = (question: string, choice = 'approve', by = 'somebody'): Command => ({
	...{id: `${question} ${choice}`, type: 'answer', question, choice, fields: {}, by},
});
const acts = (engine: RemoteEngine) => until(() => engine.control.view()?.isMine === true);
const said = ({entries}: Served) => entries.flatMap(entry => (entry.kind === 'engine' ? [`${entry.event} ${entry.message.id}`] : []));

test('who comes first acts, and their answers are written with their own name, whatever the command says', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	const pilar = await served.attach('Pilar');
	served.write(asked('q1'));
	const why = await refusalFor(pilar, answer('q1'));
	expect(why).toEqual({id: 'refusal.notInControl', args: {who: 'Ada', from: 'where Ada sits'}});
	ada.send(answer('q1', 'approve', 'Mallory'));
	await until(() => served.sent.length === 1);
	expect(served.sent).toMatchObject([{question: 'q1', by: 'Ada'}]);
	expect(pilar.control.view()).toMatchObject({isMine: false, holder: {who: 'Ada', from: 'where Ada sits'}});
});

test('an answer to a question that is open no longer, or was never offered, is answered with why', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	served.write(asked('q1'), asked('q2'));
	expect((await refusalFor(ada, answer('q1'))).id).toBe('refusal.questionNotOpen');
	expect((await refusalFor(ada, answer('q2', 'launch'))).id).toBe('refusal.choiceNotOffered');
	ada.send(answer('q2'));
	expect((await refusalFor(ada, answer('q2'))).id).toBe('refusal.questionNotOpen');
	expect(served.sent).toMatchObject([{question: 'q2'}]);
	expect(served.log.filter(line => line.includes('was refused')).length).toBe(3);
});

test('who only looks on sees everything and does nothing: no answer, no note, no consent, no control, no end', async () => {
	const served = await openServed();
	const observer = await served.attach('Olga', 'observe');
	const ada = await served.attach('Ada');
	served.write(asked('q1'));
	const commands: readonly Command[] = [
		answer('q1'),
		{id: 'n', type: 'note', text: 'I was here', by: 'Olga'},
		{id: 'a', type: 'approve', question: 'q1', by: 'Olga'},
		{id: 's', type: 'approve', signed: 'text'},
	];
	for (const command of commands) expect((await refusalFor(observer, command)).id).toBe('refusal.observer');
	observer.control.ask();
	observer.control.take('nobody moves');
	observer.control.give();
	observer.stopEngine();
	await until(() => served.log.some(line => line.includes('asked the engine to stop')));
	expect([served.sent, served.stops()]).toEqual([[], 0]);
	expect(observer.control.view()).toMatchObject({isMine: false, isObserver: true, holder: {who: 'Ada'}});
	expect(ada.control.view()).toMatchObject({isMine: true});
	expect(ada.control.view()?.asking).toBeUndefined();
	expect(said(served)).toEqual(['attached engine.observed', 'attached engine.attached']);
});

test('notes are taken from every console that may act, in control or not', async () => {
	const served = await openServed();
	await served.attach('Ada');
	const pilar = await served.attach('Pilar');
	pilar.send({id: '1', type: 'note', text: 'the carrier calls back', by: 'Mallory', happenedAt: 5});
	await until(() => served.sent.length === 1);
	expect(served.sent).toEqual([{id: '1', type: 'note', text: 'the carrier calls back', by: 'Pilar', happenedAt: 5}]);
});

test('the consent of a second person is none from who acts, and is one from anybody else who may', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	const second = await served.attach('Pilar', 'approve');
	const consent: Command = {id: '1', type: 'approve', question: 'q1', by: 'Pilar'};
	expect((await refusalFor(ada, consent)).id).toBe('refusal.approvedByWhoActs');
	second.send(consent);
	await until(() => served.sent.length === 1);
	expect(served.sent).toEqual([consent]);
	// Who came to approve does that and nothing else.
	served.write(asked('q1'));
	expect((await refusalFor(second, answer('q1'))).id).toBe('refusal.observer');
	second.control.ask();
	second.stopEngine();
	await until(() => served.log.some(line => line.includes('asked the engine to stop')));
	expect([served.stops(), ada.control.view()?.asking]).toEqual([0, undefined]);
	expect(said(served)).toEqual(['attached engine.attached']);
});

test('control that is asked for is given or kept, and both consoles see who has it', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	const pilar = await served.attach('Pilar');
	const isAsked = () => ada.control.view()?.asking !== undefined;
	pilar.control.ask();
	await until(isAsked);
	expect(ada.control.view()).toMatchObject({isMine: true, asking: {who: 'Pilar', from: 'where Pilar sits', isMe: false}});
	ada.control.keep();
	await until(() => !isAsked());
	pilar.control.ask();
	await until(isAsked);
	ada.control.give();
	await acts(pilar);
	await until(() => ada.control.view()?.isMine === false);
	served.write(asked('q1'));
	expect((await refusalFor(ada, answer('q1'))).id).toBe('refusal.notInControl');
	pilar.send(answer('q1'));
	await until(() => served.sent.length === 1);
	expect(said(served).slice(2)).toEqual(['control engine.controlGiven']);
});

test('control is taken with a reason after a minute without a key, and not before', async () => {
	let at = 0;
	const served = await openServed({now: () => at});
	const ada = await served.attach('Ada');
	const pilar = await served.attach('Pilar');
	at = idleBeforeTakenMs - 1;
	ada.control.pressed();
	served.write(asked('q1'));
	expect((await refusalFor(ada, answer('q0'))).id).toBe('refusal.questionNotOpen');
	at = 2 * idleBeforeTakenMs - 2;
	let told = 0;
	pilar.control.watch(() => told++);
	pilar.control.take('Ada does not answer');
	await until(() => told === 1);
	expect(pilar.control.view()?.isMine).toBe(false);
	at++;
	pilar.control.take('Ada does not answer');
	await acts(pilar);
	expect(served.entries.at(-1)).toMatchObject({
		event: 'control',
		message: {id: 'engine.controlTaken', args: {who: 'Pilar', from: 'where Pilar sits', reason: 'Ada does not answer'}},
	});
});

test('when who acts leaves, the next one acts and is told; what the one who left had typed before is done', async () => {
	const served = await openServed();
	const ada = await served.attach('Ada');
	const pilar = await served.attach('Pilar');
	served.write(asked('q1'));
	ada.send(answer('q1'));
	ada.close();
	await acts(pilar);
	expect(served.sent).toMatchObject([{by: 'Ada'}]);
	expect(said(served).slice(2)).toEqual(['left engine.left', 'control engine.controlPassed']);
	expect(served.attached()).toBe(1);
	pilar.close();
	await until(() => served.attached() === 0);
	const karin = await served.attach('Karin');
	await acts(karin);
});
