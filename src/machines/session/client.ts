/**
 * What a console and an engine say to each other, as plain data: entries one way, commands the other. In one process it is a function
 * call, between processes a socket, in a replay a file. The scripted operator and the tests are clients too.
 */

import type {Choice, JournalEntry, Question} from '../journal/journal-entry.js';
import type {Trouble} from '../journal/keeping.js';
import {type Message, say} from '../message.js';
import type {Fields} from '../step/step.js';
import type {ControlView, SecretWanted} from './protocol.js';

/** An answer to the question that is open. `id` is the client's own, and comes back with a refusal. */
export type Command =
	| {
			readonly id: string;
			readonly type: 'answer';
			readonly question: string;
			readonly choice: string;
			readonly fields: Fields;
			readonly by: string;
	  }
	/** Of a second person: a consent from this account, or a text that was signed, with its signature behind it. */
	| {readonly id: string; readonly type: 'approve'; readonly question: string; readonly by: string}
	| {readonly id: string; readonly type: 'approve'; readonly signed: string}
	| {readonly id: string; readonly type: 'note'; readonly text: string; readonly by: string; readonly happenedAt?: number | undefined};

export type Refusal = {readonly id: string; readonly why: Message};

/** The engine, as a client sees it. */
export type Engine = {
	/** Every entry so far, and every one to come. Returns how to stop listening. */
	readonly follow: (listener: (entry: JournalEntry) => void) => () => void;
	/** An entry that was told before, so that a client need not keep them all. */
	readonly entryAt: (seq: number) => JournalEntry | undefined;
	/**
	 * Since when and why what is told is not on disk, at once and with every change; undefined when all of it is. Beside the entries, because
	 * it cannot be in the journal.
	 */
	readonly watchTrouble: (listener: (trouble: Trouble | undefined) => void) => () => void;
	/** `refused` is called when it is not taken: at once in one process, later by one that is reached through a socket. */
	readonly send: (command: Command, refused?: (refusal: Refusal) => void) => void;
	/** Where several consoles may be attached. */
	readonly control?: ControlDesk;
	/** Where what is reached may want a password. */
	readonly secrets?: SecretDesk;
};

/** What is typed goes from a console into the memory of the engine; it is no entry, and nobody is told it. */
export type SecretDesk = {
	/** At once and with every change; undefined when none is wanted. */
	readonly watch: (listener: (wanted: SecretWanted | undefined) => void) => () => void;
	/** Without a text it is not going to be typed. */
	readonly give: (reference: string, text?: string) => void;
};

/** What a console knows of who acts, and what it can do about it. */
export type ControlDesk = {
	/** Undefined until the engine has said it. */
	readonly view: () => ControlView | undefined;
	readonly watch: (listener: () => void) => () => void;
	readonly ask: () => void;
	readonly give: () => void;
	readonly keep: () => void;
	readonly take: (reason: string) => void;
	/** Somebody sits here. */
	readonly pressed: () => void;
};

/** Long enough for a pasted error record, short enough for a journal line. */
export const fieldLimit = 8_000;

/** Why an answer is not taken: the question is not open, the choice is not offered, a field is missing, unknown or too long. */
export function refusalOf(open: Question | undefined, question: string, choice: string, fields: Fields): Message | undefined {
	if (open?.question !== question) return say('refusal.questionNotOpen');
	const offered = open.choices.find(({id}) => id === choice);
	if (!offered) return say('refusal.choiceNotOffered', {choice});
	return fieldProblem(offered, fields);
}

function fieldProblem({fields: wanted}: Choice, given: Fields): Message | undefined {
	for (const id of Object.keys(given)) {
		if (!wanted.some(field => field.id === id)) return say('refusal.unknownField', {field: id});
		if (typeof given[id] !== 'string' || given[id].length > fieldLimit) return say('refusal.fieldTooLong', {field: id, limit: fieldLimit});
	}
	const missing = wanted.find(({id, isOptional}) => !isOptional && !given[id]?.trim());
	return missing && say('refusal.fieldMissing', {field: missing.id});
}
