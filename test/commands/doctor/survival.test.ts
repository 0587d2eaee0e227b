/** That an engine outlives a logout is proved by a probe, or not claimed. */
import {describe, expect, test} from 'vitest';
import {
	judgeProbe,
	judgeSurvival,
	type LoginFacts,
	type Probe,
	promiseOf,
	type SeenProbe,
	settingOf,
} from '../../../src/commands/doctor/survival.js';
import {elsewhere} from '../../../src/commands/doctor/survives-logout.js';
import {say} from '../../../src/machines/message.js';
import type {SurvivalNote} from '../../../src/storage/survival-note.js';

const facts = (given: Partial<LoginFacts> = {}): LoginFacts => ({
	...{user: 'karin', hasLogind: true, kills: false, saidBy: '/etc/systemd/logind.conf', lingers: false},
	...{kind: 'scope', login: 'session-3.scope'},
	...given,
});
const note = (given: Partial<SurvivalNote> = {}): SurvivalNote => ({
	...{pid: 700, startedAt: 'boot1/7', host: 'jump', leftAt: '2026-11-21T03:00:00.000Z', setting: settingOf(facts())},
	login: {name: 'session-3.scope', leader: {pid: 600, startedAt: 'boot1/6'}},
	...given,
});
const seen = (given: Partial<SeenProbe> = {}): SeenProbe => ({
	...{isAlive: true, hasLoginEnded: true, now: '2026-11-21T04:00:00.000Z', host: 'jump', boot: 'boot1'},
	...given,
});
const ids = (probe: Probe, given: Partial<LoginFacts> = {}) => {
	const {state, evidence, remedy} = judgeSurvival(facts(given), probe);
	return [state, evidence.at(-1)?.id, remedy?.id];
};

describe('a probe that was left', () => {
	test('and runs after its login has ended has proved it, for as long as nothing is set anew', () => {
		expect(judgeProbe(note(), facts(), seen())).toMatchObject({is: 'survived', seenAt: '2026-11-21T04:00:00.000Z'});
		const proved = note({survivedAt: '2026-11-21T04:00:00.000Z'});
		expect(judgeProbe(proved, facts(), seen({isAlive: false, boot: 'boot2', now: '2027-01-01T00:00:00.000Z'}))).toMatchObject({
			is: 'survived',
			seenAt: '2026-11-21T04:00:00.000Z',
		});
		expect(judgeProbe(proved, facts({kills: true}), seen())).toBeUndefined();
		expect(judgeProbe(proved, facts(), seen({host: 'other'}))).toBeUndefined();
	});

	test('and is gone with its login has disproved it', () => {
		expect(judgeProbe(note(), facts(), seen({isAlive: false}))).toMatchObject({is: 'died'});
	});

	test('says nothing while its login lasts', () => {
		expect(judgeProbe(note(), facts(), seen({hasLoginEnded: false}))).toMatchObject({is: 'waiting', isNew: false});
	});

	test.each([
		['somebody ended it while its login lasts', seen({isAlive: false, hasLoginEnded: false})],
		['it has ended by itself since, after a day', seen({isAlive: false, now: '2026-11-22T03:00:00.000Z'})],
		['the machine was restarted', seen({isAlive: false, boot: 'boot2'})],
		['the clock was set back', seen({isAlive: false, now: '2026-11-20T03:00:00.000Z'})],
	])('proves nothing when %s: another is left', (_, at) => {
		expect(judgeProbe(note(), facts(), at)).toBeUndefined();
	});
});

describe('what is said', () => {
	const waiting: Probe = {is: 'waiting', note: note(), isNew: true};

	test('is never “ok” by the settings alone', () => {
		expect(ids(waiting)).toEqual(['unknown', 'doctor.survival.waiting', 'doctor.survival.prove']);
		expect(ids(waiting, {kills: undefined})).toEqual(['unknown', 'doctor.survival.waiting', 'doctor.survival.prove']);
		expect(ids(waiting, {hasLogind: false, kind: 'terminal'})).toEqual(['unknown', 'doctor.survival.waiting', 'doctor.survival.prove']);
	});

	test('is a failure, with what to do, where the settings say so already', () => {
		expect(ids(waiting, {kills: true})).toEqual(['failed', 'doctor.survival.waiting', 'doctor.survival.remedy']);
		expect(ids(waiting, {kind: 'manager'})).toEqual(['failed', 'doctor.survival.waiting', 'doctor.survival.remedy']);
		expect(ids(waiting, {kind: 'manager', lingers: true})[0]).toBe('unknown');
	});

	test('is what was seen, over what the settings promise', () => {
		expect(ids({is: 'survived', note: note(), seenAt: 'then'}, {kills: true})).toEqual(['ok', 'doctor.survival.survived', undefined]);
		expect(ids({is: 'died', note: note(), seenAt: 'then'})).toEqual(['failed', 'doctor.survival.died', 'doctor.survival.remedy']);
	});

	test('stays a failure until the next probe has shown that it was mended', () => {
		const again: Probe = {is: 'waiting', note: note({diedBefore: 'then'}), isNew: false};
		expect(ids(again)).toEqual(['failed', 'doctor.survival.waiting', 'doctor.survival.remedy']);
		expect(judgeSurvival(facts(), again).evidence).toContainEqual(say('doctor.survival.diedBefore', {seen: 'then'}));
	});

	test('is that nobody can tell, within tmux', () => {
		const none: Probe = {is: 'none', why: say('doctor.survival.noLeader'), remedy: say('doctor.survival.plainLogin')};
		expect(ids(none)).toEqual(['unknown', 'doctor.survival.noLeader', 'doctor.survival.plainLogin']);
	});

	test.each(['win32', 'darwin'])('is not claimed on %s', platform => {
		expect(elsewhere(platform)).toMatchObject({state: 'unknown', remedy: {}});
	});
});

test.each([
	[facts({kills: true}), 'ends'],
	[facts({kills: false}), 'lives'],
	[facts({kills: undefined}), 'unsaid'],
	[facts({kills: true, kind: 'manager', lingers: true}), 'lives'],
	[facts({kills: false, kind: 'manager'}), 'ends'],
	[facts({hasLogind: false, kind: 'terminal'}), 'lives'],
])('what is set promises: %j %s', (given, promise) => {
	expect(promiseOf(given)).toBe(promise);
});
