/**
 * The engine of a session that only looks: it walks one procedure to its end, asks what its steps would ask, writes what was found, and
 * is sealed. It has no way to run anything: no effect for it, no question, and a backend that refuses.
 */
import {type AnyActorRef, assign, createActor, type EventObject} from 'xstate';
import {deploymentOf, type Outcome} from '../journal/journal-entry.js';
import {createNumbering} from '../journal/journal-index.js';
import {createLineQuota} from '../journal/line-quota.js';
import {createPen} from '../journal/pen.js';
import {type Message, say} from '../message.js';
import {catalog} from '../procedures/catalog.js';
import {createLook, type Desk} from '../step/effects.js';
import {createPlacing} from '../step/placing.js';
import {cardOf, foundOf} from '../step/step-card.js';
import type {StepContext} from '../step/step-life.js';
import {endOfLook, lookOnlyMachine} from './look-only.machine.js';
import {lookWalkMachine} from './look-walk.machine.js';
import {createLookingBackend} from './looking-backend.js';
import {openedSession, type Session} from './opened-session.js';
import type {SessionOptions} from './session.js';
import {createNames, wire} from './wire.js';

export function openLookSession({header, backend: world, ...pages}: Omit<SessionOptions, 'record' | 'contradiction'>): Session {
	const procedure = header.lookOnly;
	if (!procedure) throw new Error('This session does not only look');
	const backend = createLookingBackend(world);
	const nameOf = createNames();
	const pen = createPen({now: backend.now, ...pages, record: []});
	const {write, index} = pen;
	/** Why the procedure cannot be walked as things are: the first step that says so. */
	let blocked: Message | undefined;
	let isOpenBefore = false;

	const desk: Desk = {
		backend,
		write,
		lines: createLineQuota(write),
		canWrite: () => pen.whyStopped() === undefined,
		mayChange: () => false,
		tell,
		nameOf,
		nextCall: createNumbering(index),
		lostCall: () => undefined,
		placing: createPlacing(backend, write),
		lastSeen: new Map(),
	};
	const step = lookOnlyMachine.provide({
		actors: {look: createLook(desk)} as never,
		actions: {
			askRecord: ({self}) => self.send({type: 'goOn', at: backend.now(), attempt: 1}),
			end: assign({end: ({context}) => endOfLook(context, isOpenBefore)}),
			showBegin: ({context, self}) => write({kind: 'stepBegan', step: nameOf(self), ...cardOf(context.step)}),
			showEnd: ({context, self}) => showEnd(nameOf(self), context),
		},
	});
	const input = {
		deployment: deploymentOf(header),
		pool: header.pool,
		known: header.known,
		debts: header.known.debts,
		...(header.edge ? {edge: header.edge} : {}),
	};
	const machine = wire(lookWalkMachine, {step}).provide({actions: {beginRun, endRun} as never});
	const actor = createActor(machine, {input: {...input, procedure}});
	actor.subscribe({error: pen.fail});

	function tell(target: AnyActorRef, event: EventObject) {
		if (pen.whyStopped()) return;
		target.send(event);
		settle();
	}

	function settle() {
		if (actor.getSnapshot().status === 'done' && !pen.whyStopped() && !pen.isSealed()) write({kind: 'sealed', ...end()});
	}

	function showEnd(name: string, context: StepContext) {
		if (!context.end) return;
		if (context.end.found === 'blocked') blocked ??= context.end.why;
		if (context.end.found === 'doesNotHold') isOpenBefore = true;
		write(foundOf(name, context));
		write({kind: 'stepEnded', step: name, end: context.end});
	}

	function beginRun() {
		if (!procedure) return;
		const {direction, plan} = catalog[procedure];
		const known = JSON.parse(JSON.stringify({pool: input.pool, debts: input.debts, known: input.known}));
		write({kind: 'runBegan', run: procedure, procedure, input: known, direction: direction(input), plan: plan(input, procedure)});
	}

	function endRun() {
		if (procedure) write({kind: 'runEnded', run: procedure, ...end()});
	}

	const end = (): {readonly outcome: Outcome; readonly why?: Message} => (blocked ? {outcome: 'refused', why: blocked} : {outcome: 'done'});

	write(header);
	actor.start();
	settle();
	pen.watchTrouble(trouble => trouble ?? settle());

	return openedSession(pen, {hear: ({id}) => ({id, why: say('refusal.questionNotOpen')}), stopped: () => actor.stop()});
}
