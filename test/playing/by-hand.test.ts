/** Where no PowerShell opens anywhere: every step is looked at and done by hand, and nothing is concluded from silence. */
import {expect, test} from 'vitest';
import {openRehearsal, type Way} from '../../src/commands/rehearsal.js';
import {briefingOf} from '../../src/commands/scripted-play.js';
import {type Answer, type Ask, isCmdletCall, isFateQuestion} from '../../src/machines/ask.js';
import type {Backend} from '../../src/machines/backend.js';
import type {JournalEntry, Question} from '../../src/machines/journal/journal-entry.js';
import {procedures} from '../../src/machines/procedures/catalog.js';
import type {Facts} from '../../src/machines/procedures/facts.js';
import {locateCms} from '../../src/machines/procedures/store/steps/central-management.js';
import {replyTo} from '../../src/machines/session/scripted-operator.js';
import {loadDeployment, loadScenario, newHeader, play, playRehearsal} from './play.js';

/** Nothing opens, nothing is simulated that a cmdlet would do, and whoever asks it all the same is found out. */
const nowhere: Way = ({backend}) => {
	const {act: _, ...world} = backend;
	return {
		backend: {
			...world,
			place: (wanted, _, placed) => placed({wanted, failed: [{computer: wanted, why: `${wanted}: PowerShell was not found.`}]}),
			ask(id, what, listener) {
				if (isCmdletCall(what) || isFateQuestion(what)) throw new Error(`${id} was asked of a PowerShell that does not open`);
				return world.ask(id, what, listener);
			},
		} satisfies Backend as unknown as typeof backend,
		close: () => {},
	};
};

/** What a person would type who has looked. */
const typed: Readonly<Record<string, string>> = {
	cmsPool: 'pool1.contoso.com',
	cmsState: 'silent',
	principal: 'sqlbe21.contoso.com',
	edges: 'none',
};

type Reply = {readonly choice: string; readonly fields: Readonly<Record<string, string>>};
type Insists = (question: Question) => Reply | undefined;

function played(scenario: string, {insists = () => undefined, begunFor}: {insists?: Insists; begunFor?: string} = {}) {
	const header = newHeader({scenario: loadScenario(scenario), ...(begunFor ? {begunFor} : {})});
	const rehearsal = openRehearsal(header, {record: [], append: () => {}}, undefined, nowhere);
	let sent = 0;
	const refused: string[] = [];
	function answer(asked: string) {
		const {question} = rehearsal.view();
		if (question?.question !== asked) return;
		const has = (id: string) => question.choices.find(choice => choice.id === id);
		const one = (choice: string, fields: Reply['fields'] = {}) => has(choice) && {choice, fields};
		const reply =
			insists(question) ??
			// Nobody works on this world: what is never seen to be done is left.
			(Number(/\d+$/.exec(asked)?.[0]) > 12 ? (one('skip', {reason: 'Left for later'}) ?? one('abort')) : undefined) ??
			one('byHand') ??
			one('noError') ??
			one('typeFact', Object.fromEntries((has('typeFact')?.fields ?? []).map(({id}) => [id, typed[id] ?? '']))) ??
			one('happened', {reason: 'Seen on the server itself'}) ??
			replyTo(rehearsal.view(), question, briefingOf(header));
		if (!('choice' in reply)) return;
		const problem = rehearsal.engine.send({id: `${++sent}`, type: 'answer', question: asked, by: 'karin', ...reply});
		if (problem) refused.push(problem.why.id);
	}
	const {entries} = playRehearsal(header, rehearsal, undefined, () => {
		rehearsal.engine.follow(entry => {
			if (entry.kind === 'asked' && entry.isWaiting) rehearsal.after(5_000, () => answer(entry.question));
		});
	});
	return {entries, refused};
}

type Ends = ReadonlyMap<string, Extract<JournalEntry, {kind: 'stepEnded'}>['end']>;
const endsOf = (entries: readonly JournalEntry[]): Ends =>
	new Map(entries.flatMap(entry => (entry.kind === 'stepEnded' ? [[entry.step, entry.end] as const] : [])));
const asksOf = (entries: readonly JournalEntry[]) => entries.filter(entry => entry.kind === 'asked');
const blind = (entries: readonly JournalEntry[]) => asksOf(entries).filter(({prompt}) => prompt.id === 'question.blind');

/** Steps whose looks asked a cmdlet. */
const lookedByCmdlet = (entries: readonly JournalEntry[]) =>
	new Set(entries.flatMap(entry => (entry.kind === 'callBegan' && isCmdletCall(entry.what) ? [entry.call.replace(/\/[^/]+$/, '')] : [])));

const siteDark = played('site-dark');
const siteDarkEnds = endsOf(siteDark.entries);

test('a failover is gone through to its proof, and what only a cmdlet shows is on the word of whoever looked, or typed', () => {
	expect(siteDark.refused).toEqual([]);
	expect(siteDarkEnds.get('poolFailover/failingOverUsers')).toMatchObject({
		kind: 'byHand',
		why: {id: 'step.onTheirWord', args: {by: 'karin'}},
	});
	expect(siteDarkEnds.get('poolFailover/followingUpVoice')).toMatchObject({kind: 'byHand'});
	const looked = [...lookedByCmdlet(siteDark.entries)];
	expect(looked.length).toBeGreaterThan(8);
	const saw = looked.filter(step => siteDarkEnds.get(step)?.kind === 'done');
	// Its form asks for witnesses, whatever a cmdlet shows.
	expect(saw.filter(step => !step.endsWith('/provingIt'))).toEqual([]);
});

test('nothing is concluded from the silence: no cmdlet is quoted for or against anything but that it was not asked', () => {
	const signs = [...siteDarkEnds.values()].flatMap(({evidence}) => evidence).filter(({source}) => /-Cs/.test(source));
	expect(new Set(signs.map(({message, sign}) => `${sign} ${message.id}`))).toEqual(new Set(['unknown evidence.error']));
	expect(blind(siteDark.entries).length).toBeGreaterThan(8);
});

test('what ports show from here is shown where no cmdlet could be asked: a pool that answers again is not failed over unseen', () => {
	const moved = siteDark.entries.find(
		entry => entry.kind === 'stepMoved' && entry.to === 'blind' && entry.step === 'poolFailover/failingOverUsers',
	);
	const signs = moved?.kind === 'stepMoved' ? (moved.evidence ?? []).map(({message}) => message.id) : [];
	expect(signs).toEqual(['evidence.error', 'evidence.frontEndsSilent', 'evidence.sqlSilent']);
});

test('what was moved by hand is owed back', () => {
	const opened = siteDark.entries.flatMap(entry => (entry.kind === 'debtOpened' ? [entry.debt.kind] : []));
	expect(opened).toEqual(expect.arrayContaining(['cmsMoved', 'failedOver']));
});

test('whoever does not know what became of it is asked again, and what did not happen is looked at anew', () => {
	const told = ['byHand', 'dontKnow', 'nothingHappened'];
	const {entries} = played('site-dark', {
		insists: ({step, choices}) => {
			const next = step === 'poolFailover/failingOverUsers' ? told[0] : undefined;
			if (!next || !choices.some(({id}) => id === next)) return undefined;
			told.shift();
			return {choice: next, fields: next === 'nothingHappened' ? {reason: 'The window shows no error and no user moved'} : {}};
		},
	});
	const moves = entries.flatMap(entry => (entry.kind === 'stepMoved' && entry.step === 'poolFailover/failingOverUsers' ? [entry.to] : []));
	const decided = moves.indexOf('undecided');
	expect(moves.slice(decided, decided + 2)).toEqual(['undecided', 'blind']);
	expect(endsOf(entries).get('poolFailover/failingOverUsers')).toMatchObject({kind: 'byHand'});
});

test('a pool that is none and a word that is none are not taken', () => {
	const cmsPool = 'pool1.contoso.com';
	const tried = [
		{cmsPool: 'pool9.contoso.com', cmsState: 'silent'},
		...['constructor', '__proto__', 'works!'].map(cmsState => ({cmsPool, cmsState})),
	];
	const {refused, entries} = played('site-dark', {
		insists: ({step}) => {
			const fields = step === 'poolFailover/locatingCms' ? tried.shift() : undefined;
			return fields && {choice: 'typeFact', fields};
		},
	});
	expect(refused).toEqual([]);
	const problems = asksOf(entries).flatMap(({step, problem}) => (step === 'poolFailover/locatingCms' && problem ? [problem.id] : []));
	expect(problems).toEqual(Array.from({length: 4}, () => 'form.cmsExpected'));
});

const asksStore = (what: Ask) => isCmdletCall(what) && what.name === 'Get-CsManagementStoreReplicationStatus' && !what.changesState;

test.each(['site-dark', 'maintenance'])('in %s, a PowerShell that is lost while the store is asked is no silence of the store', name => {
	let lost = 0;
	const losing: Way = ({backend}) => ({
		backend: {
			...backend,
			ask(id, what, listener) {
				if (!asksStore(what) || !id.includes('/locatingCms/') || ++lost > 2) return backend.ask(id, what, listener);
				const end = {ok: false, reason: 'interrupted', errorId: 'HostDied,Switchback', message: 'fe21: its PowerShell ended.'} as const;
				return backend.after(100, () => listener.ended(end));
			},
		},
		close: () => {},
	});
	const scenario = loadScenario(name);
	const header = newHeader({scenario});
	const {entries} = playRehearsal(header, openRehearsal(header, {record: [], append: () => {}}, undefined, losing));
	const located = (entries: readonly JournalEntry[]) => [...endsOf(entries)].find(([step]) => step.endsWith('/locatingCms'))?.[1].learned;
	expect(lost).toBeGreaterThan(2);
	expect(located(entries)).toEqual(located(play({scenario}).entries));
	expect(located(entries)).toHaveProperty('cmsState');
});

test('a store that answers is not said to be where it was captured when PowerShell was lost before anybody could say where it is', () => {
	const step = locateCms({deployment: loadDeployment(), host: 'fe21.contoso.com'} as Facts);
	const lost = {ok: false, reason: 'interrupted', errorId: 'HostDied,Switchback', message: 'fe21: its PowerShell ended.'} as const;
	const works = {ok: true, output: {ActiveMasterFqdn: 'fe21.contoso.com', ActiveFileTransferAgents: ['fe21.contoso.com']}} as const;
	const answers: Answer[] = [];
	for (let batch = step.look?.([]) ?? []; batch.length > 0; batch = step.look?.(answers) ?? [])
		for (const ask of batch) answers.push({ask, end: answers.length === 0 ? works : lost, at: 0});
	expect(step.judge?.(answers, 'notBegun')).toMatchObject({says: 'cannotTell', why: {id: 'cms.notAsked'}});
});

const begun = procedures.flatMap(({id, scenario}) => (id === undefined ? [] : [[id, scenario] as const]));

test.each(begun)('in a run of %s, what a step learns from cmdlets is typed, and else it is said what to look for', (begunFor, name) => {
	const scenario = loadScenario(name);
	const ends = endsOf(play({scenario, begunFor}).entries);
	const {entries} = played(name, {begunFor});
	// There nothing but ports and names is looked at.
	expect(blind(entries).length > 0).toBe(begunFor !== 'remoteAccess');
	const asked = blind(entries).filter(({choices}) => choices.some(({id}) => id === 'happened'));
	const teaching = asked.filter(({step}) => Object.keys(ends.get(step)?.learned ?? {}).length > 0);
	expect(teaching.map(({step}) => step)).toEqual([]);
	const isSought = new Map(
		entries.flatMap(entry => (entry.kind === 'stepMoved' && entry.to === 'blind' ? [[entry.step, entry.remedy]] : [])),
	);
	const checks = asked.filter(({choices}) => !choices.some(({id}) => id === 'byHand'));
	expect(checks.map(({step}) => step).filter(step => !isSought.get(step))).toEqual([]);
});
