import {describe, expect, test} from 'vitest';
import {createActor, type Snapshot} from 'xstate';
import {getShortestPaths} from 'xstate/graph';
import {type Answer, all} from '../../../src/machines/ask.js';
import type {CallEnd} from '../../../src/machines/cmdlet.js';
import {change, read} from '../../../src/machines/cmdlet.js';
import {nowhere, sawNothing} from '../../../src/machines/live/nowhere.js';
import {say} from '../../../src/machines/message.js';
import type {Judgement, Step, StepState} from '../../../src/machines/step/step.js';
import {stepMachine} from '../../../src/machines/step/step.machine.js';
import type {NotStarted, StepCommand, StepContext} from '../../../src/machines/step/step-life.js';
import {questionOf} from '../../../src/machines/step/step-questions.js';

/** A step whose judgement is whatever its look brings. */
const look = all(read('fe21', 'Get-CsService'));
const judge = ([answer]: readonly Answer[]) =>
	(answer as unknown as {end: {output?: Judgement}}).end.output ?? ({says: 'cannotTell', why: say('?'), evidence: []} as const);
const plain = {title: say('t'), why: say('w'), look, judge};
const changing: Step = {
	...plain,
	change: {
		calls: () => [change('fe21', 'Set-CsEdgeServer', {}, 1000)],
		changes: () => say('c'),
		undo: say('u'),
		users: say('u'),
		takes: say('t'),
		confirmation: () => ({danger: 'reversible', label: 'edge1', of: 'pool'}),
		hasPreview: true,
		settlesInMs: 60_000,
		isReadBack: true,
	},
};
const steps: Readonly<Record<string, Step>> = {
	reads: plain,
	changes: changing,
	'changes and may be skipped': {...changing, maySkip: true},
	asks: {
		...plain,
		form: {asks: say('question.asking'), fields: [], ways: [{id: 'wait', label: say('wait'), endsRun: true}], learns: () => ({})},
	},
	'asks what now': {
		...plain,
		form: {asks: say('question.asking'), fields: [], hasWayOut: true, ways: [{id: 'close', label: say('close')}], learns: () => ({})},
	},
	'may be told what it looks for': {...plain, fact: {fields: [], refuses: () => undefined, learns: () => ({})}},
	'may be told what only cmdlets show': {...plain, told: {fields: [], refuses: () => undefined, learns: () => ({})}},
	'is done by hand': {...plain, manual: {items: [say('i')]}, maySkip: true},
	'is done by hand, unseen': {title: say('t'), why: say('w'), manual: {items: [say('i')]}},
};

const evidence: [] = [];
const judgements: readonly Judgement[] = [
	{says: 'holds', evidence},
	{says: 'doesNotHold', why: say('no'), evidence},
	{says: 'cannotTell', why: say('?'), evidence},
	{says: 'blocked', why: say('no'), remedy: say('r'), evidence, mayGoOn: true},
	{says: 'blocked', why: say('no'), remedy: say('r'), evidence, wayBack: say('back')},
];
const ends: readonly CallEnd[] = [
	{ok: true, output: null},
	{ok: false, reason: 'refused', errorId: 'E', message: 'no'},
	{ok: false, reason: 'outcomeUnknown', errorId: 'E', message: 'link broke'},
];
/** The journal could not be written. */
const notStarted = [0, 1].map((ran): NotStarted => ({ok: false, reason: 'notStarted', ran}));
const commands: readonly StepCommand['type'][] = [
	'approve',
	'preview',
	'confirm',
	'cancel',
	'stop',
	'lookAgain',
	'decide',
	'happened',
	'nothingHappened',
	'keepLooking',
	'byHand',
	'noError',
	'error',
	'dontKnow',
	'retry',
	'skip',
	'abort',
	'typeFact',
	'goBack',
	'answer',
];
const fieldsFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {confirm: {label: 'edge1'}};

const answering = (output: Judgement, at: number) => [{ask: look([])[0], end: {ok: true, output}, at}];

/** No PowerShell opens where it looks. */
const unasked = (at: number) => [{ask: look([])[0], end: nowhere({wanted: 'fe21', failed: []}), at}];

/** Every way that what is asked or run can end, at a time within and after every deadline. */
function eventsIn(snapshot: {value: unknown; context: StepContext; children: object}) {
	const {lookedAt, until} = snapshot.context;
	const times = [lookedAt + 10_000, until + 1, lookedAt + 2 * 60_000];
	const results = Object.keys(snapshot.children).flatMap(id =>
		times.flatMap(at => [
			...judgements.flatMap(output =>
				ends.map(end => ({type: `xstate.done.actor.${id}`, output: {at, end, answers: answering(output, at)}})),
			),
			{type: `xstate.done.actor.${id}`, output: {at, end: ends[0], answers: unasked(at)}},
			...notStarted.map(end => ({type: `xstate.done.actor.${id}`, output: {at, end, answers: answering(judgements[1] as Judgement, at)}})),
			...[...ends, undefined].map(end => ({
				type: `xstate.done.actor.${id}`,
				output: {at, end: ends[0], answers: answering(judgements[2] as Judgement, at), fate: end ? {fate: 'ended', end} : {fate: 'gone'}},
			})),
		]),
	);
	const said = commands.flatMap(type => [
		{type, at: lookedAt + 1000, way: 'answer', fields: fieldsFor[type] ?? {reason: 'because'}},
		{type, at: lookedAt + 100_000, way: 'wait', fields: fieldsFor[type] ?? {reason: 'because'}},
	]);
	const second = {type: 'secondApproves', at: lookedAt + 1000, by: 'somebody else', proof: 'sameAccount', fields: {}};
	return [{type: 'goOn', at: 0, attempt: 1}, ...results, ...said, second] as never[];
}

const stateOf = (value: unknown): StepState => (typeof value === 'string' ? value : Object.keys(value as object)[0]) as StepState;

/** As the session has it where the deployment asks for a second person. */
const withSecondPerson = stepMachine.provide({guards: {needsApproval: () => true}});

const pathsOf = (step: Step, machine = stepMachine) =>
	getShortestPaths(machine, {
		input: step,
		events: (snapshot: object) => eventsIn(snapshot as never),
		serializeState: (snapshot: object) => {
			const {value, context} = snapshot as unknown as {value: unknown; context: StepContext};
			return JSON.stringify([
				value,
				context.judgement?.says,
				context.judgement?.says === 'blocked' && context.judgement.wayBack,
				context.began !== undefined,
				context.isByHand,
				context.fate?.fate,
				context.word !== undefined,
				sawNothing(context.answers),
				context.end?.kind,
			]);
		},
		limit: 100_000,
	} as never);

describe.each([
	...Object.entries(steps).map(([name, step]) => [name, step, stepMachine] as const),
	['changes after a second person has approved it', changing, withSecondPerson] as const,
])('a step that %s', (_, step, machine) => {
	const paths = pathsOf(step, machine);

	test('offers exactly what it would take, wherever it waits for the operator', () => {
		const wrong = paths.flatMap(({state}) => {
			const snapshot = state as unknown as {value: unknown; context: StepContext; can: (event: object) => boolean};
			const question = questionOf(stateOf(snapshot.value), snapshot.context);
			const offered = new Set((question?.choices ?? []).map(({id}) => (['answer', 'wait', 'close'].includes(id) ? 'answer' : id)));
			const taken = commands.filter(type =>
				snapshot.can({type, at: snapshot.context.lookedAt + 1000, way: 'answer', fields: fieldsFor[type] ?? {reason: 'because'}}),
			);
			const isSame = taken.length === offered.size && taken.every(type => offered.has(type));
			return isSame ? [] : [{state: snapshot.value, offered: [...offered], taken}];
		});
		expect(wrong).toEqual([]);
	});

	test('never comes to a state that nobody can leave', () => {
		const stuck = paths.filter(({state}) => {
			const {value, status, context, children} = state as unknown as {
				value: unknown;
				status: string;
				context: StepContext;
				children: object;
			};
			const isBusy = Object.keys(children).length > 0;
			// The session sends it on from there, at once.
			if (value === 'recalling') return false;
			return status !== 'done' && !isBusy && questionOf(stateOf(value), context)?.isWaiting !== true;
		});
		expect(stuck.map(({state}) => state.value)).toEqual([]);
	});

	test('runs its change only after what had to be typed was typed', () => {
		const running = paths.filter(({state}) => stateOf(state.value) === 'running');
		for (const {steps: taken} of running) expect(taken.map(({event}) => event.type)).toContain('confirm');
		expect(running.length > 0).toBe(step.change !== undefined);
	});
});

test('no way leads to a change that a second person has to approve but over their approval, each time anew', () => {
	const paths = pathsOf(changing, withSecondPerson).filter(({state}) => stateOf(state.value) === 'running');
	expect(paths.length).toBeGreaterThan(0);
	for (const {steps: taken} of paths) {
		const types = taken.map(({event}) => event.type as string);
		expect(types.lastIndexOf('secondApproves')).toBeGreaterThan(types.lastIndexOf('approve'));
		expect(types.lastIndexOf('confirm')).toBeGreaterThan(types.lastIndexOf('secondApproves'));
	}
});

test('a step that changes reaches every state of its life', () => {
	const reached = new Set(pathsOf(steps['changes and may be skipped'] as Step, withSecondPerson).map(({state}) => stateOf(state.value)));
	const atRest = Object.keys(stepMachine.states).filter(state => !['judging', 'examined', 'finishing', 'asking'].includes(state));
	expect([...reached].sort()).toEqual(atRest.sort());
});

test.each(Object.entries(steps))('where nothing could be asked, a step that %s is not done or so already but on a word', (_, step) => {
	const kinds = pathsOf(step)
		.map(({state}) => (state as unknown as {context: StepContext}).context)
		.filter(({answers, end, began}) => end !== undefined && began === undefined && sawNothing(answers))
		.map(({end}) => end?.kind ?? '');
	const isAsked = step.form !== undefined;
	expect(kinds.filter(kind => ['done', 'alreadyDone'].includes(kind))).toEqual(isAsked ? ['done'] : []);
});

test('a change is never got ready on a look that saw nothing, and what may have happened is run again only on a written word', () => {
	const ready = pathsOf(changing).filter(({state}) => stateOf(state.value) === 'ready');
	expect(ready.length).toBeGreaterThan(3);
	expect(ready.filter(({state}) => sawNothing((state as unknown as {context: StepContext}).context.answers))).toEqual([]);
	const onNoWord = ready.filter(({state}) => {
		const {began, judgement} = (state as unknown as {context: StepContext}).context;
		return began !== undefined && judgement?.says !== 'doesNotHold';
	});
	expect(onNoWord.map(({steps: taken}) => taken.map(({event}) => event.type))).toEqual([]);
});

test('where one of several calls said no and nothing can be looked at, it is not known what the others did', () => {
	const {change: one} = changing;
	if (!one) throw new Error('It changes something');
	const several: Step = {...changing, change: {...one, calls: answers => [...one.calls(answers), ...one.calls(answers)]}};
	const after = pathsOf(several).flatMap(({steps: taken}) =>
		taken.flatMap(({state}, at) => {
			const {value, context} = state as unknown as {value: unknown; context: StepContext};
			const isUnseen = at > 0 && stateOf(taken[at - 1]?.state.value) === 'examining' && sawNothing(context.answers);
			return isUnseen ? [[stateOf(value), context.began !== undefined] as const] : [];
		}),
	);
	expect(after.length).toBeGreaterThan(0);
	expect(after.filter(([state, isKept]) => state !== 'unknown' || !isKept)).toEqual([]);
});

test('a step tells how it ended to whoever waits for it', () => {
	const actor = createActor(stepMachine, {input: steps['is done by hand, unseen'] as Step});
	actor.start();
	expect((actor.getSnapshot() as Snapshot<unknown>).status).toBe('active');
});
