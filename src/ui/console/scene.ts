/** What there is for the operator to look at: the situation after the newest entry, the tree as it is open, and the log behind it. */
import type {TopologyNode} from '../../machines/topology/topology-tree.js';
import type {Situation} from '../situation.js';
import type {Heard} from './heard.js';
import type {ScreenId} from './keymap.js';
import type {ConsoleState} from './state.js';

export type Scene = {
	readonly screen: ScreenId;
	readonly situation: Situation;
	/** As the plan has it: without the number of a second visit. */
	readonly currentStep: string | undefined;
	/** The nodes of the tree that can be seen. */
	readonly nodes: readonly Pick<TopologyNode, 'id' | 'label'>[];
	/** How far the step can be scrolled. */
	readonly scrollLimit: () => number;
	readonly moveInLog: (by: number, state: ConsoleState) => ConsoleState;
	/** Finds a text in procedures, topology and log, and selects where it is. */
	readonly find: (text: string, state: ConsoleState) => Heard;
};
