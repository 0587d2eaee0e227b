/** By hand, again, left out, given up; and what began and whose end nobody heard. */
import {describe, expect, test} from 'vitest';
import {nameOfAct} from '../../src/machines/ask.js';
import type {Fault} from '../../src/machines/deployment/scenario.js';
import {
	always,
	changesIn,
	ended,
	endOfStep,
	entriesOf,
	inTurn,
	lifeOf,
	runEnded,
	type Sitting,
	scenarioWith,
	shownAt,
	sit,
} from './operator.js';

const dark = {fault: 'off', role: 'hitSite', atMs: 0} as const;
const pool = 'pool1.contoso.com';
const minutes = 60_000;
const site = scenarioWith([dark]);
const withFault = (fault: Fault) => scenarioWith([dark, {fault, role: 'cms', atMs: 0}]);
const names = (sitting: Sitting) => changesIn(sitting).map(({name}) => name);
const offered = ({entries}: Sitting, step: string, prompt: string) =>
	entriesOf(entries, 'asked')
		.findLast(asked => asked.step.endsWith(step) && asked.prompt.id === prompt)
		?.choices.map(({id}) => id);

describe('by hand', () => {
	const byHand = {'failingOverUsers ready': inTurn({choice: 'byHand'})};

	test('what was done elsewhere is verified like any other', () => {
		const acts = inTurn({choice: 'act'}, {choice: 'noError'});
		const sitting = sit({scenario: site, overrides: {...byHand, 'failingOverUsers byHand': acts}, until: ended('failingOverUsers')});
		expect(endOfStep(sitting, 'failingOverUsers')).toMatchObject({kind: 'byHand', hasChanged: true});
		expect(lifeOf(sitting, 'failingOverUsers')).toEqual(['inspecting', 'ready', 'byHand', 'verifying']);
		expect(names(sitting)).not.toContain('Invoke-CsPoolFailOver');
		expect(entriesOf(sitting.entries, 'outside').map(({what}) => nameOfAct(what))).toEqual(['Invoke-CsPoolFailOver']);
		expect(sitting.truth.pools[pool]?.experience).toBe('Full');
		expect(sitting.truth.left).toContain(`failedOver/${pool}`);
	});

	test('“done” without the act is not believed: verification gives up, and there is a way out', () => {
		const lies = {'failingOverUsers byHand': inTurn({choice: 'noError'})};
		const sitting = sit({scenario: site, overrides: {...byHand, ...lies}, until: ended('failingOverUsers')});
		const [failed] = shownAt(sitting, 'failingOverUsers', 'failed');
		const [verifying] = shownAt(sitting, 'failingOverUsers', 'verifying');
		expect(failed?.why?.id).toBe('step.tooLate');
		expect((failed?.at ?? 0) - (verifying?.at ?? 0)).toBeGreaterThanOrEqual(15 * minutes);
		expect(offered(sitting, 'failingOverUsers', 'question.failed')).toEqual(['retry', 'nothingHappened', 'byHand', 'abort']);
		expect(endOfStep(sitting, 'failingOverUsers')?.kind).toBe('done');
	});

	test('a setting that can be read back shows sooner that nothing was done', () => {
		const lies = {'changingNextHops ready': inTurn({choice: 'byHand'}), 'changingNextHops byHand': inTurn({choice: 'noError'})};
		const sitting = sit({scenario: site, overrides: lies, until: ended('changingNextHops')});
		const again = shownAt(sitting, 'changingNextHops', 'ready')[1];
		const waited = (again?.at ?? 0) - (shownAt(sitting, 'changingNextHops', 'verifying')[0]?.at ?? 0);
		expect(waited).toBeGreaterThanOrEqual(3 * minutes);
		expect(waited).toBeLessThan(5 * minutes);
		expect(endOfStep(sitting, 'changingNextHops')?.kind).toBe('done');
	});

	test('an error that is pasted is a failure with a way out, and nothing is run by the console', () => {
		const pastes = {'failingOverUsers byHand': inTurn({choice: 'error', fields: {reason: 'Access is denied.'}})};
		const gives = {'failingOverUsers failed': always('abort')};
		const sitting = sit({scenario: site, overrides: {...byHand, ...pastes, ...gives}, until: runEnded});
		expect(shownAt(sitting, 'failingOverUsers', 'failed')[0]?.why).toMatchObject({args: {message: 'Access is denied.'}});
		expect(endOfStep(sitting, 'failingOverUsers')?.kind).toBe('failed');
		expect(names(sitting)).not.toContain('Invoke-CsPoolFailOver');
	});

	test('“don’t know” is an outcome that is looked for, never a second try', () => {
		const unsure = {'failingOverUsers byHand': inTurn({choice: 'act'}, {choice: 'dontKnow'})};
		const says = {'failingOverUsers undecided': inTurn({choice: 'happened', fields: {reason: 'the one who ran it was found'}})};
		const sitting = sit({scenario: site, overrides: {...byHand, ...unsure, ...says}, until: ended('failingOverUsers')});
		expect(lifeOf(sitting, 'failingOverUsers')).toEqual(['inspecting', 'ready', 'byHand', 'unknown', 'undecided', 'verifying']);
		expect(endOfStep(sitting, 'failingOverUsers')?.kind).toBe('byHand');
	});
});

test('what the deployment refuses once fails with a way out; tried again, it is done', () => {
	const sitting = sit({scenario: withFault('refusesOnce'), until: ended('movingCms')});
	expect(lifeOf(sitting, 'movingCms')).toEqual([
		'inspecting',
		'ready',
		'confirming',
		'running',
		'examining',
		'failed',
		'inspecting',
		'ready',
		'confirming',
		'running',
		'verifying',
	]);
	expect(shownAt(sitting, 'movingCms', 'failed')[0]?.why?.id).toMatch(/^step\.call\./);
	expect(offered(sitting, 'movingCms', 'question.failed')).toEqual(['retry', 'byHand', 'abort']);
	expect(endOfStep(sitting, 'movingCms')).toMatchObject({kind: 'done', hasChanged: true});
	expect(shownAt(sitting, 'movingCms', 'inspecting').at(-1)?.attempt).toBe(2);
});

test('a refusal that is given up is failed, not unknown: looking showed that nothing had changed', () => {
	const gives = {'movingCms failed': always('abort')};
	const sitting = sit({scenario: withFault('refusesOnce'), overrides: gives, until: runEnded});
	expect(endOfStep(sitting, 'movingCms')).not.toHaveProperty('isOutcomeUnknown');
	expect(sitting.view.runs[0]?.outcome).toBe('failed');
	expect(sitting.truth.cms.active).toBe(pool);
});

/** Whether it had happened is the seed's: it went on, it had happened, or it never did. */
describe.each(Array.from({length: 8}, (_, index) => index + 1))('a link that breaks in the middle of a change, seed %i', seed => {
	const nothing = inTurn({choice: 'nothingHappened', fields: {reason: 'its event log says so'}});
	const sitting = sit({scenario: withFault('linkBreaks'), seed, overrides: {'movingCms undecided': nothing}, until: ended('movingCms')});

	test('is an unknown outcome, and only looks are made until it is known', () => {
		expect(lifeOf(sitting, 'movingCms').slice(3, 5)).toEqual(['running', 'unknown']);
		const unknownAt = shownAt(sitting, 'movingCms', 'unknown')[0]?.at ?? 0;
		const known =
			entriesOf(sitting.entries, 'stepMoved').find(({at, to}) => at > unknownAt && !['unknown'].includes(to))?.at ?? sitting.view.at;
		const between = entriesOf(sitting.entries, 'callBegan').filter(({at}) => at > unknownAt && at < known);
		expect(between.filter(({what}) => 'changesState' in what && what.changesState)).toEqual([]);
	});

	test('is found out: the store is moved once, or a second time because the first had done nothing', () => {
		expect(endOfStep(sitting, 'movingCms')?.kind).toBe('done');
		expect(sitting.truth.cms.active).toBe('pool2.contoso.com');
		const wasDecided = lifeOf(sitting, 'movingCms').includes('undecided');
		expect(names(sitting)).toHaveLength(wasDecided ? 2 : 1);
	});
});

describe.each(Array.from({length: 8}, (_, index) => index + 1))('a change that is stopped while it runs, seed %i', seed => {
	const sitting = sit({
		scenario: site,
		seed,
		overrides: {'changingNextHops running': inTurn({choice: 'stop', afterMs: 1_000})},
		until: ended('changingNextHops'),
	});

	test('is an unknown outcome that the setting itself answers', () => {
		const life = lifeOf(sitting, 'changingNextHops');
		expect(life.slice(0, 5)).toEqual(['inspecting', 'ready', 'confirming', 'running', 'unknown']);
		expect(endOfStep(sitting, 'changingNextHops')?.kind).toBe('done');
		const hadHappened = life.length === 5;
		expect(names(sitting).filter(name => name === 'Set-CsEdgeServer')).toHaveLength(hadHappened ? 1 : 2);
		expect(sitting.truth.nextHops['edge1.contoso.com']).toBe('pool2.contoso.com');
	});
});

describe('left', () => {
	test('a checklist is left out for a reason, and stays owed', () => {
		const skips = {'pointingDns byHand': inTurn({choice: 'skip', fields: {reason: 'the names are on a load balancer'}})};
		const sitting = sit({scenario: site, overrides: skips, until: ended('pointingDns')});
		expect(endOfStep(sitting, 'pointingDns')).toMatchObject({kind: 'skipped', why: {args: {reason: 'the names are on a load balancer'}}});
		const owed = sitting.view.debts.find(({id}) => id === `dns/${pool}`);
		expect(owed).toMatchObject({title: {id: 'debt.dns.toDo'}, about: {isDone: false}});
	});

	test('a checklist that was done is owed back', () => {
		const sitting = sit({scenario: site, overrides: {'pointingDns byHand': inTurn({choice: 'noError'})}, until: ended('pointingDns')});
		const owed = sitting.view.debts.find(({id}) => id === `dns/${pool}`);
		expect(owed).toMatchObject({title: {id: 'debt.dns.toUndo'}, about: {isDone: true}});
	});

	test('without a reason nothing is left out', () => {
		const skips = {'pointingDns byHand': inTurn({choice: 'skip'}, {choice: 'skip', fields: {reason: '\t'}})};
		const sitting = sit({scenario: site, overrides: skips, until: ended('pointingDns')});
		expect(sitting.refusals).toEqual(['refusal.fieldMissing', 'refusal.fieldMissing']);
	});

	test('what the users depend on cannot be left out at all', () => {
		const sitting = sit({scenario: site, until: ended('failingOverUsers')});
		expect(offered(sitting, 'failingOverUsers', 'question.ready')).toEqual(['approve', 'byHand', 'abort']);
		expect(offered(sitting, 'movingCms', 'question.ready')).toEqual(['approve', 'byHand', 'abort']);
	});

	test.each([['deciding asking'], ['tellingDeadFromCutOff asking'], ['movingCms ready'], ['movingCms confirming']])(
		'given up at “%s”, nothing was changed, and the session asks what now',
		where => {
			const overrides = {[where]: always('abort'), 'choosing asking': inTurn({choice: 'poolFailover'}, {choice: 'close'})};
			const sitting = sit({scenario: site, overrides});
			expect(names(sitting)).toEqual([]);
			expect(sitting.truth.left).toEqual([]);
			expect(sitting.entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'ended'});
		},
	);
});
