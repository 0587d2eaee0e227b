/**
 * The effects that machines name and never perform: looking, running a change, watching. Each is an actor that asks the backend, writes
 * what it hears, and ends.
 *
 * They are plain actor logic and not promises, so that order is kept: a fact is written, then told, and everything settles in that call.
 */
import type {ActorLogic, AnyActorRef, EventObject, Snapshot} from 'xstate';
import {type Answer, type Ask, type AskEnd, changesState, type Fate, outputOf} from '../ask.js';
import type {Backend} from '../backend.js';
import type {CallEnd, CmdletCall} from '../cmdlet.js';
import type {Event} from '../journal/journal-entry.js';
import type {LineQuota} from '../journal/line-quota.js';
import type {Places} from '../live/where-to-run.js';
import {say} from '../message.js';
import type {Placing} from './placing.js';
import {judge} from './step-judgement.js';
import type {LookRequest, LookResult, NotStarted, RunRequest, RunResult} from './step-life.js';
import type {WatchRequest} from './watch.js';

/** What the effects need of the session: its pen, its door, and its names. */
export type Desk = {
	readonly backend: Backend;
	/** Whether it was taken. */
	readonly write: (event: Event) => boolean;
	readonly lines: LineQuota;
	/** False once the engine was stopped, for good: nothing may be started then. */
	readonly canWrite: () => boolean;
	/** Whether all that led to a change is on disk. */
	readonly mayChange: () => boolean;
	/** Tells a machine, and settles what follows. */
	readonly tell: (actor: AnyActorRef, event: EventObject) => void;
	readonly nameOf: (actor: AnyActorRef) => string;
	readonly nextCall: (step: string) => string;
	/** The last changing call of a step that has no end in the journal, or an unknown one. */
	readonly lostCall: (step: string) => {readonly call: string; readonly runsOn: string} | undefined;
	readonly placing: Placing;
	/** What the last look of this step saw, as text to compare with. */
	readonly lastSeen: Map<string, string>;
};

type EffectSnapshot<Input, Output> = Snapshot<Output> & {readonly input: Input};
type Effect<Input, Output> = ActorLogic<EffectSnapshot<Input, Output>, EventObject, Input>;

/** Begins when its actor starts; what it returns is called to take it back, `stop` when it is asked to stop. */
type Begin<Input> = (input: Input, self: AnyActorRef) => {readonly drop: () => void; readonly stop?: () => void};

function effect<Input, Output>(begin: Begin<Input>): Effect<Input, Output> {
	const under = new WeakMap<object, ReturnType<Begin<Input>>>();
	return {
		getInitialSnapshot: (_, input) => ({status: 'active', input, output: undefined, error: undefined}) as EffectSnapshot<Input, Output>,
		start: ({input}, {self}) => void under.set(self, begin(input, self as AnyActorRef)),
		transition: (snapshot, event, {self}) => {
			if (event.type === 'ended')
				return {...snapshot, status: 'done', output: (event as unknown as {output: Output}).output} as typeof snapshot;
			if (event.type === 'stop') under.get(self)?.stop?.();
			if (event.type !== 'xstate.stop') return snapshot;
			under.get(self)?.drop();
			return {...snapshot, status: 'stopped', output: undefined, error: undefined} as typeof snapshot;
		},
		getPersistedSnapshot: snapshot => snapshot,
	};
}

type Asked = Pick<Backend, 'ask'>;

/** In place of what could not be asked: ends at once, before it returns, since there is nothing to be taken back. */
const answering = (end: CallEnd): Asked => ({
	ask(_call, _what, {ended}) {
		ended(end);
		return () => {};
	},
});

/** Asks one thing and writes both of its ends. A changing call is written, and on disk, before it starts; undefined when it was not started. */
function askAndWrite(
	desk: Omit<Desk, 'backend'> & {readonly backend: Asked},
	call: string,
	what: Ask,
	ended: (end: AskEnd) => void,
): (() => void) | undefined {
	const {backend, write, canWrite, mayChange, lines} = desk;
	if (changesState(what) && !mayChange()) return undefined;
	if (!write({kind: 'callBegan', call, what}) || !canWrite()) return undefined;
	return backend.ask(call, what, {
		stream: record => lines.write(call, record),
		ended: end => {
			lines.ended(call);
			write({kind: 'callEnded', call, end, changes: changesState(what)});
			ended(end);
		},
	});
}

/** Looks once, after a wait: the fate of a lost call first, then batch after batch. */
export const createLook = (desk: Desk) =>
	effect<LookRequest, LookResult>(({step, waitMs, asksFate}, self) => {
		const {backend, nameOf, nextCall, write, tell, lastSeen, placing} = desk;
		const name = nameOf(self._parent as AnyActorRef);
		const answers: Answer[] = [];
		const heard: (() => void)[] = [];
		let fate: Fate | undefined;
		let dropped = false;

		const finish = (places?: Places) => {
			const {says, evidence, ...why} = judge(step, answers);
			const saw = JSON.stringify([says, evidence.map(({message, sign}) => [message, sign]), 'why' in why ? why.why : null, fate]);
			// A round of polling that saw what the one before it saw is one short fact.
			if (waitMs > 0 && lastSeen.get(name) === saw)
				write({kind: 'fact', about: name, value: 'unchanged', source: 'look', seenAt: backend.now()});
			else for (const writeBoth of heard) writeBoth();
			lastSeen.set(name, saw);
			tell(self, {
				type: 'ended',
				output: {at: backend.now(), answers, ...(fate ? {fate} : {}), ...(places ? {places} : {})} satisfies LookResult,
			} as EventObject);
		};
		const placedAsk = (what: Ask, ended: (end: AskEnd) => void) =>
			placing.one(what, (placed, end) => dropped || ask(placed, ended, end ? answering(end) : backend));
		const ask = (what: Ask, ended: (end: AskEnd) => void, of: Asked = backend) => {
			const call = nextCall(name);
			if (waitMs === 0) return void askAndWrite({...desk, backend: of}, call, what, end => dropped || ended(end));
			of.ask(call, what, {
				stream: () => {},
				ended: end => {
					heard.push(() => {
						write({kind: 'callBegan', call, what});
						write({kind: 'callEnded', call, end, changes: false});
					});
					if (!dropped) ended(end);
				},
			});
		};
		const nextBatch = () => {
			const batch = step.look?.(answers) ?? [];
			if (batch.length === 0) return placing.all(step.change?.calls(answers) ?? [], places => dropped || finish(places));
			const ends: Answer[] = [];
			batch.forEach((what, index) => {
				placedAsk(what, end => {
					ends[index] = {ask: what, end, at: backend.now()};
					if (Object.keys(ends).length < batch.length) return;
					answers.push(...ends);
					nextBatch();
				});
			});
		};
		const begin = () => {
			const lost = asksFate ? desk.lostCall(name) : undefined;
			if (!lost) return nextBatch();
			ask({fateOf: lost.call, runsOn: lost.runsOn}, end => {
				fate = outputOf(end) as Fate | undefined;
				nextBatch();
			});
		};
		const cancel = waitMs > 0 ? backend.after(waitMs, begin) : undefined;
		if (!cancel) begin();
		return {
			drop: () => {
				dropped = true;
				cancel?.();
			},
		};
	});

/** Runs the calls of a change one after the other; the first that does not end well ends it. */
export const createRun = (desk: Desk) =>
	effect<RunRequest, RunResult>(({calls, isPreview}, self) => {
		const name = desk.nameOf(self._parent as AnyActorRef);
		let stopCall: (() => void) | undefined;
		const finish = (end: RunResult['end']) =>
			desk.tell(self, {type: 'ended', output: {at: desk.backend.now(), end} satisfies RunResult} as EventObject);
		const runFrom = (index: number) => {
			const call = calls[index];
			if (!call) return finish({ok: true, output: null});
			stopCall = askAndWrite(desk, desk.nextCall(name), isPreview ? previewOf(call) : call, end => {
				if (!end.ok || index === calls.length - 1) finish(end as CallEnd);
				else runFrom(index + 1);
			});
			if (!stopCall && desk.canWrite()) finish(notStarted(index));
		};
		runFrom(0);
		return {drop: () => {}, stop: () => stopCall?.()};
	});

const notStarted = (ran: number): NotStarted => ({ok: false, reason: 'notStarted', ran});

/** `-WhatIf` says what would happen and changes nothing. */
const previewOf = (call: CmdletCall): CmdletCall => ({...call, changesState: false, parameters: {...call.parameters, WhatIf: true}});

/** Reports that a pool answers. A level, not an edge: whoever watches anew is told anew. */
export const createWatch = (desk: Desk) =>
	effect<WatchRequest, undefined>(({pool, groups, everyMs}, self) => {
		const {backend, write, tell, nameOf} = desk;
		let cancel = backend.after(everyMs, look);
		function look() {
			const answering = new Set<number>();
			for (const [index, probes] of groups.entries()) {
				for (const probe of probes) backend.ask(`${nameOf(self)}/watch`, probe, {stream: () => {}, ended: end => hear(index, end)});
			}
			cancel = backend.after(everyMs, look);

			function hear(group: number, end: AskEnd) {
				if (outputOf(end) !== 'open' || answering.has(group)) return;
				answering.add(group);
				if (answering.size < groups.length) return;
				cancel();
				write({kind: 'report', watch: nameOf(self), event: {type: 'poolAnswers'}, message: say('report.poolAnswers', {pool})});
				tell(self._parent as AnyActorRef, {type: 'poolAnswers'});
			}
		}
		return {drop: () => cancel()};
	});
