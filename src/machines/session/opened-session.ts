/** What an open session gives to its consoles, and to the process that holds it; the same whether it runs a procedure or only looks. */

import type {EngineEvent, JournalEntry} from '../journal/journal-entry.js';
import type {Pen} from '../journal/pen.js';
import {type Message, say} from '../message.js';
import type {Command, Engine, Refusal} from './client.js';

export type Session = Omit<Engine, 'send'> & {
	/** Undefined when it was accepted, or is still looked at: then `refused` hears it when it is not taken. */
	readonly send: (command: Command, refused?: (refusal: Refusal) => void) => Refusal | undefined;
	/** The entry that can never be written or the broken machine that stopped the engine; nothing was started after it. */
	readonly fault: () => unknown;
	/** All of them: dear in a long session. */
	readonly entries: readonly JournalEntry[];
	/** Writes what concerns the process and those who are attached to it; nothing after the seal. */
	readonly remark: (event: EngineEvent, message: Message) => void;
	/** Stops before the next change; the journal stays open and can be resumed. */
	readonly stop: () => void;
};

export type Heard = {
	/** Hears what is no note. */
	readonly hear: (command: Exclude<Command, {type: 'note'}>, refused: (refusal: Refusal) => void) => Refusal | undefined;
	/** Called once nothing is started any more. */
	readonly stopped: () => void;
};

export function openedSession(pen: Pen, {hear, stopped}: Heard): Session {
	return {
		follow: pen.follow,
		watchTrouble: pen.watchTrouble,
		entryAt: pen.entries.at,
		get entries() {
			return pen.entries.all();
		},
		fault: pen.fault,
		send(command, refused = () => {}) {
			const {id} = command;
			const why = pen.whyStopped();
			if (why) return {id, why};
			if (command.type !== 'note') return hear(command, refused);
			if (pen.isSealed()) return {id, why: say('refusal.sealed')};
			pen.inTheWay();
			const {text, by, happenedAt} = command;
			pen.write({kind: 'note', text, by, ...(happenedAt === undefined ? {} : {happenedAt})});
			return undefined;
		},
		remark(event, message) {
			if (!pen.whyStopped() && !pen.isSealed()) pen.write({kind: 'engine', event, message});
		},
		stop() {
			pen.stop();
			stopped();
		},
	};
}
