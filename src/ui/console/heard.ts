/** What a key does: where the operator stands then, and what is sent. */
import type {CommandId} from './keymap.js';
import type {ConsoleState} from './state.js';

/** What a key leads to outside of the console's own state. */
export type Effect =
	| {readonly type: 'answer'; readonly question: string; readonly choice: string; readonly fields: Readonly<Record<string, string>>}
	| {readonly type: 'note'; readonly text: string; readonly happenedAt?: number}
	| {readonly type: 'command'; readonly command: CommandId}
	| {readonly type: 'seek'; readonly to: string}
	| {readonly type: 'copy'; readonly text: string}
	| {readonly type: 'control'; readonly act: 'ask' | 'give' | 'keep'}
	| {readonly type: 'control'; readonly act: 'take'; readonly reason: string}
	| {readonly type: 'secret'; readonly reference: string; readonly text?: string}
	| {readonly type: 'leave'};

export type Heard = {readonly state: ConsoleState; readonly effects: readonly Effect[]};

export const stays = (state: ConsoleState): Heard => ({state, effects: []});
