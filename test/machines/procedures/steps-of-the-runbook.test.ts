/** Whoever knows the runbook finds every step of it: in a machine, or in DECISIONS.md with the reason why not. */
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {AnyStateMachine} from 'xstate';
import {procedures} from '../../../src/machines/procedures/catalog.js';
import {explorations} from './explorations.js';
import {runbookSteps} from './runbook-steps.js';

const heading = '## Steps of the runbook that no machine walks';
const decisions = readFileSync(new URL('../../../DECISIONS.md', import.meta.url), 'utf8');
const section = decisions.split(heading)[1]?.split('\n## ')[0] ?? '';
/** Letter and number → what is left, and why. */
const left = new Map(
	[...section.matchAll(/^\| ([a-k]\.[a-z0-9 ]+) \| (.+) \| (.+) \|$/gm)].map(([, step = '', what = '', why = '']) => [step, {what, why}]),
);

/** Where something is done: a step, or a procedure within this one. */
function busyStatesOf(id: string): readonly string[] {
	const machine: AnyStateMachine | undefined = (explorations as Readonly<Record<string, {readonly machine: AnyStateMachine}>>)[id]?.machine;
	return Object.entries(machine?.states ?? {}).flatMap(([name, state]) => (state.invoke.length > 0 ? [name] : []));
}

const named = runbookSteps.map(one => ({...one, key: `${one.letter}.${one.step}`}));

describe.each(named)('$key, $name', ({key, walkedIn, isLeft, sources}) => {
	test('is a state of a machine, or DECISIONS.md says why not', () => {
		const unknown = walkedIn.filter(place => {
			const [id = '', state = ''] = place.split('/');
			return !busyStatesOf(id).includes(state);
		});
		expect(unknown).toEqual([]);
		expect(walkedIn.length > 0 || isLeft === true).toBe(true);
		expect([key, left.has(key)]).toEqual([key, isLeft === true]);
		expect(sources).not.toEqual([]);
	});
});

test('what DECISIONS.md leaves out are steps of the runbook, each with a reason', () => {
	expect([...left.keys()].filter(key => !named.some(one => one.key === key))).toEqual([]);
	for (const {what, why} of left.values()) expect([what.length > 5, why.length > 20]).toEqual([true, true]);
});

test('every letter is there whole, its numbers without a gap, and no step twice', () => {
	const numbersOf = (letter: string) => named.flatMap(one => (one.letter === letter && /^\d+$/.test(one.step) ? [Number(one.step)] : []));
	const most = {b: 8, d: 3, e: 7, f: 6, g: 8, h: 5, i: 4, j: 7, k: 6};
	for (const [letter, count] of Object.entries(most))
		expect([letter, numbersOf(letter)]).toEqual([letter, Array.from({length: count}, (_, i) => i + 1)]);
	expect(new Set(named.map(({key}) => key)).size).toBe(named.length);
});

test('every procedure with one of these letters walks some of them', () => {
	const letters = Object.keys(Object.groupBy(named, ({letter}) => letter));
	const walking = new Set(named.flatMap(({walkedIn}) => walkedIn.map(place => place.split('/')[0])));
	const idle = procedures.filter(({id, letter}) => letter.split(' ').some(each => letters.includes(each)) && !walking.has(id));
	expect(idle.map(({id}) => id)).toEqual([]);
});
