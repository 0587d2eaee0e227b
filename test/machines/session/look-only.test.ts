/** That a walk cannot change anything, whatever its steps ask for: no state and no effect for it, and a door that refuses. */
import {expect, test} from 'vitest';
import type {Ask, AskEnd} from '../../../src/machines/ask.js';
import type {Backend} from '../../../src/machines/backend.js';
import {type CmdletCall, change, read} from '../../../src/machines/cmdlet.js';
import {say} from '../../../src/machines/message.js';
import {tcp} from '../../../src/machines/probe.js';
import {foundBy, lookOnlyMachine} from '../../../src/machines/session/look-only.machine.js';
import {createLookingBackend} from '../../../src/machines/session/looking-backend.js';
import type {Found, Judgement, Step} from '../../../src/machines/step/step.js';

/** Answers everything, and remembers what went through. */
function openDoor() {
	const through: Ask[] = [];
	const later: (() => void)[] = [];
	const world: Backend = {
		now: () => 0,
		ask: (_, what, {ended}) => {
			through.push(what);
			later.push(() => ended({ok: true, output: null}));
			return () => {};
		},
		after: (_, go) => {
			later.push(go);
			return () => {};
		},
		act: () => through.push(read('fe1', 'Get-Nothing')),
		retell: () => {},
	};
	return {world, through, settle: () => later.splice(0).map(go => go())};
}

const host = 'fe21.contoso.com';
const disguised: CmdletCall = {...change(host, 'Invoke-CsPoolFailOver', {PoolFqdn: 'pool1.contoso.com'}, 1_000), changesState: false};

test.each([
	change(host, 'Invoke-CsPoolFailOver', {PoolFqdn: 'pool1.contoso.com', DisasterMode: true}, 1_000),
	change(host, 'Get-CsService', {}, 1_000),
	disguised,
	{...disguised, parameters: {...disguised.parameters, WhatIf: true}},
	{...disguised, name: 'Set-CsEdgeServer'} as const,
	{...disguised, name: 'getting-CsService'} as const,
])('a backend of a walk that is asked for $name refuses, and nothing goes through', call => {
	const {world, through, settle} = openDoor();
	const ends: AskEnd[] = [];
	createLookingBackend(world).ask('a', call, {stream: () => {}, ended: end => ends.push(end)});
	expect(ends).toEqual([]);
	settle();
	expect(ends).toMatchObject([{ok: false, reason: 'refused', errorId: 'LookOnly,Switchback'}]);
	expect(through).toEqual([]);
});

test('what only reads goes through, and nothing can be done by hand', () => {
	const {world, through, settle} = openDoor();
	const backend = createLookingBackend(world);
	const asks = [read(host, 'Get-CsService'), read(host, 'Test-CsPresence'), tcp(host, 5061)];
	const ends: AskEnd[] = [];
	for (const ask of asks) backend.ask('a', ask, {stream: () => {}, ended: end => ends.push(end)});
	settle();
	expect([through, ends.length]).toEqual([asks, asks.length]);
	expect([backend.act, backend.retell]).toEqual([undefined, undefined]);
});

test('a step that is only looked at has nothing to run with, and no state to run in', () => {
	expect(Object.keys(lookOnlyMachine.implementations.actors)).toEqual(['look']);
	expect(Object.keys(lookOnlyMachine.states)).toEqual(['recalling', 'inspecting', 'ended']);
	expect(lookOnlyMachine.events.filter(event => !event.startsWith('xstate.'))).toEqual(['goOn']);
});

const why = say('step.toBeDoneByHand');
const judgements: Readonly<Record<Judgement['says'], Judgement>> = {
	holds: {says: 'holds', evidence: []},
	doesNotHold: {says: 'doesNotHold', why, evidence: []},
	cannotTell: {says: 'cannotTell', why, evidence: []},
	blocked: {says: 'blocked', why, remedy: why, evidence: []},
};
const plain: Step = {title: why, why};
const asking: Step = {...plain, form: {asks: say('question.asking'), fields: [], learns: () => ({})}};
const byHand: Step = {...plain, manual: {items: []}};

test.each<[string, Step, Judgement['says'], Found]>([
	['what holds', plain, 'holds', 'holds'],
	['what holds and wants an answer', asking, 'holds', 'asksYou'],
	['what blocks an answer', asking, 'blocked', 'blocked'],
	['an answer that is for later', asking, 'cannotTell', 'cannotTell'],
	['what is left to change', plain, 'doesNotHold', 'doesNotHold'],
	['work in another tool', byHand, 'doesNotHold', 'manual'],
])('%s is called so', (_, step, says, found) => {
	expect(foundBy({step, judgement: judgements[says]}, true)).toBe(found);
});

test('what an earlier step is still to change is waited for; where none is, it blocks', () => {
	const judgement: Judgement = {says: 'blocked', why, remedy: why, evidence: [], awaitsEarlier: true};
	expect([true, false].map(isOpenBefore => foundBy({step: plain, judgement}, isOpenBefore))).toEqual(['waits', 'blocked']);
});
