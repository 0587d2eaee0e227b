/**
 * The engine of a session: it starts the machines, gives them a world, and writes the journal.
 *
 * Written, then told: what comes from outside goes through one door, where it is written before a machine hears of it. A change is on
 * disk before it starts. While the disk refuses, no change is started and looking goes on; when it takes entries again, so does the work.
 *
 * Resume is replay: a fresh machine is told how the steps of the record ended and what was reported, in that order. Then what is still
 * open looks again. A record that does not fit stops, before anything is written, at the entry that does not.
 */
import {type AnyActorLogic, type AnyActorRef, createActor, type EventObject} from 'xstate';
import {changesState} from '../ask.js';
import type {Backend} from '../backend.js';
import type {Debt} from '../debt.js';
import {deploymentOf, type Event, type Header, type JournalEntry} from '../journal/journal-entry.js';
import {createNumbering, goingOn} from '../journal/journal-index.js';
import {createLineQuota} from '../journal/line-quota.js';
import {createPen, type Pages} from '../journal/pen.js';
import {counting, createPoller, type Poller} from '../live/poller.js';
import {type Message, say} from '../message.js';
import {catalog} from '../procedures/catalog.js';
import {isNumberedByPlan, type ProcedureId} from '../procedures/ids.js';
import type {ProcedureEnd} from '../procedures/procedure.js';
import type {CheckApproval} from '../step/approval.js';
import {type AwaitedApproval, createApproving} from '../step/approving.js';
import {createLook, createRun, createWatch, type Desk} from '../step/effects.js';
import {createPlacing} from '../step/placing.js';
import type {Approval} from '../step/proof.js';
import {createStepHost, debtsOf} from '../step/step-host.js';
import {actsOf} from '../step/step-judgement.js';
import {type Command, type Refusal, refusalOf} from './client.js';
import {openedSession, type Session} from './opened-session.js';
import {sessionMachine} from './session.machine.js';
import type {SessionContext} from './session-context.js';
import {createNames, wire} from './wire.js';

export type SessionOptions = Pages & {
	readonly header: Header;
	readonly backend: Backend;
	/** Whose lock on the deployment was broken for this, by whom and why. */
	readonly brokenLock?: Message | undefined;
	/** Whether the world agrees with what the session says of it when it closes; only a rehearsed world can be asked. */
	readonly contradiction?: (debts: readonly Debt[]) => Message | undefined;
	/** It looks at the world now and then, whatever its steps do, and tells what others change: for one that others can change. */
	readonly isPolled?: true;
	/** Without it no signed approval can be taken. */
	readonly checkApproval?: CheckApproval | undefined;
};

/** The record does not fit what the machines expect. Nothing was written. */
export class Drift extends Error {
	constructor(
		readonly entry: JournalEntry,
		readonly reason: Message,
	) {
		super(`${reason.id} at entry ${entry.seq}`);
	}
}

export function openSession({
	header,
	backend: world,
	contradiction,
	brokenLock,
	checkApproval,
	isPolled,
	...pages
}: SessionOptions): Session {
	const {record} = pages;
	let poller: Poller | undefined;
	const {backend, isBusy} = counting(world, () => poller?.giveWay());
	const nameOf = createNames();
	const pen = createPen({now: backend.now, ...pages});
	const watches = new Map<string, AnyActorRef>();
	const runs = new Map<string, number>();
	let isLive = record.length === 0;
	/** The numbers of a run that is made of others, by step. */
	let planned: ReadonlyMap<string, string> | undefined;
	/** What followed from the record so far and has not been met in it. */
	const pending: Event[] = [];
	const {write, index} = pen;
	const policy = deploymentOf(header).dataLossApproval;
	const steps = createStepHost({
		...{pen, nameOf, isLive: () => isLive, now: backend.now, canAct: backend.act !== undefined},
		approvedIn: policy && header,
		numberOf: step => planned && {number: planned.get(step.replace(/#\d+$/, '')) ?? ''},
	});
	const approve = createApproving({policy, check: checkApproval, open: steps.open, trouble: pen.whyStopped, accept});

	const desk: Desk = {
		backend,
		write,
		lines: createLineQuota(write),
		canWrite: () => pen.whyStopped() === undefined,
		mayChange: () => pen.inTheWay() === undefined,
		tell,
		nameOf,
		nextCall: createNumbering(index),
		lostCall: step => {
			const {change} = index.memoryOf(step);
			return change && {call: change.call, runsOn: change.what.runsOn};
		},
		placing: createPlacing(backend, write),
		lastSeen: new Map(),
	};
	if (isPolled) poller = createPoller({backend: world, write, nextCall: desk.nextCall, isBusy}, deploymentOf(header));
	const parts: Record<string, AnyActorLogic> = {
		step: steps.machine.provide({actors: {look: createLook(desk), run: createRun(desk)} as never}),
		watch: noting(createWatch(desk)),
	};
	const machine = wire(sessionMachine, parts).provide({actions: {beginRun, endRun} as never});
	const actor = createActor(machine, {
		input: {
			...{deployment: deploymentOf(header), pool: header.pool, known: header.known},
			...(header.edge ? {edge: header.edge} : {}),
			...(header.begunFor ? {begunFor: header.begunFor} : {}),
		},
	});
	actor.subscribe({error: pen.fail});

	/** Machines are told one thing at a time; what follows has settled when this returns. */
	function tell(target: AnyActorRef, event: EventObject) {
		if (pen.whyStopped()) return;
		target.send(event);
		settle();
	}

	function settle() {
		const {status, output, context} = actor.getSnapshot();
		if (status !== 'done' || !isLive || pen.whyStopped() || pen.isSealed()) return;
		const why = contradiction?.((context as SessionContext).debts);
		const outcome = output.outcome === 'done' && why ? 'failed' : output.outcome;
		follow({kind: 'sealed', outcome, ...(why ? {why} : {})});
	}

	function beginRun({context}: {context: SessionContext}, {procedure}: {procedure: ProcedureId}) {
		const run = runName(procedure, 1);
		const {deployment: _, ...input} = context;
		const {direction, plan} = catalog[procedure];
		const inOrder = plan(context, run);
		planned = isNumberedByPlan(procedure) ? new Map(inOrder.map(({step, number}) => [step, number])) : undefined;
		const known = {pool: input.pool, debts: input.debts, known: input.known};
		follow({
			kind: 'runBegan',
			run,
			procedure,
			input: JSON.parse(JSON.stringify(known)),
			direction: direction(context),
			plan: inOrder,
		});
	}

	function endRun({event}: {event: EventObject}, {procedure}: {procedure: ProcedureId}) {
		const {outcome, why} = (event as unknown as {output: ProcedureEnd}).output;
		follow({kind: 'runEnded', run: runName(procedure, 0), outcome, ...(why ? {why} : {})});
	}

	function runName(procedure: string, more: 0 | 1): string {
		const count = (runs.get(procedure) ?? 0) + more;
		runs.set(procedure, count);
		return count === 1 ? procedure : `${procedure}#${count}`;
	}

	/** Remembers every watch by its name, so that a report of the record can be told to its parent. */
	function noting(watch: AnyActorLogic): AnyActorLogic {
		return {
			...watch,
			start: (snapshot, scope) => {
				watches.set(nameOf(scope.self as AnyActorRef), scope.self as AnyActorRef);
				watch.start?.(snapshot, scope);
			},
		};
	}

	/** What follows from what was told is written at once; while a record is told, it has to be in the record, or is written afterwards. */
	function follow(event: Event) {
		if (isLive) write(event);
		else pending.push(event);
	}

	function recall(entry: JournalEntry) {
		const isConsequence = ['runBegan', 'runEnded', 'debtOpened', 'debtClosed'].includes(entry.kind);
		if (isConsequence && pending.shift()?.kind !== entry.kind) throw new Drift(entry, say('drift.consequence', {kind: entry.kind}));
		if (entry.kind === 'stepEnded') {
			const step = steps.waiting.get(entry.step);
			if (!step) throw new Drift(entry, say('drift.step', {step: entry.step, open: [...steps.waiting.keys()]}));
			steps.waiting.delete(entry.step);
			pending.push(...debtsOf(entry.end));
			step.send({type: 'recall', end: entry.end});
		} else if (entry.kind === 'callBegan' && changesState(entry.what)) {
			const step = entry.call.slice(0, entry.call.lastIndexOf('/'));
			const open = steps.waiting.get(step)?.getSnapshot().context.step;
			if (!open?.change) throw new Drift(entry, say('drift.call', {call: entry.call, cmdlet: entry.what.name}));
		} else if (entry.kind === 'report') {
			const watch = watches.get(entry.watch);
			if (!watch) throw new Drift(entry, say('drift.watch', {watch: entry.watch}));
			watch._parent?.send(entry.event);
		}
		if (pen.fault()) throw new Drift(entry, say('drift.machine', {error: String(pen.fault())}));
	}

	function goOn() {
		isLive = true;
		for (const event of pending.splice(0)) write(event);
		write({kind: 'engine', event: 'resumed', message: say('engine.resumed', {entries: record.length})});
		tellOfLock();
		for (const [name, step] of [...steps.waiting]) {
			step.send({type: 'goOn', at: backend.now(), ...goingOn(index.memoryOf(name))});
		}
		steps.waiting.clear();
	}

	function tellOfLock() {
		if (brokenLock) write({kind: 'engine', event: 'lockBroken', message: brokenLock});
	}

	function answer({id, question, choice, fields, by}: Extract<Command, {type: 'answer'}>): Refusal | undefined {
		const open = steps.open();
		const why = refusalOf(open?.question, question, choice, fields);
		if (why || !open) return {id, why: why ?? say('refusal.questionNotOpen')};
		if (pen.inTheWay() && starting.includes(choice)) return {id, why: say('refusal.notOnDisk')};
		write({kind: 'decision', question, step: open.question.step, by, choice, fields});
		const event = steps.eventOf({choice, fields, by}, backend.now());
		steps.close();
		if (choice === 'act') {
			for (const what of actsOf(open.context)) {
				const act = desk.nextCall(open.question.step).replace(/call(\d+)$/, 'act$1');
				if (write({kind: 'outside', id: act, what, by}) && desk.canWrite()) backend.act?.(act, what);
			}
			steps.askAgain(open);
		} else tell(open.actor, event);
		const stopped = pen.whyStopped();
		return stopped && {id, why: stopped};
	}

	function accept({question, actor}: AwaitedApproval, {by, proof}: Approval, signature?: string) {
		const choice = 'secondApproves';
		write({
			kind: 'decision',
			question: question.question,
			step: question.step,
			by,
			choice,
			fields: {},
			proof,
			...(signature ? {signature} : {}),
		});
		steps.close();
		tell(actor, {type: choice, at: backend.now(), fields: {}, by, proof} as EventObject);
	}

	if (isLive) {
		write(header);
		tellOfLock();
		for (const {module, at, by} of header.known.lastSteady) {
			write({kind: 'fact', about: `backup/${header.pool}/${module}`, value: 'SteadyState', source: by, seenAt: at});
		}
	} else backend.retell?.(record);
	actor.start();
	if (!isLive) {
		for (const entry of record) recall(entry);
		if (record.at(-1)?.kind !== 'sealed') goOn();
	}
	settle();
	if (poller) pen.follow(poller.heard);
	if (!pen.isSealed()) poller?.start();
	// The seal waits until everything before it is on disk.
	pen.watchTrouble(trouble => trouble ?? settle());

	return openedSession(pen, {
		hear: (command, refused) => (command.type === 'answer' ? answer(command) : approve(command, refused)),
		stopped() {
			poller?.stop();
			actor.stop();
		},
	});
}

/** Answers after which something changes, here or in the simulated world. */
const starting: readonly string[] = ['confirm', 'act'];
