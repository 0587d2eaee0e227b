/** What keeps a pool that lives from being treated as a dead one, and a planned failover from being begun where it cannot end well. */
import {describe, expect, test} from 'vitest';
import {cmdletLine} from '../../src/machines/cmdlet-line.js';
import {loadScenario} from '../playing/play.js';
import {always, changesIn, ended, endOfStep, entriesOf, inTurn, lifeOf, scenarioWith, shownAt, sit} from './operator.js';

const scenario = loadScenario('maintenance');
const moved = (sitting: Parameters<typeof changesIn>[0]) => changesIn(sitting).filter(({name}) => name === 'Invoke-CsPoolFailOver');

test('without disaster mode, with a bounded wait, and the time span as a time span (contradiction 18)', () => {
	const [call] = moved(sit({scenario}));
	expect(call?.parameters).toEqual({PoolFqdn: 'pool1.contoso.com', WaitTime: {timeSpan: '00:05:00'}, Confirm: false, Verbose: true});
	expect(call && cmdletLine(call)).toContain("-WaitTime '00:05:00'");
});

test('the store leaves the pool the clean way: no database is named, and nothing is forced', () => {
	const cms = changesIn(sit({scenario})).filter(({name}) => name === 'Invoke-CsManagementServerFailover');
	expect(cms.map(({runsOn, parameters}) => [runsOn, ...Object.keys(parameters).sort()])).toEqual([
		['fe21.contoso.com', 'Confirm', 'Verbose'],
		['fe11.contoso.com', 'Confirm', 'Verbose'],
	]);
});

test('whoever wants the storage service flushed, and half an hour of waiting, gets both', () => {
	const sitting = sit({scenario, overrides: {'boundingWait asking': always('wait30Flush')}, until: ended('failingOverUsers')});
	expect(moved(sitting)[0]?.parameters).toMatchObject({WaitTime: {timeSpan: '00:30:00'}, FlushStorageService: true});
});

test('the compare is run where it is wanted, read by a person, and ends the run where it names mismatches', () => {
	const overrides = {'askingAboutCompare asking': always('compare'), 'comparingPools asking': always('mismatch')};
	const sitting = sit({scenario, overrides, until: entry => entry.kind === 'runEnded'});
	expect(shownAt(sitting, 'comparingPools', 'asking')[0]?.evidence?.[0]).toMatchObject({source: 'Debug-CsInterPoolReplication'});
	expect(changesIn(sitting)).toEqual([]);
	expect(entriesOf(sitting.entries, 'runEnded')[0]).toMatchObject({outcome: 'ended'});
});

describe('a pool that does not live', () => {
	test.each(['hitPool', 'hitSql'] as const)('with %s off is refused, and led to the failover of a lost pool', role => {
		const dead = scenarioWith([{fault: 'off', role, atMs: 0}], {procedure: 'plannedFailover'});
		const sitting = sit({scenario: dead, until: entry => entry.kind === 'runEnded'});
		const life = endOfStep(sitting, 'checkingLife');
		expect(life).toMatchObject({kind: 'refused', why: {id: 'preflight.notAlive'}});
		expect(changesIn(sitting)).toEqual([]);
		expect(shownAt(sitting, 'checkingLife', 'blocked')[0]?.remedy).toMatchObject({id: 'preflight.notAlive.remedy'});
	});

	test('or dies while its name is typed, is not failed over without disaster mode', () => {
		const sitting = sit({
			scenario,
			overrides: {
				'failingOverUsers confirming': inTurn({
					choice: 'confirm',
					fields: {homePool: 'pool1.contoso.com'},
					afterMs: 30_000,
					meanwhile: ({world}) => {
						for (const computer of Object.values(world.computers)) if (computer.site === 'Redmond') computer.isOn = false;
					},
				}),
			},
			until: entry => entry.kind === 'runEnded',
		});
		expect(moved(sitting)).toEqual([]);
		expect(shownAt(sitting, 'failingOverUsers', 'blocked')[0]).toMatchObject({why: {id: 'planned.diedMeanwhile'}});
	});
});

test('a sick store is repaired first: nothing is moved, and it says by which procedure', () => {
	const blank = {...scenario, faults: [{fault: 'blank', role: 'cms', atMs: 0}] as const};
	const sitting = sit({scenario: blank, until: entry => entry.kind === 'runEnded'});
	expect(endOfStep(sitting, 'refusingSickCms')).toMatchObject({kind: 'refused', why: {id: 'planned.sickCms'}});
	expect(changesIn(sitting)).toEqual([]);
});

test('a wait that is too short moves nobody, says that the state after it is unknown, and leads back to a longer one', () => {
	const behind = {...scenario, faults: [{fault: 'backlog', role: 'hitPool', atMs: 1}] as const};
	const sitting = sit({
		scenario: behind,
		overrides: {
			// Whoever does not wait until both are level goes on with a reason.
			'checkingBackup verifying': always('skip', {reason: 'the window is short'}),
			'boundingWait asking': inTurn(undefined, {choice: 'wait30'}),
		},
		until: entry => entry.kind === 'runEnded',
	});
	const waits = moved(sitting).map(({parameters}) => parameters.WaitTime);
	expect(waits[0]).toEqual({timeSpan: '00:05:00'});
	expect(waits[1]).toEqual({timeSpan: '00:30:00'});
	const failed = shownAt(sitting, 'failingOverUsers', 'failed')[0];
	expect(failed?.remedy).toMatchObject({id: 'planned.notMoved.remedy'});
	expect(lifeOf(sitting, 'failingOverUsers')).toContain('failed');
	expect(sitting.truth.lossMinutes).toBe(0);
});
