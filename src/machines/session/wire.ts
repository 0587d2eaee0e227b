/** What every session needs of the machines: their parts provided to any depth, and a stable name for an actor. */
import {type AnyActorLogic, type AnyActorRef, type AnyStateMachine, StateMachine} from 'xstate';
import {once} from '../once.js';

/** `provide` is shallow: a procedure inside a procedure has to be provided too. */
export function wire(machine: AnyStateMachine, parts: Readonly<Record<string, AnyActorLogic>>): AnyStateMachine {
	const actors = Object.fromEntries(
		Object.entries(machine.implementations.actors as Record<string, AnyActorLogic>).map(([name, logic]) => [
			name,
			parts[name] ?? (logic instanceof StateMachine ? whenRun(() => wire(logic, parts)) : logic),
		]),
	);
	return machine.provide({actors});
}

/** Of the machines that a session knows it runs few, and each is dear to make. */
function whenRun(make: () => AnyStateMachine): AnyActorLogic {
	const made = once(make);
	return new Proxy({} as AnyActorLogic, {get: (_, key) => Reflect.get(made(), key)});
}

/**
 * `poolFailover/cmsFailover/movingCms`, and `…#2` when the procedure comes there again. The session itself has no name.
 *
 * An unnamed invoke is called `0.poolFailover.locatingCms` by XState: its index and the state that it belongs to.
 */
export function createNames(): (actor: AnyActorRef) => string {
	const names = new WeakMap<object, string>();
	const visits = new Map<string, number>();
	return function nameOf(actor: AnyActorRef): string {
		const known = names.get(actor);
		if (known !== undefined) return known;
		const parent = actor._parent;
		if (!parent) return '';
		const prefix = nameOf(parent);
		const path = `${prefix ? `${prefix}/` : ''}${actor.id.replace(/^\d+\.[^.]+\.?/, '') || 'watch'}`;
		const visit = (visits.get(path) ?? 0) + 1;
		visits.set(path, visit);
		const name = visit === 1 ? path : `${path}#${visit}`;
		names.set(actor, name);
		return name;
	};
}
