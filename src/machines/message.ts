/**
 * A sentence for people, as an id with arguments. Machines never hold the words: `ui/messages` does, one file a language,
 * so that a journal can be read in another language than the one it was written in.
 */

/** `at`: a time of the session, in ms since it began. `clock`: a time of the wall clock, in ms. `ms`: a duration. */
export type MessageArgument =
	| string
	| number
	| readonly string[]
	| {readonly at: number}
	| {readonly clock: number}
	| {readonly ms: number};

export type Message = {readonly id: string; readonly args?: Readonly<Record<string, MessageArgument>>};

export const say = (id: string, args?: Readonly<Record<string, MessageArgument>>): Message => (args ? {id, args} : {id});
