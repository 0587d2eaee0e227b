/** A walk that only looks, over every scenario, deployment and direction: what it sees, and that it leaves no trace. */
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {createRehearsal} from '../../src/adapters/mock/rehearsal.js';
import {changesState} from '../../src/machines/ask.js';
import {deploymentOf, type EntryOf, type Header, type JournalEntry, scenarioOf} from '../../src/machines/journal/journal-entry.js';
import type {LookedAt} from '../../src/machines/procedures/ids.js';
import {routesThroughHitSite} from '../../src/machines/procedures/pool/steps/follow-ups.js';
import {notCome} from '../../src/ui/plan.js';
import {loadDeployment, loadScenario, newHeader, type Played, playOn} from './play.js';

const fixture = (name: string) => loadDeployment(readFileSync(new URL(`../fixtures/deployments/${name}.json`, import.meta.url), 'utf8'));
const scenarios = ['site-dark', 'back-end-dead', 'cms-blank', 'edge-next-hop'];
const deployments = ['contoso-core', 'se-pair', 'third-pair', 'sfb-2019', 'one-edge', 'no-edge'];
const walks: readonly LookedAt[] = ['poolFailover', 'poolFailback'];

type Case = {readonly deployment: string; readonly scenario: string; readonly procedure: LookedAt};
const cases: readonly Case[] = deployments.flatMap(deployment =>
	scenarios.flatMap(scenario => walks.map(procedure => ({deployment, scenario, procedure}))),
);

/** Nobody answers anything, and only the clock goes on. */
const look = ({deployment, scenario, procedure}: Case): Played =>
	playOn({...newHeader({deployment: fixture(deployment), scenario: loadScenario(scenario)}), lookOnly: procedure}, [], undefined, () => {});

const ends = (entries: readonly JournalEntry[]) => entries.filter(entry => entry.kind === 'stepEnded');
const learnedBy = (entries: readonly JournalEntry[], step: string) => ends(entries).find(entry => entry.step === step)?.end.learned ?? {};

/** The same deployment, to which nobody came, at the same time. */
function untouched(header: Header, at: number) {
	const scenario = scenarioOf(header);
	if (!scenario || !header.rehearsal) throw new Error('not a rehearsal');
	const world = createRehearsal({deployment: deploymentOf(header), scenario, seed: header.rehearsal.seed, hitPool: header.pool});
	world.clock.runTo(at);
	return world.truth();
}

test.each(cases)('$procedure in $scenario on $deployment is walked to its end, and nothing is changed', each => {
	const {header, entries, rehearsal} = look(each);
	expect(entries.at(-1)).toMatchObject({kind: 'sealed'});
	expect(entries.filter(entry => entry.kind === 'callBegan' && changesState(entry.what))).toEqual([]);
	expect(entries.filter(entry => entry.kind === 'callEnded' && entry.changes)).toEqual([]);
	const steers: readonly string[] = ['asked', 'decision', 'outside', 'debtOpened', 'debtClosed'];
	expect(entries.filter(({kind}) => steers.includes(kind))).toEqual([]);
	expect(rehearsal.worldCalls()).toEqual({});
	expect(rehearsal.truth()).toEqual(untouched(header, rehearsal.clock.now()));
});

test.each(cases)(
	'$procedure in $scenario on $deployment: every step of the plan is looked at, but what things as they are leave out',
	each => {
		const {entries, rehearsal} = look(each);
		const missing = notCome(rehearsal.view()).map(({step}) => step);
		expect(missing.toSorted()).toEqual(leftOut(each, entries).toSorted());
		expect(ends(entries).length).toBeGreaterThan(5);
		for (const {end} of ends(entries)) expect(end).toMatchObject({kind: 'lookedAt', found: expect.any(String)});
	},
);

/** What the procedure itself does not come to: a store that stays, no Edge pool and no route that leads to the pool, nothing owed. */
function leftOut({deployment, procedure}: Case, entries: readonly JournalEntry[]): readonly string[] {
	if (procedure === 'poolFailback') return ['givingNextHopsBack', 'askingAboutCms', 'closingFollowUps'].map(step => `${procedure}/${step}`);
	const {cmsPool, cmsState} = learnedBy(entries, 'poolFailover/locatingCms');
	const {edgesOnPool} = learnedBy(entries, 'poolFailover/findingEdges');
	const facts = fixture(deployment);
	const pool = facts.cms.active;
	const input = {deployment: facts, pool, known: {lastSteady: [], debts: []}, debts: [], hasChanged: false};
	const stays = cmsPool !== pool && cmsState === 'healthy';
	return [
		...(stays ? ['cmsFailover/findingStandby', 'cmsFailover/movingCms', 'cmsFailover/waitingForReplicas'] : []),
		...(Array.isArray(edgesOnPool) && edgesOnPool.length > 0 ? [] : ['changingNextHops']),
		...(routesThroughHitSite(input).length > 0 ? [] : ['movingRoutes']),
	].map(step => `${procedure}/${step}`);
}

test.each(cases)(
	'$procedure in $scenario on $deployment: what blocks is said with its remedy, and the session says that something does',
	each => {
		const {entries} = look(each);
		const blocked = ends(entries).filter(({end}) => end.found === 'blocked');
		for (const {step, end} of blocked) {
			const moved = entries.findLast((entry): entry is EntryOf<'stepMoved'> => entry.kind === 'stepMoved' && entry.step === step);
			expect(moved).toMatchObject({says: 'blocked', remedy: {id: expect.any(String)}, why: end.why});
		}
		const waits = ends(entries).filter(({end}) => end.found === 'waits');
		for (const {seq} of waits) expect(ends(entries).some(each => each.seq < seq && each.end.found === 'doesNotHold')).toBe(true);
		const [first] = blocked;
		expect(entries.at(-1)).toMatchObject(first ? {outcome: 'refused', why: first.end.why} : {outcome: 'done'});
	},
);

test.each(walks.flatMap(procedure => ['unpaired', 'mixed-2010'].map(deployment => ({deployment, procedure, scenario: 'site-dark'}))))(
	'$procedure on $deployment says why it cannot be, and ends',
	each => {
		const {entries} = look(each);
		expect(entries.at(-1)).toMatchObject({kind: 'sealed', outcome: 'refused', why: {id: expect.any(String)}});
	},
);

test('a pool that lives again blocks, whatever is still to be changed', () => {
	const scenario = {...loadScenario('edge-next-hop'), faults: []};
	const {entries} = playOn({...newHeader({scenario}), lookOnly: 'poolFailover'}, [], undefined, () => {});
	const found = Object.fromEntries(ends(entries).map(({step, end}) => [step, end.found]));
	expect(found).toMatchObject({'poolFailover/tellingDeadFromCutOff': 'blocked', 'poolFailover/failingOverUsers': 'blocked'});
	expect(entries.at(-1)).toMatchObject({outcome: 'refused'});
});

test('a walk is asked nothing, so it takes no answer; after its end it takes no note', () => {
	const {rehearsal} = look({deployment: 'contoso-core', scenario: 'site-dark', procedure: 'poolFailover'});
	const {entries, send} = rehearsal.engine;
	const count = entries.length;
	const answer = {
		id: '1',
		type: 'answer',
		question: 'poolFailover/failingOverUsers/question1',
		choice: 'approve',
		fields: {},
		by: 'x',
	} as const;
	expect(send(answer)).toMatchObject({why: {id: 'refusal.questionNotOpen'}});
	expect(send({id: '2', type: 'note', text: 'late', by: 'x'})).toMatchObject({why: {id: 'refusal.sealed'}});
	expect(entries.length).toBe(count);
});
