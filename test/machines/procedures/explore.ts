/**
 * Walks a machine through everything that can happen to it, its steps and inner procedures replaced by their ends.
 *
 * Shortest paths lead to every state; from each of them everything that can happen there is tried once more, so that every transition
 * is taken. What may only come after something else is proved on the graph of all ways, not on the shortest ones.
 */
import {type AnyStateMachine, createActor, type EventObject, type InspectionEvent, type Snapshot, type StateNode} from 'xstate';
import {getAdjacencyMap, getShortestPaths} from 'xstate/graph';
import type {JsonObject} from '../../../src/machines/json.js';
import {say} from '../../../src/machines/message.js';
import type {ProcedureEnd} from '../../../src/machines/procedures/procedure.js';
import type {StepEnd, StepEndKind} from '../../../src/machines/step/step.js';

export type At = Snapshot<unknown> & {
	readonly value: string;
	readonly context: Record<string, unknown>;
	readonly children: object;
	readonly output?: Partial<ProcedureEnd>;
};
export type Ended = EventObject & {readonly output?: StepEnd | ProcedureEnd};
/** What happened in a state, and where that led. */
export type Move = {readonly from: At; readonly event: Ended; readonly to: At};

const kinds: readonly StepEndKind[] = ['done', 'alreadyDone', 'byHand', 'skipped'];
const why = say('because');
const bare = {evidence: [], learned: {}};
/** Every way that a step can end; `learnt` is what it may teach when it ends well. */
export const stepEnds = (learnt: readonly JsonObject[] = [{}]): readonly StepEnd[] => [
	...learnt.flatMap(learned =>
		kinds.map((kind): StepEnd => ({...bare, kind, learned, ...(kind === 'done' ? {hasChanged: true as const} : {})})),
	),
	{...bare, kind: 'refused', why},
	{...bare, kind: 'aborted', why},
	{...bare, kind: 'failed', why},
	{...bare, kind: 'failed', why, hasChanged: true, isOutcomeUnknown: true},
];

const outcomes = ['done', 'failed', 'refused', 'outcomeUnknown', 'ended'] as const;
const procedureEnds = (debts: readonly ProcedureEnd['debts'][]): readonly ProcedureEnd[] =>
	debts.flatMap(owed => outcomes.map((outcome): ProcedureEnd => ({outcome, debts: owed, hasChanged: outcome !== 'refused', why})));

export const endsWell = (end: StepEnd | ProcedureEnd | undefined): boolean =>
	end !== undefined && ('kind' in end ? kinds.includes(end.kind) : end.outcome === 'done');

export type Exploration = {
	readonly machine: AnyStateMachine;
	readonly inputs: readonly object[];
	/** What the step of a state may teach; and how it ends, where not every end is possible. */
	readonly teaches?: Readonly<Record<string, readonly JsonObject[]>>;
	readonly ends?: Readonly<Record<string, readonly StepEnd[]>>;
	/** What inner procedures may leave to be paid. */
	readonly leaves?: readonly ProcedureEnd['debts'][];
	/** Told from outside, at any time. */
	readonly reports?: readonly EventObject[];
	/** What of the context later guards can see; by default everything but the deployment. */
	readonly sees?: (context: At['context']) => unknown;
};

/** The watch of a procedure belongs to all its states and never ends by itself. */
export const busyWith = ({children}: At, machine: AnyStateMachine): readonly string[] =>
	Object.keys(children).filter(id => id !== `0.${machine.id}`);

function eventsAt(exploration: Exploration, at: At): readonly Ended[] {
	const {machine, teaches = {}, ends = {}, leaves = [[]], reports = []} = exploration;
	const ended = busyWith(at, machine).flatMap(id => {
		const outputs = id.includes('.') ? (ends[at.value] ?? stepEnds(teaches[at.value])) : procedureEnds(leaves);
		return outputs.map((output): Ended => ({type: `xstate.done.actor.${id}`, output}));
	});
	return at.status === 'active' ? [...ended, ...reports] : [];
}

const withoutDeployment = ({deployment: _, known: _known, ...facts}: At['context']) => facts;

/** Every move of the machine, from every state that it can be in, for all inputs. */
export function explore(exploration: Exploration) {
	const {machine, inputs, sees = withoutDeployment} = exploration;
	const keyOf = (at: At) => JSON.stringify([at.value, sees(at.context), at.status]);
	const graphs = inputs.map(input => {
		const options = {
			input,
			events: (snapshot: Snapshot<unknown>) => [...eventsAt(exploration, snapshot as At)],
			serializeState: (snapshot: Snapshot<unknown>) => keyOf(snapshot as At),
			limit: 50_000,
		};
		const nodes = Object.values(getAdjacencyMap(machine, options as never)) as unknown as readonly {
			readonly state: At;
			readonly transitions: Readonly<Record<string, {readonly event: Ended; readonly state: At}>>;
		}[];
		const paths = getShortestPaths(machine, options as never) as unknown as readonly {
			readonly state: At;
			readonly steps: readonly {readonly event: Ended}[];
		}[];
		const moves = nodes.flatMap(({state, transitions}) =>
			Object.values(transitions).map(({event, state: to}): Move => ({from: state, event, to})),
		);
		return {input, start: nodes[0]?.state as At, moves, paths};
	});
	return {
		moves: graphs.flatMap(({moves}) => moves),
		states: graphs.flatMap(({paths}) => paths.map(({state}) => state)),
		transitionsNeverTaken: () => neverTaken(exploration, graphs),
		/** The states that can still be reached when some moves are forbidden. */
		reachedWithout: (isForbidden: (move: Move) => boolean): ReadonlySet<string> =>
			new Set(graphs.flatMap(({start, moves}) => reached(start, moves, keyOf, isForbidden))),
	};
}

function reached(start: At, moves: readonly Move[], keyOf: (at: At) => string, isForbidden: (move: Move) => boolean): readonly string[] {
	const next = Map.groupBy(moves, ({from}) => keyOf(from));
	const found = new Map([[keyOf(start), start.value]]);
	for (const [key] of found) {
		for (const move of next.get(key) ?? []) if (!isForbidden(move)) found.set(keyOf(move.to), move.to.value);
	}
	return [...found.values()];
}

type Taken = {readonly source: StateNode; readonly eventType: string};
const nodesOf = (node: StateNode): readonly StateNode[] => [
	node,
	...Object.values(node.states as Record<string, StateNode>).flatMap(nodesOf),
];
const transitionsOf = (node: StateNode): readonly Taken[] => [...[...node.transitions.values()].flat(), ...(node.always ?? [])] as never;

/** For which transition is taken, it does not matter in which of the good ways a step ended. */
const distinct = (events: readonly Ended[]): readonly Ended[] =>
	events.filter(({output}) => output === undefined || !('kind' in output) || ['done', ...badKinds].includes(output.kind));
const badKinds: readonly StepEndKind[] = ['refused', 'aborted', 'failed'];

/** Goes every shortest path again with a real actor, and from its end everything that can happen there. */
function neverTaken(
	exploration: Exploration,
	graphs: readonly {
		readonly input: object;
		readonly paths: readonly {readonly state: At; readonly steps: readonly {readonly event: Ended}[]}[];
	}[],
): readonly string[] {
	const {machine} = exploration;
	const taken = new Set<unknown>();
	for (const {input, paths} of graphs) {
		for (const {state, steps} of paths) {
			for (const last of [undefined, ...distinct(eventsAt(exploration, state))]) {
				let own: unknown;
				const actor = createActor(machine, {
					input,
					inspect: (seen: InspectionEvent) => {
						// The first that is heard of is itself; a machine may go on before it is created.
						own ??= seen.actorRef;
						if (seen.type === '@xstate.microstep' && seen.actorRef === own) for (const one of seen._transitions) taken.add(one);
					},
				} as never).start();
				// Its first event starts a path, and has happened.
				for (const {event} of steps) if (event.type !== 'xstate.init') actor.send(event as never);
				if (last) actor.send(last as never);
				actor.stop();
			}
		}
	}
	return nodesOf(machine.root as never).flatMap(node =>
		transitionsOf(node).flatMap((transition, index) =>
			taken.has(transition) ? [] : [`${node.key}: ${transition.eventType || 'always'} ${index}`],
		),
	);
}
