/**
 * A change whose outcome is unknown is never repeated on silence, on half an answer, or too soon: what is seen decides it, or the
 * operator does, in writing.
 */
import {describe, expect, test} from 'vitest';
import {getInitialSnapshot, getNextSnapshot} from 'xstate';
import type {Answer, Fate} from '../../src/machines/ask.js';
import type {StepState} from '../../src/machines/step/step.js';
import {stepMachine} from '../../src/machines/step/step.machine.js';
import {patienceOf} from '../../src/machines/step/step-states.js';
import {answersIn, type ChangingStep, callsOf, changingSteps, halved, type World} from './changing-steps.js';

const found = changingSteps();
const gone: Fate = {fate: 'gone'};
const silent: Fate = {fate: 'silent'};
const running: Fate = {fate: 'running'};
const endedWell: Fate = {fate: 'ended', end: {ok: true, output: null}};
const refused: Fate = {fate: 'ended', end: {ok: false, reason: 'refused', errorId: 'E', message: 'no'}};

type At = ReturnType<typeof begun>;
const stateOf = ({value}: At): StepState => (typeof value === 'string' ? value : Object.keys(value)[0]) as StepState;
const tell = (at: At, event: object): At => getNextSnapshot(stepMachine, at, event as never);

/** Gone on with after a crash, at time 0: its change began, and its end was heard or not. */
function begun(step: ChangingStep, isHeard = false) {
	const change = {endedWell: isHeard, calls: callsOf(step).length};
	const fresh = getInitialSnapshot(stepMachine, step);
	return getNextSnapshot(stepMachine, fresh, {type: 'goOn', at: 0, attempt: 1, change});
}

const look = (at: At, time: number, answers: readonly Answer[], fate: Fate | undefined = gone): At =>
	tell(at, {type: `xstate.done.actor.${Object.keys(at.children)[0]}`, output: {at: time, answers, ...(fate ? {fate} : {})}});
const says = (at: At, type: string, reason?: string): At => tell(at, {type, at: 0, by: 'me', fields: reason ? {reason} : {}});

const settled = (step: ChangingStep) => Math.max(step.change.settlesInMs, 1);
const tooLate = (step: ChangingStep) => Math.max(patienceOf(step).forMs, settled(step)) + 1;

test('every change of every procedure is found', () => {
	const cmdlets = [
		...['Export-CsConfiguration', 'Invoke-CsBackupServiceSync', 'Invoke-CsManagementServerFailover'],
		...['Invoke-CsManagementStoreReplication', 'Invoke-CsPoolFailBack', 'Invoke-CsPoolFailOver', 'Set-CsEdgeServer'],
		...['Set-CsRegistrar', 'Set-CsSite', 'Start-CsWindowsService'],
	];
	expect([...new Set(found.map(({cmdlet}) => cmdlet))].sort()).toEqual(cmdlets);
	expect(found.length).toBeGreaterThanOrEqual(8);
});

describe.each(found)('$cmdlet of $where', ({step: {change, look: asks, judge, ...rest}}) => {
	test('names what to look at, and what it means', () => {
		expect(asks?.([])).not.toEqual([]);
		expect(judge).toBeDefined();
	});

	const step = {...rest, change, look: asks, judge} as ChangingStep;
	const seen = (world: World) => answersIn(world, step);
	const time = settled(step);

	test('is about to run where it is seen that it has not been, and is done where it is seen after a good end', () => {
		expect(step.judge(seen('untouched'), 'notBegun').says).toBe('doesNotHold');
		expect(step.judge(seen('happened'), 'endedWell').says).toBe('holds');
	});

	test(`what shows that nothing happened ${change.isReadBack ? 'leads back to where it can be run' : 'does not exist: the operator says so, in writing'}`, () => {
		const after = look(begun(step), time, seen('untouched'));
		if (change.isReadBack) return expect(stateOf(after)).toBe('ready');
		expect(stateOf(after)).toBe('unknown');
		const asked = look(after, tooLate(step), seen('untouched'));
		expect(stateOf(asked)).toBe('undecided');
		expect(stateOf(says(asked, 'nothingHappened'))).toBe('undecided');
		expect(stateOf(says(asked, 'nothingHappened', 'I looked at the servers'))).toBe('ready');
	});

	test('what shows that it happened ends it well; what cannot show it leaves it to the operator, in writing', () => {
		const known = look(begun(step), time, seen('happened'), endedWell);
		expect(known).toMatchObject({status: 'done', output: {kind: 'done'}});
		const after = look(begun(step), time, seen('happened'));
		if (step.judge(seen('happened'), 'unknown').says === 'holds')
			return expect(after).toMatchObject({status: 'done', output: {kind: 'done'}});
		const asked = look(after, tooLate(step), seen('happened'));
		expect(stateOf(asked)).toBe('undecided');
		expect(stateOf(says(asked, 'happened'))).toBe('undecided');
		const said = look(says(asked, 'happened', 'I looked at the servers'), tooLate(step), seen('happened'));
		expect(said).toMatchObject({status: 'done', output: {kind: 'byHand', why: {id: 'step.onTheirWord'}}});
	});

	test('silence and half an answer never lead to a repeat: it cannot be told, and in the end the operator is asked', () => {
		for (const world of ['untouched', 'happened'] as const) {
			for (const answers of halved(step, world)) {
				// Of several, those that are seen as they were are run, and no others.
				if (world === 'untouched' && step.change.calls([]).length === 0) {
					for (const call of step.change.calls(answers)) expect(callsOf(step)).toContainEqual(call);
					continue;
				}
				for (const isHeard of [false, true]) {
					const fate = isHeard ? undefined : gone;
					const after = look(begun(step, isHeard), time, answers, fate);
					expect([stateOf(after), answers]).not.toEqual(['ready', answers]);
					if (after.status === 'done') continue;
					const asked = look(after, tooLate(step), answers, fate);
					expect([stateOf(asked), asked.context.judgement?.says, answers]).toEqual([
						isHeard ? 'failed' : 'undecided',
						'cannotTell',
						answers,
					]);
				}
			}
		}
	});

	test('nothing that is seen of what happened, whole or in part, leads to a repeat', () => {
		for (const answers of [seen('happened'), ...halved(step, 'happened')]) {
			for (const fate of [gone, silent, running, endedWell, undefined]) {
				for (const at of [0, time, tooLate(step)]) expect(stateOf(look(begun(step), at, answers, fate))).not.toBe('ready');
			}
		}
	});

	test('too soon, while it runs, or where its computer does not say, the old state proves nothing', () => {
		const early = look(begun(step), step.change.settlesInMs - 1, seen('untouched'));
		expect([stateOf(early), early.context.judgement?.says]).toEqual(['unknown', 'cannotTell']);
		for (const fate of [silent, running]) {
			const after = look(begun(step), time, seen('untouched'), fate);
			expect([stateOf(after), after.context.judgement?.says]).toEqual(['unknown', 'cannotTell']);
		}
		expect(stateOf(look(begun(step), tooLate(step), seen('untouched'), silent))).toBe('undecided');
		expect(stateOf(look(begun(step), tooLate(step), seen('untouched'), running))).toBe('unknown');
	});

	test('a call that its computer says was refused is said to have failed, and tried again only after another look', () => {
		const after = look(begun(step), 0, seen('untouched'), refused);
		expect(stateOf(after)).toBe('failed');
		expect(stateOf(says(after, 'retry'))).toBe('inspecting');
	});

	test('one that ended well and is not seen in time is looked for again, and run again only on a written word', () => {
		const half = halved(step, 'untouched')[0] ?? [];
		const failed = look(begun(step, true), tooLate(step), half, undefined);
		// Of some, the good end is all that there is to see.
		if (step.judge(half, 'endedWell').says === 'holds') return expect(failed).toMatchObject({status: 'done', output: {kind: 'done'}});
		expect(stateOf(failed)).toBe('failed');
		expect(stateOf(says(failed, 'retry'))).toBe('verifying');
		expect(stateOf(says(failed, 'nothingHappened'))).toBe('failed');
		expect(stateOf(says(failed, 'nothingHappened', 'it is not there'))).toBe('ready');
	});
});
