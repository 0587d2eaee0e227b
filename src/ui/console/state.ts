/** What the operator has in hand and where they look: all of the console that is not in the journal. */
import type {Digest} from '../../machines/journal/digest.js';
import type {Choice, Question} from '../../machines/journal/journal-entry.js';
import type {LogFilter} from '../../machines/journal/log-window.js';
import type {Message} from '../../machines/message.js';
import type {Fields} from '../../machines/step/step.js';

export type PaneId = 'now' | 'steps' | 'topology' | 'log';
export const paneIds: readonly PaneId[] = ['now', 'steps', 'topology', 'log'];

export type Dialog =
	/** Fields are typed one after the other; `draft` is the one that is open. */
	| {
			readonly at: 'form';
			readonly question: Question;
			readonly choice: Choice;
			readonly fields: Fields;
			readonly draft: string;
			readonly problem?: Message;
			/** What was typed before, in an answer that was not taken. */
			readonly earlier?: Fields;
			/** It came up just now: nobody can have seen it, and what is typed is dropped. */
			readonly isUnseen?: true;
	  }
	/** A second key, before what one letter chose is sent; `y` where it ends something. */
	| {readonly at: 'sure'; readonly question: Question; readonly choice: Choice}
	| {readonly at: 'note'; readonly text?: string; readonly draft: string; readonly problem?: Message}
	| {readonly at: 'takeControl'; readonly draft: string; readonly problem?: Message}
	/** Drawn as signs that say nothing, and told to the engine only. */
	| {readonly at: 'secret'; readonly reference: string; readonly isAgain: boolean; readonly draft: string}
	| {readonly at: 'find' | 'filter' | 'seek'; readonly draft: string; readonly problem?: Message}
	/** What happened while the operator was away: any key closes it. */
	| {readonly at: 'welcome'; readonly digest: Digest}
	| {readonly at: 'help' | 'bridge' | 'people' | 'plan' | 'copy' | 'leaving' | 'control'};

export type ConsoleState = {
	readonly focus: PaneId;
	/** What is selected in a list; absent: the list follows the work. */
	readonly step?: string;
	readonly node?: string;
	readonly line?: number;
	/** Rows that the step is scrolled down by. */
	readonly scroll?: number;
	readonly openNodes: readonly string[];
	readonly filter: LogFilter;
	/** What was looked for last. */
	readonly found?: string;
	readonly dialog?: Dialog;
	/** To be shown as soon as nothing is open that is typed. */
	readonly welcome?: Digest;
	/** What the last key did, or why it is dead; gone with the next key. */
	readonly said?: Message;
};

export const firstState: ConsoleState = {focus: 'now', openNodes: [], filter: {}};

/** What happens now is looked at again, and no step of before. */
export const backToNow = ({step: _, ...state}: ConsoleState): ConsoleState => ({...state, focus: 'now'});

/** From its first row again: for another step, or another page. */
export const unscrolled = ({scroll: _, ...state}: ConsoleState): ConsoleState => state;

export const unsaid = ({said: _, ...state}: ConsoleState): ConsoleState => state;
