/**
 * The one table of keys. It prints the footer, the help and the table of the README, and the ear of the console obeys it; a key that
 * does nothing here and now says why.
 */
import {type Message, say} from '../../machines/message.js';
import {shownCalls} from '../shown-lines.js';
import type {Situation} from '../situation.js';

export type ScreenId = 'run' | 'replay';
export type CommandId =
	| 'note'
	| 'marker'
	| 'bridge'
	| 'plan'
	| 'people'
	| 'copy'
	| 'find'
	| 'findNext'
	| 'filter'
	| 'nextError'
	| 'help'
	| 'control'
	| 'leave'
	| 'repaint'
	| 'play'
	| 'forward'
	| 'back'
	| 'nextStep'
	| 'previousStep'
	| 'nextMark'
	| 'previousMark'
	| 'first'
	| 'last'
	| 'seek'
	| 'faster'
	| 'slower'
	| 'idleLimit';

type Here = Pick<Situation, 'view' | 'hold'>;

export type KeyRow = {
	/** As it is printed: `n`, `Ctrl-L`. */
	readonly key: string;
	readonly command: CommandId;
	readonly on: readonly ScreenId[];
	/** In the footer, by how soon it gives way to others; absent: only in the help. */
	readonly rank?: number;
	/** Why it does nothing just now; undefined where it does. */
	readonly dead?: (here: Here) => Message | undefined;
};

const both: readonly ScreenId[] = ['run', 'replay'];
const isOver = ({view}: Here): Message | undefined => (view.outcome ? say('key.dead.sealed') : undefined);
const addsNothing = (here: Here): Message | undefined =>
	isOver(here) ?? (here.hold?.control?.isObserver ? say('key.control.observer') : undefined);
const hasNoLine = ({view}: Here): Message | undefined => (shownCalls(view).length > 0 ? undefined : say('key.dead.noLine'));

export const keymap: readonly KeyRow[] = [
	{key: 'Space', command: 'play', on: ['replay'], rank: 1},
	{key: '→', command: 'forward', on: ['replay'], rank: 2},
	{key: '←', command: 'back', on: ['replay'], rank: 2},
	{key: ']', command: 'nextStep', on: ['replay'], rank: 3},
	{key: '[', command: 'previousStep', on: ['replay'], rank: 3},
	{key: '}', command: 'nextMark', on: ['replay'], rank: 4},
	{key: '{', command: 'previousMark', on: ['replay'], rank: 4},
	{key: 'Home', command: 'first', on: ['replay']},
	{key: 'End', command: 'last', on: ['replay']},
	{key: '@', command: 'seek', on: ['replay'], rank: 3},
	{key: '+', command: 'faster', on: ['replay']},
	{key: '-', command: 'slower', on: ['replay']},
	{key: 'i', command: 'idleLimit', on: ['replay']},
	{key: 'y', command: 'copy', on: both, rank: 4, dead: hasNoLine},
	{key: 'n', command: 'note', on: ['run'], rank: 5, dead: addsNothing},
	{key: 'm', command: 'marker', on: ['run'], dead: addsNothing},
	{key: '#', command: 'plan', on: both},
	{key: 'b', command: 'bridge', on: both, rank: 6},
	{key: 'c', command: 'people', on: both, rank: 8},
	{key: '/', command: 'find', on: both, rank: 9},
	{key: '>', command: 'findNext', on: both},
	{key: 'v', command: 'filter', on: both},
	{key: '!', command: 'nextError', on: both},
	{key: 't', command: 'control', on: ['run'], dead: isOver},
	{key: 'Ctrl-L', command: 'repaint', on: both},
	{key: '?', command: 'help', on: both, rank: 0},
	{key: 'q', command: 'leave', on: both, rank: 0},
];

export const keysOn = (screen: ScreenId): readonly KeyRow[] => keymap.filter(({on}) => on.includes(screen));
