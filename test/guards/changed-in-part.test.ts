/** A change in several parts: what is confirmed, shown and owed is what is left of it, and what has happened is never called nothing. */
import {describe, expect, test} from 'vitest';
import type {SimulatedDeployment} from '../../src/adapters/mock/rehearsal.js';
import {loadScenario} from '../playing/play.js';
import {ended, endOfStep, entriesOf, inTurn, problemsIn, shownAt, sit} from './operator.js';

const scenario = loadScenario('site-dark');
const minutes = 60_000;
const edgesIn = (message: {readonly args?: Readonly<Record<string, unknown>>} | undefined) => message?.args?.edges;

test('the name that is asked for, and the line Changes, are of the Edge pools that are still to be changed', () => {
	const colleague = ({world}: SimulatedDeployment) => {
		world.topology.version++;
		world.topology.changes.push({version: world.topology.version, key: 'nextHop/edge1.contoso.com', value: 'pool2.contoso.com'});
	};
	const sitting = sit({
		scenario,
		overrides: {
			'changingNextHops confirming': inTurn(
				{choice: 'confirm', fields: {label: 'edge1'}, afterMs: minutes, meanwhile: colleague},
				{choice: 'confirm', fields: {label: 'edge1'}},
				{choice: 'confirm', fields: {label: 'edge2'}},
			),
		},
		until: ended('changingNextHops'),
	});
	const confirmed = entriesOf(sitting.entries, 'asked').filter(
		({prompt, step}) => prompt.id === 'question.confirming' && /Hops/.test(step),
	);
	expect(edgesIn(confirmed[0]?.changes)).toEqual(['edge1.contoso.com', 'edge2.contoso.com']);
	expect(edgesIn(confirmed[1]?.changes)).toEqual(['edge2.contoso.com']);
	expect(edgesIn(shownAt(sitting, 'changingNextHops', 'ready').at(-1)?.changes)).toEqual(['edge2.contoso.com']);
	expect(problemsIn(sitting)).toContain('confirm.wrongLabel');
	expect(endOfStep(sitting, 'changingNextHops')?.kind).toBe('done');
});

describe('stopped between two parts', () => {
	const sittings = Array.from({length: 10}, (_, index) =>
		sit({
			scenario,
			seed: index + 1,
			overrides: {
				'changingNextHops running': inTurn({choice: 'stop', afterMs: 9_000}),
				'changingNextHops ready': inTurn({choice: 'approve'}, {choice: 'abort'}),
			},
			until: entry => entry.kind === 'runEnded',
		}),
	);
	const inPart = sittings.filter(sitting => shownAt(sitting, 'changingNextHops', 'ready').length > 1 && changed(sitting).length === 1);
	function changed({truth}: (typeof sittings)[number]) {
		return truth.left.filter(id => id.startsWith('nextHop/'));
	}

	test('it is not said that nothing happened, and the rest is what would run', () => {
		expect(inPart.length).toBeGreaterThan(0);
		for (const sitting of inPart) {
			expect(problemsIn(sitting)).toContain('step.partHappened');
			expect(problemsIn(sitting)).not.toContain('step.nothingHappened');
			expect(shownAt(sitting, 'changingNextHops', 'ready').at(-1)?.calls).toHaveLength(1);
		}
	});

	test('what was changed is owed, and no more than that', () => {
		for (const sitting of inPart)
			expect(sitting.view.debts.map(({id}) => id).filter(id => id.startsWith('nextHop/'))).toEqual(changed(sitting));
		for (const sitting of inPart) expect(endOfStep(sitting, 'changingNextHops')?.hasChanged).toBe(true);
	});

	test('nothing is said before the slowest Edge server could have it', () => {
		for (const sitting of inPart) {
			const [unknown] = shownAt(sitting, 'changingNextHops', 'unknown');
			const again = shownAt(sitting, 'changingNextHops', 'ready').at(-1);
			expect((again?.at ?? 0) - (unknown?.at ?? 0)).toBeGreaterThanOrEqual(170_000);
		}
	});
});

test('of next hops that are given back, one that was seen back is not owed any more, however the step ends', () => {
	const sittings = Array.from({length: 10}, (_, index) =>
		sit({
			scenario,
			seed: index + 1,
			overrides: {
				'givingNextHopsBack running': inTurn({choice: 'stop', afterMs: 9_000}),
				'givingNextHopsBack ready': inTurn({choice: 'approve'}, {choice: 'abort'}),
			},
			until: entry => entry.kind === 'runEnded' && /ailback/.test(entry.run),
		}),
	);
	const left = sittings.map(({truth}) => truth.left.filter(id => id.startsWith('nextHop/')).sort());
	expect(left.some(({length}) => length === 1)).toBe(true);
	expect(sittings.map(({view}) => view.debts.flatMap(({id}) => (id.startsWith('nextHop/') ? [id] : [])).sort())).toEqual(left);
});
