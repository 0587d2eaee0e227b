/** The tree and the log of a session, as its panes and keys need them: what the entries show, what is open, what is selected. */
import type {Debt} from '../../machines/debt.js';
import type {JournalEntry} from '../../machines/journal/journal-entry.js';
import {deploymentOf} from '../../machines/journal/journal-entry.js';
import {
	type Direction,
	debtBefore,
	find,
	type LogSource,
	logAfter,
	logBefore,
	nextError,
	nextLine,
} from '../../machines/journal/log-window.js';
import {currentStep, type SessionView, stepOf} from '../../machines/journal/session-view.js';
import {say} from '../../machines/message.js';
import {createProgressReader} from '../../machines/step/progress.js';
import type {FactReader} from '../../machines/topology/topology-facts.js';
import {openWithRoom} from '../../machines/topology/topology-open.js';
import {openAtFirst, topologyTree, type VisibleNode, visibleNodes} from '../../machines/topology/topology-tree.js';
import type {TopologyView} from '../../machines/topology/topology-view.js';
import {logRows, textOf} from '../panes/log-rows.js';
import type {Room} from '../panes/pane.js';
import {topologyPane} from '../panes/topology-rows.js';
import {planLines} from '../plan.js';
import type {Row} from '../row.js';
import type {Situation} from '../situation.js';
import type {CommandId, ScreenId} from './keymap.js';
import type {Scene} from './scene.js';
import type {ConsoleState} from './state.js';

export type PanesOf = {
	readonly entryAt: (seq: number) => JournalEntry | undefined;
	/** How a call began, where that is remembered. */
	readonly beganAs?: LogSource['beganAs'];
	/** The last entry that counts: in a replay, the one that is shown. */
	readonly length: () => number;
	/** What is known of the deployment then. */
	readonly facts: () => (FactReader & Pick<TopologyView, 'revision'>) | undefined;
};

/** A long session, and a find that matches nothing: so many entries are read for one key, at most. */
const readAtMost = 20_000;

export function createPanes({entryAt, beganAs, length, facts}: PanesOf) {
	/** The tree as it was made last: of 450 computers, it takes longer than all the rest of a frame. */
	let seen:
		| (Pick<Situation, 'header'> &
				Pick<ConsoleState, 'openNodes'> & {readonly revision: number; readonly rows: number; readonly nodes: readonly VisibleNode[]})
		| undefined;
	/** Rows that the tree had when it was drawn last: keys move in what is seen. */
	let rows = 0;

	function nodesOf({header}: Situation, {openNodes}: ConsoleState): readonly VisibleNode[] {
		const known = facts();
		if (!known) return [];
		const revision = known.revision();
		if (seen?.revision === revision && seen.header === header && seen.openNodes === openNodes && seen.rows === rows) return seen.nodes;
		const deployment = deploymentOf(header);
		const tree = topologyTree(deployment, known, header.pool);
		const open = openWithRoom(tree, openAtFirst(deployment, header.pool), rows);
		// What is open at first is closed by naming it.
		for (const id of openNodes) if (!open.delete(id)) open.add(id);
		const nodes = visibleNodes(tree, open);
		seen = {revision, header, openNodes, rows, nodes};
		return nodes;
	}

	const progressAt = createProgressReader(entryAt);

	/** What was owed, by where it was paid: it is looked for only once. */
	const paid = new Map<string, Debt | undefined>();

	function debtOf(debt: string, before: number): Debt | undefined {
		const key = `${before} ${debt}`;
		if (!paid.has(key)) paid.set(key, debtBefore(entryAt, debt, before));
		return paid.get(key);
	}

	const sourceOf = (situation: Situation): LogSource => ({
		entryAt: seq => (seq > length() ? undefined : entryAt(seq)),
		...(beganAs ? {beganAs} : {}),
		titleOf: step => stepOf(situation.view, step)?.card.title,
		debtOf,
		render: line => textOf(line, situation),
		scanAtMost: readAtMost,
	});

	function logAround(situation: Situation, {filter, line}: ConsoleState, {width, height}: Room): readonly Row[] {
		const source = sourceOf(situation);
		if (line === undefined)
			return logRows(logBefore({...source, filter, upTo: length(), count: height}).lines, {width, height, voice: situation});
		const before = logBefore({...source, filter, upTo: line, count: Math.ceil(height / 2)}).lines;
		const after = logAfter({...source, filter, from: line + 1, count: height - before.length}).lines;
		return logRows([...before, ...after], {width, height, voice: situation, selectedSeq: line});
	}

	function selectLine(situation: Situation, state: ConsoleState, by: number): ConsoleState {
		const source = sourceOf(situation);
		const direction: Direction = by < 0 ? 'back' : 'forward';
		if (by === Infinity) return withoutLine(state);
		let {line} = state;
		if (by === -Infinity) line = logAfter({...source, filter: state.filter, from: 1, count: 1}).lines[0]?.seq ?? line;
		else {
			if (line === undefined && by > 0) return state;
			for (let count = 0; count < Math.abs(by); count++) {
				const [next] = nextLine({...source, filter: state.filter, from: line ?? length() + 1, direction}).lines;
				if (!next) break;
				line = next.seq;
			}
		}
		return line === undefined ? state : {...state, line};
	}

	function foundIn(text: string, situation: Situation, state: ConsoleState): ConsoleState {
		if (text === '') return state;
		const wanted = text.toLowerCase();
		const node = nodesOf(situation, state).find(({label}) => label.toLowerCase().includes(wanted));
		const step = planLines(situation.view).find(({title}) => situation.brief(title).toLowerCase().includes(wanted));
		const [line] = find({...sourceOf(situation), from: state.line ?? length() + 1, direction: 'back', text}).lines;
		const next = {...state, found: text};
		if (step && state.focus !== 'log' && state.focus !== 'topology') return {...next, focus: 'steps', step: step.id};
		if (node && state.focus !== 'log') return {...next, focus: 'topology', node: node.id};
		if (line) return {...next, focus: 'log', line: line.seq};
		return {...next, said: say('key.notFound', {text})};
	}

	return {
		sourceOf,
		progressIn(view: SessionView): Pick<Situation, 'progress'> {
			const step = currentStep(view);
			const progress = step?.state === 'running' ? progressAt(step.id, length()) : undefined;
			// What an earlier attempt has said is not said of this one.
			return progress && step && progress.at >= step.movedAt ? {progress} : {};
		},

		drawn: (situation: Situation, state: ConsoleState) => ({
			topology: (room: Room): readonly Row[] => {
				rows = room.height - 1;
				const nodes = nodesOf(situation, state);
				const selected = state.focus === 'topology' ? state.node : undefined;
				return topologyPane(nodes, {...room, now: situation.at, voice: situation, ...(selected ? {selectedId: selected} : {})});
			},
			log: (room: Room): readonly Row[] => logAround(situation, state, room),
		}),

		scene: (screen: ScreenId, situation: Situation, state: ConsoleState, scrollLimit: () => number): Scene => ({
			screen,
			scrollLimit,
			situation,
			currentStep: currentStep(situation.view)?.id.replace(/#\d+$/, ''),
			nodes: state.focus === 'topology' ? nodesOf(situation, state) : [],
			moveInLog: (by, from) => selectLine(situation, from, by),
			find: (text, from) => ({state: foundIn(text, situation, from), effects: []}),
		}),

		/** Commands that move within what is shown. */
		command(id: CommandId, state: ConsoleState, situation: Situation): ConsoleState {
			if (id === 'findNext') return foundIn(state.found ?? '', situation, state);
			if (id !== 'nextError') return state;
			const [line] = nextError({...sourceOf(situation), from: state.line ?? length() + 1, direction: 'back'}).lines;
			return line ? {...state, focus: 'log', line: line.seq} : {...state, said: say('key.noError')};
		},
	};
}

const withoutLine = ({line: _, ...state}: ConsoleState): ConsoleState => state;
