/**
 * One operator against one guard. What was called is judged at the door of the simulated deployment, by what is really so there: nothing
 * of the procedures, of what they read or of what they asked is asked.
 *
 * With the guard blindfolded, the same operator sits before a world without the danger, or before a console that takes every word for the
 * right one, while the door judges by the world that is: what it lets through then shows that the operator would have done it.
 */
import {createRehearsal, type SimulatedDeployment} from '../../../src/adapters/mock/rehearsal.js';
import {briefingOf} from '../../../src/commands/scripted-play.js';
import {changesState, isCmdletCall} from '../../../src/machines/ask.js';
import type {AskListener} from '../../../src/machines/backend.js';
import type {CmdletCall} from '../../../src/machines/cmdlet.js';
import type {Deployment} from '../../../src/machines/deployment/deployment.js';
import type {Scenario} from '../../../src/machines/deployment/scenario.js';
import type {Question} from '../../../src/machines/journal/journal-entry.js';
import {applyEntry, emptyView} from '../../../src/machines/journal/session-view.js';
import {replyTo} from '../../../src/machines/session/scripted-operator.js';
import {openSession} from '../../../src/machines/session/session.js';
import {newHeader} from '../../playing/play.js';
import {determined, type Said} from './determined-operator.js';

/** A world, and how the operator begins in it. */
export type Setting = {
	readonly scenario: Scenario;
	readonly deployment: Deployment;
	/** What it really is, where it was changed since it was captured. */
	readonly really?: Deployment;
	readonly pool: string;
	readonly begunFor?: string;
	readonly given?: (world: SimulatedDeployment) => void;
};
/** Everything that the operator said and the console took, the last one last. */
export type Sayings = readonly (Said & {readonly step: string})[];
export type Call = {readonly call: CmdletCall; readonly world: SimulatedDeployment; readonly said: Sayings};

export type Attack = {
	/** The world with the danger in it. */
	readonly real: (seed: number) => Setting;
	/** The same without it; absent: it is the typed words that are not looked at. */
	readonly harmless?: (seed: number) => Setting;
	/** What is typed where words are asked for. */
	readonly words: readonly string[];
	/** What somebody else does to the world while the operator types the words for a change. */
	readonly meanwhile?: (seed: number, world: SimulatedDeployment, step: string) => void;
	/** Why this change must not have been called. */
	readonly forbids?: (called: Call) => string | undefined;
	/** Why the console would not begin at all: the operator without the guard begins. */
	readonly beginsNot?: (seed: number) => boolean;
	/** Why this must never have been called, be it a change or not. */
	readonly forbidsAny?: (call: CmdletCall, seed: number) => string | undefined;
	/** The change with which an attempt is over; absent: the users are moved. */
	readonly isLast?: RegExp;
	/** Why it must not have ended so. */
	readonly regrets?: (called: Call) => string | undefined;
};
export type Attempt = {readonly breaches: readonly string[]; readonly changes: readonly CmdletCall[]; readonly said: Sayings};

/** No attempt needs more: a higher number is a loop. */
const eventsAtMost = 60_000;
/** Whoever lets facts become old makes the console read them again. */
const oldFactsMs = 20_000;

export function attempt(attack: Attack, seed: number, isBlind: boolean): Attempt {
	if (!isBlind && attack.beginsNot?.(seed)) return {breaches: [], changes: [], said: []};
	const setting = attack.real(seed);
	const shown = isBlind ? (attack.harmless?.(seed) ?? setting) : setting;
	const real = open(setting, seed);
	const world = isBlind && attack.harmless ? open(shown, seed) : real;
	const takesEveryWord = isBlind && attack.harmless === undefined;
	const header = newHeader({...shown, deployment: shown.deployment, seed});
	const briefing = briefingOf(header);
	const operator = determined(seed, briefing, attack.words);
	const said: (Said & {step: string})[] = [];
	const breaches: string[] = [];
	const changes: CmdletCall[] = [];
	let isOver = false;

	const judge = (about: string | undefined) => about !== undefined && breaches.push(about);
	const backend = {
		...world.backend,
		ask(id: string, ask: Parameters<typeof world.backend.ask>[1], listener: AskListener) {
			if (isCmdletCall(ask)) judge(attack.forbidsAny?.(ask, seed));
			if (!changesState(ask)) return world.backend.ask(id, ask, listener);
			if (world !== real) real.clock.runTo(world.clock.now());
			const called = {call: ask, world: real, said: [...said]};
			changes.push(ask);
			judge(attack.forbids?.(called));
			if (world !== real) real.backend.ask(id, ask, deaf);
			const isLast = (attack.isLast ?? /^Invoke-CsPoolFailOver$/).test(ask.name);
			isOver ||= isLast && attack.regrets === undefined;
			const ended = (end: Parameters<AskListener['ended']>[0]) => {
				judge(attack.regrets?.(called));
				isOver ||= isLast;
				listener.ended(end);
			};
			return world.backend.ask(id, ask, {...listener, ended});
		},
	};
	const engine = openSession({header, backend, record: [], append: () => {}});
	let view = emptyView;
	engine.follow(entry => {
		view = applyEntry(view, entry);
		isOver ||= entry.kind === 'sealed' || entry.kind === 'runEnded';
		if (entry.kind === 'asked') world.backend.after(0, () => consider(entry.question));
	});
	function consider(asked: string) {
		const {question} = view;
		if (isOver || question?.question !== asked) return;
		const answer = operator(question, view);
		if (answer) world.backend.after(answer.afterMs, () => send(question, answer));
	}
	function send(question: Question, answer: Said) {
		if (view.question?.question !== question.question) return;
		if (answer.choice === 'confirm' && answer.afterMs >= oldFactsMs) attack.meanwhile?.(seed, real, question.step);
		const {problem: _, ...fresh} = question;
		const right = takesEveryWord && answer.choice === 'confirm' ? replyTo(view, fresh, briefing) : answer;
		const fields = 'fields' in right ? right.fields : answer.fields;
		const sent = {id: question.question, type: 'answer', question: question.question, choice: answer.choice, fields, by: 'a test'} as const;
		said.push({...answer, step: question.step});
		if (engine.send(sent)) {
			said.pop();
			world.backend.after(5_000, () => consider(question.question));
		}
	}
	for (let events = 0; !isOver; events++) {
		if (engine.fault()) throw engine.fault();
		if (events > eventsAtMost || !world.clock.advance()) throw new Error(`Still not over at ${JSON.stringify(view.question)}`);
	}
	return {breaches, changes, said};
}

function open({deployment, really = deployment, scenario, pool, given}: Setting, seed: number): SimulatedDeployment {
	const world = createRehearsal({deployment: really, scenario, seed, hitPool: pool});
	given?.(world);
	return world;
}

const deaf: AskListener = {stream: () => {}, ended: () => {}};
